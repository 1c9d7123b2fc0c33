"""How a rating sheet stands, in a word with its tone, and what of it is still to do."""

from collections.abc import Sequence
from dataclasses import dataclass

from umdesk.domain.dates import show_moment
from umdesk.domain.scoring import Criterion, shown
from umdesk.domain.writing import counted, plain
from umdesk.services.my_sheets import MySheet
from umdesk.ui.theme import Tone


def standing(sheet: MySheet) -> tuple[str, Tone]:
    """The word of the list, and the tone of its symbol."""
    if sheet.recused:
        return "Conflict, not rated", Tone.BAD
    if sheet.submitted:
        return "Submitted", Tone.GOOD
    if sheet.outdated:
        return "Look again", Tone.ATTENTION
    if sheet.given_back is not None:
        return "Given back: submit anew", Tone.ATTENTION
    if sheet.complete:
        return "Complete, not submitted", Tone.ATTENTION
    return ("Started", Tone.ACCENT) if sheet.values or sheet.comments else ("To rate", Tone.QUIET)


def note(sheet: MySheet) -> tuple[str, Tone, str]:
    """What the rater has to know of a sheet: the sentence, its tone and its symbol."""
    if sheet.recused:
        said = "You stepped back from this application. Only the coordinator can change that."
        return said, Tone.QUIET, "info"
    if sheet.submitted:
        said = "This sheet is submitted. If something in it is wrong, ask the coordinator to give it back to you."
        return said, Tone.GOOD, "check"
    if sheet.given_back is not None:
        back = sheet.given_back
        said = f"Given back by {back.by} on {show_moment(back.at)}: “{back.reason}”"
        return f"{said} Change what is wrong, then submit it anew.", Tone.ATTENTION, "attention"
    return "", Tone.QUIET, ""


def total(sheet: MySheet, criteria: Sequence[Criterion]) -> str:
    """How far a sheet is: n of m criteria, and the score as soon as there is one, else the points so far."""
    if sheet.recused:
        return "Not counted"
    given = {key: value for key, value in sheet.values.items() if key not in sheet.outdated}
    far = f"{len(given)} of {len(criteria)} criteria rated"
    if sheet.score is not None:
        return f"{far}  ·  Your score: {shown(sheet.score)} of 100"
    numbers = [(value, one.maximum) for one in criteria if (value := given.get(one.key)) is not None and one.counted]
    if not numbers:
        return far
    points, most = (sum(column) for column in zip(*numbers, strict=True))
    return f"{far}  ·  {plain(points)} of {plain(most)} points so far"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a rater is with the sheets of a cycle: ids in the order in which they are rated."""

    to_do: int
    submitted: int
    complete: tuple[str, ...]
    unrated: tuple[str, ...]
    partly: int
    """Complete sheets on which a criterion that may stay without points has none."""

    @classmethod
    def of(cls, sheets: Sequence[MySheet], criteria: Sequence[Criterion]) -> "Progress":
        """Count."""
        return cls(
            to_do=sum(not sheet.recused for sheet in sheets),
            submitted=sum(sheet.submitted and not sheet.recused for sheet in sheets),
            complete=tuple(sheet.application_id for sheet in sheets if sheet.complete),
            unrated=tuple(sheet.application_id for sheet in sheets if sheet.open and not sheet.complete),
            partly=sum(sheet.complete and len(sheet.values) < len(criteria) for sheet in sheets),
        )

    @property
    def text(self) -> str:
        """How many are in: "4 of 10 submitted"."""
        return f"{self.submitted} of {self.to_do} submitted"

    @property
    def all_in(self) -> bool:
        """Whether nothing is left to do."""
        return not self.complete and not self.unrated

    @property
    def says(self) -> tuple[str, str]:
        """What stands above the list: how it is, and what to do next."""
        if self.all_in:
            if not self.to_do:
                return "There is no application for you to rate", "You stepped back from all of them."
            said = "Your sheet is in" if self.to_do == 1 else f"All {self.to_do} sheets are in"
            return said, "Thank you: nothing is left to do. You can lock the program and leave."
        if self.unrated:
            first = f"{counted(len(self.unrated), 'application')} still to rate"
            waiting = counted(len(self.complete), "sheet")
            more = f"{waiting} complete, but not submitted: only submitted sheets count." if self.complete else ""
            return first, more or "What you give is saved as you go. When a sheet is complete, submit it."
        many = "1 sheet is" if len(self.complete) == 1 else f"{len(self.complete)} sheets are"
        partly = "1 of them has" if self.partly == 1 else f"{self.partly} of them have"
        blank = f" {partly} a criterion without points." if self.partly else ""
        return f"{many} complete, but not submitted", f"Only submitted sheets count.{blank} Look again, or submit them."
