"""What the pages on what is kept beside a plan have in common, such as money and reviews."""

from PySide6.QtGui import QShowEvent

from umdesk.services.plans.queries import PlanDetail
from umdesk.ui.context import Context
from umdesk.ui.widgets.form import FormPanel, title
from umdesk.ui.widgets.recording import Keeps


class BesidePage(FormPanel):
    """A page under its title; what it is about comes with the plan that is shown."""

    def __init__(self, context: Context, name: str) -> None:
        super().__init__()
        self._context = context
        self._detail: PlanDetail | None = None
        self._may = False
        self._typing: tuple[Keeps, ...] = ()
        """Its forms that record with a button."""
        self.add(title(name))

    def keep(self) -> None:
        """Keep what was typed and is not recorded yet."""
        for form in self._typing:
            form.keep()

    def _follow(self, detail: PlanDetail) -> bool:
        """Be about a plan; True where it is of another participation than the one before."""
        other = self._detail is None or self._detail.participation_id != detail.participation_id
        self._detail = detail
        return other


class ReadPage(BesidePage):
    """One whose records are read when it is looked at."""

    def showEvent(self, event: QShowEvent) -> None:
        """Read them once they are looked at."""
        super().showEvent(event)
        self.load()

    def load(self) -> None:
        """Read the records and show them."""
        raise NotImplementedError
