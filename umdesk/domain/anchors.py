"""The history anchor: the number and the hash of the last event, printed, so that paper can testify for the history.

Each event's hash is made from the hash before and all that the event says, so the hash of event N stands for every
event up to N. Whoever holds the key could write the whole history anew, but not so that it has the same hash.
"""

import hashlib
import re
from dataclasses import dataclass

from umdesk.domain.errors import InvalidInput

#: Hexadecimal digits of the short form: 64 bits, which nobody can hit by trying.
SHORT = 16
LONG = 64
_CHECK = 4
_HEX = re.compile(r"[0-9a-f]+")
_ANCHOR = re.compile(r"\D*(\d{1,3}(?:,\d{3})+(?!\d)|\d+)[\W_]+([0-9a-foil\W_]+)")
#: Letters that no hash has, for the digits that eyes and readers of photos take them for.
_ALIKE = str.maketrans("oil", "011")


@dataclass(frozen=True, slots=True)
class Anchor:
    """An anchor as typed from paper: the event's number and the first 16 or all 64 digits of its hash."""

    event: int
    hash: str


@dataclass(frozen=True, slots=True)
class AnchorAnswer:
    """What the check of an anchor found, in a sentence."""

    ok: bool
    event: int
    what: str


def short_form(event: int, hash_: str) -> str:
    """What one types: the number, 16 digits of the hash in groups of 4, and a group that finds slips of the finger."""
    return " ".join((str(event), *_groups(hash_[:SHORT], 4), _check(event, hash_[:SHORT])))


def long_form(event: int, hash_: str) -> tuple[str, ...]:
    """The whole hash in groups of 8, and the group that finds slips of the finger."""
    return (*_groups(hash_, 8), _check(event, hash_))


def parse(text: str) -> Anchor:
    """Read what somebody typed from the page: the short or the long form, with any spaces or dashes, also from a photo.

    Raises:
        InvalidInput: it is no anchor, or was mistyped.
    """
    found = _ANCHOR.fullmatch(text.strip().lower())
    digits = "" if found is None else "".join(_HEX.findall(found[2].translate(_ALIKE)))
    if found is None or len(digits) not in {SHORT, SHORT + _CHECK, LONG, LONG + _CHECK}:
        raise InvalidInput(
            "This is not an anchor.",
            "Type the number of the event and then the groups of letters and digits, as they stand on the page.",
            "anchor",
        )
    event = int(found[1].replace(",", ""))
    if len(digits) in {SHORT + _CHECK, LONG + _CHECK}:
        digits, check = digits[:-_CHECK], digits[-_CHECK:]
        if check != _check(event, digits):
            raise InvalidInput(
                "The anchor was not typed as it stands on the page: its last group does not fit the others.",
                "Compare each group with the page.",
                "anchor",
            )
    return Anchor(event, digits)


def _groups(digits: str, size: int) -> tuple[str, ...]:
    return tuple(digits[at : at + size] for at in range(0, len(digits), size))


def _check(event: int, digits: str) -> str:
    return hashlib.sha256(f"umdesk anchor {event} {digits}".encode()).hexdigest()[:_CHECK]
