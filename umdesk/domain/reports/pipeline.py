"""The report of the pipeline: who is getting ready for which class, and who is still employed after moving up."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from umdesk.domain import counts, dates, readiness
from umdesk.domain.classes import class_code
from umdesk.domain.counts import Move, Participation
from umdesk.domain.program_facts import Who
from umdesk.domain.readiness import Ask
from umdesk.domain.reports.basis import Basis
from umdesk.domain.reports.employment import Employment
from umdesk.domain.reports.lines import Line, Opens, by_name
from umdesk.domain.reports.model import Cell, Content, Figures, Number, Table, total, totals
from umdesk.domain.td_limits import after
from umdesk.domain.words import Qualified
from umdesk.domain.writing import capital, counted, enumerated

NO_TARGET = "No target class yet"
HARD = "Hard to fill"
THERE = "Participants who held the target class on the last day counted. The tables below count them too."
YEARS = (1, 2, 3)
"""Years after a UM hire for which is asked who is still employed."""
_STEPS = len(Ask)
_MONTHS = 12

DEFINITIONS = (
    "Participants of the last day counted. The target class is that of the plan in force, else of the newest plan.",
    "Ready: how many of the lines of the readiness list are answered with yes by what was on file on that day.",
    "Still employed: on the same day one, two or three years after the move, in whatever class of the department.",
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A participant of the last day counted, with the target class and the answers of the readiness list."""

    who: Who
    plan: str
    target_code: str
    target: str
    hard_to_fill: bool
    lines: tuple[readiness.Line, ...]

    @property
    def line(self) -> Line:
        """How a list shows them."""
        said = f"{self.target or NO_TARGET}: {readiness.shortly(self.lines)} answered with yes"
        return Line(self.who, self.plan, said, opens=Opens.PLAN, key=self.who.id)


@dataclass(frozen=True, slots=True)
class Hired:
    """What UM hires and later employment are counted from."""

    people: Mapping[str, Who]
    moves: Sequence[Move]
    participations: Sequence[Participation]
    employments: Mapping[str, Employment]


def content(candidates: Sequence[Candidate], hired: Hired, basis: Basis, hard_to_fill: Iterable[str] = ()) -> Content:
    """Count who gets ready on the last day counted, and who stayed after moving up.

    `hard_to_fill` are the codes of all classes that are; those that nobody gets ready for are told.
    """
    ordered = sorted(candidates, key=lambda one: one.who.order)

    def number(key: str, label: str, which: Callable[[Candidate], bool]) -> Number:
        return Number(key, label, tuple(one.line for one in ordered if which(one)))

    def is_there(one: Candidate) -> bool:
        employment = hired.employments.get(one.who.id)
        held = employment.on(basis.period.last) if employment else None
        return held is not None and bool(one.target_code) and class_code(held.class_code) == class_code(one.target_code)

    there = number("already-there", "Already in their target class", is_there)
    figures = Figures(
        "At a glance",
        (
            number("pipeline", "Participants on the last day", lambda _: True),
            number("hard-to-fill", "For hard-to-fill classes", lambda one: one.hard_to_fill),
            replace(there, definition=THERE),
            number("all-answered", "All lines answered with yes", lambda one: readiness.answered(one.lines) == _STEPS),
        ),
    )
    return Content(
        (figures, _by_target(ordered), _by_line(ordered), _still_employed(hired, basis)),
        definitions=(*DEFINITIONS, counts.hire_definition(basis.definitions)),
        notes=_without_anybody(candidates, hard_to_fill, basis),
    )


def _without_anybody(candidates: Sequence[Candidate], codes: Iterable[str], basis: Basis) -> tuple[str, ...]:
    """The hard-to-fill classes that no participant gets ready for: they have no line in the table."""
    wanted = {one.target_code for one in candidates}
    names = [basis.title(code, basis.period.last) for code in sorted(set(codes) - wanted)]
    return (f"Hard to fill, and nobody gets ready for them: {enumerated(names)}.",) if names else ()


def _by_target(candidates: Sequence[Candidate]) -> Table:
    targets: dict[tuple[str, str], list[Candidate]] = {}
    for one in candidates:
        targets.setdefault((one.target_code, one.target), []).append(one)
    rows: list[tuple[Cell, ...]] = []
    for (code, target), some in sorted(targets.items(), key=lambda item: (not item[0][1], item[0])):
        key, name = f"target/{code or target or 'none'}", target or NO_TARGET
        cells = [
            Number(
                f"{key}/{step}", f"{name}: {step} of {_STEPS}",
                tuple(one.line for one in some if readiness.answered(one.lines) == step),
            )
            for step in range(_STEPS + 1)
        ]  # fmt: skip
        rows.append((name, HARD if some[0].hard_to_fill else "", *cells, total(key, name, cells)))
    columns = (
        "Target class", "Hard to fill", *(f"{step} of {_STEPS}" for step in range(_STEPS + 1)), "Participants",
    )  # fmt: skip
    whole, sums = totals("target-total", columns, rows)
    return Table(
        "By target class and readiness", columns, tuple(rows), whole, sums,
        note="The columns count lines of the readiness list that are answered with yes.",
        empty="Nobody takes part on the last day counted.",
    )  # fmt: skip


def _by_line(candidates: Sequence[Candidate]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for place, ask in enumerate(Ask):
        cells = [
            Number(
                f"line/{ask.name.lower()}/{answer.value}", f"{ask}: {answer}",
                tuple(one.line for one in candidates if one.lines[place].answer is answer),
            )
            for answer in Qualified
        ]  # fmt: skip
        rows.append((ask.value, *cells))
    return Table(
        "By line of the readiness list", ("Line", *(capital(answer) for answer in Qualified)), tuple(rows),
        note=readiness.NO_RATING,
    )  # fmt: skip


def _still_employed(hired: Hired, basis: Basis) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for year in _cohorts(hired, basis.period.last):
        name = dates.program_year_name(year)
        period = counts.program_year_period(year).until(basis.period.last)
        if period is None:
            continue
        found = counts.count_hires(
            hired.moves, hired.participations, period, basis.category_on, basis.definitions
        ).hires
        if found:
            hires = Number(f"cohort/{year}", f"UM hires of {name}", by_name(_hire(one, hired, basis) for one in found))
            rows.append((name, hires, *(cell for years in YEARS for cell in _after(year, years, found, hired, basis))))
    columns = ("Program year of the hire", "UM hires", *(head for years in YEARS for head in _heads(years)))
    whole, sums = totals("cohort-total", columns, rows)
    return Table(
        "Still employed after a UM hire", columns, tuple(rows), whole, sums,
        note="“Not yet” where the day has come for nobody of the year.", empty="No UM hire is on record.",
    )  # fmt: skip


def _heads(years: int) -> tuple[str, str]:
    after_years = f"after {counted(years, 'year')}"
    return f"Employed {after_years}", f"Left {after_years}"


def _cohorts(hired: Hired, last: date) -> list[int]:
    return sorted({dates.program_year(move.on) for move in hired.moves if move.on <= last})


def _after(year: int, years: int, found: Sequence[Move], hired: Hired, basis: Basis) -> tuple[Cell, Cell]:
    """Of the hires of a year whose day has come: who was employed on it, and who was not."""
    come = [(move, day) for move in found if (day := after(move.on, years * _MONTHS)) <= basis.today]
    if not come:
        return "Not yet", None
    stayed, gone = [], []
    for move, day in come:
        held = hired.employments[move.person].on(day) if move.person in hired.employments else None
        said = f"Moved up on {dates.show(move.on)}; on {dates.show(day)} "
        if held is not None:
            stayed.append(_line(move, said + f"in {basis.title(held.class_code, day)}", day, hired))
        else:
            gone.append(_line(move, said + "not employed", day, hired))
    key, name = f"cohort/{year}/{years}", dates.program_year_name(year)
    heads = _heads(years)
    return (
        Number(f"{key}/employed", f"{name}: {heads[0].lower()}", by_name(stayed)),
        Number(f"{key}/left", f"{name}: {heads[1].lower()}", by_name(gone)),
    )


def _hire(move: Move, hired: Hired, basis: Basis) -> Line:
    what = f"{basis.title(move.from_class, move.on)} to {basis.title(move.to_class, move.on)}"
    return _line(move, what, move.on, hired)


def _line(move: Move, what: str, on: date, hired: Hired) -> Line:
    return Line(hired.people[move.person], "", what, on, opens=Opens.PERSON, key=move.person)
