"""What a change of classes would do to applications and to the count of hires, worked out before it is made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import counts
from umdesk.domain.class_changes import AddClass, Change, ClassRows, RemoveTitle, after
from umdesk.domain.class_values import tidy_code
from umdesk.domain.class_words import NOT_KNOWN, Span, changed_spans
from umdesk.domain.classes import ClassCatalogue
from umdesk.domain.counts import Definitions, Move, Period, StateChange
from umdesk.domain.progress import Progress
from umdesk.domain.words import ApplicationState, CycleState, Eligibility, ParticipationState, Route
from umdesk.domain.writing import listed_name
from umdesk.services import settings
from umdesk.services.applicants import standing
from umdesk.services.applicants.judging import Judge
from umdesk.services.applicants.recorded import records
from umdesk.services.classes import facts
from umdesk.services.classes.editing import refuse_used
from umdesk.services.permissions import permit
from umdesk.storage.chunks import chunks
from umdesk.storage.models import (
    Advancement,
    Application,
    Appointment,
    Cycle,
    Participation,
    ParticipationStateRow,
    Person,
)
from umdesk.storage.program import Program

_STEP = 500


@dataclass(frozen=True, slots=True)
class ApplicationEffect:
    """An application whose computed answer would change; `kept` says why the answer in force stays all the same."""

    application_id: str
    number: str
    name: str
    cycle: str
    before: Eligibility
    after: Eligibility
    kept: str = ""


@dataclass(frozen=True, slots=True)
class AdvancementEffect:
    """A move that would count as a UM hire (`counts`), or would count no longer."""

    person_id: str
    name: str
    on: date
    from_class: str
    to_class: str
    counts: bool


@dataclass(frozen=True, slots=True)
class ClassEffect:
    """A class that would be something else to the program, and on which days."""

    class_code: str
    title: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Effects:
    """Everything that a change would do beyond the class itself."""

    classes: tuple[ClassEffect, ...]
    applications: tuple[ApplicationEffect, ...]
    advancements: tuple[AdvancementEffect, ...]

    def __bool__(self) -> bool:
        """Whether there is anything to agree to; a class that only comes in is what was asked for."""
        changed = any(span.before != NOT_KNOWN for each in self.classes for span in each.spans)
        return changed or bool(self.applications or self.advancements)

    @property
    def changed(self) -> tuple[ApplicationEffect, ...]:
        """The applications whose answer in force would change."""
        return tuple(each for each in self.applications if not each.kept)

    @property
    def kept(self) -> tuple[ApplicationEffect, ...]:
        """The applications whose answer stays although the rules would say otherwise."""
        return tuple(each for each in self.applications if each.kept)


def effects_of(program: Program, changes: Sequence[Change], progress: Progress | None = None) -> Effects:
    """What changes of classes would do, by the same rules as everywhere, without making them.

    Raises:
        InvalidInput: a value that cannot be, named by `field`.
        NotNow: a row is no longer there, or something stands on the row that is to go.
    """
    permit(program, "classes.effects.effects_of")
    tell = progress or (lambda _done, _total, _text: None)
    with program.reading() as session:
        before = facts(session)
        changed = _changed(session, before, changes)
        becomes = _with(before, changed)
        tell(0, 3, "Looking at the classes")
        classes = tuple(
            ClassEffect(code, _newest_title(rows), spans)
            for code, rows in changed.items()
            if (spans := changed_spans(before, becomes, code))
        )
        tell(1, 3, "Judging the applications")
        applications = _applications(session, before, becomes, frozenset(changed), tell)
        tell(2, 3, "Counting the hires")
        return Effects(classes, applications, _advancements(session, before, becomes, frozenset(changed)))


def _changed(session: Session, catalogue: ClassCatalogue, changes: Sequence[Change]) -> dict[str, ClassRows]:
    found: dict[str, ClassRows] = {}
    for change in changes:
        code = tidy_code(change.class_code) if isinstance(change, AddClass) else change.class_code
        rows = found.get(code) or ClassRows(code, catalogue.titles.get(code, ()), catalogue.overrides.get(code, ()))
        if isinstance(change, RemoveTitle):
            refuse_used(session, rows, change.title_id)
        found[code] = after(rows, change)
    return found


def _with(catalogue: ClassCatalogue, changed: dict[str, ClassRows]) -> ClassCatalogue:
    return ClassCatalogue.of(
        [
            *(row for code, rows in catalogue.titles.items() if code not in changed for row in rows),
            *(row for rows in changed.values() for row in rows.titles),
        ],
        [
            *(row for code, rows in catalogue.overrides.items() if code not in changed for row in rows),
            *(row for rows in changed.values() for row in rows.overrides),
        ],
    )


def _newest_title(rows: ClassRows) -> str:
    return rows.titles[-1].title if rows.titles else ""


def _applications(
    session: Session, before: ClassCatalogue, becomes: ClassCatalogue, codes: frozenset[str], tell: Progress
) -> tuple[ApplicationEffect, ...]:
    now, then = Judge.of(session, before), Judge.of(session, becomes)
    decided, recorded = standing.decisions(session), records(session)
    rows = session.execute(
        select(
            Application.id, Application.number, Application.state, Person.last_name, Person.first_name,
            Cycle.name, Cycle.state.label("cycle_state"), *now.columns,
        )
        .join(Person, Person.id == Application.person_id)
        .join(Cycle, Cycle.id == Application.cycle_id)
        .join(Appointment, Appointment.id == Application.appointment_id)
        # A class that is known by its title alone can be any of them.
        .where(Appointment.class_code.in_((*codes, "")))
        .order_by(Application.number)
    ).all()  # fmt: skip
    found = []
    for place, row in enumerate(rows):
        if place % _STEP == 0:
            tell(place, len(rows), "Judging the applications")
        was, answer = now.of_row(row).eligibility, then.of_row(row).eligibility
        if was is not answer:
            on_record = recorded.get(row.id)
            kept = _kept(row.id in decided, on_record.occasion if on_record else "", row.cycle_state, row.state)
            name = listed_name(row.last_name, row.first_name)
            found.append(ApplicationEffect(row.id, row.number, name, row.name, was, answer, kept))
    return tuple(found)


def _kept(decided: bool, occasion: str, cycle_state: str, state: str) -> str:
    """Why the answer of an application stays as it is, "" when it does not."""
    if decided:
        return "the coordinator decided it"
    if occasion:
        return f"it is on record: {occasion}"
    if cycle_state == CycleState.CLOSED.value:
        return "the cycle is closed"
    return "it is withdrawn" if state == ApplicationState.WITHDRAWN.value else ""


def _advancements(
    session: Session, before: ClassCatalogue, becomes: ClassCatalogue, codes: frozenset[str]
) -> tuple[AdvancementEffect, ...]:
    row = Advancement
    moves = session.execute(
        select(
            row.person_id, row.on, row.from_class_code, row.to_class_code, row.route, Person.last_name,
            Person.first_name,
        )
        .join(Person, Person.id == row.person_id)
        .where(row.from_class_code.in_(codes) | row.to_class_code.in_(codes))
        .order_by(row.on, Person.last_name, Person.first_name)
    ).all()  # fmt: skip
    if not moves:
        return ()
    definitions = Definitions(
        months_after=settings.value(session, "counts.months_after"),
        leave_counts=settings.value(session, "counts.leave_counts"),
    )
    taking_part = _participations(session, {move[0] for move in moves})
    found = []
    for person_id, on, from_code, to_code, route, last, first in moves:
        move = Move(person_id, on, from_code, to_code, Route(route))
        was, counts_then = (
            bool(
                counts.count_hires(
                    [move], taking_part.get(person_id, ()), Period(on, on), catalogue.counted_category, definitions
                ).hires
            )
            for catalogue in (before, becomes)
        )
        if was is not counts_then:
            start, end = (f"{code} {becomes.title(code, on)}".strip() for code in (from_code, to_code))
            found.append(AdvancementEffect(person_id, listed_name(last, first), on, start, end, counts_then))
    return tuple(found)


def _participations(session: Session, people: set[str]) -> dict[str, list[counts.Participation]]:
    part, state = Participation, ParticipationStateRow
    query = select(part.person_id, part.id, state.state, state.effective).join(state, state.participation_id == part.id)
    states: dict[tuple[str, str], list[StateChange]] = {}
    for some in chunks(sorted(people)):
        for person_id, part_id, word, since in session.execute(query.where(part.person_id.in_(some))):
            states.setdefault((person_id, part_id), []).append(StateChange(ParticipationState(word), since))
    found: dict[str, list[counts.Participation]] = {}
    for (person_id, _part), changes in states.items():
        found.setdefault(person_id, []).append(counts.Participation(person_id, tuple(changes)))
    return found
