"""Font files without hints: the programs in them that fit letters to the few dots of old screens.

They are half of the length of a file with few letters, and each kept document has several. Paper and the screens of
today show the letters as they are drawn.
"""

import struct
from collections.abc import Iterator
from itertools import accumulate, pairwise

_KEPT = ("cmap", "head", "hhea", "hmtx", "maxp")
"""The tables that a font in a PDF needs beside the letters and their places (ISO 32000-1, 9.9)."""
_ARGUMENTS_ARE_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX, _INSTRUCTIONS = 1, 1 << 3, 1 << 5, 1 << 6, 1 << 7, 1 << 8


def unhinted(program: bytes) -> bytes:
    """A TrueType file with the same letters, without hints and without what only an installed font needs."""
    from reportlab.pdfbase.ttfonts import TTFontMaker  # noqa: PLC0415 -- start-up time

    tables = _tables(program)
    letters = [_letter(data) for data in _letters(tables)]
    padded = [data + bytes(-len(data) % 4) for data in letters]
    places = [0, *accumulate(map(len, padded))]
    head = bytearray(tables["head"])
    struct.pack_into(">h", head, 50, 1)  # places are long
    made = TTFontMaker()
    for tag in _KEPT:
        made.add(tag, bytes(head) if tag == "head" else tables[tag])
    made.add("glyf", b"".join(padded))
    made.add("loca", struct.pack(f">{len(places)}I", *places))
    return bytes(made.makeStream())


def _tables(program: bytes) -> dict[str, bytes]:
    count = struct.unpack_from(">H", program, 4)[0]
    listed = struct.iter_unpack(">4sIII", program[12 : 12 + 16 * count])
    return {tag.decode(): program[start : start + length] for tag, _sum, start, length in listed}


def _letters(tables: dict[str, bytes]) -> Iterator[bytes]:
    long = struct.unpack_from(">h", tables["head"], 50)[0]
    kind, unit = (">I", 1) if long else (">H", 2)
    places = [place * unit for (place,) in struct.iter_unpack(kind, tables["loca"])]
    for start, end in pairwise(places):
        yield tables["glyf"][start:end]


def _letter(data: bytes) -> bytes:
    """The drawing of a letter without its instructions (the table glyf of OpenType)."""
    if not data:
        return data
    contours = struct.unpack_from(">h", data)[0]
    if contours < 0:
        return _put_together(bytearray(data))
    at = 10 + 2 * contours
    return data[:at] + b"\0\0" + data[at + 2 + struct.unpack_from(">H", data, at)[0] :]


def _put_together(data: bytearray) -> bytes:
    """The same of a letter that is made of others, as é is of e and its accent."""
    at, flags = 10, _MORE
    while flags & _MORE:
        flags = struct.unpack_from(">H", data, at)[0]
        struct.pack_into(">H", data, at, flags & ~_INSTRUCTIONS)
        at += 4 + (4 if flags & _ARGUMENTS_ARE_WORDS else 2)
        at += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0
    return bytes(data[:at])
