"""The grammar of figures: a text -> its figures, each with value, unit and hedge. No model, no vocabulary of a workspace."""
