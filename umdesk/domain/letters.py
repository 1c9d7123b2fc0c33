"""Letters to applicants: texts in the department's words with fields in braces, and a letter as it is printed.

A text is filled in one pass, so that what people typed is never read as a field. `{{` and `}}` stand for the braces
themselves. Paragraphs are parted by an empty line; lines that begin with "- " are a list.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from umdesk.domain.errors import InvalidInput
from umdesk.domain.privacy_notice import PrivacyNotice
from umdesk.domain.words import LetterKind

_COMMON: Mapping[str, str] = {
    "name": "first and last name",
    "first_name": "first name",
    "last_name": "last name",
    "number": "number of the application",
    "cycle": "name of the cycle",
    "received": "day on which the application was received",
    "class": "class held then, with its code",
    "target_class": "class that the applicant aims at",
    "unit": "unit of the applicant",
    "reply_by": "day by which an answer is asked for",
    "closes": "last day of the application window",
    "coordinator": "name of the coordinator",
    "contact": "how to reach the coordinator",
    "department": "department",
    "office": "office",
    "today": "day on which the letter is made",
}
_SCREENING: Mapping[str, str] = {
    "reasons": "reasons for the answer with their sources, as a list",
    "next_steps": "what the applicant can do next, as a list",
    "wanted": "what has to be known or brought, as a list",
}
_SELECTION: Mapping[str, str] = {
    "scores": "the applicant's own scores by criterion with the formula, where the settings let them out",
    "score": "the applicant's own score with the number of raters",
    "places": "number of places, as in 12 places",
    "waitlist_until": "last day on which the waitlist moves on",
    "review": "how to ask for a review, from the settings",
}
FIELDS: Mapping[str, str] = {**_COMMON, **_SCREENING, **_SELECTION}
"""The fields of all letters and what stands in their place."""
UNWRITTEN = "(to be written by the department)"
"""What stands in a letter where the department has not written its own text yet."""
SELECTION_KINDS = (LetterKind.SELECTED, LetterKind.WAITLISTED, LetterKind.NOT_SELECTED, LetterKind.DECLINED)
SCREENING_KINDS = tuple(kind for kind in LetterKind if kind not in SELECTION_KINDS)
BULLET = "- "


@dataclass(frozen=True, slots=True)
class LetterSnapshot:
    """A letter as it is printed: what is frozen and drawn.

    `addressee` are the lines of the address, `blocks` the paragraphs of the body: a text, or the points of a list.
    `notice` is the privacy notice (Civ. Code 1798.17) where the letter asks for information, None where it asks for
    none. `code` tells the letter at the foot of its pages without the name.
    """

    department: str
    office: str
    kind: str
    number: str
    code: str
    addressee: tuple[str, ...]
    subject: str
    blocks: tuple[str | tuple[str, ...], ...]
    coordinator: str
    title: str
    contact: str
    made_on: date
    notice: PrivacyNotice | None = None


def fields_of(kind: LetterKind) -> Mapping[str, str]:
    """The fields of one kind of letter and what stands in their place."""
    return {**_COMMON, **(_SELECTION if kind in SELECTION_KINDS else _SCREENING)}


def names_field(text: str, field: str) -> bool:
    """Whether a text that can be filled has a field of this name."""
    return any(isinstance(part, _Named) and part.name == field for part in _parts(text, ""))


def check(text: str, fields: Collection[str] = FIELDS.keys(), where: str = "") -> None:
    """Refuse a text that could not be filled.

    Raises:
        InvalidInput: a field that there is none of, or a brace without its partner; `where` names the text.
    """
    for part in _parts(text, where):
        if isinstance(part, _Named) and part.name not in fields:
            from difflib import get_close_matches  # noqa: PLC0415 -- start-up time

            near = get_close_matches(part.name, list(fields), 1)
            hint = f"Perhaps {{{near[0]}}} is meant." if near else f"There are {', '.join(f'{{{f}}}' for f in fields)}."
            which = "This letter has no" if part.name in FIELDS else "No letter has a"
            raise InvalidInput(f"{which} field {{{part.name}}}.", hint, where)


def fill(text: str, values: Mapping[str, str], where: str = "") -> str:
    """A text with its fields filled in.

    Raises:
        InvalidInput: a field that `values` does not have, or a brace without its partner; `where` names the text.
    """
    check(text, values.keys(), where)
    return "".join(values[part.name] if isinstance(part, _Named) else part for part in _parts(text, where))


def blocks(text: str) -> tuple[str | tuple[str, ...], ...]:
    """A filled text as paragraphs and lists, in order."""
    found: list[str | tuple[str, ...]] = []
    for paragraph in text.strip().split("\n\n"):
        plain: list[str] = []
        points: list[str] = []
        for line in (line.strip() for line in paragraph.splitlines()):
            if line.startswith(BULLET):
                points.append(line.removeprefix(BULLET).strip())
            elif line and points:
                points[-1] += f" {line}"
            elif line:
                plain.append(line)
        if plain:
            found.append("\n".join(plain))
        if points:
            found.append(tuple(points))
    return tuple(found)


def listed(points: Collection[str]) -> str:
    """Points as the lines of a list."""
    return "\n".join(BULLET + " ".join(point.split()) for point in points)


@dataclass(frozen=True, slots=True)
class _Named:
    name: str


def _parts(text: str, where: str) -> Iterator[str | _Named]:
    """The pieces of a text: plain text, and the names of fields."""
    at = 0
    while at < len(text):
        sign = text[at]
        if sign in "{}" and text[at : at + 2] == sign * 2:
            yield sign
            at += 2
        elif sign == "{":
            end = text.find("}", at)
            name = text[at + 1 : end]
            if end < 0 or "{" in name or "\n" in name:
                raise _unbalanced(text, at, "is never closed", where)
            yield _Named(name.strip())
            at = end + 1
        elif sign == "}":
            raise _unbalanced(text, at, "was never opened", where)
        else:
            stop = min((found for found in (text.find("{", at), text.find("}", at)) if found >= 0), default=len(text))
            yield text[at:stop]
            at = stop


def _unbalanced(text: str, at: int, fault: str, where: str) -> InvalidInput:
    around = " ".join(text[max(at - 20, 0) : at + 20].split())
    return InvalidInput(
        f"A brace {fault}: “…{around}…”.", "Fields look like {name}. For a brace itself type it twice: {{ or }}.", where
    )
