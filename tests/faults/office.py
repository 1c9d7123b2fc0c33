"""A busy office: every kind of write that there is, each by its name, picked and filled by a seeded generator.

It knows little of what the operations mean: a refusal in words is an answer. What was saved it says to `say`, after
the operation returned; what cannot be seen in the history (typing, passwords, files) it also announces before.
"""

import hashlib
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.faults import plan_office, year_office
from tests.served import served
from umdesk.domain.errors import InvalidInput, NotAllowed, NotNow
from umdesk.domain.words import (
    Conflict,
    CycleState,
    Eligibility,
    ItemKind,
    Outcome,
    ParticipationState,
    ProgressStatus,
    RevisionState,
    Role,
    Route,
)  # fmt: skip
from umdesk.jobs import import_file, print_plan
from umdesk.services import (
    accounts,
    applicants,
    backups,
    conflicts,
    criteria,
    cycle_steps,
    cycles,
    decisions,
    disagreements,
    disclosures,
    drafts,
    history,
    programs,
    raters,
    ratings,
    settings,
)  # fmt: skip
from umdesk.services.plans import advancements, editing, participations, queries, records, revisions, signing
from umdesk.services.plans.signing import Signatures
from umdesk.services.programs import Program

TODAY = date(2026, 5, 20)
NAMES = ("Muñoz", "O’Neil", "Nguyễn", "Դավթյան", "Иванова", "Smith-Jones")
#: Refusals that mean "this cannot be done now", which a random step often meets.
REFUSALS = (InvalidInput, NotNow, NotAllowed)

Say = Callable[..., None]


class Clock:
    """Ticks a second with each look, so that nothing depends on the speed of the machine."""

    def __init__(self, start: datetime = datetime(2026, 5, 20, 17, tzinfo=UTC)) -> None:
        self.moment = start

    def __call__(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment


@dataclass
class Office:
    """An open program with what a step needs to choose among.

    Printed pages go to `place`; lists to import come from `aside`, where there is always room.
    """

    program: Program
    rng: random.Random
    say: Say
    place: Path
    aside: Path

    def one(self, rows: Any) -> Any:
        """One of several things."""
        found = list(rows)
        if not found:
            raise NotNow("There is nothing to choose from.", "")
        return self.rng.choice(found)

    def word(self) -> str:
        """A text that was never typed before."""
        return f"{self.rng.choice(NAMES)} {self.rng.getrandbits(48):x}"

    def applicant(self) -> Any:
        return self.one(applicants.rows(self.program))

    def cycle(self, *states: CycleState) -> str:
        lines = cycles.list_cycles(self.program)
        return str(self.one([line for line in lines if not states or line.state in states]).id)

    def plan(self) -> Any:
        return queries.plan(self.program, self.one(queries.list_plans(self.program)).participation_id)

    def file(self, ending: str) -> Path:
        return self.place / f"{self.rng.getrandbits(48):x}.{ending}"


def type_a_note(o: Office) -> None:
    record, text = o.applicant().id, o.word() * o.rng.randint(1, 40)
    o.say("typing", record, "notes", text)
    drafts.keep(o.program, "application", record, "notes", text)
    o.say("typed", record, "notes", text)


def settle_typing(o: Office) -> None:
    record = o.applicant().id
    typed = drafts.of_record(o.program, record).get("notes", o.word())
    o.say("settling", record)
    applicants.edit_application(o.program, record, {"notes": typed})
    o.say("settled", record)


def drop_typing(o: Office) -> None:
    record = o.applicant().id
    o.say("settling", record)
    drafts.drop(o.program, record)
    o.say("settled", record)


def add_an_applicant(o: Office) -> None:
    new = applicants.NewApplicant(o.word(), "Ana", class_code=o.one(("1441", "1379", "5157")), tenure="permanent",
                                  received=TODAY, unit=o.one(("Redding Center", "Chico Center", "")))  # fmt: skip
    applicants.add(o.program, o.cycle(CycleState.DRAFT, CycleState.OPEN), new, reason="came late")


def edit_a_person(o: Office) -> None:
    applicants.edit_person(o.program, o.applicant().person_id, {"work_phone": o.word(), "last_name": o.word()})


def withdraw_or_take_back(o: Office) -> None:
    row = o.applicant()
    if row.withdrawn:
        applicants.take_back_withdrawal(o.program, row.id)
    else:
        applicants.withdraw(o.program, row.id, o.word())


def decide_eligibility(o: Office) -> None:
    applicants.decide_eligibility(o.program, o.applicant().id, o.one(Eligibility), o.word())


def import_five(o: Office) -> None:
    _import(o, 5)


def import_five_hundred(o: Office) -> None:
    _import(o, 500)


def _import(o: Office, count: int) -> None:
    file = write_list(o.aside / f"{o.rng.getrandbits(48):x}.csv", count, o.rng.randrange(10**6, 9 * 10**6))
    try:
        import_file.run(o.program, file, f"Import {o.rng.getrandbits(48):x}")
    finally:
        file.unlink()


def write_list(file: Path, count: int, start: int) -> Path:
    """A CSV file with people of its own, whose employee numbers begin at `start`."""
    lines = ["Last Name,First Name,Employee No.,Class Code,Tenure,Received"]
    lines += [f"Family{start}x{row},Given{row},{start + row},1441,Permanent,2/9/2026" for row in range(count)]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def make_a_cycle(o: Office) -> None:
    cycles.create_cycle(o.program, o.word())


def edit_a_cycle(o: Office) -> None:
    changes = cycles.CycleChanges(seats=o.rng.randint(1, 9), minimum_raters=o.rng.randint(1, 3))
    cycles.edit_cycle(o.program, o.cycle(CycleState.DRAFT, CycleState.OPEN), changes, reason=o.word())


def change_criteria(o: Office) -> None:
    cycle = o.cycle(CycleState.DRAFT)
    values = criteria.CriterionInput(o.word(), Decimal(10), Decimal(o.rng.randint(1, 9)))
    there = criteria.of_cycle(o.program, cycle).criteria
    match o.rng.randrange(4) if there else 0:
        case 0:
            criteria.add(o.program, cycle, values)
        case 1:
            criteria.edit(o.program, cycle, o.one(there).key, values)
        case 2:
            criteria.move(o.program, cycle, there[0].key, 1)
        case _:
            criteria.remove(o.program, cycle, o.one(there).key)


def change_raters(o: Office) -> None:
    cycle = o.cycle(CycleState.DRAFT, CycleState.OPEN)
    there = raters.of_cycle(o.program, cycle)
    match o.rng.randrange(3) if there else 0:
        case 0:
            raters.add(o.program, cycle, o.word())
        case 1:
            raters.rename(o.program, o.one(there).id, o.word())
        case _:
            raters.remove(o.program, o.one(there).id)


def enter_a_rating(o: Office) -> None:
    grid = ratings.grid(o.program, o.cycle(CycleState.SCORING))
    row, rater, criterion = o.one(grid.rows), o.one(grid.raters), o.one(grid.criteria)
    ratings.enter(o.program, row.application_id, rater, criterion.key, Decimal(o.rng.randint(0, 5)))


def enter_sheets(o: Office) -> None:
    grid = ratings.grid(o.program, o.cycle(CycleState.SCORING))
    points = {criterion.key: Decimal(o.rng.randint(0, 5)) for criterion in grid.criteria}
    ratings.enter_sheets(
        o.program, [ratings.SheetEntry(row.application_id, rater, points) for row in grid.rows for rater in grid.raters]
    )


def set_a_conflict(o: Office) -> None:
    grid = ratings.grid(o.program, o.cycle(CycleState.SCORING))
    conflicts.judge(o.program, o.one(grid.rows).application_id, o.one(grid.raters), o.one(Conflict), reason=o.word())


def step_a_cycle(o: Office) -> None:
    cycle = o.cycle()
    order = list(CycleState)
    here = order.index(cycles.cycle(o.program, cycle).state)
    cycle_steps.move_to(o.program, cycle, order[min(here + 1, len(order) - 1)])


def step_a_cycle_back(o: Office) -> None:
    cycle_steps.step_back(o.program, o.cycle())


def decide(o: Office) -> None:
    cycle = o.cycle(CycleState.DECIDING)
    if o.rng.random() < 0.5:
        decisions.decide_by_rank(o.program, cycle, waitlist=1)
    else:
        application = o.one(applicants.rows(o.program, cycle)).id
        decisions.decide(o.program, application, o.one(Outcome), reason=o.word(), kind="Other")


def apply_decisions(o: Office) -> None:
    cycle = o.cycle(CycleState.DECIDING)
    decisions.decide_by_rank(o.program, cycle)
    decisions.apply(o.program, cycle)


def edit_plan_fields(o: Office) -> None:
    editing.set_fields(o.program, o.plan().revision_id, {"support": o.word() * 20, "supervisor_name": o.word()})


def change_plan_rows(o: Office) -> None:
    plan = o.plan()
    rows = plan.content.activities
    match o.rng.randrange(4) if rows else 0:
        case 0:
            editing.add_row(o.program, plan.revision_id, ItemKind.ACTIVITY, {"text": o.word()})
        case 1:
            editing.set_row(o.program, ItemKind.ACTIVITY, o.one(rows).row, {"text": o.word()})
        case 2:
            editing.move_row(o.program, ItemKind.ACTIVITY, rows[0].row, 1)
        case _:
            editing.remove_row(o.program, ItemKind.ACTIVITY, o.one(rows).row)


def complete_a_plan(o: Office) -> None:
    plan_office.complete(o, o.plan().revision_id)


def print_and_freeze(o: Office) -> None:
    plan = o.plan()
    if plan.frozen:
        revisions.amend(o.program, plan.revision_id, o.word())
        plan = queries.plan(o.program, plan.participation_id)
    if plan.state is not RevisionState.READY:
        plan_office.complete(o, plan.revision_id)
    path = o.file("pdf")
    pdf = print_plan.print_to_sign(o.program, plan.revision_id, path)
    o.say("file", str(path), hashlib.sha256(pdf.data).hexdigest())


def sign_or_amend(o: Office) -> None:
    revision = o.plan().revision_id
    if o.rng.random() < 0.5:
        signing.record(o.program, revision, Signatures(employee=TODAY, supervisor=TODAY))
    else:
        revisions.amend(o.program, revision, o.word())


def record_progress_and_money(o: Office) -> None:
    plan = o.plan()
    if plan.activities and o.rng.random() < 0.5:
        status = o.one(ProgressStatus)
        records.record_progress(o.program, plan.participation_id, plan.activities[0].item, on=TODAY, status=status)
    else:
        amount = Decimal(o.rng.randint(1, 900))
        records.record_money(o.program, plan.participation_id, None, on=TODAY, amount=amount, note=o.word())


def add_an_assignment(o: Office) -> None:
    first = date(2020, 1, 1) + timedelta(days=o.rng.randrange(1500))
    served(o.program, o.plan().participation_id, first, first + timedelta(days=9), over_limit_reason="known")


def advance(o: Office) -> None:
    advancements.record_advancement(
        o.program, o.plan().participation_id, on=TODAY, to_class_code=o.one(("5157", "1379", "1139")), route=Route.EXAM
    )


def change_participation(o: Office) -> None:
    state = o.one((ParticipationState.ON_LEAVE, ParticipationState.ACTIVE))
    participations.set_state(o.program, o.plan().participation_id, state, TODAY, o.word())


def undo(o: Office) -> None:
    history.undo(o.program)


def redo(o: Office) -> None:
    history.redo(o.program)


def change_a_setting(o: Office) -> None:
    settings.change(o.program, o.one(("notice.agency", "notice.official", "notice.authority")), o.word())


def note_a_disclosure(o: Office) -> None:
    person = o.applicant().person_id
    disclosures.add(o.program, person, TODAY, disclosures.Leaving(o.word(), o.word(), o.word(), o.word()))


def file_a_statement(o: Office) -> None:
    person = o.applicant().person_id
    disagreements.add(o.program, person, disagreements.Statement(TODAY, o.word(), o.word() * 30, o.word()))


def change_the_password(o: Office) -> None:
    password = f"three {o.word()} words"
    o.say("password?", password)
    programs.set_password(o.program, password)
    o.say("password", password)


def new_recovery_sheet(o: Office) -> None:
    prepared = programs.prepare_recovery_code(o.program)
    o.say("code?", prepared.code)
    programs.activate_recovery_code(o.program, prepared)
    o.say("code", prepared.code)


def add_an_account(o: Office) -> None:
    name, password = o.word(), f"four {o.word()} words"
    accounts.add(o.program, name, (o.one((Role.READER, Role.RATER)),), password)
    o.say("account", name, password)


def reset_an_account(o: Office) -> None:
    row = o.one([row for row in accounts.list_accounts(o.program) if row.id != o.program.account.account_id])
    password = f"four {o.word()} words"
    o.say("account?", row.name, password)
    accounts.reset(o.program, row.id, password)
    o.say("account", row.name, password)


def lock_the_window(o: Office) -> None:
    programs.lock(o.program)


def make_a_backup(o: Office) -> None:
    made = backups.make(o.program)
    if made is not None:
        o.say("backup", str(made.file))


#: Every kind of write by its name.
KINDS: dict[str, Callable[[Office], None]] = {
    step.__name__.replace("_", " "): step
    for step in (
        type_a_note, settle_typing, drop_typing, add_an_applicant, edit_a_person, withdraw_or_take_back,
        decide_eligibility, import_five, import_five_hundred, make_a_cycle, edit_a_cycle, change_criteria,
        change_raters, enter_a_rating, enter_sheets, set_a_conflict, step_a_cycle, step_a_cycle_back, decide,
        apply_decisions, edit_plan_fields, change_plan_rows, complete_a_plan, print_and_freeze, sign_or_amend,
        record_progress_and_money, add_an_assignment, advance, change_participation, undo, redo, change_a_setting,
        note_a_disclosure, file_a_statement, change_the_password, new_recovery_sheet, add_an_account,
        reset_an_account, lock_the_window, make_a_backup, *plan_office.STEPS, *year_office.STEPS,
    )
}  # fmt: skip
