"""The inner tab Letters: what was decided, told to each applicant in writing."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from umdesk.domain.letters import SELECTION_KINDS
from umdesk.services import letters
from umdesk.services.cycles import CycleDetail
from umdesk.services.programs import Announced
from umdesk.ui.context import Context
from umdesk.ui.letters.desk import LetterDesk
from umdesk.ui.selection.page import Page
from umdesk.ui.theme import SPACE_8, SPACE_12

_EMPTY = "Nobody stands here. Letters can be made once decisions are applied, under Results."


class LettersPage(Page):
    """The letters of selection of a cycle; only applied decisions are told."""

    help_page = "letters"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.desk = LetterDesk(context, SELECTION_KINDS, letters.decided, _EMPTY)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_8, SPACE_12, SPACE_8, SPACE_8)
        column.addWidget(self.desk)

    def show_cycle(self, cycle: CycleDetail, announced: Announced | None) -> None:
        """Show the letters of a cycle; the list follows by itself what is announced."""
        another = self.cycle is None or self.cycle.id != cycle.id
        super().show_cycle(cycle, announced)
        if another or announced is None:
            self.desk.show_cycle(cycle.id)
