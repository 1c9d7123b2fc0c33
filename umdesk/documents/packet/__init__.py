"""The selection packet as one tagged PDF for the file: contents, a part for each thing that an appeal asks."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from umdesk.documents import pages
from umdesk.documents.blocks import Block, Grid, Lines
from umdesk.documents.builder import BODY, Builder, Column
from umdesk.documents.packet import after, judged, rated, result
from umdesk.documents.packet.telling import Telling
from umdesk.documents.pages import WIDTH, Furniture
from umdesk.documents.pdf import Pdf
from umdesk.domain import dates
from umdesk.domain.packet import PATTERN, PacketSnapshot
from umdesk.domain.progress import Progress
from umdesk.domain.snapshots import snapshot_digest
from umdesk.domain.writing import counted

Part = Callable[[Builder, PacketSnapshot], Iterator[Block]]
_PARTS: tuple[tuple[str, Part], ...] = (
    ("Announcement", judged.announcement),
    ("Criteria and rules", judged.criteria),
    ("Raters and conflicts of interest", judged.raters),
    ("Results", result.ranking),
    ("Ties and the draw", result.ties),
    ("Wide spreads, stability and agreement", result.flags),
    ("Decisions", after.decisions),
    ("Letters sent", after.letters),
    ("Who saw what", after.viewings),
    ("History", after.history),
)
_EVERY = "Every application with its ratings"
_WORKBOOK = "The workbook of the same name has the same numbers with formulas that rank again."
_CONTENTS = (Column("Part", WIDTH - 60.0), Column("Page", 60.0, "right"))


def render(packet: PacketSnapshot, progress: Progress | None = None) -> Pdf:
    """The packet as a tagged PDF; `progress` may raise, which ends it."""
    digest = snapshot_digest(packet)
    paper = Builder(packet.title, packet.department)
    telling = Telling(progress, 2 * len(packet.applications))
    head = list(_head(paper, packet, digest))
    contents = paper.table(_CONTENTS, [(title, "0") for title in (*(name for name, _ in _PARTS), _EVERY)])
    headings: list[Lines] = []
    body: list[Block] = []
    for title, part in _PARTS:
        headings.append(paper.heading(2, title, before=20.0))
        body += [headings[-1], *part(paper, packet)]
    headings.append(paper.heading(2, _EVERY, before=20.0))
    body += [headings[-1], *rated.applications(paper, packet, telling)]
    found = pages.first_pages([*head, contents, *body])
    paper.add(*head, _numbered(contents, [found[id(heading)] for heading in headings]), *body)
    return paper.finish(Furniture(packet.title, digest[:10]), digest)


def _numbered(contents: Grid, numbers: Sequence[int]) -> Grid:
    """The table of contents with the pages that are known once everything has its place."""
    rows = []
    for row, number in zip(contents.rows, numbers, strict=True):
        title, (page,) = row.cells
        rows.append(replace(row, cells=(title, (page._replace(lines=(str(number),)),))))
    return replace(contents, rows=tuple(rows))


def _head(paper: Builder, packet: PacketSnapshot, digest: str) -> Iterator[Block]:
    yield from paper.head(
        (packet.department, packet.office),
        [(f"Made on {dates.show_moment(packet.made_at)}", BODY), (f"by {packet.made_by}", BODY)],
        packet.title,
        f"Upward Mobility Program; the cycle stands at “{packet.state}”",
    )
    places = counted(packet.rules.seats, "place") if packet.rules.seats else "the number of places is not set"
    came, rated_by = counted(len(packet.applications), "application"), counted(len(packet.raters), "rater")
    yield paper.paragraph(
        f"This packet holds all that a review of this selection asks for: {came}, {rated_by}, {len(packet.places)} "
        f"ranked, {places}. It names people. {_WORKBOOK}",
        before=10.0,
    )
    yield paper.terms(_facts(packet, digest), BODY, before=8.0)
    if packet.missing:
        yield paper.heading(2, "Open when this packet was made")
        yield paper.items(packet.missing)
    yield paper.heading(2, "Contents", before=16.0)


def _facts(packet: PacketSnapshot, digest: str) -> list[tuple[str, str]]:
    facts = []
    if packet.scoring_started_at:
        facts.append(("Scoring started", dates.show_moment(packet.scoring_started_at)))
    if packet.closed_at:
        facts.append(("Closed", dates.show_moment(packet.closed_at)))
    until = f"at least until {dates.show(packet.keep_until)}" if packet.keep_until else "from the day of closing"
    facts.append(("Keep", f"{packet.retention_years} years, {until}. {PATTERN}"))
    facts.append(("Digest of the content", digest))
    return facts
