"""Could I apply: the answer to a class, a tenure and a day, without making a record of who asked."""

from dataclasses import dataclass, replace
from datetime import date

from umdesk.domain.eligibility import RECORD_SOURCE, Applicant, EligibilityAnswer
from umdesk.domain.eligibility.advice import also_asked, next_steps
from umdesk.domain.intake.rows import class_parts, tenure, time_base
from umdesk.domain.words import Demand
from umdesk.services.applicants.judging import Judge
from umdesk.services.permissions import permit
from umdesk.storage.program import Program


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: a class by code, title or both, a tenure, the day of the application, and what more is known."""

    held_class: str
    tenure: str
    day: date
    time_base: str = ""
    class_date: date | None = None
    hired: date | None = None
    probation_ends: date | None = None


@dataclass(frozen=True, slots=True)
class Asks:
    """What the department asks for, so that a form asks for no more: of months in class, with the state, and so on."""

    class_date: bool
    hired: bool
    time_base: bool
    probation: bool


@dataclass(frozen=True, slots=True)
class CouldApply:
    """The answer with its reasons, what to do next, what is asked of the application itself, and what counts."""

    answer: EligibilityAnswer
    next_steps: tuple[str, ...]
    also_asked: tuple[str, ...]
    asks: Asks


def could_apply(program: Program, question: Question) -> CouldApply:
    """Answer a question by the class list and the department's criteria; nothing is written down.

    A reading of the class list alone: no person, application or cycle is looked at, so that anybody may ask.
    """
    permit(program, "eligibility.could_apply")
    code, title = class_parts(question.held_class.strip(), "")
    with program.reading() as session:
        judge = Judge.of(session)
    wanted = judge.criteria
    asks = Asks(
        class_date=bool(wanted.class_months),
        hired=bool(wanted.state_months),
        time_base=wanted.full_time is not Demand.OFF,
        probation=wanted.probation is not Demand.OFF,
    )
    applicant = Applicant(
        class_code=code,
        class_title=title,
        tenure=tenure(question.tenure.strip()),
        received=question.day,
        # Where no rule asks for the day, that it is not given is no finding.
        class_date=question.class_date if asks.class_date else question.day,
        hired=question.hired,
        probation_ends=question.probation_ends,
        time_base=time_base(question.time_base),
    )
    answer = _of_what_was_typed(judge.answer(applicant))
    return CouldApply(answer, next_steps(answer), also_asked(wanted), asks)


def _of_what_was_typed(answer: EligibilityAnswer) -> EligibilityAnswer:
    """The answer with its source told for somebody who has no application yet."""
    reasons = tuple(
        replace(reason, source="What was typed here") if reason.source == RECORD_SOURCE else reason
        for reason in answer.reasons
    )
    return replace(answer, reasons=reasons)
