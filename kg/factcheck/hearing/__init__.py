"""What a sentence says: of whom, of what, for when, how much and how."""
