"""The tab My participants: what a supervisor sees, a card for each participant with the one thing to do."""
