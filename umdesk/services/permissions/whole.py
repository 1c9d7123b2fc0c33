"""The rows of the program as a whole: settings, accounts, backups, finding, reports, what people have on file."""

ROWS = """
                                            coordinator  supervisor  rater  reader
# The program as a whole, its settings, history and typing.
programs.describe                           yes          yes         yes    yes
programs.lock                               yes          yes         yes    yes
programs.unlock                             yes          yes         yes    yes
programs.prepare_recovery_code              yes          –           –      –
programs.activate_recovery_code             yes          –           –      –
programs.confirm_password                   yes          yes         yes    yes
programs.rotate_key                         yes          –           –      –
programs.set_password                       yes          yes         yes    yes
settings.get                                yes          yes         yes    yes
settings.all_settings                       yes          yes         yes    yes
settings.change                             yes          –           –      –
history.events                              yes          own         –      part
history.undo_step                           yes          own         own    yes
history.step_size                           yes          own         own    yes
history.redo_step                           yes          own         own    yes
history.undo                                yes          own         own    –
history.redo                                yes          own         own    –
drafts.keep                                 yes          own         own    –
drafts.of_record                            yes          own         own    yes
drafts.drop                                 yes          yes         yes    –
drafts.recovered                            yes          own         own    yes
drafts.cycle_of                             yes          –           own    yes
integrity.check                             yes          –           –      yes
integrity.salvage                           yes          –           –      –
anchors.snapshot                            yes          –           –      yes
# Accounts.
accounts.list_accounts                      yes          –           –      –
accounts.named                              yes          –           –      –
accounts.list_names                         yes          –           –      –
accounts.set_list_names                     yes          –           –      –
accounts.supervisor_choices                 yes          –           –      –
accounts.find_supervisor                    yes          –           –      –
accounts.add                                yes          –           –      –
accounts.set_roles                          yes          –           –      –
accounts.rename                             yes          –           –      –
accounts.disable                            yes          –           –      –
accounts.enable                             yes          –           –      –
accounts.reset                              yes          –           –      –
accounts.link_supervisor                    yes          –           –      –
accounts.link_rater                         yes          –           –      –
# Backups. Everybody's sitting makes them; only a coordinator sees what is in them and restores.
backups.make                                yes          yes         yes    yes
backups.save_to                             yes          –           –      –
backups.newest                              yes          yes         yes    yes
backups.status                              yes          yes         yes    yes
backups.list_backups                        yes          –           –      –
backups.verify                              yes          –           –      –
backups.look_from                           yes          –           –      –
backups.way_of                              yes          –           –      –
# Finding anything: of each kind what the account sees; lists that an account saved for itself.
finding.everything                          yes          own         own    yes
finding.changes                             yes          own         own    yes
lists.saved                                 yes          –           –      yes
lists.save                                  yes          –           –      –
lists.rename                                yes          –           –      –
lists.remove                                yes          –           –      –
lists.record_copy                           yes          –           –      yes
# What is due for whoever is signed in: each sees what waits for them.
today.due                                   yes          own         own    yes
# Reports.
reports.record_copy                         yes          –           –      yes
# What people have on file with us: disclosures, statements of disagreement, one person's record; everything as files.
disclosures.of_person                       yes          –           –      yes
disclosures.left_unrecorded                 yes          –           –      –
disclosures.add                             yes          –           –      –
disclosures.complete                        yes          –           –      –
disclosures.note_rows                       yes          –           –      –
disagreements.of_person                     yes          –           –      yes
disagreements.add                           yes          –           –      –
disagreements.edit                          yes          –           –      –
person_record.record.find                   yes          –           –      –
person_record.record.snapshot               yes          –           –      –
person_record.record.record_copy            yes          –           –      –
dumps.read                                  yes          –           –      –
dumps.record                                yes          –           –      –
"""
