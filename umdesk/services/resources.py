"""The directory of what the department offers to plans: courses, help with tuition, mentors and coaches, their matches.

Everybody who writes plans reads it; the coordinator keeps it. Whom a mentor is matched with a supervisor sees of their
own participants only, of the others the number.
"""

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.errors import Gone, InvalidInput
from umdesk.domain.folding import folded
from umdesk.domain.starting_resources import STARTING_RESOURCES
from umdesk.domain.words import ResourceKind
from umdesk.domain.writing import counted, one_line, sound
from umdesk.services.permissions import permit
from umdesk.storage import models
from umdesk.storage.program import Program

PEOPLE = frozenset({ResourceKind.MENTOR, ResourceKind.COACH})
"""The kinds that can be matched with participants."""
_ORDER = list(ResourceKind)
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class ResourceInput:
    """What a coordinator writes of a resource.

    `capacity` is how many matches a mentor or coach takes at a time, None for no limit; `checked_on` the day on which
    somebody made sure that it still holds, None for "check before use".
    """

    kind: ResourceKind
    name: str
    provider: str = ""
    fields: str = ""
    how_to_get: str = ""
    cost_note: str = ""
    contact: str = ""
    capacity: int | None = None
    checked_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Resource:
    """One entry of the directory; `current` counts its matches that have not ended."""

    id: str
    values: ResourceInput
    active: bool
    current: int

    @property
    def full(self) -> bool:
        """Whether no further match fits."""
        return self.values.capacity is not None and self.current >= self.values.capacity


@dataclass(frozen=True, slots=True)
class Mentor:
    """A mentor or coach that can be chosen for a plan; `current` counts matches that have not ended."""

    id: str
    name: str
    kind: ResourceKind
    fields: str
    contact: str
    capacity: int | None
    current: int

    @property
    def full(self) -> bool:
        """Whether no further match fits."""
        return self.capacity is not None and self.current >= self.capacity

    @property
    def room(self) -> str:
        """How full it is, in words: "2 of 3 matched", "1 matched", "free"."""
        if self.capacity is None:
            return f"{self.current} matched" if self.current else "free"
        return f"{self.current} of {self.capacity} matched"


def list_resources(program: Program, *, with_inactive: bool = False) -> tuple[Resource, ...]:
    """All that is offered, by kind and name; `with_inactive` gives also what is switched off."""
    permit(program, "resources.list_resources")
    with program.reading() as session:
        current = _current(session, program.today())
        rows = [_shown(row, current[row.id]) for row in session.scalars(select(models.Resource))]
    shown = [row for row in rows if row.active or with_inactive]
    return tuple(sorted(shown, key=lambda row: (_ORDER.index(row.values.kind), folded(row.values.name))))


def mentors(program: Program) -> tuple[Mentor, ...]:
    """The mentors and coaches that are offered, by name."""
    permit(program, "resources.mentors")
    with program.reading() as session:
        current = _current(session, program.today())
        kinds = [kind.value for kind in PEOPLE]
        offered = select(models.Resource).where(models.Resource.active, models.Resource.kind.in_(kinds))
        found = [
            Mentor(
                row.id, row.name, ResourceKind(row.kind), row.fields, row.contact, row.capacity, current[row.id]
            )
            for row in session.scalars(offered)
        ]  # fmt: skip
    return tuple(sorted(found, key=lambda mentor: folded(mentor.name)))


def add(program: Program, values: ResourceInput) -> str:
    """Put a resource into the directory; gives its id.

    Raises:
        InvalidInput: the name is missing, too long or another of that kind has it; the capacity or date cannot be.
    """
    permit(program, "resources.add")
    tidy = _tidy(values, program.today())
    with program.operation("resources.add", f"Added the resource “{tidy.name}”") as op:
        _refuse_namesake(op.session, tidy, "")
        row = models.Resource(id=models.new_id(), **asdict(tidy))
        op.session.add(row)
        return row.id


def edit(program: Program, resource_id: str, values: ResourceInput) -> None:
    """Write a resource anew.

    Raises:
        InvalidInput: as `add` says; or a mentor with matches would become something that nobody is matched with.
        Gone: it is no longer there.
    """
    permit(program, "resources.edit")
    tidy = _tidy(values, program.today())
    with program.operation("resources.edit", f"Changed the resource “{tidy.name}”") as op:
        row = _row(op.session, resource_id)
        _refuse_namesake(op.session, tidy, resource_id)
        if tidy.kind not in PEOPLE and _matches_of(op.session, resource_id):
            raise InvalidInput(
                f"{row.name} is or was matched with participants, so it stays a mentor or coach.",
                "Switch it off and add another entry.",
                "kind",
            )
        for name, value in asdict(tidy).items():
            if getattr(row, name) != value:
                setattr(row, name, value)


def set_active(program: Program, resource_id: str, *, active: bool) -> None:
    """Offer a resource or switch it off; plans and matches that name it keep it.

    Raises:
        Gone: it is no longer there.
    """
    permit(program, "resources.set_active")
    with program.operation("resources.set_active", "") as op:
        row = _row(op.session, resource_id)
        op.summary = f"{'Offered' if active else 'Switched off'} the resource “{row.name}”"
        row.active = active


def add_starting(program: Program) -> int:
    """Add those of the starting entries whose names the directory has not; gives how many."""
    permit(program, "resources.add_starting")
    with program.operation("resources.add_starting", "") as op:
        added = seed(op.session)
        op.summary = f"Added {counted(added, 'starting entry', 'starting entries')} to the resources"
        return added


def seed(session: Session) -> int:
    """The part of `add_starting` that making a program composes."""
    there = {(row.kind, folded(row.name)) for row in session.scalars(select(models.Resource))}
    missing = [one for one in STARTING_RESOURCES if (one.kind.value, folded(one.name)) not in there]
    session.add_all(models.Resource(id=models.new_id(), **asdict(one)) for one in missing)
    return len(missing)


def _tidy(values: ResourceInput, today: date) -> ResourceInput:
    name = one_line(values.name)
    if not name:
        raise InvalidInput("The name is missing.", "Write what people call it, or the mentor's name.", "name")
    if len(name) > _LONGEST_NAME:
        raise InvalidInput(f"The name is longer than {_LONGEST_NAME} letters.", "Shorten it.", "name")
    if values.capacity is not None and not 1 <= values.capacity <= 999:
        raise InvalidInput(
            "This is no number of matches.", "Write 1 to 999, or nothing for no limit.", "capacity"
        )  # fmt: skip
    if values.checked_on is not None and values.checked_on > today:
        raise InvalidInput("This date has not come yet.", "Write the day on which it was checked.", "checked_on")
    return ResourceInput(
        kind=values.kind,
        name=name,
        provider=one_line(values.provider),
        fields=one_line(values.fields),
        how_to_get=sound(values.how_to_get).strip(),
        cost_note=one_line(values.cost_note),
        contact=sound(values.contact).strip(),
        capacity=values.capacity if values.kind in PEOPLE else None,
        checked_on=values.checked_on,
        note=sound(values.note).strip(),
    )


def _refuse_namesake(session: Session, values: ResourceInput, resource_id: str) -> None:
    same_kind = select(models.Resource).where(models.Resource.kind == values.kind)
    if any(row.id != resource_id and folded(row.name) == folded(values.name) for row in session.scalars(same_kind)):
        raise InvalidInput(
            f"The directory has a {values.kind} named {values.name} already.", "Change that one, or the name.", "name"
        )


def _shown(row: models.Resource, current: int) -> Resource:
    values = ResourceInput(
        kind=ResourceKind(row.kind), name=row.name, provider=row.provider, fields=row.fields,
        how_to_get=row.how_to_get, cost_note=row.cost_note, contact=row.contact, capacity=row.capacity,
        checked_on=row.checked_on, note=row.note,
    )  # fmt: skip
    return Resource(row.id, values, row.active, current)


def _row(session: Session, resource_id: str) -> models.Resource:
    row = session.get(models.Resource, resource_id)
    if row is None:
        raise Gone("This resource is no longer there; nothing was changed.", "Look at the directory again.")
    return row


def _matches_of(session: Session, resource_id: str) -> list[models.MentorMatch]:
    return list(session.scalars(select(models.MentorMatch).where(models.MentorMatch.resource_id == resource_id)))


def _current(session: Session, today: date) -> Counter[str]:
    """Resource → its matches that have not ended."""
    return Counter(
        row.resource_id for row in session.scalars(select(models.MentorMatch)) if row.ends is None or row.ends >= today
    )
