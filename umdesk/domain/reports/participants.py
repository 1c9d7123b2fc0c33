"""The report of participants: who takes part, since when, and how far each is."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from umdesk.domain import counts
from umdesk.domain.program_facts import Who
from umdesk.domain.reports.basis import Basis
from umdesk.domain.reports.lines import Line, Lines, Opens, Together
from umdesk.domain.reports.model import Cell, Content, Figures, Number, Overdue, Table, Unit, total
from umdesk.domain.reports.plan_facts import NO_TEXT, Planned, Spent, Worked
from umdesk.domain.words import ParticipationState, ProgressStatus, RevisionState
from umdesk.domain.writing import capital

NOTHING = "–"
STATE_DEFINITION = (
    "States are those of the last day counted. A person who took part twice counts once, with the newer participation."
)


class Taker(NamedTuple):
    """A participation that takes part in the period, with how far it is.

    `state`, `unit`, `class_title`, `target`, `plan_state` and `readiness` ("4 of 6") are those of the last day counted;
    "" and None where there is none.
    """

    id: str
    who: Who
    started: date
    state: ParticipationState
    unit: str = ""
    class_title: str = ""
    target: str = ""
    plan: str = ""
    plan_state: RevisionState | None = None
    activities: tuple[Planned, ...] = ()
    hours: tuple[Worked, ...] = ()
    money: tuple[Spent, ...] = ()
    readiness: str = ""
    next_review: date | None = None

    def activity(self, row: Planned) -> Line:
        """One of the activities as a list shows it."""
        return self._line(row.said)

    def work(self, row: Worked) -> Line:
        """Recorded hours as a list shows them, with the activity that they are for."""
        return self._line(next((each.said for each in self.activities if each.item == row.item), NO_TEXT), row.on)

    def payment(self, row: Spent) -> Line:
        """Money that was spent as a list shows it."""
        return self._line(row.text, row.on)

    def _line(self, what: str, on: date | None = None) -> Line:
        return Line(self.who, self.plan, what, on, None, Opens.PLAN, self.who.id)


def content(takers: Sequence[Taker], basis: Basis) -> Content:
    """List the participants of a period, each person once."""
    of_person: dict[str, list[Taker]] = defaultdict(list)
    for taker in sorted(takers, key=lambda one: (one.started, one.id)):
        of_person[taker.who.id].append(taker)
    people = sorted(of_person.values(), key=lambda rows: rows[-1].who.order)
    return Content((_figures(people, basis), _table(people, basis)), definitions=(STATE_DEFINITION,))


def _figures(people: Sequence[Sequence[Taker]], basis: Basis) -> Figures:
    def number(key: str, label: str, which: Callable[[Taker], bool], definition: str = "") -> Number:
        rows = [rows[-1] for rows in people if which(rows[-1])]
        return Number(key, label, Lines(rows, _line), definition=definition)

    def in_state(state: ParticipationState, label: str) -> Number:
        return number(state.value.replace(" ", "-"), label, lambda one: one.state is state)

    begun = [first for rows in people if (first := _begun(rows, basis)) is not None]
    return Figures(
        "At a glance",
        (
            number("participants", "Participants", lambda _: True, counts.participant_definition(basis.definitions)),
            Number(
                "began", "Began in the period", Lines(begun, _line, named=True),
                definition="Participants with a participation that began in the period.",
            ),
            in_state(ParticipationState.ACTIVE, "Active on the last day"),
            in_state(ParticipationState.ON_LEAVE, "On leave on the last day"),
            in_state(ParticipationState.COMPLETED, "Completed"),
            in_state(ParticipationState.WITHDRAWN, "Withdrawn"),
            in_state(ParticipationState.ENDED, "Ended for other reasons"),
        ),
    )  # fmt: skip


def _begun(rows: Sequence[Taker], basis: Basis) -> Taker | None:
    return next((one for one in rows if one.started in basis.period), None)


def _line(one: Taker) -> Line:
    return Line(one.who, one.plan, capital(one.state), one.started, opens=Opens.PLAN, key=one.who.id)


def _table(people: Sequence[Sequence[Taker]], basis: Basis) -> Table:
    rows = tuple(_row(rows, basis.period.last) for rows in people)
    whole = None
    if rows:
        sums = [
            total(key, label, [cell for row in rows if isinstance(cell := row[place], Number)], unit)
            for place, key, label, unit in (
                (7, "done", "Activities done", Unit.COUNT),
                (8, "planned", "Activities planned", Unit.COUNT),
                (9, "hours", "Hours recorded in the period", Unit.HOURS),
                (10, "spent", "Money spent in the period", Unit.DOLLARS),
            )
        ]  # fmt: skip
        whole = ("Total", None, None, None, None, None, None, *sums, None, None)
    return Table(
        "Participants",
        (
            "Name", "Unit", "Class", "Target class", "Since", "State", "Plan", "Activities done", "Activities planned",
            "Hours", "Spent", "Ready", "Next review",
        ),
        rows,
        whole,
        frozenset({7, 8, 9, 10}),
        note=(
            "Activities are those of the newest printed or signed plan, or of its newest draft, each once, and those "
            "begun that a later one took out; of both plans where somebody took part twice. Done: on the last day "
            "counted. Hours and money are those dated in the period, of the same times in the program. Ready: lines of "
            "the readiness list that are answered with yes by what is on file; not a rating of performance. Overdue: "
            "the day of the review lies before the last day counted."
        ),
        empty="Nobody took part in this period.",
        people=tuple(rows[-1].who.id for rows in people),
        lists="participants",
    )  # fmt: skip


def _row(rows: Sequence[Taker], last: date) -> tuple[Cell, ...]:
    one = rows[-1]
    name = one.who.name
    key = f"person/{one.who.id}"

    plan = f"{one.plan}: {one.plan_state}" if one.plan_state else one.plan or NOTHING
    return (
        name,
        one.unit,
        one.class_title,
        one.target or NOTHING,
        one.started,
        capital(one.state),
        plan,
        Number(f"{key}/done", f"{name}: activities done", _of_all(rows, _done)),
        Number(f"{key}/planned", f"{name}: activities planned", _of_all(rows, _planned)),
        Number(f"{key}/hours", f"{name}: hours recorded in the period", _of_all(rows, _worked), Unit.HOURS),
        Number(f"{key}/spent", f"{name}: money spent in the period", _of_all(rows, _spent), Unit.DOLLARS),
        one.readiness or NOTHING,
        _review(one.next_review, last),
    )


def _review(day: date | None, last: date) -> Cell:
    if day is None:
        return NOTHING
    return Overdue.since(day) if day < last else day


def _of_all(rows: Sequence[Taker], lines: Callable[[Taker], Lines]) -> Sequence[Line]:
    """The lines of each of a person's times in the program."""
    return lines(rows[0]) if len(rows) == 1 else Together(map(lines, rows))


def _planned(one: Taker) -> Lines:
    return Lines(one.activities, one.activity)


def _done(one: Taker) -> Lines:
    return Lines([row for row in one.activities if row.status is ProgressStatus.DONE], one.activity)


def _worked(one: Taker) -> Lines:
    return Lines(one.hours, one.work, attrgetter("hours"))


def _spent(one: Taker) -> Lines:
    return Lines(one.money, one.payment, attrgetter("amount"))
