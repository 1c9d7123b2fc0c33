"""Every operation and query with every role: refused without a trace, or answered with what is one's own and no more.

A function that is added to the table of permissions needs a line in `CALLS`: how to call it so that it works. `own`
rows are called twice, with something of the account's and with something of another's.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.applications import HEADER, NELSON, table_of
from tests.conftest import SetClock
from tests.roles_world import (
    DANA,
    EVE,
    NOTE,
    PASSWORDS,
    RITA,
    SAM,
    TODAY,
    TOM,
    TOMS_VALUE,
    Targets,
    World,
    as_text,
    copy_of,
)
from tests.services.year_calls import FLYER, GOAL, action, goal, logo, own_column, own_date, year_file
from umdesk.domain.catalogue import Entry
from umdesk.domain.class_changes import AddClass
from umdesk.domain.counts import program_year_period
from umdesk.domain.criteria_file import CriteriaFile, FileCriterion
from umdesk.domain.errors import NotAllowed, UserError
from umdesk.domain.exams import Exam
from umdesk.domain.intake import headers
from umdesk.domain.intake.tables import Line, Table
from umdesk.domain.ladders import Step
from umdesk.domain.list_filters import Narrowing
from umdesk.domain.outreach import Event
from umdesk.domain.paper_entries import Typing
from umdesk.domain.plan_papers import PaperKind
from umdesk.domain.program_roles import Holder
from umdesk.domain.reports.model import Content, Head, Report, Span
from umdesk.domain.snapshots import snapshot_digest
from umdesk.domain.td_words import Purpose
from umdesk.domain.words import (
    ActivityType,
    Conflict,
    ContactKind,
    CostCategory,
    CycleState,
    Eligibility,
    ExamOutcome,
    ItemKind,
    LetterKind,
    NotSigned,
    Outcome,
    ParticipationState,
    ProgressStatus,
    Qualified,
    ResourceKind,
    ReviewKind,
    Role,
    Route,
    Seen,
    Signatory,
)
from umdesk.domain.worksheet import Mark
from umdesk.domain.year_words import LeftAs, OutreachChannel, ProgramRole, YearFilePurpose, YearText
from umdesk.services import (
    accounts,
    anchors,
    application_forms,
    assigning,
    attachments,
    backups,
    classes,
    columns,
    conflict_hints,
    conflicts,
    corrections,
    criteria,
    criteria_templates,
    cycle_steps,
    cycles,
    decisions,
    disagreements,
    disclosures,
    drafts,
    draws,
    dumps,
    eligibility,
    finding,
    history,
    holidays,
    imports,
    integrity,
    letters,
    lists,
    masking,
    mentor_matches,
    my_sheets,
    packet,
    paper_sheets,
    people,
    programs,
    raters,
    rating_files,
    ratings,
    reopening,
    reports,
    resources,
    results,
    sealing,
    settings,
    sheet_papers,
    today,
    waitlist,
)
from umdesk.services.applicants import deciding, details, editing, following, listing, onfile, recording, since
from umdesk.services.classes import cards, effects, ladders
from umdesk.services.classes import editing as class_editing
from umdesk.services.people import appointments, contacts, duplicates, merging, page, separations, supervisors, units
from umdesk.services.permissions import ALLOWED, Grant
from umdesk.services.person_record import record
from umdesk.services.plans import (
    advancement_checks,
    advancements,
    appointment,
    catalogue,
    comparing,
    duties,
    exams,
    files,
    filing,
    from_catalogue,
    offers,
    papers,
    participations,
    printing,
    queries,
    readiness,
    records,
    reviews,
    revisions,
    signing,
    state_changes,
    td,
    td_agreements,
    td_early_ends,
    td_papers,
    templates,
    ways,
    worksheets,
)
from umdesk.services.plans import editing as plan_editing
from umdesk.services.plans.duties import Duties
from umdesk.services.plans.printing import Made
from umdesk.services.plans.signing import Signatures
from umdesk.services.plans.td_agreements import Signed, Terms
from umdesk.services.programs import Announced, Program
from umdesk.services.reporting import filing as report_filing
from umdesk.services.reporting import making
from umdesk.services.reporting import years as reporting_years
from umdesk.services.reporting.building import BUILDERS
from umdesk.services.year import action_columns, calendar, flyers, handbook, headcounts, outreach, roles
from umdesk.services.year import actions as year_actions
from umdesk.services.year import budget as year_budget
from umdesk.services.year import files as year_files
from umdesk.services.year import goals as year_goals
from umdesk.services.year import logo as year_logo
from umdesk.services.year import texts as year_texts
from umdesk.services.year.budget import AllocationInput, Spending
from umdesk.services.year.headcounts import StatedEmployees
from umdesk.storage import models

EXAM = Exam("5157", ExamOutcome.PASSED, taken_on=date(2026, 5, 1))
TERMS = Terms(
    date(2026, 5, 1), date(2026, 10, 31), class_code="5157", purposes=tuple(Purpose), duties="Accounts",
    from_unit="Yreka", to_unit="Redding", current_supervisor="Ann Lee", new_supervisor="Bo Day",
)  # fmt: skip
DUTIES = Duties(date(2026, 5, 1), "Files invoices", "Checks invoices")
GARDENER = AddClass("0999", {"title": "Gardener"})
NEW_PASSWORD = "forty wooden garden gates"
TUTOR = resources.ResourceInput(ResourceKind.MENTOR, "Ann Tutor", capacity=2)
SHEET_PDF = Made(b"%PDF", 1, "a" * 64)
LEAVING = disclosures.Leaving("Payroll", "A question", "The address", "by telephone")


@dataclass
class Asked:
    """One call: the program, the world in it, whose records it is about, who asks, and room for what was prepared."""

    program: Program
    world: World
    of: Targets
    who: str
    made: Path
    kept: Any = None


@dataclass(frozen=True)
class Call:
    """How to call a function. `first` is done by the coordinator before, `begin` by the account itself.

    `lose` takes what is one's own away between `begin` and the call. `narrows` says that another's record is no
    refusal: the answer has "less" or "nothing".
    """

    run: Callable[[Asked], Any]
    first: Callable[[Asked], Any] = field(default=lambda _asked: None)
    begin: Callable[[Asked], Any] = field(default=lambda _asked: None)
    lose: Callable[[Asked], Any] | None = None
    narrows: str = ""


def workbook_of(cycle: str) -> packet.Workbook:
    """A packet's workbook on its way out."""
    return packet.Workbook("Selection packet, To decide, workbook", cycle, b"PK", "0" * 64, ())


def packet_out(asked: "Asked") -> str:
    """A packet that left the program; gives its id."""
    packet.record_workbook(asked.program, workbook_of(asked.world.deciding), lambda: None)
    return packet.status(asked.program, asked.world.deciding).kept[0].id


def keep(make: Callable[[Asked], Any]) -> Callable[[Asked], None]:
    """Prepare something that the call hands over."""

    def first(asked: Asked) -> None:
        asked.kept = make(asked)

    return first


def funds(asked: Asked) -> None:
    """A fund in a plan of each supervisor, named after a word of its participant."""
    for each in (asked.world.one, asked.world.other):
        plan_editing.add_row(asked.program, each.draft, ItemKind.COST, {"text": "Fee", "fund": f"{each.words[0]} fund"})


def step(asked: Asked) -> None:
    """An undoable step of the account itself, on a record of its own."""
    if asked.who == RITA:
        my_sheets.enter(asked.program, asked.world.one.application, asked.world.one.key, Decimal(3))
    elif asked.who == DANA:
        plan_editing.set_fields(asked.program, asked.world.one.draft, {"support": "alder step"})
    elif asked.who in PASSWORDS and asked.who != EVE:
        settings.change(asked.program, "people.employee_number_width", 7)


def filed(asked: Asked) -> None:
    """The employee refused to sign the printed plan."""
    refused = {Signatory.EMPLOYEE: signing.Missing(NotSigned.REFUSED, "Wants another course")}
    signing.record(asked.program, asked.of.printed, Signatures(None, TODAY, TODAY, missing=refused))


def undone_step(asked: Asked) -> None:
    """A step that was taken back, so that it can be done again."""
    step(asked)
    if asked.who != EVE and asked.who in PASSWORDS:
        history.undo(asked.program)


def lose_scope(asked: Asked) -> None:
    """From today the participants are another supervisor's, and somebody else rates."""
    with asked.program.operation("tests.lose", "Moved", undoable=False) as op:
        for supervisor in op.session.query(models.Supervisor):
            supervisor.account_id = None
        for rater in op.session.query(models.Rater):
            rater.account_id = None


def type_into(asked: Asked) -> None:
    """Typing of the account in the record that the call is about."""
    with asked.program.operation("drafts.keep", "Kept typing") as op:
        op.session.add(
            models.Draft(
                account_id=asked.program.account.account_id, record_id=record_of(asked), field="support",
                table_name="revision", value="typed by hand", at=asked.program.now(),
            )
        )  # fmt: skip


def record_of(asked: Asked) -> str:
    """A record that one types in: a plan's, for a rater an application."""
    return asked.of.application if asked.who == RITA else asked.of.draft


def made_for(revision_id: str, asked: Asked) -> Made:
    return Made(b"%PDF", 1, snapshot_digest(printing.snapshot(asked.program, revision_id)))


def drawn_for(revision_id: str, asked: Asked) -> printing.Drawn:
    return printing.Drawn(printing.to_print(asked.program, revision_id), made_for(revision_id, asked))


def told(each: Iterable[Any]) -> list[Any]:
    """What many at once gave, or what one of them was refused with."""
    found = list(each)
    for refused in found:
        if isinstance(refused, UserError):
            raise refused
    return found


def letter_drawn(asked: Asked) -> list[letters.Drawn]:
    """A letter to an applicant that is not kept yet."""
    prepared = letters.prepare(asked.program, [asked.world.draft_application], LetterKind.RECEIVED)
    return [letters.Drawn(each, LetterKind.RECEIVED, shown, b"%PDF", 1, "0" * 64) for each, shown in prepared]


def letter_made(asked: Asked) -> tuple[str, ...]:
    """A letter to an applicant that is kept."""
    return letters.keep(asked.program, letter_drawn(asked))


def table(asked: Asked) -> tuple[Any, Any, str]:
    found = table_of(HEADER, NELSON)
    return found, headers.find(found), "Next year"


def disclosed(asked: Asked) -> str:
    return disclosures.add(asked.program, asked.world.person, TODAY, LEAVING)


def attached(asked: Asked) -> str:
    return attachments.add(asked.program, asked.world.draft_application, "letter.pdf", b"%PDF-1.7 a letter")


def disagreed(asked: Asked) -> str:
    statement = disagreements.Statement(TODAY, "the class", "It is wrong.")
    return disagreements.add(asked.program, asked.world.person, statement)


def talked(asked: Asked) -> None:
    """The coordinator wrote down a talk with the participant, in confidence."""
    contacts.add(asked.program, asked.of.people[0], on=TODAY, kind=ContactKind.COACHING, note=NOTE)


def write_down(asked: Asked) -> None:
    """A contact that the account itself wrote down, if it may."""
    if asked.who in (DANA, "Maria Ortega"):
        asked.kept = contacts.add(asked.program, asked.world.one.people[0], on=TODAY, kind=ContactKind.COACHING)


def on_leave(asked: Asked) -> str:
    """A change of state that can be taken out; gives its record."""
    participations.set_state(asked.program, asked.of.participation, ParticipationState.ON_LEAVE, TODAY, "leave")
    return queries.plan(asked.program, asked.of.participation).states[-1].id


def reviewed(asked: Asked) -> str:
    """A review that was held in between; gives its record."""
    return review_of(asked.program, asked.of.participation)


def review_of(program: Program, participation: str) -> str:
    minutes = reviews.Minutes(held_on=TODAY, summary="went well")
    return reviews.record(program, participation, ReviewKind.QUARTERLY, None, minutes)


def review_own(asked: Asked) -> None:
    """A review that the account itself recorded, if it may."""
    if asked.who in (DANA, "Maria Ortega"):
        asked.kept = review_of(asked.program, asked.world.one.participation)


def done_own(asked: Asked) -> None:
    """A record of progress that the account itself made, if it may."""
    if asked.who in (DANA, "Maria Ortega"):
        asked.kept = records.record_progress(
            asked.program, asked.world.one.participation, asked.world.one.activity, on=TODAY,
            status=ProgressStatus.DONE,
        )  # fmt: skip


def evidence(asked: Asked) -> str:
    """A file that shows progress; gives its record."""
    return files.add(asked.program, workshop(asked, asked.of), "certificate.pdf", b"%PDF-1.7 a certificate")


def workshop(asked: Asked, of: Targets) -> str:
    """What happened in a workshop, of which everybody may read."""
    with asked.program.reading() as session:
        return str(session.query(models.Progress).filter_by(item_id=of.activity).one().id)


def evidence_own(asked: Asked) -> None:
    """A file that the account itself attached, if it may."""
    if asked.who in (DANA, "Maria Ortega"):
        own = workshop(asked, asked.world.one)
        asked.kept = files.add(asked.program, own, "certificate.pdf", b"%PDF-1.7 a certificate")


def qualified(asked: Asked) -> str:
    """A note on the minimum qualifications for a class; gives its record."""
    return readiness.note(asked.program, asked.of.participation, code="5157", met=Qualified.YES, noted_on=TODAY)


def paper_of(asked: Asked) -> models.PrintedDocument:
    """The paper that a revision was printed as."""
    with asked.program.reading() as session:
        return session.query(models.PrintedDocument).filter_by(record_id=asked.of.printed).first()


def scanned(asked: Asked) -> str:
    """A scanned page on file; gives its id."""
    paper = paper_of(asked)
    filing.file(asked.program, "scan.pdf", [filing.ToFile(paper.id, 1, b"picture", "image/png", 1)])
    return filing.filed(asked.program, paper.id)[0].id


def scanned_own(asked: Asked) -> None:
    """A page that the account itself filed, if it may."""
    if asked.who in (DANA, "Maria Ortega"):
        asked.kept = scanned(replace(asked, of=asked.world.one))


def applied(asked: Asked) -> None:
    """The first application is selected, the second waits."""
    decisions.decide(asked.program, asked.world.undecided, Outcome.WAITLISTED)
    decisions.apply(asked.program, asked.world.deciding)


def closed(asked: Asked) -> list[corrections.Change]:
    """The same in a closed cycle; gives a rating that was typed wrongly."""
    applied(asked)
    cycle_steps.move_to(asked.program, asked.world.deciding, CycleState.CLOSED)
    with asked.program.reading() as session:
        sheet = session.query(models.Sheet).filter_by(application_id=asked.world.pending).one()
        key = session.query(models.Rating).filter_by(sheet_id=sheet.id).one().criterion_key
        return [corrections.RatingChange(sheet.rater_id, asked.world.pending, key, "8")]


def units_of(asked: Asked) -> tuple[str, str]:
    first, second, *_more = units.listed(asked.program)
    return first.id, second.id


def supervisors_of(asked: Asked) -> tuple[str, str]:
    first, second = [row for row in supervisors.listed(asked.program) if not row.account][:2]
    return first.id, second.id


def on_record(asked: Asked) -> None:
    """An answer on record, and a setting since then by which it would be another one."""
    with asked.program.operation("tests.record", "Sent a letter") as op:
        recording.record(op.session, [asked.world.draft_application], "letter sent", EVE, asked.program.now())
    settings.change(asked.program, "eligibility.months_in_class", 600)
    settings.change(asked.program, "eligibility.signed", "required")


def touched(asked: Asked) -> Announced:
    """An operation that touched everybody and their plans."""
    both = (asked.world.one, asked.world.other)
    records = {each for of in both for each in (*of.people, of.participation, of.application)}
    return Announced("", "", "", frozenset({"person", "plan", "application", "job_class"}), frozenset(records))


def examined(asked: Asked) -> str:
    """An exam on record, with the participant's word in its note."""
    return exams.add(asked.program, asked.of.participation, replace(EXAM, note=f"{asked.of.words[0]} exam"))


def mentor(asked: Asked) -> str:
    """The first mentor of the directory; gives the id."""
    with asked.program.reading() as session:
        return session.query(models.Resource).filter_by(kind="mentor").order_by(models.Resource.name).all()[0].id


def matched(asked: Asked) -> str:
    """The participant matched with that mentor, with a word of theirs in the note."""
    part, note = asked.of.participation, f"{asked.of.words[0]} match"
    return mentor_matches.match(asked.program, mentor(asked), part, TODAY, note=note)


def agreed_assignment(asked: Asked) -> str:
    """An assignment with all that its agreement needs, and the participant's word in it."""
    terms = replace(TERMS, duties=f"{asked.of.words[0]} accounts")
    return td_agreements.record(asked.program, asked.of.participation, terms)


def agreement_made(asked: Asked, assignment_id: str) -> Made:
    return Made(b"%PDF", 1, snapshot_digest(td_papers.to_print(asked.program, assignment_id).snapshot))


def printed_agreement(asked: Asked) -> str:
    one = agreed_assignment(asked)
    td_papers.freeze(asked.program, one, agreement_made(asked, one))
    return one


def asked_to_end(asked: Asked) -> str:
    one = agreed_assignment(asked)
    td_early_ends.request(asked.program, one, TODAY, "A move")
    return one


def other_duties(asked: Asked) -> str:
    """A change of duties on record, with the participant's word in it."""
    return duties.add(asked.program, asked.of.participation, replace(DUTIES, note=f"{asked.of.words[0]} duties"))


def allocated(asked: Asked) -> str:
    """An allocation of the year that is running."""
    return year_budget.add(asked.program, 2026, AllocationInput(CostCategory.TUITION, "Training", Decimal(5000)))


def adjusted(asked: Asked) -> str:
    """An adjustment of an allocation."""
    return year_budget.adjust(asked.program, allocated(asked), date(2026, 3, 1), Decimal(-10), "Cut")


def orientation(asked: Asked) -> str:
    """An orientation at noon."""
    return outreach.add(asked.program, 2026, Event(date(2026, 3, 2), OutreachChannel.ORIENTATION, "Noon orientation"))


def a_recruiter(asked: Asked) -> str:
    """Who helps with applications."""
    return roles.add(asked.program, Holder(ProgramRole.RECRUITER, "Ida Wells"))


def the_policy(asked: Asked) -> str:
    """The first element of a handbook that was begun."""
    handbook.begin(asked.program)
    return handbook.rows(asked.program)[0].id


def an_exam(asked: Asked) -> str:
    """An exam that is planned in the year that is running."""
    return handbook.add_exam(asked.program, 2026, handbook.PlannedExam("5157"))


def a_headcount(asked: Asked) -> str:
    """The employees of a class, as the department states them."""
    return headcounts.add(asked.program, 2026, StatedEmployees("1441", date(2026, 1, 1), 40))


def closed_day(asked: Asked) -> str:
    """A day on which the offices are closed."""
    return holidays.add(asked.program, date(2030, 2, 1), "Day of mourning")


def to_fill(asked: Asked) -> worksheets.ToFill:
    """The worksheet of the participant's plan."""
    return worksheets.to_fill(asked.program, asked.of.participation)


def sheet_out(asked: Asked) -> Mark:
    """A worksheet that left the program; gives what it says of itself."""
    sheet = to_fill(asked)
    worksheets.keep(asked.program, sheet, SHEET_PDF, "saved as PDF", lambda: None)
    return Mark(1, sheet.snapshot.number, SHEET_PDF.digest[:10])


def saved_list(asked: Asked) -> str:
    """A list of the account that is signed in."""
    return lists.save(asked.program, "applicants", "Yreka", Narrowing(filters=(("unit", "Yreka"),)))


def entry(asked: Asked) -> str:
    """An activity of the catalogue."""
    return catalogue.listed(asked.program)[0].id


def template(asked: Asked) -> str:
    """A template for plans."""
    return templates.listed(asked.program)[0].id


def no_entry(asked: Asked) -> None:
    """The catalogue lacks one of the activities that it starts with."""
    catalogue.remove(asked.program, entry(asked))


def saved_template(asked: Asked) -> str:
    """A template of the criteria of the draft."""
    return criteria_templates.save(asked.program, asked.world.draft_cycle, "Office classes")


def sheet_code(asked: Asked) -> str:
    """The code on a printed sheet of the rater Tom."""
    return sheet_papers.papers(asked.program, asked.of.cycle, [rater(asked)])[0].code


def typed_twice(asked: Asked) -> None:
    """A paper of the rater Tom, typed in twice."""
    for turn in (1, 2):
        paper_sheets.type_in(asked.program, asked.of.application, rater(asked), turn, Typing({asked.of.key: "4"}))


def eve(asked: Asked) -> str:
    return asked.world.accounts[EVE]


def paper(asked: Asked) -> record.RecordPaper:
    return record.RecordPaper(asked.world.person, "employee 704001", "Payroll", "A question", b"%PDF", 1, "0" * 64)


def advancements_report(asked: Asked) -> Any:
    return making.make(asked.program, "advancements", program_year_period(2026))


def filed_report(asked: Asked) -> Any:
    head = Head("Department of Example", "", "Maria", TODAY)
    report = Report("advancements", "Advancements", Span(program_year_period(2026), None), head, Content(()))
    paper = reports.Paper("Advancements", b"%PDF", 1, "0" * 64)
    return report_filing.file(asked.program, report, paper, filed_on=TODAY, filed_with="CalHR")


def keep_nothing(*_given: object) -> None:
    """Pages and progress that nobody looks at."""


def backup(asked: Asked) -> Any:
    return backups.make(asked.program)


CRITERION = criteria.CriterionInput("Drive", Decimal(5), Decimal(1))
CRITERIA_FILE = CriteriaFile((FileCriterion("Drive", Decimal(5), Decimal(1)),))
ENTRY = Entry(ActivityType.WORKSHOP, "A day in the budget office")
SHEET_VALUE = Decimal(4)

CALLS: dict[str, Call] = {
    "programs.describe": Call(lambda a: programs.describe(a.program)),
    "programs.lock": Call(lambda a: programs.lock(a.program)),
    "programs.unlock": Call(lambda a: programs.unlock(a.program, PASSWORDS.get(a.who, PASSWORDS[EVE]))),
    "programs.prepare_recovery_code": Call(lambda a: programs.prepare_recovery_code(a.program)),
    "programs.activate_recovery_code": Call(
        lambda a: programs.activate_recovery_code(a.program, a.kept),
        keep(lambda a: programs.prepare_recovery_code(a.program)),
    ),
    "programs.confirm_password": Call(
        lambda a: programs.confirm_password(a.program, PASSWORDS.get(a.who, PASSWORDS[EVE]))
    ),
    "programs.rotate_key": Call(lambda a: programs.rotate_key(a.program, PASSWORDS[EVE], keep_nothing, keep_nothing)),
    "programs.set_password": Call(lambda a: programs.set_password(a.program, NEW_PASSWORD)),
    "settings.get": Call(lambda a: settings.get(a.program, "plans.coordinator_signs")),
    "settings.all_settings": Call(lambda a: settings.all_settings(a.program)),
    "settings.change": Call(lambda a: settings.change(a.program, "people.employee_number_width", 7)),
    "history.events": Call(lambda a: history.events(a.program, None if a.who == EVE else a.of.record_ids)),
    "history.undo_step": Call(lambda a: history.undo_step(a.program), begin=step, lose=lose_scope, narrows="nothing"),
    "history.redo_step": Call(
        lambda a: history.redo_step(a.program), begin=undone_step, lose=lose_scope, narrows="nothing"
    ),
    "history.step_size": Call(
        lambda a: history.step_size(a.program, redo=False), begin=step, lose=lose_scope, narrows="nothing"
    ),
    "history.undo": Call(lambda a: history.undo(a.program), begin=step, lose=lose_scope),
    "history.redo": Call(lambda a: history.redo(a.program), begin=undone_step, lose=lose_scope),
    "drafts.keep": Call(lambda a: drafts.keep(a.program, "revision", record_of(a), "support", "typed by hand")),
    "drafts.of_record": Call(lambda a: drafts.of_record(a.program, record_of(a)), begin=type_into, narrows="nothing"),
    "drafts.drop": Call(lambda a: drafts.drop(a.program, record_of(a)), begin=type_into),
    "drafts.cycle_of": Call(lambda a: drafts.cycle_of(a.program, record_of(a)), begin=type_into, narrows="nothing"),
    "drafts.recovered": Call(lambda a: drafts.recovered(a.program), begin=type_into, narrows="nothing"),
    "integrity.check": Call(lambda a: integrity.check(a.program)),
    "integrity.salvage": Call(lambda a: integrity.salvage(a.program, a.made / "saved.umdesk")),
    "anchors.snapshot": Call(lambda a: anchors.snapshot(a.program)),
    "accounts.list_accounts": Call(lambda a: accounts.list_accounts(a.program)),
    "accounts.named": Call(lambda a: accounts.named(a.program, EVE)),
    "accounts.list_names": Call(lambda a: accounts.list_names(a.program)),
    "accounts.set_list_names": Call(lambda a: accounts.set_list_names(a.program, shown=False)),
    "accounts.supervisor_choices": Call(lambda a: accounts.supervisor_choices(a.program)),
    "accounts.find_supervisor": Call(lambda a: accounts.find_supervisor(a.program, DANA)),
    "accounts.add": Call(lambda a: accounts.add(a.program, "Ben", [Role.READER], NEW_PASSWORD)),
    "accounts.set_roles": Call(lambda a: accounts.set_roles(a.program, eve(a), [Role.RATER])),
    "accounts.rename": Call(lambda a: accounts.rename(a.program, eve(a), "Eva")),
    "accounts.disable": Call(lambda a: accounts.disable(a.program, a.world.accounts[SAM])),
    "accounts.enable": Call(
        lambda a: accounts.enable(a.program, a.world.accounts[SAM], NEW_PASSWORD),
        lambda a: accounts.disable(a.program, a.world.accounts[SAM]),
    ),
    "accounts.reset": Call(lambda a: accounts.reset(a.program, a.world.accounts[SAM], NEW_PASSWORD)),
    "accounts.link_supervisor": Call(lambda a: accounts.link_supervisor(a.program, a.world.accounts[SAM], "")),
    "accounts.link_rater": Call(lambda a: accounts.link_rater(a.program, a.world.draft_rater, a.world.accounts[TOM])),
    "backups.make": Call(lambda a: backups.make(a.program)),
    "backups.save_to": Call(lambda a: backups.save_to(a.program, a.made / "copy.umbackup")),
    "backups.newest": Call(lambda a: backups.newest(a.program), keep(backup)),
    "backups.status": Call(lambda a: backups.status(a.program)),
    "backups.list_backups": Call(lambda a: backups.list_backups(a.program)),
    "backups.verify": Call(lambda a: backups.verify(a.program, a.kept.file), keep(backup)),
    "backups.look_from": Call(lambda a: backups.look_from(a.program, a.kept.file), keep(backup)),
    "backups.way_of": Call(lambda a: backups.way_of(a.program)),
    "finding.everything": Call(lambda a: finding.everything(a.program), narrows="less"),
    "finding.changes": Call(
        lambda a: finding.changes(a.program, finding.everything(a.program), touched(a)), narrows="less"
    ),
    "lists.saved": Call(lambda a: lists.saved(a.program, "applicants"), saved_list),
    "lists.save": Call(saved_list),
    "lists.rename": Call(lambda a: lists.rename(a.program, a.kept, "Redding"), keep(saved_list)),
    "lists.remove": Call(lambda a: lists.remove(a.program, a.kept), keep(saved_list)),
    "lists.record_copy": Call(lambda a: lists.record_copy(a.program, "Applicants", 1, [a.world.person], lambda: None)),
    "applicants.listing.rows": Call(lambda a: listing.rows(a.program)),
    "applicants.listing.rows_of": Call(lambda a: listing.rows_of(a.program, [a.world.draft_application])),
    "applicants.following.touched": Call(lambda a: following.touched(a.program, touched(a))),
    "applicants.listing.units": Call(lambda a: listing.units(a.program)),
    "applicants.listing.supervisors": Call(lambda a: listing.supervisors(a.program)),
    "applicants.listing.heard_of": Call(lambda a: listing.heard_of(a.program)),
    "applicants.onfile.on_file": Call(lambda a: onfile.on_file(a.program, a.of.employee_number, "", "")),
    "applicants.details.detail": Call(lambda a: details.detail(a.program, a.world.draft_application)),
    "applicants.details.newest_of": Call(lambda a: details.newest_of(a.program, a.world.person)),
    "applicants.deciding.decide_eligibility": Call(
        lambda a: deciding.decide_eligibility(
            a.program, a.world.draft_application, Eligibility.NOT_ELIGIBLE, "HR said so"
        )
    ),
    "applicants.deciding.take_back_eligibility": Call(
        lambda a: deciding.take_back_eligibility(a.program, a.world.draft_application),
        lambda a: deciding.decide_eligibility(
            a.program, a.world.draft_application, Eligibility.NOT_ELIGIBLE, "HR said so"
        ),
    ),
    "applicants.deciding.take_fresh": Call(
        lambda a: deciding.take_fresh(a.program, a.world.draft_application, "The department asks for a signature."),
        on_record,
    ),
    "applicants.since.changes": Call(lambda a: since.changes(a.program, a.world.draft_application), on_record),
    "eligibility.could_apply": Call(
        lambda a: eligibility.could_apply(a.program, eligibility.Question("1379", "permanent", TODAY))
    ),
    "applicants.editing.add": Call(
        lambda a: editing.add(a.program, a.world.draft_cycle, editing.NewApplicant("Reyes", "Ana", class_code="1379"))
    ),
    "applicants.editing.edit_person": Call(
        lambda a: editing.edit_person(a.program, a.world.person, {"work_phone": "530 555 0100"})
    ),
    "applicants.editing.edit_appointment": Call(
        lambda a: editing.edit_appointment(a.program, a.world.appointment, {"tenure": "probationary"})
    ),
    "applicants.editing.edit_application": Call(
        lambda a: editing.edit_application(a.program, a.world.draft_application, {"notes": "called"})
    ),
    "applicants.editing.restamp": Call(
        lambda a: editing.restamp(
            a.program, a.world.draft_application, date(2026, 2, 20), "The stamp on the envelope says so."
        )
    ),
    "applicants.editing.withdraw": Call(lambda a: editing.withdraw(a.program, a.world.draft_application, "moved away")),
    "applicants.editing.take_back_withdrawal": Call(
        lambda a: editing.take_back_withdrawal(a.program, a.world.draft_application),
        lambda a: editing.withdraw(a.program, a.world.draft_application, "moved away"),
    ),
    "attachments.of_application": Call(
        lambda a: attachments.of_application(a.program, a.world.draft_application), keep(attached)
    ),
    "attachments.content": Call(lambda a: attachments.content(a.program, a.kept), keep(attached)),
    "attachments.taken_off": Call(lambda a: attachments.taken_off(a.program, a.world.draft_application)),
    "attachments.add": Call(attached),
    "attachments.set_note": Call(lambda a: attachments.set_note(a.program, a.kept, "page 2 is blank"), keep(attached)),
    "attachments.remove": Call(lambda a: attachments.remove(a.program, a.kept), keep(attached)),
    "attachments.record_copy": Call(lambda a: attachments.record_copy(a.program, a.kept, lambda: None), keep(attached)),
    "people.asking.on": Call(lambda a: people.on(a.program, a.of.people[0], TODAY)),
    "people.asking.overview": Call(lambda a: people.overview(a.program, a.of.people[0], TODAY)),
    "people.asking.find_number": Call(lambda a: people.find_number(a.program, a.of.employee_number)),
    "letters.asking.screened": Call(lambda a: letters.screened(a.program, a.world.draft_cycle)),
    "letters.asking.decided": Call(lambda a: letters.decided(a.program, a.world.draft_cycle)),
    "letters.asking.of_application": Call(lambda a: letters.of_application(a.program, a.world.draft_application)),
    "letters.asking.documents": Call(lambda a: letters.documents(a.program, a.kept), keep(letter_made)),
    "letters.asking.screening_list": Call(lambda a: letters.screening_list(a.program, a.world.draft_cycle)),
    "letters.outcomes.gaps": Call(lambda a: letters.gaps(a.program, a.world.draft_cycle, LetterKind.WAITLISTED)),
    "letters.wording.prepare": Call(
        lambda a: letters.prepare(a.program, [a.world.draft_application], LetterKind.RECEIVED)
    ),
    "letters.keeping.keep": Call(lambda a: letters.keep(a.program, a.kept), keep(letter_drawn)),
    "letters.keeping.discard": Call(lambda a: letters.discard(a.program, a.kept), keep(letter_made)),
    "letters.keeping.record_copy": Call(
        lambda a: letters.record_copy(a.program, a.kept, "printed", lambda: None), keep(letter_made)
    ),
    "letters.keeping.mark_sent": Call(lambda a: letters.mark_sent(a.program, a.kept, TODAY), keep(letter_made)),
    "people.duplicates.likely": Call(lambda a: duplicates.likely(a.program)),
    "people.duplicates.twins_of": Call(lambda a: duplicates.twins_of(a.program, a.world.person)),
    "people.duplicates.kept_apart": Call(lambda a: duplicates.kept_apart(a.program)),
    "people.duplicates.keep_apart": Call(
        lambda a: duplicates.keep_apart(a.program, a.world.person, a.world.one.people[0])
    ),
    "people.duplicates.take_back": Call(
        lambda a: duplicates.take_back(a.program, a.kept),
        keep(lambda a: duplicates.keep_apart(a.program, a.world.person, a.world.one.people[0])),
    ),
    "people.merging.compare": Call(lambda a: merging.compare(a.program, a.world.person, a.world.one.people[0])),
    "people.merging.merges": Call(lambda a: merging.merges(a.program, a.world.person)),
    "people.merging.merge": Call(
        lambda a: merging.merge(a.program, a.world.person, a.world.one.people[0], (), "the same person")
    ),
    "people.merging.separate": Call(
        lambda a: merging.separate(a.program, a.kept, "two people"),
        keep(lambda a: merging.merge(a.program, a.world.person, a.world.other.people[0], (), "the same person")),
    ),
    "people.appointments.listed": Call(lambda a: appointments.listed(a.program, a.of.people[0])),
    "people.appointments.add": Call(
        lambda a: appointments.add(a.program, a.world.person, date(2025, 3, 1), {"class_code": "5157"})
    ),
    "people.appointments.correct": Call(
        lambda a: appointments.correct(a.program, a.world.appointment, {"tenure": "probationary"})
    ),
    "people.appointments.remove": Call(
        lambda a: appointments.remove(a.program, a.kept),
        keep(lambda a: appointments.add(a.program, a.world.person, TODAY, {"class_code": "5157"}).appointment_id),
    ),
    "people.separations.listed": Call(lambda a: separations.listed(a.program, a.of.people[0])),
    "people.separations.add": Call(lambda a: separations.add(a.program, a.world.person, on=TODAY, kind=LeftAs.RETIRED)),
    "people.separations.change": Call(
        lambda a: separations.change(a.program, a.kept, {"note": "told by HR"}),
        keep(lambda a: separations.add(a.program, a.world.person, on=TODAY, kind=LeftAs.RETIRED)),
    ),
    "people.separations.remove": Call(
        lambda a: separations.remove(a.program, a.kept),
        keep(lambda a: separations.add(a.program, a.world.person, on=TODAY, kind=LeftAs.RETIRED)),
    ),
    "people.units.listed": Call(lambda a: units.listed(a.program)),
    "people.units.alike": Call(lambda a: units.alike(a.program)),
    "people.units.rename": Call(lambda a: units.rename(a.program, a.kept[0], "Yreka"), keep(units_of)),
    "people.units.merge": Call(lambda a: units.merge(a.program, *a.kept), keep(units_of)),
    "people.supervisors.listed": Call(lambda a: supervisors.listed(a.program)),
    "people.supervisors.alike": Call(lambda a: supervisors.alike(a.program)),
    "people.supervisors.edit": Call(
        lambda a: supervisors.edit(a.program, a.kept[0], name="Vera Lund", email=""), keep(supervisors_of)
    ),
    "people.supervisors.merge": Call(lambda a: supervisors.merge(a.program, *a.kept), keep(supervisors_of)),
    "people.contacts.of_person": Call(lambda a: contacts.of_person(a.program, a.of.people[0]), talked),
    "people.contacts.add": Call(
        lambda a: contacts.add(a.program, a.of.people[0], on=TODAY, kind=ContactKind.COACHING, note="alder talk")
    ),
    "people.contacts.edit": Call(
        lambda a: contacts.edit(a.program, a.kept, {"note": "alder said more"}), begin=write_down, lose=lose_scope
    ),
    "people.contacts.remove": Call(lambda a: contacts.remove(a.program, a.kept), begin=write_down, lose=lose_scope),
    "people.page.page": Call(lambda a: page.page(a.program, a.of.people[0], TODAY), talked),
    "columns.kept": Call(lambda a: columns.kept(a.program)),
    "columns.keep": Call(lambda a: columns.keep(a.program, "Redding", table(a)[1])),
    "columns.forget": Call(
        lambda a: columns.forget(a.program, "Redding"), lambda a: columns.keep(a.program, "Redding", table(a)[1])
    ),
    "imports.plan": Call(lambda a: imports.plan(a.program, *table(a))),
    "imports.commit": Call(lambda a: imports.commit(a.program, *table(a))),
    "classes.catalogue": Call(lambda a: classes.catalogue(a.program)),
    "classes.choices": Call(lambda a: classes.choices(a.program)),
    "classes.cards.rows": Call(lambda a: cards.rows(a.program)),
    "classes.cards.card": Call(lambda a: cards.card(a.program, "1379")),
    "classes.cards.held": Call(lambda a: cards.held(a.program)),
    "classes.ladders.all_steps": Call(lambda a: ladders.all_steps(a.program)),
    "classes.ladders.add": Call(lambda a: ladders.add(a.program, Step("1138", "5157", Route.EXAM))),
    "classes.ladders.edit": Call(
        lambda a: ladders.edit(a.program, Step("1139", "5157", Route.EXAM, "by list", a.kept)),
        keep(lambda a: ladders.add(a.program, Step("1139", "5157", Route.EXAM))),
    ),
    "classes.ladders.remove": Call(
        lambda a: ladders.remove(a.program, a.kept),
        keep(lambda a: ladders.add(a.program, Step("1139", "5157", Route.EXAM))),
    ),
    "classes.editing.change": Call(lambda a: class_editing.change(a.program, [GARDENER])),
    "classes.effects.effects_of": Call(lambda a: effects.effects_of(a.program, [GARDENER])),
    "cycles.create_cycle": Call(lambda a: cycles.create_cycle(a.program, "In two years")),
    "cycles.create_from": Call(lambda a: cycles.create_from(a.program, CRITERIA_FILE, name="In four years")),
    "cycles.list_cycles": Call(lambda a: cycles.list_cycles(a.program)),
    "cycles.cycle": Call(lambda a: cycles.cycle(a.program, a.of.cycle)),
    "cycles.named": Call(lambda a: cycles.named(a.program, "Next year")),
    "cycles.edit_cycle": Call(
        lambda a: cycles.edit_cycle(a.program, a.world.draft_cycle, cycles.CycleChanges(seats=3))
    ),
    "cycles.copy": Call(lambda a: cycles.copy(a.program, a.of.cycle, "In three years", None, None, with_raters=True)),
    "application_forms.snapshot": Call(lambda a: application_forms.snapshot(a.program, a.of.cycle)),
    "criteria.of_cycle": Call(lambda a: criteria.of_cycle(a.program, a.of.cycle)),
    "criteria.of_versions": Call(lambda a: criteria.of_versions(a.program, a.of.cycle)),
    "criteria.add": Call(lambda a: criteria.add(a.program, a.world.draft_cycle, CRITERION)),
    "criteria.edit": Call(lambda a: criteria.edit(a.program, a.world.draft_cycle, a.world.draft_key, CRITERION)),
    "criteria.remove": Call(lambda a: criteria.remove(a.program, a.world.draft_cycle, a.world.draft_key)),
    "criteria.move": Call(
        lambda a: criteria.move(a.program, a.world.draft_cycle, a.world.draft_key, 1),
        lambda a: criteria.add(a.program, a.world.draft_cycle, CRITERION),
    ),
    "criteria_templates.templates": Call(lambda a: criteria_templates.templates(a.program), keep(saved_template)),
    "criteria_templates.save": Call(saved_template),
    "criteria_templates.rename": Call(
        lambda a: criteria_templates.rename(a.program, a.kept, "Field classes"), keep(saved_template)
    ),
    "criteria_templates.delete": Call(lambda a: criteria_templates.delete(a.program, a.kept), keep(saved_template)),
    "criteria_templates.of_cycle": Call(lambda a: criteria_templates.of_cycle(a.program, a.of.cycle)),
    "criteria_templates.take_over": Call(
        lambda a: criteria_templates.take_over(a.program, a.world.draft_cycle, CRITERIA_FILE)
    ),
    "raters.of_cycle": Call(lambda a: raters.of_cycle(a.program, a.of.cycle)),
    "raters.add": Call(lambda a: raters.add(a.program, a.world.draft_cycle, "Vera Rater")),
    "raters.rename": Call(lambda a: raters.rename(a.program, a.world.draft_rater, "Una R. Rater")),
    "raters.remove": Call(lambda a: raters.remove(a.program, a.world.draft_rater)),
    "raters.panel": Call(lambda a: raters.panel(a.program, a.of.cycle)),
    "raters.set_unit": Call(lambda a: raters.set_unit(a.program, a.world.draft_rater, "Yreka Shop")),
    "assigning.applications": Call(lambda a: assigning.applications(a.program, a.of.cycle)),
    "assigning.by_chance": Call(lambda a: assigning.by_chance(a.program, a.of.cycle, 1)),
    "assigning.by_hand": Call(lambda a: assigning.by_hand(a.program, a.of.cycle, rater(a), [a.of.application])),
    "assigning.by_list": Call(lambda a: assigning.by_list(a.program, a.of.cycle, [])),
    "assigning.assign": Call(
        lambda a: assigning.assign(a.program, assigning.Proposal(a.of.cycle, "by hand", (), (), 0, ()))
    ),
    "assigning.let_everyone_rate": Call(lambda a: assigning.let_everyone_rate(a.program, a.of.cycle)),
    "assigning.let_assigned_rate": Call(
        lambda a: assigning.let_assigned_rate(a.program, a.of.cycle, assigning.Kept.ALL)
    ),
    "masking.of_cycle": Call(lambda a: masking.of_cycle(a.program, a.of.cycle)),
    "masking.texts": Call(lambda a: masking.texts(a.program, a.of.application)),
    "masking.check": Call(lambda a: masking.check(a.program, a.of.application, dict.fromkeys(masking.FIELDS, ""))),
    "ratings.grid": Call(lambda a: ratings.grid(a.program, a.of.cycle)),
    "ratings.enter": Call(lambda a: ratings.enter(a.program, a.of.application, rater(a), a.of.key, SHEET_VALUE)),
    "ratings.clear": Call(lambda a: ratings.clear(a.program, a.of.rated, rater(a), a.of.key)),
    "ratings.enter_sheets": Call(
        lambda a: ratings.enter_sheets(
            a.program, [ratings.SheetEntry(a.of.application, rater(a), {a.of.key: SHEET_VALUE})]
        )
    ),
    "ratings.confirm_sheet": Call(lambda a: ratings.confirm_sheet(a.program, a.of.rated, rater(a))),
    "conflicts.of_cycle": Call(lambda a: conflicts.of_cycle(a.program, a.of.cycle)),
    "conflicts.what_it_is": Call(lambda a: conflicts.what_it_is(a.program)),
    "conflicts.judge": Call(
        lambda a: conflicts.judge(a.program, a.of.rated, rater(a), Conflict.CLEARED, reason="A namesake")
    ),
    "conflict_hints.suggestions": Call(lambda a: conflict_hints.suggestions(a.program, a.of.cycle)),
    "rating_files.plan": Call(lambda a: rating_files.plan(a.program, ratings_file(a), a.of.cycle)),
    "rating_files.bring_in": Call(lambda a: rating_files.bring_in(a.program, ratings_file(a), a.of.cycle)),
    "paper_sheets.find": Call(lambda a: paper_sheets.find(a.program, a.of.cycle, a.kept), keep(sheet_code)),
    "paper_sheets.sheet": Call(lambda a: paper_sheets.sheet(a.program, a.of.application, rater(a))),
    "paper_sheets.waiting": Call(lambda a: paper_sheets.waiting(a.program, a.of.cycle)),
    "paper_sheets.type_in": Call(
        lambda a: paper_sheets.type_in(a.program, a.of.application, rater(a), 1, Typing({a.of.key: "4"}))
    ),
    "paper_sheets.differences": Call(lambda a: paper_sheets.differences(a.program, a.of.application, rater(a))),
    "paper_sheets.settle": Call(lambda a: paper_sheets.settle(a.program, a.of.application, rater(a), {}), typed_twice),
    "paper_sheets.start_over": Call(
        lambda a: paper_sheets.start_over(a.program, a.of.application, rater(a)), typed_twice
    ),
    "sheet_papers.papers": Call(lambda a: sheet_papers.papers(a.program, a.of.cycle, [rater(a)])),
    "sheet_papers.blank": Call(lambda a: sheet_papers.blank(a.program, a.of.cycle)),
    "sheet_papers.books": Call(lambda a: sheet_papers.books(a.program, a.of.cycle, [rater(a)])),
    "my_sheets.cycles": Call(lambda a: my_sheets.cycles(a.program), narrows="less"),
    "my_sheets.sheets": Call(lambda a: my_sheets.sheets(a.program, a.of.cycle)),
    "my_sheets.conflict_list": Call(lambda a: my_sheets.conflict_list(a.program, a.of.cycle)),
    "my_sheets.declare": Call(lambda a: my_sheets.declare(a.program, a.of.cycle, {})),
    "my_sheets.sheet": Call(lambda a: my_sheets.sheet(a.program, a.of.application)),
    "my_sheets.enter": Call(lambda a: my_sheets.enter(a.program, a.of.application, a.of.key, SHEET_VALUE)),
    "my_sheets.clear": Call(lambda a: my_sheets.clear(a.program, a.of.rated, a.of.key)),
    "my_sheets.comment": Call(lambda a: my_sheets.comment(a.program, a.of.rated, a.of.key, "Well argued")),
    "my_sheets.declare_conflict": Call(lambda a: my_sheets.declare_conflict(a.program, a.of.application, "A cousin")),
    "my_sheets.submit": Call(lambda a: my_sheets.submit(a.program, a.of.rated)),
    "reopening.submitted": Call(lambda a: reopening.submitted(a.program, a.of.cycle)),
    "reopening.reopen": Call(
        lambda a: reopening.reopen(a.program, a.of.application, rater(a), "A slip"),
        lambda a: ratings.enter(a.program, a.of.application, rater(a), a.of.key, SHEET_VALUE),
    ),
    "cycle_steps.check": Call(lambda a: cycle_steps.check(a.program, a.world.draft_cycle, CycleState.OPEN)),
    "cycle_steps.move_to": Call(lambda a: cycle_steps.move_to(a.program, a.world.draft_cycle, CycleState.OPEN)),
    "cycle_steps.step_back": Call(lambda a: cycle_steps.step_back(a.program, a.world.deciding)),
    "sealing.notice": Call(lambda a: sealing.notice(a.program, a.of.cycle), narrows="nothing"),
    "sealing.seen": Call(lambda a: sealing.seen(a.program, a.of.cycle, Seen.CONFLICT_LIST)),
    "results.results": Call(lambda a: results.results(a.program, a.of.cycle)),
    "results.takes_time": Call(lambda a: results.takes_time(a.program, a.of.cycle)),
    "results.prepare": Call(lambda a: results.prepare(a.program, a.of.cycle)),
    "results.ranking": Call(lambda a: results.ranking(a.program, a.of.cycle)),
    "results.rater_statistics": Call(lambda a: results.rater_statistics(a.program, a.of.cycle)),
    "results.snapshot": Call(lambda a: results.snapshot(a.program, a.of.cycle)),
    "decisions.decide": Call(lambda a: decisions.decide(a.program, a.world.undecided, Outcome.NOT_SELECTED)),
    "decisions.take_back": Call(lambda a: decisions.take_back(a.program, a.world.pending)),
    "decisions.decide_by_rank": Call(lambda a: decisions.decide_by_rank(a.program, a.world.deciding)),
    "decisions.settle_spread": Call(lambda a: decisions.settle_spread(a.program, a.world.pending, "Talked it over")),
    "decisions.ask_further_rater": Call(lambda a: decisions.ask_further_rater(a.program, a.of.rated, "Ina Further")),
    "decisions.reason_kinds": Call(lambda a: decisions.reason_kinds(a.program)),
    "decisions.apply": Call(lambda a: decisions.apply(a.program, a.world.deciding)),
    "waitlist.of_cycle": Call(lambda a: waitlist.of_cycle(a.program, a.world.deciding)),
    "waitlist.set_until": Call(lambda a: waitlist.set_until(a.program, a.world.deciding, TODAY)),
    "waitlist.decline": Call(lambda a: waitlist.decline(a.program, a.world.pending, TODAY, "A move"), applied),
    "waitlist.move_on": Call(
        lambda a: waitlist.move_on(a.program, a.world.undecided, TODAY),
        lambda a: (applied(a), waitlist.decline(a.program, a.world.pending, TODAY, "A move")),
    ),
    "corrections.of_cycle": Call(lambda a: corrections.of_cycle(a.program, a.world.deciding)),
    "corrections.choices": Call(lambda a: corrections.choices(a.program, a.world.deciding)),
    "corrections.preview": Call(lambda a: corrections.preview(a.program, a.world.deciding, a.kept), keep(closed)),
    "corrections.make": Call(
        lambda a: corrections.make(a.program, a.world.deciding, a.kept, "Typed wrongly"), keep(closed)
    ),
    "draws.of_cycle": Call(lambda a: draws.of_cycle(a.program, a.world.deciding)),
    "draws.snapshot": Call(lambda a: draws.snapshot(a.program, a.world.deciding)),
    "draws.hold": Call(lambda a: draws.hold(a.program, a.world.deciding, "Ann Lee", "Bo Day")),
    "packet.gathering.snapshot": Call(lambda a: packet.snapshot(a.program, a.world.deciding)),
    "packet.keeping.status": Call(lambda a: packet.status(a.program, a.world.deciding)),
    "packet.keeping.document": Call(lambda a: packet.document(a.program, a.kept), keep(packet_out)),
    "packet.keeping.record_workbook": Call(
        lambda a: packet.record_workbook(a.program, workbook_of(a.world.deciding), lambda: None)
    ),
    "plans.participations.set_state": Call(
        lambda a: participations.set_state(a.program, a.of.participation, ParticipationState.ON_LEAVE, TODAY, "leave")
    ),
    "plans.participations.remove_state": Call(lambda a: participations.remove_state(a.program, a.kept), keep(on_leave)),
    "plans.state_changes.come_back": Call(
        lambda a: state_changes.come_back(a.program, a.of.participation, TODAY, review=True), on_leave
    ),
    "plans.state_changes.effects": Call(
        lambda a: state_changes.effects(a.program, a.of.participation, ParticipationState.ENDED, TODAY)
    ),
    "plans.reviews.of_plan": Call(lambda a: reviews.of_plan(a.program, a.of.participation)),
    "plans.reviews.record": Call(reviewed),
    "plans.reviews.correct": Call(
        lambda a: reviews.correct(a.program, a.kept, reviews.Minutes(held_on=TODAY)), begin=review_own, lose=lose_scope
    ),
    "plans.reviews.remove": Call(lambda a: reviews.remove(a.program, a.kept), begin=review_own, lose=lose_scope),
    "plans.queries.list_plans": Call(lambda a: queries.list_plans(a.program), narrows="less"),
    "plans.queries.how_many": Call(lambda a: queries.how_many(a.program), narrows="less"),
    "plans.queries.plan": Call(lambda a: queries.plan(a.program, a.of.participation, a.of.draft)),
    "plans.queries.supervises": Call(lambda a: queries.supervises(a.program), narrows="less"),
    "plans.queries.participation_of": Call(
        lambda a: queries.participation_of(a.program, a.of.people[0]), narrows="nothing"
    ),
    "plans.editing.set_fields": Call(
        lambda a: plan_editing.set_fields(a.program, a.of.draft, {"support": "Two hours a week"})
    ),
    "plans.editing.add_row": Call(lambda a: plan_editing.add_row(a.program, a.of.draft, ItemKind.COST)),
    "plans.editing.set_row": Call(
        lambda a: plan_editing.set_row(a.program, ItemKind.GOAL, a.of.goal, {"text": "More"})
    ),
    "plans.editing.remove_row": Call(lambda a: plan_editing.remove_row(a.program, ItemKind.GOAL, a.of.second_goal)),
    "plans.editing.move_row": Call(lambda a: plan_editing.move_row(a.program, ItemKind.GOAL, a.of.goal, 1)),
    "plans.appointment.held_today": Call(lambda a: appointment.held_today(a.program, a.of.draft)),
    "plans.appointment.take_over": Call(lambda a: appointment.take_over(a.program, a.of.draft)),
    "plans.ways.reachable": Call(lambda a: ways.reachable(a.program, a.of.draft)),
    "plans.ways.to_class": Call(lambda a: ways.to_class(a.program, a.of.draft, "5157")),
    "plans.offers.funds": Call(lambda a: offers.funds(a.program), funds, narrows="less"),
    "plans.catalogue.listed": Call(lambda a: catalogue.listed(a.program)),
    "plans.catalogue.add": Call(lambda a: catalogue.add(a.program, ENTRY)),
    "plans.catalogue.edit": Call(lambda a: catalogue.edit(a.program, a.kept, ENTRY), keep(entry)),
    "plans.catalogue.switch": Call(lambda a: catalogue.switch(a.program, a.kept, active=False), keep(entry)),
    "plans.catalogue.remove": Call(lambda a: catalogue.remove(a.program, a.kept), keep(entry)),
    "plans.catalogue.add_starting": Call(lambda a: catalogue.add_starting(a.program), keep(no_entry)),
    "plans.catalogue.suggested": Call(lambda a: catalogue.suggested(a.program, a.of.draft)),
    "plans.catalogue.competencies_for": Call(lambda a: catalogue.competencies_for(a.program, "5157")),
    "plans.templates.listed": Call(lambda a: templates.listed(a.program)),
    "plans.templates.save": Call(lambda a: templates.save(a.program, a.of.draft, "Yreka")),
    "plans.templates.edit": Call(
        lambda a: templates.edit(a.program, a.kept, name="Yreka", description="", target_class_code=""), keep(template)
    ),
    "plans.templates.remove": Call(lambda a: templates.remove(a.program, a.kept), keep(template)),
    "plans.templates.add_starting": Call(
        lambda a: templates.add_starting(a.program), lambda a: templates.remove(a.program, template(a))
    ),
    "plans.templates.preview": Call(lambda a: templates.preview(a.program, a.of.draft, a.kept), keep(template)),
    "plans.templates.apply": Call(lambda a: templates.apply(a.program, a.of.draft, a.kept), keep(template)),
    "plans.from_catalogue.add": Call(lambda a: from_catalogue.add(a.program, a.of.draft, [a.kept]), keep(entry)),
    "plans.revisions.submit": Call(lambda a: revisions.submit(a.program, a.of.draft)),
    "plans.revisions.mark_ready": Call(lambda a: revisions.mark_ready(a.program, a.of.review)),
    "plans.revisions.back_to_draft": Call(lambda a: revisions.back_to_draft(a.program, a.of.review, "More dates")),
    "plans.revisions.amend": Call(lambda a: revisions.amend(a.program, a.world.amendable, "Another course")),
    "plans.revisions.discard": Call(lambda a: revisions.discard(a.program, a.world.amendment)),
    "plans.signing.record": Call(lambda a: signing.record(a.program, a.of.printed, Signatures(employee=TODAY))),
    "plans.revisions.renew": Call(
        lambda a: revisions.renew(
            a.program, a.world.amendable, revisions.Period(date(2027, 5, 1), date(2028, 4, 30)), "The year is over"
        )
    ),
    "plans.signing.put_in_force": Call(
        lambda a: signing.put_in_force(a.program, a.of.printed, "Agreed by telephone"), filed
    ),
    "plans.comparing.compare": Call(lambda a: comparing.compare(a.program, a.of.draft, a.of.draft)),
    "plans.comparing.since_mine": Call(lambda a: comparing.since_mine(a.program, a.of.draft)),
    "plans.printing.frozen_snapshot": Call(lambda a: printing.frozen_snapshot(a.program, a.of.printed)),
    "plans.printing.snapshot": Call(lambda a: printing.snapshot(a.program, a.of.draft)),
    "plans.printing.to_print": Call(lambda a: printing.to_print(a.program, a.of.printed)),
    "plans.printing.to_print_all": Call(lambda a: told(printing.to_print_all(a.program, [a.of.printed]).values())),
    "plans.printing.of_person": Call(lambda a: printing.of_person(a.program, a.of.employee_number)),
    "plans.printing.printable": Call(lambda a: printing.printable(a.program), narrows="less"),
    "plans.printing.document": Call(lambda a: printing.document(a.program, a.of.printed)),
    "plans.printing.freeze": Call(
        lambda a: printing.freeze(a.program, a.of.ready, a.kept), keep(lambda a: made_for(a.of.ready, a))
    ),
    "plans.printing.freeze_all": Call(
        lambda a: told(printing.freeze_all(a.program, [a.kept])), keep(lambda a: drawn_for(a.of.ready, a))
    ),
    "plans.printing.record_copy": Call(lambda a: printing.record_copy(a.program, a.of.printed, "saved as PDF")),
    "plans.papers.to_print": Call(lambda a: papers.to_print(a.program, PaperKind.REVIEW, a.of.participation)),
    "plans.papers.keep": Call(
        lambda a: papers.keep(a.program, a.kept, printing.Made(b"%PDF", 1, "0" * 64), "printed", keep_nothing),
        keep(lambda a: papers.to_print(a.program, PaperKind.REVIEW, a.of.participation)),
    ),
    "plans.papers.keep_all": Call(
        lambda a: papers.keep_all(
            a.program, [papers.Leaf(printing.Made(b"%PDF", 1, "0" * 64), a.of.printed)], "printed", keep_nothing
        )
    ),
    "plans.papers.issue": Call(
        lambda a: papers.issue(a.program, a.kept, printing.Made(b"%PDF", 1, "0" * 64), "printed", keep_nothing),
        keep(lambda a: papers.to_print(a.program, PaperKind.WITHDRAWAL, a.of.participation)),
    ),
    "plans.filing.papers": Call(lambda a: filing.papers(a.program, [paper_of(a).number]), narrows="nothing"),
    "plans.filing.waiting": Call(lambda a: filing.waiting(a.program), narrows="less"),
    "plans.filing.original": Call(lambda a: filing.original(a.program, paper_of(a).id)),
    "plans.filing.file": Call(scanned),
    "plans.filing.take_off": Call(lambda a: filing.take_off(a.program, a.kept), begin=scanned_own, lose=lose_scope),
    "plans.filing.filed": Call(lambda a: filing.filed(a.program, a.of.printed), scanned),
    "plans.filing.picture": Call(lambda a: filing.picture(a.program, a.kept), keep(scanned)),
    "plans.records.record_progress": Call(
        lambda a: records.record_progress(
            a.program, a.of.participation, a.of.activity, on=TODAY, status=ProgressStatus.DONE
        )
    ),
    "plans.records.correct_progress": Call(
        lambda a: records.correct_progress(a.program, a.kept, {"note": "more"}), begin=done_own, lose=lose_scope
    ),
    "plans.records.remove_progress": Call(
        lambda a: records.remove_progress(a.program, a.kept), begin=done_own, lose=lose_scope
    ),
    "plans.files.of_progress": Call(lambda a: files.of_progress(a.program, a.of.progress), keep(evidence)),
    "plans.files.content": Call(lambda a: files.content(a.program, a.kept), keep(evidence)),
    "plans.files.add": Call(evidence),
    "plans.files.set_note": Call(
        lambda a: files.set_note(a.program, a.kept, "page 2 is blank"), begin=evidence_own, lose=lose_scope
    ),
    "plans.files.remove": Call(lambda a: files.remove(a.program, a.kept), begin=evidence_own, lose=lose_scope),
    "plans.files.record_copy": Call(lambda a: files.record_copy(a.program, a.kept, lambda: None), keep(evidence)),
    "plans.readiness.of_plan": Call(lambda a: readiness.of_plan(a.program, a.of.participation)),
    "plans.readiness.note": Call(qualified),
    "plans.readiness.remove_note": Call(lambda a: readiness.remove_note(a.program, a.kept), keep(qualified)),
    "plans.records.record_money": Call(
        lambda a: records.record_money(a.program, a.of.participation, None, on=TODAY, amount=Decimal(5))
    ),
    "plans.records.correct_money": Call(lambda a: records.correct_money(a.program, a.world.money, {"note": "train"})),
    "plans.records.remove_money": Call(lambda a: records.remove_money(a.program, a.world.money)),
    "plans.td.remove_assignment": Call(lambda a: td.remove_assignment(a.program, a.world.assignment)),
    "plans.td_agreements.listed": Call(
        lambda a: td_agreements.listed(a.program, a.of.participation), keep(agreed_assignment)
    ),
    "plans.td_agreements.record": Call(agreed_assignment),
    "plans.td_agreements.change": Call(
        lambda a: td_agreements.change(a.program, a.kept, replace(TERMS, duties="Budgets")), keep(agreed_assignment)
    ),
    "plans.td_agreements.sign": Call(
        lambda a: td_agreements.sign(a.program, a.kept, Signed(employee=TODAY)), keep(printed_agreement)
    ),
    "plans.td_papers.to_print": Call(lambda a: td_papers.to_print(a.program, a.kept), keep(agreed_assignment)),
    "plans.td_papers.freeze": Call(
        lambda a: td_papers.freeze(a.program, a.kept[0], a.kept[1]),
        keep(lambda a: (found := agreed_assignment(a), agreement_made(a, found))),
    ),
    "plans.td_papers.record_copy": Call(
        lambda a: td_papers.record_copy(a.program, a.kept, "saved as PDF", keep_nothing), keep(printed_agreement)
    ),
    "plans.td_early_ends.request": Call(
        lambda a: td_early_ends.request(a.program, a.kept, TODAY, "A move"), keep(agreed_assignment)
    ),
    "plans.td_early_ends.grant": Call(
        lambda a: td_early_ends.grant(a.program, a.kept, date(2026, 6, 30)), keep(asked_to_end)
    ),
    "plans.td_early_ends.take_back": Call(lambda a: td_early_ends.take_back(a.program, a.kept), keep(asked_to_end)),
    "plans.exams.listed": Call(lambda a: exams.listed(a.program, a.of.participation), examined),
    "plans.exams.add": Call(examined),
    "plans.exams.change": Call(lambda a: exams.change(a.program, a.kept, EXAM), keep(examined)),
    "plans.exams.remove": Call(lambda a: exams.remove(a.program, a.kept), keep(examined)),
    "plans.duties.listed": Call(lambda a: duties.listed(a.program, a.of.participation), other_duties),
    "plans.duties.add": Call(other_duties),
    "plans.duties.change": Call(lambda a: duties.change(a.program, a.kept, DUTIES), keep(other_duties)),
    "plans.duties.remove": Call(lambda a: duties.remove(a.program, a.kept), keep(other_duties)),
    "year.outreach.of_year": Call(lambda a: outreach.of_year(a.program, 2026)),
    "year.outreach.funnel_of": Call(lambda a: outreach.funnel_of(a.program, program_year_period(2026))),
    "year.outreach.add": Call(orientation),
    "year.outreach.edit": Call(
        lambda a: outreach.edit(a.program, a.kept, Event(date(2026, 3, 3), OutreachChannel.EMAIL, "Mail")),
        keep(orientation),
    ),
    "year.outreach.followed_up": Call(
        lambda a: outreach.followed_up(a.program, a.kept, date(2026, 3, 9)), keep(orientation)
    ),
    "year.outreach.remove": Call(lambda a: outreach.remove(a.program, a.kept), keep(orientation)),
    "year.flyers.snapshot": Call(lambda a: flyers.snapshot(a.program, a.world.draft_cycle)),
    "year.flyers.logo_of": Call(lambda a: flyers.logo_of(a.program, FLYER)),
    "year.flyers.put_on_file": Call(
        lambda a: flyers.put_on_file(a.program, a.world.draft_cycle, "Flyer", "flyer.pdf", b"%PDF-1.7 a flyer")
    ),
    "year.handbook.rows": Call(lambda a: handbook.rows(a.program)),
    "year.handbook.begin": Call(lambda a: handbook.begin(a.program)),
    "year.handbook.exam_year": Call(lambda a: handbook.exam_year(a.program, a.kept), keep(an_exam)),
    "year.handbook.write": Call(lambda a: handbook.write(a.program, a.kept, {"text": "Text"}), keep(the_policy)),
    "year.handbook.exams": Call(lambda a: handbook.exams(a.program, 2026)),
    "year.handbook.add_exam": Call(an_exam),
    "year.handbook.edit_exam": Call(
        lambda a: handbook.edit_exam(a.program, a.kept, handbook.PlannedExam("4179")), keep(an_exam)
    ),
    "year.handbook.remove_exam": Call(lambda a: handbook.remove_exam(a.program, a.kept), keep(an_exam)),
    "year.headcounts.of_year": Call(lambda a: headcounts.of_year(a.program, 2026)),
    "year.headcounts.year_of": Call(lambda a: headcounts.year_of(a.program, a.kept), keep(a_headcount)),
    "year.headcounts.add": Call(a_headcount),
    "year.headcounts.edit": Call(
        lambda a: headcounts.edit(a.program, 2026, a.kept, StatedEmployees("1441", date(2026, 2, 1), 41)),
        keep(a_headcount),
    ),
    "year.headcounts.remove": Call(lambda a: headcounts.remove(a.program, a.kept), keep(a_headcount)),
    "year.roles.listed": Call(lambda a: roles.listed(a.program)),
    "year.roles.add": Call(a_recruiter),
    "year.roles.edit": Call(
        lambda a: roles.edit(a.program, a.kept, Holder(ProgramRole.HR, "Ida Wells")), keep(a_recruiter)
    ),
    "year.roles.remove": Call(lambda a: roles.remove(a.program, a.kept), keep(a_recruiter)),
    "year.budget.year_of": Call(lambda a: year_budget.year_of(a.program, a.kept), keep(allocated)),
    "year.outreach.year_of": Call(lambda a: outreach.year_of(a.program, a.kept), keep(orientation)),
    "year.budget.plan_would_be_over": Call(lambda a: year_budget.plan_would_be_over(a.program, a.of.draft)),
    "year.budget.allocations": Call(lambda a: year_budget.allocations(a.program, 2026)),
    "year.budget.of_year": Call(lambda a: year_budget.of_year(a.program, 2026)),
    "year.budget.would_be_over": Call(
        lambda a: year_budget.would_be_over(
            a.program, Spending(date(2026, 3, 1), CostCategory.TUITION, "Training", Decimal(9))
        )
    ),
    "year.budget.add": Call(allocated),
    "year.budget.edit": Call(
        lambda a: year_budget.edit(a.program, a.kept, AllocationInput(None, "Training", Decimal(1))), keep(allocated)
    ),
    "year.budget.remove": Call(lambda a: year_budget.remove(a.program, a.kept), keep(allocated)),
    "year.budget.adjust": Call(
        lambda a: year_budget.adjust(a.program, a.kept, date(2026, 3, 1), Decimal(1), "More"), keep(allocated)
    ),
    "year.budget.remove_adjustment": Call(lambda a: year_budget.remove_adjustment(a.program, a.kept), keep(adjusted)),
    "holidays.listed": Call(lambda a: holidays.listed(a.program)),
    "holidays.add": Call(closed_day),
    "holidays.remove": Call(lambda a: holidays.remove(a.program, a.kept), keep(closed_day)),
    "holidays.fill": Call(lambda a: holidays.fill(a.program, 2030)),
    "plans.advancement_checks.look": Call(
        lambda a: advancement_checks.look(a.program, a.of.participation, date(2026, 5, 19), "5393")
    ),
    "plans.advancements.record_advancement": Call(
        lambda a: advancements.record_advancement(
            a.program, a.of.participation, on=date(2026, 5, 19), to_class_code="5393", route=Route.EXAM
        )
    ),
    "plans.advancements.remove_advancement": Call(
        lambda a: advancements.remove_advancement(a.program, a.world.advancement)
    ),
    "resources.list_resources": Call(lambda a: resources.list_resources(a.program), keep(matched)),
    "resources.mentors": Call(lambda a: resources.mentors(a.program), keep(matched)),
    "resources.add": Call(lambda a: resources.add(a.program, TUTOR)),
    "resources.edit": Call(lambda a: resources.edit(a.program, a.kept, TUTOR), keep(mentor)),
    "resources.set_active": Call(lambda a: resources.set_active(a.program, a.kept, active=False), keep(mentor)),
    "resources.add_starting": Call(lambda a: resources.add_starting(a.program)),
    "mentor_matches.of_resource": Call(
        lambda a: mentor_matches.of_resource(a.program, mentor(a)), keep(matched), narrows="less"
    ),
    "mentor_matches.of_participation": Call(
        lambda a: mentor_matches.of_participation(a.program, a.of.participation), keep(matched)
    ),
    "mentor_matches.match": Call(matched),
    "mentor_matches.end_match": Call(lambda a: mentor_matches.end_match(a.program, a.kept, TODAY), keep(matched)),
    "mentor_matches.remove_match": Call(lambda a: mentor_matches.remove_match(a.program, a.kept), keep(matched)),
    "today.due": Call(lambda a: today.due(a.program), narrows="less"),
    "plans.worksheets.to_fill": Call(lambda a: worksheets.to_fill(a.program, a.of.participation)),
    "plans.worksheets.participation_numbered": Call(
        lambda a: worksheets.participation_numbered(a.program, a.kept), keep(lambda a: to_fill(a).snapshot.plan_number)
    ),
    "plans.worksheets.keep": Call(
        lambda a: worksheets.keep(a.program, a.kept, SHEET_PDF, "saved as PDF", lambda: None), keep(to_fill)
    ),
    "plans.worksheets.original": Call(lambda a: worksheets.original(a.program, a.kept), keep(sheet_out)),
    "plans.worksheets.compare": Call(
        lambda a: worksheets.compare(a.program, a.kept, {}, {"plan_support": "More"}), keep(sheet_out)
    ),
    "plans.worksheets.take": Call(
        lambda a: worksheets.take(a.program, a.kept, {"plan_support": "More"}, "back.pdf", b""), keep(sheet_out)
    ),
    "year.goals.standing": Call(lambda a: year_goals.standing(a.program, 2026), keep(goal)),
    "year.goals.year_of": Call(lambda a: year_goals.year_of(a.program, a.kept), keep(goal)),
    "year.goals.add": Call(goal),
    "year.goals.change": Call(lambda a: year_goals.change(a.program, a.kept, replace(GOAL, employees=13)), keep(goal)),
    "year.goals.remove": Call(lambda a: year_goals.remove(a.program, a.kept), keep(goal)),
    "year.actions.of_year": Call(lambda a: year_actions.of_year(a.program, 2026), keep(action)),
    "year.actions.year_of": Call(lambda a: year_actions.year_of(a.program, a.kept), keep(action)),
    "year.actions.add": Call(action),
    "year.actions.change": Call(lambda a: year_actions.change(a.program, a.kept, {"aim": "Few apply"}), keep(action)),
    "year.actions.move": Call(lambda a: year_actions.move(a.program, a.kept, -1), keep(action)),
    "year.actions.remove": Call(lambda a: year_actions.remove(a.program, a.kept), keep(action)),
    "year.actions.carry_forward": Call(lambda a: year_actions.carry_forward(a.program, 2027), keep(action)),
    "year.action_columns.listed": Call(lambda a: action_columns.listed(a.program)),
    "year.action_columns.rename": Call(lambda a: action_columns.rename(a.program, "aim", "Aim")),
    "year.action_columns.show": Call(lambda a: action_columns.show(a.program, "aim", shown=False)),
    "year.action_columns.move": Call(lambda a: action_columns.move(a.program, "aim", 1)),
    "year.action_columns.add": Call(own_column),
    "year.action_columns.remove": Call(lambda a: action_columns.remove(a.program, a.kept), keep(own_column)),
    "year.files.listed": Call(lambda a: year_files.listed(a.program, YearFilePurpose.EVIDENCE, a.kept), keep(action)),
    "year.files.content": Call(lambda a: year_files.content(a.program, a.kept), keep(year_file)),
    "year.files.add": Call(year_file),
    "year.files.set_note": Call(lambda a: year_files.set_note(a.program, a.kept, "page 2"), keep(year_file)),
    "year.files.remove": Call(lambda a: year_files.remove(a.program, a.kept), keep(year_file)),
    "year.files.record_copy": Call(lambda a: year_files.record_copy(a.program, a.kept, lambda: None), keep(year_file)),
    "year.logo.shown": Call(lambda a: year_logo.shown(a.program), keep(logo)),
    "year.logo.keep": Call(logo),
    "year.logo.remove": Call(lambda a: year_logo.remove(a.program), keep(logo)),
    "year.calendar.of_year": Call(lambda a: calendar.of_year(a.program, 2026), keep(own_date)),
    "year.calendar.year_of": Call(lambda a: calendar.year_of(a.program, a.kept), keep(own_date)),
    "year.calendar.add": Call(own_date),
    "year.calendar.change": Call(lambda a: calendar.change(a.program, a.kept, TODAY, "Ask again"), keep(own_date)),
    "year.calendar.remove": Call(lambda a: calendar.remove(a.program, a.kept), keep(own_date)),
    "year.calendar.mark": Call(lambda a: calendar.mark(a.program, 2026, a.kept, TODAY), keep(own_date)),
    "year.texts.of_year": Call(lambda a: year_texts.of_year(a.program, 2026)),
    "year.texts.write": Call(lambda a: year_texts.write(a.program, 2026, {YearText.NEEDS: "Two trainers"})),
    "reporting.making.make": Call(
        lambda a: [making.make(a.program, kind, program_year_period(2026)) for kind in sorted(BUILDERS)]
    ),
    "reporting.years.first_day": Call(lambda a: reporting_years.first_day(a.program)),
    "reporting.filing.file": Call(filed_report),
    "reporting.filing.listed": Call(lambda a: report_filing.listed(a.program), keep(filed_report)),
    "reporting.filing.paper": Call(lambda a: report_filing.paper(a.program, a.kept), keep(filed_report)),
    "reporting.filing.differences": Call(
        lambda a: report_filing.differences(a.program, a.kept, advancements_report(a)), keep(filed_report)
    ),
    "reporting.filing.figures": Call(
        lambda a: report_filing.figures(a.program, a.kept, advancements_report(a)), keep(filed_report)
    ),
    "reports.record_copy": Call(
        lambda a: reports.record_copy(a.program, reports.Paper("Ranking", b"%PDF", 1, "0" * 64), "saved as PDF")
    ),
    "disclosures.of_person": Call(lambda a: disclosures.of_person(a.program, a.world.person), keep(disclosed)),
    "disclosures.left_unrecorded": Call(lambda a: disclosures.left_unrecorded(a.program)),
    "disclosures.add": Call(disclosed),
    "disclosures.complete": Call(
        lambda a: disclosures.complete(a.program, a.kept, recipient="HR", purpose="A question"), keep(disclosed)
    ),
    "disclosures.note_rows": Call(
        lambda a: disclosures.note_rows(a.program, LEAVING, [a.of.employee_number], lambda: None)
    ),
    "disagreements.of_person": Call(lambda a: disagreements.of_person(a.program, a.world.person), keep(disagreed)),
    "disagreements.add": Call(disagreed),
    "disagreements.edit": Call(
        lambda a: disagreements.edit(a.program, a.kept, disagreements.Statement(TODAY, "the class", "It is old.")),
        keep(disagreed),
    ),
    "person_record.record.find": Call(lambda a: record.find(a.program, employee_number=a.of.employee_number)),
    "person_record.record.snapshot": Call(
        lambda a: record.snapshot(a.program, a.world.person, "The employee", "Their request")
    ),
    "person_record.record.record_copy": Call(lambda a: record.record_copy(a.program, paper(a), "saved as PDF")),
    "dumps.read": Call(lambda a: everything(a.program)),
    "dumps.record": Call(lambda a: dumps.record(a.program, "State Auditor", "Audit", lambda: None)),
}


def everything(program: Program) -> list[Any]:
    """All rows of all tables, as an export writes them."""
    with dumps.read(program) as source:
        return [row for table in source.tables for row in source.rows(table.name)]


def rater(asked: Asked) -> str:
    """The rater Tom of the cycle that the call is about."""
    with asked.program.reading() as session:
        return str(session.query(models.Rater).filter_by(cycle_id=asked.of.cycle, name=TOM).one().id)


def ratings_file(asked: Asked) -> tuple[Table, ...]:
    """A file with a rating of a rater who is not on file yet."""
    with asked.program.reading() as session:
        number = session.get_one(models.Application, asked.of.application).number
    lines = (Line(1, ("Application", "Rater", "Aptitude")), Line(2, (number, "Ina Newrater", "4")))
    return (Table("ratings.csv", "", lines, 3),)


#: Who asks: an account of each role, one without a role, and one with all roles and somebody else's password.
NOBODY, OTHERS_PASSWORD = "", "somebody else chose the password"
WHO = {
    "Maria Ortega": Role.COORDINATOR,
    DANA: Role.SUPERVISOR,
    RITA: Role.RATER,
    EVE: Role.READER,
    NOBODY: None,
    OTHERS_PASSWORD: None,
}
WITH_OTHERS_PASSWORD = {"programs.describe", "programs.lock", "programs.unlock", "programs.set_password"}


def test_every_row_of_the_table_is_called_here() -> None:
    assert sorted(CALLS) == sorted(ALLOWED)


class Copies:
    """Copies of the world, made ready for a call; a fresh one whenever the last was changed."""

    def __init__(self, template: Path, world: World, folder: Path, clock: SetClock) -> None:
        self._template, self._world, self._folder, self._clock = template, world, folder, clock
        self._program: Program | None = None
        self._made: dict[str, bytes] = {}
        self._ready: dict[str, bytes] = {}
        self._for: tuple[Call, Targets] | None = None
        self._kept: Any = None
        self._count = 0

    def ready(self, call: Call, who: str, of: Targets) -> Asked:
        """The world as it was made, with what the coordinator does before the call; done once for all who ask."""
        now = {} if self._program is None else content(self._program)
        if self._program is None or now not in (self._made, self._ready if self._for == (call, of) else {}):
            self.close()
            self._count += 1
            self._program = copy_of(self._template, self._folder / f"{self._count}.umdesk", self._clock)
            self._made = content(self._program)
        if self._for != (call, of):
            self._prepare(self._program, call, of)
        return Asked(self._program, self._world, of, who, self._folder / "made", self._kept)

    def _prepare(self, program: Program, call: Call, of: Targets) -> None:
        made = self._folder / "made"
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir()
        self._world.sign_in(program, "Maria Ortega")
        asked = Asked(program, self._world, of, "Maria Ortega", made)
        call.first(asked)
        self._for, self._kept, self._ready = (call, of), asked.kept, content(program)

    def close(self) -> None:
        """Close the copy that is open."""
        if self._program is not None:
            self._program.close()
            self._program, self._for = None, None


def content(program: Program) -> dict[str, bytes]:
    """Every byte of every file of the program; what SQLite shares between readers and the lock's text say nothing."""
    return {
        str(path): path.read_bytes()
        for path in program.folder.rglob("*")
        if path.is_file() and path.name not in {"program.db-shm", "lock"}
    }


@pytest.fixture(scope="session")
def copies(made_world: tuple[Path, World], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copies]:
    """One for all tests: what only asks leaves the open copy as it was."""
    found = Copies(*made_world, tmp_path_factory.mktemp("copies"), SetClock())
    yield found
    found.close()


def secrets_of(world: World, who: str) -> tuple[str, ...]:
    """What no answer to this account may hold."""
    if who == DANA:
        return (*world.other.words, *world.applicant_words)
    if who == RITA:
        return (*world.one.words, *world.other.words, *world.blind_words, TOM, str(TOMS_VALUE), "thistle")
    return (NOTE,) if who == EVE else ()


def leaks(world: World, who: str, answer: Any) -> list[str]:
    said = as_text(answer).casefold()
    return [secret for secret in secrets_of(world, who) if secret.casefold() in said]


def word(name: str, who: str) -> Grant:
    """The table's word for the account."""
    if who == OTHERS_PASSWORD:
        return Grant.YES if name in WITH_OTHERS_PASSWORD else Grant.NO
    role = WHO[who]
    return Grant.NO if role is None else ALLOWED[name][role]


def begin(asked: Asked, call: Call, *, lose: bool) -> None:
    """Let the account act, and do what it does before the call."""
    world, program = asked.world, asked.program
    if asked.who == OTHERS_PASSWORD:
        world.sign_in(program, EVE, must_change=True)
        return
    world.sign_in(program, asked.who)
    call.begin(asked)
    if lose and call.lose is not None:
        call.lose(asked)


@pytest.mark.parametrize("name", sorted(ALLOWED))
def test_each_role_may_do_what_the_table_says_and_no_more(name: str, copies: Copies, made_world: Any) -> None:
    call, world = CALLS[name], made_world[1]
    # Who is refused leaves no trace, so that the same copy serves the next.
    for who in sorted(WHO, key=lambda who: word(name, who) is not Grant.NO):
        allowed = word(name, who)
        asked = copies.ready(call, who, world.one)
        begin(asked, call, lose=False)
        if allowed is Grant.NO:
            refused_without_a_trace(asked, call)
        else:
            answer = call.run(asked)
            assert leaks(world, who, answer) == [], f"{who} calls {name}"
            assert call.narrows == "" or answer or allowed is not Grant.OWN, "their own is in the answer"
    for who in (who for who in WHO if word(name, who) is Grant.OWN):
        asked = copies.ready(call, who, world.other)
        begin(asked, call, lose=True)
        if call.narrows:
            answer = call.run(asked)
            assert leaks(world, who, answer) == [], f"{who} calls {name} for another's"
            assert call.narrows == "less" or not answer
        else:
            refused_without_a_trace(asked, call)


def refused_without_a_trace(asked: Asked, call: Call) -> None:
    before, steps = content(asked.program), list(asked.program.steps.done)
    with pytest.raises(NotAllowed) as refused:
        call.run(asked)
    after = content(asked.program)
    assert sorted(name for name in before.keys() | after if before.get(name) != after.get(name)) == []
    assert asked.program.steps.done == steps
    assert leaks(asked.world, asked.who, [refused.value.message, refused.value.advice]) == []
