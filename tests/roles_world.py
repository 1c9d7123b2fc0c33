"""A program with every role in it: two supervisors with their participants, two raters, cycles in every state.

Each participant and each rater has a word of their own in every text of theirs, so that a leak shows.
"""

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from tests.conftest import CHEAP, PASSWORD, SetClock
from tests.served import served
from umdesk.domain.snapshots import snapshot_digest
from umdesk.domain.words import (
    ActivityType,
    CycleState,
    DeclaredAs,
    GoalTerm,
    ItemKind,
    Outcome,
    ProgressStatus,
    Role,
    Route,
)
from umdesk.services import accounts, conflicts, criteria, cycle_steps, cycles, decisions, programs, raters, ratings
from umdesk.services.plans import (
    advancements,
    editing,
    printing,
    queries,
    records,
    revisions,
    start_participation,
)
from umdesk.services.plans.printing import Made
from umdesk.services.programs import Program, SignedIn
from umdesk.storage import models

TODAY = date(2026, 5, 20)
DANA, SAM, RITA, TOM, EVE = "Dana Whitfield", "Sam Ortiz", "Rita Bell", "Tom Vance", "Eve Lindgren"
PASSWORDS = {
    "Maria Ortega": PASSWORD,
    DANA: "seven quiet harbor lamps",
    SAM: "eleven green paper kites",
    RITA: "nine tall river stones",
    TOM: "four slow copper clocks",
    EVE: "twelve round winter pears",
}
ROLES = {DANA: Role.SUPERVISOR, SAM: Role.SUPERVISOR, RITA: Role.RATER, TOM: Role.RATER, EVE: Role.READER}
NOTE = "said in confidence"
TOMS_VALUE = Decimal("7.25")


@dataclass(frozen=True)
class Targets:
    """What one supervisor and one rater have, by ids; `words` are those that nobody else of their role may read."""

    people: tuple[str, ...]
    participation: str
    draft: str
    goal: str
    second_goal: str
    activity: str
    counseling: str
    progress: str
    review: str
    ready: str
    printed: str
    employee_number: str
    record_ids: tuple[str, ...]
    cycle: str
    application: str
    rated: str
    key: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class World:
    """Everything in the program, by ids; `one` belongs to Dana and Rita, `other` to Sam and Tom."""

    accounts: Mapping[str, str]
    one: Targets
    other: Targets
    money: str
    assignment: str
    advancement: str
    amendment: str
    amendable: str
    person: str
    appointment: str
    draft_cycle: str
    draft_key: str
    draft_application: str
    draft_rater: str
    deciding: str
    pending: str
    undecided: str
    blind_words: tuple[str, ...]
    applicant_words: tuple[str, ...]

    def sign_in(self, program: Program, name: str, *, must_change: bool = False) -> None:
        """Let an account act, as a sign-in would; "" is an account without a role."""
        roles = frozenset({ROLES[name]}) if name in ROLES else frozenset({Role.COORDINATOR} if name else ())
        account = self.accounts[name or EVE]
        program.account = SignedIn(account, name or "Nobody", frozenset(Role) if must_change else roles, must_change)


def declare_all(program: Program, rater_id: str, applications: Iterable[str]) -> None:
    """The rater went through the list of names and found no conflict of interest."""
    with program.operation("tests.declare", "Named no conflict of interest") as op:
        for each in applications:
            conflicts.declare(
                op.session, rater_id, each, conflict=False, reason="", how=DeclaredAs.RATER, now=program.now(), by=""
            )


def make_world(folder: Path, clock: SetClock) -> World:
    """Make the program in a folder that is not there yet, and close it."""
    program, _code = programs.create_program(
        folder, department="Department of Example", office="Redding Field Office", coordinator="Maria Ortega",
        password=PASSWORD, clock=clock, cost=CHEAP,
    )  # fmt: skip
    world = _Maker(program).make()
    program.close()
    return world


def copy_of(folder: Path, target: Path, clock: SetClock) -> Program:
    """A copy of the program, open as the coordinator."""
    shutil.copytree(folder, target)
    return programs.open_program(target, password=PASSWORD, clock=clock)


def as_text(value: Any) -> str:
    """Everything that an answer holds, as one text."""
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return value.decode("latin-1")
    if is_dataclass(value) and not isinstance(value, type):
        return " | ".join(as_text(getattr(value, field.name)) for field in fields(value))
    if isinstance(value, Mapping):
        return " | ".join(f"{as_text(key)}: {as_text(each)}" for key, each in value.items())
    if isinstance(value, Iterable):
        return " | ".join(as_text(each) for each in value)
    return f"{value} {' '.join(map(as_text, vars(value).values()))}" if hasattr(value, "__dict__") else str(value)


@dataclass(frozen=True)
class _Taking:
    person: str
    participation: str
    revision: str
    words: tuple[str, ...]


def _employee(count: int) -> str:
    """An employee number that no random id can hold: its letter is not a hexadecimal digit."""
    return f"K{704000 + count}"


class _Maker:
    """Makes the world through the real operations."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._count = 0

    def make(self) -> World:
        """Make everything."""
        program = self._program
        supervisors = {name: self._supervisor(name) for name in (DANA, SAM)}
        ids = {"Maria Ortega": program.account.account_id}
        for name, role in ROLES.items():
            ids[name] = accounts.add(program, name, [role], PASSWORDS[name], supervisors.get(name, ""))
        cycle, blind = self._cycle("Open ratings", blind=False), self._cycle("Blind ratings", blind=True)
        toms = self._cycle("Ratings of Tom", blind=False)
        draft, draft_key = self._draft_cycle()
        found = {}
        for name, whose in ((DANA, cycle), (SAM, toms)):
            found[name] = self._plans(name, supervisors[name], whose)
        open_words = self._rate(cycle, "quarry", (RITA, TOM), ids)
        blind_words = self._rate(blind, "lantern", (RITA, TOM), ids)
        toms_words = self._rate(toms, "meadow", (TOM,), ids)
        deciding = self._deciding()
        extra = self._more(found[DANA][1][0])
        one, other = (self._targets(*found[name]) for name in (DANA, SAM))
        for number, made in ((one, cycle), (other, toms)):
            assert number.cycle == made
        with program.reading() as session:
            applications = session.query(models.Application).filter_by(cycle_id=draft).all()
            person = session.get_one(models.Person, applications[0].person_id)
            rater = session.query(models.Rater).filter_by(cycle_id=draft).one()
            draft_words = (person.last_name,)
        return World(
            accounts=ids, one=one, other=other, person=person.id, appointment=applications[0].appointment_id,
            draft_cycle=draft, draft_key=draft_key, draft_application=applications[0].id, draft_rater=rater.id,
            deciding=deciding[0], pending=deciding[1], undecided=deciding[2], blind_words=blind_words,
            applicant_words=(*open_words, *blind_words, *toms_words, *draft_words), **extra,
        )  # fmt: skip

    def _supervisor(self, name: str) -> str:
        with self._program.operation("tests.supervisor", f"Added {name}") as op:
            row = models.Supervisor(name=name)
            op.session.add(row)
            return row.id

    def _person(self, word: str, supervisor: str | None = None) -> tuple[str, str]:
        self._count += 1
        with self._program.operation("tests.person", f"Added {word.title()}") as op:
            unit = models.Unit(name=f"{word} unit")
            person = models.Person(
                last_name=word.title(), first_name=f"{word}ana", employee_number=_employee(self._count)
            )
            op.session.add_all([unit, person])
            op.session.flush()
            held = models.Appointment(
                person_id=person.id, effective=date(2024, 3, 1), class_code="1379", class_title="Office Assistant",
                class_date=date(2024, 3, 1), tenure="permanent", time_base="1.0", unit_id=unit.id,
                supervisor_id=supervisor,
            )  # fmt: skip
            op.session.add(held)
            return person.id, held.id

    # --- plans ---------------------------------------------------------------------------------------------------

    def _plans(self, name: str, supervisor: str, cycle: str) -> tuple[str, tuple[_Taking, ...], str]:
        """Four participants of a supervisor: a draft, one in review, one ready, one printed."""
        first = {DANA: ("alder", "birch", "cedar", "dogwood"), SAM: ("zircon", "yarrow", "xylem", "walnut")}[name]
        taking = tuple(self._participant(word, supervisor) for word in first)
        program = self._program
        revisions.submit(program, taking[1].revision)
        revisions.mark_ready(program, taking[2].revision)
        self._print(taking[3])
        return name, taking, cycle

    def _participant(self, word: str, supervisor: str) -> _Taking:
        program = self._program
        person, _held = self._person(word, supervisor)
        with program.operation("tests.start", f"Started {word}") as op:
            started = start_participation(op.session, person, None, date(2026, 5, 1), TODAY)
        revision = started.revision_id
        editing.set_fields(
            program, revision,
            {"target_class_code": "5157", "target_class_title": "Analyst", "support": f"{word} support"},
        )  # fmt: skip
        for term in GoalTerm:
            editing.add_row(program, revision, ItemKind.GOAL, {"term": term, "text": f"{word} goal"})
        editing.add_row(program, revision, ItemKind.GOAL, {"text": f"{word} second goal"})
        for kind in (ActivityType.WORKSHOP, ActivityType.CAREER_COUNSELING):
            dates = {"starts": date(2026, 6, 1), "ends": date(2026, 6, 30)}
            editing.add_row(program, revision, ItemKind.ACTIVITY, {"type": kind, "text": f"{word} {kind}", **dates})
        content = queries.plan(program, started.id).content
        for activity, note in zip(content.activities, (f"{word} workshop note", f"{word} {NOTE}"), strict=True):
            records.record_progress(
                program, started.id, activity.item, on=TODAY, status=ProgressStatus.IN_PROGRESS, note=note,
                evidence=f"{note} evidence",
            )  # fmt: skip
        words = (word, _employee(self._count), started.id, revision, person)
        return _Taking(person, started.id, revision, words)

    def _print(self, one: _Taking) -> None:
        digest = snapshot_digest(printing.snapshot(self._program, one.revision))
        printing.freeze(self._program, one.revision, Made(f"%PDF {one.words[0]}".encode(), 2, digest))

    def _more(self, one: _Taking) -> dict[str, str]:
        """What only the coordinator writes, and two printed plans: one amended, one that can be."""
        program, part = self._program, one.participation
        extra = {
            "money": records.record_money(program, part, None, on=TODAY, amount=Decimal(20), note="bus"),
            "assignment": served(program, part, date(2025, 1, 1), date(2025, 6, 30)),
            "advancement": advancements.record_advancement(
                program, part, on=TODAY, to_class_code="5157", route=Route.EXAM
            ),
        }
        amended, printed = (self._participant(word, self._supervisor(word)) for word in ("fern", "gorse"))
        for each in (amended, printed):
            self._print(each)
        extra["amendment"] = revisions.amend(program, amended.revision, "Another course")
        extra["amendable"] = printed.revision
        return extra

    def _targets(self, name: str, taking: tuple[_Taking, ...], cycle: str) -> Targets:
        program = self._program
        detail = queries.plan(program, taking[0].participation)
        goals = [goal for goal in detail.content.goals if goal.term is GoalTerm.SHORT]
        activities = detail.content.activities
        grid = ratings.grid(program, cycle)
        unrated, rated = grid.rows
        return Targets(
            people=tuple(one.person for one in taking),
            participation=taking[0].participation,
            draft=taking[0].revision,
            goal=goals[0].row,
            second_goal=goals[1].row,
            activity=activities[0].item,
            counseling=activities[1].item,
            progress=detail.progress[0].id,
            review=taking[1].revision,
            ready=taking[2].revision,
            printed=taking[3].revision,
            employee_number=taking[0].words[1],
            record_ids=detail.record_ids,
            cycle=cycle,
            application=unrated.application_id,
            rated=rated.application_id,
            key=grid.criteria[0].key,
            words=tuple(word for one in taking for word in one.words),
        )

    # --- cycles --------------------------------------------------------------------------------------------------

    def _cycle(self, name: str, *, blind: bool) -> str:
        program = self._program
        cycle = cycles.create_cycle(program, name)
        for criterion in criteria.of_cycle(program, cycle).criteria:
            criteria.remove(program, cycle, criterion.key)
        criteria.add(program, cycle, criteria.CriterionInput("Aptitude", Decimal(10), Decimal(1), Decimal("0.25")))
        window = cycles.CycleChanges(seats=1, minimum_raters=1, opens=date(2026, 2, 2), closes=date(2026, 2, 27))
        cycles.edit_cycle(program, cycle, window)
        with program.operation("tests.blind", "Made it blind") as op:
            op.session.get_one(models.Cycle, cycle).blind = blind
        return cycle

    def _applications(self, cycle: str, word: str) -> tuple[list[str], tuple[str, ...]]:
        made, words = [], []
        for each in ("north", "south"):
            person, held = self._person(f"{word}{each}")
            with self._program.operation("tests.apply", f"Took in {word}") as op:
                row = models.Application(
                    number=f"2026-{len(word)}{self._count:03d}", cycle_id=cycle, person_id=person, appointment_id=held,
                    received=date(2026, 2, 9), state="received",
                    statement=f"I am {word}{each}ana {word.title()}{each} and I learn.",
                )  # fmt: skip
                op.session.add(row)
                made.append(row.id)
            words += [f"{word}{each}", _employee(self._count)]
        return made, tuple(words)

    def _rate(self, cycle: str, word: str, who: tuple[str, ...], ids: Mapping[str, str]) -> tuple[str, ...]:
        """Two applications; the raters have rated the second, Tom with a comment."""
        program = self._program
        applications, words = self._applications(cycle, word)
        named = {name: raters.add(program, cycle, name) for name in who}
        for state in (CycleState.OPEN, CycleState.SCORING):
            assert cycle_steps.move_to(program, cycle, state).blocking == ()
        key = criteria.of_cycle(program, cycle).criteria[0].key
        for name, rater in named.items():
            accounts.link_rater(program, rater, ids[name])
            declare_all(program, rater, applications)
            value = TOMS_VALUE if name == TOM else Decimal(5)
            ratings.enter(program, applications[1], rater, key, value)
        with program.operation("tests.unsubmit", "Left the sheets open") as op:
            for sheet in op.session.query(models.Sheet).filter_by(application_id=applications[1]):
                sheet.submitted_at = None
            for rating in op.session.query(models.Rating).filter_by(value=TOMS_VALUE):
                rating.comment = "thistle in my view"
        return words

    def _draft_cycle(self) -> tuple[str, str]:
        cycle = self._cycle("Next year", blind=False)
        self._applications(cycle, "orchid")
        raters.add(self._program, cycle, "Una Rater")
        return cycle, criteria.of_cycle(self._program, cycle).criteria[0].key

    def _deciding(self) -> tuple[str, str, str]:
        """A cycle in deciding: the first application is decided, pending; the second is not."""
        program = self._program
        cycle = self._cycle("To decide", blind=False)
        applications, _words = self._applications(cycle, "pepper")
        rater = raters.add(program, cycle, "Uwe Rater")
        for state in (CycleState.OPEN, CycleState.SCORING):
            cycle_steps.move_to(program, cycle, state)
        key = criteria.of_cycle(program, cycle).criteria[0].key
        for application, value in zip(applications, (9, 4), strict=True):
            ratings.enter(program, application, rater, key, Decimal(value))
        assert cycle_steps.move_to(program, cycle, CycleState.DECIDING).blocking == ()
        decisions.decide(program, applications[0], Outcome.SELECTED)
        return cycle, applications[0], applications[1]
