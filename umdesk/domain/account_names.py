"""What the name of an account may be."""

import unicodedata

from umdesk.domain.errors import InvalidInput

LONGEST = 80
"""The most characters of a name."""


def tidy(name: str) -> str:
    """The name with single blanks and none at its ends.

    Raises:
        InvalidInput: it is empty, longer than 80 characters, or holds characters that nobody sees.
    """
    text = " ".join(unicodedata.normalize("NFC", name).split())
    if not text:
        raise InvalidInput("An account needs a name.", "Type the name with which this person signs in.", "name")
    if len(text) > LONGEST:
        raise InvalidInput(f"The name of an account has at most {LONGEST} characters.", "Shorten it.", "name")
    if any(unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co", "Cn"} for letter in text):
        raise InvalidInput("The name holds a character that cannot be seen.", "Type it again.", "name")
    return text


def same(one: str, other: str) -> bool:
    """Whether two names are one to people: without regard to capitals and blanks."""
    return key(one) == key(other)


def key(name: str) -> str:
    """The name as it is compared."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
