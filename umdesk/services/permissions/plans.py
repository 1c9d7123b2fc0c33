"""The rows of career plans and of all that happens beside them."""

ROWS = """
                                            coordinator  supervisor  rater  reader
# Career plans.
plans.participations.set_state              yes          –           –      –
plans.participations.remove_state           yes          –           –      –
plans.queries.list_plans                    yes          own         –      yes
plans.queries.plan                          yes          own         –      part
plans.queries.supervises                    –            own         –      –
plans.queries.participation_of              yes          own         –      yes
plans.editing.set_fields                    yes          own         –      –
plans.editing.add_row                       yes          own         –      –
plans.editing.set_row                       yes          own         –      –
plans.editing.remove_row                    yes          own         –      –
plans.editing.move_row                      yes          own         –      –
plans.catalogue.listed                      yes          yes         –      yes
plans.catalogue.add                         yes          –           –      –
plans.catalogue.edit                        yes          –           –      –
plans.catalogue.switch                      yes          –           –      –
plans.catalogue.remove                      yes          –           –      –
plans.catalogue.add_starting                yes          –           –      –
plans.catalogue.suggested                   yes          own         –      yes
plans.catalogue.competencies_for            yes          yes         –      yes
plans.from_catalogue.add                    yes          own         –      –
plans.revisions.submit                      yes          own         –      –
plans.revisions.mark_ready                  yes          –           –      –
plans.revisions.back_to_draft               yes          own         –      –
plans.revisions.amend                       yes          –           –      –
plans.revisions.discard                     yes          –           –      –
plans.revisions.record_signatures           yes          own         –      –
plans.printing.snapshot                     yes          own         –      yes
plans.printing.to_print                     yes          own         –      yes
plans.printing.of_person                    yes          own         –      yes
plans.printing.printable                    yes          own         –      yes
plans.printing.document                     yes          own         –      yes
plans.printing.freeze                       yes          –           –      –
plans.printing.record_copy                  yes          own         –      yes
plans.reviews.of_plan                       yes          own         –      yes
plans.reviews.record                        yes          own         –      –
plans.reviews.correct                       yes          own         –      –
plans.reviews.remove                        yes          own         –      –
plans.records.record_progress               yes          own         –      –
plans.records.remove_progress               yes          own         –      –
plans.records.record_money                  yes          –           –      –
plans.records.remove_money                  yes          –           –      –
plans.td.add_assignment                     yes          –           –      –
plans.td.remove_assignment                  yes          –           –      –
plans.exams.listed                          yes          own         –      yes
plans.exams.add                             yes          –           –      –
plans.exams.change                          yes          –           –      –
plans.exams.remove                          yes          –           –      –
plans.duties.listed                         yes          own         –      yes
plans.duties.add                            yes          –           –      –
plans.duties.change                         yes          –           –      –
plans.duties.remove                         yes          –           –      –
holidays.listed                             yes          yes         –      yes
holidays.add                                yes          –           –      –
holidays.remove                             yes          –           –      –
holidays.fill                               yes          –           –      –
plans.advancements.record_advancement       yes          –           –      –
plans.advancements.remove_advancement       yes          –           –      –
# The directory of resources, and who is matched with a mentor or coach of it.
resources.list_resources                    yes          yes         –      yes
resources.mentors                           yes          yes         –      yes
resources.add                               yes          –           –      –
resources.edit                              yes          –           –      –
resources.set_active                        yes          –           –      –
resources.add_starting                      yes          –           –      –
mentor_matches.of_resource                  yes          own         –      yes
mentor_matches.of_participation             yes          own         –      yes
mentor_matches.match                        yes          –           –      –
mentor_matches.end_match                    yes          –           –      –
mentor_matches.remove_match                 yes          –           –      –
"""
