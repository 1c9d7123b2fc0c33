"""The history anchor: one page with the hash of the last event, to be signed, dated and filed."""

from collections.abc import Iterator

from umdesk.documents.blocks import Block, Style
from umdesk.documents.builder import BODY, Box, Builder
from umdesk.documents.fonts import BOLD
from umdesk.documents.pages import WIDTH, Furniture
from umdesk.documents.pdf import Pdf
from umdesk.domain import anchors, dates
from umdesk.domain.snapshots import AnchorSnapshot, snapshot_digest

TITLE = "History anchor"
_SHORT = Style(17.0, 26.0, BOLD, align="center")
_LONG = Style(11.5, 17.0, align="center")
_PROVES = """
Everything that is done in the program is an event of its history. Each event is sealed with a hash that is made from \
the event and from the hash of the event before.
So the hash on this page stands for every event up to the one named here. If a single letter in one of them is \
changed, or an event is left out, the hash is another one.
A later check with this page proves that the history up to this event is what it was on the day of printing. It says \
nothing of later events, so print an anchor from time to time, for example each quarter.
"""
_USE = """
In umdesk choose Program, then Check and repair, and type the anchor as it stands above. Or in a terminal: \
umdesk check PROGRAM --anchor "ANCHOR".
The last group finds slips of the finger. Where no doubt may remain, type the number of the event and the whole hash.
"""
_KEEP = """
Sign and date this page, and file it where those who work with the program cannot change it: with the EEO office, or \
in the binder of another unit.
It holds no personal data but the names of those who made and signed it, and it opens nothing.
"""


def render(anchor: AnchorSnapshot) -> Pdf:
    """The anchor as a tagged PDF."""
    digest = snapshot_digest(anchor)
    paper = Builder(f"{TITLE}, event {anchor.event}", anchor.department)
    for block in _blocks(paper, anchor):
        paper.add(block)
    return paper.finish(Furniture(TITLE, digest[:10]), digest)


def _blocks(paper: Builder, anchor: AnchorSnapshot) -> Iterator[Block]:
    yield from paper.head(
        (anchor.department, anchor.office),
        [(f"Made on {dates.show(anchor.made_on)}", BODY), (f"by {anchor.made_by}", BODY)],
        TITLE,
        f"of the upward mobility program “{anchor.program}”, after event {anchor.event:,}",
    )
    long = anchors.long_form(anchor.event, anchor.hash)
    rows = [" ".join(long[:4]), " ".join(long[4:8]), long[8]]
    yield from paper.boxes(
        [
            [Box("Anchor", (anchors.short_form(anchor.event, anchor.hash),), room=50.0, style=_SHORT)],
            [Box(f"Whole hash of event {anchor.event}, and its check group", tuple(rows), room=66.0, style=_LONG)],
        ],
        before=16.0,
    )
    for heading, sentences in (("What it proves", _PROVES), ("How to check", _USE), ("How to keep it", _KEEP)):
        yield paper.heading(2, heading, before=16.0)
        yield paper.items(sentences.strip().splitlines())
    yield paper.heading(2, "Filed", before=16.0)
    yield from paper.boxes(
        [
            [Box("Name and signature", (), WIDTH * 0.5, room=40.0), Box("Date", (), WIDTH * 0.2, room=40.0),
             Box("Filed at", (), WIDTH * 0.3, room=40.0)],
        ]
    )  # fmt: skip
