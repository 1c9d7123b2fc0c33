"""Which people on file are likely one: pairs that share a name, a number, an email or a telephone, with the reason.

What names and numbers have in common is judged by the rules of the import (`intake.names`, `intake.matching`). All of
it are suggestions: nothing here says that two people are one. 100,000 people take seconds, since only those are
compared who share a key.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter

from umdesk.domain.intake import names
from umdesk.domain.intake.matching import number_key, numbers_alike
from umdesk.domain.nicknames import full_forms
from umdesk.domain.progress import Progress
from umdesk.domain.writing import capital, enumerated, full_name

FEW = 6
"""Up to so many people of one name, or with one telephone or email, are compared each with each."""
_STEP = 2_000


class Strength(StrEnum):
    """How much speaks for one person."""

    STRONG = "very likely one person"
    LIKELY = "likely one person"
    POSSIBLE = "possibly one person"


@dataclass(frozen=True, slots=True)
class Someone:
    """A person on file, as far as likeness asks; missing texts are ""."""

    id: str
    last_name: str
    first_name: str
    number: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two people who are likely one; `reason` says in words why."""

    first: Someone
    second: Someone
    strength: Strength
    reason: str


@dataclass(frozen=True, slots=True)
class _Known:
    """A person with what they are compared by."""

    place: int
    who: Someone
    name: names.Folded
    callings: frozenset[str]
    number: str
    email: str
    phone: str


def likely(
    people: Sequence[Someone], apart: Iterable[frozenset[str]] = (), progress: Progress | None = None
) -> list[Likeness]:
    """The pairs that are likely one, the likeliest first, then by name.

    `apart` are pairs of ids that somebody found to be two people. `progress` is told how far it is.
    """
    known = [_known(place, who) for place, who in enumerate(people)]
    kept = frozenset(apart)
    seen: set[tuple[int, int]] = set()
    found: list[Likeness] = []
    for a, b in _candidates(known, progress or _nobody):
        key = (a.place, b.place) if a.place < b.place else (b.place, a.place)
        if a.place == b.place or key in seen:
            continue
        seen.add(key)
        pair = _compared(a, b)
        if pair is not None and frozenset((a.who.id, b.who.id)) not in kept:
            found.append(pair)
    order = list(Strength)
    return sorted(found, key=lambda p: (order.index(p.strength), p.first.last_name, p.first.first_name, p.first.id))


def compared(a: Someone, b: Someone) -> Likeness | None:
    """What speaks for two people being one, None where too little does.

    A name weighs 3 where it is the same or turned around, 2 where it is a slip away, 1 for a short form; the same
    number or email 3, a number one digit away 2, a telephone 1; two different numbers take 2 away. From 5 on it is
    very likely, from 3 on likely, from 1 on possible.
    """
    return _compared(_known(0, a), _known(1, b))


def like(one: Someone, others: Iterable[Someone]) -> list[Likeness]:
    """Those of the others who are likely or possibly the same person as one, as `compared` says."""
    known = _known(0, one)
    found = (_compared(known, _known(1, other)) for other in others if other.id != one.id)
    return [pair for pair in found if pair is not None]


def _compared(one: _Known, other: _Known) -> Likeness | None:
    said = [*_name_points(one, other), *_number_points(one, other), *_reach_points(one, other)]
    points = sum(weight for weight, _words in said)
    if points < 1 or not any(weight > 0 for weight, _words in said):
        return None
    strength = Strength.STRONG if points >= 5 else Strength.LIKELY if points >= 3 else Strength.POSSIBLE
    # The record with a number is the better known one.
    first, second = sorted(
        (one.who, other.who), key=lambda who: (not who.number, who.last_name, who.first_name, who.id)
    )
    return Likeness(first, second, strength, _sentence(said))


def _sentence(said: Sequence[tuple[int, str]]) -> str:
    """What speaks for it, what is to be known, and what speaks against it: "The same name, but …"."""
    text = enumerated([words for weight, words in said if weight > 0])
    text += "".join(f"; {words}" for weight, words in said if weight == 0)
    text += "".join(f", but {words}" for weight, words in said if weight < 0)
    return f"{capital(text)}."


def _known(place: int, who: Someone) -> _Known:
    name = names.fold(who.last_name, who.first_name)
    callings = full_forms(name.first_words[0]) if name.first_words else frozenset({""})
    phone = re.sub(r"\D", "", who.phone)[-10:]
    number = number_key(who.number)
    return _Known(place, who, name, callings, number, who.email.strip().casefold(), phone if len(phone) >= 7 else "")


# --- what speaks for and against ---------------------------------------------------------------------------------


def _name_points(a: _Known, b: _Known) -> Iterator[tuple[int, str]]:
    if names.equal(a.name, b.name):
        same = (a.who.last_name, a.who.first_name) == (b.who.last_name, b.who.first_name)
        yield 3, "the same name" if same else "the same name but for accents, capitals or signs"
    elif (a.name.last, a.name.first) == (b.name.first, b.name.last):
        yield 3, "first and last name in each other's place"
    elif names.similar(a.name, b.name):
        yield 2, "names that are a slip or a middle name apart"
    elif a.name.last == b.name.last and a.name.first and a.callings & b.callings:
        yield 1, f"{a.who.first_name} and {b.who.first_name} can be one first name"


def _number_points(a: _Known, b: _Known) -> Iterator[tuple[int, str]]:
    if not a.number and not b.number:
        yield 0, "neither has an employee number"
    elif not a.number or not b.number:
        lacks = b.who if a.number else a.who
        yield 0, f"{full_name(lacks.last_name, lacks.first_name)} has no employee number"
    elif a.number == b.number:
        yield 3, "the same employee number"
    elif a.number.lstrip("0") == b.number.lstrip("0"):
        yield 3, "employee numbers that differ by zeros in front"
    elif numbers_alike(a.number, b.number):
        alike = any(weight > 0 for weight, _words in (*_name_points(a, b), *_reach_points(a, b)))
        yield 2 if alike else 0, f"employee numbers one digit apart ({a.who.number} and {b.who.number})"
    else:
        yield -2, f"different employee numbers ({a.who.number} and {b.who.number})"


def _reach_points(a: _Known, b: _Known) -> Iterator[tuple[int, str]]:
    if a.email and a.email == b.email:
        yield 3, "the same email"
    if a.phone and a.phone == b.phone:
        yield 1, "the same telephone"


# --- who is compared ---------------------------------------------------------------------------------------------


def _candidates(known: Sequence[_Known], tell: Progress) -> Iterator[tuple[_Known, _Known]]:
    """Pairs that share a key, some of them more than once."""
    steps = 4
    tell(0, steps, "Comparing numbers, emails and telephones")
    for value in ("email", "phone"):
        yield from _shared(known, attrgetter(value), every=False)
    yield from _shared(known, lambda one: one.number.lstrip("0"), every=True)
    tell(1, steps, "Comparing names that are the same")
    by_name: dict[tuple[str, str], list[_Known]] = defaultdict(list)
    by_calling: dict[tuple[str, str], list[_Known]] = defaultdict(list)
    for one in known:
        by_name[one.name.last, one.name.first].append(one)
        for calling in one.callings:
            by_calling[one.name.last, calling].append(one)
    for namesakes in by_calling.values():
        yield from _paired(namesakes, namesakes)
    tell(2, steps, "Comparing names that are a slip apart")
    near = _near({part for name in by_name for part in name if part})
    yield from _slips(by_name, by_calling, near, tell)
    tell(steps, steps, "")


def _shared(known: Sequence[_Known], key: Callable[[_Known], str], *, every: bool) -> Iterator[tuple[_Known, _Known]]:
    groups: dict[str, list[_Known]] = defaultdict(list)
    for one in known:
        if found := key(one):
            groups[found].append(one)
    for group in groups.values():
        # What many people share is the office's and says nothing.
        if len(group) > 1 and (every or len(group) <= FEW):
            yield from ((a, b) for place, a in enumerate(group[:FEW]) for b in group[place + 1 :])


def _slips(
    by_name: dict[tuple[str, str], list[_Known]],
    by_calling: dict[tuple[str, str], list[_Known]],
    near: dict[str, tuple[str, ...]],
    tell: Progress,
) -> Iterator[tuple[_Known, _Known]]:
    """People whose names are a slip apart, in one part or in both, or in each other's place."""
    for place, ((last, first), people) in enumerate(by_name.items()):
        if place % _STEP == 0:
            tell(2 * len(by_name) + place, 4 * len(by_name), "Comparing names that are a slip apart")
        lasts, firsts = (last, *near.get(last, ())), (first, *near.get(first, ()))
        wanted = {(a, b) for a in lasts for b in firsts}
        wanted |= {(first, a) for a in lasts} | {(b, last) for b in firsts}
        wanted.discard((last, first))
        for other in wanted:
            if other in by_name and other > (last, first):
                yield from _paired(people, by_name[other])
        word = people[0].name.first_words[:1]
        for other_last in near.get(last, ()) if word else ():
            if other_last > last and (other_last, word[0]) in by_calling:
                yield from _paired(people, by_calling[other_last, word[0]])


def _paired(some: Sequence[_Known], others: Sequence[_Known]) -> Iterator[tuple[_Known, _Known]]:
    """Each with each where they are few; of many namesakes those without a number, and numbers that are alike."""
    if len(some) <= FEW and len(others) <= FEW:
        yield from ((a, b) for a in some for b in others if a.place != b.place)
        return
    for without, around in ((some, others), (others, some)):
        yield from ((a, b) for a in without if not a.number for b in around[:FEW])
    traces: dict[str, list[_Known]] = defaultdict(list)
    for one in others:
        for trace in names.traces(one.number) if one.number else ():
            traces[trace].append(one)
    for one in some:
        for trace in names.traces(one.number) if one.number else ():
            yield from ((one, other) for other in traces.get(trace, ())[:FEW] if other.place != one.place)


def _near(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Each word with those that are one slip away."""
    traces: dict[str, list[str]] = defaultdict(list)
    for word in words:
        for trace in names.traces(word):
            traces[trace].append(word)
    near: dict[str, set[str]] = defaultdict(set)
    for sharing in traces.values():
        for place, a in enumerate(sharing):
            for b in sharing[place + 1 :]:
                if a != b and b not in near[a] and names.one_slip(a, b):
                    near[a].add(b)
                    near[b].add(a)
    return {word: tuple(sorted(found)) for word, found in near.items()}


def _nobody(_done: int, _total: int, _what: str) -> None:
    """Whom nobody listens to."""
