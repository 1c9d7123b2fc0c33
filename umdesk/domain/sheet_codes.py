"""The code of a printed rating sheet: short, typed without doubt, with a sign that catches a typing error.

It stands for one application, one rater and one version of the criteria. The signs are digits and letters without
0, 1, I, L and O, which are read as one another: 31, a prime number, so that a weighted sum catches every single wrong
sign and every two that changed places (the principle of the ISBN-10 check digit).
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from umdesk.domain.scoring import Criterion
from umdesk.domain.writing import plain

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_BASE = len(SIGNS)
_LENGTH = 10
_GROUPS = (4, 8)


def version_of(criteria_set_id: str, criteria: Sequence[Criterion]) -> str:
    """What tells the criteria as a sheet has them: a set that nobody rated yet can change and stay the same set."""
    scales = (f"{c.key} {plain(c.maximum)} {plain(c.step)} {c.required} {sorted(c.levels.items())}" for c in criteria)
    return " ".join((criteria_set_id, *scales))


def code_of(application_id: str, rater_id: str, version: str) -> str:
    """The code of one sheet, like "K7QM-3XWE-9RT": ten signs of a digest and the check sign."""
    digest = hashlib.sha256(f"rating sheet {application_id} {rater_id} {version}".encode()).digest()
    number = int.from_bytes(digest, "big")
    signs = []
    for _ in range(_LENGTH):
        number, place = divmod(number, _BASE)
        signs.append(place)
    signs.append(_check(signs))
    text = "".join(SIGNS[place] for place in signs)
    return "-".join((text[: _GROUPS[0]], text[_GROUPS[0] : _GROUPS[1]], text[_GROUPS[1] :]))


def read_code(typed: str) -> str:
    """A code as it was typed or scanned, tidied; blanks, dashes and case do not matter.

    A scanned text may have more words around the code; the first that is a code is taken.

    Raises:
        ValueError: it is no code, or a sign of it is wrong; the text says which.
    """
    for word in (typed, *typed.split()):
        signs = "".join(sign for sign in word.upper() if sign.isalnum())
        if len(signs) == _LENGTH + 1 and all(sign in SIGNS for sign in signs):
            places = [SIGNS.index(sign) for sign in signs]
            if _check(places[:-1]) == places[-1]:
                return "-".join((signs[:4], signs[4:8], signs[8:]))
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    strange = [sign for sign in signs if sign not in SIGNS]
    if strange and len(signs) == _LENGTH + 1:
        raise ValueError(f"“{strange[0]}” is in no sheet code: 0, 1, I, L and O are left out. Look at the paper again.")
    if len(signs) != _LENGTH + 1:
        raise ValueError(f"A sheet code has {_LENGTH + 1} signs, like K7QM-3XWE-9RT; this has {len(signs)}.")
    raise ValueError("A sign of the code is wrong, or two changed places. Look at the paper again.")


def table_of(
    pairs: Iterable[tuple[str, str]], versions: Mapping[str, Sequence[Criterion]]
) -> Mapping[str, tuple[str, str, str]]:
    """The codes of all sheets of a cycle, of every version of its criteria by the id of their set.

    Gives code → application id, rater id, criteria set id.
    """
    marks = {set_id: version_of(set_id, criteria) for set_id, criteria in versions.items()}
    return {code_of(one, rater, mark): (one, rater, set_id) for one, rater in pairs for set_id, mark in marks.items()}


def _check(places: list[int]) -> int:
    """The sign that makes the weighted sum, the check sign itself weighing one, a multiple of the base."""
    return -sum(weight * place for weight, place in enumerate(places, start=2)) % _BASE
