"""The pages that a -wal file holds for its database: what was committed and not folded in yet.

Layout: https://www.sqlite.org/fileformat2.html#the_write_ahead_log
"""

_HEADER = 32
_FRAME = 24
_MAGIC = (0x377F0682, 0x377F0683)


def committed_pages(wal: bytes, page: int) -> tuple[dict[int, bytes], int]:
    """The newest committed content of each page in the file, still encrypted, and how many pages the database has.

    Frames of an earlier round (another salt) and those after the last commit do not count. The number is 0 when
    nothing counts.

    Args:
        wal: the whole file; empty when there is none.
        page: the size of a page in bytes.
    """
    if len(wal) < _HEADER or int.from_bytes(wal[:4], "big") not in _MAGIC:
        return {}, 0
    round_ = wal[16:24]
    committed: dict[int, bytes] = {}
    waiting: dict[int, bytes] = {}
    size = 0
    for start in range(_HEADER, len(wal) - _FRAME - page + 1, _FRAME + page):
        if wal[start + 8 : start + 16] != round_:
            continue
        content = start + _FRAME
        waiting[int.from_bytes(wal[start : start + 4], "big")] = wal[content : content + page]
        after = int.from_bytes(wal[start + 4 : start + 8], "big")
        if after:
            committed |= waiting
            waiting = {}
            size = after
    return {number: data for number, data in committed.items() if number <= size}, size
