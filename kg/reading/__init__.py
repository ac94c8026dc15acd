"""Files, web pages and PDF -> a Document: its text, its blocks and what is known of where it came from."""
