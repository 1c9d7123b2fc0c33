"""How the tab Applicants words and marks what the services answer."""

from umdesk.domain.words import ApplicationState, Eligibility
from umdesk.services.applicants import ApplicantRow
from umdesk.ui.theme import Tone

ELIGIBILITY_WORDS = {
    Eligibility.ELIGIBLE: "Eligible",
    Eligibility.NOT_ELIGIBLE: "Not eligible",
    Eligibility.COORDINATOR_DECIDES: "To decide",
}
ELIGIBILITY_TONES = {
    Eligibility.ELIGIBLE: Tone.GOOD,
    Eligibility.NOT_ELIGIBLE: Tone.BAD,
    Eligibility.COORDINATOR_DECIDES: Tone.ATTENTION,
}
RULES_WORDS = {
    Eligibility.ELIGIBLE: "eligible",
    Eligibility.NOT_ELIGIBLE: "not eligible",
    Eligibility.COORDINATOR_DECIDES: "the coordinator decides",
}
_SETTLED = {
    ApplicationState.SELECTED: ("Selected", Tone.GOOD),
    ApplicationState.WAITLISTED: ("Waitlisted", Tone.ACCENT),
    ApplicationState.NOT_SELECTED: ("Not selected", Tone.QUIET),
    ApplicationState.DECLINED: ("Declined", Tone.QUIET),
    ApplicationState.WITHDRAWN: ("Withdrawn", Tone.QUIET),
}


def standing_words(
    state: ApplicationState, eligibility: Eligibility, *, decided: bool, would_change: bool = False
) -> tuple[str, Tone]:
    """The words and the symbol for where an application stands.

    `would_change` says that the answer on record is another than the one that the rules give today.
    """
    if state in _SETTLED:
        return _SETTLED[state]
    words = ELIGIBILITY_WORDS[eligibility]
    if would_change:
        return f"{words}, recheck", Tone.ATTENTION
    return (f"{words}, decided" if decided else words), ELIGIBILITY_TONES[eligibility]


def row_words(row: ApplicantRow) -> tuple[str, Tone]:
    """The words and the symbol of a row."""
    standing = row.standing
    words, tone = standing_words(
        row.state, row.eligibility, decided=standing.decided is not None, would_change=standing.would_change
    )
    return (f"{words}, late" if row.late else words), tone


def row_to_recheck(row: ApplicantRow) -> bool:
    """Whether the answer on record of a row is another than the rules would give today."""
    return row.standing.would_change and not row.withdrawn


def row_tip(row: ApplicantRow) -> str:
    """Why a row stands where it does, a reason a line."""
    fresh = row.standing.fresh
    said = [reason.text for reason in row.reasons]
    if fresh is not None and row_to_recheck(row):
        said.insert(0, f"On record; by what is on file today: {RULES_WORDS[fresh.eligibility]}.")
    return "\n".join(said)
