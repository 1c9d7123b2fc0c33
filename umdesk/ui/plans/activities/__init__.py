"""The section Activities of the plan editor: table, timeline picture, form, catalogue and templates."""
