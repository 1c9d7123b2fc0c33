"""Conflicts of interest between raters and applicants: what counts as one, and what on file suggests one."""

import re
import unicodedata
from enum import StrEnum

from umdesk.domain.folding import folded, spellings

DEFINITION = """You have a conflict of interest with an applicant if one of these is true:

- They are your relative by blood, marriage or adoption, or your present or former partner.
- You live in one household with them, or did in the last twelve months.
- You share money with them: a business, a loan, a lease, or something one of you would gain from their selection.
- You are their supervisor or they are yours, or one of you was in the past.
- You are close friends, or you have had a serious dispute, a grievance or a complaint between you.
- You helped to write the application, or you have promised somebody how you will rate it.
- Anything else that would make a fair person doubt that you can rate them like everybody else.

To know somebody from work is not a conflict by itself. If you are not sure, name it and say why: the coordinator \
decides."""
"""What a conflict of interest is, in umdesk's own words; a department words it anew in its settings."""

_NOT_A_NAME = frozenset({"jr", "sr", "ii", "iii", "iv", "de", "del", "der", "den", "da", "di", "du", "la", "las", "le",
                         "los", "van", "von", "ter", "y", "st"})  # fmt: skip
"""Words of a last name that tell nothing: two people named "de la …" share no name by that."""
_WORD = re.compile(r"[^\W_]+")


class Hint(StrEnum):
    """What on file suggests that a rater may have a conflict of interest; it decides nothing."""

    SAME_PERSON = "same person"
    LAST_NAME = "last name"
    UNIT = "unit"
    SUPERVISES = "supervises"
    SUPERVISED = "supervised"
    WORKS_UNDER = "works under"


_TO_COORDINATOR = {
    Hint.SAME_PERSON: "has the applicant's own name",
    Hint.LAST_NAME: "same last name",
    Hint.UNIT: "same unit",
    Hint.SUPERVISES: "is the applicant's supervisor",
    Hint.SUPERVISED: "was the applicant's supervisor",
    Hint.WORKS_UNDER: "works or worked under the applicant",
}
_TO_RATER = {
    Hint.SAME_PERSON: "your own name",
    Hint.LAST_NAME: "same last name as you",
    Hint.UNIT: "same unit as you",
    Hint.SUPERVISES: "you are their supervisor",
    Hint.SUPERVISED: "you were their supervisor",
    Hint.WORKS_UNDER: "you work or worked under them",
}


def said_to_coordinator(hint: Hint) -> str:
    """A hint as the coordinator reads it beside the rater's and the applicant's name."""
    return _TO_COORDINATOR[hint]


def said_to_rater(hint: Hint) -> str:
    """A hint as the rater reads it beside a name in their own list."""
    return _TO_RATER[hint]


def name_key(name: str) -> tuple[str, ...]:
    """A full name made comparable: "Ortega, María" and "Maria Ortega" are one."""
    return tuple(sorted(folded(word) for word in _WORD.findall(_joined(name))))


def last_name_keys(last_name: str) -> frozenset[str]:
    """The words by which a last name is compared, each in every way it is typed; both of a double name count."""
    words = _WORD.findall(_joined(last_name))
    return frozenset(key for word in words if folded(word) not in _NOT_A_NAME for key in spellings(word))


def last_names_of(full_name: str) -> frozenset[str]:
    """The same for a name as one text: what stands before the comma, else all words after the first name."""
    before, comma, _after = full_name.partition(",")
    if comma and name_key(before):
        return last_name_keys(before)
    words = full_name.split()
    return last_name_keys(" ".join(words[1:] or words))


def _joined(name: str) -> str:
    """A name with "O’Brien" as one word."""
    return re.sub(r"(?<=\w)['’ʼ`´](?=\w)", "", unicodedata.normalize("NFC", name))
