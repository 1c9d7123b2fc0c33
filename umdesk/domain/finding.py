"""Finding anything by a few words: what fits, in which order, and which part of it fits.

A search is made of words; an entry fits when every word occurs in it, in any order. Case, accents, apostrophes and
the zeros before a number make no difference: "obrien" finds O’Brien and "731" finds 0731. Of what fits, whole words
stand before beginnings and beginnings before middles; the order of the titles breaks ties.
"""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from functools import lru_cache
from heapq import merge, nsmallest
from itertools import groupby, islice

from umdesk.domain.folding import folded

_APOSTROPHES = "'’‘ʼʻʹ′´`＇"
_NONE = dict.fromkeys(map(ord, _APOSTROPHES))
_WORD = re.compile(r"[^\W_]+")
_CHUNK = 1000  # entries in one text to look through: small enough to write anew when one entry changes
_MANY = 4000


class Kind(StrEnum):
    """What can be found, in the order in which equally good groups are shown."""

    PERSON = "people"
    APPLICATION = "applications"
    PLAN = "career plans"
    CLASS = "classes"
    UNIT = "units"
    SUPERVISOR = "supervisors"
    COMMAND = "commands"
    REPORT = "reports"
    HELP = "help pages"


class Grade(IntEnum):
    """How well an entry fits; the smallest fits best."""

    WHOLE = 0
    """Every word of the search is a whole word of the entry."""
    FIRST = 1
    """Every word begins a word, and one of them begins the entry."""
    BEGINNING = 2
    """Every word begins a word."""
    MIDDLE = 3
    """Every word occurs somewhere."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found: its title, what stands beside it, and `also`, words that find it unseen.

    `hint` is searched only where `by_hint` says so. `id` is unique among its kind.
    """

    kind: Kind
    id: str
    title: str
    hint: str = ""
    also: str = ""
    by_hint: bool = True


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind, the best first, and how well the best of it fits."""

    kind: Kind
    grade: Grade
    entries: tuple[Entry, ...]


_ORDER = {kind: number for number, kind in enumerate(Kind)}


def words_of(text: str) -> tuple[str, ...]:
    """The words of a search, each once, without what makes no difference.

    A last word of zeros alone is the beginning of a number with zeros before it ("2026-00"), which any number fits.
    """
    words = list(dict.fromkeys(_plain_words(text)))
    if len(words) > 1 and words[-1] == "0":
        words.pop()
    return tuple(words)


def grade(entry: Entry, words: Sequence[str]) -> Grade | None:
    """How well an entry fits the words (`words_of`), None when it does not; no words fit nothing."""
    return _grade(_line(entry), words)


def marks(text: str, words: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """The parts of a shown text that fit the words, as start and length, in order and apart from each other.

    Where a word begins words of the text, these are marked; otherwise wherever it occurs.
    """
    plain, places = _with_places(text)
    runs = [(_significant(found.group()), found.end()) for found in _WORD.finditer(plain)]
    spans: list[tuple[int, int]] = []
    for word in words:
        starts = [(end - len(run), 0) for run, end in runs if run.startswith(word)]
        starts = starts or [(end - len(run), run.find(word)) for run, end in runs if word in run]
        spans += [(at + inside, at + inside + len(word)) for at, inside in starts]
    marked = sorted({place for start, end in spans for place in range(places[start], places[end - 1] + 1)})
    found: list[tuple[int, int]] = []
    for place in marked:
        if found and place == found[-1][0] + found[-1][1]:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((place, 1))
    return tuple(found)


def best(groups: Iterable[Group], most: int) -> tuple[Group, ...]:
    """The groups that fit best first, each with so many entries at most; one that is alone keeps all it has."""
    found = sorted(groups, key=lambda group: (group.grade, _ORDER[group.kind]))
    if len(found) == 1:
        return tuple(found)
    return tuple(Group(group.kind, group.grade, group.entries[:most]) for group in found)


class Index:
    """All that can be found, held for a quick look: entries of each kind in the order of their titles.

    An entry that is put again takes the place of the one with its kind and id. With `many` hits or more, the best are
    looked for grade by grade instead of sorted out of all; the answer is the same.
    """

    def __init__(self, entries: Iterable[Entry] = (), *, many: int = _MANY) -> None:
        self._many = many
        self._shelves = {kind: _Shelf(many) for kind in Kind}
        self.put(entries)

    def __len__(self) -> int:
        return sum(len(shelf.places) for shelf in self._shelves.values())

    def put(self, entries: Iterable[Entry]) -> None:
        """Add entries, or put them in the place of those with their ids."""
        by_kind: dict[Kind, list[Entry]] = {}
        for entry in entries:
            by_kind.setdefault(entry.kind, []).append(entry)
        for kind, those in by_kind.items():
            self._shelves[kind].put(those)

    def remove(self, kind: Kind, ids: Iterable[str]) -> None:
        """Take out the entries of a kind with these ids; of those that are not there, nothing is said."""
        for each in ids:
            self._shelves[kind].remove(each)

    def replace(self, kind: Kind, entries: Iterable[Entry]) -> None:
        """Let these be all entries of a kind."""
        self._shelves[kind] = _Shelf(self._many)
        self._shelves[kind].put(list(entries))

    def ids(self, kind: Kind) -> frozenset[str]:
        """The ids of all entries of a kind."""
        return frozenset(self._shelves[kind].places)

    def find(self, words: Sequence[str], most: int) -> tuple[Group, ...]:
        """At most so many entries of each kind that fit the words (`words_of`), the group that fits best first."""
        found = ((kind, shelf.find(words, most)) for kind, shelf in self._shelves.items())
        groups = [Group(kind, hits[0][0], tuple(entry for _fits, entry in hits)) for kind, hits in found if hits]
        return best(groups, most)


_Key = tuple[str, str]  # the folded title and the id: the order of entries
_At = tuple[int, int]  # the number of a chunk and of an entry in it
_Hit = tuple[_At, str]  # a line and where it is
_PATTERN = {Grade.WHOLE: " {} ", Grade.BEGINNING: " {}", Grade.MIDDLE: "{}"}


@dataclass(slots=True)
class _Chunk:
    """Some entries in order and their lines as one text; `starts` are where the lines begin in it."""

    keys: list[_Key] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    text: str = ""
    starts: list[int] = field(default_factory=list)
    stale: bool = True

    def freshen(self) -> None:
        """Write the text anew after a change."""
        if self.stale:
            self.text = "".join(self.lines)
            self.starts, at = [], 0
            for line in self.lines:
                self.starts.append(at)
                at += len(line)
            self.stale = False


class _Shelf:
    """The entries of one kind, in chunks."""

    def __init__(self, many: int) -> None:
        self._many = many
        self.places: dict[str, _Key] = {}
        self._chunks: list[_Chunk] = []
        self._forget()

    def _forget(self) -> None:
        """After a change, what was counted and found before holds no longer."""
        self._counts: dict[str, int] = {}
        self._last: tuple[tuple[str, ...], list[_Hit]] = ((), [])

    def put(self, entries: Sequence[Entry]) -> None:
        self._forget()
        latest = {entry.id: entry for entry in entries}
        for each in latest:
            self.remove(each)
        keyed = {(folded(entry.title), each): entry for each, entry in latest.items()}
        if self._chunks:
            for key, entry in keyed.items():
                self._insert(key, entry)
        else:
            self._fill(keyed)

    def _fill(self, keyed: dict[_Key, Entry]) -> None:
        keys = sorted(keyed)
        self.places = {key[1]: key for key in keys}
        for start in range(0, len(keys), _CHUNK):
            some = keys[start : start + _CHUNK]
            entries = [keyed[key] for key in some]
            self._chunks.append(_Chunk(some, entries, [_line(entry) for entry in entries]))

    def _insert(self, key: _Key, entry: Entry) -> None:
        chunk = self._chunks[self._chunk_of(key)]
        at = bisect_left(chunk.keys, key)
        chunk.keys.insert(at, key)
        chunk.entries.insert(at, entry)
        chunk.lines.insert(at, _line(entry))
        chunk.stale = True
        self.places[entry.id] = key
        if len(chunk.keys) > 2 * _CHUNK:
            self._split(chunk)

    def _split(self, chunk: _Chunk) -> None:
        half = len(chunk.keys) // 2
        later = _Chunk(chunk.keys[half:], chunk.entries[half:], chunk.lines[half:])
        del chunk.keys[half:], chunk.entries[half:], chunk.lines[half:]
        insort(self._chunks, later, key=lambda each: each.keys[0])

    def remove(self, entry_id: str) -> None:
        key = self.places.pop(entry_id, None)
        if key is None:
            return
        self._forget()
        number = self._chunk_of(key)
        chunk = self._chunks[number]
        at = bisect_left(chunk.keys, key)
        del chunk.keys[at], chunk.entries[at], chunk.lines[at]
        chunk.stale = True
        if not chunk.keys:
            del self._chunks[number]

    def _chunk_of(self, key: _Key) -> int:
        return max(bisect_right(self._chunks, key, key=lambda each: each.keys[0]) - 1, 0)

    def find(self, words: Sequence[str], most: int) -> list[tuple[Grade, Entry]]:
        """The best entries with their grades."""
        if not words or most < 1:
            return []
        for chunk in self._chunks:
            chunk.freshen()
        hits = self._fitting(words)
        if hits is None:
            found = list(islice(self._by_grades(words), most))
        else:
            self._last = (tuple(words), hits)
            found = [(fits, at) for at, line in hits if (fits := _grade(line, words)) is not None]
        return [(fits, self._entry(at)) for fits, at in nsmallest(most, found)]

    def _fitting(self, words: Sequence[str]) -> list[_Hit] | None:
        """Where every word may occur, None where there are many; of a longer word only where a shorter did."""
        before, hits = self._last
        if before and all(any(old in word for word in words) for old in before):
            return [hit for hit in hits if all(word in hit[1] for word in words)]
        rarest, count, among = self._rarest(words), 0, []
        for number, chunk in enumerate(self._chunks):
            if here := chunk.text.count(rarest):
                count += here
                among.append(number)
            if count >= self._many:
                return None
        return list(self._lines_with(rarest, among))

    def _by_grades(self, words: Sequence[str]) -> Iterator[tuple[Grade, _At]]:
        """What fits, the best first, without a look at more than is asked for."""
        for wanted in Grade:
            if wanted is Grade.FIRST:
                begun = [self._lines_with(f"\n {word}") for word in words]
                lines: Iterator[_Hit] = (hit for hit, _same in groupby(merge(*begun)))
            else:
                lines = self._lines_with(self._rarest([_PATTERN[wanted].format(word) for word in words]))
            yield from ((wanted, at) for at, line in lines if _grade(line, words) is wanted)

    def _rarest(self, patterns: Sequence[str]) -> str:
        return patterns[0] if len(patterns) == 1 else min(patterns, key=self._hits)

    def _hits(self, pattern: str) -> int:
        """How often a text occurs; kept, since one types the last word and leaves those before it."""
        found = self._counts.get(pattern)
        if found is None:
            found = self._counts[pattern] = sum(chunk.text.count(pattern) for chunk in self._chunks)
        return found

    def _lines_with(self, pattern: str, among: Iterable[int] | None = None) -> Iterator[_Hit]:
        for number in range(len(self._chunks)) if among is None else among:
            chunk = self._chunks[number]
            text, starts, lines = chunk.text, chunk.starts, chunk.lines
            at = text.find(pattern)
            while at >= 0:
                line = bisect_right(starts, at) - 1
                yield (number, line), lines[line]
                at = text.find(pattern, starts[line + 1]) if line + 1 < len(starts) else -1

    def _entry(self, at: _At) -> Entry:
        return self._chunks[at[0]].entries[at[1]]


def _plain_words(text: str) -> Iterator[str]:
    return (_significant(word) for word in _WORD.findall(folded(text.translate(_NONE))))


def _significant(word: str) -> str:
    """A number without the zeros before it."""
    return word.lstrip("0") or "0" if word[0] == "0" and word.isdecimal() else word


def _line(entry: Entry) -> str:
    """What is searched of an entry: a line break and its words, each between spaces."""
    searched = f"{entry.title} {entry.hint if entry.by_hint else ''} {entry.also}"
    return f"\n {' '.join(_plain_words(searched))} "


def _grade(line: str, words: Sequence[str]) -> Grade | None:
    if not words or not all(word in line for word in words):
        return None
    if all(f" {word} " in line for word in words):
        return Grade.WHOLE
    if not all(f" {word}" in line for word in words):
        return Grade.MIDDLE
    return Grade.FIRST if any(line.startswith(f"\n {word}") for word in words) else Grade.BEGINNING


@lru_cache(maxsize=256)  # the lines on the screen are marked anew with every key
def _with_places(text: str) -> tuple[str, tuple[int, ...]]:
    """The folded text, and for each of its letters where in the text it comes from."""
    letters, places = [], []
    for place, letter in enumerate(text):
        plain = folded(letter.translate(_NONE))
        letters.append(plain)
        places += [place] * len(plain)
    return "".join(letters), tuple(places)
