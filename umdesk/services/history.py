"""Who changed what and when, in words; undo and redo by name."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from functools import partial
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from umdesk.domain import dates, list_filters
from umdesk.domain.errors import NotAllowed
from umdesk.domain.field_words import RECORDS, SEALED, UNSHOWN, field_words
from umdesk.domain.scoring import shown
from umdesk.domain.settings import DEFAULTS
from umdesk.domain.table_words import TOLD_BY
from umdesk.domain.words import ItemKind
from umdesk.services import own_part, scope
from umdesk.services.history_scope import Mine
from umdesk.services.history_seal import SEALED_STEP, UnderSeal
from umdesk.services.permissions import Grant, grant, permit
from umdesk.storage import undo as steps
from umdesk.storage.chunks import chunks
from umdesk.storage.models import (
    Base,
    Change,
    Criterion,
    Event,
    PlanActivity,
    PlanCompetency,
    PlanCost,
    PlanGoal,
    PlanItem,
    Progress,
    Record,
    Revision,
)
from umdesk.storage.program import Program
from umdesk.storage.undo import MODELS

#: An import changes thousands of records; the list of events shows the first of them and how many more there are.
MOST_CHANGES = 60
KEPT_BACK = "(kept from readers)"
"""What stands in place of a counseling note for who sees of it the date and kind only."""
NOT_KNOWN = "not known"
"""Who typed a wrong password."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, in words; a new record has "" before, a deleted one "" after."""

    record: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One event: when, who, what, why, and what it changed; `more` counts changed records that are not listed."""

    at: datetime
    who: str
    summary: str
    reason: str | None
    operation: str
    changes: tuple[FieldChange, ...]
    more: int = 0


def events(program: Program, record_ids: Sequence[str] | None = None, limit: int = 200) -> list[HistoryLine]:
    """The newest events first, all of them or those that touched some records.

    A supervisor asks for records of their own participants' plans; what an event did besides is not told.

    Args:
        program: the open program.
        record_ids: the records whose changes are asked for; None is the whole program.
        limit: how many events at most.

    Raises:
        NotAllowed: not all of the records are the account's own, or there are none such.
    """
    permit(program, "history.events")
    with program.reading() as session:
        mine = Mine(session, program) if grant(program, "history.events") is Grant.OWN else None
        if mine is not None and (record_ids is None or not mine.has_records(record_ids)):
            raise scope.no_such_plan()
        names = Names(session, scope.kept_back(session, program, "history.events"))
        query = select(Event).order_by(Event.seq.desc()).limit(limit)
        if record_ids is not None:
            touched = select(Change.event_seq).where(Change.record_id.in_(record_ids))
            query = query.where(Event.seq.in_(touched))
        lines, seal = [], UnderSeal(session, program)
        for event in session.scalars(query):
            if seal.hides(event):
                # In the history of one record its time alone would tell, by the order in which numbers are given.
                lines += [] if record_ids else [HistoryLine(event.at, event.account_name, SEALED_STEP, None, "", ())]
                continue
            line = _line(session, names, event, record_ids)
            if mine is not None:
                summary, reason = mine.words_for(event)
                line = replace(line, summary=summary, reason=reason)
            lines.append(line)
        return lines


def lines_of(session: Session, names: "Names", record_ids: Sequence[str]) -> list[HistoryLine]:
    """Every event that touched some records, the oldest first, with all that it changed in them (session block)."""
    found: set[int] = set()
    for chunk in chunks(record_ids):
        found |= set(session.scalars(select(Change.event_seq).where(Change.record_id.in_(chunk))))
    lines = []
    for seq in sorted(found):
        changes: list[Change] = []
        for chunk in chunks(record_ids):
            changes += session.scalars(select(Change).where(Change.event_seq == seq, Change.record_id.in_(chunk)))
        event = session.get_one(Event, seq)
        fields = tuple(field for change in sorted(changes, key=lambda c: c.id) for field in _fields(names, change))
        lines.append(HistoryLine(event.at, event.account_name, event.summary, event.reason, event.operation, fields))
    return lines


def undo_step(program: Program) -> str | None:
    """What *Undo* would take back, in words, or None."""
    permit(program, "history.undo_step")
    step = steps.next_undo(program)
    return _named(program, step) if step and not _lost(program, "history.undo_step", step) else None


def redo_step(program: Program) -> str | None:
    """What *Redo* would do again, in words, or None."""
    permit(program, "history.redo_step")
    step = steps.next_redo(program)
    return _named(program, step) if step and not _lost(program, "history.redo_step", step) else None


def step_size(program: Program, *, redo: bool) -> int:
    """How many records the step changes that *Undo* or *Redo* would take; an import has thousands."""
    permit(program, "history.step_size")
    step = steps.next_redo(program) if redo else steps.next_undo(program)
    if step is None or _lost(program, "history.step_size", step):
        return 0
    with program.reading() as session:
        query = select(func.count()).select_from(Change).join(Event, Event.seq == Change.event_seq)
        return session.execute(query.where(Event.id == step.event_id)).scalar_one()


def undo(program: Program) -> str | None:
    """Take back the last operation of one's own in this sitting; gives its words, or None when there is none.

    Raises:
        NotNow: something of it was changed, printed or fixed since, or what is sealed for the account would change.
        NotAllowed: it was done to a record that is the account's no longer.
    """
    permit(program, "history.undo")
    step = steps.next_undo(program)
    _refuse_lost(program, "history.undo", step)
    named = _named(program, step) if step else None
    return named if steps.undo(program, partial(own_part.unmoved, program=program)) else None


def redo(program: Program) -> str | None:
    """Do again what was undone last; gives its words, or None when there is none.

    Raises:
        NotNow: something of it was changed since; nothing was changed.
        NotAllowed: it was done to a record that is the account's no longer.
    """
    permit(program, "history.redo")
    step = steps.next_redo(program)
    _refuse_lost(program, "history.redo", step)
    named = _named(program, step) if step else None
    return named if steps.redo(program, partial(own_part.unmoved, program=program)) else None


def _lost(program: Program, what: str, step: steps.Step) -> bool:
    """Whether a step is not the account's to take: somebody else's, or done to what is theirs no longer."""
    with program.reading() as session:
        event = session.scalars(select(Event).where(Event.id == step.event_id)).one()
        if event.account_id != program.account.account_id:
            return True
        return grant(program, what) is Grant.OWN and not Mine(session, program).has_event(event)


def _named(program: Program, step: steps.Step) -> str:
    """A step in words; one that ties a name to an application that is sealed since is not named."""
    with program.reading() as session:
        event = session.scalars(select(Event).where(Event.id == step.event_id)).one()
        done = event
        while done.undoes is not None:
            done = session.scalars(select(Event).where(Event.id == done.undoes)).one()
        # Who rates may always read what they did on their own sheets: these have no names.
        own = done.operation.startswith("my_sheets.")
        return SEALED_STEP if not own and UnderSeal(session, program).hides(event) else step.summary


def _refuse_lost(program: Program, what: str, step: steps.Step | None) -> None:
    if step is not None and _lost(program, what, step):
        raise NotAllowed(
            "The last step was done to a record that is not yours to change any more; nothing was changed.",
            "Ask the coordinator, if it has to be taken back.",
        )


def _line(session: Session, names: "Names", event: Event, record_ids: Sequence[str] | None) -> HistoryLine:
    query = select(Change).where(Change.event_seq == event.seq).order_by(Change.id)
    if record_ids is not None:
        query = query.where(Change.record_id.in_(record_ids))
    listed = session.scalars(query.limit(MOST_CHANGES)).all()
    more = 0
    if len(listed) == MOST_CHANGES:
        more = (session.scalar(select(func.count()).select_from(query.subquery())) or 0) - MOST_CHANGES
    changes = tuple(field for change in listed for field in _fields(names, change))
    # Who signs in next only brings wrong tries into the history; whose they were is not known.
    who = NOT_KNOWN if event.operation == "programs.wrong_tries" else event.account_name
    return HistoryLine(event.at, who, event.summary, event.reason, event.operation, changes, more)


def _fields(names: "Names", change: Change) -> Iterable[FieldChange]:
    before: dict[str, Any] = json.loads(change.before) if change.before else {}
    after: dict[str, Any] = json.loads(change.after) if change.after else {}
    table = change.table_name
    record = names.describe(table, after or before)
    for column in (each.name for each in Base.metadata.tables[table].columns):
        old, new = before.get(column), after.get(column)
        if column == "id" or old == new or (table, column) in UNSHOWN:
            continue
        # What a new record has by default is no news.
        if not before and (new is False or new == 0):
            continue
        words = names.show(table, column, old), names.show(table, column, new)
        if names.keeps_back(table, column, after or before):
            words = KEPT_BACK if words[0] else "", KEPT_BACK if words[1] else ""
        if words != ("", ""):
            yield FieldChange(record, field_words(table, column), *words)


class Names:
    """Names of records by id, looked up once each (block for other services)."""

    def __init__(self, session: Session, kept_back: Callable[[str], bool] = lambda _item: False) -> None:
        """Look up in this session; `kept_back` says of an activity, by identity, that its notes are not shown."""
        self._session = session
        self._kept_back = kept_back
        self._known: dict[tuple[str, str], str] = {}
        self._special: dict[tuple[str, str], Callable[[Any], str]] = {
            ("rating", "criterion_key"): self._criterion,
            ("cycle", "tie_ladder"): lambda keys: ", ".join(self._criterion(key) for key in keys),
            ("setting", "key"): lambda key: DEFAULTS[key].title if key in DEFAULTS else str(key),
            ("printed_document", "kind"): lambda kind: _PAPERS.get(kind, kind),
            ("eligibility_record", "reasons"): lambda rows: " ".join(row["reason"] for row in rows),
            ("saved_list", "filters"): _narrowing,
            ("decision", "score"): lambda score: str(shown(Fraction(score))),
            **dict.fromkeys(SEALED, lambda _: "(sealed)"),
        }

    def keeps_back(self, table: str, column: str, values: Mapping[str, Any]) -> bool:
        """Whether a field is a note on counseling or on a contact that is not shown, or a file that came with one."""
        if table == "contact" and column == "note":
            return self._kept_back(str(values["person_id"]))
        if table == "participation_file" and column in {"name", "note", "media_type", "size"}:
            record = self._session.get(Progress, values["progress_id"]) if values.get("progress_id") else None
            return self._kept_back(record.item_id if record else "")  # what is unknown is kept back
        return table == "progress" and column in {"note", "evidence"} and self._kept_back(str(values["item_id"]))

    def show(self, table: str, column: str, value: Any) -> str:
        """A stored value as people read it."""
        if value is None or value == "":
            return ""
        special = self._special.get((table, column))
        if special is not None:
            return special(value)
        target = next(iter(Base.metadata.tables[table].columns[column].foreign_keys), None)
        if target is not None and isinstance(value, str) and target.column.table.name in MODELS:
            return self._name_of(target.column.table.name, value)
        return _plain_text(value)

    def describe(self, table: str, values: dict[str, Any]) -> str:
        """A record by its kind and what tells it from others: "person Reyes, Ana"."""
        return f"{RECORDS[table]} {self._told(table, values)}".strip()

    def _told(self, table: str, values: dict[str, Any]) -> str:
        parts = [self.show(table, column, values.get(column)) for column in TOLD_BY.get(table, ())]
        return (" R" if table == "revision" else ", ").join(part for part in parts if part)

    def _name_of(self, table: str, record_id: str) -> str:
        key = (table, record_id)
        if key not in self._known:
            record = self._session.get(MODELS[table], record_id)
            if record is None:
                self._known[key] = self._tell_deleted(table, record_id)
            elif isinstance(record, PlanItem):
                self._known[key] = self._worded(record)
            else:
                self._known[key] = self._tell(table, record)
        return self._known[key]

    def _worded(self, item: PlanItem) -> str:
        """The identity of a plan's entry by how the newest revision words it."""
        model = _WORDED_IN[ItemKind(item.kind)]
        newest = select(model).join(Revision, Revision.id == model.revision_id).where(model.item_id == item.id)
        row = self._session.scalars(newest.order_by(Revision.number.desc()).limit(1)).first()
        return item.kind if row is None else self._tell(row.__tablename__, row)

    def _tell(self, table: str, record: Record) -> str:
        values = {column: _stored(getattr(record, column)) for column in TOLD_BY.get(table, ())}
        return self._told(table, values) or RECORDS[table]

    def _tell_deleted(self, table: str, record_id: str) -> str:
        last = select(Change.before).where(Change.record_id == record_id, Change.before.is_not(None))
        text = self._session.scalars(last.order_by(Change.id.desc()).limit(1)).first()
        if text is None:
            return RECORDS[table]
        return self._told(table, json.loads(text)) or RECORDS[table]

    def _criterion(self, key: str) -> str:
        known = ("criterion key", key)
        if known not in self._known:
            name = self._session.scalars(select(Criterion.name).where(Criterion.key == key)).first()
            self._known[known] = name or RECORDS["criterion"]
        return self._known[known]


def _narrowing(values: dict[str, Any]) -> str:
    """What a saved list shows, in words."""
    kept = list_filters.from_json(values)
    return "; ".join(filter(None, (kept.state, *(f"{name}: {value}" for name, value in kept.filters), kept.words)))


def _stored(value: Any) -> Any:
    return value.isoformat() if isinstance(value, (date, datetime)) else value


def _plain_text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(_plain_text(each) for each in value)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_plain_text(each)}" for key, each in value.items())
    text = str(value)
    try:
        if len(text) == len("2026-03-14"):
            return dates.show(date.fromisoformat(text))
        if len(text) > len("2026-03-14T") and text[10] == "T":
            return dates.show_moment(datetime.fromisoformat(text))
    except ValueError:
        pass
    return text


#: What an entry of a plan stands for → where its wording is.
_WORDED_IN: dict[ItemKind, type[PlanActivity | PlanGoal | PlanCompetency | PlanCost]] = {
    ItemKind.ACTIVITY: PlanActivity,
    ItemKind.GOAL: PlanGoal,
    ItemKind.COMPETENCY: PlanCompetency,
    ItemKind.COST: PlanCost,
}

#: Kind of printed document → what people call it, where that is another word.
_PAPERS = {
    "cdp": "career plan",
    "cdp copy": "copy of the plan",
    "packet": "selection packet",
    "packet workbook": "workbook of the selection packet",
}
