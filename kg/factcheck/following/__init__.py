"""What follows from several figures of a sentence held together."""
