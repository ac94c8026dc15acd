"""The words of each language that sentences about figures are made of."""
