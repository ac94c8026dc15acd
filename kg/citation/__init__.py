"""Cited figures: formatted values, references, articles filled in, tables, and the base in other tools' formats."""
