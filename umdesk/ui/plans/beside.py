"""The pages beside a plan, on what happened with it: each is made and filled when it is looked at."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from umdesk.services.plans.queries import PlanDetail
from umdesk.ui.plans.allowed import Allowed


class Page(Protocol):
    """A page that shows a plan; one in which something is typed and recorded with a button has `keep()` too."""

    def show_plan(self, detail: PlanDetail, may: Allowed) -> None:
        """Show what belongs to a plan."""


class Beside:
    """Knows which page shows the plan in view as it is now; makes and fills the others when they are chosen."""

    def __init__(self, makers: Mapping[str, Callable[[], Page]], placed: Callable[[str, Any], None]) -> None:
        """How each page is made, by the key that it is chosen by; `placed` gets each with its key once it is made."""
        self._makers, self._placed = makers, placed
        self._made: dict[str, Any] = {}
        self._plan: tuple[PlanDetail, Allowed] | None = None
        self._shown: dict[str, str] = {}  # the participation in each page
        self._late: set[str] = set()

    def page(self, key: str) -> Any:
        """The page with this key."""
        if key not in self._made:
            self._made[key] = self._makers[key]()
            self._placed(key, self._made[key])
        return self._made[key]

    def show_plan(self, detail: PlanDetail, may: Allowed, chosen: str) -> None:
        """Another plan or another state of it is in view; the chosen page follows at once."""
        self._plan = detail, may
        self._late = set(self._makers)
        self.fill(chosen)

    def fill(self, key: str) -> None:
        """Show in a page what it does not show yet; other keys are nothing of ours."""
        if self._plan is not None and key in self._late:
            self._late.discard(key)
            self._shown[key] = self._plan[0].participation_id
            self.page(key).show_plan(*self._plan)

    def keep(self) -> None:
        """Keep what is typed and not recorded in the pages that show the plan in view."""
        now = self._plan[0].participation_id if self._plan is not None else ""
        for key, page in self._made.items():
            if self._shown.get(key) == now and hasattr(page, "keep"):
                page.keep()
