"""The objects of a PDF and the file that holds them (ISO 32000-1, 7.3 and 7.5), written as finished bytes.

ReportLab's general objects would cost a batch of plans more time than all the drawing, and its documents know no
structure. So files are put together here; ReportLab reads and cuts the fonts.
"""

import hashlib
import zlib
from collections.abc import Iterable, Mapping
from itertools import accumulate

HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in "()\\"})


def string(words: str) -> str:
    """A text of any script as an object (7.9.2.2)."""
    if words.isascii() and words.isprintable():
        return f"({words.translate(_ESCAPED)})"
    return f"<FEFF{words.encode('utf-16-be').hex().upper()}>"


def name(words: str) -> str:
    """A name as an object: what may not stand in one as it is becomes its code (7.3.5)."""
    shown = (chr(code) if chr(code).isalnum() and code < 128 else f"#{code:02X}" for code in words.encode())
    return "/" + "".join(shown)


def dictionary(entries: Mapping[str, str]) -> str:
    """A dictionary of objects."""
    return f"<<{''.join([f'/{key} {value}' for key, value in entries.items()])}>>"


def references(numbers: Iterable[int]) -> str:
    """An array of references to objects."""
    return f"[{' '.join([f'{number} 0 R' for number in numbers])}]"


def stream(content: bytes, entries: str = "", *, pack: int | None = None) -> bytes:
    """The body of a stream object; `pack` says how hard zlib packs it, None that it stays as it is.

    `entries` are further ones of its dictionary.
    """
    data = content if pack is None else zlib.compress(content, pack)
    filtered = "" if pack is None else "/Filter/FlateDecode"
    head = f"<<{entries}{filtered}/Length {len(data)}>>\nstream\n".encode("latin-1")
    return b"".join((head, data, b"\nendstream"))


class Objects:
    """The numbered objects of one file."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []
        self._last: list[str] = []

    def new(self) -> int:
        """A number for an object that is finished later."""
        return self.add(b"null")

    def finish(self, number: int, body: bytes) -> None:
        """Finish an object."""
        self._bodies[number - 1] = body

    def add(self, body: bytes) -> int:
        """Finish an object at once; gives its number."""
        if self._last:
            raise AssertionError("the last objects of the file are finished already")
        self._bodies.append(body)
        return len(self._bodies)

    def end(self, whole: Iterable[str]) -> None:
        """Finish the last objects of the file at once, each written out with its number, in Latin-1."""
        self._last += whole

    def __len__(self) -> int:
        """How many there are, without the last ones."""
        return len(self._bodies)

    def file(self, root: int, info: int) -> bytes:
        """The whole file: all objects in the order of their numbers, and where each begins."""
        size = len(self._bodies) + len(self._last) + 1
        parts = [HEAD, *[b"%d 0 obj\n%b\nendobj\n" % each for each in enumerate(self._bodies, 1)]]
        *starts, at = accumulate([*map(len, parts), *map(len, self._last)])
        body = b"".join([*parts, "".join(self._last).encode("latin-1")])
        made = hashlib.sha256(body).hexdigest()[:32].encode()
        places = b"%010d 00000 n \n" * len(starts) % tuple(starts)
        known = b"/Size %d/Root %d 0 R/Info %d 0 R/ID [<%b><%b>]" % (size, root, info, made, made)
        end = b"trailer\n<<%b>>\nstartxref\n%d\n%%%%EOF\n" % (known, at)
        return b"".join((body, b"xref\n0 %d\n0000000000 65535 f \n" % size, places, end))
