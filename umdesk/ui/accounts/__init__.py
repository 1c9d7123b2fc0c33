"""The window of accounts: who may sign in, with which roles."""
