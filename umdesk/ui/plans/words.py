"""How states of plans are shown: a word with the tone of its symbol, and what comes next."""

from umdesk.domain import dates
from umdesk.domain.plans import Section
from umdesk.domain.words import ProgressStatus, RevisionState
from umdesk.domain.writing import capital, counted
from umdesk.services.plans.queries import PlanDetail
from umdesk.ui.plans.allowed import Allowed
from umdesk.ui.theme import Tone

STATE_TONES = {
    RevisionState.DRAFT: Tone.QUIET,
    RevisionState.IN_REVIEW: Tone.ACCENT,
    RevisionState.READY: Tone.ACCENT,
    RevisionState.PRINTED: Tone.ACCENT,
    RevisionState.SIGNED: Tone.GOOD,
    RevisionState.FILED: Tone.ATTENTION,
    RevisionState.SUPERSEDED: Tone.QUIET,
}
STATUS_TONES = {
    ProgressStatus.NOT_STARTED: Tone.QUIET,
    ProgressStatus.IN_PROGRESS: Tone.ACCENT,
    ProgressStatus.DONE: Tone.GOOD,
    ProgressStatus.DROPPED: Tone.BAD,
}


def next_step(detail: PlanDetail, may: Allowed) -> str:
    """The sentence on what happens next with the plan, for whoever looks at it."""
    if not detail.newest and detail.frozen:
        return "This is an older revision. Choose the newest one under Versions."
    if detail.state is RevisionState.FILED:
        return f"Filed, not signed by everyone: {detail.signatures.not_signed}"
    if detail.state is RevisionState.SUPERSEDED:
        return "A newer revision is in force."
    if may.looks:
        return _stands(detail)
    return _next_of_supervisor(detail) if may.supervises else _next_of_coordinator(detail)


def gaps_words(detail: PlanDetail, may: Allowed) -> str:
    """The sentence over the list of what is missing."""
    if detail.frozen:
        return "This revision is printed; nothing in it can change any more."
    purpose = "sent to the coordinator" if may.supervises else "printed to sign"
    if detail.needed:
        jump = " Click a line to go there. Tips can be left." if may.edit else ""
        return f"{counted(len(detail.needed), 'thing')} must be filled in before the plan can be {purpose}.{jump}"
    tips = " The tips below can be left." if detail.gaps else ""
    return f"Nothing is missing: the plan can be {purpose}.{tips}"


def _stands(detail: PlanDetail) -> str:
    """Where the plan stands, for a reader."""
    if detail.needed:
        return f"{capital(detail.state)}; {counted(len(detail.needed), 'thing')} to fill in before it can be printed."
    return f"Printed on {_printed(detail)}." if detail.state is RevisionState.PRINTED else f"{capital(detail.state)}."


def _next_of_coordinator(detail: PlanDetail) -> str:
    match detail.state:
        case RevisionState.PRINTED:
            return (
                f"Printed on {_printed(detail)}. Next: have it signed on paper, then type the dates under Signatures."
            )
        case RevisionState.SIGNED:
            return "Signed. Next: record what happens under Progress. To change what was agreed, use Amend."
    if detail.needed:
        return f"Next: fill in {_missing(detail)}, then print it to sign."
    match detail.state:
        case RevisionState.READY:
            return "Ready. Next: print it to sign. A change makes it a draft again."
        case RevisionState.IN_REVIEW:
            return "The supervisor sent it. Next: look at it, then print it to sign, or send it back to draft."
    return "Nothing is missing. Next: look at the page, then print it to sign."


def _next_of_supervisor(detail: PlanDetail) -> str:
    match detail.state:
        case RevisionState.PRINTED:
            return f"Printed on {_printed(detail)}. Next: collect the signatures, then type the dates under Signatures."
        case RevisionState.SIGNED:
            return "In force. Next: record what happens under Progress. To change what was agreed, ask the coordinator."
        case RevisionState.READY:
            return "Accepted. The coordinator prints it to sign. To change something, ask the coordinator."
    if detail.needed:
        return f"Next: fill in {_missing(detail)}, then send it to the coordinator."
    if detail.state is RevisionState.IN_REVIEW:
        return "With the coordinator. You can still change it, or take it back."
    return "Nothing is missing. Next: look at the page, then send it to the coordinator."


def _missing(detail: PlanDetail) -> str:
    places = list(dict.fromkeys(gap.section for gap in detail.needed))
    return f"{counted(len(detail.needed), 'thing')} ({', '.join(places)})"


def _printed(detail: PlanDetail) -> str:
    return dates.show(detail.printed_at.astimezone().date()) if detail.printed_at else ""


def section_words(detail: PlanDetail, section: Section) -> tuple[str, Tone]:
    """How a section stands: "2 to fix", "complete", "empty" or "complete, 1 tip", with its tone."""
    needed = sum(gap.section is section for gap in detail.needed)
    tips = sum(gap.section is section for gap in detail.gaps) - needed
    if detail.frozen:
        return "frozen", Tone.GOOD
    if needed:
        return f"{needed} to fix", Tone.ATTENTION
    if _is_empty(detail, section):
        return "empty", Tone.QUIET
    return ("complete" if not tips else f"complete, {counted(tips, 'tip')}"), Tone.GOOD


def _is_empty(detail: PlanDetail, section: Section) -> bool:
    content = detail.content
    match section:
        case Section.COMPETENCIES:
            return not content.competencies
        case Section.COSTS:
            return not content.costs
        case Section.SUPPORT:
            return not (content.support or content.supervisor_comments or content.participant_comments)
        case _:
            return False
