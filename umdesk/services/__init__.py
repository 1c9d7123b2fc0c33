"""What users can do and ask: operations and queries, one module a noun; permission is checked here."""
