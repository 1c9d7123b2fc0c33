"""What somebody can do with an answer before they apply, in plain words."""

from umdesk.domain.eligibility.answers import EligibilityAnswer
from umdesk.domain.eligibility.criteria import Criteria
from umdesk.domain.words import Demand, Eligibility

_NEXT = {
    Eligibility.ELIGIBLE: (
        "Hand in an application while an application window is open; the Upward Mobility coordinator knows when.",
        "The answer is given again on the day the application is received, by what the class and the tenure are then.",
    ),
    Eligibility.COORDINATOR_DECIDES: (
        "An application can be handed in. The coordinator then decides on the points that are open, with a reason.",
        "Bring what settles them, such as the latest notice of appointment, and ask the coordinator before you apply.",
    ),
    Eligibility.NOT_ELIGIBLE: (
        "Ask the coordinator. They can decide otherwise with a reason, for example where a fact on file is wrong.",
        "Exams, transfers, training and career counseling are open without the program; the coordinator can tell more.",
    ),
}


def next_steps(answer: EligibilityAnswer) -> tuple[str, ...]:
    """What to do next, in sentences."""
    return _NEXT[answer.eligibility]


def also_asked(criteria: Criteria) -> tuple[str, ...]:
    """What the department asks of an application that nobody can tell before there is one, as parts of a list."""
    asked = (
        (criteria.window, "that it comes while the window is open"),
        (criteria.statement, "a statement of why you apply"),
        (criteria.signed, "a signature with its date"),
        (criteria.comment, "the supervisor's comment, whatever it says"),
        (criteria.not_participant, "that you are not in the program already"),
    )
    return tuple(words for demand, words in asked if demand is not Demand.OFF)
