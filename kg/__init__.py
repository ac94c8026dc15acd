"""A source-tracked knowledge graph of figures: who said which number, of whom, for when, and where."""

__version__ = "0.1.0"
