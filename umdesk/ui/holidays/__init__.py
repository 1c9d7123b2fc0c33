"""The window of the state's holidays, by which working days are counted."""
