"""Data: metrics, units, language packs, ontology, shapes and rules, and loading them."""
