"""The tag layer over ReportLab: a structure tree, marked content and what else PDF/UA-1 asks of a file.

ReportLab writes pages without structure. `TaggedCanvas` draws only inside a structure element or an artifact, numbers
the marked content, and adds at the end the structure tree with its parent tree, the language, and the metadata
(ISO 14289-1; structure types and attributes of ISO 32000-1, 14.7 and 14.8).

A batch prints hundreds of plans, so what comes a thousand times is written the short way: text, rules and the elements
of the tree as finished operators and objects, without ReportLab's general ones between.
"""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from umdesk.documents import fonts
from umdesk.documents.fonts import Weight
from umdesk.documents.plain_letters import CODES, PLAIN, plain_letters, stream
from umdesk.documents.structure import Annotation, Element, Objects, Tree

LANGUAGE = "en-US"
LETTER = (612.0, 792.0)
_CREATOR = "umdesk"
_PACKED = 4
"""How hard pages are packed: harder takes longer and saves nothing to speak of."""
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
        self._mark = _Mark(self._pdf._code)  # noqa: SLF001 -- ReportLab's own list of a page's operators
        self._set: tuple[str, str] = ("", "")
        self._objects = Objects(self._pdf._doc)  # noqa: SLF001 -- it numbers the objects of the file
        self._letters: dict[str, str] = {}

    @property
    def page(self) -> int:
        """The page being drawn, from 0."""
        return len(self._pages) - 1

    def content(self, element: Element) -> "_Mark":
        """What is drawn inside belongs to the structure element."""
        owners = self._pages[-1]
        number = len(owners)
        owners.append(element)
        element.kids.append((len(self._pages) - 1, number))
        self._mark.opening = f"/{element.tag} <</MCID {number}>> BDC"
        return self._mark

    def artifact(self, *, footer: bool = False) -> "_Mark":
        """What is drawn inside is decoration that a screen reader passes over."""
        kind = "/Type /Pagination /Subtype /Footer" if footer else "/Type /Layout"
        self._mark.opening = f"/Artifact <<{kind}>> BDC"
        return self._mark

    def write(self, x: float, y: float, text: str, *, weight: Weight, size: float, grey: float = 0.0) -> None:
        """Draw one line of printable text with its baseline at (x, y) points; `grey` 0 is black."""
        document = self._pdf._doc  # noqa: SLF001 -- it knows which code a letter has in the file's fonts
        shown = []
        for name, run in weight.runs(text):
            if run.isascii() or PLAIN.issuperset(run):
                shown.append(f"/{self._plain(name)} {size:g} Tf ({run.translate(_ESCAPES)}) Tj")
                continue
            font = fonts.font(name)
            for subset, codes in font.splitString(run, document):
                shown.append(f"{font.getSubsetInternalName(subset, document)} {size:g} Tf ({_escaped(codes)}) Tj")
        self._draw(f"BT {x:.2f} {y:.2f} Td {' '.join(shown)} ET", fill=f"{grey:g} g")

    def picture(self, element: Element, drawing: Any, x: float, y: float) -> None:
        """Draw a ReportLab drawing with its lower left corner at (x, y) as the content of a Figure."""
        from reportlab.graphics import renderPDF  # noqa: PLC0415 -- start-up time

        element.box = (x, y, x + drawing.width, y + drawing.height)
        with self.content(element):
            renderPDF.draw(drawing, self._pdf, x, y)
        self._set = ("", "")

    def rule(self, start: tuple[float, float], end: tuple[float, float], width: float, grey: float = 0.0) -> None:
        """Draw a straight line; widths in points."""
        self.rules([(*start, *end)], width, grey)

    def rules(self, lines: Sequence[tuple[float, float, float, float]], width: float, grey: float = 0.0) -> None:
        """Draw straight lines from (x, y) to (x, y), all of one width in points."""
        path = " ".join(f"{x:.2f} {y:.2f} m {to_x:.2f} {to_y:.2f} l" for x, y, to_x, to_y in lines)
        self._draw(f"{path} S", stroke=f"{width:g} w {grey:g} G")

    def fill(self, boxes: Sequence[tuple[float, float, float, float]], grey: float) -> None:
        """Fill boxes of (x, y, width, height) in points as one shape."""
        path = " ".join(f"{x:.3f} {y:.3f} {width:.3f} {height:.3f} re" for x, y, width, height in boxes)
        self._draw(f"{path} f", fill=f"{grey:g} g")

    def cells(self, cells: Sequence[tuple[int, int, int]], x: float, y: float, side: float) -> None:
        """Fill runs of (column, row, length) black, in a grid of squares of a side in points that begins at (x, y)."""
        path = " ".join(f"{column} {row} {length} 1 re" for column, row, length in cells)
        self._draw(f"q {side:.5f} 0 0 {side:.5f} {x:.2f} {y:.2f} cm {path} f Q", fill="0 g")

    @contextmanager
    def turned(self, x: float, y: float, degrees: float) -> Iterator[None]:
        """What is drawn inside stands around (x, y), turned counterclockwise."""
        self._pdf.saveState()
        self._pdf.translate(x, y)
        self._pdf.rotate(degrees)
        self._set = ("", "")
        yield
        self._pdf.restoreState()
        self._set = ("", "")

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
        page = self._pdf._doc.Pages.pages[-1]  # noqa: SLF001 -- ReportLab packs a page slower and not smaller
        packed = zlib.compress(page.stream.encode("latin-1"), _PACKED)
        page.Contents = f"{self._objects.add(stream(packed))} 0 R"
        self._mark.operators = self._pdf._code  # noqa: SLF001 -- a new list for the new page
        self._set = ("", "")
        if not last:
            self._pages.append([])

    def finish(self) -> bytes:
        """Write the structure tree and the metadata, and return the file."""
        from reportlab import rl_config  # noqa: PLC0415 -- start-up time
        from reportlab.pdfbase.pdfdoc import XMP  # noqa: PLC0415

        rl_config.useA85 = 0  # no mail gateway needs seven bits any more, and they cost a fifth of the file
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
        named = pdf._doc.idToObject["BasicFonts"].dict  # noqa: SLF001 -- the fonts that all pages know
        for font, name in self._letters.items():
            named[name] = f"{plain_letters(font).embed(self._objects.add)} 0 R"
        self._hang(catalog)
        pdf._doc.format = self._objects.file  # noqa: SLF001
        with fonts.cutting:
            pdf.save()
        return self._buffer.getvalue()

    def _hang(self, catalog: Any) -> None:
        """Hang the structure tree into the file."""
        catalog.MarkInfo = "<</Marked true>>"
        catalog.StructTreeRoot = Tree(self._objects).write(self.root, self._pages)

    def _plain(self, font: str) -> str:
        """The name by which pages call the plain letters of a font."""
        return self._letters.setdefault(font, f"P{len(self._letters)}")

    def _draw(self, operators: str, *, fill: str = "", stroke: str = "") -> None:
        """Draw on the page, after setting the greys and widths that are not set already."""
        if not self._mark.open:
            raise AssertionError("draw only inside content() or artifact()")
        before = self._set
        self._set = (fill or before[0], stroke or before[1])
        if fill and fill != before[0]:
            self._mark.operators.append(fill)
        if stroke and stroke != before[1]:
            self._mark.operators.append(stroke)
        self._mark.operators.append(operators)


class _Mark:
    """The marked content that is open, on the page whose operators these are; one serves the whole document."""

    __slots__ = ("open", "opening", "operators")

    def __init__(self, operators: list[str]) -> None:
        self.operators = operators
        self.opening = ""
        self.open = False

    def __enter__(self) -> None:
        if self.open:
            raise AssertionError("marked content does not nest")
        self.open = True
        self.operators.append(self.opening)

    def __exit__(self, *_: object) -> None:
        self.operators.append("EMC")
        self.open = False


def _escaped(codes: bytes) -> str:
    """Codes of letters as they stand in a literal string of a page (ISO 32000-1, 7.3.4.2)."""
    return "".join(map(_CODES.__getitem__, codes))


_ESCAPES = {ord(sign): f"\\{sign}" for sign in "()\\"} | CODES
_CODES = [chr(code) if 32 <= code < 127 and chr(code) not in "\\()" else f"\\{code:03o}" for code in range(256)]
