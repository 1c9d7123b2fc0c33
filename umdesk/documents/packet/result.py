"""What came out: the ranking, how ties were decided with the draw to repeat, wide spreads, stability, agreement."""

from collections.abc import Iterator

from umdesk.documents.blocks import Block
from umdesk.documents.builder import BODY, SMALL, Builder, Column
from umdesk.documents.dots import DotsLine, drawing, in_words, pieces
from umdesk.documents.pages import WIDTH
from umdesk.domain import dates
from umdesk.domain.agreement import MARKS
from umdesk.domain.draws import RECIPE
from umdesk.domain.packet import DrawnPart, FlagPart, PacketSnapshot, PlacePart, fraction
from umdesk.domain.scoring import HUNDRED, shown
from umdesk.domain.ties import BY_SCORE
from umdesk.domain.writing import capital, counted

_RANKING = (
    Column("Rank", 30.0, "right"),
    Column("Number", 54.0),
    Column("Name", 112.0),
    Column("Score", 38.0, "right"),
    Column("Scores", 37.0, "right"),
    Column("Spread", 60.0, "right"),
    Column("Decided by", 93.0),
    Column("Decision", 80.0),
)
_UNRANKED = (
    Column("Number", 60.0),
    Column("Name", 130.0),
    Column("Scores", 40.0, "right"),
    Column("Why", WIDTH - 230.0),
)
_DRAWN = (Column("Rank", 34.0, "right"), Column("Number", 62.0), Column("SHA-256 of “seed:number”", WIDTH - 96.0))
_SHARED = (Column("Rank", 34.0, "right"), Column("Number", WIDTH - 34.0))
_FLAGS = (
    Column("Number", 58.0),
    Column("Name", 100.0),
    Column("Spread", 40.0, "right"),
    Column("How it stands", 92.0),
    Column("On record", WIDTH - 290.0),
)
_AGREEMENT = (
    Column("What", 130.0),
    Column("Alpha", 40.0, "right"),
    Column("Made from", 124.0),
    Column("Reading", WIDTH - 294.0),
)


def ranking(paper: Builder, packet: PacketSnapshot) -> Iterator[Block]:
    """The order with scores and decisions, and who has no rank."""
    yield paper.paragraph(packet.rules.formula)
    if packet.places:
        inside = sum(1 for place in packet.places if place.inside)
        if packet.rules.seats:
            said = f"{counted(packet.rules.seats, 'place')}; the thick line is drawn under the last rank inside them."
            yield paper.paragraph(said, keeps_next=True)
        yield paper.table(_RANKING, [_place(place) for place in packet.places], mark_after=inside or None)
        yield paper.paragraph(
            "Scores are exact and are rounded to two places only to be shown. The exact score of each application "
            "stands with its ratings.",
            SMALL,
        )
    else:
        yield paper.paragraph("No application has a rank.")
    yield from _dots(paper, packet)
    if packet.unranked:
        yield paper.heading(3, "Not ranked")
        yield paper.table(_UNRANKED, [(one.number, one.name, str(one.n), one.reason) for one in packet.unranked])


def ties(paper: Builder, packet: PacketSnapshot) -> Iterator[Block]:
    """How equal scores were told apart: the means on the ladder, the draw in full, the shared ranks."""
    if packet.rules.ties:
        yield paper.items(packet.rules.ties)
    tied = _tied(packet)
    if tied and packet.rules.ladder:
        width = (WIDTH - 190.0) / len(packet.rules.ladder)
        columns = (Column("Rank", 34.0, "right"), Column("Number", 60.0), Column("Exact score", 96.0))
        steps = tuple(Column(f"{at}. {name}, percent", width) for at, name in enumerate(packet.rules.ladder, start=1))
        yield paper.heading(3, "Equal scores and their means on the ladder")
        rows = [(str(p.rank), p.number, p.exact, *(_mean(mean) for mean in p.ladder)) for p in tied]
        yield paper.table((*columns, *steps), rows)
    elif not tied:
        yield paper.paragraph("No two scores are equal.")
    yield from _draw(paper, packet)


def flags(paper: Builder, packet: PacketSnapshot) -> Iterator[Block]:
    """Wide spreads and how they were settled, what one rater less would change, how far raters agree."""
    if packet.flags:
        yield paper.table(_FLAGS, [_flag(flag) for flag in packet.flags])
    else:
        yield paper.paragraph("No spread reached the limit.")
    if packet.notes:
        yield paper.heading(3, "Stability")
        yield paper.items(packet.notes)
    if packet.agreement:
        yield paper.heading(3, "Agreement of the raters (Krippendorff's alpha)")
        rows = [(one.what, one.alpha, one.basis, one.reading) for one in packet.agreement]
        yield paper.table(_AGREEMENT, rows)
        yield paper.paragraph(MARKS, SMALL)


def _dots(paper: Builder, packet: PacketSnapshot) -> Iterator[Block]:
    """Each applicant's rater scores as dots on one line; the numbers stand with the ratings of each."""
    scores = {one.number: [fraction(sheet.score) for sheet in one.sheets if sheet.score] for one in packet.applications}
    lines = [DotsLine(p.number, float(p.score), tuple(map(float, scores[p.number]))) for p in packet.places]
    if not lines:
        return
    yield paper.heading(3, "Rater scores as dots")
    yield paper.paragraph(
        "A ring for each rater from 0 to 100, an upright stroke for the score. The same numbers stand with the ratings "
        "of each application.",
        keeps_next=True,
    )
    ranks = {place.number: place.rank for place in packet.places}
    inside = sum(1 for place in packet.places if place.inside)
    for piece, cut in pieces(lines, inside or None):
        alt = f"{in_words(piece, ranks, cut)} The tables of ratings hold the numbers."
        yield paper.picture(drawing(piece, cut, WIDTH), alt)


def _draw(paper: Builder, packet: PacketSnapshot) -> Iterator[Block]:
    draw = packet.draw
    yield paper.heading(3, "The draw")
    if not draw.seed:
        yield paper.paragraph("There is no draw: those still equal share a rank.")
    else:
        fixed = f" on {dates.show_moment(draw.fixed_at)}" if draw.fixed_at else " when scoring started"
        held = "It was not held before witnesses."
        if draw.held_at is not None:
            held = f"It was held on {dates.show_moment(draw.held_at)}, {draw.witnesses}."
        yield paper.paragraph(
            f"The seed was fixed{fixed} and comes from {draw.source}; its SHA-256 could be printed from then on. {held}"
        )
        yield paper.terms([("Seed", draw.seed), ("SHA-256 of the seed", draw.digest)], SMALL)
        example = packet.applications[0].number if packet.applications else "NUMBER"
        yield paper.paragraph("Anyone can repeat it:", keeps_next=True)
        yield paper.numbered(RECIPE, BODY)
        yield paper.paragraph(f"In a terminal: printf '%s' '{draw.seed}:{example}' | sha256sum")
        if not draw.groups:
            yield paper.paragraph("No equal scores were left to draw.")
    for group in draw.groups:
        yield paper.paragraph(f"Drawn for {_ranks(group)}:", before=8.0, keeps_next=True)
        yield paper.table(_DRAWN, [(str(one.rank), one.number, one.digest) for one in group])
    for group in draw.shared:
        yield paper.paragraph(f"{len(group)} applications share rank {group[0].rank}:", before=8.0, keeps_next=True)
        yield paper.table(_SHARED, [(str(one.rank), one.number) for one in group])


def _ranks(group: tuple[DrawnPart, ...]) -> str:
    return f"ranks {group[0].rank} to {group[-1].rank}"


def _tied(packet: PacketSnapshot) -> list[PlacePart]:
    return [place for place in packet.places if place.decided_by != BY_SCORE]


def _place(place: PlacePart) -> tuple[str, ...]:
    spread = "" if place.spread is None else f"{place.spread:.2f}{' (wide)' if place.wide else ''}"
    return (
        str(place.rank), place.number, place.name, f"{place.score:.2f}", str(place.n), spread, place.decided_by,
        capital(place.decision),
    )  # fmt: skip


def _mean(exact: str) -> str:
    return f"{shown(fraction(exact) * HUNDRED)} ({exact})" if exact else "nobody rated it"


def _flag(flag: FlagPart) -> tuple[str, ...]:
    when = f"{flag.by}, {dates.show_moment(flag.at)}" if flag.at else ""
    told = "\n".join(part for part in (flag.note, when, *flag.before) if part)
    return flag.number, flag.name, f"{flag.spread:.2f}", capital(flag.how), told
