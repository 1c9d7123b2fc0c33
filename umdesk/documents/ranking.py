"""The ranking list of a cycle: how the score is made, the order, the ties, and who is not ranked and why."""

from collections.abc import Iterator

from umdesk.documents.blocks import Block
from umdesk.documents.builder import BODY, SMALL, Builder, Column
from umdesk.documents.pages import Furniture
from umdesk.documents.pdf import Pdf
from umdesk.domain import dates
from umdesk.domain.snapshots import RankedLine, RankingSnapshot, snapshot_digest
from umdesk.domain.writing import capital, counted, plain

_RANKING = (
    Column("Rank", 30.0, "right"),
    Column("Number", 54.0),
    Column("Name", 112.0),
    Column("Score", 38.0, "right"),
    Column("Raters", 37.0, "right"),
    Column("Spread", 39.0, "right"),
    Column("Decided by", 104.0),
    Column("Decision", 90.0),
)
_CRITERIA = (
    Column("Criterion", 264.0),
    Column("Maximum", 60.0, "right"),
    Column("Weight", 60.0, "right"),
    Column("Required", 60.0),
    Column("Counted", 60.0),
)
_UNRANKED = (Column("Number", 70.0), Column("Name", 160.0), Column("Why it is not ranked", 274.0))
_RECIPE = (
    "For each application still tied, the SHA-256 of the text “seed:application number” (UTF-8) is written in "
    "hexadecimal; the lowest comes first."
)


def render(ranking: RankingSnapshot) -> Pdf:
    """The ranking as a tagged PDF."""
    digest = snapshot_digest(ranking)
    title = f"Ranking, {ranking.cycle}"
    paper = Builder(title, ranking.department)
    for block in _blocks(paper, ranking):
        paper.add(block)
    return paper.finish(Furniture(title, digest[:10]), digest)


def _blocks(paper: Builder, ranking: RankingSnapshot) -> Iterator[Block]:
    yield from paper.head(
        (ranking.department, ranking.office),
        [(f"Made on {dates.show(ranking.made_on)}", BODY), (f"by {ranking.made_by}", BODY)],
        f"Ranking, {ranking.cycle}",
        f"Upward Mobility Program; the cycle stands at “{ranking.state}”",
    )
    yield paper.heading(2, "Order")
    if ranking.rows:
        yield paper.paragraph(_line_sentence(ranking), before=3.0, keeps_next=True)
        yield paper.table(_RANKING, [_row(line) for line in ranking.rows], mark_after=ranking.above_line or None)
    else:
        yield paper.paragraph("No application has a rank.")
    if ranking.unranked:
        yield paper.heading(2, "Not ranked")
        yield paper.table(_UNRANKED, [(line.number, line.name, line.reason) for line in ranking.unranked])
    yield paper.heading(2, "How the score is made")
    yield paper.paragraph(ranking.formula)
    if ranking.criteria:
        rows = [
            (line.name, plain(line.maximum), plain(line.weight), _word(line.required), _word(line.counted))
            for line in ranking.criteria
        ]
        yield paper.table(_CRITERIA, rows, before=6.0)
    yield paper.heading(2, "Ties")
    if ranking.ties:
        yield paper.items(ranking.ties)
    yield from _draw(paper, ranking)
    if ranking.raters:
        yield paper.heading(2, "Raters")
        yield paper.items(ranking.raters)
    if ranking.notes:
        yield paper.heading(2, "Notes")
        yield paper.items(ranking.notes)


def _draw(paper: Builder, ranking: RankingSnapshot) -> Iterator[Block]:
    if not ranking.seed_digest:
        yield paper.paragraph("There is no draw: those still tied share a rank.")
        return
    yield paper.paragraph(f"The draw. {_RECIPE}")
    seed = ranking.seed or "not drawn yet"
    yield paper.terms([("SHA-256 of the seed", ranking.seed_digest), ("Seed", seed)], SMALL, before=3.0)


def _line_sentence(ranking: RankingSnapshot) -> str:
    if ranking.above_line is None or ranking.places is None:
        return "The number of places is not set."
    places = counted(ranking.places, "place")
    if ranking.above_line == 0:
        return f"{places}; nobody stands above the line."
    last = ranking.rows[ranking.above_line - 1]
    return f"{places}; the thick line is drawn under {last.number}, rank {last.rank}."


def _row(line: RankedLine) -> tuple[str, ...]:
    return (
        str(line.rank),
        line.number,
        line.name,
        f"{line.score:.2f}",
        str(line.raters),
        "" if line.spread is None else f"{line.spread:.2f}",
        line.decided_by,
        f"{capital(line.decision)}\n{line.reason}" if line.reason else capital(line.decision),
    )


def _word(value: bool) -> str:
    return "yes" if value else "no"
