"""The action plan of a program year: actions written, moved, carried forward from the year before."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from umdesk.domain import action_plan, dates
from umdesk.domain.action_plan import OWN, ActionColumn, ActionRow
from umdesk.domain.errors import Gone
from umdesk.domain.writing import counted, quoted
from umdesk.domain.year_words import ActionStatus, YearFilePurpose
from umdesk.services.permissions import permit
from umdesk.services.year import action_columns, files
from umdesk.storage.models import Action, new_id
from umdesk.storage.program import Program

_OVER = (ActionStatus.DONE.value, ActionStatus.DROPPED.value)
_FIELDS = frozenset({"text", "aim", "responsible", "target_date", "status", "result", "done_on"})
_NAMED = 60
_STATUSES = {status.value: status for status in ActionStatus}


@dataclass(frozen=True, slots=True)
class ActionPlan:
    """The action plan of a year: all columns, the actions in their order, and how many the year before left open."""

    columns: tuple[ActionColumn, ...]
    rows: tuple[ActionRow, ...]
    to_carry: int


def of_year(program: Program, year: int) -> ActionPlan:
    """The action plan of a program year."""
    permit(program, "year.actions.of_year")
    dates.refuse_no_year(year)
    with program.reading() as session:
        return ActionPlan(action_columns.read(session), read(session, year), len(_left_open(session, year - 1)))


def year_of(program: Program, action_id: str) -> int | None:
    """The program year of an action, None where it is no longer there."""
    permit(program, "year.actions.year_of")
    with program.reading() as session:
        row = session.get(Action, action_id)
        return None if row is None else row.year


def add(program: Program, year: int, values: Mapping[str, object] | None = None) -> str:
    """Add an action at the end; gives its id. It is not started unless `values` say so.

    Raises:
        InvalidInput: see `change`.
    """
    permit(program, "year.actions.add")
    dates.refuse_no_year(year)
    with program.operation("year.actions.add", "") as op:
        rows = _rows(op.session, year)
        row = Action(
            id=new_id(), year=year, position=len(rows), text="", status=ActionStatus.NOT_STARTED.value, extra={}
        )  # fmt: skip
        _fill(row, values or {}, program.today())
        op.session.add(row)
        _number([*rows, row])
        op.summary = f"Added {_named(row)} to the action plan of {dates.program_year_name(year)}"
        return row.id


def change(program: Program, action_id: str, changed: Mapping[str, object]) -> None:
    """Change an action; `changed` holds fields and keys of own columns. A day done makes it done, and the other way.

    Raises:
        InvalidInput: a text is too long, or a day lies in another year or has not come; `field` names which.
        Gone: it is no longer there.
    """
    permit(program, "year.actions.change")
    with program.operation("year.actions.change", "", settles=action_id) as op:
        row = _row(op.session, action_id)
        _fill(row, changed, program.today())
        op.summary = f"Changed {_named(row)} in the action plan of {dates.program_year_name(row.year)}"


def move(program: Program, action_id: str, by: int) -> None:
    """Move an action up (negative) or down."""
    permit(program, "year.actions.move")
    with program.operation("year.actions.move", "") as op:
        row = _row(op.session, action_id)
        rows = _rows(op.session, row.year)
        place = rows.index(row)
        rows.insert(min(max(place + by, 0), len(rows) - 1), rows.pop(place))
        _number(rows)
        op.summary = f"Moved {_named(row)} in the action plan of {dates.program_year_name(row.year)}"


def remove(program: Program, action_id: str) -> None:
    """Take an action out, with its evidence; a later year that goes on with it keeps its own.

    Raises:
        Gone: it is no longer there.
    """
    permit(program, "year.actions.remove")
    with program.operation("year.actions.remove", "", settles=action_id) as op:
        row = _row(op.session, action_id)
        year = row.year
        op.summary = f"Removed {_named(row)} from the action plan of {dates.program_year_name(year)}"
        for later in op.session.scalars(select(Action).where(Action.carried_from_id == row.id)):
            later.carried_from_id = row.carried_from_id
        files.take_off_all(op.session, YearFilePurpose.EVIDENCE, row.id)
        op.session.delete(row)
        op.session.flush()
        _number(_rows(op.session, year))


def carry_forward(program: Program, year: int) -> int:
    """Copy what the year before left open into a year, each action once; gives how many.

    A target date of the year before is left out, since it is over or belongs to that year.
    """
    permit(program, "year.actions.carry_forward")
    dates.refuse_no_year(year)
    with program.operation("year.actions.carry_forward", "") as op:
        found = _left_open(op.session, year - 1)
        first = len(_rows(op.session, year))
        for place, row in enumerate(found, first):
            op.session.add(
                Action(
                    id=new_id(), year=year, position=place, text=row.text, aim=row.aim, responsible=row.responsible,
                    target_date=None, status=row.status, result=row.result, extra=dict(row.extra),
                    carried_from_id=row.id,
                )
            )  # fmt: skip
        before = dates.program_year_name(year - 1)
        op.summary = f"Carried {counted(len(found), 'action')} forward from {before}"
        return len(found)


def read(session: Session, year: int) -> tuple[ActionRow, ...]:
    """The actions of a year in their order (session block for other services)."""
    return _shown(session, Action.year == year)


def dated(session: Session, year: int) -> tuple[tuple[str, date, str, str, date | None], ...]:
    """The actions of a year with a target date that are open or done (session block for the calendar).

    Each as its id, target date, text, who is responsible, and the day on which it was done.
    """
    still_open = Action.status.not_in(_OVER) & Action.id.not_in(_continued())
    query = select(Action.id, Action.target_date, Action.text, Action.responsible, Action.done_on)
    which = Action.year == year, Action.target_date.is_not(None), or_(Action.done_on.is_not(None), still_open)
    found = session.execute(query.where(*which))
    return tuple((key, on, text, who, done_on) for key, on, text, who, done_on in found if on is not None)


def overdue(session: Session, today: date) -> tuple[ActionRow, ...]:
    """The actions of all years whose target date is over and that are still open (session block for Today)."""
    found = _shown(session, Action.status.not_in(_OVER), Action.target_date < today)
    late = [row for row in found if row.target_date is not None and row.overdue(today)]
    return tuple(sorted(late, key=lambda row: row.target_date or today))


def _shown(session: Session, *which: ColumnElement[bool]) -> tuple[ActionRow, ...]:
    links = or_(Action.carried_from_id.is_not(None), Action.id.in_(_continued()))
    chain = session.execute(select(Action.id, Action.year, Action.carried_from_id).where(links))
    before: dict[str, tuple[int, str | None]] = {one: (year, origin) for one, year, origin in chain}
    continued = {origin for _year, origin in before.values()}
    evidence = files.how_many(session, YearFilePurpose.EVIDENCE)
    row = Action
    columns = select(  # not the records: ten thousand of them take three times as long
        row.id, row.carried_from_id, row.year, row.text, row.aim, row.responsible, row.target_date, row.status,
        row.result, row.done_on, row.extra,
    )  # fmt: skip
    return tuple(
        ActionRow(
            key, year, text, aim, responsible, target, _STATUSES[status], result, done_on, extra,
            _since(origin, before), key in continued, evidence.get(key, 0),
        )
        for key, origin, year, text, aim, responsible, target, status, result, done_on, extra in session.execute(
            columns.where(*which).order_by(row.position, row.id)
        )
    )  # fmt: skip


def _continued() -> Select[str | None]:
    """The ids of the actions with which a later year goes on."""
    return select(Action.carried_from_id).where(Action.carried_from_id.is_not(None))


def _since(origin: str | None, before: Mapping[str, tuple[int, str | None]]) -> int | None:
    """The year in which the chain that goes on from an action began, None for one that was not carried forward."""
    year = None
    while origin is not None and origin in before:
        year, origin = before[origin]
    return year


def _left_open(session: Session, year: int) -> list[Action]:
    """The actions of a year that are not done or dropped, and with which no later year goes on."""
    left = Action.year == year, Action.status.not_in(_OVER), Action.id.not_in(_continued())
    return list(session.scalars(select(Action).where(*left).order_by(Action.position, Action.id)))


def _rows(session: Session, year: int) -> list[Action]:
    return list(session.scalars(select(Action).where(Action.year == year).order_by(Action.position, Action.id)))


def _fill(row: Action, changed: Mapping[str, object], today: date) -> None:
    unknown = {name for name in changed if name not in _FIELDS and not name.startswith(OWN)}
    if unknown:
        raise KeyError(unknown)
    values = {name: action_plan.checked(name, value, row.year, today) for name, value in changed.items()}
    own = {name: values.pop(name) for name in list(values) if name.startswith(OWN)}
    if own:
        row.extra = {key: text for key, text in {**row.extra, **own}.items() if text}
    for name, value in values.items():
        setattr(row, name, value)
    if values.get("done_on") is not None:
        row.status = ActionStatus.DONE.value
    elif row.status != ActionStatus.DONE:
        row.done_on = None
    elif "status" in values and row.done_on is None:
        row.done_on = today


def _named(row: Action) -> str:
    return f"the action {quoted(row.text, _NAMED)}" if row.text else "an action"


def _number(rows: Iterable[Action]) -> None:
    for place, row in enumerate(rows):
        if row.position != place:
            row.position = place


def _row(session: Session, action_id: str) -> Action:
    row = session.get(Action, action_id)
    if row is None:
        raise Gone("This action is no longer there; nothing was changed.", "Look at the action plan again.")
    return row
