"""Pages with a structure tree, marked content and what else PDF/UA-1 asks of a file.

`TaggedCanvas` draws only inside a structure element or an artifact, numbers the marked content, and adds at the end the
structure tree with its parent tree, the language, and the metadata (ISO 14289-1; structure types and attributes of
ISO 32000-1, 14.7 and 14.8).
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import cos, radians, sin
from xml.sax.saxutils import escape

from umdesk.documents import outline
from umdesk.documents.embedded import Cut, letters, said
from umdesk.documents.fonts import Weight
from umdesk.documents.objects import Objects, references, stream, string
from umdesk.documents.structure import Annotation, Element, Tree

LANGUAGE = "en-US"
LETTER = (612.0, 792.0)
LANDSCAPE = (792.0, 612.0)
_CREATOR = "umdesk"
_PACKED = 1
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


@dataclass(slots=True)
class _Page:
    """A page: its number as an object of the file, who owns its marked content by MCID, and its annotations."""

    number: int
    owners: list[Element] = field(default_factory=list)
    annotations: list[int] = field(default_factory=list)
    content: int = 0


class TaggedCanvas:
    """A PDF under construction, drawn page by page inside `content` and `artifact` blocks only; `size` in points."""

    def __init__(self, title: str, author: str, size: tuple[float, float] = LETTER) -> None:
        self.size = size
        self.root = Element("Document")
        self.title = title
        self.subject = ""
        self.bookmarks = False
        self._author = author
        self.objects = Objects()
        self._catalog, self._info, self._tree, self._fonts = [self.objects.new() for _ in range(4)]
        self._pages = [_Page(self.objects.new())]
        self._owners = self._pages[0].owners
        self._mark = _Mark()
        self._set: tuple[str, str] = ("", "")
        self._font = ""
        self._cuts: dict[Cut, None] = {}
        self._images: dict[int, None] = {}
        self._marks: list[outline.Mark] = []
        self.form = ""
        """The interactive form (ISO 32000-1, 12.7.2) as a dictionary, "" for none."""

    @property
    def page(self) -> int:
        """The page being drawn, from 0."""
        return len(self._pages) - 1

    def content(self, element: Element) -> "_Mark":
        """What is drawn inside belongs to the structure element."""
        number = len(self._owners)
        self._owners.append(element)
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
        self._draw(self._line(x, y, text, weight, size), fill=f"{grey:g} g")

    def words(
        self,
        element: Element | None,
        lines: Sequence[tuple[float, float, str]],
        *,
        weight: Weight,
        size: float,
        grey: float = 0.0,
    ) -> None:
        """Draw lines of text as `write` does, each with its place, as content of an element; None: as an artifact."""
        mark = self.artifact() if element is None else self.content(element)
        if mark.open and mark.opening:
            raise AssertionError("marked content does not nest")
        fill = f"{grey:g} g"
        drawn = [mark.opening] if fill == self._set[0] else [mark.opening, fill]
        self._set = (fill, self._set[1])
        drawn += [self._line(x, y, text, weight, size) for x, y, text in lines]
        drawn.append(mark.closing)
        mark.operators += drawn

    def _line(self, x: float, y: float, text: str, weight: Weight, size: float) -> str:
        line = said(text, weight, size)
        for cut in line.cuts:
            self._cuts[cut] = None
        font = "" if line.font == self._font else f"{line.font} "
        self._font = line.last
        return f"BT {x:.2f} {y:.2f} Td {font}{line.shown} ET"

    def rule(self, start: tuple[float, float], end: tuple[float, float], width: float, grey: float = 0.0) -> None:
        """Draw a straight line; widths in points."""
        self.rules([(*start, *end)], width, grey)

    def rules(self, lines: Sequence[tuple[float, float, float, float]], width: float, grey: float = 0.0) -> None:
        """Draw straight lines from (x, y) to (x, y), all of one width in points."""
        path = " ".join([f"{x:.2f} {y:.2f} m {to_x:.2f} {to_y:.2f} l" for x, y, to_x, to_y in lines])
        self._draw(f"{path} S", stroke=f"{width:g} w {grey:g} G")

    def fill(self, boxes: Sequence[tuple[float, float, float, float]], grey: float) -> None:
        """Fill boxes of (x, y, width, height) in points as one shape."""
        path = " ".join([f"{x:.3f} {y:.3f} {width:.3f} {height:.3f} re" for x, y, width, height in boxes])
        self._draw(f"{path} f", fill=f"{grey:g} g")

    def cells(self, cells: Sequence[tuple[int, int, int]], x: float, y: float, side: float) -> None:
        """Fill runs of (column, row, length) black, in a grid of squares of a side in points that begins at (x, y)."""
        path = " ".join([f"{column} {row} {length} 1 re" for column, row, length in cells])
        self._draw(f"q {side:.5f} 0 0 {side:.5f} {x:.2f} {y:.2f} cm {path} f Q", fill="0 g")

    def ring(self, x: float, y: float, radius: float, width: float, grey: float = 0.0) -> None:
        """Draw a circle around (x, y) of four curves; radius and width of the line in points."""
        bow = radius * 0.5523  # a curve with such handles is a quarter of a circle, as far as eyes can tell
        path = [f"{x + radius:.2f} {y:.2f} m"]
        for across, up in ((0, 1), (-1, 0), (0, -1), (1, 0)):
            ends = x + across * radius, y + up * radius
            begins = x + up * radius, y - across * radius
            first = begins[0] + across * bow, begins[1] + up * bow
            second = ends[0] + up * bow, ends[1] - across * bow
            path.append(" ".join(f"{place:.2f}" for place in (*first, *second, *ends)) + " c")
        self._draw(f"{' '.join(path)} s", stroke=f"{width:g} w {grey:g} G")

    def image(self, number: int, box: tuple[float, float, float, float]) -> None:
        """Draw a picture that is an object of the file into a box of (x, y, width, height) in points."""
        self._images[number] = None
        x, y, width, height = box
        self._draw(f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {y:.2f} cm /Im{number} Do Q")

    @contextmanager
    def turned(self, x: float, y: float, degrees: float) -> Iterator[None]:
        """What is drawn inside stands around (x, y), turned counterclockwise."""
        across, up = cos(radians(degrees)), sin(radians(degrees))
        self._draw(f"q {across:.5f} {up:.5f} {-up:.5f} {across:.5f} {x:.2f} {y:.2f} cm")
        self._set, self._font = ("", ""), ""
        yield
        self._draw("Q")
        self._set, self._font = ("", ""), ""

    def annotate(self, element: Element, entries: Mapping[str, str]) -> int:
        """Put an annotation on the page that is read in its turn as the kid of the element; gives its number.

        `entries` are those of the annotation's own kind (ISO 32000-1, 12.5); it is printed with the page.
        """
        page = self._pages[-1]
        number = self.objects.new()
        page.annotations.append(number)
        whole = {"Type": "/Annot", "F": "4", "P": f"{page.number} 0 R", **entries}
        element.kids.append(Annotation(self.page, number, whole))
        return number

    def bookmark(self, title: str, level: int, top: float) -> None:
        """Add a bookmark of `level` (0 is the first) that leads to the height `top` on this page, if wanted."""
        if self.bookmarks:
            place = f"[{self._pages[-1].number} 0 R /XYZ 0 {top:.1f} 0]"
            self._marks.append(outline.Mark(title, level, place))

    def end_page(self, *, last: bool) -> None:
        """Finish the page; a new one begins unless it is the last."""
        operators = "\n".join(self._mark.operators).encode("latin-1")
        self._pages[-1].content = self.objects.add(stream(operators, pack=_PACKED))
        self._mark.operators.clear()
        self._set, self._font = ("", ""), ""
        if not last:
            self._pages.append(_Page(self.objects.new()))
            self._owners = self._pages[-1].owners

    def finish(self) -> bytes:
        """Write what belongs to the whole document, and return the file."""
        objects = self.objects
        fonts = "".join([f"/{cut.name} {letters(cut).embed(objects.add)} 0 R" for cut in self._cuts])
        images = "".join([f"/Im{number} {number} 0 R" for number in self._images])
        drawn = f"/XObject <<{images}>>" if images else ""
        objects.finish(self._fonts, f"<</Font <<{fonts}>>{drawn}>>".encode())
        for at, page in enumerate(self._pages):
            listed = f"/Annots {references(page.annotations)}" if page.annotations else ""
            whole = (
                f"<</Type/Page/Parent {self._tree} 0 R/MediaBox [0 0 {self.size[0]:g} {self.size[1]:g}]"
                f"/Resources {self._fonts} 0 R/Contents {page.content} 0 R/StructParents {at}/Tabs/S{listed}>>"
            )
            objects.finish(page.number, whole.encode())
        kids = references([page.number for page in self._pages])
        objects.finish(self._tree, f"<</Type/Pages/Count {len(self._pages)}/Kids {kids}>>".encode())
        about = f"/Title {string(self.title)}/Author {string(self._author)}/Subject {string(self.subject)}"
        objects.finish(self._info, f"<<{about}/Creator {string(_CREATOR)}>>".encode())
        packet = _XMP.format(
            title=escape(self.title),
            subject=escape(self.subject),
            author=escape(self._author),
            language=LANGUAGE,
            creator=_CREATOR,
        )
        described = objects.add(stream(packet.encode(), "/Type/Metadata/Subtype/XML"))
        form = f"/AcroForm {self.form}" if self.form else ""
        marked = f"/Outlines {outline.write(objects, self._marks)} 0 R" if self._marks else ""
        catalog = (
            f"<</Type/Catalog/Pages {self._tree} 0 R/Lang {string(LANGUAGE)}/Metadata {described} 0 R{marked}"
            f"/PageMode/UseNone/ViewerPreferences <</DisplayDocTitle true>>{self._hung()}{form}>>"
        )
        objects.finish(self._catalog, catalog.encode("latin-1"))
        return objects.file(self._catalog, self._info)

    def _hung(self) -> str:
        """Write the structure tree; gives what the catalog says of it."""
        tree = Tree(self.objects, [page.number for page in self._pages])
        number = tree.write(self.root, [page.owners for page in self._pages])
        return f"/MarkInfo <</Marked true>>/StructTreeRoot {number} 0 R"

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
    closing = "EMC"

    def __init__(self) -> None:
        self.operators: list[str] = []
        self.opening = ""
        self.open = False

    def __enter__(self) -> None:
        if self.open:
            raise AssertionError("marked content does not nest")
        self.open = True
        self.operators.append(self.opening)

    def __exit__(self, *_: object) -> None:
        self.operators.append(self.closing)
        self.open = False
