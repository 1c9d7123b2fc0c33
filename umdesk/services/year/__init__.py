"""The program year: what the coordinator keeps of it, one module a noun."""
