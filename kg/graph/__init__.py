"""Claims as RDF and as columns: stores, queries, shapes, views."""
