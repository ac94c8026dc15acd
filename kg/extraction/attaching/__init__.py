"""Figures -> what each is of: names, times and words around a figure as options, and the choice among them."""
