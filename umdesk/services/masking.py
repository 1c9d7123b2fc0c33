"""What raters of a blind cycle read of an application: its texts without what tells whose they are.

A text that the coordinator has checked is read as they left it. Any other text, and one that changed since, is masked
by the computer alone (`domain.masking`), so that no rater ever reads it as it was written.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from umdesk.domain import masking
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.masking import Known, Phrases, Span
from umdesk.domain.words import CycleState
from umdesk.services import merged, sealing, standing
from umdesk.services.permissions import permit
from umdesk.storage import drafts, models
from umdesk.storage.program import Program

FIELDS: Mapping[str, str] = {
    "statement": "Statement",
    "education": "Education and licenses",
    "training": "Training so far",
    "td_history": "T&D assignments so far",
    "exams": "Exams and list eligibility",
    "target_class": "Class or field wanted",
}
"""The texts of an application that are masked, by field, as screens and papers call them."""
DRAFT = "masked_text "
"""What stands before a field's name in the typing of a masked text: drafts are kept with the application."""


class MaskState(StrEnum):
    """How far the coordinator is with an application's masked texts."""

    TO_CHECK = "to check"
    CHANGED = "changed since"
    CHECKED = "checked"
    NO_TEXT = "no text"


@dataclass(frozen=True, slots=True)
class MaskLine:
    """An application in the list of those to check."""

    application_id: str
    number: str
    name: str
    state: MaskState


@dataclass(frozen=True, slots=True)
class MaskedField:
    """One text: as it was written with what the computer masks in it, and what raters read of it."""

    field: str
    title: str
    original: str
    spans: tuple[Span, ...]
    text: str
    checked: bool

    @property
    def automatic(self) -> str:
        """The text as the computer masks it."""
        return masking.masked(self.original, self.spans)


@dataclass(frozen=True, slots=True)
class MaskedApplication:
    """The texts of one application that has any, in the order in which raters read them."""

    application_id: str
    number: str
    name: str
    state: MaskState
    fields: tuple[MaskedField, ...]


class Masker:
    """Masks texts of many applications: what all of them share is read once, what a cycle holds at its first one.

    With `alone` nothing is read of other applicants than the one asked for.
    """

    def __init__(self, session: Session, *, alone: bool = False) -> None:
        """Read the names that records had before, and the units and supervisors that there are."""
        self._session = session
        self._alone = alone
        self._former = merged.former_names(session)
        unit, supervisor = models.Unit, models.Supervisor
        self._units = {row.id: row.name for row in session.execute(select(unit.id, unit.name))}
        self._supervisors = {row.id: row.name for row in session.execute(select(supervisor.id, supervisor.name))}
        names = self._supervisors.values()
        turned = (" ".join(reversed(name.split())) for name in names if len(name.split()) == 2)
        self._other_units = Phrases(self._units.values(), least=2)
        self._other_supervisors = Phrases((*names, *turned), least=2)
        self._known: dict[str, Known] = {}
        self._checked: dict[str, dict[tuple[str, str], models.MaskedText]] = {}

    def spans(self, application: models.Application, text: str) -> tuple[Span, ...]:
        """What the computer masks in a tidied text of an application."""
        if application.person_id not in self._known:
            row = models.Application
            self._read_people(
                select(row.person_id).where(
                    row.id == application.id if self._alone else row.cycle_id == application.cycle_id
                )
            )
        return masking.spans(text, self._known[application.person_id])

    def checked(self, application: models.Application, field: str) -> str | None:
        """The text as the coordinator checked it; None where they did not, or where another text stands there."""
        cycle_id = application.cycle_id
        if cycle_id not in self._checked:
            of_cycle = select(models.Application.id).where(models.Application.cycle_id == cycle_id)
            self._checked[cycle_id] = _checked(self._session, of_cycle)
        row = self._checked[cycle_id].get((application.id, field))
        return row.text if row is not None and row.of_sha256 == _digest(getattr(application, field)) else None

    def automatic(self, application: models.Application, text: str) -> str:
        """A text as the computer masks it."""
        tidy = masking.tidied(text)
        return masking.masked(tidy, self.spans(application, tidy)) if tidy.strip() else ""

    def _read_people(self, people: Select[Any]) -> None:
        """Read what is known of the applicants of a cycle."""
        session, held = self._session, models.Appointment
        appointments: dict[str, list[models.Appointment]] = {}
        for row in session.scalars(select(held).where(held.person_id.in_(people))):
            appointments.setdefault(row.person_id, []).append(row)
        earlier = self._earlier(people)
        for person in session.scalars(select(models.Person).where(models.Person.id.in_(people))):
            self._known[person.id] = self._of_person(
                person, appointments.get(person.id, []), earlier.get(person.id, [])
            )  # fmt: skip

    def _of_person(
        self, person: models.Person, held: list[models.Appointment], earlier: list[dict[str, object]]
    ) -> Known:
        last, first, phones = {person.last_name}, {person.first_name}, {person.work_phone}
        for before in earlier:
            last.add(str(before.get("last_name") or ""))
            first.add(str(before.get("first_name") or ""))
            phones.add(str(before.get("work_phone") or ""))
        names = (*last, *first, *self._former.get(person.id, ()))
        return Known(
            names=_filled(names),
            first_names=_filled(first),
            units=_filled(self._units[one.unit_id] for one in held if one.unit_id),
            supervisors=_filled(self._supervisors[one.supervisor_id] for one in held if one.supervisor_id),
            employee_numbers=_filled([person.employee_number or ""]),
            positions=_filled(one.position_number for one in held),
            phones=_filled(phones),
            other_units=self._other_units,
            other_supervisors=self._other_supervisors,
        )

    def _earlier(self, people: Select[Any]) -> dict[str, list[dict[str, object]]]:
        """What the people's records were before, as the history keeps it: a name by marriage, another phone."""
        change = models.Change
        rows = self._session.execute(
            select(change.record_id, change.before).where(
                change.record_id.in_(people), change.table_name == "person", change.before.is_not(None)
            )
        )
        found: dict[str, list[dict[str, object]]] = {}
        for person_id, text in rows:
            found.setdefault(person_id, []).append(json.loads(text or "{}"))
        return found


def masked(session: Session, application: models.Application, masker: Masker | None = None) -> Mapping[str, str]:
    """What raters of a blind cycle read of an application, by field of `FIELDS` (session block for other services).

    Give one `Masker` where several applications are read.
    """
    masker = masker or Masker(session)
    read = {}
    for field in FIELDS:
        checked = masker.checked(application, field)
        read[field] = masker.automatic(application, getattr(application, field)) if checked is None else checked
    return read


def unchecked(session: Session, cycle_id: str) -> tuple[str, ...]:
    """The numbers of a blind cycle's applications whose masked texts wait for a check (session block).

    None for a cycle that is not blind, and none that is withdrawn or not eligible.
    """
    if not session.get_one(models.Cycle, cycle_id).blind:
        return ()
    waiting = (MaskState.TO_CHECK, MaskState.CHANGED)
    return tuple(row.number for row, state in _states(session, cycle_id) if state in waiting)


def of_cycle(program: Program, cycle_id: str) -> tuple[MaskLine, ...]:
    """The applications of a cycle that raters read, by number, with how far their check is.

    Raises:
        NotNow: the account rates the blind cycle and has not handed in all of its sheets.
    """
    permit(program, "masking.of_cycle")
    with program.reading() as session:
        sealing.refuse_names(session, program, cycle_id)
        names = {one.id: one.name for one in standing.applications(session, cycle_id).values()}
        return tuple(MaskLine(row.id, row.number, names[row.id], state) for row, state in _states(session, cycle_id))


def texts(program: Program, application_id: str) -> MaskedApplication:
    """The texts of an application side by side: as written, and as raters read them.

    Raises:
        NotNow: the account rates the blind cycle and has not handed in all of its sheets.
    """
    permit(program, "masking.texts")
    with program.reading() as session:
        row = session.get_one(models.Application, application_id)
        sealing.refuse_names(session, program, row.cycle_id)
        person = session.get_one(models.Person, row.person_id)
        checked, masker = _checked(session, [row.id]), Masker(session, alone=True)
        fields = []
        for field in _written(row):
            original, found = getattr(row, field), checked.get((row.id, field))
            spans = masker.spans(row, masking.tidied(original))
            holds = found is not None and found.of_sha256 == _digest(original)
            text = found.text if found is not None and holds else masking.masked(masking.tidied(original), spans)
            fields.append(MaskedField(field, FIELDS[field], masking.tidied(original), spans, text, holds))
        return MaskedApplication(row.id, row.number, person.full_name, _state(row, checked), tuple(fields))


def check(program: Program, application_id: str, texts: Mapping[str, str]) -> None:
    """Keep the masked texts of an application as checked by the signed-in account; each text that it has is given.

    Raises:
        InvalidInput: a text of the application is not among them.
        NotNow: the cycle is closed, or sealed for the account.
    """
    permit(program, "masking.check")
    with program.operation("masking.check", "") as op:
        row = op.session.get_one(models.Application, application_id)
        sealing.refuse_names(op.session, program, row.cycle_id)
        cycle = op.session.get_one(models.Cycle, row.cycle_id)
        if cycle.state == CycleState.CLOSED:
            raise NotNow(f"{cycle.name} is closed and keeps what its raters read; nothing was changed.")
        before = _checked(op.session, [application_id])
        for field in _written(row):
            if field not in texts:
                raise InvalidInput(f"“{FIELDS[field]}” was not checked; nothing was changed.", "Check it too.", field)
            drafts.drop(op.session, program.account.account_id, application_id, f"{DRAFT}{field}")
            found = before.get((application_id, field)) or models.MaskedText(application_id=application_id, field=field)
            found.text, found.of_sha256 = texts[field].strip(), _digest(getattr(row, field))
            found.checked_by, found.checked_at = program.account.name, program.now()
            op.session.add(found)
        op.summary = f"Checked the masked texts of {row.number}"


def _states(session: Session, cycle_id: str) -> list[tuple[models.Application, MaskState]]:
    taking_part = [one.id for one in standing.applications(session, cycle_id).values() if not one.excluded]
    checked = _checked(session, taking_part)
    query = select(models.Application).where(models.Application.cycle_id == cycle_id)
    rows = {row.id: row for row in session.scalars(query)}
    return [(rows[one], _state(rows[one], checked)) for one in taking_part]


def _state(row: models.Application, checked: Mapping[tuple[str, str], models.MaskedText]) -> MaskState:
    written = _written(row)
    found = [checked.get((row.id, field)) for field in written]
    if not written:
        return MaskState.NO_TEXT
    for field, text in zip(written, found, strict=True):
        if text is not None and text.of_sha256 != _digest(getattr(row, field)):
            return MaskState.CHANGED
    if all(text is not None for text in found):
        return MaskState.CHECKED
    return MaskState.CHANGED if any(found) else MaskState.TO_CHECK


def _checked(session: Session, application_ids: list[str] | Select[Any]) -> dict[tuple[str, str], models.MaskedText]:
    row = models.MaskedText
    found = session.scalars(select(row).where(row.application_id.in_(application_ids)))
    return {(one.application_id, one.field): one for one in found}


def _written(row: models.Application) -> list[str]:
    """The fields of an application that hold a text."""
    return [field for field in FIELDS if getattr(row, field).strip()]


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _filled(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value.strip()))
