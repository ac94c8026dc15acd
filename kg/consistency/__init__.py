"""What cannot all be true: comparability, conflicts, derivations, rules."""
