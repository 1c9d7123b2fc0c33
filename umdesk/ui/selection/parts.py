"""The parts of a cycle that the tab Selection shows as inner tabs, in the order of the work."""

from collections.abc import Callable
from dataclasses import dataclass

from umdesk.domain.words import CycleState
from umdesk.services.cycles import CycleDetail
from umdesk.ui.context import Context
from umdesk.ui.selection.draw import DrawPage
from umdesk.ui.selection.letters import LettersPage
from umdesk.ui.selection.masking import MaskingPage
from umdesk.ui.selection.masking.page import wanted as masks
from umdesk.ui.selection.outcome.page import OutcomePage
from umdesk.ui.selection.packetpage import PacketPage
from umdesk.ui.selection.page import Page
from umdesk.ui.selection.raters import RatersPage
from umdesk.ui.selection.ratings import RatingsPage
from umdesk.ui.selection.results import ResultsPage
from umdesk.ui.selection.rules import RulesPage
from umdesk.ui.selection.sheets import SheetsPage


@dataclass(frozen=True, slots=True)
class Part:
    """An inner tab: `make` builds its page when it is first shown, `query` is what an account has to see for it.

    `wanted` says of a cycle whether the part has a meaning there.
    """

    title: str
    make: Callable[[Context], Page]
    query: str
    wanted: Callable[[CycleDetail], bool] = lambda _cycle: True


def _is_rated(cycle: CycleDetail) -> bool:
    return cycle.state not in (CycleState.DRAFT, CycleState.OPEN)


def _has_draw(cycle: CycleDetail) -> bool:
    return bool(cycle.seed_digest) and _is_rated(cycle)


def _takes_sheets(cycle: CycleDetail) -> bool:
    return cycle.state is CycleState.SCORING


def _is_decided(cycle: CycleDetail) -> bool:
    return cycle.state.after_scoring


PARTS: tuple[Part, ...] = (
    Part("Criteria", RulesPage, "criteria.of_cycle"),
    Part("Raters", RatersPage, "raters.of_cycle"),
    Part("Masking", MaskingPage, "masking.of_cycle", masks),
    Part("Ratings", RatingsPage, "ratings.grid", _is_rated),
    Part("Sheets", SheetsPage, "paper_sheets.waiting", _takes_sheets),
    Part("Draw", DrawPage, "draws.of_cycle", _has_draw),
    Part("Results", ResultsPage, "results.results", _is_rated),
    Part("Outcome", OutcomePage, "waitlist.of_cycle", _is_decided),
    Part("Letters", LettersPage, "letters.asking.decided", _is_decided),
    Part("Packet", PacketPage, "packet.keeping.status", _is_decided),
)

BEGINS_WITH = {CycleState.SCORING: "Ratings", CycleState.DECIDING: "Results", CycleState.CLOSED: "Results"}
"""The part that is shown first in a state; elsewhere the one in view stays. Who may not see it gets the results."""
