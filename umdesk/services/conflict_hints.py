"""Possible conflicts of interest that the records on file suggest: put forward to people, who decide.

Same last name, same unit, present or former supervisor. A rater works where their entry in the cycle says, where the
person of that very name works, and where the people work that their supervisor record leads.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from umdesk.domain.conflicts import Hint, last_name_keys, last_names_of, name_key, said_to_coordinator, said_to_rater
from umdesk.domain.folding import folded
from umdesk.domain.writing import full_name
from umdesk.services import sealing, standing
from umdesk.services.permissions import permit
from umdesk.services.standing import Applied
from umdesk.storage import models
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A pair that may have a conflict of interest, with what speaks for it in words, and whether it is judged.

    `open` says that nobody has given a word on the pair: the rater named no conflict and the coordinator judged none.
    """

    rater_id: str
    rater: str
    application_id: str
    number: str
    name: str
    why: str
    open: bool


@dataclass(frozen=True, slots=True)
class _Held:
    """An appointment of an applicant as far as it tells of a supervisor: by record, account and name."""

    supervisor_id: str
    account_id: str | None
    key: tuple[str, ...]
    present: bool


@dataclass(frozen=True, slots=True)
class _Compared:
    """An applicant as raters are compared with them: names and unit made comparable."""

    applied: Applied
    key: tuple[str, ...]
    last_names: frozenset[str]
    unit: str


@dataclass(frozen=True, slots=True)
class _RaterFacts:
    """What is known of a rater: names to compare, the units where they work, who was over them."""

    account_id: str | None
    key: tuple[str, ...]
    last_names: frozenset[str]
    units: frozenset[str]
    over: frozenset[tuple[str, ...]]


def suggestions(program: Program, cycle_id: str) -> tuple[Suggestion, ...]:
    """The pairs of a cycle that may have a conflict of interest, by rater and number. Suggestions only.

    Raises:
        NotNow: the account rates the blind cycle and has not handed in all of its sheets.
    """
    permit(program, "conflict_hints.suggestions")
    with program.reading() as session:
        sealing.refuse_names(session, program, cycle_id)
        people = [one for one in standing.applications(session, cycle_id).values() if not one.excluded]
        names = standing.raters(session, cycle_id)
        words = _words_given(session, cycle_id)
        found = _Facts(session, people, program.today(), names).hints()
        return tuple(
            Suggestion(
                rater_id, names[rater_id], one.id, one.number, one.name, _sentence(map(said_to_coordinator, hints)),
                (rater_id, one.id) not in words,
            )
            for rater_id in names
            for one, hints in found[rater_id]
        )  # fmt: skip


def suggestions_for(session: Session, rater_id: str, today: date) -> Mapping[str, str]:
    """What a rater reads beside names in their own list of conflicts: application id → "same last name as you"."""
    cycle_id = session.get_one(models.Rater, rater_id).cycle_id
    people = [one for one in standing.applications(session, cycle_id).values() if not one.excluded]
    found = _Facts(session, people, today, [rater_id]).hints()[rater_id]
    return {one.id: _sentence(map(said_to_rater, hints)) for one, hints in found}


class _Facts:
    """What is on file about the applicants of a cycle, to compare raters with."""

    def __init__(self, session: Session, people: list[Applied], today: date, rater_ids: Iterable[str]) -> None:
        self._session = session
        self._today = today
        self._people = people
        self._raters = [session.get_one(models.Rater, rater_id) for rater_id in rater_ids]
        self._by_name = _named(session, [rater.name for rater in self._raters])
        self._held: dict[str, list[_Held]] = {}
        ids = {one.person_id for one in people}
        held, boss = models.Appointment, models.Supervisor
        rows = session.execute(
            select(held.person_id, held.effective, boss.id, boss.account_id, boss.name)
            .outerjoin(boss, boss.id == held.supervisor_id)
            .where(held.person_id.in_(ids))
            .order_by(held.person_id, held.effective)
        ).all()
        latest = {row.person_id: row.effective for row in rows if row.effective <= today}
        for row in rows:
            if row.id is not None:
                present = row.effective >= latest.get(row.person_id, row.effective)
                told = _Held(row.id, row.account_id, name_key(row.name), present)
                self._held.setdefault(row.person_id, []).append(told)

    def hints(self) -> dict[str, list[tuple[Applied, list[Hint]]]]:
        """For each rater the applicants with what suggests a conflict, by number."""
        found: dict[str, list[tuple[Applied, list[Hint]]]] = {}
        compared = [
            _Compared(
                one, name_key(full_name(one.last_name, one.first_name)), last_name_keys(one.last_name), folded(one.unit)
            )
            for one in self._people
        ]
        for rater in self._raters:
            facts = self._rater(rater)
            pairs = [(each.applied, self._of_pair(facts, each)) for each in compared]
            found[rater.id] = [(one, hints) for one, hints in pairs if hints]
        return found

    def _of_pair(self, rater: _RaterFacts, one: _Compared) -> list[Hint]:
        hints = []
        if one.key == rater.key:
            hints.append(Hint.SAME_PERSON)
        elif one.last_names & rater.last_names:
            hints.append(Hint.LAST_NAME)
        over = [
            held for held in self._held.get(one.applied.person_id, ())
            if held.key == rater.key or (rater.account_id is not None and held.account_id == rater.account_id)
        ]  # fmt: skip
        if over:
            hints.append(Hint.SUPERVISES if any(held.present for held in over) else Hint.SUPERVISED)
        if one.key in rater.over:
            hints.append(Hint.WORKS_UNDER)
        if one.unit and one.unit in rater.units:
            hints.append(Hint.UNIT)
        return hints

    def _rater(self, rater: models.Rater) -> _RaterFacts:
        session, held, boss, unit = self._session, models.Appointment, models.Supervisor, models.Unit
        key, last_names = name_key(rater.name), last_names_of(rater.name)
        units, over = {folded(rater.unit)}, set()
        for person_id in self._by_name.get(key, ()):
            rows = session.execute(
                select(unit.name, boss.name.label("boss"), held.effective)
                .outerjoin(unit, unit.id == held.unit_id)
                .outerjoin(boss, boss.id == held.supervisor_id)
                .where(held.person_id == person_id)
                .order_by(held.effective)
            ).all()
            over |= {name_key(row.boss) for row in rows if row.boss}
            present = [row for row in rows if row.effective <= self._today]
            units |= {folded(row.name or "") for row in present[-1:]}
        if rater.account_id is not None:
            led = session.execute(
                select(unit.name)
                .join(held, held.unit_id == unit.id)
                .join(boss, boss.id == held.supervisor_id)
                .where(boss.account_id == rater.account_id)
                .distinct()
            )
            units |= {folded(row.name) for row in led}
        return _RaterFacts(rater.account_id, key, last_names, frozenset(units - {""}), frozenset(over))


def _named(session: Session, names: Iterable[str]) -> dict[tuple[str, ...], list[str]]:
    """The people on file who have one of the names, by the name made comparable.

    The database narrows 100,000 people to those with such a last name, and those whose last name is not plain ASCII.
    """
    person, ends = models.Person, set()
    for name in names:
        words = name.lower().replace(",", " ").split()
        ends |= {" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, len(words) + 1)}
    query = select(person.id, person.last_name, person.first_name)
    likely = func.lower(person.last_name).in_(ends) | person.last_name.op("GLOB")("*[^ -~]*")
    found: dict[tuple[str, ...], list[str]] = {}
    for row in session.execute(query.where(likely)):
        found.setdefault(name_key(full_name(row.last_name, row.first_name)), []).append(row.id)
    return found


def _words_given(session: Session, cycle_id: str) -> frozenset[tuple[str, str]]:
    """The pairs on which the rater named a conflict or the coordinator has judged."""
    sheet, rater = models.Sheet, models.Rater
    rows = session.execute(
        select(sheet.rater_id, sheet.application_id)
        .join(rater, rater.id == sheet.rater_id)
        .where(rater.cycle_id == cycle_id, sheet.declared_conflict | sheet.conflict_at.is_not(None))
    )
    return frozenset((row.rater_id, row.application_id) for row in rows)


def _sentence(words: Iterable[str]) -> str:
    return "; ".join(words)
