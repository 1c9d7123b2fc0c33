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


def standing_words(state: ApplicationState, eligibility: Eligibility, *, decided: bool) -> tuple[str, Tone]:
    """The words and the symbol for where an application stands."""
    if state in _SETTLED:
        return _SETTLED[state]
    words = ELIGIBILITY_WORDS[eligibility]
    return (f"{words}, decided" if decided else words), ELIGIBILITY_TONES[eligibility]


def row_words(row: ApplicantRow) -> tuple[str, Tone]:
    """The words and the symbol of a row."""
    return standing_words(row.state, row.eligibility, decided=row.standing.decided is not None)
