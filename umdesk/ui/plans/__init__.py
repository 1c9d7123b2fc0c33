"""The tab Career plans: participants, the editor of one plan, and what happened beside it."""
