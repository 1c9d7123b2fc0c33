"""How a rating sheet stands, in a word with its tone."""

from umdesk.services.my_sheets import MySheet
from umdesk.ui.theme import Tone


def standing(sheet: MySheet) -> tuple[str, Tone]:
    """The word of the list, and the tone of its symbol."""
    if sheet.recused:
        return "conflict", Tone.BAD
    if sheet.submitted:
        return "submitted", Tone.GOOD
    if sheet.outdated:
        return "look again", Tone.ATTENTION
    if sheet.score is not None:
        return "to submit", Tone.ACCENT
    return ("started", Tone.ACCENT) if sheet.values else ("to rate", Tone.QUIET)


def still_open(sheet: MySheet) -> bool:
    """Whether the rater has something to do for it."""
    return not sheet.submitted and not sheet.recused
