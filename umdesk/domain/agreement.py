"""How far raters agree: Krippendorff's alpha for interval data, exact, with a reading in plain words.

Source: Klaus Krippendorff, Content Analysis: An Introduction to Its Methodology, 2nd edition (Sage, 2004), chapter 11;
the marks .800 and .667 are from its page 241. They are customary in research; no law or rule asks for them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm

from umdesk.domain.ranking import Scored, SheetLike
from umdesk.domain.scoring import Criterion
from umdesk.domain.writing import counted

RELIABLE = Fraction(8, 10)
"""At or above this mark agreement is customarily relied on."""
TENTATIVE = Fraction(667, 1000)
"""At or above this mark it customarily carries tentative conclusions."""

MARKS = (
    "The marks .800 and .667 are customary in research (Krippendorff 2004); they are not law. Alpha is 1 when raters "
    "always gave the same number and about 0 when they agreed no more than by chance. It does not tell whether a "
    "rating is right, and it touches no score and no rank. Where applicants differ little, or few were rated twice, "
    "it is low or unsteady although raters may differ little."
)

Units = Mapping[str, Mapping[str, Fraction] | Mapping[str, Decimal]]
"""By application number, by rater: the value that this rater gave it. What is missing has no key."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement on one criterion, or on the scores.

    `alpha` is exact, at most 1, and None where there is none: then `why` says in a sentence why. `applications` counts
    those with two values or more, `values` the values on them, `pairs` is Σ m(m−1)/2 over them, `raters` counts who
    gave any of them.
    """

    alpha: Fraction | None
    why: str
    pairs: int
    applications: int
    values: int
    raters: int

    @property
    def shown(self) -> str:
        """Alpha with three places, rounded half away from zero: "0.812", "−0.040"; "none" where there is none."""
        if self.alpha is None:
            return "none"
        thousandths = (2 * 1000 * abs(self.alpha.numerator) + self.alpha.denominator) // (2 * self.alpha.denominator)
        sign = "−" if self.alpha < 0 and thousandths else ""
        return f"{sign}{thousandths // 1000}.{thousandths % 1000:03d}"

    @property
    def basis(self) -> str:
        """What it is made from: "45 pairs on 15 applications by 3 raters"."""
        pairs, applications = counted(self.pairs, "pair"), counted(self.applications, "application")
        return f"{pairs} on {applications} by {counted(self.raters, 'rater')}"


def agreement(units: Units) -> Agreement:
    """Krippendorff's alpha, interval: 1 − observed over expected disagreement.

    An application with fewer than two values has no pair and leaves the computation. Alpha is the same for values of
    another scale (r and r/max). None with under two raters, and when all values on the pairs are the same.
    """
    paired = {number: values for number, values in units.items() if len(values) > 1}
    lists = _whole_numbers(paired)
    count = sum(len(values) for values in lists)
    pairs = sum(len(values) * (len(values) - 1) // 2 for values in lists)
    raters = len({rater for values in paired.values() for rater in values})

    def found(alpha: Fraction | None, why: str = "") -> Agreement:
        return Agreement(alpha, why, pairs, len(paired), count, raters)

    if not pairs:
        everyone = {rater for values in units.values() for rater in values}
        one = len(everyone) < 2
        return found(
            None,
            "Fewer than two raters gave a number." if one else "No application has a number from two raters.",
        )
    total, squares = sum(map(sum, lists)), sum(value * value for values in lists for value in values)
    expected = Fraction(count * squares - total * total, count - 1)
    if not expected:
        return found(None, "Every number is the same, so there is no variation to agree on.")
    shares = lcm(*(len(values) - 1 for values in lists))
    observed = sum(
        (len(values) * sum(value * value for value in values) - sum(values) ** 2) * (shares // (len(values) - 1))
        for values in lists
    )
    return found(1 - Fraction(observed, shares) / expected)


def reading(found: Agreement) -> str:
    """What an alpha customarily means, in a sentence or two."""
    if found.alpha is None:
        return f"No alpha. {found.why}"
    if found.alpha >= RELIABLE:
        return "Raters agreed well: at or above .800, where agreement is customarily relied on."
    if found.alpha >= TENTATIVE:
        return "Raters agreed fairly: from .667 to .800, where only tentative conclusions are customary."
    if found.alpha > 0:
        return (
            "Raters agreed little: below .667, the lowest customary mark. Look at the wide spreads and at how the "
            "levels are described."
        )
    return (
        "Raters agreed no more than by chance, or less. Look at the wide spreads and at how the levels are described."
    )


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """Agreement on one criterion, by its name, or on the raters' scores (`SCORES`)."""

    what: str
    found: Agreement


SCORES = "Raters' scores"


def agreements(
    criteria: Sequence[Criterion], sheets: Mapping[str, Sequence[SheetLike]], scored: Sequence[Scored]
) -> tuple[AgreementLine, ...]:
    """Agreement on each criterion and then on the scores, over the applications of `scored`, which take part.

    A rating counts for its criterion as soon as it is a number, whether its sheet is complete or not. "Not applicable",
    blanks, recused raters and sheets that were sent back are missing.
    """
    counted_sheets = [
        (one.number, [sheet for sheet in sheets.get(one.number, ()) if sheet.counted and not sheet.recused])
        for one in scored
    ]
    lines = []
    for criterion in criteria:
        units = {
            number: {s.rater: value for s in found if (value := s.ratings.get(criterion.key)) is not None}
            for number, found in counted_sheets
        }
        lines.append(AgreementLine(criterion.name, agreement(units)))
    return (*lines, AgreementLine(SCORES, agreement({one.number: one.scores for one in scored})))


def _whole_numbers(units: Units) -> list[list[int]]:
    """Each application's values as whole numbers over one denominator, which leaves alpha as it is and is quick."""
    ratios = [[value.as_integer_ratio() for value in values.values()] for values in units.values()]
    unit = lcm(*{bottom for values in ratios for _, bottom in values})
    return [[top * (unit // bottom) for top, bottom in values] for values in ratios]
