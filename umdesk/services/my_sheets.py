"""A rater's own rating sheets in the cycles that are in scoring, sealed: nothing of another rater, no aggregate.

First comes the list of names: the rater says with whom they have a conflict of interest. Only then are there sheets.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from umdesk.domain.errors import NotAllowed, NotNow
from umdesk.domain.words import Conflict, DeclaredAs, EnteredAs
from umdesk.domain.writing import counted
from umdesk.services import assignment, conflict_hints, own_sheets, scope
from umdesk.services import conflicts as declaring
from umdesk.services.own_sheets import GivenBack, MySheet, MySheets
from umdesk.services.permissions import permit
from umdesk.services.sheets import SheetWriter, find
from umdesk.storage import models
from umdesk.storage.program import Operation, Program

__all__ = [
    "ConflictList", "GivenBack", "MyCycle", "MySheet", "MySheets", "Named", "clear", "comment", "conflict_list",
    "cycles", "declare", "declare_conflict", "enter", "sheet", "sheets", "submit",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class MyCycle:
    """A cycle in scoring that the account rates: how many sheets there are to fill in, and how many are submitted.

    `to_declare` of them wait for the rater's word on conflicts of interest.
    """

    id: str
    name: str
    blind: bool
    sheets: int
    submitted: int
    to_declare: int = 0


@dataclass(frozen=True, slots=True)
class Named:
    """An applicant in the list of names. `class_title` and `unit` are "" in a blind cycle.

    `hint` says in words why the rater might have a conflict of interest, "" where nothing points to one.
    """

    application_id: str
    name: str
    class_title: str
    unit: str
    hint: str


@dataclass(frozen=True, slots=True)
class ConflictList:
    """The applicants with whom a rater may have a conflict of interest, by name, and what one is.

    `again` says that an application came later in a blind cycle: then all names are gone through once more, since the
    one name that is new would tell whose the one new number is.
    """

    cycle_id: str
    cycle: str
    blind: bool
    definition: str
    names: tuple[Named, ...]
    again: bool = False


def cycles(program: Program) -> tuple[MyCycle, ...]:
    """The cycles in scoring that the account rates, by name."""
    permit(program, "my_sheets.cycles")
    with program.reading() as session:
        found = []
        for cycle_id, rater_id in scope.own_raters(session, program).items():
            cycle = session.get_one(models.Cycle, cycle_id)
            begun = own_sheets.of_rater(session, rater_id)
            rated = [begun.get(one.id) for one in own_sheets.assigned(session, cycle_id, rater_id)]
            to_do = [sheet for sheet in rated if sheet is None or sheet.conflict != Conflict.RECUSED]
            submitted = sum(sheet is not None and sheet.submitted_at is not None for sheet in to_do)
            asked = sum(own_sheets.to_declare(sheet) for sheet in to_do)
            found.append(MyCycle(cycle_id, cycle.name, cycle.blind, len(to_do), submitted, asked))
        return tuple(found)


def conflict_list(program: Program, cycle_id: str) -> ConflictList:
    """The applicants whom the account has still to go through for conflicts of interest, by name.

    In a blind cycle there are names alone: no number, no class, no unit.

    Raises:
        NotAllowed: the account does not rate the cycle, the cycle is not in scoring, or there is none.
    """
    permit(program, "my_sheets.conflict_list")
    with program.reading() as session:
        rater_id = scope.own_raters(session, program).get(cycle_id)
        if rater_id is None:
            raise _no_such_sheet()
        cycle, begun = session.get_one(models.Cycle, cycle_id), own_sheets.of_rater(session, rater_id)
        hints = conflict_hints.suggestions_for(session, rater_id, program.today())
        names = [
            Named(
                application_id=one.id,
                name=one.name,
                class_title="" if cycle.blind else one.class_text,
                unit="" if cycle.blind else one.unit,
                hint=hints.get(one.id, ""),
            )
            for one in own_sheets.asked_about(cycle, own_sheets.assigned(session, cycle_id, rater_id), begun)
        ]
        again = cycle.blind and any(not own_sheets.to_declare(begun.get(one.application_id)) for one in names)
        names.sort(key=lambda one: (one.name.casefold(), one.application_id))
        return ConflictList(cycle_id, cycle.name, cycle.blind, declaring.definition(session), tuple(names), again)


def declare(program: Program, cycle_id: str, conflicts: Mapping[str, str]) -> int:
    """Give the word that was asked for: a conflict of interest with these applicants, and with none of the others.

    `conflicts` are reasons by application id. Cannot be undone: only the coordinator clears a conflict. Gives how many
    applicants it was said of; without anybody left to say it of, nothing happens. What was said of an applicant before
    stays, unless a conflict is named.

    Raises:
        NotAllowed: one of them is none of those that the account is asked about.
    """
    permit(program, "my_sheets.declare")
    with program.operation("my_sheets.declare", "", undoable=False) as op:
        session, rater_id = op.session, scope.own_raters(op.session, program).get(cycle_id)
        if rater_id is None:
            raise _no_such_sheet()
        begun = own_sheets.of_rater(session, rater_id)
        rater, cycle = session.get_one(models.Rater, rater_id), session.get_one(models.Cycle, cycle_id)
        rated = own_sheets.assigned(session, cycle_id, rater_id)
        asked = [one.id for one in own_sheets.asked_about(cycle, rated, begun)]
        if not conflicts.keys() <= set(asked):
            raise _no_such_sheet()
        for application_id in asked:
            if not own_sheets.to_declare(begun.get(application_id)) and application_id not in conflicts:
                continue
            declaring.declare(
                session, rater_id, application_id, conflict=application_id in conflicts,
                reason=conflicts.get(application_id, ""), how=DeclaredAs.RATER, now=program.now(), by=rater.name,
            )  # fmt: skip
        # No number here: in a blind cycle the one who reads this line of their own may know the name.
        found = counted(len(conflicts), "conflict") if conflicts else "no conflict"
        op.summary = f"{rater.name} named {found} of interest among {counted(len(asked), 'applicant')} of {cycle.name}"
        return len(asked)


def sheets(program: Program, cycle_id: str) -> MySheets:
    """The account's own sheets of a cycle in scoring, of the applicants that were gone through for conflicts.

    Raises:
        NotAllowed: the account does not rate the cycle, the cycle is not in scoring, or there is none.
    """
    permit(program, "my_sheets.sheets")
    with program.reading() as session:
        rater_id = scope.own_raters(session, program).get(cycle_id)
        if rater_id is None:
            raise _no_such_sheet()
        return own_sheets.load(session, cycle_id, rater_id)


def sheet(program: Program, application_id: str) -> MySheet:
    """One of these sheets, as it is now.

    Raises:
        NotAllowed: it is none of the account's sheets.
    """
    permit(program, "my_sheets.sheet")
    with program.reading() as session:
        application = session.get(models.Application, application_id)
        cycle_id = application.cycle_id if application is not None else ""
        rater_id = scope.own_raters(session, program).get(cycle_id)
        found = own_sheets.load(session, cycle_id, rater_id, application_id).sheets if rater_id is not None else ()
        if not found:
            raise _no_such_sheet()
        return found[0]


def enter(program: Program, application_id: str, key: str, value: Decimal | None) -> None:
    """Enter one rating on an own sheet, None for not applicable.

    Where criteria changed, the first rating that is given again makes the others of them blank; comments stay.

    Raises:
        InvalidInput: the value does not fit the criterion; the sentence says what does.
        NotNow: the sheet is submitted, the rater is recused, or did not say yet whether they have a conflict.
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
    """Make a rating of an own sheet blank again; its comment stays. Raises what `enter` does."""
    permit(program, "my_sheets.clear")
    with program.operation("my_sheets.clear", "") as op:
        writer, rater_id = _writer(op, program, application_id)
        criterion = writer.erase(application_id, rater_id, key)
        op.summary = f"Cleared {criterion.name} of {writer.number(application_id)} by {writer.rater(rater_id)}"


def comment(program: Program, application_id: str, key: str, text: str) -> None:
    """Write the words beside one rating of an own sheet, also before there is one.

    Raises:
        NotNow: the sheet is submitted, the rater is recused, or did not say yet whether they have a conflict.
        NotAllowed: it is none of the account's sheets.
    """
    permit(program, "my_sheets.comment")
    with program.operation("my_sheets.comment", "", settles=application_id) as op:
        writer, rater_id = _writer(op, program, application_id)
        criterion = writer.comment(application_id, rater_id, key, text.strip())
        op.summary = f"Commented on {criterion.name} of {writer.number(application_id)} by {writer.rater(rater_id)}"


def declare_conflict(program: Program, application_id: str, reason: str = "") -> None:
    """Step back from an application for a conflict of interest that was found later, also after submitting.

    Own ratings of it stay and do not count. Cannot be undone: only the coordinator can clear it.

    Raises:
        NotAllowed: it is none of the account's sheets.
        NotNow: the rater did not go through the list of names yet.
    """
    permit(program, "my_sheets.declare_conflict")
    with program.operation(
        "my_sheets.declare_conflict", "", reason=reason.strip() or None, undoable=False
    ) as op:  # fmt: skip
        writer, rater_id = _writer(op, program, application_id, changes=False)
        number, rater = writer.number(application_id), writer.rater(rater_id)
        declaring.declare(
            op.session, rater_id, application_id, conflict=True, reason=reason, how=DeclaredAs.RATER,
            now=program.now(), by=rater,
        )  # fmt: skip
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
    rater_id = raters[application.cycle_id]
    if application_id not in assignment.of_rater(session, application.cycle_id, rater_id):
        raise _no_such_sheet()
    sheet = find(session, application_id, rater_id)
    if own_sheets.to_declare(sheet):
        raise NotNow(
            "You have not said yet whether you have a conflict of interest with this applicant; nothing was changed.",
            "Go through the list of names first.",
        )
    if changes and sheet is not None and sheet.submitted_at is not None:
        raise NotNow(
            f"The sheet of {application.number} is submitted and can no longer be changed; nothing was changed.",
            "Ask the coordinator to give it back to you, if something in it is wrong.",
        )
    if changes and sheet is not None and sheet.conflict == Conflict.RECUSED:
        raise NotNow(
            f"You stepped back from {application.number} for a conflict of interest; nothing was changed.",
            "Ask the coordinator, if that is wrong.",
        )
    return SheetWriter(session, program.now(), application.cycle_id, EnteredAs.WINDOW), rater_id


def _no_such_sheet() -> NotAllowed:
    return NotAllowed(
        "There is no such application among your rating sheets; nothing was changed.",
        "You rate the cycles that name you as a rater, while they are in scoring.",
    )
