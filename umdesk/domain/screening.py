"""The screening list of a cycle, and which letter an application wants."""

from dataclasses import dataclass
from datetime import date

from umdesk.domain.eligibility import Reason
from umdesk.domain.words import ApplicationState, Eligibility, LetterKind

#: The answer in force → the letter that tells the applicant.
LETTER_FOR = {
    Eligibility.ELIGIBLE: LetterKind.RECEIVED,
    Eligibility.NOT_ELIGIBLE: LetterKind.NOT_ELIGIBLE,
    Eligibility.COORDINATOR_DECIDES: LetterKind.MORE_INFORMATION,
}


_IN_SCREENING = frozenset({ApplicationState.RECEIVED, ApplicationState.ELIGIBLE, ApplicationState.NOT_ELIGIBLE})


@dataclass(frozen=True, slots=True)
class ScreeningLine:
    """One application of the list; `received` is None where the day is not known, `letter` says what went out."""

    number: str
    name: str
    employee_number: str
    class_text: str
    received: date | None
    answer: str
    reasons: tuple[str, ...]
    letter: str


@dataclass(frozen=True, slots=True)
class ScreeningSnapshot:
    """The screening list of a cycle as it is printed."""

    department: str
    office: str
    cycle: str
    opens: date | None
    closes: date | None
    lines: tuple[ScreeningLine, ...]
    made_on: date
    made_by: str


def letter_wanted(eligibility: Eligibility, state: ApplicationState, made: frozenset[LetterKind]) -> LetterKind | None:
    """The letter that an application wants: that of its answer, unless it was made.

    A withdrawn or decided one wants none: screening is over for it.
    """
    wanted = LETTER_FOR[eligibility]
    return wanted if state in _IN_SCREENING and wanted not in made else None


#: Where a decided application stands → the letter that tells the applicant.
LETTER_OF = {
    ApplicationState.SELECTED: LetterKind.SELECTED,
    ApplicationState.WAITLISTED: LetterKind.WAITLISTED,
    ApplicationState.NOT_SELECTED: LetterKind.NOT_SELECTED,
    ApplicationState.DECLINED: LetterKind.DECLINED,
}


def outcome_letter_wanted(state: ApplicationState, newest: LetterKind | None) -> LetterKind | None:
    """The letter that a decided application wants: that of where it stands, unless the newest one says just that.

    Who came up from the waitlist wants the letter “selected” after the one “waitlisted”. While nothing is decided, or
    decisions are pending, there is none.
    """
    wanted = LETTER_OF.get(state)
    return None if wanted is newest else wanted


def against(reasons: tuple[Reason, ...]) -> tuple[str, ...]:
    """What stands in the way, each with its source."""
    return tuple(f"{reason.text} (Source: {reason.source}.)" for reason in reasons if not reason.ok)
