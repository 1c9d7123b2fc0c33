"""How states of plans are shown: a word with the tone of its symbol, and what comes next."""

from dataclasses import replace
from datetime import date, timedelta

from umdesk.domain import dates
from umdesk.domain.next_step import NextStep, Standing, Viewer, next_step
from umdesk.domain.plans import Content, Section
from umdesk.domain.words import TAKES_PART, ProgressStatus, RevisionState
from umdesk.domain.writing import counted
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


def state_words(standing: Standing) -> tuple[str, Tone]:
    """How a revision stands, with its tone: filed without every signature, it may be in force all the same."""
    if standing.state is RevisionState.FILED and standing.in_force:
        return "filed, in force", Tone.GOOD
    return str(standing.state), STATE_TONES[standing.state]


def next_of(detail: PlanDetail, may: Allowed) -> NextStep:
    """What happens next with the plan, for whoever looks at it."""
    # The last note stands above the plan already.
    return next_step(replace(detail.standing, note=""), viewer_of(may))


def viewer_of(may: Allowed) -> Viewer:
    """As who the account looks at the plan."""
    if may.looks:
        return Viewer.READER
    return Viewer.SUPERVISOR if may.supervises else Viewer.COORDINATOR


def next_period(content: Content, today: date) -> tuple[date, date]:
    """The year that an annual revision is proposed for: from the plan's next anniversary, or its end if that is sooner.

    From today where that lies back or the plan has no period.
    """
    first = today
    if content.period_from is not None:
        first = dates.a_year_on(content.period_from)
        while first < today:
            first = dates.a_year_on(first)
    if content.period_to is not None:
        first = max(min(first, content.period_to + timedelta(days=1)), today)
    return first, dates.a_year_on(first) - timedelta(days=1)


def is_over(detail: PlanDetail) -> bool:
    """Whether the participation of a plan is over, so that nobody prints it to sign."""
    return detail.standing.participation not in TAKES_PART


def over_words(detail: PlanDetail) -> str:
    """That a plan which is not on paper stays as it is."""
    return f"The participation is {detail.standing.participation}, so nothing of this revision is left to sign."


def gaps_words(detail: PlanDetail, may: Allowed) -> str:
    """The sentence over the list of what is missing."""
    if detail.frozen:
        return "This revision is printed; nothing in it can change any more."
    if is_over(detail):
        return over_words(detail)
    purpose = "printed to sign" if may.print_to_sign else "sent to the coordinator"
    if detail.needed:
        jump = " Click a line to go there. Tips can be left." if may.edit else ""
        return f"{counted(len(detail.needed), 'thing')} must be filled in before the plan can be {purpose}.{jump}"
    tips = " The tips below can be left." if detail.gaps else ""
    return f"Nothing is missing: the plan can be {purpose}.{tips}"


def section_words(detail: PlanDetail, section: Section) -> tuple[str, Tone]:
    """How a section stands: "2 to fix", "complete", "empty" or "complete, 1 tip", with its tone."""
    needed = sum(gap.section is section for gap in detail.needed)
    tips = sum(gap.section is section for gap in detail.gaps) - needed
    if detail.frozen:
        return "frozen", Tone.GOOD
    if needed:
        more = f", {counted(tips, 'tip')}" if tips else ""
        return f"{needed} to fix{more}", Tone.ATTENTION
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
