"""How far the cells of an old Excel workbook (.xls) reach: what its reading library holds as a full rectangle.

The file is a small file system (MS-CFB) whose stream “Workbook” is a row of records (MS-XLS), some of them cells.
"""

import struct

_NAMES = ("Workbook", "Book")
_CELLS = frozenset((0x0006, 0x0201, 0x0203, 0x0204, 0x0205, 0x0207, 0x027E, 0x00BD, 0x00BE, 0x00D6, 0x00FD))
_SEVERAL = 0x00BD
"""Several numbers in one record, which ends with the column of the last."""
_LAST_COLUMN = 255
_SECTORS = (512, 4096)
_SMALL = 4096
_FREE = 0xFFFFFFFA
_HEADER_PLACES = 109


def refuse_absurd(data: bytes) -> None:
    """See that no cell stands outside of a sheet, which has 65,536 lines and 256 columns.

    Raises:
        ValueError: one does, or the file cannot be followed.
    """
    try:
        book = _workbook(data)
        at = 0
        while at + 4 <= len(book):
            kind, size = struct.unpack_from("<HH", book, at)
            if kind in _CELLS and size >= 4:
                columns = struct.unpack_from("<H", book, at + 6) + (
                    struct.unpack_from("<H", book, at + 2 + size) if kind == _SEVERAL else ()
                )
                if max(columns) > _LAST_COLUMN:
                    raise ValueError("a cell outside of any sheet")
            at += 4 + size
    except (struct.error, IndexError) as error:
        raise ValueError("a workbook that cannot be followed") from error


def _workbook(data: bytes) -> bytes:
    """The stream that holds the workbook; b"" where there is none."""
    sector = 1 << min(struct.unpack_from("<H", data, 30)[0], 16)
    if sector not in _SECTORS:
        raise ValueError("sectors of a size that there is not")
    first_folder, first_small, more = (struct.unpack_from("<I", data, at)[0] for at in (48, 60, 68))
    places = list(struct.unpack_from(f"<{_HEADER_PLACES}I", data, 76))
    for _ in range(len(data) // sector):
        if more >= _FREE or len(places) > len(data) // sector + _HEADER_PLACES:
            break
        part = struct.unpack_from(f"<{sector // 4}I", data, (more + 1) * sector)
        places += part[:-1]
        more = part[-1]
    table: list[int] = []
    for place in dict.fromkeys(places):
        if place < _FREE:
            table += struct.unpack_from(f"<{sector // 4}I", data, (place + 1) * sector)
    folder = _chain(data, sector, table, first_folder, offset=1)
    entries = [folder[at : at + 128] for at in range(0, len(folder) - 127, 128)]
    for name in _NAMES:
        for entry in entries:
            if entry[:64].decode("utf-16-le", "replace").partition("\0")[0] == name:
                start, size = struct.unpack_from("<II", entry, 116)
                if size >= _SMALL:
                    return _chain(data, sector, table, start, offset=1)[:size]
                small = _chain(data, sector, table, struct.unpack_from("<I", entries[0], 116)[0], offset=1)
                links = _chain(data, sector, table, first_small, offset=1)
                found = _chain(small, 64, list(struct.unpack(f"<{len(links) // 4}I", links)), start, offset=0)
                return found[:size]
    return b""


def _chain(data: bytes, sector: int, table: list[int], start: int, *, offset: int) -> bytes:
    """The sectors that follow one another from a first one."""
    found = []
    for _ in range(len(table) + 1):
        if start >= _FREE:
            break
        found.append(data[(start + offset) * sector : (start + offset + 1) * sector])
        start = table[start]
    return b"".join(found)
