"""Several finished papers as one file for printing; each keeps its pages, its tags and the code at its foot.

The objects of the papers are taken over as they are, with other numbers. Their structure trees are hung one after the
other under one root (ISO 32000-1, 14.7.2); the numbers by which pages name their part of the tree go on from paper to
paper. A batch has hundreds of papers, so nothing is unpacked that can stay as it is.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from xml.sax.saxutils import escape, unescape

from umdesk.domain.progress import Progress

_REFERENCE = re.compile(rb"(\d+) 0 R\b")
_TEXTS = re.compile(rb"(\((?:[^()\\]|\\.)*\))", re.DOTALL)
_XMP_TITLE = re.compile(rb'(<dc:title><rdf:Alt><rdf:li xml:lang="x-default">)(.*?)(</rdf:li>)', re.DOTALL)
_NUMBERS = re.compile(rb"(\d+)\s+(\[[^\]]*\]|\d+ 0 R)")
_LEAST_FONT = 1_000
"""A font file is longer than this, in bytes."""
_PARENTS = re.compile(rb"(/StructParents? )(\d+)")
_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


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
    """One paper, taken apart into the bodies of its objects."""

    def __init__(self, data: bytes) -> None:
        start = int(data[data.rindex(b"startxref") + 9 :].split()[0])
        table, trailer = data[start:].split(b"trailer", 1)
        lines = table.split(b"\n")
        if lines[0].strip() != b"xref" or not lines[1].startswith(b"0 "):
            raise ValueError("a file that this program did not make")
        offsets = [int(line[:10]) for line in lines[2:] if line[17:18] == b"n"]
        ends = dict(zip(sorted(offsets), [*sorted(offsets)[1:], start], strict=True))
        self.bodies = {
            number: data[at + len(str(number)) + 6 : ends[at]].rstrip(b"\r\n").removesuffix(b"endobj").strip(b"\r\n")
            for number, at in enumerate(offsets, start=1)
        }
        self.catalog = self.bodies[_named(trailer, b"Root")]
        self.info = _named(trailer, b"Info")
        self.tree = self.bodies[_named(self.catalog, b"StructTreeRoot")]
        self.pages = _named(self.catalog, b"Pages")
        self.metadata = _named(self.catalog, b"Metadata")

    @property
    def title(self) -> str:
        """The title in the metadata."""
        found = _XMP_TITLE.search(self.bodies[self.metadata])
        return unescape(found[2].decode()) if found else ""

    def left_behind(self) -> set[int]:
        """What only the paper as a file of its own needs: its catalog, titles and bookmarks."""
        over = {self.info, self.metadata, _named(self.catalog, b"StructTreeRoot"), _named(self.tree, b"ParentTree")}
        over |= {number for number, body in self.bodies.items() if body is self.catalog}
        waiting = [_named(self.catalog, b"Outlines")] if b"/Outlines" in self.catalog else []
        while waiting:
            number = waiting.pop()
            if number not in over:
                over.add(number)
                body = _TEXTS.sub(b"", self.bodies[number])
                waiting += [_named(body, name) for name in (b"First", b"Next") if b"/" + name + b" " in body]
        return over


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
        self._bodies: dict[int, bytes] = {}
        self._last = self.METADATA
        self._nodes: list[int] = []
        self._count = 0
        self._tops: list[int] = []
        self._parents: list[bytes] = []
        self._fonts: dict[bytes, int] = {}
        self._key = 0
        self._marks: list[_Mark] = []
        self._described = b""
        self._shown = b""

    def take(self, paper: _Paper) -> None:
        """Take a paper's objects over and hang its pages and its tree."""
        left = paper.left_behind()
        numbers: dict[int, int] = {}
        plain: list[int] = []
        others: list[int] = []
        for old, body in paper.bodies.items():
            if old in left:
                continue
            font = len(body) > _LEAST_FONT and b"/Length1" in body[:200]
            if font and body in self._fonts:  # the same letters: once is enough
                numbers[old] = self._fonts[body]
                continue
            self._last += 1
            numbers[old] = self._last
            (others if font or b"(" in body or b"\nstream" in body else plain).append(old)
            if font:
                self._fonts[body] = self._last
        named = {b"%d" % old: b"%d 0 R" % numbers.get(old, 0) for old in paper.bodies}
        whole = _moved_on(b"\n\0".join([paper.bodies[old] for old in plain]), self._key)
        self._bodies |= zip(
            [numbers[old] for old in plain], _renumbered_at_once(whole, named).split(b"\n\0"), strict=True
        )
        for old in others:
            self._bodies[numbers[old]] = _renumbered(paper.bodies[old], numbers, self._key)
        self._hang_pages(paper, numbers)
        self._hang_tree(paper, numbers, named)
        if not self._described:
            self._described = paper.bodies[paper.metadata]
            self._shown = b"/ViewerPreferences <</DisplayDocTitle true>>"
            language = re.search(rb"/Lang \([^)]*\)", paper.catalog)
            self._shown += language[0] if language else b""

    def file(self) -> bytes:
        """The whole file."""
        self._finish()
        size = self._last + 1
        parts = [_HEAD, *[b"%d 0 obj\n%b\nendobj\n" % (number, self._bodies[number]) for number in range(1, size)]]
        *starts, at = accumulate(map(len, parts))
        offsets = [b"0000000000 65535 f \n", *[b"%010d 00000 n \n" % start for start in starts]]
        digest = hashlib.md5(b"".join(parts), usedforsecurity=False).hexdigest().encode()
        known = b"/Size %d/Root %d 0 R/Info %d 0 R/ID [<%b><%b>]" % (size, self.CATALOG, self.INFO, digest, digest)
        end = b"trailer\n<<%b>>\nstartxref\n%d\n%%%%EOF\n" % (known, at)
        return b"".join([*parts, b"xref\n0 %d\n" % size, *offsets, end])

    def _hang_pages(self, paper: _Paper, numbers: dict[int, int]) -> None:
        node = numbers[paper.pages]
        body = self._bodies[node]
        count = re.search(rb"/Count (\d+)", body)
        first = re.search(rb"/Kids\s*\[\s*(\d+) 0 R", body)
        if count is None or first is None:
            raise ValueError("a file that this program did not make")
        self._bodies[node] = body.replace(b"<<", b"<</Parent %d 0 R " % self.PAGES, 1)
        self._nodes.append(node)
        self._count += int(count[1])
        self._marks.append(_Mark(paper.title, int(first[1])))

    def _hang_tree(self, paper: _Paper, numbers: dict[int, int], named: dict[bytes, bytes]) -> None:
        top = numbers[_named(paper.tree, b"K")]
        hung = re.sub(rb"/S\s*/Document", b"/S/Part", self._bodies[top], count=1)
        self._bodies[top] = re.sub(rb"/P \d+ 0 R", b"/P %d 0 R" % self.ROOT, hung, count=1)
        self._tops.append(top)
        listed = paper.bodies[_named(paper.tree, b"ParentTree")]
        pairs = _NUMBERS.findall(listed[listed.index(b"[") + 1 :])
        self._parents += [b"%d %b" % (int(key) + self._key, _renumbered_at_once(row, named)) for key, row in pairs]
        self._key += int(pairs[-1][0]) + 1

    def _finish(self) -> None:
        """Write the objects that the papers share."""
        bodies = self._bodies
        parents = self._add(b"<</Nums [%b]>>" % b" ".join(self._parents))
        bodies[self.PAGES] = b"<</Type/Pages/Count %d/Kids [%b]>>" % (self._count, _references(self._nodes))
        following = b"/ParentTree %d 0 R/ParentTreeNextKey %d" % (parents, self._key)
        bodies[self.TREE] = b"<</Type/StructTreeRoot/K %d 0 R%b>>" % (self.ROOT, following)
        inside = b"/P %d 0 R/K [%b]" % (self.TREE, _references(self._tops))
        bodies[self.ROOT] = b"<</Type/StructElem/S/Document%b>>" % inside
        title = escape(self._title).encode()
        text = _XMP_TITLE.sub(lambda found: found[1] + title + found[3], self._described, count=1)
        packet = text[text.index(b"stream") + 6 : text.rindex(b"endstream")].strip(b"\r\n")
        head = b"<</Type/Metadata/Subtype/XML/Length %d>>" % len(packet)
        bodies[self.METADATA] = b"%b\nstream\n%b\nendstream" % (head, packet)
        bodies[self.INFO] = b"<</Title %b/Creator(umdesk)>>" % _text(self._title)
        self._mark()
        shown = b"/Outlines %d 0 R/PageMode/UseNone/MarkInfo<</Marked true>>%b" % (self.OUTLINES, self._shown)
        hung = b"/Pages %d 0 R/StructTreeRoot %d 0 R/Metadata %d 0 R" % (self.PAGES, self.TREE, self.METADATA)
        bodies[self.CATALOG] = b"<</Type/Catalog%b%b>>" % (hung, shown)

    def _mark(self) -> None:
        first, count = self._last + 1, len(self._marks)
        for at, mark in enumerate(self._marks):
            before = b"/Prev %d 0 R" % (first + at - 1) if at else b""
            after = b"/Next %d 0 R" % (first + at + 1) if at + 1 < count else b""
            place = b"/Parent %d 0 R/Dest [%d 0 R /Fit]" % (self.OUTLINES, mark.page)
            self._add(b"<</Title %b%b%b%b>>" % (_text(mark.title), place, before, after))
        ends = b"/First %d 0 R/Last %d 0 R/Count %d" % (first, self._last, count)
        self._bodies[self.OUTLINES] = b"<</Type/Outlines%b>>" % ends

    def _add(self, body: bytes) -> int:
        self._last += 1
        self._bodies[self._last] = body
        return self._last


def _renumbered(body: bytes, numbers: dict[int, int], key: int) -> bytes:
    """An object's body with the new numbers of those it names; texts and packed content stay as they are."""
    head, mark, content = body.partition(b"\nstream")
    if b" R" not in head:
        return body

    def other(found: re.Match[bytes]) -> bytes:
        return b"%d 0 R" % numbers.get(int(found[1]), 0)

    pieces = _TEXTS.split(head) if b"(" in head else [head]
    pieces[::2] = [_REFERENCE.sub(other, piece) for piece in pieces[::2]]
    if b"/StructParent" in head:
        pieces[::2] = [_moved_on(piece, key) for piece in pieces[::2]]
    return b"".join([*pieces, mark, content])


def _renumbered_at_once(bodies: bytes, named: dict[bytes, bytes]) -> bytes:
    """The same of the many bodies without texts and packed content: the elements of the structure tree."""
    pieces = _REFERENCE.split(bodies)
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


def _text(text: str) -> bytes:
    """A text of any script as a PDF has it (ISO 32000-1, 7.9.2.2)."""
    return b"<FEFF%b>" % text.encode("utf-16-be").hex().upper().encode()
