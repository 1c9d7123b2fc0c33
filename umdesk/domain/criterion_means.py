"""What an applicant reached on each criterion: the mean points of the raters whose complete scores count."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from umdesk.domain.scoring import Criterion, Ratings
from umdesk.domain.ties import criterion_mean


@dataclass(frozen=True, slots=True)
class CriterionMean:
    """One criterion's mean: `share` is the mean of r/max (0 to 1, exact) over `n` raters, None when nobody rated it."""

    name: str
    maximum: Decimal
    counted: bool
    share: Fraction | None
    n: int

    @property
    def points(self) -> Fraction | None:
        """The mean in points, 0 to `maximum`."""
        return None if self.share is None else self.share * Fraction(self.maximum)


def criterion_means(criteria: Sequence[Criterion], sheets: Sequence[Ratings]) -> tuple[CriterionMean, ...]:
    """The mean of each criterion over the sheets behind the n complete scores, as the tie ladder takes it too."""
    return tuple(
        CriterionMean(
            criterion.name,
            criterion.maximum,
            criterion.counted,
            criterion_mean(criterion, sheets),
            sum(1 for ratings in sheets if ratings.get(criterion.key) is not None),
        )
        for criterion in criteria
    )
