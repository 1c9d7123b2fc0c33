"""The program handbook: the five elements that the written plan must contain, and how far each is (2 CCR 599.983)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from umdesk.domain import dates, td_limits
from umdesk.domain.errors import InvalidInput
from umdesk.domain.writing import counted, enumerated
from umdesk.domain.year_words import HandbookPart

_YEAR = 12
"""Months from a review of an element to the next one, unless somebody says otherwise."""
MUST_HOLD: Mapping[HandbookPart, tuple[str, ...]] = {
    HandbookPart.POLICY: (
        "That the department runs an Upward Mobility Program, and for whom",
        "That taking part promises no promotion",
        "Who answers for it",
    ),
    HandbookPart.COMPONENTS: (
        "Career counseling and academic counseling",
        "Training, T&D assignments and on-the-job training",
        "Job restructuring: career ladders, modified or added duties",
        "How an employee gets each of them, and where to ask",
    ),
    HandbookPart.ROLES: (
        "The employee and the supervisor",
        "The Upward Mobility coordinator",
        "The personnel office, the training office and the EEO office",
    ),
    HandbookPart.SELECTION: (
        "The criteria by which employees are selected",
        "How they are applied, and how ties are decided",
    ),
    HandbookPart.CLASSES: (
        "Employees in each low-paying class that the department uses",
        "Career ladders and bridging classes",
        "Target classes for technical, professional and administrative work",
        "Upward Mobility exams that are planned",
    ),
}
"""Element → what it has to say, as a checklist."""
LETTERS = dict(zip(HandbookPart, "abcde", strict=True))
"""The letter under which the regulation lists each element."""


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the handbook as the department has it; `documents` are the names of files that are kept with it.

    `filled` says that umdesk fills it in from what is on file, so that it needs no text of its own.
    """

    part: HandbookPart
    text: str = ""
    owner: str = ""
    reviewed_on: date | None = None
    next_review: date | None = None
    documents: tuple[str, ...] = ()
    filled: bool = False

    @property
    def there(self) -> bool:
        """Whether it has a text or a document, or is filled in."""
        return bool(self.text.strip() or self.documents or self.filled)


@dataclass(frozen=True, slots=True)
class PlannedExam:
    """An exam that is planned in a program year; `planned_for` is its day or the first of its month, if known."""

    class_code: str
    class_title: str = ""
    planned_for: date | None = None
    note: str = ""


def review_after(reviewed: date, before: Element) -> date | None:
    """The next review that a review day suggests: a year after it, None where another day was decided on.

    `before` is the element as it stood: a day that came from its last review, or that is over by now, makes room.
    """
    last, following = before.reviewed_on, before.next_review
    suggested = last is not None and following == td_limits.after(last, _YEAR)
    if following is None or following <= reviewed or suggested:
        return td_limits.after(reviewed, _YEAR)
    return None


def state(element: Element, today: date) -> str:
    """How far an element is, in a few words."""
    told = []
    if element.text.strip():
        told.append("Written")
    if element.documents:
        told.append(counted(len(element.documents), "document"))
    if element.filled:
        told.append("filled in from umdesk" if told else "Filled in from umdesk")
    if not told:
        told.append("Not written yet")
    if element.next_review is not None and element.next_review < today:
        told.append(f"review was due {dates.show(element.next_review)}")
    return ", ".join(told)


def missing(elements: Iterable[Element]) -> str:
    """Which elements have neither a text nor a document, as a sentence that asks for them; "" for none."""
    left = [element.part.value for element in elements if not element.there]
    return f"Write {counted(len(left), 'element')} of the program handbook: {enumerated(left)}." if left else ""


def check(element: Element, today: date) -> None:
    """Refuse what cannot be.

    Raises:
        InvalidInput: the review has not come yet, or the next one lies before it.
    """
    if element.reviewed_on is not None and element.reviewed_on > today:
        raise InvalidInput("This day has not come yet.", "Give the day of the last review.", "reviewed_on")
    last, following = element.reviewed_on, element.next_review
    if last is not None and following is not None and following <= last:
        raise InvalidInput(
            f"The next review must come after the last one ({dates.show(last)}).",
            "Give a later day, or leave it empty.",
            "next_review",
        )
