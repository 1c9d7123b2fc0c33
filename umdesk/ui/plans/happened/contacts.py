"""Contacts and counseling notes of a participant, as a page of the plan."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from umdesk.services.people import contacts
from umdesk.services.plans.queries import PlanDetail
from umdesk.ui.context import Context
from umdesk.ui.people.contacts import ContactsPage as ContactList
from umdesk.ui.plans.allowed import Allowed
from umdesk.ui.theme import SPACE_8, SPACE_12, SPACE_16
from umdesk.ui.widgets.form import title
from umdesk.ui.widgets.status import QuietLabel


class ContactsPage(QWidget):
    """The contacts with the participant: career counseling, coaching, networking and others, the newest first."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._detail: PlanDetail | None = None
        self.list = ContactList(context)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_16, SPACE_12, SPACE_16, SPACE_8)
        column.setSpacing(SPACE_8)
        column.addWidget(title("Contacts and counseling"))
        column.addWidget(
            QuietLabel(
                "Talks, calls and mails: career and academic counseling, coaching, career conversations, networking. "
                "Who only reads sees the day and the kind, not what was said. Nothing of it stands on paper."
            )
        )
        column.addWidget(self.list, 1)

    def show_plan(self, detail: PlanDetail, _may: Allowed) -> None:
        """Show the contacts with the participant of a plan."""
        self._detail = detail
        if self.isVisible():
            self._load()

    def showEvent(self, event: QShowEvent) -> None:
        """Read them once they are looked at."""
        super().showEvent(event)
        self._load()

    def _load(self) -> None:
        if self._detail is None:
            return
        person = self._detail.person_id
        rows = self._context.runner.now(contacts.of_person, self._context.program, person) or ()
        self.list.show_contacts(person, self._detail.participation_id, rows)
