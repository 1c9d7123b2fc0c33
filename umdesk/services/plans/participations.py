"""Participations: a person enters the program, is on leave, leaves it; each state from a date on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates
from umdesk.domain.classes import ClassCatalogue, class_code
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.words import TAKES_PART, ParticipationState, RevisionState, Role
from umdesk.services import classes
from umdesk.services.people import holding
from umdesk.services.permissions import permit
from umdesk.storage import models
from umdesk.storage.chunks import chunks
from umdesk.storage.numbering import next_number
from umdesk.storage.program import Program

OVER = frozenset(ParticipationState) - TAKES_PART
"""States in which a participation has ended."""


@dataclass(frozen=True, slots=True)
class Participation:
    """A participation with its plan; `new` is False when the person took part already."""

    id: str
    plan_id: str
    plan_number: str
    revision_id: str
    new: bool


@dataclass(frozen=True, slots=True)
class State:
    """A participation's state from a date on."""

    state: ParticipationState
    effective: date
    reason: str
    id: str = field(default="", compare=False)


def start_participation(
    session: Session, person_id: str, application_id: str | None, started: date, today: date
) -> Participation:
    """Bring a person into the program: participation, active state, plan with a number, revision 1 as a draft.

    The draft holds class, unit and supervisor of the appointment in force on `started` and the application's target
    class. Somebody who is in the program already stays in that participation and gets no second plan.
    """
    running = _running(session, person_id)
    if running is not None:
        return running
    participation = models.Participation(
        id=models.new_id(), person_id=person_id, application_id=application_id, started=started
    )
    session.add(participation)
    session.flush()
    session.add(
        models.ParticipationStateRow(
            participation_id=participation.id, state=ParticipationState.ACTIVE, effective=started
        )
    )
    plan = models.Plan(
        id=models.new_id(), participation_id=participation.id, number=next_number(session, "plan", started.year)
    )
    session.add(plan)
    session.flush()
    revision = _first_revision(
        session, plan.id, person_id=person_id, application_id=application_id, started=started, today=today
    )
    session.add(revision)
    session.flush()
    return Participation(participation.id, plan.id, plan.number, revision.id, new=True)


def set_state(program: Program, participation_id: str, state: ParticipationState, on: date, reason: str) -> None:
    """Put a participation into a state from a date on.

    Raises:
        InvalidInput: there is no reason where one is needed, or the date lies before the last state's.
        NotNow: the participation is in that state already.
    """
    permit(program, "plans.participations.set_state")
    with program.operation("plans.participations.set_state", "", reason=reason.strip() or None) as op:
        enter_state(op.session, participation_id, state, on, reason)
        op.summary = f"{person_of(op.session, participation_id).full_name}: {state} from {dates.show(on)}"


def remove_state(program: Program, state_id: str) -> None:
    """Take out the last change of state, which was made by mistake; the state before it holds again.

    Raises:
        NotNow: it is not the last one, or it is the one with which the participation began.
    """
    permit(program, "plans.participations.remove_state")
    with program.operation("plans.participations.remove_state", "") as op:
        row = op.session.get(models.ParticipationStateRow, state_id)
        rows = _rows(op.session, row.participation_id) if row else []
        if row is None or len(rows) < 2 or rows[-1].id != row.id:
            raise NotNow("Only the last change of state can be taken out; nothing was changed.", "Look at it again.")
        _refuse_second(op.session, row.participation_id, ParticipationState(rows[-2].state))
        who = person_of(op.session, row.participation_id).full_name
        op.summary = f"{who}: not {row.state} from {dates.show(row.effective)} after all"
        op.session.delete(row)


def enter_state(session: Session, participation_id: str, state: ParticipationState, on: date, reason: str) -> None:
    """The part of `set_state` that other operations compose."""
    rows = _rows(session, participation_id)
    last = rows[-1]
    if last.state == state:
        raise NotNow(f"The participation is {state} already, since {dates.show(last.effective)}; nothing was changed.")
    if on < last.effective:
        raise InvalidInput(
            f"The date lies before the last change of state, {dates.show(last.effective)}; nothing was changed.",
            "Choose that day or a later one.",
            field="on",
        )
    if state is not ParticipationState.ACTIVE and not reason.strip():
        raise InvalidInput("A reason is missing; nothing was changed.", "Say in a few words why.", field="reason")
    _refuse_second(session, participation_id, state)
    if on == last.effective and len(rows) > 1:
        # One state a day: the second change of a day corrects the first.
        last.state, last.reason = state, reason.strip()
    else:
        session.add(
            models.ParticipationStateRow(
                participation_id=participation_id, state=state, effective=on, reason=reason.strip()
            )
        )
    session.flush()


def state_rows(session: Session, participation_id: str) -> tuple[State, ...]:
    """All states of a participation in order of time; there is always one."""
    return states_of(session, [participation_id])[participation_id]


def states_of(session: Session, ids: Iterable[str] | None = None) -> Mapping[str, tuple[State, ...]]:
    """The same of several participations, or of all (None)."""
    row = models.ParticipationStateRow
    query = select(row) if ids is None else select(row).where(row.participation_id.in_(list(ids)))
    rows: defaultdict[str, list[models.ParticipationStateRow]] = defaultdict(list)
    for found in session.scalars(query):
        rows[found.participation_id].append(found)
    return {
        each: tuple(State(ParticipationState(one.state), one.effective, one.reason, one.id) for one in _in_order(found))
        for each, found in rows.items()
    }


def refuse_after_end(session: Session, participation_id: str, on: date, field: str = "on") -> None:
    """Let something be recorded of a day, or refuse because the participation had ended before it.

    Raises:
        InvalidInput: it had; `field` is named as the wrong one.
    """
    states = state_rows(session, participation_id)
    begun = [state for state in states if state.effective <= on]
    last = begun[-1] if begun else states[0]
    if last.state in OVER and on > last.effective:
        raise InvalidInput(
            f"The participation is {last.state} since {dates.show(last.effective)}; nothing was recorded.",
            "Only what happened until that day can be recorded.",
            field=field,
        )


def state_on(states: Sequence[State], day: date) -> ParticipationState:
    """The state that holds on a day; before the first one, the first."""
    begun = [state for state in states if state.effective <= day]
    return (begun[-1] if begun else states[0]).state


def over_on(states: Sequence[State], day: date) -> State | None:
    """The state that had ended a participation by a day; None while it goes on."""
    begun = [state for state in states if state.effective <= day]
    return begun[-1] if begun and begun[-1].state in OVER else None


def takes_part(session: Session, participation_id: str, day: date) -> bool:
    """Whether somebody is in the program on a day, be it on leave: what is due after the end asks nobody."""
    return state_on(state_rows(session, participation_id), day) in TAKES_PART


def taking_part(session: Session, day: date) -> frozenset[str]:
    """The participations of all who are in the program on a day, be it on leave."""
    return frozenset(each for each, states in states_of(session).items() if state_on(states, day) in TAKES_PART)


def _rows(session: Session, participation_id: str) -> list[models.ParticipationStateRow]:
    row = models.ParticipationStateRow
    return _in_order(session.scalars(select(row).where(row.participation_id == participation_id)))


def _in_order(rows: Iterable[models.ParticipationStateRow]) -> list[models.ParticipationStateRow]:
    # Only the day of the start can have two: active, and what it turned into.
    return sorted(rows, key=lambda one: (one.effective, one.state != ParticipationState.ACTIVE))


def _running(session: Session, person_id: str) -> Participation | None:
    """The person's participation that has not ended, if any."""
    part, plan, revision = models.Participation, models.Plan, models.Revision
    found = session.execute(
        select(part.id, plan.id, plan.number)
        .join(plan, plan.participation_id == part.id)
        .where(part.person_id == person_id)
    )
    for participation_id, plan_id, number in found:
        if state_rows(session, participation_id)[-1].state not in OVER:
            newest = select(revision.id).where(revision.plan_id == plan_id).order_by(revision.number.desc())
            return Participation(participation_id, plan_id, number, session.scalars(newest).first() or "", new=False)
    return None


def _refuse_second(session: Session, participation_id: str, state: ParticipationState) -> None:
    """Nobody takes part twice at a time: who came back has a participation of their own."""
    running = _running(session, person_of(session, participation_id).id)
    if state not in OVER and running is not None and running.id != participation_id:
        raise NotNow(
            f"This person takes part again already, with plan {running.plan_number}; nothing was changed.",
            "Go on in that plan.",
        )


def _first_revision(
    session: Session, plan_id: str, *, person_id: str, application_id: str | None, started: date, today: date
) -> models.Revision:
    held = holding.held_or_first(session, person_id, started)
    catalogue = classes.facts(session)
    revision = models.Revision(
        id=models.new_id(), plan_id=plan_id, number=1, state=RevisionState.DRAFT, started_on=today,
        coordinator_name=coordinator_name(session),
    )  # fmt: skip
    if held is not None:
        unit, supervisor = holding.names_of(session, held)
        revision.current_class_code = held.class_code
        revision.current_class_title = held.class_title or catalogue.title(held.class_code, started)
        revision.unit_name, revision.supervisor_name = unit, supervisor
    application = session.get(models.Application, application_id) if application_id else None
    if application is not None and application.target_class:
        code, title = target_of(catalogue, application.target_class, started)
        revision.target_class_code, revision.target_class_title = code, title
    return revision


def target_of(catalogue: ClassCatalogue, written: str, day: date) -> tuple[str, str]:
    """Code and title of the class that somebody wrote as "5157", "5157 Staff Services Analyst" or by its title.

    Of a class that nobody knows the text is kept as the title, or as the code where it is one.
    """
    text = " ".join(written.split())
    first, _, rest = text.partition(" ")
    code = class_code(first)
    if code.isdigit():
        return code, catalogue.title(code, day) or rest.strip("-–, ")
    titled = catalogue.codes_titled(text)
    return (titled[0], catalogue.title(titled[0], day)) if len(titled) == 1 else ("", text)


def coordinator_name(session: Session) -> str:
    """The name of the first active coordinator, who signs the plans."""
    account, role = models.Account, models.AccountRole
    found = session.scalars(
        select(account.name)
        .join(role, role.account_id == account.id)
        .where(role.role == Role.COORDINATOR, account.active)
        .order_by(account.created_at)
    )
    return found.first() or ""


def people_of(session: Session, ids: Sequence[str]) -> dict[str, models.Person]:
    """The people of several participations, by participation."""
    person, part = models.Person, models.Participation
    found: dict[str, models.Person] = {}
    for chunk in chunks(ids):
        query = select(part.id, person).join(part, part.person_id == person.id).where(part.id.in_(chunk))
        found.update((row[0], row[1]) for row in session.execute(query))
    return found


def person_of(session: Session, participation_id: str) -> models.Person:
    """The person of a participation.

    Raises:
        KeyError: there is no such participation.
    """
    person, part = models.Person, models.Participation
    found = session.scalars(
        select(person).join(part, part.person_id == person.id).where(part.id == participation_id)
    ).first()
    if found is None:
        raise KeyError(participation_id)
    return found
