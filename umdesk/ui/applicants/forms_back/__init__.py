"""Filled forms that come back: the files, what will happen to each, and each beside what is known."""
