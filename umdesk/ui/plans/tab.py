"""The tab Career plans: the participants, and the editor of one plan."""

from umdesk.ui.context import Context
from umdesk.ui.plans.participants import ParticipantsPage
from umdesk.ui.plans.place import PlansPlace


class PlansTab(PlansPlace):
    """Either the list of participants or the plan of one of them is in view."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Participants")
        self._open.setToolTip("Open the plan of the chosen participant (Enter)")
        self.participants = ParticipantsPage(context, self._open)
        self.participants.opened.connect(self.open_plan)
        self.participants.chosen.connect(self._follow)
        self.pages.addWidget(self.participants)
        self.pages.addWidget(self.editor)
        self.refresh(None)

    def find(self) -> None:  # type: ignore[override] # what the window calls it; QWidget.find is another thing
        """Put the cursor into the search field of the list."""
        self.show_list()
        self.participants.find_someone()

    def save_list(self) -> None:
        """Ask where to save the list of participants as a workbook."""
        self.participants.saver.ask()

    def open_plan(self, participation_id: str) -> None:
        """Show the plan of a participation."""
        if participation_id:
            self.pages.setCurrentWidget(self.editor)
            self.editor.open_plan(participation_id)
            self._context.actions_changed.emit()

    def show_list(self) -> None:
        """Back to the participants."""
        self.editor.settle()
        self.pages.setCurrentWidget(self.participants)
        self._fill()
        if self.editor.detail is not None:
            self.participants.table.choose(self.editor.detail.participation_id)
        self.participants.table.setFocus()
        self._context.actions_changed.emit()

    def _fill(self) -> None:
        self.participants.refresh()
        self._follow()

    def _open_chosen(self) -> None:
        self.open_plan(self.participants.table.current_key())

    def _follow(self) -> None:
        self._open.setEnabled(bool(self.participants.table.current_key()))
