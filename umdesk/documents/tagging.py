"""The tag layer over ReportLab: a structure tree, marked content and what else PDF/UA-1 asks of a file.

ReportLab writes pages without structure. `TaggedCanvas` draws only inside a structure element or an artifact, numbers
the marked content, and adds at the end the structure tree with its parent tree, the language, and the metadata
(ISO 14289-1; structure types and attributes of ISO 32000-1, 14.7 and 14.8).
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from umdesk.documents import fonts
from umdesk.documents.fonts import Weight

LANGUAGE = "en-US"
LETTER = (612.0, 792.0)
_CREATOR = "umdesk"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


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
    parent: "Element | None" = None
    scope: str = ""
    alt: str = ""
    box: tuple[float, float, float, float] | None = None
    kids: list["Element | tuple[int, int] | Annotation"] = field(default_factory=list)

    def add(self, tag: str, *, scope: str = "", alt: str = "") -> "Element":
        """Append and return a child element; children are read aloud in the order in which they were added."""
        child = Element(tag, self, scope, alt)
        self.kids.append(child)
        return child


class TaggedCanvas:
    """A letter-size PDF under construction, drawn page by page inside `content` and `artifact` blocks only."""

    def __init__(self, title: str, author: str) -> None:
        from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 -- start-up time

        self.root = Element("Document")
        self.title = title
        self.subject = ""
        self.bookmarks = False
        self._author = author
        self._buffer = BytesIO()
        first_font = next(fonts.REGULAR.runs(" "))[0]
        self._pdf: Any = Canvas(
            self._buffer,
            pagesize=LETTER,
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            initialFontName=first_font,
            lang=LANGUAGE,
        )
        self._pages: list[list[Element]] = [[]]
        self._annotations = 0
        self._marking = False

    @property
    def page(self) -> int:
        """The page being drawn, from 0."""
        return len(self._pages) - 1

    @contextmanager
    def content(self, element: Element) -> Iterator[None]:
        """What is drawn inside belongs to the structure element."""
        owners = self._pages[-1]
        number = len(owners)
        owners.append(element)
        element.kids.append((self.page, number))
        with self._marked(f"/{element.tag} <</MCID {number}>> BDC"):
            yield

    @contextmanager
    def artifact(self, *, footer: bool = False) -> Iterator[None]:
        """What is drawn inside is decoration that a screen reader passes over."""
        kind = "/Type /Pagination /Subtype /Footer" if footer else "/Type /Layout"
        with self._marked(f"/Artifact <<{kind}>> BDC"):
            yield

    def write(self, x: float, y: float, text: str, *, weight: Weight, size: float, grey: float = 0.0) -> None:
        """Draw one line of printable text with its baseline at (x, y) points; `grey` 0 is black."""
        self._need_mark()
        self._pdf.setFillGray(grey)
        line = self._pdf.beginText(x, y)
        for name, run in weight.runs(text):
            line.setFont(name, size)
            line.textOut(run)
        self._pdf.drawText(line)

    def picture(self, element: Element, drawing: Any, x: float, y: float) -> None:
        """Draw a ReportLab drawing with its lower left corner at (x, y) as the content of a Figure."""
        from reportlab.graphics import renderPDF  # noqa: PLC0415 -- start-up time

        element.box = (x, y, x + drawing.width, y + drawing.height)
        with self.content(element):
            renderPDF.draw(drawing, self._pdf, x, y)

    def rule(self, start: tuple[float, float], end: tuple[float, float], width: float, grey: float = 0.0) -> None:
        """Draw a straight line; widths in points."""
        self._need_mark()
        self._pdf.setStrokeGray(grey)
        self._pdf.setLineWidth(width)
        self._pdf.line(*start, *end)

    def fill(self, boxes: Sequence[tuple[float, float, float, float]], grey: float) -> None:
        """Fill boxes of (x, y, width, height) in points as one shape."""
        self._need_mark()
        self._pdf.setFillGray(grey)
        shape = self._pdf.beginPath()
        for box in boxes:
            shape.rect(*box)
        self._pdf.drawPath(shape, stroke=0, fill=1)

    @contextmanager
    def turned(self, x: float, y: float, degrees: float) -> Iterator[None]:
        """What is drawn inside stands around (x, y), turned counterclockwise."""
        self._need_mark()
        self._pdf.saveState()
        self._pdf.translate(x, y)
        self._pdf.rotate(degrees)
        yield
        self._pdf.restoreState()

    def annotate(self, element: Element, entries: Mapping[str, Any]) -> Any:
        """Put an annotation on the page that is read in its turn as the kid of the element; gives the reference to it.

        `entries` are those of the annotation's own kind (ISO 32000-1, 12.5); it is printed with the page.
        """
        from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFObjectReference  # noqa: PLC0415 -- start-up time

        page = PDFObjectReference(f"Page{self.page + 1}")
        whole = PDFDictionary({"Type": "/Annot", "F": 4, "P": page, **entries})
        name = f"annotation{self._annotations}"
        self._annotations += 1
        self._pdf._addAnnotation(whole, name)  # noqa: SLF001 -- ReportLab's own door takes links and notes only
        reference = self._pdf._doc.refAnnotation(name)  # noqa: SLF001
        element.kids.append(Annotation(self.page, whole, reference))
        return reference

    def refer(self, thing: Any) -> Any:
        """Make a dictionary or stream of ReportLab an object of the file and give the reference to it."""
        return self._pdf._doc.Reference(thing)  # noqa: SLF001 -- ReportLab has no other way to make one

    def interactive(self, form: Any) -> None:
        """Give the document its interactive form (ISO 32000-1, 12.7.2), a dictionary of ReportLab."""
        self._pdf._doc.Catalog.AcroForm = form  # noqa: SLF001 -- ReportLab has no other way to its catalog

    def bookmark(self, title: str, level: int, top: float) -> None:
        """Add a bookmark of `level` (0 is the first) that leads to the height `top` on this page, if wanted."""
        if not self.bookmarks:
            return
        key = f"place{self.page}-{len(self._pages[-1])}"
        self._pdf.bookmarkHorizontal(key, 0, top)
        self._pdf.addOutlineEntry(title, key, level, closed=False)

    def end_page(self, *, last: bool) -> None:
        """Finish the page; a new one begins unless it is the last."""
        self._pdf.showPage()
        if not last:
            self._pages.append([])

    def finish(self) -> bytes:
        """Write the structure tree and the metadata, and return the file."""
        from reportlab.pdfbase.pdfdoc import XMP, PDFDictionary  # noqa: PLC0415 -- start-up time

        pdf = self._pdf
        pdf.setTitle(self.title)
        pdf.setAuthor(self._author)
        pdf.setSubject(self.subject)
        pdf.setKeywords("")
        pdf.setCreator(_CREATOR)
        pdf.setViewerPreference("DisplayDocTitle", "true")
        catalog = pdf._doc.Catalog  # noqa: SLF001 -- ReportLab has no other way to its catalog
        packet = _XMP.format(
            title=escape(self.title),
            subject=escape(self.subject),
            author=escape(self._author),
            language=LANGUAGE,
            creator=_CREATOR,
        ).encode()
        catalog.Metadata = XMP(creator=lambda _document: packet)
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        catalog.StructTreeRoot = _structure(pdf._doc, self.root, self._pages)  # noqa: SLF001
        with fonts.cutting:
            pdf.save()
        return self._buffer.getvalue()

    @contextmanager
    def _marked(self, opening: str) -> Iterator[None]:
        if self._marking:
            raise AssertionError("marked content does not nest")
        self._marking = True
        self._pdf.addLiteral(opening)
        yield
        self._pdf.addLiteral("EMC")
        self._marking = False

    def _need_mark(self) -> None:
        if not self._marking:
            raise AssertionError("draw only inside content() or artifact()")


def _structure(document: Any, root: Element, pages: Sequence[Sequence[Element]]) -> Any:
    """The StructTreeRoot with all elements below it; sets /StructParents and /Tabs on each page."""
    from reportlab.pdfbase import pdfdoc  # noqa: PLC0415 -- start-up time

    tree = pdfdoc.PDFDictionary({"Type": "/StructTreeRoot"})
    tree_reference = document.Reference(tree)
    page_references = [pdfdoc.PDFObjectReference(f"Page{number}") for number in range(1, len(pages) + 1)]
    references: dict[Element, Any] = {}
    owned: list[tuple[Annotation, Any]] = []

    def write(element: Element, parent: Any) -> Any:
        entry = pdfdoc.PDFDictionary({"Type": "/StructElem", "S": f"/{element.tag}", "P": parent})
        own = references[element] = document.Reference(entry)
        marks = [kid for kid in element.kids if isinstance(kid, tuple)]
        if marks:
            entry["Pg"] = page_references[marks[0][0]]
        kids = []
        for kid in element.kids:
            if isinstance(kid, Element):
                kids.append(write(kid, own))
            elif isinstance(kid, Annotation):
                place = page_references[kid.page]
                kids.append(pdfdoc.PDFDictionary({"Type": "/OBJR", "Pg": place, "Obj": kid.reference}))
                owned.append((kid, own))
            elif kid[0] == marks[0][0]:
                kids.append(kid[1])
            else:
                kids.append(pdfdoc.PDFDictionary({"Type": "/MCR", "Pg": page_references[kid[0]], "MCID": kid[1]}))
        if kids:
            entry["K"] = kids[0] if len(kids) == 1 else pdfdoc.PDFArray(kids)
        _describe(entry, element)
        return own

    tree["K"] = write(root, tree_reference)
    numbers: list[Any] = []
    for index, owners in enumerate(pages):
        numbers += [index, document.Reference(pdfdoc.PDFArray([references[owner] for owner in owners]))]
        page = document.Pages.pages[index]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = index
        page.Tabs = "/S"
    for key, (annotation, owner) in enumerate(owned, len(pages)):
        annotation.entries["StructParent"] = key
        numbers += [key, owner]
    tree["ParentTree"] = document.Reference(pdfdoc.PDFDictionary({"Nums": pdfdoc.PDFArray(numbers)}))
    tree["ParentTreeNextKey"] = len(pages) + len(owned)
    return tree_reference


def _describe(entry: Any, element: Element) -> None:
    """Give the element's entry what an element of its kind has beside its place and its kids."""
    from reportlab.pdfbase import pdfdoc  # noqa: PLC0415 -- start-up time

    if element.scope:
        entry["A"] = pdfdoc.PDFDictionary({"O": "/Table", "Scope": f"/{element.scope}"})
    if element.box:
        entry["A"] = pdfdoc.PDFDictionary({"O": "/Layout", "BBox": pdfdoc.PDFArray(element.box)})
    if element.alt:
        entry["Alt"] = pdfdoc.PDFString(element.alt)
