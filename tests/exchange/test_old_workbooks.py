"""Workbooks of the old and the binary kind whose cells stand where no sheet is: reading them would end the program."""

import struct
import zipfile
from pathlib import Path

import pytest

from umdesk.domain.errors import InvalidInput
from umdesk.exchange import spreadsheets, workbook_scan
from umdesk.exchange.old_workbook import refuse_absurd


def old_workbook(*records: tuple[int, bytes]) -> bytes:
    """A file of the old kind with one stream “Workbook” of these records, in 512-byte sectors."""
    stream = b"".join(struct.pack("<HH", kind, len(data)) + data for kind, data in records).ljust(4096, b"\0")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0") + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6)
    head = head.ljust(44, b"\0") + struct.pack("<IIIIIIII", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    table = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, 10), 0xFFFFFFFE] + [0xFFFFFFFF] * 118
    folder = b""
    for name, kind, start, size in (("Root Entry", 5, 0xFFFFFFFE, 0), ("Workbook", 2, 2, len(stream))):
        text = name.encode("utf-16-le")
        entry = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text) + 2, kind, 1, *[0xFFFFFFFF] * 3)
        folder += entry.ljust(116, b"\0") + struct.pack("<IQ", start, size)
    return head + struct.pack("<128I", *table) + folder.ljust(512, b"\0") + stream


@pytest.mark.parametrize(
    "cell",
    [(0x203, struct.pack("<HHHd", 65_535, 65_535, 0, 1.0)), (0xBD, struct.pack("<HHHIH", 9, 0, 0, 0, 16_000))],
    ids=["a number", "several numbers"],
)
def test_a_cell_outside_of_an_old_workbook_is_damage(tmp_path: Path, cell: tuple[int, bytes]) -> None:
    (tmp_path / "list.xls").write_bytes(old_workbook((0x809, bytes(16)), cell))
    with pytest.raises(InvalidInput, match="is damaged"):
        spreadsheets.read(tmp_path / "list.xls")
    with pytest.raises(ValueError, match="outside of any sheet"):
        refuse_absurd(old_workbook(cell))
    refuse_absurd(old_workbook((0x203, struct.pack("<HHHd", 65_535, 255, 0, 1.0))))


def test_a_binary_workbook_whose_cells_reach_too_far_is_refused(tmp_path: Path) -> None:
    def book(line: int, column: int) -> Path:
        row = b"\x00\x19" + struct.pack("<I", line).ljust(25, b"\0")
        cell = b"\x05\x10" + struct.pack("<IId", column, 0, 1.0)
        with zipfile.ZipFile(tmp_path / "list.xlsb", "w") as archive:
            archive.writestr("xl/workbook.bin", b"")
            archive.writestr("xl/worksheets/sheet1.bin", b"\x81\x01\x00" + row + cell + b"\x82\x01\x00")
        return tmp_path / "list.xlsb"

    for line, column in ((1_048_575, 16_383), (0, 2**32 - 1)):
        with pytest.raises(InvalidInput, match=r"in the sheet “sheet1\.bin”"):
            spreadsheets.read(book(line, column))
    workbook_scan.scan(book(199_999, 20).read_bytes(), "list.xlsb")
