"""Sealed until ready: before their own sheets are in, a rater sees no score of others, and in a blind cycle no name.

A cycle is sealed for an account while the cycle is in scoring or deciding, a rater of it is linked to the account, and
not all of this rater's own sheets are in. Other roles of the account open nothing: a coordinator or a reader who rates
is a rater until then. Before scoring there is no score, and whoever takes in the applications knows the names; a closed
cycle is sealed for nobody. A sheet that is given back, or an application that comes later, seals the cycle again.

Every query that tells a score, a rating, a rank, a spread, a flag or how many complete sheets an application has asks
`of` or `refuse_scores`; every query that ties a name to an application asks for `names` as well. Asking cannot write,
so that who saw what is recorded by `seen`, which the window and the command line call as they show it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.errors import NotAllowed, NotNow
from umdesk.domain.program_facts import Who
from umdesk.domain.words import ApplicationState, CycleState, Role, Seen
from umdesk.services.permissions import Grant, grant, permit
from umdesk.storage import models
from umdesk.storage.chunks import chunks
from umdesk.storage.history import RECORDED
from umdesk.storage.kept import keep
from umdesk.storage.program import Program

SEALED_NAME = "Sealed"
"""What stands in place of a name that the account may not read yet."""
SEALED_WHO = Who("", SEALED_NAME, "")
"""The same where a person stands in a report."""
_DECIDED = frozenset(
    {
        ApplicationState.SCORED,
        ApplicationState.SELECTED,
        ApplicationState.WAITLISTED,
        ApplicationState.NOT_SELECTED,
        ApplicationState.DECLINED,
    }
)
_LEAVE_RATED_ALONE = RECORDED - {"rater", "cycle"}
"""The tables whose changes leave it as it is who rates which cycle."""
_STATES = (CycleState.SCORING.value, CycleState.DECIDING.value)
_PARTS = {
    Seen.CONFLICT_LIST: "the list of names",
    Seen.RATINGS: "the ratings",
    Seen.RESULTS: "the results",
    Seen.PACKET: "the selection packet",
}


@dataclass(frozen=True, slots=True)
class Sealed:
    """The ids of the cycles of which an account may not read what tells a score (`scores`) or a name (`names`)."""

    scores: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    def state(self, cycle_id: str, stored: ApplicationState) -> ApplicationState:
        """The stored state of an application as it may be told: what was decided in a sealed cycle is not."""
        return ApplicationState.RECEIVED if cycle_id in self.scores and stored in _DECIDED else stored


@dataclass(frozen=True, slots=True)
class ViewingLine:
    """Who saw which part of a cycle, and when it was first on that day; `part` in words: "the results"."""

    what: Seen
    part: str
    who: str
    at: datetime


def of(session: Session, program: Program) -> Sealed:
    """What is sealed for the signed-in account (session block)."""
    mine = rated(session, program)
    if not mine:
        return Sealed()
    from umdesk.services import assignment  # noqa: PLC0415 -- lists of applications, on which it stands, ask this too

    sealed = {
        cycle_id: blind
        for cycle_id, rater_id, blind in mine
        if not assignment.own_sheets_in(session, cycle_id, rater_id)
    }
    return Sealed(frozenset(sealed), frozenset(cycle_id for cycle_id, blind in sealed.items() if blind))


def rates(session: Session, program: Program) -> bool:
    """Whether the account rates a cycle in scoring or deciding, so that something may be sealed (session block)."""
    return bool(rated(session, program))


def rated(session: Session, program: Program) -> tuple[tuple[str, str, bool], ...]:
    """The cycles in scoring or deciding that the account rates: id, rater id, whether it is blind (session block)."""
    account_id = program.account.account_id
    return keep(session, "rated", account_id, lambda: _rated(session, account_id), _LEAVE_RATED_ALONE)


def _rated(session: Session, account_id: str) -> tuple[tuple[str, str, bool], ...]:
    rater, cycle = models.Rater, models.Cycle
    rows = session.execute(
        select(cycle.id, rater.id, cycle.blind)
        .join(rater, rater.cycle_id == cycle.id)
        .where(rater.account_id == account_id, cycle.state.in_(_STATES))
    )
    return tuple((row[0], row[1], row[2]) for row in rows)


def own_raters(session: Session, program: Program, cycle_id: str) -> frozenset[str]:
    """The raters of a cycle that the account is, whatever state the cycle is in (session block)."""
    rater = models.Rater
    mine = select(rater.id).where(rater.cycle_id == cycle_id, rater.account_id == program.account.account_id)
    return frozenset(session.scalars(mine))


def numbers_of(session: Session, cycle_ids: Iterable[str]) -> dict[str, str]:
    """The applications of some cycles, id to number (session block)."""
    row = models.Application
    rows = session.execute(select(row.id, row.number).where(row.cycle_id.in_(sorted(cycle_ids))))
    return {found.id: found.number for found in rows}


def refuse_scores(session: Session, program: Program, cycle_id: str) -> None:
    """Let a query of scores go on, or refuse (session block).

    Raises:
        NotNow: the cycle is sealed for the account; the sentences say what is sealed and what opens it.
    """
    if cycle_id in of(session, program).scores:
        raise _still_sealed(session, program, cycle_id)


def refuse_names(session: Session, program: Program, cycle_id: str) -> None:
    """Let a query that ties names to applications go on, or refuse (session block).

    Raises:
        NotNow: the cycle is blind and sealed for the account.
    """
    if cycle_id in of(session, program).names:
        raise _still_sealed(session, program, cycle_id)


def refuse_scores_of(session: Session, program: Program, application_ids: Iterable[str]) -> None:
    """The same for what is asked or done of applications (session block)."""
    sealed = of(session, program).scores
    for cycle_id in _cycles_of(session, application_ids) & sealed if sealed else ():
        raise _still_sealed(session, program, cycle_id)


def refuse_names_of(session: Session, program: Program, application_ids: Iterable[str]) -> None:
    """The same for what tells whose applications these are (session block)."""
    sealed = of(session, program).names
    for cycle_id in _cycles_of(session, application_ids) & sealed if sealed else ():
        raise _still_sealed(session, program, cycle_id)


def refuse_names_of_people(session: Session, program: Program, *person_ids: str) -> None:
    """Let what would tell which application is whose go on, or refuse (session block).

    Raises:
        NotNow: one of the people has an application of which it is sealed for the account whose it is.
    """
    row, sealed = models.Application, of(session, program).names
    if sealed:
        found = select(row.cycle_id).where(row.person_id.in_(person_ids), row.cycle_id.in_(sealed)).limit(1)
        for cycle_id in session.scalars(found):
            raise _still_sealed(session, program, cycle_id)


def refuse_person(session: Session, program: Program, person_id: str) -> None:
    """Let what tells everything of a person go on, or refuse while an application of theirs is sealed (session block).

    Raises:
        NotNow: an application of the person is in a cycle that is sealed for the account.
    """
    mine = models.Application.person_id == person_id
    refuse_scores_of(session, program, session.scalars(select(models.Application.id).where(mine)).all())


def refuse_any(session: Session, program: Program) -> None:
    """Let what holds every cycle go on, or refuse while any of them is sealed (session block).

    Raises:
        NotNow: a cycle is sealed for the account.
    """
    sealed = sorted(of(session, program).scores, key=lambda each: session.get_one(models.Cycle, each).name)
    if sealed:
        raise _still_sealed(session, program, sealed[0])


def words(session: Session, program: Program, cycle_id: str) -> str:
    """One line on what is sealed of a cycle and until when, "" when nothing is (session block)."""
    sealed = of(session, program)
    if cycle_id not in sealed.scores:
        return ""
    cycle = session.get_one(models.Cycle, cycle_id)
    what = "Names, ratings and results" if cycle_id in sealed.names else "Ratings and results"
    left = _open_sheets(session, program, cycle_id)
    still = {0: "none is assigned to you yet", 1: "1 is still open"}.get(left, f"{left} are still open")
    return f"{what} of {cycle.name} are sealed for you until your own rating sheets are in: {still}."


def notice(program: Program, cycle_id: str) -> str:
    """The same for a screen; "" also for a cycle that the account does not rate."""
    permit(program, "sealing.notice")
    with program.reading() as session:
        return words(session, program, cycle_id)


def seen(program: Program, cycle_id: str, what: Seen) -> None:
    """Write into the history that the account saw a part of a cycle, once a day; nothing where one may only look.

    Raises:
        NotAllowed: the account only rates, and it does not rate this cycle.
    """
    permit(program, "sealing.seen")
    if not program.writable:
        return
    with program.reading() as session:
        rates = bool(own_raters(session, program, cycle_id))
        if grant(program, "sealing.seen") is Grant.OWN and not rates:
            raise NotAllowed("There is no such cycle among those that you rate; nothing was recorded.")
        if _seen_today(session, program, cycle_id, what):
            return
    with program.operation("sealing.seen", "", undoable=False) as op:
        if _seen_today(op.session, program, cycle_id, what):
            return
        cycle = op.session.get_one(models.Cycle, cycle_id)
        op.session.add(
            models.Viewing(cycle_id=cycle_id, what=what.value, seen_by=program.account.name, seen_at=program.now())
        )
        op.summary = f"Saw {_PARTS[what]} of {cycle.name}"


def viewings(session: Session, cycle_id: str) -> tuple[ViewingLine, ...]:
    """Who saw which part of a cycle and when, the oldest first (session block)."""
    row = models.Viewing
    found = session.scalars(select(row).where(row.cycle_id == cycle_id).order_by(row.seen_at, row.id))
    return tuple(ViewingLine(Seen(one.what), _PARTS[Seen(one.what)], one.seen_by, one.seen_at) for one in found)


def _seen_today(session: Session, program: Program, cycle_id: str, what: Seen) -> bool:
    row = models.Viewing
    rows = session.scalars(
        select(row.seen_at).where(row.cycle_id == cycle_id, row.what == what.value, row.seen_by == program.account.name)
    )
    return any(at.astimezone().date() == program.today() for at in rows)


def _cycles_of(session: Session, application_ids: Iterable[str]) -> frozenset[str]:
    row = models.Application
    found: set[str] = set()
    for some in chunks(sorted(application_ids)):
        found.update(session.scalars(select(row.cycle_id).where(row.id.in_(some)).distinct()))
    return frozenset(found)


def _open_sheets(session: Session, program: Program, cycle_id: str) -> int:
    """How many of the account's own sheets of a cycle are neither submitted nor stepped back from."""
    from umdesk.services import assignment  # noqa: PLC0415 -- as in `of`

    own = own_raters(session, program, cycle_id)
    assigned, done = assignment.assigned(session, cycle_id), assignment.handed_in(session, own)
    return sum(len(assigned[rater_id] - done[rater_id]) for rater_id in own)


def _still_sealed(session: Session, program: Program, cycle_id: str) -> NotNow:
    how = (
        "Submit them under My rating sheets, or step back from those with a conflict of interest."
        if Role.RATER in program.account.roles
        else "Your account needs the role of a rater to fill them in: a coordinator can add it under Accounts."
    )
    return NotNow(words(session, program, cycle_id), how)
