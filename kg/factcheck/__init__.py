"""Sentences and drafts held against the base.

From a sentence to its verdict: ``asking`` (the sentences of a text) -> ``understanding`` (a ``Statement`` for each figure: ``clauses``,
``amounts``, ``measuring``, ``subjects``, ``times``, ``doubting``) -> ``checking`` (the verdict: claims that may answer by
``choosing`` and ``matching``, how they stand to it by ``judging``, ``objecting``, ``moving`` and ``superlatives`` or ``computed``,
whether they account for every word by ``accounting`` and ``restricting``). The words of each language are in a pack of its own (words.en.yaml, words.fr.yaml), compiled by ``words``, the
forms of their verbs and adjectives by ``inflecting``; those that hold in a sentence of any language are put together by ``packs``.
"""
