"""Reports: what is on record, read once, counted by the domain, and what was filed."""
