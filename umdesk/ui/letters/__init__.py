"""The window *Screening and letters*, and the letters of one application."""
