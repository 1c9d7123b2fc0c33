"""The formula worked through with a set's own numbers: what a few made-up raters would give, and what comes of it.

Exact throughout; only what is shown is rounded, half up to two places, and then says so with “≈”.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from umdesk.domain.scoring import (
    HUNDRED,
    TRIMMED_NEEDS,
    Criterion,
    Scorer,
    aggregate,
    rating_problem,
    shown,
)
from umdesk.domain.words import Aggregate
from umdesk.domain.writing import enumerated, plain

_SHARES = (Fraction(4, 5), Fraction(3, 5), Fraction(1), Fraction(2, 5))
"""How much of the maximum the made-up raters give, one after the other; the first two are shown in full."""
NOT_APPLICABLE = "N/A, left out of both sums"


@dataclass(frozen=True, slots=True)
class ExampleLine:
    """One criterion: what two raters gave and what it adds: "4 of 5 × weight 3 = 2.4"."""

    criterion: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class WorkedExample:
    """The lines of the criteria, each rater's score as it is reckoned, and how the scores become one."""

    lines: tuple[ExampleLine, ...]
    first_score: str
    second_score: str
    combined: str


def work_through(criteria: Sequence[Criterion], how: Aggregate) -> WorkedExample:
    """Work the formula through for made-up raters; the second says N/A to the first optional criterion."""
    raters = 4 if how is Aggregate.TRIMMED_MEAN else 2
    sheets = [_sheet(criteria, share, skips=number == 1) for number, share in enumerate(_SHARES[:raters])]
    scorer = Scorer(criteria)
    scores = [scorer.score(sheet) for sheet in sheets]
    lines = tuple(ExampleLine(c.name, _term(c, sheets[0].get(c.key)), _term(c, sheets[1].get(c.key))) for c in criteria)
    told = [_score(criteria, sheet, score) for sheet, score in zip(sheets[:2], scores[:2], strict=True)]
    return WorkedExample(lines, told[0], told[1], _combined([one for one in scores if one is not None], how))


def _sheet(criteria: Sequence[Criterion], share: Fraction, *, skips: bool) -> dict[str, Decimal | None]:
    sheet: dict[str, Decimal | None] = {c.key: _rating(c, share) for c in criteria}
    skipped = next((c.key for c in criteria if not c.required), None)
    # Without any other counted criterion the second rater would have no score to show.
    if skips and skipped is not None and any(c.counted and c.key != skipped for c in criteria):
        sheet[skipped] = None
    return sheet


def _rating(criterion: Criterion, share: Fraction) -> Decimal:
    """The rating nearest to a share of the maximum that the step allows."""
    steps = round(Fraction(criterion.maximum) * share / Fraction(criterion.step))
    value = min(criterion.step * steps, criterion.maximum)
    return value if not rating_problem(criterion, value) else criterion.maximum


def _term(criterion: Criterion, value: Decimal | None) -> str:
    if value is None:
        return NOT_APPLICABLE
    given = f"{plain(value)} of {plain(criterion.maximum)}"
    if not criterion.counted:
        return f"{given}, only shown"
    worth = Fraction(value) / Fraction(criterion.maximum) * Fraction(criterion.weight)
    return f"{given} × weight {plain(criterion.weight)} {_told(worth)}"


def _score(criteria: Sequence[Criterion], sheet: dict[str, Decimal | None], score: Fraction | None) -> str:
    if score is None:
        return "no score: nothing that counts was rated"
    rated = [(c, value) for c in criteria if c.counted and (value := sheet[c.key]) is not None]
    total = sum((Fraction(value) / Fraction(c.maximum) * Fraction(c.weight) for c, value in rated), Fraction(0))
    weights = sum((c.weight for c, _value in rated), Decimal(0))
    return f"{_brief(total)} ÷ {plain(weights)} × {HUNDRED} {_told(score)}"


def _combined(scores: Sequence[Fraction], how: Aggregate) -> str:
    score = aggregate(scores, how, 1)
    if score is None or len(scores) < 2:
        return "Nobody would get a score: no criterion is counted."
    words = [_brief(one) for one in scores]
    if how is not Aggregate.TRIMMED_MEAN:
        name = "mean" if how is Aggregate.MEAN else "median (with two raters the mean of both)"
        return f"The {name} of {enumerated(words)} {_told(score)}."
    left = [_brief(one) for one in sorted(scores)[1:-1]]
    return (
        f"Two further raters have {enumerated(words[2:])}; below {TRIMMED_NEEDS} there is no trimmed mean. Without the "
        f"highest and the lowest, the mean of {enumerated(left)} {_told(score)}."
    )


def _brief(value: Fraction) -> str:
    return plain(shown(value))


def _told(value: Fraction) -> str:
    """The shown number behind "=", or behind "≈" where rounding changed it."""
    rounded = shown(value)
    return f"{'=' if Fraction(rounded) == value else '≈'} {plain(rounded)}"
