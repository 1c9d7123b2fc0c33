"""Several finished papers as one file for printing; each keeps its pages, its tags and the code at its foot.

The objects of the papers are taken over as they are, with other numbers. Their structure trees are hung one after the
other under one root (ISO 32000-1, 14.7.2); the numbers by which pages name their part of the tree go on from paper to
paper. A batch has hundreds of papers, so nothing is unpacked that can stay as it is.
"""

import hashlib
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from xml.sax.saxutils import escape, unescape

from umdesk.documents.objects import HEAD, string
from umdesk.domain.progress import Progress

_REFERENCE = re.compile(rb"(\d+) 0 R\b")
_NUMBER = re.compile(rb"(\d+) 0 (?=R|o)")
_TEXTS = re.compile(rb"(\((?:[^()\\]|\\.)*\))", re.DOTALL)
_XMP_TITLE = re.compile(rb'(<dc:title><rdf:Alt><rdf:li xml:lang="x-default">)(.*?)(</rdf:li>)', re.DOTALL)
_ROWS = re.compile(rb"(\d+)\s+(\[[^\]]*\]|\d+ 0 R)")
_PARENTS = re.compile(rb"(/StructParents? )(\d+)")
_IDENTITY = re.compile(rb"/ID\s*\[\s*<(\w+)>")
_FOLLOWING = re.compile(rb"/(?:First|Next) (\d+) 0 R")
_BEGIN, _END = b" 0 obj\n", b"\nendobj\n"
_OTHERS = (b"(", b"stream", b"/StructParent ")
"""What no element of a structure tree has in it, unless it is a figure."""
_SHARED = (b"<</Type/Font", b"<</Length1", b"<</Filter/FlateDecode/Length")
"""How objects begin that papers may have in common: fonts, their files and their maps, as this program writes them."""


def join(papers: Sequence[bytes], title: str, progress: Progress | None = None) -> bytes:
    """One tagged PDF of several that this program made, in their order.

    `progress` is told before each further one.

    Raises:
        ValueError: there is no paper, or one that this program did not make, which is a bug.
    """
    if not papers:
        raise ValueError("nothing to join")
    if len(papers) == 1:
        return papers[0]
    whole = _Whole(title)
    for number, data in enumerate(papers):
        if progress is not None and number:
            progress(number, len(papers), "Putting papers together")
        whole.take(_Paper(data))
    return whole.file()


class _Paper:
    """One paper, taken apart: objects that are looked at one by one, and from number `many` on those that are not.

    Those are the elements of its structure tree, most of the objects there are; all that is in them is names of others.
    """

    def __init__(self, data: bytes) -> None:
        start = int(data[data.rindex(b"startxref") + 9 :].split()[0])
        table, trailer = data[start:].split(b"trailer", 1)
        words = table.split()  # xref, 0, how many; then place, generation and whether it is used of each
        if words[:2] != [b"xref", b"0"] or set(words[8::3]) != {b"n"}:
            raise ValueError("a file that this program did not make")
        self._data = data
        self._places = [*map(int, words[6::3]), start]
        self.trailer = trailer
        self._root = _named(trailer, b"Root")
        self.catalog = self.body(self._root)
        self._info = _named(trailer, b"Info")
        self._tree = _named(self.catalog, b"StructTreeRoot")
        tree = self.body(self._tree)
        self.top, self._parents = _named(tree, b"K"), _named(tree, b"ParentTree")
        self.pages = _named(self.catalog, b"Pages")
        self.metadata = _named(self.catalog, b"Metadata")
        last = max(data.rfind(mark, 0, start) for mark in _OTHERS)
        self.many = max(bisect_left(self._places, last), self._tree, self._parents, self.top) + 1

    @property
    def end(self) -> int:
        """The number after that of the last object."""
        return len(self._places)

    def body(self, number: int) -> bytes:
        """What an object is."""
        at = self._places[number - 1] + len(str(number)) + len(_BEGIN)
        return self._data[at : self._places[number] - len(_END)]

    def elements(self) -> bytes:
        """The objects from `many` on, as they stand in the file."""
        return self._data[self._places[self.many - 1] : self._places[-1]]

    def rows(self) -> list[tuple[bytes, bytes]]:
        """The parts of the tree, each with the number by which a page or a field names it."""
        listed = self.body(self._parents)
        return _ROWS.findall(listed[listed.index(b"[") + 1 :])

    @property
    def title(self) -> str:
        """The title in the metadata."""
        found = _XMP_TITLE.search(self.body(self.metadata))
        return unescape(found[2].decode()) if found else ""

    def alone(self) -> dict[int, bytes]:
        """The objects that are looked at one by one, but for what only the paper as a file of its own needs.

        That is its catalog, titles and bookmarks.
        """
        over = {self._root, self._info, self.metadata, self._tree, self._parents}
        waiting = [_named(self.catalog, b"Outlines")] if b"/Outlines" in self.catalog else []
        while waiting:
            number = waiting.pop()
            if number not in over:
                over.add(number)
                waiting += map(int, _FOLLOWING.findall(_TEXTS.sub(b"", self.body(number))))
        return {number: self.body(number) for number in range(1, min(self.many, self.end)) if number not in over}


@dataclass(frozen=True, slots=True)
class _Mark:
    """A bookmark: the title of a paper and its first page."""

    title: str
    page: int


class _Whole:
    """The file that is put together; 1 to 7 are its own objects, the papers' follow."""

    CATALOG, INFO, PAGES, TREE, ROOT, OUTLINES, METADATA = range(1, 8)

    def __init__(self, title: str) -> None:
        self._title = title
        self._parts: list[bytes] = [HEAD]
        self._at = len(HEAD)
        self._places = [0] * self.METADATA
        self._shared: dict[bytes, int] = {}
        self._nodes: list[int] = []
        self._count = 0
        self._tops: list[int] = []
        self._rows: list[bytes] = []
        self._key = 0
        self._marks: list[_Mark] = []
        self._described = b""
        self._shown = b""
        self._identity = hashlib.sha256(title.encode())

    def take(self, paper: _Paper) -> None:
        """Take a paper's objects over and hang its pages and its tree."""
        own = paper.alone()
        numbers: dict[int, int] = {}
        for old in [old for old, body in own.items() if body.startswith(_SHARED)]:
            numbers[old] = self._share(_renumbered(own.pop(old), numbers, 0))
        kept = [*own, *range(paper.many, paper.end)]
        numbers |= zip(kept, range(len(self._places) + 1, len(self._places) + len(kept) + 1), strict=True)
        self._places += [0] * len(own)
        for old, body in own.items():
            self._write(numbers[old], self._hung(paper, old, _renumbered(body, numbers, self._key), numbers))
        named = {b"%d" % old: b"%d 0 " % new for old, new in numbers.items()}
        if paper.many < paper.end:
            self._write_many(_renumbered_at_once(paper.elements(), named))
        rows = paper.rows()
        self._rows += [b"%d %b" % (int(key) + self._key, _renumbered_at_once(row, named)) for key, row in rows]
        self._key += int(rows[-1][0]) + 1
        identity = _IDENTITY.search(paper.trailer)
        self._identity.update(identity[1] if identity else b"")
        if not self._described:
            self._described = paper.body(paper.metadata)
            self._shown = b"/ViewerPreferences <</DisplayDocTitle true>>"
            language = re.search(rb"/Lang \([^)]*\)", paper.catalog)
            self._shown += language[0] if language else b""

    def file(self) -> bytes:
        """The whole file."""
        self._finish()
        size = len(self._places) + 1
        made = self._identity.hexdigest()[:32].encode()
        places = b"%010d 00000 n \n" * len(self._places) % tuple(self._places)
        known = b"/Size %d/Root %d 0 R/Info %d 0 R/ID [<%b><%b>]" % (size, self.CATALOG, self.INFO, made, made)
        end = b"trailer\n<<%b>>\nstartxref\n%d\n%%%%EOF\n" % (known, self._at)
        return b"".join([*self._parts, b"xref\n0 %d\n0000000000 65535 f \n" % size, places, end])

    def _hung(self, paper: _Paper, old: int, body: bytes, numbers: dict[int, int]) -> bytes:
        """An object of a paper, where it is the top of its pages or of its tree hung into those of the whole."""
        if old == paper.pages:
            count = re.search(rb"/Count (\d+)", body)
            first = re.search(rb"/Kids\s*\[\s*(\d+) 0 R", body)
            if count is None or first is None:
                raise ValueError("a file that this program did not make")
            self._nodes.append(numbers[old])
            self._count += int(count[1])
            self._marks.append(_Mark(paper.title, int(first[1])))
            return body.replace(b"<<", b"<</Parent %d 0 R " % self.PAGES, 1)
        if old == paper.top:
            self._tops.append(numbers[old])
            part = re.sub(rb"/S\s*/Document", b"/S/Part", body, count=1)
            return re.sub(rb"/P \d+ 0 R", b"/P %d 0 R" % self.ROOT, part, count=1)
        return body

    def _share(self, body: bytes) -> int:
        """The number of an object that papers may have in common: the same letters are there once."""
        if body not in self._shared:
            self._shared[body] = self._add(body)
        return self._shared[body]

    def _add(self, body: bytes) -> int:
        self._places.append(0)
        self._write(len(self._places), body)
        return len(self._places)

    def _write(self, number: int, body: bytes) -> None:
        whole = b"%d%b%b%b" % (number, _BEGIN, body, _END)
        self._places[number - 1] = self._at
        self._parts.append(whole)
        self._at += len(whole)

    def _write_many(self, whole: bytes) -> None:
        """Write objects that are finished and have the numbers that follow."""
        self._places += accumulate([len(one) + len(_END) for one in whole.split(_END)[:-2]], initial=self._at)
        self._parts.append(whole)
        self._at += len(whole)

    def _finish(self) -> None:
        """Write the objects that the papers share."""
        parents = self._add(b"<</Nums [%b]>>" % b" ".join(self._rows))
        self._write(self.PAGES, b"<</Type/Pages/Count %d/Kids [%b]>>" % (self._count, _references(self._nodes)))
        following = b"/ParentTree %d 0 R/ParentTreeNextKey %d" % (parents, self._key)
        self._write(self.TREE, b"<</Type/StructTreeRoot/K %d 0 R%b>>" % (self.ROOT, following))
        inside = b"/P %d 0 R/K [%b]" % (self.TREE, _references(self._tops))
        self._write(self.ROOT, b"<</Type/StructElem/S/Document%b>>" % inside)
        title = escape(self._title).encode()
        text = _XMP_TITLE.sub(lambda found: found[1] + title + found[3], self._described, count=1)
        packet = text[text.index(b"stream") + 6 : text.rindex(b"endstream")].strip(b"\r\n")
        head = b"<</Type/Metadata/Subtype/XML/Length %d>>" % len(packet)
        self._write(self.METADATA, b"%b\nstream\n%b\nendstream" % (head, packet))
        self._write(self.INFO, b"<</Title %b/Creator(umdesk)>>" % string(self._title).encode())
        self._mark()
        shown = b"/Outlines %d 0 R/PageMode/UseNone/MarkInfo<</Marked true>>%b" % (self.OUTLINES, self._shown)
        hung = b"/Pages %d 0 R/StructTreeRoot %d 0 R/Metadata %d 0 R" % (self.PAGES, self.TREE, self.METADATA)
        self._write(self.CATALOG, b"<</Type/Catalog%b%b>>" % (hung, shown))

    def _mark(self) -> None:
        first, count = len(self._places) + 1, len(self._marks)
        for at, mark in enumerate(self._marks):
            before = b"/Prev %d 0 R" % (first + at - 1) if at else b""
            after = b"/Next %d 0 R" % (first + at + 1) if at + 1 < count else b""
            place = b"/Parent %d 0 R/Dest [%d 0 R /Fit]" % (self.OUTLINES, mark.page)
            self._add(b"<</Title %b%b%b%b>>" % (string(mark.title).encode(), place, before, after))
        ends = b"/First %d 0 R/Last %d 0 R/Count %d" % (first, len(self._places), count)
        self._write(self.OUTLINES, b"<</Type/Outlines%b>>" % ends)


def _renumbered(body: bytes, numbers: dict[int, int], key: int) -> bytes:
    """An object's body with the new numbers of those it names; texts and packed content stay as they are."""
    end = body.find(b"\nstream")
    head = body if end < 0 else body[:end]
    if b" R" not in head:
        return body

    def other(found: re.Match[bytes]) -> bytes:
        return b"%d 0 R" % numbers.get(int(found[1]), 0)

    pieces = _TEXTS.split(head) if b"(" in head else [head]
    pieces[::2] = [_REFERENCE.sub(other, piece) for piece in pieces[::2]]
    if b"/StructParent" in head:
        pieces[::2] = [_moved_on(piece, key) for piece in pieces[::2]]
    return b"".join(pieces) if end < 0 else b"".join([*pieces, body[end:]])


def _renumbered_at_once(bodies: bytes, named: dict[bytes, bytes]) -> bytes:
    """The same of many, with their own numbers, where there are no texts and no packed content."""
    pieces = _NUMBER.split(bodies)
    pieces[1::2] = map(named.__getitem__, pieces[1::2])
    return b"".join(pieces)


def _moved_on(body: bytes, key: int) -> bytes:
    """A body whose part of the tree is named by a number that is higher by `key`."""
    return _PARENTS.sub(lambda found: found[1] + b"%d" % (int(found[2]) + key), body)


def _named(body: bytes, name: bytes) -> int:
    """The number of the object that a dictionary names under a key."""
    found = re.search(rb"/" + name + rb"\s+(\d+) 0 R", body)
    if found is None:
        raise ValueError("a file that this program did not make")
    return int(found[1])


def _references(numbers: Sequence[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)
