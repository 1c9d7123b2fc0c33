"""Saving what can be read of a damaged program, page by page, into a new program."""
