"""What follows for a figure of a sentence from the others beside it, and from the claims behind those.

``deriving`` asks each way of following in turn. ``*_readings`` and ``ratio_terms`` understand a figure again beside others; ``own_figures``,
``operations`` and what those ask (``rates``, ``remainders``, ``wholes``, ``time_spans``) reckon with what the sentence prints;
``sums_together``, ``parts_of_wholes``, ``per_unit``, ``told_changes`` and ``change_ends`` with what claims tell. ``left_open``,
``unread_words``, ``words_against`` and ``date_gaps`` are what keeps a figure or a sentence from being borne out.
"""
