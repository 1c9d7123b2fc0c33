"""The pages that a -wal file holds for its database: what was committed and not folded in yet.

Layout and checksums: https://www.sqlite.org/fileformat2.html#the_write_ahead_log
"""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

_HEADER = 32
_FRAME = 24
#: The last bit of the magic number says in which order the bytes of a word are summed.
_LITTLE, _BIG = 0x377F0682, 0x377F0683
_WORD = 0xFFFFFFFF

Sum = tuple[int, int]
#: Whether a page with this number and content matches its seal.
IsSealed = Callable[[int, bytes], bool]


@dataclass(slots=True)
class Wal:
    """The newest committed content of each page, still encrypted, and how many pages the database has (0: none here).

    `whole` is False when a frame was damaged: from it on, the database engine forgets without a word what was
    committed, while it is in `pages` here.
    """

    pages: dict[int, bytes] = field(default_factory=dict)
    count: int = 0
    whole: bool = True


@dataclass(frozen=True, slots=True)
class _Frame:
    number: int
    after: int
    data: bytes
    stored: Sum
    computed: Sum
    of_round: bool


def read_wal(wal: bytes, page: int, is_sealed: IsSealed) -> Wal:
    """Read a -wal file; what an earlier round or a broken off transaction left behind does not count.

    Args:
        wal: the whole file; empty when there is none.
        page: the size of a page in bytes.
        is_sealed: tells a damaged page from one that is merely left behind.
    """
    read = Wal()
    waiting: dict[int, bytes] = {}
    for frame, is_whole in _genuine(wal, page, is_sealed):
        read.whole &= is_whole
        waiting[frame.number] = frame.data
        if frame.after:
            read.pages |= waiting
            waiting = {}
            read.count = frame.after
    read.pages = {number: data for number, data in read.pages.items() if number <= read.count}
    return read


def _genuine(wal: bytes, page: int, is_sealed: IsSealed) -> Iterator[tuple[_Frame, bool]]:
    """The frames that go on from one another, each with whether it is whole.

    Each frame holds the sum of all before it. A frame whose sum is wrong was damaged when the next one goes on from it
    all the same; otherwise it is left behind from before, and so is all that follows.
    """
    magic = int.from_bytes(wal[:4], "big")
    if len(wal) < _HEADER or magic not in {_LITTLE, _BIG}:
        return
    order = "<" if magic == _LITTLE else ">"
    told: tuple[Sum, ...] = (_sum_at(wal, 24),)
    doubtful: _Frame | None = None
    for start in range(_HEADER, len(wal) - _FRAME - page + 1, _FRAME + page):
        found = [_frame(wal, start, page, order, before) for before in told]
        frame = next((each for each in found if each.computed == each.stored), None)
        if frame is not None:
            if doubtful is not None:
                yield doubtful, False
                doubtful = None
            yield frame, frame.of_round
            told = (frame.stored,)
            continue
        frame = found[0]
        if doubtful is not None:
            return
        # With a sound page, only its sum can be the damaged part; the next frame then goes on from the right one.
        told = (frame.computed,) if is_sealed(frame.number, frame.data) else (frame.stored, frame.computed)
        doubtful = frame


def _frame(wal: bytes, start: int, page: int, order: str, before: Sum) -> _Frame:
    number, after = struct.unpack_from(">2I", wal, start)
    data = wal[start + _FRAME : start + _FRAME + page]
    words = struct.unpack_from(f"{order}2I", wal, start) + struct.unpack(f"{order}{page // 4}I", data)
    first, second = before
    for place in range(0, len(words), 2):
        first = (first + words[place] + second) & _WORD
        second = (second + words[place + 1] + first) & _WORD
    return _Frame(
        number, after, data, _sum_at(wal, start + 16), (first, second), wal[start + 8 : start + 16] == wal[16:24]
    )


def _sum_at(wal: bytes, at: int) -> Sum:
    first, second = struct.unpack_from(">2I", wal, at)
    return first, second
