"""The tab Program year: goals, action plan, calendar and the other sections, for any year."""
