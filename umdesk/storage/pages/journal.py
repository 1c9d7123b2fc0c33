"""The pages that a -journal file holds for its database: how they were before a save that a crash cut short.

Where the disk allows no WAL, SQLite writes the pages here before it changes them, and puts them back at the next
opening. Layout: https://www.sqlite.org/fileformat2.html#the_rollback_journal
"""

import struct
from dataclasses import dataclass, field

_MAGIC = bytes.fromhex("d9d505f920a163d7")
_HEADER = struct.Struct(">8s5I")
#: Instead of a number of pages: as many as there is room for.
_UNCOUNTED = 0xFFFFFFFF
_STRIDE = 200
_WORD = 0xFFFFFFFF


@dataclass(frozen=True, slots=True)
class Journal:
    """The pages to put back, still encrypted, and how many pages the database had (0: there is nothing to put back)."""

    pages: dict[int, bytes] = field(default_factory=dict)
    count: int = 0


def read_journal(journal: bytes, page: int) -> Journal:
    """Read a -journal file.

    Args:
        journal: the whole file; empty when there is none.
        page: the size of a page in bytes.
    """
    pages: dict[int, bytes] = {}
    count = start = 0
    while len(journal) >= start + _HEADER.size:
        magic, records, nonce, before, sector, size = _HEADER.unpack_from(journal, start)
        if magic != _MAGIC or (not start and size != page) or not 0 < sector <= 1 << 16:
            break
        count = count or before
        at = start + sector
        room = max(0, len(journal) - at) // (page + 8)
        for _ in range(min(room, room if records == _UNCOUNTED else records)):
            (number,) = struct.unpack_from(">I", journal, at)
            data = journal[at + 4 : at + 4 + page]
            (told,) = struct.unpack_from(">I", journal, at + 4 + page)
            if told != (nonce + sum(data[page - _STRIDE : 0 : -_STRIDE])) & _WORD:
                return Journal(_inside(pages, count), count)
            pages.setdefault(number, data)
            at += page + 8
        start = -(-at // sector) * sector
    return Journal(_inside(pages, count), count)


def _inside(pages: dict[int, bytes], count: int) -> dict[int, bytes]:
    return {number: data for number, data in pages.items() if 1 <= number <= count}
