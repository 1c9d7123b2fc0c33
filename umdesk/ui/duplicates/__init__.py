"""The window of people who are likely one: side by side, made one, kept apart."""
