"""What was found, as Markdown, SARIF, annotations of a code host or a page: a module a format, each a pure function."""
