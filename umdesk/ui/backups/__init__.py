"""Backups in the window: the one that runs by itself, their list, and looking into one before it is restored."""
