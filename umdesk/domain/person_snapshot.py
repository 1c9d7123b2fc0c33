"""The snapshot of one person's record: sections of facts and tables, in the words in which they are printed."""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of what it is and what stands there, under a name if it has one; an empty text is nothing on file."""

    pairs: tuple[tuple[str, str], ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A table: (heading, share of the width) a column, and a text a column in each row."""

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Sentences:
    """Plain sentences, a paragraph each."""

    lines: tuple[str, ...]


Block: TypeAlias = "Facts | Listing | Sentences"


@dataclass(frozen=True, slots=True)
class Entry:
    """What belongs together under a heading of its own; "" for none."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class RecordSection:
    """One part of the record; without entries there is nothing on file."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class PersonSnapshot:
    """Everything on file about one person (Civ. Code 1798.32 to .36), for a recipient and a purpose.

    `number` is what tells the person without the name: "employee 004711".
    """

    department: str
    office: str
    name: str
    number: str
    recipient: str
    purpose: str
    disagrees: bool
    sections: tuple[RecordSection, ...]
    made_on: date
    made_by: str
