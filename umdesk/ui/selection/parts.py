"""The parts of a cycle that the tab Selection shows as inner tabs, in the order of the work."""

from collections.abc import Callable
from dataclasses import dataclass

from umdesk.domain.words import CycleState
from umdesk.services.cycles import CycleDetail
from umdesk.ui.context import Context
from umdesk.ui.selection.masking import MaskingPage
from umdesk.ui.selection.masking.page import wanted as masks
from umdesk.ui.selection.page import Page
from umdesk.ui.selection.raters import RatersPage
from umdesk.ui.selection.ratings import RatingsPage
from umdesk.ui.selection.results import ResultsPage
from umdesk.ui.selection.rules import RulesPage


@dataclass(frozen=True, slots=True)
class Part:
    """An inner tab: `make` builds its page when it is first shown, `query` is what an account has to see for it.

    `wanted` says of a cycle whether the part has a meaning there.
    """

    title: str
    make: Callable[[Context], Page]
    query: str
    wanted: Callable[[CycleDetail], bool] = lambda _cycle: True


PARTS: tuple[Part, ...] = (
    Part("Criteria", RulesPage, "criteria.of_cycle"),
    Part("Raters", RatersPage, "raters.of_cycle"),
    Part("Masking", MaskingPage, "masking.of_cycle", masks),
    Part("Ratings", RatingsPage, "ratings.grid"),
    Part("Results", ResultsPage, "results.results"),
)

BEGINS_WITH = {CycleState.SCORING: "Ratings", CycleState.DECIDING: "Results", CycleState.CLOSED: "Results"}
"""The part that is shown first in a state; elsewhere the one in view stays. Who may not see it gets the results."""
