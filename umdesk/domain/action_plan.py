"""The action plan of a program year: its columns as the department has them, and what an action can hold.

CalHR publishes no columns for it, so the ones of the start are umdesk's own and a department changes them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from umdesk.domain import dates
from umdesk.domain.errors import InvalidInput
from umdesk.domain.folding import folded
from umdesk.domain.writing import one_line, sound
from umdesk.domain.year_words import ActionStatus

LONGEST_TITLE = 40
LONGEST_TEXT = 4000
MOST_COLUMNS = 20
OWN = "own "
"""What the keys of the department's own columns begin with."""
_LINES = ("text", "aim", "result")


@dataclass(frozen=True, slots=True)
class ActionColumn:
    """A column: its key, title and whether it is shown; own ones hold any text."""

    key: str
    title: str
    shown: bool = True

    @property
    def own(self) -> bool:
        """Whether the department added it."""
        return self.key.startswith(OWN)

    @property
    def fixed(self) -> bool:
        """Whether it is always shown, since it names the row."""
        return self.key == "text"


STARTING: tuple[ActionColumn, ...] = (
    ActionColumn("text", "Action"),
    ActionColumn("aim", "Barrier or aim"),
    ActionColumn("responsible", "Responsible"),
    ActionColumn("target_date", "Target date"),
    ActionColumn("status", "Status"),
    ActionColumn("result", "Result"),
    ActionColumn("done_on", "Done on"),
)
"""The columns that hold until the department changes one."""


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action of a program year.

    `extra` holds the texts of own columns by their keys; `since` is the program year in which it was first planned,
    where it was carried forward; `carried_on` says that the next year goes on with it; `files` counts its evidence.
    """

    id: str
    year: int
    text: str
    aim: str
    responsible: str
    target_date: date | None
    status: ActionStatus
    result: str
    done_on: date | None
    extra: Mapping[str, str]
    since: int | None = None
    carried_on: bool = False
    files: int = 0

    @property
    def open(self) -> bool:
        """Whether something is left to do, here and not in a later year."""
        return self.status not in (ActionStatus.DONE, ActionStatus.DROPPED) and not self.carried_on

    def overdue(self, today: date) -> bool:
        """Whether its target date is over and something is left to do."""
        return self.open and self.target_date is not None and self.target_date < today


def checked_title(title: str, others: Sequence[ActionColumn]) -> str:
    """The title of a column, if no other has it.

    Raises:
        InvalidInput: it is empty, too long, or another column has it.
    """
    tidy = one_line(title)
    if not tidy:
        raise InvalidInput("The title is missing.", "Write what stands above the column.", "title")
    if len(tidy) > LONGEST_TITLE:
        raise InvalidInput(f"The title is longer than {LONGEST_TITLE} letters.", "Shorten it.", "title")
    if any(folded(other.title) == folded(tidy) for other in others):
        raise InvalidInput(f"There is a column “{tidy}” already.", "Choose another title.", "title")
    return tidy


def checked(name: str, value: object, year: int, today: date) -> object:
    """A value of an action as it is kept.

    Raises:
        InvalidInput: the text is too long, or the day lies in another year or has not come; `field` is `name`.
    """
    if name == "target_date":
        day = value if isinstance(value, date) else None
        dates.refuse_other_year(day, year, name)
        return day
    if name == "done_on":
        day = value if isinstance(value, date) else None
        if day is not None and day > today:
            raise InvalidInput("This date has not come yet.", "Correct the date.", name)
        return day
    if name == "status":
        return ActionStatus(str(value)).value
    text = sound(str(value or "")).strip() if name in _LINES or name.startswith(OWN) else one_line(str(value or ""))
    if len(text) > LONGEST_TEXT:
        raise InvalidInput(f"The text is longer than {LONGEST_TEXT:,} letters.", "Shorten it.", name)
    return text
