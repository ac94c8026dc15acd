"""Extracted claims -> proposals in the files of a workspace: named, aligned, merged, corrected and reviewed."""
