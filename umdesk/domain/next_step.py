"""What happens next with a plan, in plain words for whoever looks at it: whose turn it is and the one thing to do.

The cards of a supervisor, the line under the editor and the Today tab all say what this says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from umdesk.domain import dates, plan_steps
from umdesk.domain.plan_steps import Waits
from umdesk.domain.plans import FROZEN
from umdesk.domain.words import TAKES_PART, ParticipationState, RevisionState
from umdesk.domain.writing import capital, counted, enumerated

_MOST_PLACES = 3


class Viewer(StrEnum):
    """For whom it is said."""

    SUPERVISOR = "supervisor"
    COORDINATOR = "coordinator"
    READER = "reader"


class Turn(StrEnum):
    """Whose turn it is, as the groups of cards are called, in their order."""

    YOURS = "Your turn"
    OTHERS = "With others"
    IN_FORCE = "In force"
    OVER = "No longer in the program"


class Do(StrEnum):
    """The one thing to do; what a card and a line of Today open."""

    FILL = "fill in what is missing"
    SEND = "send it to the coordinator"
    PRINT = "print it to sign"
    SIGN = "enter the dates of the signatures"
    PUT_IN_FORCE = "say whether it is in force"
    REVIEW = "hold the review"
    PROGRESS = "record progress"
    LOOK = "look at the plan"


@dataclass(frozen=True, slots=True)
class Standing:
    """How the newest revision of a plan stands, or the older one that is in view (`newest` False).

    `missing` counts what is needed before printing, `places` are the sections where; `overdue` and `soon` are short
    sentences on what is late or near ("The quarterly review is due since Aug 1, 2026."), `review_due` says that a
    review is among them; `note` is the last note that went along with a step back; `not_signed` says who did not sign.
    """

    state: RevisionState
    participation: ParticipationState
    missing: int = 0
    places: Sequence[str] = ()
    printed_on: date | None = None
    activities: int = 0
    done: int = 0
    newest: bool = True
    in_force: bool = False
    not_signed: str = ""
    supervisor_prints: bool = True
    review_due: bool = False
    overdue: Sequence[str] = ()
    soon: Sequence[str] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class NextStep:
    """Whose turn it is, the one thing to do (what it is and what its button says), and the sentence in view."""

    turn: Turn
    do: Do
    button: str
    sentence: str


def next_step(plan: Standing, viewer: Viewer) -> NextStep:
    """What comes next with a plan for whoever looks at it."""
    if not plan.newest and plan.state in FROZEN:
        return _look(Turn.OTHERS, "This is an older revision. Choose the newest one under Versions.")
    if plan.participation not in TAKES_PART:
        text = f"{capital(plan.participation)}, so nothing more is agreed or amended. What happened can be looked at."
        return _look(Turn.OVER, text)
    if viewer is Viewer.READER:
        return _look(_turn_of_others(plan), _stands(plan))
    match plan.state:
        case RevisionState.PRINTED:
            return NextStep(Turn.YOURS, Do.SIGN, "Enter the dates of the signatures", _to_be_signed(plan))
        case RevisionState.SIGNED | RevisionState.FILED | RevisionState.SUPERSEDED:
            return _agreed(plan, viewer)
    step = _for_supervisor(plan) if viewer is Viewer.SUPERVISOR else _for_coordinator(plan)
    return _with_note(step, plan)


def _for_supervisor(plan: Standing) -> NextStep:
    goal = "print it to sign" if plan.supervisor_prints else "send it to the coordinator"
    if plan.state is RevisionState.READY:
        if plan.supervisor_prints:
            return NextStep(Turn.YOURS, Do.PRINT, "Print it to sign", "The coordinator agrees. Next: print it to sign.")
        text = "The coordinator agrees and prints it to sign. To change something, ask the coordinator."
        return _look(Turn.OTHERS, text)
    if plan.state is RevisionState.IN_REVIEW:
        return _look(Turn.OTHERS, "The coordinator looks at it. You can still change it, or take it back.")
    if plan.missing:
        return _fill(plan, goal)
    if plan.supervisor_prints:
        text = "Nothing is missing. Next: look at the page, then print it to sign, or send it to the coordinator first."
        return NextStep(Turn.YOURS, Do.PRINT, "Print it to sign", text)
    text = "Nothing is missing. Next: look at the page, then send it to the coordinator."
    return NextStep(Turn.YOURS, Do.SEND, "Send it to the coordinator", text)


def _for_coordinator(plan: Standing) -> NextStep:
    if plan.missing:
        return _fill(plan, "print it to sign")
    match plan.state:
        case RevisionState.READY:
            text = "Ready. Next: print it to sign. A change makes it a draft again."
        case RevisionState.IN_REVIEW:
            text = "The supervisor sent it. Next: look at it, then print it to sign, or send it back with a note."
        case _:
            text = "Nothing is missing. Next: look at the page, then print it to sign."
    return NextStep(Turn.YOURS, Do.PRINT, "Print it to sign", text)


def _fill(plan: Standing, goal: str) -> NextStep:
    things = counted(plan.missing, "thing")
    named = [*plan.places[:_MOST_PLACES], *(["other sections"] if len(plan.places) > _MOST_PLACES else [])]
    where = f" in {enumerated(named)}" if named else ""
    return NextStep(Turn.YOURS, Do.FILL, f"Fill in {things}", f"Next: fill in {things}{where}, then {goal}.")


def _to_be_signed(plan: Standing) -> str:
    printed = f"Printed on {dates.show(plan.printed_on)}. " if plan.printed_on else "Printed. "
    return f"{printed}Next: have it signed on paper, then enter the dates under Signatures."


def _agreed(plan: Standing, viewer: Viewer) -> NextStep:
    """A revision that was signed or filed: what is carried out now."""
    open_filing = plan.state is RevisionState.FILED and not plan.in_force
    filed = f"Filed, not signed by everyone: {plan.not_signed}".rstrip(": .") + ". " if open_filing else ""
    if open_filing and viewer is Viewer.COORDINATOR:
        text = f"{filed}Next: say whether it is in force all the same, or print another revision."
        return NextStep(Turn.YOURS, Do.PUT_IN_FORCE, "Say whether it is in force", text)
    if open_filing:
        return NextStep(
            Turn.OTHERS, Do.PROGRESS, "Record progress", f"{filed}The coordinator says whether it is in force."
        )
    if plan.review_due:
        return NextStep(Turn.YOURS, Do.REVIEW, "Hold the review", f"In force. {_done(plan)} Next: hold the review.")
    change = "use Amend" if viewer is Viewer.COORDINATOR else "ask the coordinator"
    text = f"In force. {_done(plan)} Next: record what happens under Progress. To change what was agreed, {change}."
    return NextStep(Turn.IN_FORCE, Do.PROGRESS, "Record progress", text)


def _done(plan: Standing) -> str:
    if not plan.activities:
        return "The plan has no activities."
    return f"{plan.done} of {counted(plan.activities, 'activity', 'activities')} done."


def _stands(plan: Standing) -> str:
    """Where the plan stands, for who only looks."""
    if plan.missing:
        return f"{capital(plan.state)}; {counted(plan.missing, 'thing')} to fill in before it can be printed."
    if plan.state is RevisionState.PRINTED and plan.printed_on:
        return f"Printed on {dates.show(plan.printed_on)}; it waits for {plan_steps.waits_for(plan.state)}."
    waits = plan_steps.waits_for(plan.state)
    return f"{capital(plan.state)}." if waits is Waits.NOBODY else f"{capital(plan.state)}; it waits for {waits}."


def _turn_of_others(plan: Standing) -> Turn:
    return Turn.IN_FORCE if plan_steps.waits_for(plan.state) is Waits.NOBODY else Turn.OTHERS


def _with_note(step: NextStep, plan: Standing) -> NextStep:
    if not plan.note:
        return step
    return NextStep(step.turn, step.do, step.button, f"{plan.note.rstrip('. ')}. {step.sentence}")


def _look(turn: Turn, sentence: str) -> NextStep:
    return NextStep(turn, Do.LOOK, "Look at the plan", sentence)
