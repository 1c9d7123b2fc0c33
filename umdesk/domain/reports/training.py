"""The report of activities: by type and training category, how far they are, and the hours planned and recorded."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import TypeAlias

from umdesk.domain import counts
from umdesk.domain.reports.basis import Basis
from umdesk.domain.reports.lines import Line, Lines, Together
from umdesk.domain.reports.model import Bars, Cell, Content, Figures, Number, Series, Table, Unit, totals
from umdesk.domain.reports.plan_facts import NO_TEXT, OfPlan, Planned, Worked
from umdesk.domain.words import NO_TYPE, ActivityType, ProgressStatus
from umdesk.domain.writing import capital, one_line

NO_CATEGORY = "No training category"
DEFINITIONS = (
    "Activities of the plans of the period's participants, each once however many revisions have it.",
    "They are those of the newest printed or signed revision, or of the newest draft where none was printed.",
    "An activity that a later revision took out counts if it was begun. How far one is: on the last day counted.",
    "Planned hours are as that revision plans them.",
    "Recorded hours are all that were recorded with a date in the period, of anybody.",
)


_Doing: TypeAlias = tuple[OfPlan, Planned]
_Done: TypeAlias = tuple[OfPlan, Worked, "Planned | None"]


class _Rows:
    """What was planned and recorded for the activities of one type and training category, each once."""

    def __init__(self) -> None:
        self.by_status: dict[ProgressStatus, list[_Doing]] = {status: [] for status in ProgressStatus}
        self.state: list[_Doing] = []
        self.own: list[_Doing] = []
        self.worked: list[_Done] = []

    def lines(self) -> "_Lines":
        """The same as lines."""
        return _Lines(
            {status: [Lines(rows, _planned)] for status, rows in self.by_status.items()},
            [Lines(self.state, _planned, lambda one: one[1].state_hours or _ZERO)],
            [Lines(self.own, _planned, lambda one: one[1].own_hours or _ZERO)],
            [Lines(self.worked, _recorded, lambda one: one[1].hours)],
        )


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of one row of a table: by how far, and of the hours; each as the lists that it is put together from."""

    by_status: dict[ProgressStatus, list[Lines]]
    state: list[Lines]
    own: list[Lines]
    worked: list[Lines]

    @classmethod
    def of(cls, parts: Iterable["_Lines"]) -> "_Lines":
        """Those of several rows together."""
        every = list(parts)
        return cls(
            {status: [each for one in every for each in one.by_status[status]] for status in ProgressStatus},
            [each for one in every for each in one.state],
            [each for one in every for each in one.own],
            [each for one in every for each in one.worked],
        )


_ZERO = Decimal(0)
_STATUSES = {
    ProgressStatus.NOT_STARTED: "Not started",
    ProgressStatus.IN_PROGRESS: "In progress",
    ProgressStatus.DONE: "Done",
    ProgressStatus.DROPPED: "Dropped",
}
_HOURS = ("Planned state hours", "Planned own hours", "Recorded hours")


def content(doing: Sequence[OfPlan], known: Mapping[bytes, Planned], basis: Basis) -> Content:
    """Count the activities of a period; `known` are the activities that hours may be recorded for, by identity."""
    made = {key: rows.lines() for key, rows in _grouped(doing, known).items()}
    by_type = _joined((kind, lines) for (kind, _category), lines in made.items())
    by_category = _joined((one_line(category), lines) for (_kind, category), lines in made.items())
    kinds = [(kind.value, capital(kind)) for kind in ActivityType] + [("", capital(NO_TYPE))]
    names = sorted((each for each in by_category if each), key=str.casefold)
    types = _table("type", "By type", "Type", kinds, by_type)
    categories = [(each, each) for each in names] + [("", NO_CATEGORY)]
    whole = _Lines.of(made.values())
    return Content(
        (
            Figures("At a glance", (_every(whole), *_cells("all", "", whole))),
            types,
            _table("category", "By training category", "Training category", categories, by_category),
            _bars(types),
        ),
        definitions=(counts.participant_definition(basis.definitions), *DEFINITIONS),
    )


def _grouped(doing: Iterable[OfPlan], known: Mapping[bytes, Planned]) -> dict[tuple[str, str], _Rows]:
    """Activities and hours by type and by training category as written; both "" for hours of an unknown activity."""
    found: defaultdict[tuple[str, str], _Rows] = defaultdict(_Rows)
    for plan in doing:
        for row in plan.activities:
            rows, one = found[row.type, row.category], (plan, row)
            rows.by_status[row.status].append(one)
            if row.state_hours:
                rows.state.append(one)
            if row.own_hours:
                rows.own.append(one)
        for worked in plan.worked:
            of = known.get(worked.item)
            found["" if of is None else of.type, "" if of is None else of.category].worked.append((plan, worked, of))
    return found


def _joined(parts: Iterable[tuple[str, _Lines]]) -> dict[str, _Lines]:
    """The lines of parts with the same name together, by that name."""
    named: defaultdict[str, list[_Lines]] = defaultdict(list)
    for name, lines in parts:
        named[name].append(lines)
    return {name: _Lines.of(some) for name, some in named.items()}


def _planned(one: _Doing) -> Line:
    plan, row = one
    return plan.line(row.said)


def _recorded(one: _Done) -> Line:
    plan, worked, of = one
    return plan.line(NO_TEXT if of is None else of.said, worked.on)


def _every(whole: _Lines) -> Number:
    return Number("activities", "Activities", Together(chain.from_iterable(whole.by_status.values()), named=True))


def _cells(key: str, name: str, lines: _Lines) -> list[Number]:
    """The numbers of a row; those of the whole report have no `name`."""

    def label(text: str) -> str:
        return f"{name}: {text[0].lower()}{text[1:]}" if name else text

    found = [
        Number(f"{key}/{status.value}", label(text), Together(lines.by_status[status], named=True))
        for status, text in _STATUSES.items()
    ]
    for text, slug, rows in zip(
        _HOURS, ("state", "own", "recorded"), (lines.state, lines.own, lines.worked), strict=True
    ):
        found.append(Number(f"{key}/{slug}-hours", label(text), Together(rows, named=True), Unit.HOURS))
    return found


def _table(key: str, heading: str, first: str, names: Sequence[tuple[str, str]], grouped: dict[str, _Lines]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for each, name in names:
        if each in grouped:
            rows.append((name, *_cells(f"{key}/{each or 'none'}", name, grouped[each])))
    columns = (first, *_STATUSES.values(), *_HOURS)
    whole, sums = totals(f"{key}/total", columns, rows)
    return Table(heading, columns, tuple(rows), whole, sums)


def _bars(types: Table) -> Bars:
    """Activities by type as a picture, its numbers those of the table."""
    series = [
        Series(name, tuple(cell for row in types.rows if isinstance(cell := row[place], Number)))
        for place, name in enumerate(_STATUSES.values(), start=1)
    ]
    return Bars("Activities by type", tuple(str(row[0]) for row in types.rows), tuple(series), stacked=True, by="Type")
