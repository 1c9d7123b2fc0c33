"""Reads a PDF back by its structure and asserts what design and PDF/UA-1 ask of every document of umdesk.

`check(data)` asserts all rules and returns what was read: the structure with its text, the artifacts, the pages.
"""

import io
import re
import struct
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

import pikepdf

PAINTING = {"Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "EI", "INLINE", "IMAGE"}
PATHS = {"m", "l", "c", "v", "y", "h", "re", "n", "W", "W*"}
GROUPING = {"Document", "Table", "THead", "TBody", "TR", "L", "LI"}


@dataclass(eq=False)
class Node:
    """An element of the structure tree with the text of its own marked content, in reading order."""

    tag: str
    raw: pikepdf.Object
    own: list[tuple[int, str]] = field(default_factory=list)
    held: list[pikepdf.Object] = field(default_factory=list)
    spoken: str = ""
    kids: list["Node"] = field(default_factory=list)

    def all(self, *tags: str) -> list["Node"]:
        found = [self] if self.tag in tags or not tags else []
        return found + [node for kid in self.kids for node in kid.all(*tags)]

    @property
    def text(self) -> str:
        return " ".join([text for _, text in self.own] + [kid.text for kid in self.kids if kid.text])

    @property
    def pages(self) -> set[int]:
        return {page for page, _ in self.own}.union(*(kid.pages for kid in self.kids))


@dataclass
class Document:
    """What `check` read."""

    root: Node
    artifacts: list[list[str]]
    page_count: int
    title: str
    bookmarks: list[str]

    @property
    def text(self) -> str:
        return self.root.text

    def rows(self, table: int) -> list[list[str]]:
        return [[cell.text for cell in row.kids] for row in self.root.all("Table")[table].all("TR")]


def check(data: bytes, papers: int = 1) -> Document:
    """Assert all rules on a file of one paper, or of several that were joined for printing."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        title = _check_catalog(pdf)
        fonts = _Fonts()
        marked: dict[tuple[int, int], tuple[str, str]] = {}
        artifacts = []
        for number, page in enumerate(pdf.pages):
            contents, decoration = _read_page(page, fonts)
            marked |= {(number, mcid): content for mcid, content in contents.items()}
            artifacts.append(decoration)
        fonts.check()
        root = _read_tree(pdf, marked)
        _check_pages(pdf, root)
        _check_headings(root, papers)
        _check_lists_and_tables(root)
        _check_figures(root)
        with pdf.open_outline() as outline:
            bookmarks = [str(item.title) for item in outline.root]
            bookmarks += [str(kid.title) for item in outline.root for kid in item.children]
        if len(pdf.pages) > 1:
            assert bookmarks, "a document of several pages has bookmarks"
        return Document(root, artifacts, len(pdf.pages), title, bookmarks)


def _check_catalog(pdf):
    assert pdf.Root.MarkInfo.Marked is True or bool(pdf.Root.MarkInfo.Marked)
    assert str(pdf.Root.Lang) == "en-US"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    title = str(pdf.docinfo.Title)
    assert title.strip()
    with pdf.open_metadata() as xmp:
        assert xmp["pdfuaid:part"] == "1"
        assert xmp["dc:title"] == title
    assert pdf.pdf_version >= "1.7"
    return title


def _read_page(page, fonts):
    """The text of each MCID with its tag, and the texts of artifacts; nothing may be painted outside either."""
    contents, decoration, inside, font = {}, [], None, None
    faces = fonts.of_page(page)
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            assert inside is None, "marked content nests"
            inside = _opening(operands, contents, decoration)
        elif name == "EMC":
            assert inside is not None
            inside = None
        elif name == "Tf":
            font = faces[str(operands[0])]
        elif name in PAINTING or name in PATHS:
            assert inside is not None, f"{name} outside structure and artifact"
            if name in ("Tj", "'"):
                text = font.read(bytes(operands[0]))
                if inside == "artifact":
                    decoration[-1] += text
                else:
                    tag, before = contents[inside]
                    contents[inside] = (tag, before + text)
            if name == "Do":
                assert contents[inside][0] == "Figure", "a picture that is no figure"
            assert name not in ("TJ", '"', "sh"), f"{name} is not read by this checker"
    assert inside is None
    return {mcid: (tag, " ".join(text.split())) for mcid, (tag, text) in contents.items()}, [t for t in decoration if t]


def _opening(operands, contents, decoration):
    tag = str(operands[0]).lstrip("/")
    if tag == "Artifact":
        decoration.append("")
        return "artifact"
    mcid = int(operands[1].MCID)
    assert mcid not in contents, "an MCID stands twice on a page"
    contents[mcid] = (tag, "")
    return mcid


def _read_tree(pdf, marked):
    tree = pdf.Root.StructTreeRoot
    page_of = {page.objgen: number for number, page in enumerate(pdf.pages)}
    owners = {}

    def read(raw, parent):
        node = Node(str(raw.S).lstrip("/"), raw, spoken=str(raw.get("/Alt", "")))
        assert raw.P.objgen == parent.objgen
        kids = raw.get("/K", pikepdf.Array())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                place = (page_of[raw.Pg.objgen], kid)
            elif str(kid.get("/Type", "")) == "/MCR":
                place = (page_of[kid.Pg.objgen], int(kid.MCID))
            elif str(kid.get("/Type", "")) == "/OBJR":
                assert kid.Obj.P.objgen == kid.Pg.objgen
                node.held.append(kid.Obj)
                node.spoken = str(kid.Obj.get("/TU", ""))
                continue
            else:
                node.kids.append(read(kid, raw))
                continue
            assert place not in owners, "an MCID has two owners"
            owners[place] = node
            tag, text = marked[place]
            assert tag == node.tag
            node.own.append((place[0], text))
        assert not (node.own and node.tag in GROUPING), f"{node.tag} holds text of its own"
        return node

    root = read(tree.K, tree)
    assert root.tag == "Document"
    assert set(owners) == set(marked), "marked content without an owner"
    numbers = list(tree.ParentTree.Nums)
    by_key = {int(numbers[index]): numbers[index + 1] for index in range(0, len(numbers), 2)}
    for number, page in enumerate(pdf.pages):
        row = by_key[int(page.obj.StructParents)]
        assert len(row) == sum(place[0] == number for place in owners)
        for mcid, raw in enumerate(row):
            assert raw.objgen == owners[number, mcid].raw.objgen
    for node in root.all():
        for annotation in node.held:
            assert by_key[int(annotation.StructParent)].objgen == node.raw.objgen
    assert int(tree.ParentTreeNextKey) > max(by_key)
    return root


def _check_pages(pdf, root):
    keys = [int(page.obj.StructParents) for page in pdf.pages]
    assert len(set(keys)) == len(keys)
    for page in pdf.pages:
        assert str(page.obj.Tabs) == "/S"
        seen = [annotation.objgen for annotation in page.obj.get("/Annots", [])]
        held = [obj.objgen for node in root.all("Form") for obj in node.held if obj.P.objgen == page.obj.objgen]
        assert seen == held, "each annotation stands in a Form element, in the order in which it is read"
        assert [float(side) for side in page.obj.MediaBox] in ([0, 0, 612, 792], [0, 0, 792, 612])
        for annotation in page.obj.get("/Annots", []):
            assert str(annotation.Subtype) in ("/Link", "/Widget")
            assert annotation.get("/Contents") or annotation.get("/TU")
            assert "/StructParent" in annotation
    assert not root.all("Link"), "a Link element needs an annotation with OBJR"
    for form in root.all("Form"):
        assert len(form.held) == 1
        assert not form.own
        assert not form.kids


def _check_headings(root, papers):
    levels = [int(node.tag[1]) for node in root.all(*(f"H{level}" for level in range(1, 7)))]
    assert levels[0] == 1
    assert levels.count(1) == papers
    for before, after in pairwise(levels):
        assert after <= before + 1, "a heading level is skipped"
    assert all(node.text.strip() for node in root.all(*(f"H{level}" for level in range(1, 7))))


def _check_lists_and_tables(root):
    for listing in root.all("L"):
        assert listing.kids
        assert all(item.tag == "LI" for item in listing.kids)
    for item in root.all("LI"):
        assert {kid.tag for kid in item.kids} <= {"Lbl", "LBody"}
        assert [kid.tag for kid in item.kids].count("LBody") == 1
    for table in root.all("Table"):
        assert [kid.tag for kid in table.kids] == ["THead", "TBody"]
        assert all(row.tag == "TR" for part in table.kids for row in part.kids)
        widths = {sum(_span(cell) for cell in row.kids) for row in table.all("TR")}
        assert len(widths) == 1, f"rows of different widths: {widths}"
        assert all(cell.tag in ("TH", "TD") for row in table.all("TR") for cell in row.kids)
        assert all(str(cell.raw.A.Scope) == "/Column" for cell in table.kids[0].all("TH"))
        assert all(str(cell.raw.A.Scope) == "/Row" for cell in table.kids[1].all("TH"))
        assert not table.kids[0].all("TD")


def _span(cell):
    attributes = cell.raw.get("/A", {})
    return int(attributes.get("/ColSpan", 1))


def _check_figures(root):
    for figure in root.all("Figure"):
        assert str(figure.raw.Alt).strip()
        assert len(figure.raw.A.BBox) == 4


class _Fonts:
    """The fonts of a document; every drawn code must have a glyph, a width and a Unicode value."""

    def __init__(self):
        self._faces = {}

    def of_page(self, page):
        faces = {}
        for name, raw in page.obj.Resources.get("/Font", {}).items():
            faces[name] = self._faces.setdefault(raw.objgen if raw.objgen != (0, 0) else str(raw.BaseFont), _Face(raw))
        return faces

    def check(self):
        for face in self._faces.values():
            face.check()


class _Face:
    def __init__(self, raw):
        assert str(raw.Subtype) == "/TrueType"
        assert re.match(r"/[A-Z]{6}\+", str(raw.BaseFont)), "not a subset"
        descriptor = raw.FontDescriptor
        assert int(descriptor.Flags) & 4, "a subset with its own codes is symbolic"
        assert "/Encoding" not in raw
        self._widths = [float(width) for width in raw.Widths]
        self._first = int(raw.FirstChar)
        self._program = _TrueType(bytes(descriptor.FontFile2.read_bytes()))
        cmap = raw.ToUnicode.read_bytes().decode("latin-1")
        self._unicode = {
            int(code, 16): bytes.fromhex(value).decode("utf-16-be")
            for code, value in re.findall(r"<([0-9A-F]{2})> <([0-9A-F]{4,})>", cmap.split("beginbfchar")[1])
        }
        self._used = Counter()

    def read(self, codes):
        self._used.update(codes)
        return "".join(self._unicode[code] for code in codes)

    def check(self):
        for code in self._used:
            glyph = self._program.glyph(code)
            assert glyph != 0, f"code {code} shows .notdef"
            assert self._unicode[code] not in ("\0", "\ufffe", "\ufeff")
            assert abs(self._widths[code - self._first] - self._program.advance(glyph)) <= 1


class _TrueType:
    """As much of an embedded TrueType font as tells which glyph a code has and how wide it is."""

    def __init__(self, data):
        count = struct.unpack_from(">H", data, 4)[0]
        tables = {}
        for index in range(count):
            tag, _, start, length = struct.unpack_from(">4sIII", data, 12 + 16 * index)
            tables[tag.decode()] = data[start : start + length]
        self._units = struct.unpack_from(">H", tables["head"], 18)[0]
        self._metrics = struct.unpack_from(">H", tables["hhea"], 34)[0]
        self._hmtx = tables["hmtx"]
        start = struct.unpack_from(">I", tables["cmap"], 8)[0]
        assert struct.unpack_from(">H", tables["cmap"], 2)[0] == 1, "a symbolic font has one cmap"
        kind, _, _, self._first, entries = struct.unpack_from(">HHHHH", tables["cmap"], start)
        assert kind == 6
        self._glyphs = struct.unpack_from(f">{entries}H", tables["cmap"], start + 10)

    def glyph(self, code):
        return self._glyphs[code - self._first]

    def advance(self, glyph):
        place = min(glyph, self._metrics - 1)
        return struct.unpack_from(">H", self._hmtx, 4 * place)[0] * 1000 / self._units
