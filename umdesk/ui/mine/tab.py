"""The tab My participants: the cards, and the plan of one participant."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from umdesk.domain.next_step import Do, Viewer, next_step
from umdesk.services.plans import queries
from umdesk.ui.context import Context
from umdesk.ui.mine.cards import Cards
from umdesk.ui.plans.editor import REVIEWS
from umdesk.ui.plans.place import PlansPlace
from umdesk.ui.theme import SPACE_8, SPACE_12, SPACE_16
from umdesk.ui.widgets.form import title
from umdesk.ui.widgets.search import SearchLine
from umdesk.ui.widgets.status import EmptyState, QuietLabel

SEARCHED_FROM = 6
"""From this many participants on there is a search line."""


class MyParticipantsTab(PlansPlace):
    """Either the cards of a supervisor's participants or the plan of one of them is in view."""

    list_help = "my-participants"

    def __init__(self, context: Context) -> None:
        super().__init__(context, "My participants")
        self._came_from = ""
        self.cards = Cards()
        self.cards.opened.connect(self.open_plan)
        self.search = SearchLine("Search my participants", "Search name, number, class")
        self.search.textChanged.connect(self.cards.narrow)
        self.list = self._list()
        self.empty = EmptyState(
            "people",
            "No participants yet",
            "Here each of your participants has a card with their Career Development Plan and the one thing to do "
            "next. A participant is here once they are selected and their appointment names you as supervisor. Ask "
            "the coordinator if somebody is missing.",
        )
        self.unlinked = EmptyState(
            "people",
            "This account is not linked yet",
            "Here each of your participants has a card with their Career Development Plan and the one thing to do "
            "next. umdesk does not know yet which supervisor you are: ask the coordinator to link your account to your "
            "supervisor record, under Program, Accounts.",
        )
        for page in (self.list, self.empty, self.unlinked, self.editor):
            self.pages.addWidget(page)
        self.refresh(None)

    def find(self) -> None:  # type: ignore[override] # what the window calls it; QWidget.find is another thing
        """Put the cursor into the search field, where there is one."""
        self.show_list()
        if not self.search.isHidden():
            self.search.setFocus()
            self.search.selectAll()

    def open_plan(self, participation_id: str) -> None:
        """Show the plan of a participation."""
        self._came_from = participation_id
        self.pages.setCurrentWidget(self.editor)
        self.editor.open_plan(participation_id)
        if self.pages.currentWidget() is self.editor:
            self.editor.view.sections.setFocus()
            self._begin_with_the_one_thing()
        self._context.actions_changed.emit()

    def _begin_with_the_one_thing(self) -> None:
        """Go where the card's button says: to the first field that lacks something, or to the review that is due."""
        detail = self.editor.detail
        if detail is None:
            return
        do = next_step(detail.standing, Viewer.SUPERVISOR).do
        if do is Do.FILL and detail.needed and self.editor.view.sections.current() == detail.needed[0].section:
            self.editor.go_to(detail.needed[0])
        elif do is Do.REVIEW:
            self.editor.go_to_page(REVIEWS)

    def show_list(self) -> None:
        """Back to the cards."""
        self.editor.settle()
        self.editor.detail = None
        self._fill()
        self.cards.choose(self._came_from)
        self._context.actions_changed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """The focus begins on the first card."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._begin)

    def _begin(self) -> None:
        if self.pages.currentWidget() is self.list:
            self.cards.choose(self.cards.focused())

    def _fill(self) -> None:
        found = self._context.runner.now(queries.list_plans, self._context.program) or ()
        rows = [row for row in found if row.theirs]
        self.pages.setCurrentWidget(self.list if rows else self.empty if self._is_linked() else self.unlinked)
        self.cards.show_rows(rows)
        self.cards.narrow(self.search.text())
        self.search.setVisible(len(rows) >= SEARCHED_FROM)
        self._open.setEnabled(bool(rows))

    def _is_linked(self) -> bool:
        return bool(self._context.runner.now(queries.supervises, self._context.program))

    def _open_chosen(self) -> None:
        shown = [card.key for card in self.cards.cards if not card.isHidden()]
        wanted = self.cards.focused() or (shown[0] if shown else "")
        if wanted:
            self.open_plan(wanted)

    def _list(self) -> QWidget:
        page = QWidget()
        top = QHBoxLayout()
        top.setContentsMargins(SPACE_16, 0, SPACE_16, 0)
        top.setSpacing(SPACE_12)
        top.addWidget(title("My participants"), 1)
        self.search.setMinimumWidth(self.fontMetrics().averageCharWidth() * 32)
        top.addWidget(self.search)
        told = QHBoxLayout()
        told.setContentsMargins(SPACE_16, 0, SPACE_16, 0)
        told.addWidget(
            QuietLabel("Those whose appointment names you as supervisor today. Ask the coordinator if one is missing.")
        )
        column = QVBoxLayout(page)
        column.setContentsMargins(0, SPACE_12, 0, 0)
        column.setSpacing(SPACE_8)
        column.addLayout(top)
        column.addLayout(told)
        column.addWidget(self.cards, 1)
        return page
