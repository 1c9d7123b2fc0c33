"""A rater's own rating sheets in the cycles that are in scoring, sealed: nothing of another rater, no aggregate.

In a blind cycle no name and no unit either, and the names of the applicant are left out of what they wrote.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.errors import NotAllowed, NotNow
from umdesk.domain.folding import folded
from umdesk.domain.scoring import Criterion, Scorer
from umdesk.domain.words import Conflict, EnteredAs, Recommendation
from umdesk.services import criteria, merged, scope, standing
from umdesk.services.permissions import permit
from umdesk.services.sheets import SheetWriter
from umdesk.services.standing import Applied
from umdesk.storage import models
from umdesk.storage.program import Operation, Program

NAME_LEFT_OUT = "[name]"
"""What stands in a statement of a blind cycle where the applicant wrote their own name."""
_RECOMMENDATIONS = {
    Recommendation.WITH_RESERVATIONS.value: "recommends with reservations",
    Recommendation.NONE.value: "has no comment",
}
_WORD = re.compile(r"[^\W_]+")
_WORD_OR_ADDRESS = re.compile(r"[\w.+'-]+@[\w.-]+|[^\W_]+")


@dataclass(frozen=True, slots=True)
class MyCycle:
    """A cycle in scoring that the account rates: how many sheets there are to fill in, and how many are submitted."""

    id: str
    name: str
    blind: bool
    sheets: int
    submitted: int


@dataclass(frozen=True, slots=True)
class MySheet:
    """One application as its rater sees it, with the rater's own ratings.

    `values` are by criterion key: a number, None for not applicable; a blank has no key. `outdated` names the criteria
    that changed since they were rated. `name`, `unit` and `supervisor_says`, which is information and never a veto,
    are "" in a blind cycle. `score` is the rater's own, None while the sheet is not complete or does not count.
    """

    application_id: str
    number: str
    name: str
    class_title: str
    unit: str
    target_class: str
    statement: str
    supervisor_says: str
    values: Mapping[str, Decimal | None]
    comments: Mapping[str, str]
    outdated: frozenset[str]
    submitted: bool
    conflict: Conflict
    score: Fraction | None

    @property
    def recused(self) -> bool:
        """Whether the rater stepped back from this application for a conflict of interest."""
        return self.conflict is Conflict.RECUSED


@dataclass(frozen=True, slots=True)
class MySheets:
    """A rater's sheets of one cycle, by application number."""

    cycle_id: str
    cycle: str
    blind: bool
    criteria: tuple[Criterion, ...]
    sheets: tuple[MySheet, ...]


def cycles(program: Program) -> tuple[MyCycle, ...]:
    """The cycles in scoring that the account rates, by name."""
    permit(program, "my_sheets.cycles")
    with program.reading() as session:
        found = []
        for cycle_id, rater_id in scope.own_raters(session, program).items():
            cycle = session.get_one(models.Cycle, cycle_id)
            rated = _rated(session, cycle_id)
            done = _sheets(session, rater_id)
            submitted = sum(one.id in done and done[one.id].submitted_at is not None for one in rated)
            found.append(MyCycle(cycle_id, cycle.name, cycle.blind, len(rated), submitted))
        return tuple(found)


def sheets(program: Program, cycle_id: str) -> MySheets:
    """The account's own sheets of a cycle in scoring.

    Raises:
        NotAllowed: the account does not rate the cycle, the cycle is not in scoring, or there is none.
    """
    permit(program, "my_sheets.sheets")
    with program.reading() as session:
        rater_id = scope.own_raters(session, program).get(cycle_id)
        if rater_id is None:
            raise _no_such_sheet()
        cycle = session.get_one(models.Cycle, cycle_id)
        versions = criteria.versions(session, cycle_id)
        current = next(reversed(versions.values()))
        changed = {set_id: criteria.changed_keys(old, current) for set_id, old in versions.items()}
        begun, ratings = _sheets(session, rater_id), _ratings(session, rater_id)
        scorer = Scorer(current)
        session.scalars(select(models.Application).where(models.Application.cycle_id == cycle_id)).all()
        rows, former = [], merged.former_names(session)
        for one in _rated(session, cycle_id):
            sheet, written = begun.get(one.id), session.get_one(models.Application, one.id)
            own = ratings.get(sheet.id, []) if sheet else []
            row = _sheet(one, written, sheet, own, scorer)
            if sheet is not None and changed[sheet.criteria_set_id] & row.values.keys():
                row = replace(row, outdated=changed[sheet.criteria_set_id] & row.values.keys(), score=None)
            rows.append(_blinded(row, one, former.get(one.person_id, [])) if cycle.blind else row)
        return MySheets(cycle_id, cycle.name, cycle.blind, current, tuple(rows))


def enter(program: Program, application_id: str, key: str, value: Decimal | None) -> None:
    """Enter one rating on an own sheet, None for not applicable.

    Where criteria changed, the first rating that is given again makes the others of them blank; comments stay.

    Raises:
        InvalidInput: the value does not fit the criterion; the sentence says what does.
        NotNow: the sheet is submitted, or the rater is recused.
        NotAllowed: it is none of the account's sheets.
    """
    permit(program, "my_sheets.enter")
    with program.operation("my_sheets.enter", "") as op:
        writer, rater_id = _writer(op, program, application_id)
        if key in writer.outdated(application_id, rater_id):
            writer.blank_outdated(application_id, rater_id)
        criterion = writer.write(application_id, rater_id, key, value)
        text = "N/A" if value is None else format(value, "f")
        op.summary = f"Rated {writer.number(application_id)}: {criterion.name} {text} by {writer.rater(rater_id)}"


def clear(program: Program, application_id: str, key: str) -> None:
    """Make a rating of an own sheet blank again, with its comment; raises what `enter` does."""
    permit(program, "my_sheets.clear")
    with program.operation("my_sheets.clear", "") as op:
        writer, rater_id = _writer(op, program, application_id)
        criterion = writer.erase(application_id, rater_id, key)
        op.summary = f"Cleared {criterion.name} of {writer.number(application_id)} by {writer.rater(rater_id)}"


def comment(program: Program, application_id: str, key: str, text: str) -> None:
    """Write the words beside one rating of an own sheet.

    Raises:
        NotNow: there is no rating yet, the sheet is submitted, or the rater is recused.
        NotAllowed: it is none of the account's sheets.
    """
    permit(program, "my_sheets.comment")
    with program.operation("my_sheets.comment", "", settles=application_id) as op:
        writer, rater_id = _writer(op, program, application_id)
        criterion = writer.comment(application_id, rater_id, key, text.strip())
        op.summary = f"Commented on {criterion.name} of {writer.number(application_id)} by {writer.rater(rater_id)}"


def declare_conflict(program: Program, application_id: str, reason: str = "") -> None:
    """Step back from an application for a conflict of interest; own ratings of it stay and do not count.

    Only the coordinator can clear it.

    Raises:
        NotAllowed: it is none of the account's sheets.
    """
    permit(program, "my_sheets.declare_conflict")
    with program.operation("my_sheets.declare_conflict", "", reason=reason.strip() or None) as op:
        writer, rater_id = _writer(op, program, application_id, changes=False)
        sheet = writer.sheet(application_id, rater_id)
        if sheet.conflict != Conflict.RECUSED:
            sheet.conflict, sheet.conflict_reason = Conflict.RECUSED.value, reason.strip()
        number, rater = writer.number(application_id), writer.rater(rater_id)
        op.summary = f"Recused for a conflict of interest: {rater} for {number}"


def submit(program: Program, application_id: str) -> None:
    """Hand in an own complete sheet. Cannot be undone, and the sheet can no longer be changed.

    Raises:
        NotNow: a required rating is missing, the sheet is submitted already, or the rater is recused.
        NotAllowed: it is none of the account's sheets.
    """
    permit(program, "my_sheets.submit")
    with program.operation("my_sheets.submit", "", undoable=False) as op:
        writer, rater_id = _writer(op, program, application_id)
        writer.submit(application_id, rater_id)
        op.summary = f"Submitted the sheet of {writer.rater(rater_id)} for {writer.number(application_id)}"


def _writer(op: Operation, program: Program, application_id: str, *, changes: bool = True) -> tuple[SheetWriter, str]:
    """What writes an own sheet, and the rater that the account is; refuses a sheet that no longer changes."""
    session = op.session
    application = session.get(models.Application, application_id)
    raters = scope.own_raters(session, program)
    if application is None or application.cycle_id not in raters:
        raise _no_such_sheet()
    if application_id not in {one.id for one in _rated(session, application.cycle_id)}:
        raise _no_such_sheet()
    rater_id = raters[application.cycle_id]
    sheet = _sheets(session, rater_id).get(application_id)
    if changes and sheet is not None and sheet.submitted_at is not None:
        raise NotNow(
            f"The sheet of {application.number} is submitted and can no longer be changed; nothing was changed.",
            "Ask the coordinator, if something in it is wrong.",
        )
    if changes and sheet is not None and sheet.conflict == Conflict.RECUSED:
        raise NotNow(
            f"You stepped back from {application.number} for a conflict of interest; nothing was changed.",
            "Ask the coordinator, if that is wrong.",
        )
    return SheetWriter(session, program.now(), application.cycle_id, EnteredAs.WINDOW), rater_id


def _rated(session: Session, cycle_id: str) -> list[Applied]:
    """The applications of a cycle that are rated: not the withdrawn and not eligible ones."""
    return [one for one in standing.applications(session, cycle_id).values() if not one.excluded]


def _sheets(session: Session, rater_id: str) -> dict[str, models.Sheet]:
    """A rater's sheets by application."""
    sheet = models.Sheet
    return {one.application_id: one for one in session.scalars(select(sheet).where(sheet.rater_id == rater_id))}


def _ratings(session: Session, rater_id: str) -> dict[str, list[models.Rating]]:
    """A rater's ratings by sheet."""
    found: dict[str, list[models.Rating]] = {}
    query = select(models.Rating).join(models.Sheet, models.Sheet.id == models.Rating.sheet_id)
    for row in session.scalars(query.where(models.Sheet.rater_id == rater_id)):
        found.setdefault(row.sheet_id, []).append(row)
    return found


def _sheet(
    applied: Applied,
    application: models.Application,
    sheet: models.Sheet | None,
    ratings: list[models.Rating],
    scorer: Scorer,
) -> MySheet:
    conflict = Conflict(sheet.conflict) if sheet is not None else Conflict.NONE
    # A rating that has to be given again is blank, and only the words beside it are left.
    values = {row.criterion_key: row.value for row in ratings if row.value is not None or row.not_applicable}
    return MySheet(
        application_id=applied.id,
        number=applied.number,
        name=applied.name,
        class_title=f"{applied.class_code} {applied.class_title}".strip(),
        unit=applied.unit,
        target_class=application.target_class,
        statement=application.statement,
        supervisor_says=_said_by_supervisor(application),
        values=values,
        comments={row.criterion_key: row.comment for row in ratings if row.comment},
        outdated=frozenset(),
        submitted=sheet is not None and sheet.submitted_at is not None,
        conflict=conflict,
        score=None if conflict is Conflict.RECUSED else scorer.score(values),
    )


def _said_by_supervisor(application: models.Application) -> str:
    """The recommendation in words and the comment, "" where nobody was asked."""
    word = _RECOMMENDATIONS.get(application.supervisor_recommends, application.supervisor_recommends)
    comment = application.supervisor_comment.strip()
    return " ".join(part for part in (f"The supervisor {word}." if word else "", comment) if part)


def _blinded(sheet: MySheet, applied: Applied, former: Sequence[str]) -> MySheet:
    """The sheet without what tells whose application it is, also by a name that the person had before."""
    names = (applied.last_name, applied.first_name, *former)
    statement = _without_names(sheet.statement, names)
    return replace(sheet, name="", unit="", statement=statement, supervisor_says="")


def _without_names(text: str, names: tuple[str, ...]) -> str:
    """A text without the words of some names, whatever their case and accents; letters alone are no name.

    An address of electronic mail that has one of them in it goes as a whole.
    """
    words = {word for name in names for word in _WORD.findall(folded(name)) if len(word) > 1}

    def left_out(found: re.Match[str]) -> str:
        said = folded(found[0])
        hit = any(word in said for word in words) if "@" in said else said in words
        return NAME_LEFT_OUT if hit else found[0]

    return _WORD_OR_ADDRESS.sub(left_out, unicodedata.normalize("NFC", text))


def _no_such_sheet() -> NotAllowed:
    return NotAllowed(
        "There is no such application among your rating sheets; nothing was changed.",
        "You rate the cycles that name you as a rater, while they are in scoring.",
    )
