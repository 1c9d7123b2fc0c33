"""What narrows a list: one state or all, further filters by kind, and words; how that is kept under a name."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")

Filter = tuple[str, str]
"""A kind of filter ("unit") and its value ("Redding Center")."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What narrows a list. Filters of one kind widen each other, filters of different kinds narrow each other."""

    state: str = ""
    filters: tuple[Filter, ...] = ()
    words: str = ""

    def with_filter(self, added: Filter) -> "Narrowing":
        """With one filter more, at the end; the same one is not there twice."""
        rest = tuple(each for each in self.filters if each != added)
        return Narrowing(self.state, (*rest, added), self.words)

    def without_filter(self, gone: Filter) -> "Narrowing":
        """Without a filter."""
        return Narrowing(self.state, tuple(each for each in self.filters if each != gone), self.words)

    def as_json(self) -> dict[str, Any]:
        """How it is kept."""
        return {"state": self.state, "filters": [list(each) for each in self.filters], "words": self.words}


def from_json(kept: Mapping[str, Any]) -> Narrowing:
    """A narrowing as `as_json` kept it; what cannot be read of it narrows nothing."""
    filters = kept.get("filters")
    pairs = filters if isinstance(filters, list) else []
    return Narrowing(
        _text(kept.get("state")),
        tuple((_text(each[0]), _text(each[1])) for each in pairs if isinstance(each, list) and len(each) == 2),
        _text(kept.get("words")),
    )


def passes(filters: Iterable[Filter], values: Mapping[str, Callable[[T], Collection[str]]]) -> Callable[[T], bool]:
    """Whether something passes all filters; `values` say what it has of each kind, and no other kind narrows."""
    wanted: dict[str, set[str]] = {}
    for kind, value in filters:
        if kind in values:
            wanted.setdefault(kind, set()).add(value)
    tests = [(values[kind], those) for kind, those in wanted.items()]

    def test(one: T) -> bool:
        return all(not those.isdisjoint(has(one)) for has, those in tests)

    return test


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
