"""Paper rating sheets: typed in twice, compared, settled where the two differ, and only then written to the sheet.

The second typing never sees the first. A coordinator who rates and whose own sheets are not in types their own paper,
and lets another account type and settle those of others, which stay sealed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import paper_entries
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.paper_entries import CONFLICT, Difference, Typing
from umdesk.domain.rating_columns import read_number
from umdesk.domain.scoring import Criterion
from umdesk.domain.sheet_codes import read_code, table_of
from umdesk.domain.words import Conflict, DeclaredAs, EnteredAs
from umdesk.domain.writing import enumerated
from umdesk.services import assignment, conflicts, criteria, sealing, sheets, standing
from umdesk.services.permissions import permit
from umdesk.services.sheets import SheetWriter, refuse_unless_scoring
from umdesk.storage import models
from umdesk.storage.program import Operation, Program

FIRST, SECOND, SETTLED = 1, 2, 3


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """A paper sheet to type in: whose it is, how far it is, and who typed; `name` is "" where a blind cycle is rated.

    `turn` is the typing that is due (1 or 2), 3 when both are done. `compared` says that what differs can be settled;
    `remark` what is to be known of the paper (criteria changed since it was printed).
    """

    cycle_id: str
    application_id: str
    rater_id: str
    number: str
    name: str
    rater: str
    criteria: tuple[Criterion, ...]
    turn: int
    typed_by: tuple[str, ...]
    settled: bool
    remark: str = ""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper sheet of which something was typed, in a list: `differs` counts what is not settled yet."""

    application_id: str
    rater_id: str
    number: str
    rater: str
    turn: int
    settled: bool
    differs: int


def find(program: Program, cycle_id: str, typed: str, rater_id: str = "") -> PaperSheet:
    """The sheet of a code that was typed or scanned; an application number will do, with the rater.

    Raises:
        InvalidInput: it is no code, a sign of it is wrong, no sheet of this cycle has it, or the rater is missing.
        NotNow: the cycle is not in scoring, the rater does not rate the application, a criterion changed since the
            sheet was printed, or it is another rater's while the cycle is sealed for the account.
    """
    permit(program, "paper_sheets.find")
    number = read_number(typed)
    with program.reading() as session:
        numbered = standing.applications(session, cycle_id).get(number)
        if numbered is not None:
            if not rater_id:
                raise InvalidInput(f"Whose sheet for {number} is it?", "Choose the rater too.", "rater")
            return _opened(session, program, numbered.id, rater_id)
    try:
        code = read_code(typed)
    except ValueError as error:
        raise InvalidInput(str(error), "", "code") from None
    with program.reading() as session:
        versions = criteria.versions(session, cycle_id)
        applied = [one.id for one in standing.applications(session, cycle_id).values()]
        pairs = [(one, rater) for rater in standing.raters(session, cycle_id) for one in applied]
        found = table_of(pairs, versions).get(code)
        if found is None:
            raise InvalidInput(
                f"No sheet of this cycle has the code {code} as its criteria are now.",
                "Was it printed for another cycle, or before a criterion changed? Its head says the cycle.",
                "code",
            )
        application_id, rater_id, set_id = found
        _refuse_sealed(session, program, rater_id)
        current_id, current = next(reversed(versions.items()))
        changed = criteria.changed_keys(versions[set_id], current)
        gone = [c.name for c in versions[set_id] if c.key not in {one.key for one in current}]
        names = [c.name for c in current if c.key in changed] + gone
        printed = list(versions).index(set_id) + 1
        if names:
            raise NotNow(
                f"This sheet was printed for version {printed} of the criteria, and {enumerated(names)} changed since.",
                "Print the sheet anew and have it rated again.",
            )
        older = f"Printed for version {printed} of the criteria; nothing on it changed since."
        return _sheet(session, program, application_id, rater_id, "" if set_id == current_id else older)


def sheet(program: Program, application_id: str, rater_id: str) -> PaperSheet:
    """The paper sheet of a rater for an application.

    Raises:
        NotNow: the cycle is not in scoring, the rater does not rate the application, or it is another rater's while
            the cycle is sealed for the account.
    """
    permit(program, "paper_sheets.sheet")
    with program.reading() as session:
        return _opened(session, program, application_id, rater_id)


def waiting(program: Program, cycle_id: str) -> tuple[PaperLine, ...]:
    """The paper sheets of a cycle of which something was typed, those that are not settled first."""
    permit(program, "paper_sheets.waiting")
    entry, row = models.PaperEntry, models.Sheet
    with program.reading() as session:
        raters = standing.raters(session, cycle_id)
        current = next(reversed(criteria.versions(session, cycle_id).values()))
        entries: dict[str, dict[int, models.PaperEntry]] = {}
        query = select(entry).join(row, row.id == entry.sheet_id).where(row.rater_id.in_(raters))
        for one in session.scalars(query):
            entries.setdefault(one.sheet_id, {})[one.turn] = one
        lines = []
        for sheet_id, turns in entries.items():
            of = session.get_one(models.Sheet, sheet_id)
            differs = len(_compared(turns, current)) if SETTLED not in turns and SECOND in turns else 0
            number = session.get_one(models.Application, of.application_id).number
            lines.append(
                PaperLine(
                    of.application_id, of.rater_id, number, raters[of.rater_id], _due(turns), SETTLED in turns, differs
                )
            )
        return tuple(sorted(lines, key=lambda line: (line.settled, line.number, line.rater)))


def type_in(program: Program, application_id: str, rater_id: str, turn: int, typing: Typing) -> PaperSheet:
    """Keep one typing of a paper; gives the sheet as it stands then. The same turn again takes the place of itself.

    Raises:
        InvalidInput: something cannot stand on a paper, named by `field`.
        NotNow: it is not this typing's turn, the sheet is settled, it is not rated by this rater, or it is another
            rater's while the cycle is sealed for the account: who types the sheets of others sees them.
    """
    permit(program, "paper_sheets.type_in")
    with program.operation("paper_sheets.type_in", "") as op:
        _refuse_sealed(op.session, program, rater_id)
        before = _sheet(op.session, program, application_id, rater_id)
        wrong = paper_entries.faults(typing, before.criteria)
        if wrong:
            field, said = next(iter(wrong.items()))
            raise InvalidInput(said, "", field)
        if (
            before.settled
            or turn > before.turn
            or turn not in (FIRST, SECOND)
            or (turn == FIRST and before.turn > SECOND)
        ):
            raise NotNow(
                f"The sheet of {before.rater} for {before.number} was typed in meanwhile; nothing was kept.",
                "Choose it again to see how far it is.",
            )
        row = sheets.find(op.session, application_id, rater_id) or sheets.give_out(
            op.session, application_id, rater_id, program.now()
        )
        op.session.flush()
        _keep(op.session, program, row.id, turn, paper_entries.tidied(typing, before.criteria))
        op.session.flush()
        word = {FIRST: "first", SECOND: "second"}[turn]
        op.summary = f"Typed the paper sheet of {before.rater} for {before.number} the {word} time"
        return _sheet(op.session, program, application_id, rater_id)


def differences(program: Program, application_id: str, rater_id: str) -> tuple[Difference, ...]:
    """Where the two typings of a paper differ, in the order of the paper; none before both are done.

    Raises:
        NotNow: it is a sheet of somebody else while the cycle is sealed for the account.
    """
    permit(program, "paper_sheets.differences")
    with program.reading() as session:
        found = _sheet(session, program, application_id, rater_id)
        _refuse_sealed(session, program, rater_id)
        return _compared(_turns(session, application_id, rater_id), found.criteria)


def settle(
    program: Program, application_id: str, rater_id: str, chosen: Mapping[str, str], *, reason: str = ""
) -> None:
    """Write a paper that was typed twice to its sheet; `chosen` says by field what the paper has where they differ.

    `reason` is wanted where the sheet has other ratings already, which came in another way.

    Raises:
        InvalidInput: something that differs is not settled or cannot stand on a paper, named by `field`; or the reason
            is missing.
        NotNow: the paper was not typed twice, is settled already, or is sealed for the account.
    """
    permit(program, "paper_sheets.settle")
    with program.operation("paper_sheets.settle", "", reason=reason.strip() or None) as op:
        found = _sheet(op.session, program, application_id, rater_id)
        _refuse_sealed(op.session, program, rater_id)
        if found.settled or found.turn != SETTLED:
            done = "is settled already" if found.settled else "was not typed in twice yet"
            raise NotNow(f"The sheet of {found.rater} for {found.number} {done}; nothing was changed.")
        turns = _turns(op.session, application_id, rater_id)
        for one in _compared(turns, found.criteria):
            if one.field not in chosen:
                raise InvalidInput(f"{one.what} is not settled yet; nothing was changed.", "", one.field)
        typing = paper_entries.settled(typing_of(turns[FIRST]), _readable(chosen, found.criteria), found.criteria)
        for field, said in paper_entries.faults(typing, found.criteria).items():
            raise InvalidInput(said, "", field)
        _write(op, program, found, typing, reason)
        row = sheets.find(op.session, application_id, rater_id)
        if row is not None:
            _keep(op.session, program, row.id, SETTLED, typing)
        hands = " and ".join(dict.fromkeys(found.typed_by))
        op.summary = f"Entered the paper sheet of {found.rater} for {found.number}, typed twice by {hands}"


def start_over(program: Program, application_id: str, rater_id: str) -> None:
    """Take back what was typed of a paper, so that it can be typed anew; the ratings on the sheet stay as they are.

    Raises:
        NotNow: it is another rater's while the cycle is sealed for the account, which could not type it anew.
    """
    permit(program, "paper_sheets.start_over")
    with program.operation("paper_sheets.start_over", "") as op:
        found = _opened(op.session, program, application_id, rater_id)
        for entry in _turns(op.session, application_id, rater_id).values():
            op.session.delete(entry)
        op.summary = f"Began anew with the paper sheet of {found.rater} for {found.number}"


def _opened(session: Session, program: Program, application_id: str, rater_id: str) -> PaperSheet:
    """A sheet to type in, refused at once where the first key would be."""
    _refuse_sealed(session, program, rater_id)
    return _sheet(session, program, application_id, rater_id)


def _sheet(session: Session, program: Program, application_id: str, rater_id: str, remark: str = "") -> PaperSheet:
    cycle_id = session.get_one(models.Rater, rater_id).cycle_id
    cycle = session.get_one(models.Cycle, cycle_id)
    refuse_unless_scoring(cycle)
    applied = {one.id: one for one in standing.applications(session, cycle_id).values()}
    rater, one = standing.raters(session, cycle_id)[rater_id], applied.get(application_id)
    if one is None:
        raise InvalidInput(sheets.OF_TWO_CYCLES)
    if application_id not in assignment.of_rater(session, cycle_id, rater_id):
        raise NotNow(f"{rater} does not rate {one.number}; nothing was kept.", "Assign it first, if that is wrong.")
    turns = _turns(session, application_id, rater_id)
    current = next(reversed(criteria.versions(session, cycle_id).values()))
    named = "" if cycle_id in sealing.of(session, program).names else one.name
    by = tuple(turns[turn].typed_by for turn in (FIRST, SECOND) if turn in turns)
    return PaperSheet(
        cycle_id, application_id, rater_id, one.number, named, rater, current, _due(turns), by, SETTLED in turns, remark
    )


def _due(turns: Mapping[int, models.PaperEntry]) -> int:
    return next((turn for turn in (FIRST, SECOND) if turn not in turns), SETTLED)


def _turns(session: Session, application_id: str, rater_id: str) -> dict[int, models.PaperEntry]:
    row, entry = sheets.find(session, application_id, rater_id), models.PaperEntry
    if row is None:
        return {}
    return {one.turn: one for one in session.scalars(select(entry).where(entry.sheet_id == row.id))}


def typing_of(entry: models.PaperEntry) -> Typing:
    """What one typing holds, for another service that has read it (session block)."""
    comments: dict[str, Any] = dict(entry.comments)
    reason = str(comments.pop(CONFLICT, ""))
    return Typing(dict(entry.ratings), comments, entry.conflict, reason)


def _compared(turns: Mapping[int, models.PaperEntry], current: tuple[Criterion, ...]) -> tuple[Difference, ...]:
    if FIRST not in turns or SECOND not in turns:
        return ()
    return paper_entries.differences(typing_of(turns[FIRST]), typing_of(turns[SECOND]), current)


def _keep(session: Session, program: Program, sheet_id: str, turn: int, typing: Typing) -> None:
    entry = models.PaperEntry
    found = session.scalars(select(entry).where(entry.sheet_id == sheet_id, entry.turn == turn)).first()
    found = found or models.PaperEntry(sheet_id=sheet_id, turn=turn)
    found.ratings, found.conflict = dict(typing.ratings), typing.conflict
    found.comments = {**typing.comments, CONFLICT: typing.reason}
    found.typed_by, found.typed_at = program.account.name, program.now()
    session.add(found)


def _readable(chosen: Mapping[str, str], current: tuple[Criterion, ...]) -> Mapping[str, str]:
    """What was chosen, with ratings that can be read.

    Raises:
        InvalidInput: one cannot, named by `field`.
    """
    ratings = {c.key: chosen.get(paper_entries.rating_field(c.key), "") for c in current}
    for field, said in paper_entries.faults(Typing(ratings), current).items():
        raise InvalidInput(said, "", field)
    return chosen


def _write(op: Operation, program: Program, found: PaperSheet, typing: Typing, reason: str) -> None:
    session, key = op.session, (found.application_id, found.rater_id)
    row = sheets.find(session, *key)
    recused = typing.conflict == Conflict.RECUSED.value
    values = {} if recused else paper_entries.values_of(typing)
    there = {} if row is None else _ratings(session, row.id)
    if any(key in values and values[key] != value for key, value in there.items()) and not reason.strip():
        raise InvalidInput(
            f"The sheet of {found.rater} for {found.number} has other ratings already; nothing was changed.",
            "Say why the paper takes their place.",
            "reason",
        )
    if row is not None and row.conflict == Conflict.RECUSED and not recused:
        raise NotNow(
            f"{found.rater} is recused from {found.number}; the ratings of the paper were not entered.",
            "Clear the conflict of interest first, with a reason, if that is wrong.",
        )
    if typing.conflict:
        conflicts.declare(
            session, found.rater_id, found.application_id, conflict=recused, reason=typing.reason, how=DeclaredAs.PAPER,
            now=program.now(), by=program.account.name,
        )  # fmt: skip
    if not recused:
        cycle_id = session.get_one(models.Rater, found.rater_id).cycle_id
        writer = SheetWriter(session, program.now(), cycle_id, EnteredAs.PAPER)
        writer.put(*key, values, {key: text for key, text in typing.comments.items() if text})


def _ratings(session: Session, sheet_id: str) -> dict[str, object]:
    rating = models.Rating
    rows = session.scalars(select(rating).where(rating.sheet_id == sheet_id))
    return {row.criterion_key: row.value for row in rows if row.value is not None or row.not_applicable}


def _refuse_sealed(session: Session, program: Program, rater_id: str) -> None:
    rater = session.get_one(models.Rater, rater_id)
    if rater.account_id != program.account.account_id:
        sealing.refuse_scores(session, program, rater.cycle_id)
