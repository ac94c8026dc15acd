"""Document to claims: the figures of a text, their periods, entities, metrics, status and relations."""
