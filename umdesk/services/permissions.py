"""Who may do what: one table of operations and queries by role, asked in the first line of each.

A row is "module.function" of `umdesk.services` (packages count by their own name and module) and a word a role:

    yes    may do it, or sees all of the answer
    own    only for what is theirs: the participants whose appointment names them today, their own rating sheets
    part   sees the answer without what is kept from the role (of counseling notes a reader sees date and kind)
    –      may not

An account with several roles has the best word of them. A function without a row may be called by nobody.
"""

from collections.abc import Mapping
from enum import IntEnum

from umdesk.domain.errors import NotAllowed
from umdesk.domain.words import Role
from umdesk.services.acting import HasAccount


class Grant(IntEnum):
    """A word of the table; a higher one is better."""

    NO = 0
    OWN = 1
    PART = 2
    YES = 3


TABLE = """
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
# Classes, cycles, ratings, results, decisions.
classes.catalogue                           yes          yes         yes    yes
classes.choices                             yes          yes         yes    yes
classes.cards.rows                          yes          yes         yes    yes
classes.cards.card                          yes          yes         yes    yes
classes.cards.held                          yes          yes         yes    yes
classes.ladders.all_steps                   yes          yes         yes    yes
classes.ladders.add                         yes          –           –      –
classes.ladders.edit                        yes          –           –      –
classes.ladders.remove                      yes          –           –      –
classes.editing.change                      yes          –           –      –
classes.effects.effects_of                  yes          –           –      –
cycles.create_cycle                         yes          –           –      –
cycles.create_from                          yes          –           –      –
cycles.list_cycles                          yes          –           –      yes
cycles.cycle                                yes          –           –      yes
cycles.named                                yes          –           –      yes
cycles.edit_cycle                           yes          –           –      –
cycles.copy                                 yes          –           –      –
application_forms.snapshot                  yes          –           –      yes
criteria.of_cycle                           yes          –           –      yes
criteria.of_versions                        yes          –           –      yes
criteria.add                                yes          –           –      –
criteria.edit                               yes          –           –      –
criteria.remove                             yes          –           –      –
criteria.move                               yes          –           –      –
criteria_templates.templates                yes          –           –      yes
criteria_templates.save                     yes          –           –      –
criteria_templates.rename                   yes          –           –      –
criteria_templates.delete                   yes          –           –      –
criteria_templates.of_cycle                 yes          –           –      yes
criteria_templates.take_over                yes          –           –      –
raters.of_cycle                             yes          –           –      yes
raters.panel                                yes          –           –      yes
raters.set_unit                             yes          –           –      –
raters.add                                  yes          –           –      –
raters.rename                               yes          –           –      –
raters.remove                               yes          –           –      –
assigning.applications                      yes          –           –      yes
assigning.by_chance                         yes          –           –      –
assigning.by_hand                           yes          –           –      –
assigning.by_list                           yes          –           –      –
assigning.assign                            yes          –           –      –
assigning.let_everyone_rate                 yes          –           –      –
assigning.let_assigned_rate                 yes          –           –      –
masking.of_cycle                            yes          –           –      yes
masking.texts                               yes          –           –      yes
masking.check                               yes          –           –      –
ratings.grid                                yes          –           –      –
ratings.enter                               yes          –           –      –
ratings.clear                               yes          –           –      –
ratings.enter_sheets                        yes          –           –      –
ratings.confirm_sheet                       yes          –           –      –
conflicts.of_cycle                          yes          –           –      yes
conflicts.what_it_is                        yes          –           –      yes
conflicts.judge                             yes          –           –      –
conflict_hints.suggestions                  yes          –           –      –
rating_files.plan                           yes          –           –      –
rating_files.bring_in                       yes          –           –      –
paper_sheets.find                           yes          –           –      –
paper_sheets.sheet                          yes          –           –      –
paper_sheets.waiting                        yes          –           –      –
paper_sheets.type_in                        yes          –           –      –
paper_sheets.differences                    yes          –           –      –
paper_sheets.settle                         yes          –           –      –
paper_sheets.start_over                     yes          –           –      –
sheet_papers.papers                         yes          –           –      –
sheet_papers.blank                          yes          –           –      –
sheet_papers.books                          yes          –           –      –
my_sheets.cycles                            –            –           own    –
my_sheets.conflict_list                     –            –           own    –
my_sheets.declare                           –            –           own    –
my_sheets.sheets                            –            –           own    –
my_sheets.sheet                             –            –           own    –
my_sheets.enter                             –            –           own    –
my_sheets.clear                             –            –           own    –
my_sheets.comment                           –            –           own    –
my_sheets.declare_conflict                  –            –           own    –
my_sheets.submit                            –            –           own    –
reopening.submitted                         yes          –           –      –
reopening.reopen                            yes          –           –      –
cycle_steps.check                           yes          –           –      –
cycle_steps.move_to                         yes          –           –      –
cycle_steps.step_back                       yes          –           –      –
sealing.notice                              yes          –           own    yes
sealing.seen                                yes          –           own    yes
results.results                             yes          –           –      yes
results.takes_time                          yes          –           –      yes
results.prepare                             yes          –           –      yes
results.ranking                             yes          –           –      yes
results.rater_statistics                    yes          –           –      –
results.snapshot                            yes          –           –      yes
decisions.decide                            yes          –           –      –
decisions.take_back                         yes          –           –      –
decisions.decide_by_rank                    yes          –           –      –
decisions.settle_spread                     yes          –           –      –
decisions.ask_further_rater                 yes          –           –      –
decisions.reason_kinds                      yes          –           –      yes
decisions.apply                             yes          –           –      –
waitlist.of_cycle                           yes          –           –      yes
waitlist.set_until                          yes          –           –      –
waitlist.decline                            yes          –           –      –
waitlist.move_on                            yes          –           –      –
corrections.of_cycle                        yes          –           –      yes
corrections.choices                         yes          –           –      –
corrections.preview                         yes          –           –      –
corrections.make                            yes          –           –      –
draws.of_cycle                              yes          –           –      yes
draws.snapshot                              yes          –           –      yes
draws.hold                                  yes          –           –      –
packet.gathering.snapshot                   yes          –           –      yes
packet.keeping.status                       yes          –           –      yes
packet.keeping.document                     yes          –           –      yes
packet.keeping.record_workbook              yes          –           –      yes
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
plans.advancements.record_advancement       yes          –           –      –
plans.advancements.remove_advancement       yes          –           –      –
# Reports.
reports.summary                             yes          –           –      yes
reports.record_copy                         yes          –           –      yes
# What people have on file with us: disclosures, statements of disagreement, one person's record; everything as files.
disclosures.of_person                       yes          –           –      yes
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

_WORDS = {"yes": Grant.YES, "part": Grant.PART, "own": Grant.OWN, "–": Grant.NO}
_WITH_A_PASSWORD_OF_ANOTHER = frozenset(
    {"programs.describe", "programs.lock", "programs.unlock", "programs.set_password"}
)
"""What is possible before a password that somebody else chose was changed."""


def _read(table: str) -> dict[str, dict[Role, Grant]]:
    header, *rows = (line for line in table.splitlines() if line.strip() and not line.startswith("#"))
    roles = [Role(word) for word in header.split()]
    return {
        name: {role: _WORDS[word] for role, word in zip(roles, words, strict=True)}
        for name, *words in (row.split() for row in rows)
    }


#: The table: "module.function" → what each role may.
ALLOWED: Mapping[str, Mapping[Role, Grant]] = _read(TABLE)


def grant(program: HasAccount, what: str) -> Grant:
    """The best word that the signed-in account has for `what` ("module.function").

    Raises:
        KeyError: the table has no row for `what`, which is a bug.
    """
    row = ALLOWED[what]
    if program.account.must_change and what not in _WITH_A_PASSWORD_OF_ANOTHER:
        return Grant.NO
    return max((row[role] for role in program.account.roles), default=Grant.NO)


def may(program: HasAccount, what: str) -> bool:
    """Whether the signed-in account may do `what` at least for what is theirs; for screens to offer it or not."""
    return grant(program, what) is not Grant.NO


def permit(program: HasAccount, what: str) -> None:
    """Let the signed-in account do `what` ("module.function") or raise NotAllowed.

    Raises:
        NotAllowed: the account has none of the roles that may, or has to choose a password of its own first.
        KeyError: the table has no row for `what`, which is a bug.
    """
    if may(program, what):
        return
    if program.account.must_change:
        raise NotAllowed(
            f"{program.account.name} has a password that somebody else chose; nothing was done.",
            "Choose a password of your own first.",
        )
    roles = " or ".join(sorted(role.value for role, word in ALLOWED[what].items() if word is not Grant.NO))
    raise NotAllowed(
        f"{program.account.name} may not do this; nothing was changed.",
        f"It takes an account with the role {roles}.",
    )
