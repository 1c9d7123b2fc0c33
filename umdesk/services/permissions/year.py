"""The rows of the program year: goals, action plan, budget, outreach, handbook, roles, calendar, and the reports."""

ROWS = """
                                            coordinator  supervisor  rater  reader
# Budget.
year.budget.of_year                         yes          –           –      yes
year.budget.would_be_over                   yes          yes         –      yes
year.budget.add                             yes          –           –      –
year.budget.edit                            yes          –           –      –
year.budget.remove                          yes          –           –      –
year.budget.adjust                          yes          –           –      –
year.budget.remove_adjustment               yes          –           –      –
# Reports.
reporting.making.make                       yes          –           –      yes
reporting.filing.file                       yes          –           –      –
reporting.filing.listed                     yes          –           –      yes
reporting.filing.paper                      yes          –           –      yes
reporting.filing.differences                yes          –           –      yes
"""
