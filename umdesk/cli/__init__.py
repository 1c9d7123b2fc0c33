"""The same jobs and services from a terminal, for IT staff and scripts."""
