"""Letters made, looked at, let out and sent: the window of screening, the desk that selection has too, one letter."""
