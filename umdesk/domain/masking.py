"""Masking: what in an applicant's own words tells who they are, and the same text without it.

Applicants write their own name, unit or supervisor into their texts. Raters of a blind cycle read a placeholder there.
The computer finds what it knows of; a person checks it, since no list knows that "the only welder in Bishop" is one
person. A name that is a common word ("May", "Will") is masked wherever it stands: too much is seen and put right,
too little is not.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from umdesk.domain.folding import folded, spellings
from umdesk.domain.nicknames import short_forms


class Hidden(StrEnum):
    """What a masked part of a text is, as its placeholder says it."""

    NAME = "name"
    SUPERVISOR = "supervisor"
    UNIT = "unit"
    EMPLOYEE_NUMBER = "employee number"
    POSITION = "position number"
    PHONE = "phone"
    MAIL = "email"
    WEB = "web address"

    @property
    def placeholder(self) -> str:
        """What stands in the text instead: "[name]"."""
        return f"[{self.value}]"


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a text that is masked: from `start` up to before `end`, in characters of the text as `tidied`."""

    start: int
    end: int
    what: Hidden


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an applicant, and of the places and supervisors that there are.

    `names` are the applicant's, former ones too, one part each ("Garcia-Lopez", "Ana Maria"), `first_names` those of
    them whose short forms count. `units` and `supervisors` are the applicant's own of all times. Of `other_units` and
    `other_supervisors` only whole names of two words or more are masked.
    """

    names: tuple[str, ...] = ()
    first_names: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    supervisors: tuple[str, ...] = ()
    employee_numbers: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    other_units: "Phrases | None" = None
    other_supervisors: "Phrases | None" = None


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    keys: frozenset[str]


_WORD = re.compile(r"[^\W_]+")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_MAIL = re.compile(
    r"[\w.+'’-]+@[\w-]+(?:\.[\w-]+)*"
    r"|[\w.+'’-]+ ?(?:\(at\)|\[at\]| at ) ?[\w-]+ ?(?:\.|\(dot\)|\[dot\]| dot ) ?(?:com|org|net|gov|edu)\b",
    re.IGNORECASE,
)
_WEB = re.compile(
    r"(?:https?://|www\.)\S*[\w/]|(?<![\w@.-])(?:[\w-]+\.)+(?:com|org|net|gov|edu)\b(?:/\S*[\w/])?|(?<![\w@])@\w[\w.]+\w",
    re.IGNORECASE,
)
_POSITION = re.compile(r"(?<![\w-])\d{3}[-. ]\d{3}[-. ]\d{4}[-. ]\d{3}(?![\w-])")
_PHONE = re.compile(
    r"(?<![\w-])(?:\+?1[-./ ]?)?(?:\(\d{3}\)\s?|\d{3}[-./ ])\d{3}[-./ ]\d{4}(?:\s?(?:ext\.?|x)\s?\d{1,6})?(?![\w-])"
    r"|(?<![\w-])\d{3}[-.]\d{4}(?![\w-])|(?<![\w-])[2-9]\d{2}[2-9]\d{6}(?![\w-])"
    r"|\b(?:ext(?:ension)?\.?|x)\s?\d{3,6}(?![\w-])",
    re.IGNORECASE,
)
_BETWEEN_NAMES = re.compile(r"[ \t,'’ʼ`´_-]{1,3}|[ \t]?[ \t_(-]\w\.?[ \t_)-]")
_BETWEEN_WORDS = re.compile(r"[^\w]{1,4}|_")
_INITIALS = re.compile(r"(?:(?<!\w)\w\.[ \t]?)+$")
_LAST_INITIAL = re.compile(r"[ \t]([^\W\d_])\.(?!\w)")
_APOSTROPHE = re.compile(r"(?<!\w)\w['’ʼ`´]$")
_SINGLE_LETTERS = re.compile(r"(?<![\w.'’-])[^\W\d_](?:(?:\.[ \t]?|[- \t])[^\W\d_])+(?![\w'’-])\.?")
_AFTER_NUMBER = re.compile(r"\d[ \t]?$")
_LETTERS_ALONE = re.compile(r"^[^\w\n]*([^\W\d_]{2,5})[^\w\n]*$", re.MULTILINE)
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sra?|Señora?)\b\.?[ \t]+"
    r"([^\W\d_a-z][\w'’-]*\w(?:[ \t][^\W\d_a-z][\w'’-]*\w)?)"
)
_JOINED_BEFORE = re.compile(r"(?<![\w-])[^\W\d_]\w+-$")
_JOINED_AFTER = re.compile(r"-[^\W\d_]\w+(?![\w-])")
#: Words that stand in the names of many units; any other word of an applicant's own unit tells which one it is.
_OF_MANY_UNITS = frozenset(
    _WORD.findall(
        "administration administrative and area branch bureau business california center central city coast community "
        "county customer department desk district division east eastern field for general group headquarters human "
        "management north northern office operations personnel program programs public records region regional "
        "resources section service services south southern staff state station support team technical the unit west "
        "western"
    )
)


class Phrases:
    """Names of several words, found in a text whatever their case, accents, and the signs between the words."""

    def __init__(self, names: Iterable[str], *, least: int = 1) -> None:
        """Keep the names of at least `least` words; a name with a number in it counts as long enough."""
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for name in names:
            words = tuple(folded(word) for word in _WORD.findall(tidied(name)))
            if words and (len(words) >= least or any(letter.isdigit() for letter in name)) and len("".join(words)) > 1:
                self._by_first.setdefault(words[0], []).append(words)
        for found in self._by_first.values():
            found.sort(key=len, reverse=True)

    def find(self, text: str, words: Sequence[_Word], what: Hidden) -> Iterator[Span]:
        """Where one of the names stands; of two that begin at one place the longer one."""
        for at, word in enumerate(words):
            for key in word.keys:
                for phrase in self._by_first.get(key, ()):
                    if self._stands(text, words[at : at + len(phrase)], phrase):
                        yield Span(word.start, words[at + len(phrase) - 1].end, what)
                        break

    @staticmethod
    def _stands(text: str, words: Sequence[_Word], phrase: tuple[str, ...]) -> bool:
        if len(words) < len(phrase) or any(part not in word.keys for word, part in zip(words, phrase, strict=True)):
            return False
        gaps = pairwise(words)
        return all(_BETWEEN_WORDS.fullmatch(text[one.end : other.start]) for one, other in gaps)


def tidied(text: str) -> str:
    """A text in the one form in which it is masked: letters and accents joined, no invisible signs within words."""
    return unicodedata.normalize("NFC", text).translate(_INVISIBLE)


def spans(text: str, known: Known) -> tuple[Span, ...]:
    """What has to be masked in a text that is `tidied`, in order and without overlap."""
    words = [_Word(found.start(), found.end(), _keys(found[0])) for found in _WORD.finditer(text)]
    found = [
        *_matches(_MAIL, text, Hidden.MAIL),
        *_matches(_WEB, text, Hidden.WEB),
        *_matches(_POSITION, text, Hidden.POSITION),
        *_matches(_PHONE, text, Hidden.PHONE),
        *_numbers(text, known),
        *Phrases(known.units).find(text, words, Hidden.UNIT),
        *_named(text, words, known.names, known.first_names, Hidden.NAME),
        *_named(text, words, known.supervisors, known.supervisors, Hidden.SUPERVISOR),
        *_initials(text, known),
        *_places(text, words, known.units),
    ]
    if known.other_units is not None:
        found += known.other_units.find(text, words, Hidden.UNIT)
    if known.other_supervisors is not None:
        found += known.other_supervisors.find(text, words, Hidden.SUPERVISOR)
    # Whoever has a title before the name is somebody; last, so that a supervisor who is known is called one.
    found += (Span(*titled.span(1), Hidden.NAME) for titled in _TITLED.finditer(text))
    return _joined(found)


def masked(text: str, found: Sequence[Span]) -> str:
    """The text with a placeholder in the place of each span."""
    parts, at = [], 0
    for span in found:
        parts += [text[at : span.start], span.what.placeholder]
        at = span.end
    return "".join([*parts, text[at:]])


def _keys(word: str) -> frozenset[str]:
    """How a word can be looked up: folded, with umlauts spelled out, without the s of a plural or a number after it."""
    found = set(spellings(word))
    found |= {key[:-1] for key in found if key.endswith("s") and len(key) > 3}
    found |= {stem for key in found if len(stem := key.rstrip("0123456789")) > 2}
    return frozenset(found)


def _matches(pattern: re.Pattern[str], text: str, what: Hidden) -> Iterator[Span]:
    return (Span(found.start(), found.end(), what) for found in pattern.finditer(text))


def _numbers(text: str, known: Known) -> Iterator[Span]:
    for number in known.employee_numbers:
        short = number.lstrip("0")
        apart = "[ .-]?".join(map(re.escape, short))
        digits = f"0*[ .-]?{apart}" if len(short) > 3 else re.escape(number)
        yield from _matches(re.compile(rf"(?<!\w){digits}(?!\w)", re.IGNORECASE), text, Hidden.EMPLOYEE_NUMBER)
    local = tuple("".join(re.findall(r"\d", phone))[-7:] for phone in known.phones)
    for what, numbers in ((Hidden.POSITION, known.positions), (Hidden.PHONE, (*known.phones, *local))):
        for number in numbers:
            signs = re.findall(r"[^\W_]", number)
            if len(signs) > 4:
                spread = r"[\s().-]{0,2}".join(map(re.escape, signs))
                yield from _matches(re.compile(rf"(?<!\w){spread}(?!\w)", re.IGNORECASE), text, what)


def _named(
    text: str, words: Sequence[_Word], names: Sequence[str], first_names: Sequence[str], what: Hidden
) -> Iterator[Span]:
    """The words of some names wherever they stand, with the initials and signs that belong to them."""
    wanted, initials = _wanted(names)
    short = {form for name in first_names for part in _WORD.findall(name) for form in short_forms(folded(part))}
    start = end = -1
    for word in words:
        if not (word.keys & wanted or (word.keys & short and text[word.start].isupper())):
            continue
        if start >= 0 and _BETWEEN_NAMES.fullmatch(text, end, word.start):
            end = word.end
            continue
        if start >= 0:
            yield Span(start, _with_what_trails(text, end, initials), what)
        start, end = _with_what_leads(text, word.start, initials), word.end
    if start >= 0:
        yield Span(start, _with_what_trails(text, end, initials), what)


def _initials(text: str, known: Known) -> Iterator[Span]:
    """A name letter by letter ("G A R C I A"), and initials: "A. G.", "AG" alone in a line, "MJ" for María José."""
    first = [[folded(word[0]) for word in _WORD.findall(name)] for name in known.first_names]
    given = {letter for letters in first for letter in letters}
    last = {folded(word[0]) for name in known.names if name not in known.first_names for word in _WORD.findall(name)}

    def stand_for(letters: str) -> bool:
        word = folded(letters)
        return letters.isupper() and word[0] in given and word[-1] in last and given | last >= set(word)

    wanted, _letters = _wanted(known.names)
    for found in _SINGLE_LETTERS.finditer(text):
        letters = "".join(_WORD.findall(found[0]))
        spelled = any(len(word) > 3 and word in folded(letters) for word in wanted)
        dotted = "." in found[0] and len(letters) < 6 and not _AFTER_NUMBER.search(text[: found.start()])
        if spelled or (dotted and stand_for(letters)):
            yield Span(found.start(), found.end(), Hidden.NAME)
    for found in _LETTERS_ALONE.finditer(text):
        if stand_for(found[1]):
            yield Span(*found.span(1), Hidden.NAME)
    for letters in {"".join(each).upper() for each in first if len(each) > 1}:
        yield from _matches(re.compile(rf"(?<!\w){re.escape(letters)}(?!\w)"), text, Hidden.NAME)


def _places(text: str, words: Sequence[_Word], units: Sequence[str]) -> Iterator[Span]:
    """The words of an applicant's own units that tell which they are, written large, and the units' letters."""
    parts = [_WORD.findall(tidied(unit)) for unit in units]
    telling = {folded(word) for part in parts for word in part if len(word) > 2 and not word.isdigit()}
    letters = {"".join(word[0] for word in part).upper() for part in parts if len(part) > 2}
    for word in words:
        large = text[word.start].isupper()
        if (large and word.keys & (telling - _OF_MANY_UNITS)) or text[word.start : word.end] in letters:
            yield Span(word.start, word.end, Hidden.UNIT)


def _wanted(names: Sequence[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The words to look for, also run together as in "rnelson", and the initials."""
    parts = [_WORD.findall(tidied(name)) for name in names]
    words = list(dict.fromkeys(["".join(part) for part in parts if part] + [word for part in parts for word in part]))
    pairs = [(one, other) for one in words for other in words if one != other]
    together = [one + other for one, other in pairs]
    together += [one[0] + other for one, other in pairs if len(other) > 3]
    together += [one + other[0] for one, other in pairs if len(one) > 3]
    words += together
    found = frozenset(key for word in words for key in spellings(word) if len(key) > 1)
    return found, frozenset(folded(word[0]) for part in parts for word in part)


def _with_what_leads(text: str, start: int, initials: frozenset[str]) -> int:
    """Where a name begins with the "R. ", the "O’" or the other half of a double name before it."""
    before = text[max(0, start - 12) : start]
    letters = _INITIALS.search(before)
    if letters is not None and initials.issuperset(folded(letter) for letter in _WORD.findall(letters[0])):
        return start - len(letters[0])
    sign = _APOSTROPHE.search(before) or _JOINED_BEFORE.search(text[max(0, start - 40) : start])
    if sign is None or not sign[0][0].isupper():
        sign = _APOSTROPHE.search(before)
    return start - len(sign[0]) if sign is not None else start


def _with_what_trails(text: str, end: int, initials: frozenset[str]) -> int:
    """Where a name ends with the " N." or the other half of a double name after it."""
    half = _JOINED_AFTER.match(text, end)
    if half is not None and half[0][1].isupper():
        return half.end()
    letter = _LAST_INITIAL.match(text, end)
    return letter.end() if letter is not None and folded(letter[1]) in initials else end


def _joined(found: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order; those that overlap are one, named after the longer."""
    joined: list[Span] = []
    for span in sorted(found, key=lambda one: (one.start, -one.end)):
        last = joined[-1] if joined else None
        if last is None or span.start >= last.end:
            joined.append(span)
        elif span.end > last.end:
            longer = span if span.end - span.start > last.end - last.start else last
            joined[-1] = Span(last.start, span.end, longer.what)
    return tuple(joined)
