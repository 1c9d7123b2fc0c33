"""The one search over everything: Ctrl+K."""
