"""The rows of career plans and of all that happens beside them."""

ROWS = """
                                            coordinator  supervisor  rater  reader
# Career plans.
plans.participations.set_state              yes          –           –      –
plans.queries.list_plans                    yes          own         –      yes
plans.queries.plan                          yes          own         –      part
plans.queries.supervises                    –            own         –      –
plans.queries.participation_of              yes          own         –      yes
plans.editing.set_fields                    yes          own         –      –
plans.editing.add_row                       yes          own         –      –
plans.editing.set_row                       yes          own         –      –
plans.editing.remove_row                    yes          own         –      –
plans.editing.move_row                      yes          own         –      –
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
plans.advancements.record_advancement       yes          –           –      –
plans.advancements.remove_advancement       yes          –           –      –
"""
