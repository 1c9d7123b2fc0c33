"""How states of plans are shown: a word with the tone of its symbol, and what comes next."""

from umdesk.domain import dates
from umdesk.domain.plans import Section
from umdesk.domain.words import ProgressStatus, RevisionState
from umdesk.domain.writing import counted
from umdesk.services.plans.queries import PlanDetail
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


def capital(text: str) -> str:
    """The text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def next_step(detail: PlanDetail) -> str:
    """The sentence on what happens next with the plan."""
    if not detail.newest and detail.frozen:
        return "This is an older revision. Choose the newest one under Versions and history."
    match detail.state:
        case RevisionState.PRINTED:
            printed = dates.show(detail.printed_at.astimezone().date()) if detail.printed_at else ""
            return f"Printed on {printed}. Next: have it signed on paper, then type the dates under Signatures."
        case RevisionState.SIGNED:
            return "Signed. Next: record what happens under Progress. To change what was agreed, use Amend."
        case RevisionState.FILED:
            return f"Filed, not signed by everyone: {detail.signatures.not_signed}"
        case RevisionState.SUPERSEDED:
            return "A newer revision is in force."
    if detail.needed:
        places = list(dict.fromkeys(gap.section for gap in detail.needed))
        return f"Next: fill in {counted(len(detail.needed), 'thing')} ({', '.join(places)}), then print it to sign."
    if detail.state is RevisionState.READY:
        return "Ready. Next: print it to sign. A change makes it a draft again."
    return "Nothing is missing. Next: look at the page, then print it to sign."


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
