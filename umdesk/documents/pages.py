"""Puts blocks on pages and draws what comes again on each page: footer, code, draft mark."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from umdesk.documents.blocks import Block, NewPage, Together
from umdesk.documents.fonts import BOLD, REGULAR, printable
from umdesk.documents.tagging import LETTER, TaggedCanvas
from umdesk.domain.writing import one_line

MARGIN = 54.0
WIDTH = LETTER[0] - 2 * MARGIN
BOTTOM = 78.0
_ABOVE = 48.0
HEIGHT = LETTER[1] - _ABOVE - BOTTOM
_CODE_SIZE = 36.0
_CODE_BOTTOM = 30.0
_TAIL = 40.0
_LABEL_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Furniture:
    """What comes again on each page: `label` starts the footer, `digest` ends it; `code` adds the QR code."""

    label: str
    digest: str = ""
    code: bool = False
    draft: bool = False

    def footer(self, page: int, pages: int) -> str:
        """The footer of a page counted from 1: "2026-0001 R3 1/2 9f3a1c77b2"; a label too long for it is cut."""
        label = one_line(printable(self.label)[0])
        label = label if len(label) <= _LABEL_LENGTH else f"{label[: _LABEL_LENGTH - 1]}…"
        return " ".join(word for word in (label, f"{page}/{pages}", self.digest) if word)


@dataclass(frozen=True, slots=True)
class _Placed:
    block: Block
    top: float


def draw(canvas: TaggedCanvas, blocks: Sequence[Block], furniture: Furniture) -> int:
    """Draw all blocks on as many pages as they need; return how many."""
    pages = _place(blocks, canvas.size[1])
    canvas.bookmarks = len(pages) > 1
    for number, page in enumerate(pages, 1):
        if furniture.draft:
            _draw_draft_mark(canvas)
        for placed in page:
            placed.block.draw(canvas, MARGIN, placed.top)
        _draw_footer(canvas, furniture, number, len(pages))
        canvas.end_page(last=number == len(pages))
    return len(pages)


def first_pages(blocks: Sequence[Block]) -> dict[int, int]:
    """On which page, from 1, each block begins that is not cut: its id → the page."""
    return {id(placed.block): number for number, page in enumerate(_place(blocks, LETTER[1]), 1) for placed in page}


def _place(blocks: Sequence[Block], tall: float) -> list[list[_Placed]]:
    pages: list[list[_Placed]] = [[]]
    y = upper = tall - _ABOVE
    waiting = list(_flat(blocks, upper - BOTTOM))
    while waiting:
        block = waiting.pop(0)
        page = pages[-1]
        if isinstance(block, NewPage):
            if page:
                pages.append([])
            y = upper
            continue
        top = y - block.before if page else upper
        room = top - BOTTOM
        if block.height <= room and _opening(block, waiting) <= room:
            page.append(_Placed(block, top))
            y = top - block.height
            continue
        halves = block.split(room) if block.opening <= room and not block.keeps_next else None
        if halves is None and not page:
            halves = block.split(upper - BOTTOM)
            if halves is None:  # nothing can cut it: let it stand, a page is never left empty
                page.append(_Placed(block, top))
                y = top - block.height
                continue
        if halves:
            page.append(_Placed(halves[0], top))
            waiting.insert(0, halves[1])
        else:
            waiting[:0] = [*_carried_over(page, block), block]
        pages.append([])
        y = upper
    return pages


def _opening(block: Block, following: Sequence[Block]) -> float:
    """The height that a block needs together with what must begin on its page."""
    need = block.height
    for successor in following:
        if not block.keeps_next:
            break
        need += successor.before + (successor.height if successor.keeps_next else successor.opening)
        block = successor
    return need


def _carried_over(page: list[_Placed], block: Block) -> list[Block]:
    """What leaves the full page to go with the block: headings that keep it, and company for a signature block."""
    carried: list[Block] = []
    while len(page) > 1 and page[-1].block.keeps_next:
        carried.insert(0, page.pop().block)
    if isinstance(block, Together) and block.company and not carried and page:
        last = page.pop()
        halves = last.block.split(last.block.height - _TAIL)
        if halves:
            page.append(_Placed(halves[0], last.top))
            carried.append(halves[1])
        elif page:
            carried.append(last.block)
        else:
            page.append(last)
    return carried


def _flat(blocks: Sequence[Block], room: float) -> list[Block]:
    """The blocks, with a group that is higher than a page taken apart."""
    flat: list[Block] = []
    for block in blocks:
        flat += _flat(block.blocks, room) if isinstance(block, Together) and block.height > room else [block]
    return flat


def _draw_footer(canvas: TaggedCanvas, furniture: Furniture, number: int, count: int) -> None:
    text = furniture.footer(number, count)
    right = canvas.size[0] - MARGIN
    with canvas.artifact(footer=True):
        edge = right - _CODE_SIZE - 8 if furniture.code else right
        canvas.rule((MARGIN, _CODE_BOTTOM + 18), (edge, _CODE_BOTTOM + 18), 0.5, 0.5)
        canvas.write(MARGIN, _CODE_BOTTOM + 5, text, weight=REGULAR, size=7.5, grey=0.25)
        if furniture.code:
            runs, across = code_of(text)
            canvas.cells(runs, right - _CODE_SIZE, _CODE_BOTTOM, _CODE_SIZE / across)


def _draw_draft_mark(canvas: TaggedCanvas) -> None:
    with canvas.artifact(), canvas.turned(canvas.size[0] / 2, canvas.size[1] / 2, 52):
        canvas.write(-BOLD.width("DRAFT", 150) / 2, -50, "DRAFT", weight=BOLD, size=150, grey=0.92)


def code_of(text: str) -> tuple[list[tuple[int, int, int]], int]:
    """The dark runs of the QR code that says `text` as (column, row from below, length), and how many squares a side.

    White space around it is left by the page.
    """
    import zxingcpp  # noqa: PLC0415 -- start-up time

    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    picture: Any = zxingcpp.write_barcode_to_image(code, add_quiet_zones=False)
    rows: Any = memoryview(picture).tolist()
    runs: list[tuple[int, int, int]] = []
    for below, row in enumerate(reversed(rows)):
        start = 0
        for column, light in enumerate([*row, 255]):
            if light:
                if column > start:
                    runs.append((start, below, column - start))
                start = column + 1
    return runs, len(rows)
