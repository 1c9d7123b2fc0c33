"""A machine that works like a busy office: it creates, changes, undoes, redoes, prints and reloads, in any order.

It knows nothing of what the operations mean. It holds three promises: undo gives back exactly what was there before,
redo what was there after, and closing and opening changes nothing. A refusal in words changes nothing either.
"""

import os
import shutil
import tempfile
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import select

from tests.conftest import PASSWORD
from tests.connections import keep_connections
from tests.e2e.people_rules import PeopleRules
from umdesk.domain.errors import UserError
from umdesk.domain.words import (
    ActivityType,
    CycleState,
    Eligibility,
    GoalTerm,
    ItemKind,
    Outcome,
    ParticipationState,
    ProgressStatus,
    Route,
)
from umdesk.jobs import print_plan
from umdesk.services import (
    applicants,
    attachments,
    criteria,
    cycle_steps,
    cycles,
    decisions,
    history,
    integrity,
    programs,
    raters,
    ratings,
)
from umdesk.services.people import appointments, units
from umdesk.services.plans import advancements, editing, participations, queries, records, revisions
from umdesk.storage.models import Base, Blob, Change, Counter, Draft, Event

TODAY = date(2026, 5, 20)
OUTSIDE = {Event.__tablename__, Change.__tablename__, Counter.__tablename__, Draft.__tablename__, Blob.__tablename__}
"""Tables that undo does not turn back."""

EXAMPLES = int(os.environ.get("UMDESK_MACHINE_EXAMPLES", "6"))
"""How many days at the office; more find more and take longer."""
PICK = st.integers(0, 5)
NAMES = st.sampled_from(["Muñoz", "O’Neil", "Nguyễn", "Դավթյան", "Иванова", "Smith-Jones"])


class Office(PeopleRules, RuleBasedStateMachine):
    """The program, and what its tables were before and after each step that can be undone."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp())
        self.folder = self.place / "office.umdesk"
        shutil.copytree(self.template, self.folder)
        self.now = datetime(2026, 5, 20, 17, tzinfo=UTC)
        self.program = self.open()
        self.done: list[tuple[object, object]] = []
        self.undone: list[tuple[object, object]] = []

    def open(self) -> programs.Program:
        return keep_connections(programs.open_program(self.folder, password=PASSWORD, clock=self.tick))

    def tick(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def tables(self) -> object:
        with self.program.reading() as session:
            return {
                table.name: sorted(map(repr, session.execute(select(table))))
                for table in Base.metadata.sorted_tables
                if table.name not in OUTSIDE
            }

    def do(self, operation, *values, **named) -> None:
        """Run one operation; what it changed can be undone, or nothing can any more."""
        before, steps = self.tables(), len(self.program.steps.done)
        try:
            operation(self.program, *values, **named)
        except UserError:
            assert self.tables() == before, "a refusal changed something"
            return
        after = self.tables()
        if len(self.program.steps.done) == steps + 1:
            self.done.append((before, after))
            self.undone.clear()
        elif after != before:
            # What cannot be undone stands between; older steps may or may not be undone now.
            self.done.clear()
            self.undone.clear()

    # Choosing among what is there

    def cycle(self, pick: int) -> str | None:
        return _one(cycles.list_cycles(self.program), pick)

    def application(self, pick: int) -> str | None:
        return _one(applicants.rows(self.program), pick)

    def plan(self, pick: int) -> queries.PlanDetail | None:
        rows = queries.list_plans(self.program)
        return queries.plan(self.program, rows[pick % len(rows)].participation_id) if rows else None

    # Applicants and cycles

    @rule(name=st.sampled_from(["Spring", "Fall", " spring "]))
    def make_a_cycle(self, name):
        self.do(cycles.create_cycle, name)

    @rule(pick=PICK, name=st.sampled_from(["Spring", "A year on"]), with_raters=st.booleans())
    def copy_a_cycle(self, pick, name, with_raters):
        if cycle := self.cycle(pick):
            self.do(cycles.copy, cycle, name, TODAY, None, with_raters=with_raters)

    @rule(
        pick=PICK,
        last_name=NAMES,
        number=st.sampled_from(["", "1", "22", "000333"]),
        code=st.sampled_from(["1441", "731", "5157", "3333"]),
    )
    def add_an_applicant(self, pick, last_name, number, code):
        if cycle := self.cycle(pick):
            new = applicants.NewApplicant(last_name, "Ana", number, class_code=code, tenure="permanent", received=TODAY)
            self.do(applicants.add, cycle, new)

    @rule(pick=PICK, changes=st.sampled_from([{"work_phone": "530 555 0100"}, {"last_name": "Lee"}, {"last_name": ""}]))
    def edit_a_person(self, pick, changes):
        rows = applicants.rows(self.program)
        if rows:
            self.do(applicants.edit_person, rows[pick % len(rows)].person_id, changes)

    @rule(
        pick=PICK,
        day=st.sampled_from([date(2026, 5, 1), date(2026, 5, 20), date(2026, 6, 1)]),
        changes=st.sampled_from([{"class_code": "5157"}, {"unit": "Yreka"}, {"unit": "Yreka Unit"}, {"unit": ""}]),
    )
    def appoint(self, pick, day, changes):
        rows = applicants.rows(self.program)
        if rows:
            self.do(appointments.add, rows[pick % len(rows)].person_id, day, changes)

    @rule(pick=PICK, which=PICK, day=st.sampled_from([None, date(2026, 5, 2), date(2026, 5, 30)]))
    def correct_or_remove_an_appointment(self, pick, which, day):
        rows = applicants.rows(self.program)
        if rows:
            held = appointments.listed(self.program, rows[pick % len(rows)].person_id)
            if day is None:
                self.do(appointments.remove, _one(held, which))
            else:
                self.do(appointments.correct, _one(held, which), {"effective": day})

    @rule(pick=PICK)
    def merge_units(self, pick):
        found = units.listed(self.program)
        if found:
            self.do(units.merge, found[0].id, _one(found, pick))

    @invariant()
    def applications_stand_on_the_appointment_of_their_day(self):
        for row in applicants.rows(self.program):
            there = applicants.detail(self.program, row.id)
            held = appointments.listed(self.program, row.person_id)
            right = next((one for one in held if one.effective <= there.received), held[-1])
            assert there.cycle_state is CycleState.CLOSED or there.effective == right.effective

    @rule(pick=PICK, day=st.sampled_from([date(2026, 2, 1), date(2026, 5, 19), date(2026, 6, 1)]))
    def change_the_day_received(self, pick, day):
        if application := self.application(pick):
            self.do(applicants.restamp, application, day, "The envelope was found", late="The mail was slow")

    @rule(pick=PICK, which=st.sampled_from([b"%PDF-1.7 a", b"%PDF-1.7 b", b"MZ"]))
    def attach_a_file(self, pick, which):
        if application := self.application(pick):
            self.do(attachments.add, application, "letter.pdf", which)

    @rule(pick=PICK, which=PICK)
    def take_a_file_off(self, pick, which):
        if (application := self.application(pick)) and (found := attachments.of_application(self.program, application)):
            self.do(attachments.remove, _one(found, which))

    @rule(pick=PICK, reason=st.sampled_from(["moved away", ""]))
    def withdraw(self, pick, reason):
        if application := self.application(pick):
            self.do(applicants.withdraw, application, reason)

    @rule(pick=PICK)
    def take_a_withdrawal_back(self, pick):
        if application := self.application(pick):
            self.do(applicants.take_back_withdrawal, application)

    @rule(pick=PICK, answer=st.sampled_from(Eligibility))
    def decide_eligibility(self, pick, answer):
        if application := self.application(pick):
            self.do(applicants.decide_eligibility, application, answer, "as the handbook says")

    @rule(pick=PICK, seats=st.integers(-1, 3), minimum=st.integers(1, 2))
    def edit_a_cycle(self, pick, seats, minimum):
        if cycle := self.cycle(pick):
            self.do(cycles.edit_cycle, cycle, cycles.CycleChanges(seats=seats, minimum_raters=minimum))

    @rule(pick=PICK, name=st.sampled_from(["Bo", "Cy", ""]))
    def add_a_rater(self, pick, name):
        if cycle := self.cycle(pick):
            self.do(raters.add, cycle, name)

    @rule(pick=PICK, weight=st.sampled_from([Decimal(0), Decimal(1), Decimal("2.5")]))
    def add_a_criterion(self, pick, weight):
        if cycle := self.cycle(pick):
            self.do(criteria.add, cycle, criteria.CriterionInput("Writing", Decimal(10), weight), reason="agreed")

    @rule(pick=PICK, state=st.sampled_from(CycleState))
    def step(self, pick, state):
        if cycle := self.cycle(pick):
            self.do(cycle_steps.move_to, cycle, state)

    @rule(pick=PICK)
    def step_back(self, pick):
        if cycle := self.cycle(pick):
            self.do(cycle_steps.step_back, cycle)

    @rule(pick=PICK, who=PICK, points=st.integers(0, 6))
    def rate(self, pick, who, points):
        for cycle in cycles.list_cycles(self.program):
            grid = ratings.grid(self.program, cycle.id)
            if grid.editable and grid.rows and grid.raters:
                rater = list(grid.raters)[who % len(grid.raters)]
                row = grid.rows[pick % len(grid.rows)]
                values = {criterion.key: Decimal(points) for criterion in grid.criteria}
                self.do(ratings.enter_sheets, [ratings.SheetEntry(row.application_id, rater, values)])

    @rule(pick=PICK, outcome=st.sampled_from(Outcome), reason=st.sampled_from(["", "knows the work"]))
    def decide(self, pick, outcome, reason):
        if application := self.application(pick):
            self.do(decisions.decide, application, outcome, reason=reason, kind="Other" if reason else "")

    @rule(pick=PICK)
    def apply(self, pick):
        if cycle := self.cycle(pick):
            self.do(decisions.apply, cycle)

    @rule()
    def run_a_whole_cycle(self):
        """Random steps alone rarely come this far."""
        self.do(cycles.create_cycle, "Whole")
        cycle = cycles.named(self.program, "Whole").id
        self.do(cycles.edit_cycle, cycle, cycles.CycleChanges(seats=2, minimum_raters=1))
        for name in ("Whole, Ann", "Whole, Bo"):
            new = applicants.NewApplicant(name, class_code="1441", tenure="permanent", received=TODAY)
            self.do(applicants.add, cycle, new)
        self.do(raters.add, cycle, "Dee")
        self.do(cycle_steps.move_to, cycle, CycleState.OPEN)
        self.do(cycle_steps.move_to, cycle, CycleState.SCORING)
        grid = ratings.grid(self.program, cycle)
        if grid.editable:
            values = {criterion.key: Decimal(3) for criterion in grid.criteria}
            sheets = [ratings.SheetEntry(row.application_id, r, values) for row in grid.rows for r in grid.raters]
            self.do(ratings.enter_sheets, sheets)
        self.do(cycle_steps.move_to, cycle, CycleState.DECIDING)
        self.do(decisions.decide_by_rank, cycle)
        self.do(decisions.apply, cycle)

    # Plans

    @rule(pick=PICK, text=st.sampled_from(["", "Ask the clinic’s budget office"]))
    def edit_a_plan(self, pick, text):
        if plan := self.plan(pick):
            self.do(editing.set_fields, plan.revision_id, {"support": text, "supervisor_name": "Pat O’Hara"})

    @rule(pick=PICK, kind=st.sampled_from(ItemKind))
    def add_a_row(self, pick, kind):
        if plan := self.plan(pick):
            self.do(editing.add_row, plan.revision_id, kind)

    @rule(pick=PICK, row=PICK)
    def change_or_remove_rows(self, pick, row):
        if plan := self.plan(pick):
            if plan.content.activities:
                activity = plan.content.activities[row % len(plan.content.activities)]
                self.do(editing.set_row, ItemKind.ACTIVITY, activity.row, {"text": f"Work {row}"})
            if plan.content.goals:
                self.do(editing.remove_row, ItemKind.GOAL, plan.content.goals[row % len(plan.content.goals)].row)

    @rule(pick=PICK)
    def complete_a_plan(self, pick):
        if plan := self.plan(pick):
            revision = plan.revision_id
            self.do(editing.set_fields, revision, {"target_class_code": "5157", "supervisor_name": "Pat O’Hara"})
            for term in GoalTerm:
                self.do(editing.add_row, revision, ItemKind.GOAL, {"term": term, "text": "Become an analyst"})
            dated = {"type": ActivityType.COURSE, "text": "Excel", "starts": TODAY, "ends": TODAY}
            self.do(editing.add_row, revision, ItemKind.ACTIVITY, dated)
            self.do(revisions.mark_ready, revision)

    @rule(pick=PICK)
    def submit(self, pick):
        if plan := self.plan(pick):
            self.do(revisions.submit, plan.revision_id)

    @rule(pick=PICK)
    def back_to_draft(self, pick):
        if plan := self.plan(pick):
            self.do(revisions.back_to_draft, plan.revision_id, "again")

    @rule(pick=PICK)
    def print_to_sign(self, pick):
        if plan := self.plan(pick):
            self.do(print_plan.print_to_sign, plan.revision_id)

    @rule(pick=PICK)
    def amend(self, pick):
        if plan := self.plan(pick):
            self.do(revisions.amend, plan.revision_id, "another course")

    @rule(pick=PICK)
    def discard_an_amendment(self, pick):
        if plan := self.plan(pick):
            self.do(revisions.discard, plan.revision_id)

    @rule(pick=PICK, status=st.sampled_from(ProgressStatus), amount=st.sampled_from(["0", "12.50", "-3"]))
    def record_what_happened(self, pick, status, amount):
        if plan := self.plan(pick):
            person = plan.participation_id
            if plan.activities:
                self.do(records.record_progress, person, plan.activities[0].item, on=TODAY, status=status)
            self.do(records.record_money, person, None, on=TODAY, amount=Decimal(amount))

    @rule(pick=PICK, code=st.sampled_from(["5157", "1441", ""]), completes=st.booleans())
    def advance(self, pick, code, completes):
        if plan := self.plan(pick):
            moved = {"on": TODAY, "to_class_code": code, "route": Route.EXAM, "completes": completes}
            self.do(advancements.record_advancement, plan.participation_id, **moved)

    @rule(pick=PICK, state=st.sampled_from(ParticipationState))
    def change_state(self, pick, state):
        if plan := self.plan(pick):
            self.do(participations.set_state, plan.participation_id, state, TODAY, "as agreed")

    # The promises

    @rule()
    @precondition(lambda self: self.done)
    def undo(self):
        before, after = self.done.pop()
        assert self.tables() == after
        assert history.undo(self.program) is not None
        assert self.tables() == before, "undo did not give back what was there"
        self.undone.append((before, after))

    @rule()
    @precondition(lambda self: self.undone)
    def redo(self):
        before, after = self.undone.pop()
        assert history.redo(self.program) is not None
        assert self.tables() == after, "redo did not give back what was there"
        self.done.append((before, after))

    @rule()
    def close_and_open(self):
        before = self.tables()
        self.program.close()
        self.program = self.open()
        assert self.tables() == before
        self.done.clear()
        self.undone.clear()
        assert history.undo_step(self.program) is None

    @invariant()
    def undo_is_offered_when_something_can_be_undone(self):
        if self.done:
            assert history.undo_step(self.program)

    def teardown(self):
        try:
            assert integrity.check(self.program).findings == ()
        finally:
            self.program.close()
            shutil.rmtree(self.place)


def _one(rows, pick: int) -> str | None:
    return rows[pick % len(rows)].id if rows else None


def test_an_office_that_creates_undoes_saves_and_reloads(program_template: tuple[Path, str]) -> None:
    class HereOffice(Office):
        template = program_template[0]

    run_state_machine_as_test(
        HereOffice,
        settings=settings(
            max_examples=EXAMPLES, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
