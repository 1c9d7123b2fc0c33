"""The rows of the program year: goals, action plan, budget, outreach, handbook, roles, calendar, and the reports."""

ROWS = """
                                            coordinator  supervisor  rater  reader
# Goals and texts.
year.goals.standing                         yes          –           –      yes
year.goals.year_of                          yes          –           –      yes
year.goals.add                              yes          –           –      –
year.goals.change                           yes          –           –      –
year.goals.remove                           yes          –           –      –
year.texts.of_year                          yes          –           –      yes
year.texts.write                            yes          –           –      –
# Budget.
year.budget.of_year                         yes          –           –      yes
year.budget.would_be_over                   yes          yes         –      yes
year.budget.add                             yes          –           –      –
year.budget.edit                            yes          –           –      –
year.budget.remove                          yes          –           –      –
year.budget.adjust                          yes          –           –      –
year.budget.remove_adjustment               yes          –           –      –
# Outreach.
year.outreach.of_year                       yes          –           –      yes
year.outreach.funnel_of                     yes          –           –      yes
year.outreach.add                           yes          –           –      –
year.outreach.edit                          yes          –           –      –
year.outreach.followed_up                   yes          –           –      –
year.outreach.remove                        yes          –           –      –
# Reports.
reporting.making.make                       yes          –           –      yes
reporting.years.first_day                   yes          –           –      yes
reporting.filing.file                       yes          –           –      –
reporting.filing.listed                     yes          –           –      yes
reporting.filing.paper                      yes          –           –      yes
reporting.filing.differences                yes          –           –      yes
"""
