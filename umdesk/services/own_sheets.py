"""What a rater reads of their own sheets: a building block of `my_sheets`, which asks for permission.

Sealed: nothing of another rater, no aggregate. An application is among the sheets once its rater has said whether they
have a conflict of interest with the applicant. In a blind cycle there are no names and no units; the order tells
nothing, since it is another one for each rater; and an application from which the rater stepped back is left out,
since the one that is missing would tell whose it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.scoring import Criterion, Scorer
from umdesk.domain.words import Conflict
from umdesk.services import assignment, criteria, masking, rater_texts, standing
from umdesk.services.standing import Applied
from umdesk.storage import models


@dataclass(frozen=True, slots=True)
class GivenBack:
    """The coordinator's last giving back of a submitted sheet."""

    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class MySheet:
    """One application as its rater sees it, with the rater's own ratings.

    `values` are by criterion key: a number, None for not applicable; a blank has no key. `outdated` names the criteria
    that changed since they were rated. `name`, `class_title`, `unit` and `supervisor_says`, which is information and
    never a veto, are "" in a blind cycle. `score` is the rater's own, None while the sheet is not complete or does not
    count.
    """

    application_id: str
    number: str
    name: str
    class_title: str
    unit: str
    target_class: str
    statement: str
    education: str
    training: str
    td_history: str
    exams: str
    supervisor_says: str
    values: Mapping[str, Decimal | None]
    comments: Mapping[str, str]
    outdated: frozenset[str]
    submitted: bool
    conflict: Conflict
    score: Fraction | None
    given_back: GivenBack | None

    @property
    def recused(self) -> bool:
        """Whether the rater stepped back from this application for a conflict of interest."""
        return self.conflict is Conflict.RECUSED

    @property
    def open(self) -> bool:
        """Whether the rater has something to do for it."""
        return not self.submitted and not self.recused

    @property
    def complete(self) -> bool:
        """Whether it can be submitted as it stands."""
        return self.open and self.score is not None


@dataclass(frozen=True, slots=True)
class MySheets:
    """A rater's sheets of one cycle, in the order in which they are rated.

    `to_declare` is how many applicants the rater has still to go through for conflicts of interest; their applications
    are not among the sheets yet.
    """

    cycle_id: str
    cycle: str
    blind: bool
    to_declare: int
    criteria: tuple[Criterion, ...]
    sheets: tuple[MySheet, ...]


def assigned(session: Session, cycle_id: str, rater_id: str) -> list[Applied]:
    """The applications that a rater rates, by number; in a blind cycle in an order of the rater's own."""
    wanted = assignment.of_rater(session, cycle_id, rater_id)
    found = [one for one in standing.applications(session, cycle_id).values() if one.id in wanted]
    if session.get_one(models.Cycle, cycle_id).blind:
        found.sort(key=lambda one: sha256(f"{rater_id}{one.id}".encode()).hexdigest())
    return found


def of_rater(session: Session, rater_id: str) -> dict[str, models.Sheet]:
    """A rater's sheets by application."""
    sheet = models.Sheet
    return {one.application_id: one for one in session.scalars(select(sheet).where(sheet.rater_id == rater_id))}


def to_declare(sheet: models.Sheet | None) -> bool:
    """Whether a rater has still to say if they have a conflict of interest: nobody asked, and they are not recused."""
    return sheet is None or (not sheet.declared_as and sheet.conflict != Conflict.RECUSED)


def asked_about(cycle: models.Cycle, rated: list[Applied], begun: Mapping[str, models.Sheet]) -> list[Applied]:
    """The applications of whose applicants a rater is asked now; in a blind cycle all of them, if any.

    None from which the rater stepped back.
    """
    left = [one for one in rated if to_declare(begun.get(one.id))]
    if not (left and cycle.blind):
        return left
    return [one for one in rated if one.id not in begun or begun[one.id].conflict != Conflict.RECUSED]


def load(session: Session, cycle_id: str, rater_id: str, only: str | None = None) -> MySheets:
    """A rater's sheets of a cycle; `only` that of one application, where the others are not asked for."""
    cycle = session.get_one(models.Cycle, cycle_id)
    versions = criteria.versions(session, cycle_id)
    current = next(reversed(versions.values()))
    changed = {set_id: criteria.changed_keys(old, current) for set_id, old in versions.items()}
    begun, ratings, back = of_rater(session, rater_id), _ratings(session, rater_id), _given_back(session, rater_id)
    scorer, masker = Scorer(current), masking.Masker(session) if cycle.blind else None
    if only is None:
        session.scalars(select(models.Application).where(models.Application.cycle_id == cycle_id)).all()
    rows, asked = [], 0
    for one in assigned(session, cycle_id, rater_id):
        if only not in (None, one.id):
            continue
        sheet = begun.get(one.id)
        if sheet is None or to_declare(sheet):
            asked += 1
            continue
        if cycle.blind and sheet.conflict == Conflict.RECUSED:
            continue
        application = session.get_one(models.Application, one.id)
        texts = rater_texts.read(session, application, masker)
        row = _sheet(one, texts, sheet, ratings.get(sheet.id, []), scorer)
        if cycle.blind:
            row = replace(row, name="", class_title="", unit="")
        outdated = changed[sheet.criteria_set_id] & row.values.keys()
        score = None if outdated else row.score
        rows.append(replace(row, outdated=outdated, score=score, given_back=back.get(sheet.id)))
    return MySheets(cycle_id, cycle.name, cycle.blind, asked, current, tuple(rows))


def _ratings(session: Session, rater_id: str) -> dict[str, list[models.Rating]]:
    """A rater's ratings by sheet."""
    found: dict[str, list[models.Rating]] = {}
    query = select(models.Rating).join(models.Sheet, models.Sheet.id == models.Rating.sheet_id)
    for row in session.scalars(query.where(models.Sheet.rater_id == rater_id)):
        found.setdefault(row.sheet_id, []).append(row)
    return found


def _given_back(session: Session, rater_id: str) -> dict[str, GivenBack]:
    """The last giving back of each of a rater's sheets that were given back and are not submitted again."""
    row, sheet = models.Reopening, models.Sheet
    query = select(row).join(sheet, sheet.id == row.sheet_id)
    rows = session.scalars(
        query.where(sheet.rater_id == rater_id, sheet.submitted_at.is_(None)).order_by(row.reopened_at, row.id)
    )
    return {one.sheet_id: GivenBack(one.reopened_at, one.reopened_by, one.reason) for one in rows}


def _sheet(
    applied: Applied,
    texts: Mapping[str, str],
    sheet: models.Sheet,
    ratings: list[models.Rating],
    scorer: Scorer,
) -> MySheet:
    conflict = Conflict(sheet.conflict)
    # A rating that has to be given again is blank, and only the words beside it are left.
    values = {row.criterion_key: row.value for row in ratings if row.value is not None or row.not_applicable}
    return MySheet(
        application_id=applied.id,
        number=applied.number,
        name=applied.name,
        class_title=applied.class_text,
        unit=applied.unit,
        target_class=texts["target_class"],
        statement=texts["statement"],
        education=texts["education"],
        training=texts["training"],
        td_history=texts["td_history"],
        exams=texts["exams"],
        supervisor_says=texts[rater_texts.SUPERVISOR_SAYS],
        values=values,
        comments={row.criterion_key: row.comment for row in ratings if row.comment},
        outdated=frozenset(),
        submitted=sheet.submitted_at is not None,
        conflict=conflict,
        score=None if conflict is Conflict.RECUSED else scorer.score(values),
        given_back=None,
    )
