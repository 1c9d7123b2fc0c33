"""Where a cycle stands: its applications, ratings and rules read in a few queries, and ranked.

A building block of results, decisions and the steps of a cycle. It reads columns, not records: a ranking of 500
applications by 5 raters on 8 criteria is asked for after every rating.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import Text, func, select, type_coerce
from sqlalchemy.orm import Session

from umdesk.domain.ranking import Candidate, Ranking, Rules, Scored, rank_scored, score_all
from umdesk.domain.words import Aggregate, ApplicationState, Conflict, CycleState, Eligibility
from umdesk.domain.writing import listed_name
from umdesk.services import criteria
from umdesk.services.applicants.standing import Answers
from umdesk.services.applicants.standing import Standing as ApplicationStanding
from umdesk.storage import models
from umdesk.storage.kept import is_kept, keep

UNTOUCHED_BY = frozenset({"decision", "spread_settlement", "viewing", "draft", "printed_document", "letter"})
"""The tables of which nothing enters a standing; where one is missed here, a ranking is only made once more."""
_OF_RATING = frozenset({"rating", "sheet", "rater", "reopening", "paper_entry", "masked_text"})
"""Those of which nothing enters the applications of a cycle."""
_KIND = "standing"
Values = dict[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Applied:
    """An application as selection sees it; `eligibility` is the coordinator's answer where there is one.

    `why` says in a sentence what stands in the way of "eligible", "" when nothing does.
    """

    id: str
    number: str
    person_id: str
    last_name: str
    first_name: str
    class_code: str
    class_title: str
    unit: str
    state: ApplicationState
    eligibility: Eligibility
    why: str

    @property
    def name(self) -> str:
        """The name as lists show it: last name first."""
        return listed_name(self.last_name, self.first_name)

    @property
    def class_text(self) -> str:
        """The class as lists show it: code and title."""
        return f"{self.class_code} {self.class_title}".strip()

    @property
    def excluded(self) -> str:
        """Why it is outside the ranking whatever its ratings; "" when it takes part."""
        if self.state is ApplicationState.WITHDRAWN:
            return "Withdrawn."
        return f"Not eligible. {self.why}".strip() if self.eligibility is Eligibility.NOT_ELIGIBLE else ""


class SheetState(NamedTuple):
    """A rater's sheet of one application; `outdated` names the criteria whose ratings wait for a confirmation.

    It ranks as it is (`SheetLike`). A named tuple, since a cycle has thousands and each ranking makes them anew.
    """

    id: str
    rater_id: str
    values: Values
    conflict: Conflict
    conflict_reason: str
    outdated: frozenset[str]

    @property
    def rater(self) -> str:
        """Who rated, by id."""
        return self.rater_id

    @property
    def ratings(self) -> Values:
        """The values by criterion key."""
        return self.values

    @property
    def recused(self) -> bool:
        """Whether the rater is recused from the application."""
        return self.conflict is Conflict.RECUSED

    @property
    def counted(self) -> bool:
        """Whether no change of the criteria sent it back."""
        return not self.outdated


@dataclass(frozen=True, slots=True)
class Standing:
    """A cycle with everything that its ranking is made from, and the ranking.

    `applications` are by number, `raters` by id in order of name, `sheets` by application number.
    """

    cycle_id: str
    name: str
    state: CycleState
    rules: Rules
    criteria: criteria.CriteriaVersion
    applications: Mapping[str, Applied]
    raters: Mapping[str, str]
    sheets: Mapping[str, tuple[SheetState, ...]]
    scored: tuple[Scored, ...]
    ranking: Ranking


def load(session: Session, cycle_id: str) -> Standing:
    """Read a cycle and rank it, unless it is ranked as the session sees it."""
    return keep(session, _KIND, cycle_id, lambda: _load(session, cycle_id), UNTOUCHED_BY)


def is_ready(session: Session, cycle_id: str) -> bool:
    """Whether `load` takes no time."""
    return is_kept(session, _KIND, cycle_id)


def _load(session: Session, cycle_id: str) -> Standing:
    row = session.get_one(models.Cycle, cycle_id)
    every = criteria.versions(session, cycle_id)
    current_id, current = next(reversed(every.items()))
    outdated = {set_id: criteria.changed_keys(old, current) for set_id, old in every.items()}
    people = applications(session, cycle_id)
    sheets = _sheets(session, cycle_id, outdated)
    rated = any(sheet.values for found in sheets.values() for sheet in found)
    rules = Rules(
        criteria=current,
        aggregate=Aggregate(row.aggregate),
        minimum_raters=row.minimum_raters,
        spread_threshold=row.spread_threshold,
        seats=row.seats,
        ladder=tuple(row.tie_ladder),
        seed=row.draw_seed,
    )
    candidates = tuple(Candidate(number, sheets.get(number, ()), person.excluded) for number, person in people.items())
    scored = tuple(score_all(candidates, current))
    return Standing(
        cycle_id=row.id,
        name=row.name,
        state=CycleState(row.state),
        rules=rules,
        criteria=criteria.CriteriaVersion(current_id, len(every), current, rated),
        applications=people,
        raters=raters(session, cycle_id),
        sheets=sheets,
        scored=scored,
        ranking=rank_scored(candidates, scored, rules),
    )


def applications(session: Session, cycle_id: str) -> Mapping[str, Applied]:
    """All applications of a cycle by number, in order, with the eligibility in force."""
    return keep(session, "applications", cycle_id, lambda: _applications(session, cycle_id), UNTOUCHED_BY | _OF_RATING)


def _applications(session: Session, cycle_id: str) -> dict[str, Applied]:
    application, person, appointment, unit = models.Application, models.Person, models.Appointment, models.Unit
    answers = Answers.of(session, cycle_id=cycle_id)
    rows = session.execute(
        select(
            application.id, application.number, application.person_id, application.state, person.last_name,
            person.first_name, appointment.class_code, appointment.class_title, unit.name.label("unit"),
            *answers.columns,
        )
        .join(models.Cycle, models.Cycle.id == application.cycle_id)
        .join(person, person.id == application.person_id)
        .join(appointment, appointment.id == application.appointment_id)
        .outerjoin(unit, unit.id == appointment.unit_id)
        .where(application.cycle_id == cycle_id)
        .order_by(application.number)
    ).all()  # fmt: skip
    found = {}
    for r in rows:
        stands = answers.of_row(r.id, cycle_id, r)
        found[r.number] = Applied(
            id=r.id,
            number=r.number,
            person_id=r.person_id,
            last_name=r.last_name,
            first_name=r.first_name,
            class_code=r.class_code,
            class_title=r.class_title,
            unit=r.unit or "",
            state=ApplicationState(r.state),
            eligibility=stands.eligibility,
            why=_why(stands),
        )
    return found


def _why(stands: ApplicationStanding) -> str:
    if stands.eligibility is Eligibility.ELIGIBLE:
        return ""
    if stands.decided is not None:
        return f"Decided by the coordinator: {stands.decided.reason}"
    return next((reason.text for reason in stands.reasons if not reason.ok), "")


def raters(session: Session, cycle_id: str) -> dict[str, str]:
    """The raters of a cycle, id to name, by name."""
    rows = session.execute(
        select(models.Rater.id, models.Rater.name).where(models.Rater.cycle_id == cycle_id).order_by(models.Rater.name)
    )
    return {row.id: row.name for row in rows}


def _sheets(
    session: Session, cycle_id: str, outdated: Mapping[str, frozenset[str]]
) -> dict[str, tuple[SheetState, ...]]:
    """All sheets of a cycle by application number.

    The database hands the ratings of a sheet over as one text, "KEY=value,KEY=value": that is a row a sheet instead of
    a row a rating, and the same part is read only once. It takes a third of the time. Ids come as the bytes that they
    are (`type_coerce`), since turning each into text on the way costs more than the rest of a row.
    """
    sheet, rating = models.Sheet, models.Rating
    part = func.hex(rating.criterion_key) + "=" + func.coalesce(type_coerce(rating.value, Text), "")
    rated = (
        select(func.group_concat(part, ","))
        .where(rating.sheet_id == sheet.id, rating.value.is_not(None) | rating.not_applicable)
        .scalar_subquery()
    )
    rows = session.connection().execute(
        select(
            models.Application.number, type_coerce(sheet.id, Text), type_coerce(sheet.rater_id, Text),
            type_coerce(sheet.criteria_set_id, Text), sheet.conflict, sheet.conflict_reason, rated,
        )
        .join(sheet, sheet.application_id == models.Application.id)
        .where(models.Application.cycle_id == cycle_id)
    ).all()  # fmt: skip
    known: dict[str, tuple[str, Decimal | None]] = {}
    words = {word.value: word for word in Conflict}
    as_given: frozenset[str] = frozenset()
    found: dict[str, list[SheetState]] = {}
    ids: dict[bytes, str] = {}  # the few that come again and again are turned into text once
    for number, sheet_id, rater, version, conflict, reason, text in rows:
        own = _values(text, known) if text else {}
        rater_id = ids.get(rater) or ids.setdefault(rater, rater.hex())
        set_id = ids.get(version) or ids.setdefault(version, version.hex())
        changed = outdated[set_id].intersection(own) if outdated[set_id] else as_given
        state = SheetState(sheet_id.hex(), rater_id, own, words[conflict], reason, changed)
        if number in found:
            found[number].append(state)
        else:
            found[number] = [state]
    return {number: tuple(sheets) for number, sheets in found.items()}


def _values(text: str, known: dict[str, tuple[str, Decimal | None]]) -> Values:
    """The values of one sheet; `known` grows by each part that was not read before."""
    parts = text.split(",")
    try:
        return dict([known[part] for part in parts])
    except KeyError:
        for part in parts:
            key, _, value = part.partition("=")
            known[part] = key.lower(), Decimal(value) if value else None
        return dict([known[part] for part in parts])
