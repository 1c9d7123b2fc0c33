"""Documents: a frozen snapshot in, an accessible PDF out."""
