"""Widgets that all tabs share."""
