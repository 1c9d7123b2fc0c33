"""A person's page, and the window of units and supervisors."""
