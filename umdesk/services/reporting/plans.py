"""Plans and what happened beside them, read for the reports in a few queries of columns."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Text, func, literal_column, or_, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.elements import ColumnElement

from umdesk.domain.counts import Period, takes_part
from umdesk.domain.in_force import Marks
from umdesk.domain.reports.plan_facts import (
    Amount,
    AnyVersion,
    Numbered,
    Planned,
    Spent,
    Step,
    Version,
    Worked,
    counted,
    over,
)
from umdesk.domain.words import ActivityType, ProgressStatus, RevisionState, planned_type
from umdesk.domain.writing import capital
from umdesk.services.reporting.book import Book, Taking
from umdesk.services.reporting.sets import among
from umdesk.storage.models import (
    MoneyRecord,
    Plan,
    PlanActivity,
    Progress,
    Revision,
    RevisionStep,
)

Key: TypeAlias = bytes
"""An id as the database has it: turning 60,000 of them into text costs more than the rest of a report."""


class Far(NamedTuple):
    """How far activities are on a day, by identity, where anything is on record; and which were ever begun."""

    status: Mapping[Key, ProgressStatus]
    begun: Set[Key]

    def of(self, item: Key) -> ProgressStatus:
        """How far one is."""
        return self.status.get(item, ProgressStatus.NOT_STARTED)


_FAR = {status.value: str(place) for place, status in enumerate(ProgressStatus)}
_STATUS = {place: ProgressStatus(status) for status, place in _FAR.items()}
_STATES = {state.value: state for state in RevisionState}


def taking_part(book: Book, period: Period) -> tuple[Taking, ...]:
    """The participations that take part on at least one day of a period."""
    return tuple(one for one in book.participations if takes_part(one.states, period, book.definitions))


def versions(
    book: Book, participations: Iterable[str], *, state_on: date | None = None
) -> Mapping[str, tuple[Version, ...]]:
    """The revisions of some participations in the order of their numbers, by participation.

    With `state_on` they have only the steps that tell their state on that day, not since when they were in it: most
    reports ask no more, and few steps do.
    """
    row = Revision
    query = (
        select(
            _raw(row.id), Plan.participation_id, Plan.number, row.number, row.state, row.started_on, row.printed_at,
            row.target_class_code, row.target_class_title, row.in_force_on, row.employee_signed,
            row.supervisor_signed, row.coordinator_signed, row.not_signed_note,
        )
        .join(Plan, Plan.id == row.plan_id)
        .where(among(Plan.participation_id, participations))
        .order_by(row.number)
    )  # fmt: skip
    rows = list(book.rows(query))
    steps = _steps(book, [one[0] for one in rows], state_on)
    found: defaultdict[str, list[Version]] = defaultdict(list)
    for one in rows:
        found[one[1]].append(_version(one, steps.get(one[0], ())))
    return {part: tuple(rows) for part, rows in found.items()}


def revisions(book: Book, participations: Iterable[str]) -> Mapping[str, tuple[Numbered, ...]]:
    """The revisions of some participations with their present states in the order of their numbers, likewise."""
    row = Revision
    query = (
        select(_raw(row.id), Plan.participation_id, row.number, row.state)
        .join(Plan, Plan.id == row.plan_id)
        .where(among(Plan.participation_id, participations))
        .order_by(row.number)
    )
    found: defaultdict[str, list[Numbered]] = defaultdict(list)
    for revision, part, number, state in book.rows(query):
        found[part].append(Numbered(revision, number, _STATES[state]))
    return {part: tuple(rows) for part, rows in found.items()}


def numbers(book: Book) -> Mapping[str, str]:
    """The numbers of all plans, by participation."""
    return dict(book.rows(select(Plan.participation_id, Plan.number)))


def newest_of(book: Book, items: Iterable[Key]) -> Mapping[Key, Planned]:
    """Some activities as the newest revision with each says, by identity; how far they are is not told."""
    row = PlanActivity
    query = (
        select(_raw(row.item_id), row.type, row.text, row.training_category, func.max(Revision.number))
        .join(Revision, Revision.id == row.revision_id)
        .where(among(row.item_id, (each.hex() for each in items)))
        .group_by(row.item_id)
    )  # of a group SQLite takes the columns from the row of the maximum
    return {
        item: Planned(item, planned_type(kind), text, ProgressStatus.NOT_STARTED, category)
        for item, kind, text, category, _number in book.rows(query)
    }


def progress(book: Book, period: Period, participations: Iterable[str]) -> tuple[Far, Mapping[str, tuple[Worked, ...]]]:
    """How far the activities of some were at the end of a period's last day, and the hours of everybody recorded in it.

    Of two records of one day the further one holds, as `plans.status_of` says. All records up to that day are read:
    to pick those of many participations takes the database longer.
    """
    row = Progress
    query = select(_raw(row.participation_id), _raw(row.item_id), _raw(row.on), row.status, _raw(row.hours)).where(
        row.on <= period.last
    )
    wanted, first = {bytes.fromhex(one) for one in participations}, period.first.isoformat()
    newest: dict[Key, str] = {}
    begun: set[Key] = set()
    worked: defaultdict[bytes, list[Worked]] = defaultdict(list)
    untouched = ProgressStatus.NOT_STARTED.value
    day, amount = cache(date.fromisoformat), cache(Decimal)
    for part, item, on, status, text in book.rows(query):
        if part in wanted:
            mark = on + _FAR[status]
            if newest.get(item, "") < mark:
                newest[item] = mark
            if status != untouched:
                begun.add(item)
        if text and on >= first and (hours := amount(text)):
            worked[part].append(Worked(item, day(on), hours))
    far = Far({item: _STATUS[mark[-1]] for item, mark in newest.items()}, begun)
    return far, {part.hex(): tuple(rows) for part, rows in worked.items()}


def statuses(book: Book, participations: Iterable[str], last: date) -> Far:
    """How far the activities of some participations were at the end of a day."""
    return progress(book, Period(last, last), participations)[0]


def required(book: Book, revisions: Iterable[Key]) -> Mapping[Key, tuple[Key, ...]]:
    """The identities of the required activities of some revisions, by revision."""
    row = PlanActivity
    query = select(_raw(row.revision_id), _raw(row.item_id)).where(
        row.required, among(row.revision_id, (each.hex() for each in revisions))
    )
    found: defaultdict[Key, list[Key]] = defaultdict(list)
    for revision, item in book.rows(query):
        found[revision].append(item)
    return {revision: tuple(items) for revision, items in found.items()}


def identities(
    book: Book, by_part: Mapping[str, Sequence[AnyVersion]], far: Far, *, hours: bool = False
) -> Mapping[str, tuple[Planned, ...]]:
    """The activities of each participation, each identity once; with their training categories and `hours` if wanted.

    Those of the revision that counts, and others that were begun, as the newest revision with them says.
    """
    agreed = {part: one for part, rows in by_part.items() if (one := counted(rows)) is not None}
    ids = (one.id.hex() for one in agreed.values())
    planned = _planned(book, among(PlanActivity.revision_id, ids), far, hours=hours)
    found = {part: list(planned.get(one.id, ())) for part, one in agreed.items()}
    known = {row.item for rows in found.values() for row in rows}
    begun = far.begun - known
    if begun:
        order = {one.id: (one.number, part) for part, held in by_part.items() for one in held}
        rows = _planned(book, among(PlanActivity.item_id, (each.hex() for each in begun)), far, hours=hours)
        for revision in sorted(rows.keys() & order.keys(), key=lambda each: -order[each][0]):
            for row in rows[revision]:
                if row.item not in known:
                    known.add(row.item)
                    found[order[revision][1]].append(row)
    return {part: tuple(rows) for part, rows in found.items()}


def money(book: Book, participations: Collection[str] | None, period: Period) -> Mapping[str, tuple[Spent, ...]]:
    """What was spent in a period by participation, of some or of all (None); said by its note, else by its kind."""
    row = MoneyRecord
    query = select(_raw(row.participation_id), _raw(row.on), _raw(row.amount), row.note, row.category).where(
        row.on >= period.first, row.on <= period.last
    )
    if participations is not None:
        query = query.where(among(row.participation_id, participations))
    found: defaultdict[bytes, list[Spent]] = defaultdict(list)
    day, amount, said = cache(date.fromisoformat), cache(Decimal), cache(capital)
    for part, on, text, note, category in book.rows(query):
        found[part].append(Spent(day(on), amount(text), note or said(category)))
    return {part.hex(): tuple(rows) for part, rows in found.items()}


def spent(book: Book, papers: Mapping[str, str], period: Period) -> list[Amount]:
    """What was spent in a period on anybody, each with the number of the plan out of `papers`."""
    who = {one.id: book.people[one.person] for one in book.participations}
    return [
        Amount(who[part], papers.get(part, ""), one.text, one.amount, one.on)
        for part, rows in money(book, None, period).items()
        for one in rows
    ]


def _planned(book: Book, which: ColumnElement[bool], far: Far, *, hours: bool) -> Mapping[Key, list[Planned]]:
    """Activities by revision, in the order in which they were written; to sort them takes longer than to read them."""
    row = PlanActivity
    query = select(_raw(row.revision_id), _raw(row.item_id), row.type, row.text).where(which)
    found: defaultdict[Key, list[Planned]] = defaultdict(list)
    types = {"": planned_type(""), **{each.value: each for each in ActivityType}}
    status, untouched = far.status.get, ProgressStatus.NOT_STARTED
    if not hours:
        for revision, item, kind, text in book.rows(query):
            found[revision].append(Planned(item, types[kind], text, status(item, untouched)))
        return found
    amount = cache(lambda written: written and Decimal(written))
    more = query.add_columns(row.training_category, _raw(row.state_hours), _raw(row.own_hours))
    for revision, item, kind, text, category, state, own in book.rows(more):
        one = Planned(item, types[kind], text, status(item, untouched), category, amount(state), amount(own))
        found[revision].append(one)
    return found


def _steps(book: Book, revisions: Collection[Key], state_on: date | None) -> Mapping[Key, tuple[Step, ...]]:
    """The steps of some revisions by revision, in order of time: all, or those that tell the state on a day.

    Those of other revisions are read too: to pick and sort them takes the database longer.
    """
    row = RevisionStep
    query = select(_raw(row.revision_id), _raw(row.made_at), row.from_state, row.to_state)
    if state_on is not None:
        query = query.where(or_(row.made_at >= over(state_on), row.to_state == RevisionState.SUPERSEDED.value))
    found: defaultdict[Key, list[Step]] = defaultdict(list)
    moment, wanted = datetime.fromisoformat, frozenset(revisions)
    for revision, at, before, after in book.rows(query.order_by(literal_column("rowid"))):
        if revision in wanted:
            found[revision].append(Step(moment(at), _STATES[before], _STATES[after]))
    return {revision: tuple(sorted(rows, key=attrgetter("at"))) for revision, rows in found.items()}


def _raw(column: InstrumentedAttribute[Any]) -> ColumnElement[Any]:
    """A column whose values stay as the database has them: ids bytes, days and decimals texts."""
    return type_coerce(column, Text)


def _version(one: Any, steps: tuple[Step, ...]) -> Version:
    (
        revision, part, plan, number, state, started, printed, code, title, in_force_on, employee, supervisor,
        coordinator, not_signed,
    ) = one  # fmt: skip
    was = next((step.before for step in reversed(steps) if step.after is RevisionState.SUPERSEDED), None)
    marks = Marks(state, in_force_on, employee, supervisor, coordinator, not_signed, was)
    return Version(
        id=revision,
        participation=part,
        plan=plan,
        number=number,
        state=_STATES[state],
        started=started,
        printed=printed,
        target_code=code,
        target_title=title,
        since=marks.since,
        agreed=marks.agreed,
        steps=steps,
    )
