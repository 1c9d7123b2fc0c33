"""The ranking list of a cycle: how the score is made, the order, the ties, and who is not ranked and why."""

from collections.abc import Iterator
from decimal import Decimal

from umdesk.documents.blocks import Block
from umdesk.documents.builder import BODY, SMALL, Builder, Column
from umdesk.documents.dots import DotsLine, drawing, in_words, pieces
from umdesk.documents.pages import WIDTH, Furniture
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
_SCORES = (Column("Number", 70.0), Column("Score", 44.0, "right"), Column("Raters' scores", 390.0))
_WITHOUT = (Column("Without", 130.0), Column("First places", 90.0), Column("Who would enter and leave", 284.0))
_AGREEMENT = (
    Column("On", 120.0),
    Column("Alpha", 40.0, "right"),
    Column("From", 130.0),
    Column("Reading", 214.0),
)
_ACROSS = 6
"""Criteria side by side in one table."""
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
    yield from _by_criterion(paper, ranking)
    yield paper.heading(2, "Ties")
    if ranking.ties:
        yield paper.items(ranking.ties)
    yield from _draw(paper, ranking)
    if ranking.raters:
        yield paper.heading(2, "Raters")
        yield paper.items(ranking.raters)
    yield from _dots(paper, ranking)
    yield from _checks(paper, ranking)
    if ranking.notes:
        yield paper.heading(2, "Notes")
        yield paper.items(ranking.notes)


def _by_criterion(paper: Builder, ranking: RankingSnapshot) -> Iterator[Block]:
    """The mean points of each applicant, in tables of a few criteria each, as wide as the page."""
    if not ranking.criteria or not any(row.points for row in ranking.rows):
        return
    yield paper.heading(2, "Mean points by criterion")
    yield paper.paragraph(
        "The mean of the points that the raters behind the score gave; “–” where nobody rated the criterion.",
        keeps_next=True,
    )
    for start in range(0, len(ranking.criteria), _ACROSS):
        part = ranking.criteria[start : start + _ACROSS]
        width = (WIDTH - 58.0 - 42.0) / min(_ACROSS, len(ranking.criteria))
        columns = (
            Column("Number", 58.0),
            *(Column(f"{line.name} (of {plain(line.maximum)})", width, "right") for line in part),
            Column("Score", 42.0, "right"),
        )
        rows = [
            (row.number, *(_points(value) for value in row.points[start : start + _ACROSS]), f"{row.score:.2f}")
            for row in ranking.rows
        ]
        yield paper.table(columns, rows, before=6.0)


def _points(value: Decimal | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _dots(paper: Builder, ranking: RankingSnapshot) -> Iterator[Block]:
    """Each applicant's rater scores as dots on one line, and below each picture its numbers."""
    if not any(row.rater_scores for row in ranking.rows):
        return
    yield paper.heading(2, "Rater scores")
    yield paper.paragraph(
        "A ring for each rater from 0 to 100, an upright stroke for the score. The tables hold the same numbers.",
        keeps_next=True,
    )
    lines = [
        DotsLine(row.number, float(row.score), tuple(float(score) for _, score in row.rater_scores))
        for row in ranking.rows
    ]
    ranks = {row.number: row.rank for row in ranking.rows}
    start = 0
    for piece, cut in pieces(lines, ranking.above_line):
        rows = ranking.rows[start : start + len(piece)]
        start += len(piece)
        alt = f"{in_words(piece, ranks, cut)} The table that follows holds the numbers."
        yield paper.picture(drawing(piece, cut, WIDTH), alt)
        told = [
            (row.number, f"{row.score:.2f}", "; ".join(f"{rater} {score:.2f}" for rater, score in row.rater_scores))
            for row in rows
        ]
        yield paper.table(_SCORES, told, before=6.0, mark_after=cut)


def _checks(paper: Builder, ranking: RankingSnapshot) -> Iterator[Block]:
    """What hangs on one rater, and how far raters agree."""
    if ranking.stability:
        yield paper.heading(2, "Without one rater")
        yield paper.paragraph("Ranked again without the scores of one rater, the minimum waived.", keeps_next=True)
        rows = [
            (line.rater, capital(line.verdict), line.changes or "nobody enters or leaves") for line in ranking.stability
        ]
        yield paper.table(_WITHOUT, rows)
    if ranking.agreement:
        yield paper.heading(2, "Agreement of the raters")
        yield paper.paragraph("Krippendorff's alpha, interval.", keeps_next=True)
        yield paper.table(_AGREEMENT, [(line.what, line.alpha, line.basis, line.reading) for line in ranking.agreement])
        yield paper.paragraph(ranking.marks, SMALL)


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
