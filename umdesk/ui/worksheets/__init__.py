"""The window of worksheets: one is printed for who cannot come, and one that came back is compared and taken in."""
