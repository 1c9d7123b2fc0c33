"""What a password must be: long, and none that everybody tries first. Nothing about capitals, digits or signs."""

import unicodedata
from collections.abc import Collection

from umdesk.domain.errors import InvalidInput

SHORTEST = 12
"""The fewest characters of a password, as NFKC counts them, without blanks at its ends."""
_SHORT_PIECE = 4

IN_WORDS = (
    f"At least {SHORTEST} characters, and none of the 10,000 passwords that people use most. Three or four unrelated "
    "words are easy to remember and hard to guess."
)
"""The policy as screens say it."""

_ADVICE = "Three or four unrelated words are easy to remember and hard to guess."


def check(password: str, name: str = "", *, common: Collection[str] = ()) -> None:
    """Refuse a password that is too short or easily guessed.

    Args:
        password: as it was typed.
        name: of the account that it is for.
        common: the passwords that people use most, in small letters.

    Raises:
        InvalidInput: which of the rules it breaks, in a sentence.
    """
    text = unicodedata.normalize("NFKC", password).casefold().strip()
    if not text:
        raise _refused("A password cannot be blank.")
    if len(text) < SHORTEST:
        raise _refused(f"A password needs at least {SHORTEST} characters.")
    piece = _repeated(text)
    if len(piece) <= _SHORT_PIECE:
        raise _refused("This password is one short piece over and over, which is guessed at once.")
    if any(_letters_within(each) in _names(name) for each in (text, piece)):
        raise _refused("A password cannot be the name of its account.")
    if any({each, each.strip(), _letters_within(each)} & set(common) for each in (text, piece)):
        raise _refused(
            "This is one of the 10,000 passwords that people use most, with or without digits and signs around it."
        )


def _refused(message: str) -> InvalidInput:
    return InvalidInput(message, _ADVICE, "password")


def _letters_within(text: str) -> str:
    """The text without the digits, signs and blanks at its ends."""
    letters = [place for place, letter in enumerate(text) if letter.isalpha()]
    return text[letters[0] : letters[-1] + 1] if letters else ""


def _repeated(text: str) -> str:
    """The shortest piece that makes the text by being repeated, the last time perhaps not to its end."""
    return next(text[:size] for size in range(1, len(text) + 1) if text.startswith(text[size:]))


def _names(name: str) -> set[str]:
    """The name as people write it in one go, first name first or last, with or without blanks."""
    words = [word.strip(",.") for word in unicodedata.normalize("NFKC", name).casefold().split()]
    orders = (words, words[::-1], [*words[-1:], *words[:-1]])
    return {between.join(order) for order in orders for between in ("", " ", ".", "_", "-", ", ")} - {""}
