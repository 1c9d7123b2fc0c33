"""Undo and redo: an event's reverse, written through the same mechanism as the event itself.

Refused as a whole, in a sentence, when anything that the event left behind is no longer as the event left it, or when
something of it was printed or fixed since. Judged on the data as they are, so that undoing the later change first
makes the earlier one undoable again. What something for good has fixed is no longer offered: it stays fixed.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from umdesk.domain.errors import NotNow
from umdesk.storage.belonging import PART_OF, torn
from umdesk.storage.canonical import encode, plain, restore
from umdesk.storage.chunks import chunks
from umdesk.storage.models import (
    Base,
    Change,
    DisclosurePerson,
    Event,
    Person,
    PersonMerge,
    PrintedDocument,
    Record,
)
from umdesk.storage.program import Program

#: What is for good by itself and fixes nothing that came before: the draw stays, what led to it may be taken back; that
#: somebody looked at a cycle changes nothing of it.
FIXES_ONLY_ITSELF = ("cycle_steps.fix_draw", "draws.hold", "sealing.seen")

Guard = Callable[[Session], AbstractContextManager[object]]

MODELS: dict[str, type[Record]] = {
    mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, Record)
}


@dataclass(frozen=True, slots=True)
class Step:
    """What the Edit menu names: one event of this sitting and its line for people."""

    event_id: str
    summary: str


@dataclass(slots=True)
class _Reversal:
    """One change to take back: from `now` (as the event left it) to `then` (as it was before)."""

    table: str
    record: str
    now: dict[str, Any] | None
    then: dict[str, Any] | None
    found: Record | None = None


@dataclass(frozen=True, slots=True)
class _Fixing:
    """A record that an event for good touched or printed."""

    seq: int
    summary: str
    record: str


def next_undo(program: Program) -> Step | None:
    """The step that *Undo* would take, or None when this sitting has none left."""
    return _step(program, program.steps.done)


def next_redo(program: Program) -> Step | None:
    """The step that *Redo* would take, or None."""
    return _step(program, program.steps.undone)


def undo(program: Program, guard: Guard = nullcontext) -> str | None:
    """Take back the last step of this sitting; gives its line for people, or None. `guard` may refuse the change.

    Raises:
        NotNow: something of it was changed, printed or fixed since. The step stays, and nothing was changed.
    """
    step = next_undo(program)
    if step is None:
        return None
    program.steps.undone.append(
        _reverse(program, step, "history.undo", f"Undid: {step.summary}", "undone", guard=guard)
    )
    program.steps.done.remove(step.event_id)
    return step.summary


def redo(program: Program, guard: Guard = nullcontext) -> str | None:
    """Do the last undone step again; gives its line for people, or None. `guard` may refuse the change.

    Raises:
        NotNow: something of it was changed since. The step stays, and nothing was changed.
    """
    step = next_redo(program)
    if step is None:
        return None
    summary = f"Did again: {step.summary}"
    program.steps.done.append(_reverse(program, step, "history.redo", summary, "done again", guard=guard))
    program.steps.undone.remove(step.event_id)
    return step.summary


def take_back(
    program: Program, event_id: str, name: str, summary: str, *, reason: str, then: Callable[[Session], object]
) -> None:
    """Write the reverse of one event of any sitting as an operation of its own, which can be undone like any other.

    For what may be made and unmade at any time: that something was printed or closed since does not stand in the way.
    `then` puts in order, in the same operation, what came to stand on the event since.

    Raises:
        NotNow: something that the event left behind was changed since. Nothing was changed.
    """
    with program.reading() as session:
        event = _event(session, event_id)
        while event.undoes is not None:
            event = _event(session, event.undoes)
    _reverse(program, Step(event_id, event.summary), name, summary, "taken back", reason=reason, then=then)


def _step(program: Program, ids: list[str]) -> Step | None:
    """The newest step of a list; forgets those that something for good has fixed since, which never come free again."""
    if not ids:
        return None
    with program.reading() as session:
        while ids:
            newest = ids[-1]
            event = _event(session, newest)
            if _is_fixed(program, session, event):
                with suppress(ValueError):  # another thread forgot it already
                    ids.remove(newest)
                continue
            while event.undoes is not None:
                event = _event(session, event.undoes)
            return Step(newest, event.summary)
    return None


def _is_fixed(program: Program, session: Session, event: Event) -> bool:
    # Asked after every operation: an event that was found free is looked at again only for what came since.
    free = program.steps.free
    fixing = _fixing(session, max(event.seq, free.get(event.id, 0)))
    if not fixing:
        return False
    if _known_in(session, event.seq).isdisjoint(each.record for each in fixing):
        free[event.id] = max(each.seq for each in fixing)
        return False
    return True


def _event(session: Session, event_id: str) -> Event:
    return session.scalars(select(Event).where(Event.id == event_id)).one()


def _reverse(
    program: Program,
    step: Step,
    name: str,
    summary: str,
    word: str,
    *,
    reason: str | None = None,
    then: Callable[[Session], object] | None = None,
    guard: Guard = nullcontext,
) -> str:
    """Write the reverse of an event as an operation of its own; gives the id of the new event.

    With a reason it is somebody's own act and a step to undo; without, it is undo or redo, which move the steps.
    """
    try:
        with program.operation(name, summary, reason=reason) as op:
            op.undoes = step.event_id if reason is None else None
            event = _event(op.session, step.event_id)
            reversals = _reversals(op.session, event.seq)
            if reason is None:
                _refuse_if_fixed(op.session, event, step.summary, word)
            for each in reversals:
                _refuse_if_changed(op.session, each, event, step.summary, word)
            with guard(op.session):
                first, later = _in_turn(reversals)
                for each in first:
                    _apply(op.session, each)
                op.session.flush()
                for each in later:
                    _apply(op.session, each)
            if then is not None:
                op.session.flush()
                then(op.session)
            _refuse_if_torn(op.session, reversals, step.summary, word)
    except IntegrityError as error:
        raise NotNow(
            f"“{step.summary}” cannot be {word}: something made since then stands on it. Nothing was changed.",
            "Undo or delete what came after it first.",
        ) from error
    if op.event_id is None:
        raise AssertionError("the reverse of an event changes something")
    return op.event_id


def _in_turn(reversals: list[_Reversal]) -> tuple[list[_Reversal], list[_Reversal]]:
    """What has to be gone first, and the rest: a row that took the place of another may not meet it again.

    Only rows that nothing refers to; the others go in the order in which they hang together.
    """
    referred = {key.column.table.name for table in Base.metadata.sorted_tables for key in table.foreign_keys}
    back = {each.table for each in reversals if each.now is None} - referred
    first = [each for each in reversals if each.then is None and each.table in back]
    return first, [each for each in reversals if each.then is not None or each.table not in back]


def _reversals(session: Session, seq: int) -> list[_Reversal]:
    """The changes of an event as what to go back to, last first, with the records that are there now."""
    rows = session.execute(
        select(Change.table_name, Change.record_id, Change.before, Change.after)
        .where(Change.event_seq == seq)
        .order_by(Change.id.desc())
    )
    tables = Base.metadata.tables
    reversals = [
        _Reversal(
            row.table_name,
            row.record_id,
            None if row.after is None else restore(tables[row.table_name], row.after),
            None if row.before is None else restore(tables[row.table_name], row.before),
        )
        for row in rows
    ]
    by_table: dict[str, list[str]] = {}
    for each in reversals:
        by_table.setdefault(each.table, []).append(each.record)
    found = {
        (table, record.id): record for table, ids in by_table.items() for record in _load(session, MODELS[table], ids)
    }
    for each in reversals:
        each.found = found.get((each.table, each.record))
    return reversals


def _load(session: Session, model: type[Record], ids: list[str]) -> Iterator[Record]:
    for chunk in chunks(ids):
        yield from session.scalars(select(model).where(model.id.in_(chunk)))


def _refuse_if_changed(session: Session, each: _Reversal, event: Event, summary: str, word: str) -> None:
    """Refuse when a field that the event set, or a record that it made or deleted, is not as it left it."""
    now = _values(each.found)
    if each.now is None or now is None:
        same = each.now is None and now is None
    elif each.then is None:
        same = encode(plain(now)) == encode(plain(each.now))
    else:
        same = all(plain(now[field]) == plain(each.now[field]) for field in _touched(each))
    if not same:
        raise NotNow(
            f"“{summary}” cannot be {word}: {_later(session, [each.record], event)} changed the same since. "
            "Nothing was changed.",
            "Undo that first, or make the change by hand.",
        )


def _refuse_if_fixed(session: Session, event: Event, summary: str, word: str) -> None:
    """Refuse when a later event that is for good touched a record of the event, or the whole it is part of."""
    fixing = _fixing(session, event.seq)
    wholes = _known_in(session, event.seq) if fixing else set()
    found = next((each for each in fixing if each.record in wholes), None)
    if found is not None:
        raise NotNow(
            f"“{summary}” cannot be {word} after “{found.summary}”, which is for good. Nothing was changed.",
            "Make the change by hand, where that is still possible.",
        )


def _refuse_if_torn(session: Session, reversals: list[_Reversal], summary: str, word: str) -> None:
    """Refuse to take apart or to put together people where something made since belongs to both."""
    merges = [each for each in reversals if each.table == PersonMerge.__tablename__]
    if not merges:
        return
    session.flush()
    values = [each.now or each.then or {} for each in merges]
    why = torn(session, {each[name] for each in values for name in ("person_id", "gone_id")})
    if why:
        raise NotNow(
            f"“{summary}” cannot be {word}: {why}. Nothing was changed.",
            "Undo or delete what came after it first.",
        )


def _fixing(session: Session, seq: int) -> list[_Fixing]:
    """What every event for good after `seq` touched, printed and disclosed, the oldest first."""
    rows = session.execute(
        select(Event.seq, Event.summary, Change.table_name, Change.record_id)
        .join(Change, Change.event_seq == Event.seq)
        .where(Event.seq > seq, Event.undoable.is_(False), Event.operation.not_in(FIXES_ONLY_ITSELF))
        .order_by(Event.seq)
    ).all()
    pages = [row.record_id for row in rows if row.table_name == PrintedDocument.__tablename__]
    printed: dict[str, str | None] = {}
    for chunk in chunks(pages):
        found = session.execute(
            select(PrintedDocument.id, PrintedDocument.record_id).where(PrintedDocument.id.in_(chunk))
        )
        printed.update((page.id, page.record_id) for page in found)
    for chunk in chunks([row.record_id for row in rows if row.table_name == DisclosurePerson.__tablename__]):
        told = select(DisclosurePerson.id, DisclosurePerson.person_id).where(DisclosurePerson.id.in_(chunk))
        printed.update((row.id, _coming_of(row.person_id)) for row in session.execute(told))
    return [
        _Fixing(row.seq, row.summary, record)
        for row in rows
        for record in (row.record_id, printed.get(row.record_id))
        if record is not None
    ]


def _known_in(session: Session, seq: int) -> set[str]:
    """The ids of an event's records and of everything they are a part of.

    Asks for ids alone: an import of 10,000 rows is one event, and its records are not wanted here.
    """
    known: set[str] = set()
    parts: set[str] = set()
    made = Change.before.is_(None).label("made")
    for row in session.execute(select(Change.table_name, Change.record_id, made).where(Change.event_seq == seq)):
        known.add(row.record_id)
        parts.add(row.table_name)
        if row.made and row.table_name == Person.__tablename__:
            known.add(_coming_of(row.record_id))
    level: dict[str, set[str]] = {}
    for table in parts & PART_OF.keys():
        whole, field = PART_OF[table]
        part_of = func.json_extract(func.coalesce(Change.after, Change.before), f"$.{field}")
        found = session.scalars(select(part_of).where(Change.event_seq == seq, Change.table_name == table).distinct())
        level.setdefault(whole, set()).update(found)
    while level:
        table, ids = level.popitem()
        fresh = ids - known
        known |= ids
        if table in PART_OF and fresh:
            whole, field = PART_OF[table]
            column = getattr(MODELS[table], field)
            for chunk in chunks(sorted(fresh)):
                above = session.scalars(select(column).where(MODELS[table].id.in_(chunk)))
                level.setdefault(whole, set()).update(above)
    return known


def _coming_of(person: str) -> str:
    """That a person came on file; a disclosure fixes this alone: what is on file may still be changed and undone."""
    return f"the coming of {person}"


def _later(session: Session, records: list[str], event: Event) -> str:
    later = session.scalars(
        select(Event)
        .join(Change, Change.event_seq == Event.seq)
        .where(Event.seq > event.seq, Change.record_id.in_(records))
        .order_by(Event.seq.desc())
    ).first()
    return f"“{later.summary}”" if later is not None else "something"


def _touched(each: _Reversal) -> list[str]:
    if each.now is None or each.then is None:
        return []
    before, after = each.then, each.now
    return [field for field in after if plain(after[field]) != plain(before.get(field))]


def _values(record: Record | None) -> dict[str, Any] | None:
    if record is None:
        return None
    return {column.name: getattr(record, column.name) for column in Base.metadata.tables[record.__tablename__].columns}


def _apply(session: Session, each: _Reversal) -> None:
    if each.then is None:
        session.delete(each.found)
    elif each.found is None:
        session.add(MODELS[each.table](**each.then))
    else:
        for field in _touched(each):
            setattr(each.found, field, each.then[field])
