"""What the claims of a base say of one figure of a sentence."""
