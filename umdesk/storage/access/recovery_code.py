"""The recovery code: eight groups of four characters that a person can read, write and type."""

import secrets

from umdesk.domain.errors import InvalidInput

#: Digits and capitals without I, L, O and U, which people mistake for 1, 1, 0 and V.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS = 8
GROUP_LENGTH = 4
_MISREAD = str.maketrans("OILU", "011V")


def new_code() -> str:
    """A random code such as "7K2M-...": 155 random bits and one check character."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(GROUPS * GROUP_LENGTH - 1))
    return _grouped(body + _check_character(body))


def normalize(text: str) -> str:
    """Bring what a person typed into the one form of the code.

    Raises:
        InvalidInput: the length, a character or the check character is wrong, so it was mistyped.
    """
    kept = "".join(c for c in text.upper().translate(_MISREAD) if c.isalnum())
    wanted = GROUPS * GROUP_LENGTH
    if len(kept) != wanted:
        raise InvalidInput(
            f"A recovery code has {GROUPS} groups of {GROUP_LENGTH} characters; this has {len(kept)} of {wanted}.",
            "Compare it with the recovery sheet, group by group.",
            "code",
        )
    if any(c not in ALPHABET for c in kept) or _check_character(kept[:-1]) != kept[-1]:
        raise InvalidInput(
            "This recovery code has a typing mistake.", "Compare it with the recovery sheet, group by group.", "code"
        )
    return _grouped(kept)


def _check_character(body: str) -> str:
    # Odd weights are invertible modulo 32, so any single wrong character shows.
    total = sum((2 * place + 1) * ALPHABET.index(c) for place, c in enumerate(body))
    return ALPHABET[total % len(ALPHABET)]


def _grouped(text: str) -> str:
    return "-".join(text[i : i + GROUP_LENGTH] for i in range(0, len(text), GROUP_LENGTH))
