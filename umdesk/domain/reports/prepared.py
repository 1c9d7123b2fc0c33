"""What a program year has prepared in words: its action plan, planned exams and the program handbook, for reports."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from umdesk.domain import dates
from umdesk.domain.handbook import LETTERS, Element, missing, state
from umdesk.domain.reports.basis import ClassTitle
from umdesk.domain.reports.model import Table
from umdesk.domain.writing import capital
from umdesk.domain.year_words import ActionStatus

_OPEN = frozenset({ActionStatus.NOT_STARTED, ActionStatus.IN_PROGRESS})


@dataclass(frozen=True, slots=True)
class Action:
    """An action of a year's action plan; `extra` are the texts of the department's own columns by their titles."""

    id: str
    text: str
    aim: str
    responsible: str
    target_date: date | None
    status: ActionStatus
    result: str
    done_on: date | None
    extra: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Exam:
    """An Upward Mobility exam that is planned in a program year."""

    class_code: str
    class_title: str
    planned_for: date | None
    note: str


def actions(found: Sequence[Action], year: int, today: date) -> Table:
    """The action plan of a year as a table to copy."""
    own = tuple(dict.fromkeys(title for action in found for title in action.extra))
    rows = tuple(
        (
            action.text,
            action.aim,
            action.responsible,
            action.target_date,
            _status(action, today),
            action.result,
            *(action.extra.get(title, "") for title in own),
        )
        for action in found
    )
    columns = ("Action", "Barrier or aim", "Responsible", "Target date", "Status", "Result", *own)
    return Table(f"Action plan of {dates.program_year_name(year)}", columns, rows, empty="No action is planned.")


def plain_actions(found: Sequence[Action]) -> list[dict[str, object]]:
    """The action plan as JSON has it."""
    return [
        {
            "action": action.text,
            "aim": action.aim,
            "responsible": action.responsible,
            "target_date": action.target_date,
            "status": action.status.value,
            "result": action.result,
            "done_on": action.done_on,
            **action.extra,
        }
        for action in found
    ]


def exams(found: Sequence[Exam], year: int, title: ClassTitle, day: date) -> Table:
    """The exams that are planned in a year."""
    rows = tuple(
        (
            f"{exam.class_code} {exam.class_title}".strip() if exam.class_title else title(exam.class_code, day),
            exam.planned_for,
            exam.note,
        )
        for exam in found
    )
    name = f"Planned exams of {dates.program_year_name(year)}"
    return Table(name, ("Class", "Planned for", "Note"), rows, empty="No exam is planned.")


def elements(found: Sequence[Element], today: date) -> Table:
    """The five elements of the handbook, each with its state, owner and review."""
    rows = tuple(
        (
            f"({LETTERS[element.part]}) {capital(element.part)}",
            state(element, today),
            element.owner,
            element.reviewed_on,
            element.next_review,
        )
        for element in found
    )
    return Table("Program handbook (2 CCR 599.983)", ("Element", "State", "Owner", "Reviewed", "Next review"), rows)


def asks(actions: Sequence[Action], elements: Sequence[Element], year: int) -> tuple[str, ...]:
    """What to ask about the action plan and the handbook."""
    name = dates.program_year_name(year)
    plan = () if actions else (f"Plan the actions of {name} under Program year, Action plan.",)
    written = missing(elements)
    return (*plan, written) if written else plan


def _status(action: Action, today: date) -> str:
    if action.done_on is not None and action.status is ActionStatus.DONE:
        return f"done {dates.show(action.done_on)}"
    late = action.status in _OPEN and action.target_date is not None and action.target_date < today
    return f"{action.status}, overdue" if late else action.status
