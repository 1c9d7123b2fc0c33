"""The bookmarks of a PDF (ISO 32000-1, 12.3.3)."""

from collections.abc import Sequence
from dataclasses import dataclass

from umdesk.documents.objects import Objects, string


@dataclass(frozen=True, slots=True)
class Mark:
    """A bookmark of a level (0 is the first) with the place to which it leads, a destination as an object."""

    title: str
    level: int
    place: str


def write(objects: Objects, marks: Sequence[Mark]) -> int:
    """Write bookmarks in the order in which they stand, each below the last one of the level above; gives the number.

    All of them are shown open.
    """
    outline = objects.new()
    numbers = [objects.new() for _ in marks]
    kids: dict[int, list[int]] = {}
    owners: list[int] = []
    above = [-1]
    for at, mark in enumerate(marks):
        del above[mark.level + 1 :]
        owners.append(above[-1])
        kids.setdefault(above[-1], []).append(at)
        above.append(at)
    for at, mark in enumerate(marks):
        beside = kids[owners[at]]
        place = beside.index(at)
        parent = numbers[owners[at]] if owners[at] >= 0 else outline
        entries = f"/Title {string(mark.title)}/Parent {parent} 0 R/Dest {mark.place}"
        entries += f"/Prev {numbers[beside[place - 1]]} 0 R" if place else ""
        entries += f"/Next {numbers[beside[place + 1]]} 0 R" if place + 1 < len(beside) else ""
        objects.finish(numbers[at], f"<<{entries}{_below(at, kids, numbers)}>>".encode("latin-1"))
    objects.finish(outline, f"<</Type/Outlines{_below(-1, kids, numbers)}>>".encode("latin-1"))
    return outline


def _below(owner: int, kids: dict[int, list[int]], numbers: Sequence[int]) -> str:
    """The first and last bookmark below one, and how many are seen below it."""
    own = kids.get(owner, [])
    if not own:
        return ""
    count, waiting = 0, list(own)
    while waiting:
        count += 1
        waiting += kids.get(waiting.pop(), [])
    return f"/First {numbers[own[0]]} 0 R/Last {numbers[own[-1]]} 0 R/Count {count}"
