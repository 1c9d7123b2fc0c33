"""A person's page: all that is on file of one person, gathered from every part of the program."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates
from umdesk.domain.classes import ClassCatalogue
from umdesk.domain.words import ParticipationState, RevisionState, Route
from umdesk.services import classes
from umdesk.services.merged import former_ids
from umdesk.services.people import contacts, separations
from umdesk.services.people.appointments import AppointmentRow, rows_of
from umdesk.services.people.asking import (
    ApplicationOn,
    ParticipationOn,
    PersonOn,
    applications_on,
    on_day,
    participation_on,
    refuse_others,
)
from umdesk.services.people.contacts import ContactRow
from umdesk.services.people.separations import SeparationRow
from umdesk.services.permissions import Grant, grant, permit
from umdesk.services.plans import participations
from umdesk.storage import models
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A participation with its plan: the state of today and since when, the plan's number and newest revision."""

    participation_id: str
    state: ParticipationState
    since: date
    started: date
    plan: str
    revision: int
    revision_state: RevisionState | None
    target: str


@dataclass(frozen=True, slots=True)
class AdvancementLine:
    """A move to another class; `participation_id` is "" for one outside a participation."""

    id: str
    participation_id: str
    on: date
    from_class: str
    to_class: str
    route: Route
    note: str


@dataclass(frozen=True, slots=True)
class AssignmentLine:
    """A T&D assignment; days are inclusive."""

    id: str
    participation_id: str
    starts: date
    ends: date
    class_text: str


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Everything of one person: `on` and `standing` are of the day that was asked for, all else is what is on file.

    `merged` are sentences on records that became one with this one, `record_ids` those whose changes are the history
    of the person.
    """

    on: PersonOn
    standing: ParticipationOn | None
    hired: date | None
    work_phone: str
    work_email: str
    appointments: tuple[AppointmentRow, ...]
    applications: tuple[ApplicationOn, ...]
    plans: tuple[PlanLine, ...]
    contacts: tuple[ContactRow, ...]
    advancements: tuple[AdvancementLine, ...]
    assignments: tuple[AssignmentLine, ...]
    merged: tuple[str, ...]
    record_ids: tuple[str, ...]
    separations: tuple[SeparationRow, ...] = ()


def page(program: Program, person_id: str, day: date) -> PersonPage:
    """All that the account may see of a person, with what holds on a day; a supervisor is told no applications.

    Raises:
        Gone: there is no such person.
        NotAllowed: it is none of the people that the account reaches.
    """
    permit(program, "people.page.page")
    what, today = "people.page.page", program.today()
    with program.reading() as session:
        refuse_others(session, program, what, person_id)
        person = session.get_one(models.Person, person_id)
        whole = grant(program, what) is not Grant.OWN
        catalogue = classes.facts(session)
        held = rows_of(session, person_id)
        # What came in with a day still to come is on file too.
        applied = applications_on(session, program, person_id, max(day, today)) if whole else ()
        written = contacts.rows_of(session, program, person_id)
        moves, served = _advancements(session, person_id), _assignments(session, catalogue, person_id)
        taken_part, left = _plans(session, person_id, today), separations.rows_of(session, person_id)
        ids = [one.id for part in (held, written, moves, served, left) for one in part]
        ids += [one.participation_id for one in taken_part]
        return PersonPage(
            on=on_day(session, catalogue, person_id, day),
            standing=participation_on(session, person_id, day),
            hired=person.hired,
            work_phone=person.work_phone,
            work_email=person.work_email,
            appointments=held,
            applications=applied,
            plans=taken_part,
            contacts=written,
            advancements=moves,
            assignments=served,
            merged=_merged(session, person_id) if whole else (),
            record_ids=(person_id, *former_ids(session, person_id), *(one.id for one in applied), *ids)
            if whole
            else tuple(ids),
            separations=left,
        )


def _plans(session: Session, person_id: str, today: date) -> tuple[PlanLine, ...]:
    part, plan, revision = models.Participation, models.Plan, models.Revision
    found = session.execute(
        select(part.id, part.started, plan.id, plan.number)
        .outerjoin(plan, plan.participation_id == part.id)
        .where(part.person_id == person_id)
        .order_by(part.started.desc(), plan.number.desc())
    ).all()
    lines = []
    for part_id, started, plan_id, number in found:
        newest = session.scalars(
            select(revision).where(revision.plan_id == plan_id).order_by(revision.number.desc())
        ).first()
        begun = [state for state in participations.state_rows(session, part_id) if state.effective <= today]
        target = f"{newest.target_class_code} {newest.target_class_title}".strip() if newest else ""
        lines.append(
            PlanLine(
                part_id, begun[-1].state if begun else ParticipationState.ACTIVE,
                begun[-1].effective if begun else started, started, number or "", newest.number if newest else 0,
                RevisionState(newest.state) if newest else None, target,
            )
        )  # fmt: skip
    return tuple(lines)


def _advancements(session: Session, person_id: str) -> tuple[AdvancementLine, ...]:
    row = models.Advancement
    found = session.scalars(select(row).where(row.person_id == person_id).order_by(row.on.desc(), row.id))
    return tuple(
        AdvancementLine(
            one.id, one.participation_id or "", one.on, one.from_class_code,
            f"{one.to_class_code} {one.to_class_title}".strip(), Route(one.route), one.note,
        )
        for one in found
    )  # fmt: skip


def _assignments(session: Session, catalogue: ClassCatalogue, person_id: str) -> tuple[AssignmentLine, ...]:
    row = models.TDAssignment
    found = session.scalars(select(row).where(row.person_id == person_id).order_by(row.starts.desc(), row.id))
    return tuple(
        AssignmentLine(
            one.id, one.participation_id or "", one.starts, one.ends,
            f"{one.class_code} {catalogue.title(one.class_code, one.starts)}".strip() if one.class_code else "",
        )
        for one in found
    )  # fmt: skip


def _merged(session: Session, person_id: str) -> tuple[str, ...]:
    row = models.PersonMerge
    found = session.scalars(select(row).where(row.person_id == person_id).order_by(row.merged_at))
    return tuple(
        f"Until {dates.show(one.merged_at.astimezone().date())} also on file as {one.gone_name}"
        + (f", employee number {one.gone_number}." if one.gone_number else ".")
        for one in found
    )
