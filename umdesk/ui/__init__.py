"""Qt widgets: one package a tab, plus shared widgets and the operation runner."""
