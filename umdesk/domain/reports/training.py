"""The report of activities: by type and training category, how far they are, and the hours planned and recorded."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from umdesk.domain import counts
from umdesk.domain.program_facts import Who
from umdesk.domain.reports.basis import Basis
from umdesk.domain.reports.model import Bars, Cell, Content, Figures, Line, Number, Opens, Series, Table, Unit, totals
from umdesk.domain.reports.plan_facts import NO_TEXT, Doing, Planned, Worked
from umdesk.domain.words import NO_TYPE, ActivityType, ProgressStatus
from umdesk.domain.writing import capital, one_line

NO_CATEGORY = "No training category"
DEFINITIONS = (
    "Activities of the plans of the period’s participants, each once however many revisions have it.",
    "They are those of the newest printed or signed revision, or of the newest draft where none was printed.",
    "An activity that a later revision took out counts if it was begun. How far one is: on the last day counted.",
    "Planned hours are as that revision plans them.",
    "Recorded hours are all that were recorded with a date in the period, of anybody.",
)


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours recorded in the period; `activity` is what they were for, None where no plan has it any more."""

    who: Who
    plan: str
    worked: Worked
    activity: Planned | None


@dataclass(slots=True)
class _Lines:
    """The lines of one row of a table: by how far, and of the hours."""

    by_status: dict[ProgressStatus, list[Line]]
    state: list[Line]
    own: list[Line]
    worked: list[Line]

    @classmethod
    def empty(cls) -> "_Lines":
        return cls({status: [] for status in ProgressStatus}, [], [], [])


_STATUSES = {
    ProgressStatus.NOT_STARTED: "Planned",
    ProgressStatus.IN_PROGRESS: "In progress",
    ProgressStatus.DONE: "Done",
    ProgressStatus.DROPPED: "Dropped",
}
_HOURS = ("Planned state hours", "Planned own hours", "Recorded hours")


def content(doing: Sequence[Doing], hours: Sequence[Hours], basis: Basis) -> Content:
    """Count the activities of a period."""
    doing = sorted(doing, key=lambda one: (one.who.name, one.plan))
    hours = sorted(hours, key=lambda one: (one.who.name, one.plan, one.worked.on))
    made = _made(doing, hours)
    by_type = _grouped(made, lambda row: row.type)
    by_category = _grouped(made, lambda row: one_line(row.category) if row.category else "")
    kinds = [(kind.value, capital(kind)) for kind in ActivityType] + [("", capital(NO_TYPE))]
    names = sorted((each for each in by_category if each), key=str.casefold)
    types = _table("type", "By type", "Type", kinds, by_type)
    categories = [(each, each) for each in names] + [("", NO_CATEGORY)]
    whole = _Lines.empty()
    for lines in by_type.values():
        _join(whole, lines)
    return Content(
        (
            Figures("At a glance", (_every(whole), *_cells("all", "", whole))),
            types,
            _table("category", "By training category", "Training category", categories, by_category),
            _bars(types),
        ),
        definitions=(counts.participant_definition(basis.definitions), *DEFINITIONS),
    )


@dataclass(frozen=True, slots=True)
class _Made:
    """The lines of one activity, or of hours recorded for it, made once for all tables."""

    of: Planned | None
    counted: Line | None = None
    state: Line | None = None
    own: Line | None = None
    worked: Line | None = None


def _made(doing: Sequence[Doing], hours: Sequence[Hours]) -> list[_Made]:
    found = []
    for one in doing:
        row, who, said = one.activity, one.who, one.activity.said

        def line(amount: Decimal | None, who: Who = who, plan: str = one.plan, said: str = said) -> Line:
            return Line(who, plan, said, None, amount, Opens.PLAN, who.id)

        state, own = row.state_hours, row.own_hours
        found.append(_Made(row, line(None), line(state) if state else None, line(own) if own else None))
    for each in hours:
        said = each.activity.said if each.activity is not None else NO_TEXT
        worked = each.worked
        spent = Line(each.who, each.plan, said, worked.on, worked.hours, Opens.PLAN, each.who.id)
        found.append(_Made(each.activity, worked=spent))
    return found


def _grouped(made: Sequence[_Made], key: Callable[[Planned], str]) -> dict[str, _Lines]:
    found: dict[str, _Lines] = {}
    for one in made:
        name = key(one.of) if one.of is not None else ""
        lines = found.get(name)
        if lines is None:
            lines = found[name] = _Lines.empty()
        if one.of is not None and one.counted is not None:
            lines.by_status[one.of.status].append(one.counted)
        if one.state is not None:
            lines.state.append(one.state)
        if one.own is not None:
            lines.own.append(one.own)
        if one.worked is not None:
            lines.worked.append(one.worked)
    return found


def _join(whole: _Lines, lines: _Lines) -> None:
    for status, some in lines.by_status.items():
        whole.by_status[status].extend(some)
    whole.state.extend(lines.state)
    whole.own.extend(lines.own)
    whole.worked.extend(lines.worked)


def _every(whole: _Lines) -> Number:
    return Number("activities", "Activities", tuple(line for lines in whole.by_status.values() for line in lines))


def _cells(key: str, name: str, lines: _Lines) -> list[Number]:
    """The numbers of a row; those of the whole report have no `name`."""

    def label(text: str) -> str:
        return f"{name}: {text[0].lower()}{text[1:]}" if name else text

    found = [
        Number(f"{key}/{status.value}", label(text), tuple(lines.by_status[status]))
        for status, text in _STATUSES.items()
    ]
    for text, slug, rows in zip(
        _HOURS, ("state", "own", "recorded"), (lines.state, lines.own, lines.worked), strict=True
    ):
        found.append(Number(f"{key}/{slug}-hours", label(text), tuple(rows), Unit.HOURS))
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
    return Bars("Activities by type", tuple(str(row[0]) for row in types.rows), tuple(series), stacked=True)
