"""A sentence or a draft held against the base."""
