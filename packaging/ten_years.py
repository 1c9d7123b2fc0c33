"""A generated program of ten years whose truth is known: its rows as plain values, and the same in a program folder.

People apply, are selected, take part, go on leave, leave and come back, move up (on July 1, on leap days, with and
without an appointment that follows); classes are retitled and overridden in mid-year. The rows are made from a seed,
so that a count that goes over them and a count of umdesk can be compared number by number.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import ten_years_papers
import ten_years_plans
from plans_on_file import with_defaults

from umdesk.domain.words import ApplicationState, Category, CycleState, EntryLevel, Outcome, ParticipationState, Route
from umdesk.domain.year_words import ActionStatus, GoalKind, LeftAs, OutreachChannel, ReductionAnswer
from umdesk.services import programs
from umdesk.services.programs import Cost, Program
from umdesk.storage import models
from umdesk.storage.engine import WRITE

TODAY = date(2026, 11, 22)
FIRST = date(2016, 7, 1)
LPEL = ("1441", "1379", "1138", "1139", "1733", "1730", "6291", "0731", "2011", "9927", "9001", "9002", "9003")
BRIDGING = ("5278",)
ELTPA = ("5157", "4179", "4546", "5312", "6840", "9001")
OTHER = ("4800", "5313")
HEARD = (
    "Orientation at noon", "email from HR", "Flyer", "the intranet", "my supervisor", "a coworker", "SEIU", "",
    "at lunch", "Career fair",
)  # fmt: skip
CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
FIRST_NAMES = ("Zoë", "Sean", "Olena", "José", "Rebecca", "Pa", "Ana", "Kacper", "Ida", "Tuyết")
LAST_NAMES = ("O’Brien", "Nguyễn", "Muñoz", "Xiong", "Nelson", "Whitfield", "Ковальчук", "de la Cruz", "Ito", "Bruce")

Row = dict[str, Any]


@dataclass
class World:
    """All rows by their models; `today` is the day on which it is counted."""

    random: Random
    today: date = TODAY
    rows: dict[Any, list[Row]] = field(default_factory=dict)

    def put(self, model: Any, **values: Any) -> Row:
        """A new row with an id of its own."""
        row = {"id": f"{self.random.getrandbits(128):032x}", **values}
        self.rows.setdefault(model, []).append(row)
        return row

    def day(self, first: date, last: date) -> date:
        """A day between two; often the first of a program year, of a calendar year, or around the end of February."""
        day = first + timedelta(days=self.random.randint(0, max(0, (last - first).days)))
        if self.random.random() < 0.2:
            leap = date(day.year, 2, 29 if day.year % 4 == 0 else 28)
            turns = (date(day.year, 7, 1), date(day.year, 6, 30), date(day.year, 1, 1), date(day.year, 12, 31), leap)
            near = [one for one in turns if first <= one <= last]
            return self.random.choice(near) if near else day
        return day


def make(seed: int, participants: int, activities_each: int = 12) -> World:
    """The rows of a program in which so many people took part over ten years."""
    world = World(Random(seed))  # noqa: S311 -- no secret hangs on it
    units = [world.put(models.Unit, name=f"Unit {number:02d}") for number in range(30)]
    _classes(world)
    cycles = [_cycle(world, year) for year in range(2016, 2027)]
    for number in range(participants):
        _person(world, number, units, cycles, activities_each)
    for number in range(participants // 3):
        _applicant(world, participants + number, units, cycles)
    for year in range(2017, 2028):
        _year(world, year, units)
    ten_years_papers.ratings(world)
    ten_years_papers.papers(world)
    return world


def write(world: World, folder: Path) -> Program:
    """The rows in a program folder, open as its coordinator; the history of their typing would take hours."""
    program, _code = programs.create_program(
        folder, department="Department of Example", office="Redding Field Office", coordinator="Maria Ortega",
        password="correct horse battery", cost=CHEAP,  # noqa: S106 -- nobody signs in again
        clock=lambda: moment(world.today),
    )  # fmt: skip
    engine = program.opened.engine.execution_options(**{WRITE: True})
    with program.queued(), engine.begin() as connection:
        for model, rows in world.rows.items():
            connection.execute(model.__table__.insert(), [with_defaults(model, row) for row in rows])
    return program


def moment(day: date) -> datetime:
    """Noon of a day."""
    return datetime.combine(day, time(20), UTC)


def _classes(world: World) -> None:
    """Classes that change in mid-year: by the department's own reading, by a title, a band, a flag; one unconfirmed."""
    always = {"entry_level": EntryLevel.YES, "status": "active", "bridging": False, "confirmed": True}
    for code, first, last, title, schematic, changes in (
        ("9001", None, date(2021, 1, 14), "Records Helper", "CA99", {}),
        ("9001", date(2021, 1, 15), None, "Records Analyst", "EA10", {"hard_to_fill": True}),
        ("9002", None, date(2019, 9, 30), "Field Aid", "BL61", {}),
        ("9002", date(2019, 10, 1), date(2024, 2, 28), "Field Aid", "BL61", {"bridging": True}),
        ("9002", date(2024, 2, 29), None, "Field Aide", "BL61", {"bridging": True}),
        ("9003", None, None, "Press Helper", "PA50", {"confirmed": False}),
    ):  # fmt: skip
        world.put(
            models.JobClass, class_code=code, title=title, title_from=first, title_to=last, schematic_code=schematic,
            **always | changes,
        )  # fmt: skip
    for first_class, second in (("1441", "5278"), ("5278", "5157"), ("9002", "9001")):
        world.put(models.LadderStep, from_class_code=first_class, to_class_code=second, route=Route.EXAM)
    override, day = models.ClassOverride, date(2020, 1, 15)
    ends = date(2022, 9, 30)
    world.put(override, class_code="4800", category=Category.ELTPA, effective=day, ends=ends, reason="Own list")
    world.put(
        override, class_code="9927", category=Category.LPEL, effective=date(2016, 1, 1), ends=None, reason="Own list"
    )
    world.put(
        override, class_code="6840", category=Category.OTHER, effective=date(2023, 3, 1), ends=None, reason="Own list"
    )


def _cycle(world: World, year: int) -> Row:
    closed = world.today.year != year
    cycle = world.put(
        models.Cycle, name=f"Fall {year}", state=CycleState.CLOSED if closed else CycleState.OPEN,
        opens=date(year, 8, 1), closes=date(year, 9, 30), seats=10, aggregate="mean", minimum_raters=3,
        spread_threshold=Decimal(20), tie_ladder=[], closed_at=moment(date(year, 12, 1)) if closed else None,
    )  # fmt: skip
    made = world.put(models.CriteriaSet, cycle_id=cycle["id"], version=1, made_at=moment(date(year, 7, 20)))
    for place in range(world.random.randint(0, 4)):
        world.put(models.Rater, cycle_id=cycle["id"], name=f"Rater {place}")
    world.put(
        models.Criterion, criteria_set_id=made["id"], key=f"{world.random.getrandbits(128):032x}", position=0,
        name="Aptitude", maximum=Decimal(10), weight=Decimal(1), step=Decimal(1), levels={},
    )  # fmt: skip
    return cycle


def _someone(world: World, number: int, units: list[Row], hired: date) -> Row:
    person = world.put(
        models.Person, first_name=f"{FIRST_NAMES[number % 10]}", last_name=f"{LAST_NAMES[number // 10 % 10]} {number}",
        employee_number=f"{number:06d}", hired=hired,
    )  # fmt: skip
    appoint(world, person, hired, world.random.choice(LPEL + BRIDGING), world.random.choice(units))
    return person


def appoint(world: World, person: Row, effective: date, code: str, unit: Row) -> Row:
    """An appointment from a day, in place of one from that very day."""
    for row in world.rows.get(models.Appointment, [])[-12:]:
        if row["person_id"] == person["id"] and row["effective"] == effective:
            row.update(class_code=code, unit_id=unit["id"])
            return row
    return world.put(
        models.Appointment, person_id=person["id"], effective=effective, class_code=code, class_title="",
        tenure="permanent", time_base="1.0", unit_id=unit["id"], class_date=effective,
    )  # fmt: skip


def held(world: World, person: Row, day: date) -> Row:
    """The newest appointment of a person on a day."""
    mine = [row for row in world.rows[models.Appointment][-12:] if row["person_id"] == person["id"]]
    return max((row for row in mine if row["effective"] <= day), key=lambda row: row["effective"], default=mine[0])


def _apply(world: World, person: Row, cycle: Row, state: ApplicationState) -> Row:
    day = world.day(cycle["opens"], min(cycle["closes"], world.today))
    rows = world.rows.get(models.Application, [])
    number = f"{cycle['opens'].year}-{len(rows) + 1:05d}"
    application = world.put(
        models.Application, number=number, cycle_id=cycle["id"], person_id=person["id"], received=day, state=state,
        appointment_id=held(world, person, day)["id"], heard_of=world.random.choice(HEARD),
    )  # fmt: skip
    decided_as = ApplicationState.SELECTED if state is ApplicationState.DECLINED else state
    if decided_as in {ApplicationState.SELECTED, ApplicationState.NOT_SELECTED, ApplicationState.WAITLISTED}:
        departs = world.random.random() < 0.1
        decided = moment(min(world.today, date(day.year, 11, world.random.randint(1, 28))))
        world.put(
            models.Decision, application_id=application["id"], outcome=Outcome(decided_as.value),
            decided_by="Maria Ortega", decided_at=decided,
            applied_at=decided if cycle["state"] == CycleState.CLOSED else None,
            reason_kind="Experience" if departs else "", reason="Leads the shift" if departs else "",
        )  # fmt: skip
    return application


def _applicant(world: World, number: int, units: list[Row], cycles: list[Row]) -> None:
    """Somebody who applies and never takes part."""
    cycle = world.random.choice(cycles)
    person = _someone(world, number, units, world.day(date(2010, 1, 1), cycle["opens"]))
    if world.random.random() < 0.2:
        appoint(world, person, cycle["opens"] - timedelta(days=1), world.random.choice(OTHER), units[0])
    states = [
        ApplicationState.NOT_SELECTED, ApplicationState.WAITLISTED, ApplicationState.WITHDRAWN,
        ApplicationState.DECLINED,
    ]  # fmt: skip
    if cycle["state"] == CycleState.OPEN:
        states = [ApplicationState.RECEIVED, ApplicationState.WITHDRAWN]
    _apply(world, person, cycle, world.random.choice(states))
    later = cycles[cycles.index(cycle) + 1 : -1]
    if later and world.random.random() < 0.2:
        _apply(world, person, later[0], ApplicationState.NOT_SELECTED)


def _person(world: World, number: int, units: list[Row], cycles: list[Row], activities_each: int) -> None:
    cycle = world.random.choice(cycles[:-1])
    person = _someone(world, number, units, world.day(date(2010, 1, 1), cycle["opens"]))
    application = _apply(world, person, cycle, ApplicationState.SELECTED)
    if world.random.random() < 0.1:
        appoint(world, person, date(cycle["opens"].year + 1, 7, 1), world.random.choice(LPEL + OTHER), units[0])
    started = world.day(date(cycle["opens"].year, 11, 1), date(cycle["opens"].year + 1, 3, 31))
    started = min(started, world.today)
    part, over = take_part(world, person, started, application["id"], activities_each)
    if world.random.random() < 0.45:
        _advance(world, person, part, started, units)
    if world.random.random() < 0.1:
        _leave(world, person, started, units)
    if over is not None and world.random.random() < 0.08 and over < world.today - timedelta(days=200):
        again = world.day(over + timedelta(days=1), world.today)
        take_part(world, person, again, None, activities_each)


def take_part(
    world: World, person: Row, started: date, application: str | None, activities_each: int
) -> tuple[Row, date | None]:
    """A participation with its states and its plan; gives it and the day on which it was over, None while it lasts."""
    random = world.random
    part = world.put(models.Participation, person_id=person["id"], application_id=application, started=started)

    def enter(state: ParticipationState, day: date) -> None:
        world.put(models.ParticipationStateRow, participation_id=part["id"], state=state, effective=day)

    enter(ParticipationState.ACTIVE, started)
    last = started
    if random.random() < 0.2:
        away = world.day(started, min(world.today, started + timedelta(days=500)))
        enter(ParticipationState.ON_LEAVE, away)
        last = away
        if random.random() < 0.7:
            last = world.day(away, min(world.today, away + timedelta(days=400)))
            enter(ParticipationState.ACTIVE, last)
    over = None
    if random.random() < 0.6:
        over = world.day(last, min(world.today, last + timedelta(days=1200)))
        enter(
            random.choice([ParticipationState.COMPLETED, ParticipationState.WITHDRAWN, ParticipationState.ENDED]), over
        )
    ten_years_plans.plan(world, person, part, over, activities_each)
    return part, over


def _advance(world: World, person: Row, part: Row, started: date, units: list[Row]) -> None:
    for _ in range(world.random.choice([1, 1, 1, 2])):
        day = world.day(started, min(world.today, started + timedelta(days=1500)))
        before = held(world, person, day - timedelta(days=1))["class_code"]
        to = world.random.choice(BRIDGING if world.random.random() < 0.2 else ELTPA + OTHER)
        world.put(
            models.Advancement, person_id=person["id"], on=day, from_class_code=before, to_class_code=to,
            participation_id=part["id"] if world.random.random() < 0.8 else None,
            route=world.random.choice(list(Route)),
        )  # fmt: skip
        if world.random.random() < 0.9:
            appoint(world, person, day, to, world.random.choice(units))


def _leave(world: World, person: Row, started: date, units: list[Row]) -> None:
    newest = max(row["effective"] for row in world.rows[models.Appointment][-12:] if row["person_id"] == person["id"])
    gone = world.day(max(newest, started), world.today)
    world.put(models.Separation, person_id=person["id"], on=gone, kind=world.random.choice(list(LeftAs)))
    if world.random.random() < 0.4 and gone < world.today:
        appoint(world, person, world.day(gone + timedelta(days=1), world.today), world.random.choice(LPEL), units[0])


def _year(world: World, year: int, units: list[Row]) -> None:
    random, first, last = world.random, date(year - 1, 7, 1), date(year, 6, 30)
    for kind in GoalKind:
        if random.random() < 0.15:
            continue
        halves = (
            [(first, last)] if random.random() < 0.7 else [(first, date(year - 1, 12, 31)), (date(year, 1, 1), last)]
        )
        for begins, ends in halves:
            reduced = random.random() < 0.2
            world.put(
                models.YearGoal, year=year, kind=kind, employees=random.randint(5, 80), period_from=begins,
                period_to=ends, reduced_to=random.randint(0, 5) if reduced else None,
                reduction_answer=random.choice([*ReductionAnswer, ""]) if reduced else "",
            )  # fmt: skip
    before = [row["id"] for row in world.rows.get(models.Action, []) if row["year"] == year - 1]
    for place in range(random.randint(3, 8)):
        world.put(
            models.Action, year=year, position=place, text=f"Action {place}", aim="Awareness",
            responsible="Coordinator", target_date=world.day(first, last),
            status=random.choice(list(ActionStatus)), extra={},
            carried_from_id=before.pop() if before and random.random() < 0.3 else None,
        )  # fmt: skip
    for category, fund in (("tuition", "Training"), ("", "Training"), ("travel", "General")):
        given = world.put(
            models.Allocation, year=year, category=category, fund=fund, amount=Decimal(random.randint(0, 60_000))
        )
        if random.random() < 0.5:
            world.put(
                models.AllocationChange, allocation_id=given["id"], on=world.day(first, last), made_by="Maria Ortega",
                amount=Decimal(random.randint(1, 5000)), reason="Adjusted",
            )  # fmt: skip
    for _ in range(random.randint(4, 12)):
        world.put(
            models.Outreach, on=world.day(first, last), channel=random.choice(list(OutreachChannel)), title="Outreach",
            reach=random.choice([None, 0, random.randint(1, 400)]),
            unit_id=random.choice(units)["id"] if random.random() < 0.4 else None,
        )  # fmt: skip
    for code in random.sample(LPEL, 4):
        world.put(models.Headcount, class_code=code, on=world.day(first, last), employees=random.randint(1, 500))
