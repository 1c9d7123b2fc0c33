"""The report of activities: by type and training category, how far they are, and the hours planned and recorded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
    by_type, by_category = made.by_type, made.by_category
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


class _Both:
    """The lines by type and by training category; each is made once for all tables."""

    def __init__(self) -> None:
        self.by_type: dict[str, _Lines] = {}
        self.by_category: dict[str, _Lines] = {}
        self._names: dict[str, str] = {}

    def of(self, row: Planned | None) -> tuple[_Lines, _Lines]:
        """Where the lines of an activity go, or those of hours whose activity nobody knows."""
        kind, written = ("", "") if row is None else (row.type, row.category)
        name = self._names.get(written)
        if name is None:
            name = self._names[written] = one_line(written)
        types, categories = self.by_type.get(kind), self.by_category.get(name)
        if types is None:
            types = self.by_type[kind] = _Lines.empty()
        if categories is None:
            categories = self.by_category[name] = _Lines.empty()
        return types, categories


def _made(doing: Iterable[Doing], hours: Iterable[Hours]) -> _Both:
    found = _Both()
    said: dict[bytes, str] = {}
    for one in doing:
        row, who, plan = one.activity, one.who, one.plan
        text = said[row.item] = row.said
        types, categories = found.of(row)
        line = Line(who, plan, text, None, None, Opens.PLAN, who.id)
        types.by_status[row.status].append(line)
        categories.by_status[row.status].append(line)
        if row.state_hours:
            line = Line(who, plan, text, None, row.state_hours, Opens.PLAN, who.id)
            types.state.append(line)
            categories.state.append(line)
        if row.own_hours:
            line = Line(who, plan, text, None, row.own_hours, Opens.PLAN, who.id)
            types.own.append(line)
            categories.own.append(line)
    for each in hours:
        of, who, worked = each.activity, each.who, each.worked
        types, categories = found.of(of)
        text = NO_TEXT if of is None else said.get(of.item) or of.said
        line = Line(who, each.plan, text, worked.on, worked.hours, Opens.PLAN, who.id)
        types.worked.append(line)
        categories.worked.append(line)
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
