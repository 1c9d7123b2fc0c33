"""The structure tree of a PDF and the file that holds it (ISO 32000-1, 14.7).

ReportLab knows no structure, and its general objects cost a batch of plans more time than all the drawing. So the tree
is written as finished objects, and the file is put together here from them and from ReportLab's own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


@dataclass(frozen=True, slots=True, eq=False)
class Annotation:
    """An annotation on a page counted from 0, with its entries and the reference by which others name it."""

    page: int
    entries: Any
    reference: Any


@dataclass(slots=True, eq=False)
class Element:
    """A node of the structure tree; a kid that is a pair is content of its own: (page from 0, MCID).

    `scope` is "Column" or "Row" for a TH, `alt` the alternative text and `box` the place of a Figure.
    """

    tag: str
    scope: str = ""
    alt: str = ""
    box: tuple[float, float, float, float] | None = None
    kids: list["Element | tuple[int, int] | Annotation"] = field(default_factory=list)

    def add(self, tag: str, *, scope: str = "", alt: str = "") -> "Element":
        """Append and return a child element; children are read aloud in the order in which they were added."""
        child = Element(tag, scope, alt)
        self.kids.append(child)
        return child


class Objects:
    """The finished objects of a file beside ReportLab's own, by their numbers; `document` is ReportLab's."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self._finished: dict[int, bytes] = {}

    def new(self) -> int:
        """A number for an object that is finished later."""
        self.document.objectcounter += 1
        return int(self.document.objectcounter)

    def finish(self, number: int, body: bytes) -> None:
        """Finish an object."""
        self._finished[number] = b"%d 0 obj\n%b\nendobj\n" % (number, body)

    def add(self, body: bytes) -> int:
        """Finish an object at once; gives its number."""
        number = self.new()
        self.finish(number, body)
        return number

    def file(self) -> bytes:
        """The whole file: all objects in the order of their numbers, and where each begins.

        ReportLab makes further objects while it writes the others, so their number is known at the end only.
        """
        from reportlab.pdfbase.pdfdoc import PDFIndirectObject, PDFTrailer  # noqa: PLC0415 -- start-up time

        document, finished = self.document, self._finished
        parts, offsets, at, number = [_HEAD], ["0000000000 65535 f \n"], len(_HEAD), 1
        while number in finished or number in document.numberToId:
            text = finished.get(number)
            if text is None:
                name = document.numberToId[number]
                text = PDFIndirectObject(name, document.idToObject[name]).format(document)
            offsets.append(f"{at:010d} 00000 n \n")
            parts.append(text)
            at += len(text)
            number += 1
        trailer = PDFTrailer(
            startxref=at,
            Size=number,
            Root=document.Reference(document.Catalog),
            Info=document.Reference(document.info),
            ID=document.ID(),
        )
        parts += [f"xref\n0 {number}\n".encode(), "".join(offsets).encode(), trailer.format(document)]
        return b"".join(parts)


class Tree:
    """Writes the structure tree of one document."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._numbers: dict[Element, str] = {}
        self._owned: list[tuple[Annotation, str]] = []
        self._pages: list[str] = []

    def write(self, root: Element, pages: Sequence[Sequence[Element]]) -> str:
        """Write the tree and give the reference to it; sets /StructParents and /Tabs on each page.

        `pages` are the owners of each page's marked content, in the order of its numbers.
        """
        document = self._objects.document
        known = document.idToObjectNumberAndVersion
        self._pages = [f"{known[f'Page{number}'][0]} 0 R" for number in range(1, len(pages) + 1)]
        tree, parents = self._objects.new(), self._objects.new()
        top = self._write(root, f"{tree} 0 R")
        numbers = []
        for index, owners in enumerate(pages):
            numbers.append(f"{index} [{' '.join([self._numbers[owner] for owner in owners])}]")
            page = document.Pages.pages[index]
            page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
            page.StructParents = index
            page.Tabs = "/S"
        for key, (annotation, owner) in enumerate(self._owned, len(pages)):
            annotation.entries["StructParent"] = key
            numbers.append(f"{key} {owner}")
        following = len(pages) + len(self._owned)
        self._objects.finish(parents, f"<</Nums [{' '.join(numbers)}]>>".encode())
        whole = f"<</Type/StructTreeRoot/K {top}/ParentTree {parents} 0 R/ParentTreeNextKey {following}>>"
        self._objects.finish(tree, whole.encode())
        return f"{tree} 0 R"

    def _write(self, element: Element, parent: str) -> str:
        """Write an element with all below it; gives the reference to it."""
        number = self._objects.new()
        own = self._numbers[element] = f"{number} 0 R"
        first, kids = -1, []
        for kid in element.kids:
            if type(kid) is tuple:
                page, mark = kid
                first = page if first < 0 else first
                kids.append(str(mark) if page == first else f"<</Type/MCR/Pg {self._pages[page]}/MCID {mark}>>")
            elif type(kid) is Element:
                kids.append(self._write(kid, own))
            else:
                kids.append(self._annotation(kid, own))
        here = f"/Pg {self._pages[first]}" if first >= 0 else ""
        inside = f"/K {kids[0]}" if len(kids) == 1 else f"/K [{' '.join(kids)}]" if kids else ""
        said = _described(element) if element.scope or element.box or element.alt else ""
        entry = f"<</Type/StructElem/S/{element.tag}/P {parent}{here}{inside}{said}>>"
        self._objects.finish(number, entry.encode("latin-1"))
        return own

    def _annotation(self, kid: Any, owner: str) -> str:
        self._owned.append((kid, owner))
        at = kid.reference.format(self._objects.document).decode()
        return f"<</Type/OBJR/Pg {self._pages[kid.page]}/Obj {at}>>"


def _described(element: Element) -> str:
    """What an element of its kind has beside its place and its kids."""
    from reportlab.pdfbase.pdfdoc import DummyDoc, PDFString  # noqa: PLC0415 -- start-up time

    said = f"/A <</O/Table/Scope/{element.scope}>>" if element.scope else ""
    if element.box:
        said += f"/A <</O/Layout/BBox [{' '.join(f'{edge:.2f}' for edge in element.box)}]>>"
    if element.alt:
        alt = PDFString(element.alt).format(DummyDoc())
        said += f"/Alt {alt if isinstance(alt, str) else alt.decode('latin-1')}"
    return said
