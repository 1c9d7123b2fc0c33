"""What raters read and what they wrote: every application of a cycle with its texts and sheets (session blocks)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from umdesk.domain import dates, paper_entries
from umdesk.domain.packet import (
    COUNTS,
    NO_SHEET,
    NOT_RANKED,
    RECUSED,
    SENT_BACK,
    ApplicationPart,
    ConflictPart,
    RaterPart,
    SheetPart,
    Value,
)
from umdesk.domain.rating_text import rating_text
from umdesk.domain.scoring import Criterion, Scorer, exact_text
from umdesk.domain.words import ApplicationState, Conflict
from umdesk.services import assignment
from umdesk.services.packet import stood
from umdesk.services.paper_sheets import FIRST, SECOND, SETTLED, typing_of
from umdesk.services.standing import Applied, SheetState, Standing
from umdesk.storage import models

OfSheet = TypeVar("OfSheet", models.PaperEntry, models.Reopening)
Texts = Mapping[str, tuple[tuple[str, str], ...]]
"""What raters read of an application, (label, text), by the application's id."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a cycle's sheets hold beside the ratings, by the sheet's id; `names` of criteria by key, in their order."""

    now: Standing
    rows: Mapping[str, models.Sheet]
    comments: Mapping[str, Mapping[str, str]]
    came: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]


def read(session: Session, now: Standing, every: Mapping[str, Sequence[Criterion]]) -> Read:
    """Read the sheets of a cycle with their comments and how they came in; `every` are all versions of the criteria."""
    sheet, application, rating = models.Sheet, models.Application, models.Rating
    mine = select(sheet).join(application, application.id == sheet.application_id)
    rows = {row.id: row for row in session.scalars(mine.where(application.cycle_id == now.cycle_id))}
    comments: dict[str, dict[str, str]] = defaultdict(dict)
    written = (
        select(rating.sheet_id, rating.criterion_key, rating.comment)
        .join(sheet, sheet.id == rating.sheet_id)
        .join(application, application.id == sheet.application_id)
        .where(application.cycle_id == now.cycle_id, rating.comment != "")
    )
    for sheet_id, key, comment in session.execute(written):
        comments[sheet_id][key] = comment
    known = {c.key: c for c in now.rules.criteria}
    for criteria in every.values():
        for criterion in criteria:
            known.setdefault(criterion.key, criterion)
    names = {key: criterion.name for key, criterion in known.items()}
    came, before = _came(session, now.cycle_id, rows, tuple(known.values())), stood.ratings(session, rows, names)
    told = {sheet_id: came.get(sheet_id, ()) + before.get(sheet_id, ()) for sheet_id in rows}
    return Read(now, rows, comments, told, names)


def applications(session: Session, found: Read, texts: Texts) -> tuple[ApplicationPart, ...]:
    """Every application by number; one without any sheet has one line that says so."""
    now = found.now
    row = models.Application
    rows = {each.id: each for each in session.scalars(select(row).where(row.cycle_id == now.cycle_id))}
    decided = _decided(session, now.cycle_id)
    order = {rater: place for place, rater in enumerate(now.raters)}
    scorer = Scorer(now.rules.criteria)
    parts = []
    for number, one in now.applications.items():
        sheets = sorted(now.sheets.get(number, ()), key=lambda sheet: order[sheet.rater_id])
        rated = tuple(_sheet(found, scorer, one, sheet) for sheet in sheets)
        note = decided.get(one.id, "")
        if one.state is ApplicationState.WITHDRAWN:
            note = f"{note} {_withdrawn(rows[one.id])}".strip()
        parts.append(_application(one, rows[one.id].received, texts.get(one.id, ()), rated or (_none(now),), note))
    return tuple(parts)


def raters(session: Session, found: Read) -> tuple[RaterPart, ...]:
    """The raters by name, with what they had to do and did."""
    now = found.now
    assigned = assignment.assigned(session, now.cycle_id)
    units = dict(
        session.execute(select(models.Rater.id, models.Rater.unit).where(models.Rater.cycle_id == now.cycle_id)).all()
    )
    parts = []
    for rater_id, name in now.raters.items():
        wanted = assigned.get(rater_id, frozenset())
        own = [row for row in found.rows.values() if row.rater_id == rater_id and row.application_id in wanted]
        parts.append(
            RaterPart(
                name=name,
                unit=units.get(rater_id, ""),
                rates=len(wanted),
                submitted=sum(1 for row in own if row.submitted_at is not None and row.conflict != Conflict.RECUSED),
                recused=sum(1 for row in own if row.conflict == Conflict.RECUSED),
                asked=sum(1 for row in own if row.declared_as),
            )
        )
    return tuple(parts)


def conflicts(found: Read) -> tuple[ConflictPart, ...]:
    """Every conflict of interest that a rater named or the coordinator judged, by application and rater."""
    now = found.now
    people = {one.id: one for one in now.applications.values()}
    parts = []
    for row in found.rows.values():
        if not row.declared_conflict and row.conflict == Conflict.NONE:
            continue
        one = people[row.application_id]
        parts.append(
            ConflictPart(
                number=one.number,
                applicant=one.name,
                rater=now.raters[row.rater_id],
                said=_said(row),
                holds=row.conflict,
                reason=row.conflict_reason,
                by=row.conflict_by,
                at=row.conflict_at,
            )
        )
    return tuple(sorted(parts, key=lambda part: (part.number, part.rater)))


def _said(row: models.Sheet) -> str:
    if not row.declared_as:
        return "was not asked"
    word = f"a conflict: {row.declared_reason}" if row.declared_conflict and row.declared_reason else ""
    word = word or ("a conflict" if row.declared_conflict else "no conflict")
    return f"{word} ({row.declared_as}{_on(row.declared_at)})"


def _decided(session: Session, cycle_id: str) -> dict[str, str]:
    """What the coordinator decided on eligibility, in words, by the application's id; the newest is in force."""
    row, application = models.EligibilityDecision, models.Application
    query = select(row).join(application, application.id == row.application_id)
    return {
        each.application_id: (
            f"The rules said “{each.computed}”; the coordinator decided “{each.decided}”: {each.reason.rstrip('.')} "
            f"({each.decided_by}{_on(each.decided_at)})."
        )
        for each in session.scalars(query.where(application.cycle_id == cycle_id).order_by(row.decided_at))
    }


def _withdrawn(row: models.Application) -> str:
    day = f" on {dates.show(row.withdrawn_on)}" if row.withdrawn_on else ""
    why = f": {row.withdrawn_reason.rstrip('.')}" if row.withdrawn_reason else ""
    return f"Withdrawn{day}{why}."


def _application(
    one: Applied, received: date, texts: tuple[tuple[str, str], ...], sheets: tuple[SheetPart, ...], note: str
) -> ApplicationPart:
    return ApplicationPart(
        number=one.number,
        name=one.name,
        class_text=one.class_text,
        unit=one.unit,
        received=received,
        state=one.state.value,
        eligibility=one.eligibility.value,
        outside=one.excluded,
        texts=texts,
        sheets=sheets,
        note=note,
    )


def _none(now: Standing) -> SheetPart:
    return SheetPart("", NO_SHEET, tuple(None for _ in now.rules.criteria), "", (), (), ())


def _sheet(found: Read, scorer: Scorer, one: Applied, sheet: SheetState) -> SheetPart:
    score = scorer.score(sheet.values)
    counts = COUNTS
    if one.excluded:
        counts = NOT_RANKED
    elif sheet.conflict is Conflict.RECUSED:
        counts = RECUSED
    elif sheet.outdated:
        counts = SENT_BACK
    criteria = found.now.rules.criteria
    in_force = {criterion.key for criterion in criteria}
    written = found.comments.get(sheet.id, {})
    left = [(found.names.get(key, "a criterion"), value) for key, value in sheet.values.items() if key not in in_force]
    return SheetPart(
        rater=found.now.raters[sheet.rater_id],
        counts=counts,
        values=tuple(_value(sheet, criterion.key) for criterion in criteria),
        score=exact_text(score) if counts == COUNTS and score is not None else "",
        comments=tuple((name, written[key]) for key, name in found.names.items() if key in written),
        left_out=tuple((name, rating_text(value)) for name, value in sorted(left, key=lambda pair: pair[0])),
        came=found.came.get(sheet.id, ()),
    )


def _value(sheet: SheetState, key: str) -> Value:
    if key not in sheet.values:
        return None
    value = sheet.values[key]
    return rating_text(None) if value is None else value


def _differed(turns: Mapping[int, models.PaperEntry], criteria: Sequence[Criterion]) -> Iterator[str]:
    """Where the two typings of a paper differed, and what was settled."""
    if not {FIRST, SECOND} <= turns.keys():
        return
    settled = paper_entries.fields(typing_of(turns[SETTLED]), criteria) if SETTLED in turns else {}
    for one in paper_entries.differences(typing_of(turns[FIRST]), typing_of(turns[SECOND]), criteria):
        then = f"; settled as “{settled[one.field][1]}”" if settled else ""
        yield f"{one.what} was typed as “{one.first}” and as “{one.second}”{then}."


def _came(
    session: Session, cycle_id: str, rows: Mapping[str, models.Sheet], criteria: Sequence[Criterion]
) -> dict[str, tuple[str, ...]]:
    """What each rater said of a conflict, how the ratings came in, when they were submitted, typed, given back."""
    said: dict[str, list[str]] = defaultdict(list)
    for sheet_id, row in rows.items():
        said[sheet_id].append(f"Conflict of interest: {_said(row)}.")
        if row.entered_as:
            said[sheet_id].append(f"Ratings came {row.entered_as}.")
        if row.submitted_at is not None:
            said[sheet_id].append(f"Submitted {dates.show_moment(row.submitted_at)}.")
    turns: dict[str, dict[int, models.PaperEntry]] = defaultdict(dict)
    for paper in session.scalars(_of_cycle(models.PaperEntry, cycle_id).order_by(models.PaperEntry.turn)):
        settled = paper.turn == SETTLED
        how = "The two typings were settled by" if settled else f"Typed from paper, turn {paper.turn}, by"
        said[paper.sheet_id].append(f"{how} {paper.typed_by}{_on(paper.typed_at)}.")
        turns[paper.sheet_id][paper.turn] = paper
    for sheet_id, typed in turns.items():
        said[sheet_id] += _differed(typed, criteria)
    for back in session.scalars(_of_cycle(models.Reopening, cycle_id).order_by(models.Reopening.reopened_at)):
        said[back.sheet_id].append(f"Given back by {back.reopened_by}{_on(back.reopened_at)}: {back.reason}")
    return {sheet_id: tuple(sentences) for sheet_id, sentences in said.items()}


def _of_cycle(model: type[OfSheet], cycle_id: str) -> Select[OfSheet]:
    sheet, application = models.Sheet, models.Application
    joined = select(model).join(sheet, sheet.id == model.sheet_id)
    return joined.join(application, application.id == sheet.application_id).where(application.cycle_id == cycle_id)


def _on(moment: datetime | None) -> str:
    return "" if moment is None else f", {dates.show_moment(moment)}"
