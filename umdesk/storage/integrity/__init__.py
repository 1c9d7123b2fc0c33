"""Checking a program: its pages, its structure, its history, and the records against their history."""
