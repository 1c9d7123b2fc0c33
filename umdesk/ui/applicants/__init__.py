"""The tab Applicants: the list with its detail form, adding by hand, and the import page."""
