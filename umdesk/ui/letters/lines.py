"""The lines of a list of letters: an application that wants a letter, or a letter that was made."""

from collections.abc import Sequence
from dataclasses import dataclass

from umdesk.domain import dates
from umdesk.domain.words import LetterKind
from umdesk.services.letters import LetterRow, Screened
from umdesk.ui.applicants.words import row_words
from umdesk.ui.theme import Tone

MADE, SENT, ALL = "made", "sent", "all"
KIND_WORDS = {
    LetterKind.RECEIVED: "Received",
    LetterKind.NOT_ELIGIBLE: "Not eligible",
    LetterKind.MORE_INFORMATION: "More information",
    LetterKind.SELECTED: "Selected",
    LetterKind.WAITLISTED: "Waitlisted",
    LetterKind.NOT_SELECTED: "Not selected",
    LetterKind.DECLINED: "Declined",
}
Groups = tuple[tuple[str, str], ...]


def groups_of(kinds: Sequence[LetterKind]) -> Groups:
    """The groups of a list of letters by key, in order, with the words on their chips."""
    return (
        *((kind.value, f"Write: {KIND_WORDS[kind].lower()}") for kind in kinds),
        (MADE, "Made, not sent"),
        (SENT, "Sent"),
        (ALL, "All"),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One line: an application, and the letter that the line is about, None while there is none."""

    one: Screened
    letter: LetterRow | None = None

    @property
    def key(self) -> str:
        """What tells the line from others: the letter, or the application."""
        return self.letter.id if self.letter is not None else self.one.row.id

    @property
    def status(self) -> tuple[str, Tone]:
        """The words and the symbol for where the application stands."""
        return row_words(self.one.row)

    @property
    def letters(self) -> str:
        """What was written: "Received, sent Mar 3, 2026"."""
        shown = (self.letter,) if self.letter is not None else self.one.letters
        return "; ".join(map(letter_words, shown)) or "none yet"


def letter_words(letter: LetterRow) -> str:
    """A letter in words: "Received, sent Mar 3, 2026"."""
    sent = f"sent {dates.show(letter.sent_on)}" if letter.sent_on else "not sent"
    return f"{KIND_WORDS[letter.kind]}, {sent}"


def lines_of(group: str, found: Sequence[Screened]) -> list[Line]:
    """The lines of one group."""
    if group == ALL:
        return [Line(one) for one in found]
    if group in (MADE, SENT):
        return [
            Line(one, letter)
            for one in found
            for letter in one.letters
            if (letter.sent_on is not None) == (group == SENT)
        ]
    return [Line(one) for one in found if one.wants is not None and one.wants.value == group]


def kind_of(group: str) -> LetterKind | None:
    """The letter that a group wants, None for the others."""
    return next((kind for kind in LetterKind if kind.value == group), None)
