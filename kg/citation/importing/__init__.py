"""Taking in what an export wrote: read to values, tried out in a copy of the workspace, then written file by file."""
