"""The flyer that makes an application window known: what stands on it, in the department's words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from umdesk.domain import dates
from umdesk.domain.errors import InvalidInput
from umdesk.domain.program_roles import Holder
from umdesk.domain.writing import capital
from umdesk.domain.year_words import ProgramRole

PROMISE = "Taking part promises no promotion."
NOBODY = "The Upward Mobility coordinator of the department"
"""Whom to ask while nobody is named."""
LONGEST_CODE = 300
"""Bytes of a QR code's text."""
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class FlyerSnapshot:
    """A flyer: the window's first and last day, and texts of which an empty one is left out.

    `words` is what the cycle itself is announced with, `ask` whom to ask in lines, `code` what the QR code says, and
    `logo` the SHA-256 of the department's logo (64 hexadecimal digits), "" without one.
    """

    department: str
    office: str
    cycle: str
    opens: date
    closes: date
    headline: str
    about: str
    who: str
    how: str
    words: str = ""
    ask: tuple[str, ...] = ()
    code: str = ""
    logo: str = ""


def written_out(day: date) -> str:
    """A day as it stands on a poster: "Monday, March 2, 2026"."""
    return f"{_DAYS[day.weekday()]}, {capital(dates.MONTH_NAMES[day.month - 1])} {day.day}, {day.year}"


def check(name: str, opens: date | None, closes: date | None) -> tuple[date, date]:
    """The first and last day of an application window.

    Raises:
        InvalidInput: the window of that name has none yet.
    """
    if opens is None or closes is None:
        raise InvalidInput(
            f"“{name}” has no first and last day of its application window yet.",
            "Set both under Application window… in the menu Program, then make the flyer.",
        )
    return opens, closes


def check_code(text: str) -> str:
    """What the QR code says.

    Raises:
        InvalidInput: it is too long for a code that a telephone reads from the wall.
    """
    if len(text.encode()) > LONGEST_CODE:
        raise InvalidInput(
            "The text of the QR code is too long for a telephone to read it from the wall.",
            f"Shorten it to {LONGEST_CODE} letters under Words of the flyer…, or leave it empty.",
        )
    return text


def whom_to_ask(contact: str, title: str, holders: Iterable[Holder], today: date) -> tuple[str, ...]:
    """Whom to ask, in lines: the coordinator of the roles, and how letters say that they are reached."""
    found = [one for one in holders if one.role is ProgramRole.COORDINATOR and one.on(today)]
    named = [f"{one.name}, {title}" if title else one.name for one in found[:1]]
    reached = [line.strip() for line in contact.splitlines() if line.strip()]
    if not reached:
        reached = [one.contact for one in found[:1] if one.contact]
    return (*named, *reached) or (NOBODY,)
