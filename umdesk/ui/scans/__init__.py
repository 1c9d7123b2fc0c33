"""Scans of signed paper: filing them, and the filed pages beside the data."""
