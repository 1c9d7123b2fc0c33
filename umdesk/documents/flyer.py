"""The flyer of an application window: one page to be put on a wall."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from umdesk.documents.beside import Beside
from umdesk.documents.blocks import Block, Grid, Part, Row, Style, Together, Uncut
from umdesk.documents.builder import SHADE, Builder
from umdesk.documents.fonts import BOLD
from umdesk.documents.pages import WIDTH, Furniture, code_of
from umdesk.documents.pdf import Pdf
from umdesk.documents.structure import Element
from umdesk.documents.tagging import TaggedCanvas
from umdesk.domain.flyer import PROMISE, FlyerSnapshot, written_out
from umdesk.domain.snapshots import snapshot_digest

_LOGO = (150.0, 76.0)
_BESIDE = 16.0
_CODE = 92.0
_SMALLEST = 0.5
_STEP = 0.05


def render(flyer: FlyerSnapshot, logo: bytes = b"") -> Pdf:
    """The flyer as a tagged PDF; long texts are set smaller until they stand on one page, down to half the size.

    Raises:
        OSError: the logo is no PNG or JPEG picture.
    """
    scale = 1.0
    while True:
        made = _render(flyer, logo, scale)
        if made.pages == 1 or scale <= _SMALLEST:
            return made
        scale = round(scale - _STEP, 2)


def _render(flyer: FlyerSnapshot, logo: bytes, scale: float) -> Pdf:
    digest = snapshot_digest(flyer)
    paper = _Flyer(f"Flyer, {flyer.cycle}", flyer.department)
    for block in _blocks(paper, flyer, logo, scale):
        paper.add(block)
    return paper.finish(Furniture(f"Flyer, {flyer.cycle}", digest[:10]), digest)


class _Flyer(Builder):
    """A flyer in the making."""

    def dates(self, lines: list[tuple[str, Style]], pad: float) -> Grid:
        """Lines in a shaded box over the width of the page."""
        cell = tuple(self.part(self._root.add("P"), text, style, WIDTH - 2 * pad) for text, style in lines)
        return Grid((WIDTH,), (Row((cell,), shade=SHADE),), before=18.0, ruled=False, frame=False, pad=(pad, pad))

    def beside(self, lines: list[tuple[str, Style]], at: float) -> Grid:
        """Lines at the right of a picture whose right edge is `at`."""
        cell: tuple[Part, ...] = tuple(
            self.part(self._root.add("P"), text, style, WIDTH - at) for text, style in lines if text
        )
        return Grid((WIDTH - at,), (Row((cell,)),), frame=False, ruled=False, pad=(0.0, 0.0))

    def code(self, text: str) -> "_Code":
        """The QR code of a text as a figure."""
        return _Code(self._root.add("Figure", alt=self.clean(f"QR code of {text}")), text)


@dataclass(frozen=True, slots=True)
class _Code(Uncut):
    """A QR code as a block."""

    element: Element
    text: str
    width: float = _CODE
    height: float = _CODE
    before: float = 0.0
    keeps_next: bool = False

    def draw(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """See Block."""
        foot = top - self.height
        self.element.box = (x, foot, x + self.width, top)
        runs, across = code_of(self.text)
        with canvas.content(self.element):
            canvas.cells(runs, x, foot, self.width / across)


def _blocks(paper: _Flyer, flyer: FlyerSnapshot, logo: bytes, scale: float) -> Iterator[Block]:
    text = Style(14.0 * scale, 20.0 * scale)
    heading = Style(16.0 * scale, 21.0 * scale, BOLD)
    yield _whose(paper, flyer, logo)
    headline = Style(38.0 * scale, 45.0 * scale, BOLD)
    yield paper.heading(1, flyer.headline, before=26.0 * scale, style=headline)
    yield from _paragraphs(paper, flyer.about, text, 12.0 * scale)
    small, large = Style(13.0 * scale, 18.0 * scale, grey=0.2), Style(23.0 * scale, 30.0 * scale, BOLD)
    yield paper.dates(
        [
            ("Applications are taken from", small),
            (written_out(flyer.opens), large),
            ("through", small),
            (written_out(flyer.closes), large),
        ],
        14.0 * scale,
    )
    for title, written in (("Who may apply", (flyer.who,)), ("Where and how to apply", (flyer.how, flyer.words))):
        if any(written):
            yield paper.heading(2, title, before=18.0 * scale, style=heading)
        for words in written:
            yield from _paragraphs(paper, words, text, 4.0 * scale)
    yield paper.heading(2, "Whom to ask", before=18.0 * scale, style=heading)
    for number, line in enumerate(flyer.ask):
        yield paper.paragraph(line, text, before=0.0 if number else 4.0 * scale, keeps_next=True)
    bold = replace(text, weight=BOLD)
    promise = paper.paragraph(PROMISE, bold, before=18.0 * scale)
    if flyer.code:
        picture = paper.code(flyer.code)
        at = picture.width + _BESIDE
        yield Together((Beside(picture, paper.beside([(flyer.code, text)], at), at, before=14.0 * scale), promise))
    else:
        yield promise


def _whose(paper: _Flyer, flyer: FlyerSnapshot, logo: bytes) -> Block:
    """The logo with the department beside it, or the department alone."""
    department, office = Style(15.0, 20.0, BOLD), Style(11.0, 15.0)
    lines = [(flyer.department, department), (flyer.office, office)]
    if not logo:
        return paper.beside(lines, 0.0)
    picture = paper.image(logo, f"Logo of {flyer.department}", _LOGO)
    at = picture.width + _BESIDE
    return Beside(picture, paper.beside(lines, at), at)


def _paragraphs(paper: _Flyer, words: str, style: Style, space: float) -> Iterator[Block]:
    """A text of the department, whose lines end where they were typed to end."""
    for number, line in enumerate(words.splitlines()):
        yield paper.paragraph(line, style, before=0.0 if number else space)
