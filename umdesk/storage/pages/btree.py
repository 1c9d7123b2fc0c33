"""What lies on a clear page: cells, children, records. Layout: https://www.sqlite.org/fileformat2.html#b_tree_pages."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from umdesk.storage.pages.sealed import USABLE

Value = None | int | float | str | bytes


class Kind(IntEnum):
    """The first byte of a page of a tree."""

    INDEX_INNER = 2
    TABLE_INNER = 5
    INDEX_LEAF = 10
    TABLE_LEAF = 13


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: `rowid` of a row of a table, what of its record lies here, its whole size, and where it goes on (0: no).

    `child` is the page below it, on an inner page.
    """

    rowid: int
    child: int
    here: bytes
    size: int
    overflow: int


def kind_of(number: int, page: bytes) -> Kind | None:
    """The kind of a page; None when it is no page of a tree."""
    try:
        return Kind(page[_start(number)])
    except ValueError:
        return None


def children(number: int, page: bytes) -> list[int]:
    """The pages below an inner page, in their order."""
    start = _start(number)
    below = [int.from_bytes(page[at : at + 4], "big") for at in _pointers(start, page, 12)]
    return [*below, int.from_bytes(page[start + 8 : start + 12], "big")]


def cells(number: int, page: bytes) -> Iterator[Cell]:
    """The cells of a page that carry records: all but those of the inner pages of a table.

    Raises:
        IndexError, ValueError, struct.error: it is no page of a tree.
    """
    kind = kind_of(number, page)
    start = _start(number)
    if kind is Kind.TABLE_LEAF:
        for at in _pointers(start, page, 8):
            size, at_id = varint(page, at)
            rowid, begin = varint(page, at_id)
            yield _cell(page, begin, size, rowid=rowid, child=0, most=USABLE - 35)
    elif kind in {Kind.INDEX_LEAF, Kind.INDEX_INNER}:
        inner = kind is Kind.INDEX_INNER
        for at in _pointers(start, page, 12 if inner else 8):
            child = int.from_bytes(page[at : at + 4], "big") if inner else 0
            size, begin = varint(page, at + 4 if inner else at)
            yield _cell(page, begin, size, rowid=0, child=child, most=(USABLE - 12) * 64 // 255 - 23)


def record(payload: bytes) -> list[Value]:
    """The values of a record.

    Raises:
        IndexError, ValueError, struct.error: it is none.
    """
    length, at = varint(payload, 0)
    serials: list[int] = []
    while at < length:
        serial, at = varint(payload, at)
        serials.append(serial)
    values: list[Value] = []
    for serial in serials:
        value, at = _value(payload, at, serial)
        values.append(value)
    if at != len(payload):
        raise ValueError(at)
    return values


def varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes (as a signed one of 64 bits) and where what follows it begins."""
    value = 0
    for place in range(8):
        byte = data[at + place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    value = value << 8 | data[at + 8]
    return (value - (1 << 64) if value >> 63 else value), at + 9


def _start(number: int) -> int:
    return 100 if number == 1 else 0


def _pointers(start: int, page: bytes, header: int) -> tuple[int, ...]:
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    return struct.unpack_from(f">{count}H", page, start + header)


def _cell(page: bytes, begin: int, size: int, *, rowid: int, child: int, most: int) -> Cell:
    if size <= most:
        return Cell(rowid, child, page[begin : begin + size], size, 0)
    least = (USABLE - 12) * 32 // 255 - 23
    here = least + (size - least) % (USABLE - 4)
    here = here if here <= most else least
    on = begin + here
    return Cell(rowid, child, page[begin:on], size, int.from_bytes(page[on : on + 4], "big"))


_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


def _value(payload: bytes, at: int, serial: int) -> tuple[Value, int]:
    if serial >= 12:
        end = at + (serial - 12) // 2
        if end > len(payload):
            raise IndexError(end)
        return (payload[at:end].decode() if serial % 2 else payload[at:end]), end
    if serial in _INTEGER_BYTES:
        end = at + _INTEGER_BYTES[serial]
        return int.from_bytes(payload[at:end], "big", signed=True), end
    if serial == 7:
        return struct.unpack_from(">d", payload, at)[0], at + 8
    if serial in {0, 8, 9}:
        return (None, 0, 1)[max(0, serial - 7)], at
    raise ValueError(serial)
