"""The kg command: parses, calls, prints, and nothing else."""
