"""Exams and the lists that they lead to, as HR or CalCareers told: when somebody is on a list, when to take one again.

No rule says how long a list lives or when an exam may be taken again: each announcement does, so both days are typed.
"""

from dataclasses import dataclass
from datetime import date

from umdesk.domain import dates
from umdesk.domain.errors import InvalidInput
from umdesk.domain.words import ExamOutcome, ListKind
from umdesk.domain.writing import counted

ASK_HR = "Who may take an exam, and who is on a list, only HR and CalCareers decide. Write down what they told."
_HAD_RESULT = frozenset({ExamOutcome.PASSED, ExamOutcome.FAILED})


@dataclass(frozen=True, slots=True)
class Exam:
    """An exam for a class; `list_expires` is the last day on the list, `retake_from` the first of another try.

    `taken_on` is the day it was or will be taken; `list_rank` is a text such as "3" or "rank 2 of 9".
    """

    class_code: str
    outcome: ExamOutcome
    taken_on: date | None = None
    list_kind: ListKind | None = None
    list_rank: str = ""
    list_expires: date | None = None
    retake_from: date | None = None
    note: str = ""


def check(exam: Exam, today: date) -> None:
    """Refuse what cannot be.

    Raises:
        InvalidInput: the class is missing, a result has no day or one that has not come yet, a list is named without
            an exam that was passed, or a day that follows from the exam lies before it.
    """
    if not exam.class_code:
        raise InvalidInput("The class is missing.", "Choose the class that the exam is for.", "class_code")
    if exam.outcome in _HAD_RESULT:
        if exam.taken_on is None:
            raise InvalidInput("The day of the exam is missing.", "Give the day it was taken.", "taken_on")
        if exam.taken_on > today:
            raise InvalidInput("This day has not come yet.", "Correct it, or choose “Planned”.", "taken_on")
    on_list = {"list_kind": exam.list_kind, "list_rank": exam.list_rank, "list_expires": exam.list_expires}
    for field, given in on_list.items():
        if given and exam.outcome is not ExamOutcome.PASSED:
            raise InvalidInput(
                "Only an exam that was passed leads to a list.", "Clear it, or correct the result.", field
            )
    for field, day in (("list_expires", exam.list_expires), ("retake_from", exam.retake_from)):
        if day is not None and exam.taken_on is not None and day < exam.taken_on:
            raise InvalidInput("This day lies before the exam.", "Correct one of the two.", field)


def eligible(exam: Exam, class_code: str, day: date) -> bool:
    """Whether the exam for the class was passed by a day, and its list (where a last day is known) still holds."""
    if exam.class_code != class_code or exam.outcome is not ExamOutcome.PASSED:
        return False
    if exam.taken_on is not None and exam.taken_on > day:
        return False
    return exam.list_expires is None or exam.list_expires >= day


def standing(exam: Exam, today: date) -> str:
    """What an exam means today: "On the list until Mar 3, 2027 (40 days)", "May be taken again from Jun 1, 2026"."""
    if exam.outcome is ExamOutcome.PASSED:
        return _on_list(exam.list_expires, today)
    if exam.outcome in (ExamOutcome.PLANNED, ExamOutcome.WAITING):
        past = exam.taken_on is not None and exam.taken_on < today
        return "Its day has passed: write down the result" if past and exam.outcome is ExamOutcome.PLANNED else ""
    if exam.retake_from is None:
        return ""
    again = "May be taken again"
    return again if exam.retake_from <= today else f"{again} from {dates.show(exam.retake_from)}"


def _on_list(expires: date | None, today: date) -> str:
    if expires is None:
        return "Passed; no last day of the list is on file"
    if expires < today:
        return f"List expired on {dates.show(expires)}"
    left = (expires - today).days
    return f"On the list until {dates.show(expires)} ({counted(left, 'day')} left)"
