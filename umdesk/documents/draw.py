"""The draw on paper: its fingerprint to be signed before the ratings, or the whole draw after it was held."""

from collections.abc import Iterator

from umdesk.documents.blocks import Block
from umdesk.documents.builder import BODY, Box, Builder, Column
from umdesk.documents.pages import Furniture
from umdesk.documents.pdf import Pdf
from umdesk.domain import dates
from umdesk.domain.draws import EXAMPLE_NUMBER, EXAMPLE_SEED, RECIPE, DrawnGroup, DrawSnapshot, example
from umdesk.domain.snapshots import snapshot_digest

_DRAWN = (Column("Rank", 36.0, "right"), Column("Number", 70.0), Column("SHA-256 of “seed:number”", 398.0))

_SEEN_BY = (("Name", 204.0), ("Signature", 190.0), ("Date", 110.0))
_ROOM = 34.0


def render(draw: DrawSnapshot) -> Pdf:
    """The fingerprint, or the draw once it was held, as a tagged PDF."""
    digest = snapshot_digest(draw)
    title = f"Draw, {draw.cycle}" if draw.seed else f"Fingerprint of the draw, {draw.cycle}"
    paper = Builder(title, draw.department)
    blocks = _held(paper, draw, title) if draw.seed else _fingerprint(paper, draw, title)
    for block in blocks:
        paper.add(block)
    return paper.finish(Furniture(title, digest[:10]), digest)


def _fingerprint(paper: Builder, draw: DrawSnapshot, title: str) -> Iterator[Block]:
    yield from _head(paper, draw, title)
    yield paper.heading(2, "What was fixed when scoring started")
    yield paper.terms(_facts(draw), BODY)
    yield paper.paragraph(
        "The seed of the draw was fixed before the first rating. The fingerprint does not tell it, and no other seed "
        "is known to have the same one. When the draw is held, the seed is told, and anyone can check that it is the "
        "one that was fixed. Keep this page with the file of the cycle."
    )
    yield from _recipe(paper)
    yield paper.heading(2, "Seen by")
    lines = [[Box(label, ("",), width, room=_ROOM) for label, width in _SEEN_BY] for _ in range(2)]
    yield from paper.boxes(lines)


def _held(paper: Builder, draw: DrawSnapshot, title: str) -> Iterator[Block]:
    yield from _head(paper, draw, title)
    yield paper.heading(2, "The seed, and what was fixed when scoring started")
    answer = "the same, so it is the seed that was fixed" if draw.fits else "another one: this is not the seed"
    yield paper.terms([*_facts(draw), ("Seed", draw.seed), ("SHA-256 of the seed", answer)], BODY)
    yield paper.heading(2, "Who looked on")
    yield paper.paragraph(f"The draw was held on {draw.held}.")
    yield paper.heading(2, "Order")
    if not draw.needed:
        yield paper.paragraph("No place had to be drawn: scores and criteria told all applications apart.")
    for at, group in enumerate(draw.groups, start=1):
        yield from _group(paper, at, group)
    yield from _recipe(paper)


def _group(paper: Builder, at: int, group: DrawnGroup) -> Iterator[Block]:
    yield paper.heading(3, f"Group {at}: tied at a score of {group.score}")
    yield paper.table(_DRAWN, [(str(line.rank), line.number, line.digest) for line in group.lines])


def _head(paper: Builder, draw: DrawSnapshot, title: str) -> Iterator[Block]:
    yield from paper.head(
        (draw.department, draw.office),
        [(f"Made on {dates.show(draw.made_on)}", BODY), (f"by {draw.made_by}", BODY)],
        title,
        "Upward Mobility Program; the draw orders those whom neither score nor criteria tell apart",
    )


def _facts(draw: DrawSnapshot) -> list[tuple[str, str]]:
    return [
        ("Fingerprint (SHA-256)", draw.digest),
        ("Fixed on", draw.fixed or "not on record"),
        ("The seed comes from", draw.source),
    ]


def _recipe(paper: Builder) -> Iterator[Block]:
    command, answer = example()
    yield paper.heading(2, "How anyone repeats the draw")
    yield paper.numbered(RECIPE, BODY)
    yield paper.paragraph(
        f"For example, with the seed “{EXAMPLE_SEED}” and the number {EXAMPLE_NUMBER} the command {command} answers "
        f"{answer}."
    )
