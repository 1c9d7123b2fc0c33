"""Backups: one file each that restores without the original, kept beside the program and in a second place."""
