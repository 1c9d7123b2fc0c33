"""What all pages of the tab Selection share: they show one cycle and settle what is typed in them."""

from PySide6.QtWidgets import QWidget

from umdesk.services.cycles import CycleDetail
from umdesk.services.programs import Announced
from umdesk.ui.context import Context
from umdesk.ui.widgets.table import RowsTable


class Page(QWidget):
    """One inner tab."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.cycle: CycleDetail | None = None

    def show_cycle(self, cycle: CycleDetail, announced: Announced | None) -> None:
        """Show a cycle as it is now; `announced` says what changed, None that anything may have."""
        self.cycle = cycle

    def has_shown(self, announced: Announced) -> bool:
        """Whether the page shows what was just done in it, and nothing beside it changes: then nothing is read anew."""
        return False

    def show_typing(self, record_id: str, field: str) -> None:
        """Lead to typing that was recovered: choose its record in the table of the page, where it has one."""
        table = getattr(self, "table", None)
        if isinstance(table, RowsTable):
            table.choose(record_id)

    def settle(self) -> bool:
        """Turn typing into operations; False when some of it stays typing."""
        return True
