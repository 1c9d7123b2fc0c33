"""The rows of the program year: goals, action plan, budget, outreach, handbook, roles, calendar, and the reports."""

ROWS = """
                                            coordinator  supervisor  rater  reader
# Reports.
reporting.making.make                       yes          –           –      yes
"""
