"""A paper rating sheet typed in twice: what one typing holds, and where two differ."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from umdesk.domain.rating_text import Blank, Typed, parse_rating, rating_text
from umdesk.domain.scoring import Criterion, rating_problem
from umdesk.domain.words import Conflict
from umdesk.domain.writing import one_line

CONFLICT, REASON = "conflict", "conflict reason"
RATING, COMMENT = "rating", "comment"
ANSWERS: Mapping[str, str] = {
    "": "The question is left open",
    Conflict.NONE.value: "No conflict of interest",
    Conflict.RECUSED.value: "A conflict of interest: does not rate",
}
"""What a paper can say to the question about a conflict of interest."""
LONGEST_COMMENT = 4000


@dataclass(frozen=True, slots=True)
class Typing:
    """What somebody read on a paper: texts by criterion key, and a key of ANSWERS with the words beside it."""

    ratings: Mapping[str, str] = field(default_factory=dict)
    comments: Mapping[str, str] = field(default_factory=dict)
    conflict: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that two typings read otherwise; `field` tells it among the others of the sheet."""

    field: str
    what: str
    first: str
    second: str


def rating_field(key: str) -> str:
    """How the rating of a criterion is told in differences and faults."""
    return f"{RATING} {key}"


def comment_field(key: str) -> str:
    """How the comment on a criterion is told in differences and faults."""
    return f"{COMMENT} {key}"


def tidied(typing: Typing, criteria: Sequence[Criterion]) -> Typing:
    """A typing with each text as it is kept: ratings in one spelling, comments without stray blanks."""
    return Typing(
        {c.key: rating_text(parse_rating(typing.ratings.get(c.key, ""))) for c in criteria},
        {c.key: _tidy(typing.comments.get(c.key, "")) for c in criteria},
        typing.conflict,
        _tidy(typing.reason),
    )


def faults(typing: Typing, criteria: Sequence[Criterion]) -> dict[str, str]:
    """What cannot stand on a paper, by field, in sentences."""
    found: dict[str, str] = {}
    for criterion in criteria:
        try:
            value = parse_rating(typing.ratings.get(criterion.key, ""))
        except ValueError as error:
            found[rating_field(criterion.key)] = str(error)
            continue
        problem = "" if isinstance(value, Blank) else rating_problem(criterion, value)
        if problem:
            found[rating_field(criterion.key)] = problem
        if len(typing.comments.get(criterion.key, "")) > LONGEST_COMMENT:
            found[comment_field(criterion.key)] = f"At most {LONGEST_COMMENT:,} letters."
    if typing.conflict not in ANSWERS:
        found[CONFLICT] = "Choose what the paper says."
    if typing.conflict == Conflict.RECUSED.value and any(text.strip() for text in typing.ratings.values()):
        found[CONFLICT] = "The paper names a conflict of interest and has ratings too. Ask the rater which one holds."
    return found


def fields(typing: Typing, criteria: Sequence[Criterion]) -> dict[str, tuple[str, str]]:
    """Everything that a typing holds by field, in the order of the paper: what it is, and the text."""
    found: dict[str, tuple[str, str]] = {}
    for criterion in criteria:
        key, name = criterion.key, criterion.name
        found[rating_field(key)] = name, typing.ratings.get(key, "")
        found[comment_field(key)] = f"Comment on {name}", typing.comments.get(key, "")
    found[CONFLICT] = "Conflict of interest", typing.conflict
    found[REASON] = "Words on the conflict", typing.reason
    return found


def differences(first: Typing, second: Typing, criteria: Sequence[Criterion]) -> tuple[Difference, ...]:
    """Where two tidied typings differ, in the order of the paper; white space in comments does not count."""
    others = fields(second, criteria)
    pairs = ((field, what, text, others[field][1]) for field, (what, text) in fields(first, criteria).items())
    return tuple(Difference(*pair) for pair in pairs if pair[2] != pair[3])


def settled(first: Typing, chosen: Mapping[str, str], criteria: Sequence[Criterion]) -> Typing:
    """The first typing with what was chosen, by field, where the two differed."""
    return tidied(
        Typing(
            {c.key: chosen.get(rating_field(c.key), first.ratings.get(c.key, "")) for c in criteria},
            {c.key: chosen.get(comment_field(c.key), first.comments.get(c.key, "")) for c in criteria},
            chosen.get(CONFLICT, first.conflict),
            chosen.get(REASON, first.reason),
        ),
        criteria,
    )


def values_of(typing: Typing) -> dict[str, Typed]:
    """The ratings of a tidied typing as values."""
    return {key: parse_rating(text) for key, text in typing.ratings.items()}


def _tidy(text: str) -> str:
    return one_line(unicodedata.normalize("NFC", text))
