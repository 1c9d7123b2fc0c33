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
# Action plan.
year.actions.of_year                        yes          –           –      yes
year.actions.year_of                        yes          –           –      yes
year.actions.add                            yes          –           –      –
year.actions.change                         yes          –           –      –
year.actions.move                           yes          –           –      –
year.actions.remove                         yes          –           –      –
year.actions.carry_forward                  yes          –           –      –
year.action_columns.listed                  yes          –           –      yes
year.action_columns.rename                  yes          –           –      –
year.action_columns.show                    yes          –           –      –
year.action_columns.move                    yes          –           –      –
year.action_columns.add                     yes          –           –      –
year.action_columns.remove                  yes          –           –      –
# Calendar.
year.calendar.of_year                       yes          –           –      yes
year.calendar.year_of                       yes          –           –      yes
year.calendar.add                           yes          –           –      –
year.calendar.change                        yes          –           –      –
year.calendar.remove                        yes          –           –      –
year.calendar.mark                          yes          –           –      –
# Files.
year.files.listed                           yes          –           –      yes
year.files.content                          yes          –           –      yes
year.files.add                              yes          –           –      –
year.files.set_note                         yes          –           –      –
year.files.remove                           yes          –           –      –
year.files.record_copy                      yes          –           –      –
year.logo.shown                             yes          –           –      yes
year.logo.keep                              yes          –           –      –
year.logo.remove                            yes          –           –      –
# Budget.
year.budget.year_of                         yes          –           –      yes
year.budget.allocations                     yes          –           –      yes
year.budget.of_year                         yes          –           –      yes
year.budget.would_be_over                   yes          yes         –      yes
year.budget.plan_would_be_over              yes          own         –      yes
year.budget.add                             yes          –           –      –
year.budget.edit                            yes          –           –      –
year.budget.remove                          yes          –           –      –
year.budget.adjust                          yes          –           –      –
year.budget.remove_adjustment               yes          –           –      –
# Outreach.
year.outreach.year_of                       yes          –           –      yes
year.outreach.of_year                       yes          –           –      yes
year.outreach.funnel_of                     yes          –           –      yes
year.outreach.add                           yes          –           –      –
year.outreach.edit                          yes          –           –      –
year.outreach.followed_up                   yes          –           –      –
year.outreach.remove                        yes          –           –      –
year.flyers.snapshot                        yes          –           –      yes
year.flyers.logo_of                         yes          –           –      yes
year.flyers.put_on_file                     yes          –           –      –
# Handbook and roles.
year.handbook.rows                          yes          –           –      yes
year.handbook.begin                         yes          –           –      –
year.handbook.write                         yes          –           –      –
year.handbook.exam_year                     yes          –           –      yes
year.handbook.exams                         yes          –           –      yes
year.handbook.add_exam                      yes          –           –      –
year.handbook.edit_exam                     yes          –           –      –
year.handbook.remove_exam                   yes          –           –      –
year.headcounts.of_year                     yes          –           –      yes
year.headcounts.year_of                     yes          –           –      yes
year.headcounts.add                         yes          –           –      –
year.headcounts.edit                        yes          –           –      –
year.headcounts.remove                      yes          –           –      –
year.roles.listed                           yes          –           –      yes
year.roles.add                              yes          –           –      –
year.roles.edit                             yes          –           –      –
year.roles.remove                           yes          –           –      –
# Reports.
reporting.making.make                       yes          –           –      yes
reporting.years.first_day                   yes          –           –      yes
reporting.filing.file                       yes          –           –      –
reporting.filing.listed                     yes          –           –      yes
reporting.filing.paper                      yes          –           –      yes
reporting.filing.differences                yes          –           –      yes
reporting.filing.figures                    yes          –           –      yes
"""
