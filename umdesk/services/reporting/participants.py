"""The participants of a period with how far each is, for their report and for the pipeline."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import func, select

from umdesk.domain import readiness
from umdesk.domain.counts import state_on
from umdesk.domain.reports import participants
from umdesk.domain.reports.model import Content, Span
from umdesk.domain.reports.participants import Taker
from umdesk.domain.reports.plan_facts import Version, in_force_by, newest_by
from umdesk.domain.words import ParticipationState
from umdesk.services.reporting import plans, ready
from umdesk.services.reporting.book import Book
from umdesk.services.reporting.sets import among
from umdesk.storage.models import Appointment, Unit


def content(book: Book, span: Span) -> Content:
    """The report of participants on a period."""
    basis = book.basis(span)
    last = basis.period.last
    taking = plans.taking_part(book, basis.period)
    ids = [one.id for one in taking]
    held = held_on(book, {one.person for one in taking}, last)
    versions = plans.versions(book, ids, state_on=last)
    far, hours = plans.progress(book, basis.period, ids)
    planned, money = plans.identities(book, versions, far), plans.money(book, ids, basis.period)
    answers = ready.of(book, ready.in_program(taking, last), versions, far, last)
    takers = []
    for one in taking:
        unit, code = held.get(one.person, ("", ""))
        of_plan = versions.get(one.id, ())
        newest = newest_by(of_plan, last)
        agreed = in_force_by(of_plan, last) or newest
        takers.append(
            Taker(
                one.id, book.people[one.person], one.started,
                state_on(one.states, last) or ParticipationState.ACTIVE, unit,
                book.class_title(code, last) if code else "", target_of(agreed),
                newest.plan if newest else "", newest.state_on(last) if newest else None, planned.get(one.id, ()),
                hours.get(one.id, ()), money.get(one.id, ()),
                readiness.shortly(answers[one.id].lines) if one.id in answers else "",
                answers[one.id].next_review if one.id in answers else None,
            )
        )  # fmt: skip
    return participants.content(takers, basis)


def target_of(version: Version | None) -> str:
    """The target class that a revision names, as people name it; "" for none."""
    return f"{version.target_code} {version.target_title}".strip() if version is not None else ""


def held_on(book: Book, people: Iterable[str], day: date) -> Mapping[str, tuple[str, str]]:
    """Unit and class code that people held on a day, or last held where they had left; nobody before the first."""
    row = Appointment
    query = (
        select(row.person_id, Unit.name, row.class_code, func.max(row.effective))
        .outerjoin(Unit, Unit.id == row.unit_id)
        .where(row.effective <= day, among(row.person_id, people))
        .group_by(row.person_id)
    )  # of a group SQLite takes the columns from the row of the maximum
    return {one[0]: (one[1] or "", one[2]) for one in book.rows(query)}
