"""Names: one column split into last and first, and how alike two names are."""

import re
from dataclasses import dataclass

from umdesk.domain.folding import folded

_SUFFIX = re.compile(r"(jr|sr|ii|iii|iv|2nd|3rd|4th|esq|phd|md)\.?", re.IGNORECASE)
_TITLE = re.compile(r"(mr|mrs|ms|miss|mx|dr|prof|sgt|lt|capt)\.", re.IGNORECASE)
_PARTICLES = frozenset(
    re.findall(
        r"\w+", "de del della der den des di da do dos das du el la las le los van von vander ter ten bin ibn al st"
    )
)
_LONG_ENOUGH = 5
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile(r"['’`´ʼ]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A name made comparable: without accents, case and punctuation, with the words of each part."""

    last: str
    first: str
    first_words: tuple[str, ...]


def letters(text: str) -> bool:
    """Whether text has any letter, as a name must."""
    return any(ch.isalpha() for ch in text)


def split(text: str, *, last_first: bool = False) -> tuple[str, str]:
    """Split a one-column name into last and first name; ("", "") for a single word, which could be either.

    "Last, First" goes by the comma. Otherwise the last word, with the particles before it, is the last name,
    unless `last_first` says that the column's header puts the last name first.
    """
    parts = [part.strip() for part in re.split(r"[,;]", text)]
    suffix = next((part for part in parts[1:] if _SUFFIX.fullmatch(part)), "")
    parts = [part for part in parts if letters(part) and part is not suffix]
    if len(parts) > 1:
        last, first = parts[0], " ".join(parts[1:])
        return f"{last} {suffix}".strip(), first
    if not parts:
        return "", ""
    return _by_words(parts[0], suffix, last_first=last_first)


def _by_words(text: str, suffix: str, *, last_first: bool) -> tuple[str, str]:
    words = [word for word in text.split() if letters(word) and not _TITLE.fullmatch(word)]
    if len(words) > 2 and _SUFFIX.fullmatch(words[-1]):
        suffix = words.pop()
    if len(words) < 2:
        return "", ""
    if last_first:
        start = 1
        while start < len(words) - 1 and words[start - 1].casefold() in _PARTICLES:
            start += 1
        return f"{' '.join(words[:start])} {suffix}".strip(), " ".join(words[start:])
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    return f"{' '.join(words[start:])} {suffix}".strip(), " ".join(words[:start])


def fold(last: str, first: str) -> Folded:
    """Make a name comparable."""
    return Folded("".join(_words(last)), "".join(_words(first)), tuple(_words(first)))


def _words(text: str) -> list[str]:
    return _WORD.findall(_APOSTROPHE.sub("", folded(text)))


def equal(a: Folded, b: Folded) -> bool:
    """Whether two names are the same but for accents, case and punctuation."""
    return a.last == b.last and a.first == b.first


def similar(a: Folded, b: Folded) -> bool:
    """Whether two names could be one person's: equal, a slip of the keys apart, or with the parts swapped.

    A slip is one letter more, less or other, or two neighbours swapped, in each part if the parts are long. A
    missing middle name or an initial counts as similar too.
    """
    return _alike(a.last, b.last, a, b) or _crossed(a, b)


def may_be_one(a: Folded, b: Folded) -> bool:
    """Whether two names that go with one employee number may be one person's: a married name keeps the first name."""
    return similar(a, b) or a.last == b.last or a.first == b.first


def _alike(a_last: str, b_last: str, a: Folded, b: Folded) -> bool:
    if a_last == b_last:
        return one_slip(a.first, b.first) or _shortened(a.first_words, b.first_words)
    if not one_slip(a_last, b_last):
        return False
    if a.first == b.first or _shortened(a.first_words, b.first_words):
        return True
    return min(map(len, (a_last, b_last, a.first, b.first))) >= _LONG_ENOUGH and one_slip(a.first, b.first)


def _crossed(a: Folded, b: Folded) -> bool:
    """First and last name in each other's place, at most one slip apart in all."""
    if not (a.first and b.first):
        return False
    if a.last == b.first:
        return one_slip(a.first, b.last)
    return a.first == b.last and one_slip(a.last, b.first)


def _shortened(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether one first name is the other without its further names, or with initials for them."""
    if not a or not b:
        return False
    short, long = sorted((a, b), key=len)
    if len(short) == len(long) == 1:
        return False
    return short[0] == long[0] and all(
        mine == theirs or (len(mine) == 1 and theirs.startswith(mine)) or (len(theirs) == 1 and mine.startswith(theirs))
        for mine, theirs in zip(short[1:], long[1:], strict=False)
    )


def one_slip(a: str, b: str) -> bool:
    """Whether two texts are equal or one slip apart: a letter more, less or other, or two neighbours swapped."""
    if a == b:
        return True
    if abs(len(a) - len(b)) > 1:
        return False
    # Only suggestions need it, and the window must not wait for it.
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    return OSA.distance(a, b, score_cutoff=1) <= 1


def traces(text: str) -> set[str]:
    """The text and all that is left of it when one letter goes; two texts one slip apart share one of these."""
    return {text, *(text[:i] + text[i + 1 :] for i in range(len(text)))}
