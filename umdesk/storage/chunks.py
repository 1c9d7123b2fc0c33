"""Long lists of ids in parts: SQLite takes a limited number of values in one statement (sqlite.org/limits.html)."""

from collections.abc import Iterator, Sequence

_MOST = 500


def chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """The ids in their order, 500 at most at a time."""
    return (ids[start : start + _MOST] for start in range(0, len(ids), _MOST))
