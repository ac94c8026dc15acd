"""Language packs: how figures are said, as data; `und` holds what all languages share."""
