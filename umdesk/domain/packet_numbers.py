"""The numbers of a packet as a workbook computes them: in doubles, compared after ROUND to 9 places.

Office programs have no exact fractions, so a workbook cannot repeat the ranking in every last case: two scores that
differ by less than half a billionth are equal to it. This computes what its formulas compute, step by step, and says
where the answer is another one than the exact ranking.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

from umdesk.domain.packet import COUNTS, ApplicationPart, PacketSnapshot, SheetPart, fraction
from umdesk.domain.scoring import HUNDRED, TRIMMED_NEEDS
from umdesk.domain.ties import draw_digest
from umdesk.domain.words import Aggregate

PLACES = 9
_UNIT = Decimal(1).scaleb(-PLACES)
NO_SCORE = -1.0
"""What stands in a comparison for an application without a score, and for a criterion that nobody rated."""


@dataclass(frozen=True, slots=True)
class Line:
    """What the workbook has for one application.

    `scores` are those of its sheets in their order, None for a sheet without one; `score`, `spread` and `rank` are None
    where there is none; `compared` and `ladder` are rounded to 9 places; `order` is the place of its draw digest among
    all, 0 without a seed.
    """

    number: str
    scores: tuple[float | None, ...]
    n: int
    score: float | None
    compared: float
    spread: float | None
    ladder: tuple[float, ...]
    digest: str
    order: int
    rank: int | None


def lines(packet: PacketSnapshot) -> tuple[Line, ...]:
    """Every application in the order of the packet, computed as the workbook's formulas do."""
    seed = packet.draw.seed
    digests = {one.number: draw_digest(seed, one.number) if seed else "" for one in packet.applications}
    order = {number: place for place, number in enumerate(sorted(digests, key=lambda n: digests[n]), start=1)}
    found = [_line(packet, one, digests[one.number], order[one.number] if seed else 0) for one in packet.applications]
    keys = {one.number: (-one.compared, *(-mean for mean in one.ladder), one.order) for one in found}
    ranks: dict[tuple[float, ...], int] = {}
    ranked = sorted(keys[one.number] for one in found if one.score is not None)
    for place, key in enumerate(ranked, start=1):
        ranks.setdefault(key, place)
    return tuple(_ranked(one, None if one.score is None else ranks[keys[one.number]]) for one in found)


def differences(packet: PacketSnapshot, computed: Sequence[Line]) -> tuple[str, ...]:
    """Where the workbook's ranking is another one than the exact one, a sentence for each application."""
    exact = {place.number: place for place in packet.places}
    found = []
    for line in computed:
        place = exact.get(line.number)
        rank = None if place is None else place.rank
        if rank != line.rank:
            found.append(
                f"{line.number}: umdesk gives {_rank(rank)}, the workbook {_rank(line.rank)}. {_why(packet, line)}"
            )
    return tuple(found)


def rounded(value: float) -> float:
    """ROUND(value, 9) of a workbook: half away from zero, on the digits that a double shows."""
    return float(Decimal(repr(value)).quantize(_UNIT, ROUND_HALF_UP))


def _line(packet: PacketSnapshot, one: ApplicationPart, digest: str, order: int) -> Line:
    scores = tuple(_sheet_score(packet, sheet) for sheet in one.sheets)
    given = [score for score in scores if score is not None]
    score = None if one.outside else _aggregate(packet, given)
    return Line(
        number=one.number,
        scores=scores,
        n=len(given),
        score=score,
        compared=NO_SCORE if score is None else rounded(score),
        spread=max(given) - min(given) if len(given) > 1 else None,
        ladder=tuple(_mean(packet, name, one.sheets, scores) for name in packet.rules.ladder),
        digest=digest,
        order=order,
        rank=None,
    )


def _ranked(line: Line, rank: int | None) -> Line:
    return Line(
        line.number, line.scores, line.n, line.score, line.compared, line.spread, line.ladder, line.digest, line.order,
        rank,
    )  # fmt: skip


def _sheet_score(packet: PacketSnapshot, sheet: SheetPart) -> float | None:
    if sheet.counts != COUNTS:
        return None
    total, weight = 0.0, 0.0
    for criterion, value in zip(packet.criteria, sheet.values, strict=True):
        if not isinstance(value, Decimal):
            if criterion.required and criterion.counted:
                return None
        elif criterion.counted:
            total += float(criterion.weight) / float(criterion.maximum) * float(value)
            weight += float(criterion.weight)
    return HUNDRED * total / weight if weight else None


def _aggregate(packet: PacketSnapshot, scores: Sequence[float]) -> float | None:
    rules = packet.rules
    trimmed = rules.aggregate is Aggregate.TRIMMED_MEAN
    needed = max(rules.minimum_raters, TRIMMED_NEEDS if trimmed else 1)
    if len(scores) < needed:
        return None
    if rules.aggregate is Aggregate.MEDIAN:
        return float(median(scores))
    total = math.fsum(scores)
    return (total - max(scores) - min(scores)) / (len(scores) - 2) if trimmed else total / len(scores)


def _mean(packet: PacketSnapshot, name: str, sheets: Sequence[SheetPart], scores: Sequence[float | None]) -> float:
    at = next(place for place, criterion in enumerate(packet.criteria) if criterion.name == name)
    values = [
        float(value)
        for sheet, score in zip(sheets, scores, strict=True)
        if score is not None and isinstance(value := sheet.values[at], Decimal)
    ]
    if not values:
        return NO_SCORE
    return rounded(math.fsum(values) / len(values) / float(packet.criteria[at].maximum))


def _rank(rank: int | None) -> str:
    return "no rank" if rank is None else f"rank {rank}"


def _why(packet: PacketSnapshot, line: Line) -> str:
    """Who is so near that 9 places do not tell them apart, or tell them apart although they are equal."""
    scores = {place.number: fraction(place.exact) for place in packet.places}
    own = scores.get(line.number)
    if own is None:
        return ""
    near = [n for n, score in scores.items() if n != line.number and abs(score - own) * 10**PLACES <= 1]
    if not near:
        return "The order of others near it moves it."
    named = ", ".join(near[:5]) + (" and others" if len(near) > 5 else "")
    return f"Its exact score lies within a billionth of that of {named}, closer than a workbook compares."
