"""The base in the formats of other tools: tables, RDF, references, reviews, graphs, packages."""
