"""The window *Application window*: a cycle as people apply to it, its form, and its copy for another year."""
