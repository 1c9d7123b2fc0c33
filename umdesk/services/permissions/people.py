"""The rows of applicants, people, screening and letters."""

ROWS = """
                                            coordinator  supervisor  rater  reader
# The applicants and their import.
applicants.listing.rows                     yes          –           –      yes
applicants.listing.rows_of                  yes          –           –      yes
applicants.following.touched                yes          –           –      yes
applicants.listing.units                    yes          –           –      yes
applicants.listing.supervisors              yes          –           –      yes
applicants.listing.heard_of                 yes          –           –      yes
applicants.details.detail                   yes          –           –      yes
applicants.details.newest_of                yes          –           –      yes
applicants.onfile.on_file                   yes          –           –      yes
applicants.deciding.decide_eligibility      yes          –           –      –
applicants.deciding.take_back_eligibility   yes          –           –      –
applicants.deciding.take_fresh              yes          –           –      –
applicants.since.changes                    yes          –           –      yes
eligibility.could_apply                     yes          yes         yes    yes
applicants.editing.add                      yes          –           –      –
applicants.editing.edit_person              yes          –           –      –
applicants.editing.edit_appointment         yes          –           –      –
applicants.editing.edit_application         yes          –           –      –
applicants.editing.restamp                  yes          –           –      –
applicants.editing.withdraw                 yes          –           –      –
applicants.editing.take_back_withdrawal     yes          –           –      –
attachments.of_application                  yes          –           –      yes
attachments.content                         yes          –           –      yes
attachments.taken_off                       yes          –           –      yes
attachments.add                             yes          –           –      –
attachments.set_note                        yes          –           –      –
attachments.remove                          yes          –           –      –
attachments.record_copy                     yes          –           –      –
# People: what they hold on a day, and all that is on file of them.
people.asking.on                            yes          own         –      yes
people.asking.overview                      yes          own         –      yes
people.asking.find_number                   yes          own         –      yes
people.appointments.listed                  yes          own         –      yes
people.appointments.add                     yes          –           –      –
people.appointments.correct                 yes          –           –      –
people.appointments.remove                  yes          –           –      –
people.separations.listed                   yes          own         –      yes
people.separations.add                      yes          –           –      –
people.separations.change                   yes          –           –      –
people.separations.remove                   yes          –           –      –
people.units.listed                         yes          –           –      yes
people.units.alike                          yes          –           –      yes
people.units.rename                         yes          –           –      –
people.units.merge                          yes          –           –      –
people.supervisors.listed                   yes          –           –      yes
people.supervisors.alike                    yes          –           –      yes
people.supervisors.edit                     yes          –           –      –
people.supervisors.merge                    yes          –           –      –
people.contacts.of_person                   yes          own         –      part
people.contacts.add                         yes          own         –      –
people.contacts.edit                        yes          own         –      –
people.contacts.remove                      yes          own         –      –
people.page.page                            yes          own         –      part
people.duplicates.likely                    yes          –           –      yes
people.duplicates.twins_of                  yes          –           –      yes
people.duplicates.kept_apart                yes          –           –      yes
people.duplicates.keep_apart                yes          –           –      –
people.duplicates.take_back                 yes          –           –      –
people.merging.compare                      yes          –           –      yes
people.merging.merges                       yes          –           –      yes
people.merging.merge                        yes          –           –      –
people.merging.separate                     yes          –           –      –
imports.plan                                yes          –           –      yes
imports.commit                              yes          –           –      –
columns.kept                                yes          –           –      yes
columns.keep                                yes          –           –      –
columns.forget                              yes          –           –      –
# Screening and letters.
letters.asking.screened                     yes          –           –      yes
letters.asking.decided                      yes          –           –      yes
letters.asking.of_application               yes          –           –      yes
letters.asking.documents                    yes          –           –      yes
letters.asking.screening_list               yes          –           –      yes
letters.wording.prepare                     yes          –           –      –
letters.outcomes.gaps                       yes          –           –      –
letters.keeping.keep                        yes          –           –      –
letters.keeping.discard                     yes          –           –      –
letters.keeping.record_copy                 yes          –           –      –
letters.keeping.mark_sent                   yes          –           –      –
"""
