"""Whole drafts: what each sentence is worth, what it cites, and the editor that shows it."""
