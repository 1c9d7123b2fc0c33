"""The words of the grid of ratings: how far a sheet is, and titles of columns."""

from umdesk.domain.scoring import Criterion
from umdesk.domain.words import Conflict
from umdesk.services.ratings import GridSheet
from umdesk.ui.theme import Tone

EMPTY = GridSheet({}, Conflict.NONE, "", frozenset(), None)
"""The sheet of a rater who has not begun."""
UNASSIGNED = GridSheet({}, Conflict.NONE, "", frozenset(), None)
"""The sheet of a rater who does not rate the application."""
_ONE_LINE = 13  # characters of a title above which it takes two lines


def sheet_state(sheet: GridSheet, criteria: tuple[Criterion, ...]) -> tuple[str, Tone]:
    """How far a sheet is, in words, with the colour of its sign."""
    if sheet.conflict is Conflict.RECUSED:
        return "Recused", Tone.QUIET
    if sheet.outdated:
        return "Confirm again", Tone.ATTENTION
    if sheet.score is not None:
        return "Complete", Tone.GOOD
    if sheet is UNASSIGNED:
        return "Not assigned", Tone.QUIET
    if not sheet.values:
        return "Not begun", Tone.QUIET
    missing = sum(1 for c in criteria if c.required and c.counted and sheet.values.get(c.key) is None)
    return (f"{missing} to go" if missing else "Nothing counted"), Tone.ACCENT


def in_two_lines(name: str) -> str:
    """A longer title broken at the space nearest its middle, so that its column need not be as wide as it."""
    spaces = [place for place, letter in enumerate(name) if letter == " "]
    if len(name) <= _ONE_LINE or not spaces:
        return name
    at = min(spaces, key=lambda place: abs(place - len(name) // 2))
    return f"{name[:at]}\n{name[at + 1 :]}"
