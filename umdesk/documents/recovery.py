"""The recovery sheet: one page with the code that opens the program when no password is left."""

from collections.abc import Iterator

from umdesk.documents.blocks import Block, Style
from umdesk.documents.builder import BODY, Box, Builder
from umdesk.documents.fonts import BOLD
from umdesk.documents.pages import Furniture
from umdesk.documents.pdf import Pdf
from umdesk.domain import dates
from umdesk.domain.snapshots import RecoverySnapshot, snapshot_digest

TITLE = "Recovery sheet"
_CODE = Style(19.0, 30.0, BOLD, align="center")


def render(sheet: RecoverySnapshot) -> Pdf:
    """The sheet as a tagged PDF; its footer carries no digest, since the code is in the content."""
    paper = Builder(f"{TITLE}, {sheet.program}", sheet.department)
    for block in _blocks(paper, sheet):
        paper.add(block)
    return paper.finish(Furniture(TITLE), snapshot_digest(sheet))


def _blocks(paper: Builder, sheet: RecoverySnapshot) -> Iterator[Block]:
    yield from paper.head(
        (sheet.department, sheet.office),
        [(f"Made on {dates.show(sheet.made_on)}", BODY)],
        TITLE,
        f"for the upward mobility program “{sheet.program}”",
    )
    yield from paper.boxes([[Box("Recovery code", (sheet.code,), room=54.0, style=_CODE)]], before=16.0)
    for heading, sentences in (
        ("What it opens", sheet.opens),
        ("How to use it", sheet.use),
        ("How to keep it", sheet.keep),
    ):
        if sentences:
            yield paper.heading(2, heading, before=20.0)
            yield paper.items(sentences)
