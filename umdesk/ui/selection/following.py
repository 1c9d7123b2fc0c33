"""What comes next in a cycle, in one line for each of its states."""

from umdesk.domain import dates
from umdesk.domain.words import CycleState
from umdesk.services.cycles import CycleDetail


def what_next(cycle: CycleDetail) -> str:
    """What is to be done until the next step, by the parts under which it is done."""
    match cycle.state:
        case CycleState.DRAFT:
            return "Next: say under Criteria what is judged, name under Raters who rates, then open the cycle."
        case CycleState.OPEN:
            return "Next: take in applications and decide who is eligible under Applicants, then start scoring."
        case CycleState.SCORING:
            texts = "check the texts under Masking; " if cycle.blind else ""
            return (
                f"Next: {texts}bring in ratings under Ratings or Sheets, or let raters sign in; settle wide spreads "
                "under Results; then start deciding."
            )
        case CycleState.DECIDING:
            drawn = "hold the draw under Draw, " if cycle.seed_digest else ""
            return f"Next: {drawn}decide and apply under Results, tell people under Letters, then close the cycle."
        case CycleState.CLOSED:
            on = f" on {dates.show(cycle.closed_at.astimezone().date())}" if cycle.closed_at is not None else ""
            return f"Closed{on}. Make the packet under Packet. Under Outcome stand who declines and who comes up."
