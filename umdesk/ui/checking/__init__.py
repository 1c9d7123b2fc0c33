"""The window *Check and repair*: what a check found, what a salvage brought, and the history anchor."""
