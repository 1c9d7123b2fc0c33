"""The inner tab Outcome: what became of those decided, declines, the waitlist, corrections of a closed cycle."""
