"""The steps of a revision of a plan: who takes each, what must be complete, what goes along, and what it freezes.

One table says it; the services follow it, and the help page steps-of-a-plan tells the same in the same words. A
revision is a draft until it is sent (in review) or marked ready; printing freezes it for good, and from then on only
signatures are recorded until a newer revision is printed in its place.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from umdesk.domain import dates
from umdesk.domain.plans import ON_PAPER
from umdesk.domain.words import RevisionState


class Who(StrEnum):
    """Who takes a step; a supervisor only with plans of their own participants."""

    SUPERVISOR = "the supervisor"
    COORDINATOR = "the coordinator"
    BOTH = "the supervisor or the coordinator"
    PROGRAM = "the program"


class Along(StrEnum):
    """Whether a note goes along with a step."""

    NOTHING = "no note"
    MAY = "a note, if wanted"
    MUST = "a note that says why"


class Waits(StrEnum):
    """Whom a plan waits for."""

    SUPERVISOR = "the supervisor"
    COORDINATOR = "the coordinator"
    SIGNATORIES = "the signatures"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: from one of the states `before` to one of `after`.

    `complete` says that nothing needed may be missing; `freezes` what can no longer change afterwards, and by whom;
    `for_good` that it cannot be undone.
    """

    name: str
    operation: str
    before: frozenset[RevisionState]
    after: frozenset[RevisionState]
    who: Who
    complete: bool
    along: Along
    freezes: str
    for_good: bool = False


def _states(*states: RevisionState) -> frozenset[RevisionState]:
    return frozenset(states)


SEND = Step(
    "Send to the coordinator", "plans.revisions.submit", _states(RevisionState.DRAFT), _states(RevisionState.IN_REVIEW),
    Who.BOTH, complete=True, along=Along.MAY, freezes="nothing: it can still be changed",
)  # fmt: skip
TAKE_BACK = Step(
    "Take it back", "plans.revisions.back_to_draft", _states(RevisionState.IN_REVIEW), _states(RevisionState.DRAFT),
    Who.SUPERVISOR, complete=False, along=Along.MAY, freezes="nothing",
)  # fmt: skip
SEND_BACK = Step(
    "Send back", "plans.revisions.back_to_draft", _states(RevisionState.IN_REVIEW), _states(RevisionState.DRAFT),
    Who.COORDINATOR, complete=False, along=Along.MUST, freezes="nothing",
)  # fmt: skip
MARK_READY = Step(
    "Mark ready", "plans.revisions.mark_ready", _states(RevisionState.DRAFT, RevisionState.IN_REVIEW),
    _states(RevisionState.READY), Who.COORDINATOR, complete=True, along=Along.MAY,
    freezes="its content, for the supervisor",
)  # fmt: skip
REOPEN = Step(
    "Back to draft", "plans.revisions.back_to_draft", _states(RevisionState.READY), _states(RevisionState.DRAFT),
    Who.COORDINATOR, complete=False, along=Along.MUST, freezes="nothing",
)  # fmt: skip
CHANGE_READY = Step(
    "Change what was ready", "plans.editing.set_fields", _states(RevisionState.READY), _states(RevisionState.DRAFT),
    Who.COORDINATOR, complete=False, along=Along.NOTHING, freezes="nothing",
)  # fmt: skip
PRINT = Step(
    "Print to sign", "plans.printing.freeze", _states(RevisionState.READY), _states(RevisionState.PRINTED),
    Who.BOTH, complete=True, along=Along.NOTHING,
    freezes="all that is agreed, for everybody and for good", for_good=True,
)  # fmt: skip
SIGN = Step(
    "Record signatures", "plans.signing.record", ON_PAPER, ON_PAPER, Who.BOTH, complete=False, along=Along.NOTHING,
    freezes="nothing more; a wrong date can be recorded again", for_good=True,
)  # fmt: skip
REPLACE = Step(
    "Replace", "plans.printing.freeze", ON_PAPER, _states(RevisionState.SUPERSEDED), Who.PROGRAM, complete=False,
    along=Along.NOTHING, freezes="its signatures too", for_good=True,
)  # fmt: skip

TABLE = (SEND, TAKE_BACK, SEND_BACK, MARK_READY, REOPEN, CHANGE_READY, PRINT, SIGN, REPLACE)
"""All steps. A complete draft that is printed is marked ready on the way, and a supervisor prints only where the
department lets them; putting a filed revision into force changes no state, and an amended or annual revision begins as
a draft of its own."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken: when, by whom, and the note that went along."""

    at: datetime
    by: str
    before: RevisionState
    after: RevisionState
    note: str = ""


def may_follow(before: RevisionState, after: RevisionState) -> bool:
    """Whether some step leads from one state to the other."""
    return any(before in step.before and after in step.after for step in TABLE)


def waits_for(state: RevisionState) -> Waits:
    """Whom a plan waits for whose newest revision is in a state."""
    match state:
        case RevisionState.DRAFT:
            return Waits.SUPERVISOR
        case RevisionState.IN_REVIEW | RevisionState.READY:
            return Waits.COORDINATOR
        case RevisionState.PRINTED:
            return Waits.SIGNATORIES
    return Waits.NOBODY


def last_note(steps: Sequence[Taken]) -> Taken | None:
    """The last of the steps, in order of time, that a note went along with; None where there is none."""
    return next((step for step in reversed(steps) if step.note), None)


def told(step: Taken, by: str = "") -> str:
    """A step in words with its note, as in "Sent back by Maria Ortega on Nov 22, 2026: The dates are too early".

    `by` is what to call who took it, "" for their name.
    """
    day = dates.show(step.at.astimezone().date())
    return f"{_DONE.get((step.before, step.after), _becomes(step))} by {by or step.by} on {day}{_noted(step.note)}"


def late(printed: date | None, today: date, days: int) -> int:
    """For how many days a printed revision waits for its signatures, 0 while it is not longer than `days`."""
    waiting = (today - printed).days if printed else 0
    return waiting if waiting > days else 0


_DONE = {
    (RevisionState.DRAFT, RevisionState.IN_REVIEW): "Sent",
    (RevisionState.IN_REVIEW, RevisionState.DRAFT): "Sent back",
    (RevisionState.DRAFT, RevisionState.READY): "Marked ready",
    (RevisionState.IN_REVIEW, RevisionState.READY): "Marked ready",
    (RevisionState.READY, RevisionState.DRAFT): "Made a draft again",
    (RevisionState.READY, RevisionState.PRINTED): "Printed to sign",
    (RevisionState.PRINTED, RevisionState.PRINTED): "Signatures recorded",
}


def _becomes(step: Taken) -> str:
    return "Replaced" if step.after is RevisionState.SUPERSEDED else f"Recorded as {step.after}"


def _noted(note: str) -> str:
    return f": {note}" if note else "."
