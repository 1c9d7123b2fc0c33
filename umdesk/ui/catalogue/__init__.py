"""The catalogue of activities and the templates of plans, which the department owns."""
