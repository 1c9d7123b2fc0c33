"""What a check found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong: its kind, where it is, and what it is in words for people.

    Kinds: "page", "database", "reference", "history", "record", "document", "keys", "backup". `where` of a page, a
    reference and a record begins with the table's name.
    """

    kind: str
    where: str
    what: str
