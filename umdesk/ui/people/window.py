"""The page of one person: what holds on a day, and everything that is on file, from where it can be reached."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.domain.errors import UserError
from umdesk.services.people import page as pages
from umdesk.services.people.page import PersonPage
from umdesk.services.programs import Announced
from umdesk.ui.context import Context
from umdesk.ui.dialogs import SideWindow
from umdesk.ui.people.appointments import AppointmentsPage
from umdesk.ui.people.contacts import ContactsPage
from umdesk.ui.people.holds import Holds
from umdesk.ui.people.leaving import LeavingPage
from umdesk.ui.people.lists import applications_page, moves_of, moves_page, plans_page
from umdesk.ui.people.record import RecordPanel
from umdesk.ui.theme import SPACE_4, SPACE_8, SPACE_12, Tone, title_font
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import Note
from umdesk.ui.widgets.history import HistoryPanel
from umdesk.ui.widgets.plain import PlainLabel
from umdesk.ui.widgets.status import QuietLabel

#: Where a change can come from that this page shows.
_TABLES = frozenset({
    "person", "appointment", "unit", "supervisor", "application", "cycle", "participation", "participation_state",
    "plan", "revision", "advancement", "td_assignment", "contact", "job_class", "class_override", "person_merge",
    "eligibility_decision", "eligibility_record", "decision", "setting", "separation",
})  # fmt: skip


class PersonWindow(SideWindow):
    """Shows one person; readers look, a supervisor sees their own participants without the applications."""

    help_page = "people"

    def __init__(self, context: Context, parent: QWidget | None = None, person_id: str = "") -> None:
        super().__init__("Person's page", parent, 1020, 720)
        self._context = context
        self._person = person_id
        self.page: PersonPage | None = None
        self.name = PlainLabel()
        self.name.setFont(title_font())
        self.name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.about = QuietLabel()
        self.note = Note()
        self.day = DateField("As of", hint="Any day, also one long ago. Empty is today.")
        self.day.set_value(context.program.today())
        self.today = QPushButton("Today")
        self.today.setAutoDefault(False)
        self.today.setToolTip("Back to what holds today")
        self.day.add_beside(self.today)
        self.holds = Holds()
        self.appointments = AppointmentsPage(context)
        self.contacts = ContactsPage(context)
        self.applications = applications_page(self._to_application)
        self.plans = plans_page(self._to_plan)
        self.moves = moves_page(self._to_plan)
        self.leaving = LeavingPage(context)
        self.history = HistoryPanel(context)
        self.record = RecordPanel(context)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName("On file of this person")
        self.tabs.tabBar().setAccessibleName("On file of this person")
        for widget, words in (
            (self.appointments, "Appointments"),
            (self.applications, "Applications"),
            (self.plans, "Plans"),
            (self.contacts, "Contacts"),
            (self.moves, "Advancement and T&&D"),
            (self.leaving, "Leaving"),
            (self.history, "History"),
            (self.record, "Record"),
        ):
            self.tabs.addTab(widget, words)
        self._lay_out()
        self.day.left.connect(self._show_day)
        self.today.clicked.connect(lambda _checked: self._back_to_today())
        self.tabs.currentChanged.connect(lambda _tab: self._look())
        context.announced.connect(self._announced)
        self.refresh()

    def show_person(self, person_id: str) -> None:
        """Show another person, as of today."""
        self._person = person_id
        self.day.set_value(self._context.program.today())
        self.refresh()

    def show_record(self) -> None:
        """Go to what the law asks for about the person: everything on file, disagreements, disclosures."""
        self.tabs.setCurrentWidget(self.record)

    def refresh(self) -> None:
        """Show what is on file now; a day that is none leaves the page as it is."""
        if not self._person or not self.day.check():
            return
        day = self.day.value() or self._context.program.today()
        found = self._context.runner.now(pages.page, self._context.program, self._person, day, refused=self._refused)
        if found is None:
            return
        another_day = self.page is not None and self.page.on.day != day
        self.page = found
        self.note.say(" ".join(found.merged), Tone.QUIET, "info")
        self.name.setText(found.on.full_name)
        self.setWindowTitle(f"Person's page: {found.on.full_name}")
        self.about.setText(_about(found))
        self.holds.show_page(found)
        self.appointments.show_page(found)
        if another_day:
            self.appointments.choose_day(found)
        self.applications.set_rows(found.applications)
        self.plans.set_rows(found.plans)
        self.contacts.show_page(found)
        self.moves.set_rows(moves_of(found))
        self.leaving.show_page(found)
        at = self.tabs.indexOf(self.applications)
        self.tabs.setTabVisible(at, self._context.sees("applicants.details.detail"))
        at = self.tabs.indexOf(self.record)
        self.tabs.setTabVisible(at, self._context.sees_all("disclosures.of_person"))
        self._look()

    def done(self, result: int) -> None:
        """Keep what is typed and not recorded before the window goes."""
        for page in (self.appointments, self.contacts, self.leaving):
            page.end()
        super().done(result)

    # --- the parts ---------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        first = self.column.itemAt(0)
        heading = first.widget() if first is not None else None
        if heading is not None:  # the person's name says more than the window's
            heading.hide()
        who = QVBoxLayout()
        who.setSpacing(SPACE_4)
        who.addWidget(self.name)
        who.addWidget(self.about)
        top = QHBoxLayout()
        top.setSpacing(SPACE_8)
        top.addLayout(who, 1)
        self.day.setFixedWidth(self.fontMetrics().averageCharWidth() * 38)
        top.addWidget(self.day, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(top)
        self.column.addWidget(self.note)
        self.column.addWidget(self.holds)
        self.column.addSpacing(SPACE_12)
        self.column.addWidget(self.tabs, 1)
        self.finish()

    # --- behaviour -----------------------------------------------------------------------------------------------

    def _show_day(self) -> None:
        if not self.day.raw().strip():
            self.day.set_value(self._context.program.today())
        if self.page is None or not self.day.check() or self.day.value() != self.page.on.day:
            self.refresh()

    def _back_to_today(self) -> None:
        self.day.set_value(self._context.program.today())
        self.refresh()

    def _look(self) -> None:
        """The history and the record are asked for only while they are looked at."""
        shown = self.tabs.currentWidget()
        self.help_page = self.record.help_page if shown is self.record else PersonWindow.help_page
        if self.page is not None and shown is self.history:
            self.history.show_records(list(self.page.record_ids))
        elif self.page is not None and shown is self.record:
            self.record.show_person(self._person)

    def _to_application(self, application_id: str) -> None:
        self._context.place_wanted.emit("Applicants", application_id)
        self.accept()

    def _to_plan(self, participation_id: str) -> None:
        everybody = self._context.sees_all("plans.queries.list_plans")
        self._context.place_wanted.emit("Career plans" if everybody else "My participants", participation_id)
        self.accept()

    def _refused(self, error: UserError) -> None:
        self.note.say(str(error), Tone.BAD, "attention")

    def _announced(self, announced: Announced) -> None:
        if announced.tables & _TABLES:
            QTimer.singleShot(0, self, self.refresh)  # once the operation that announced is over


def _about(page: PersonPage) -> str:
    on = page.on
    parts = [
        f"Employee number {on.employee_number}" if on.employee_number else "No employee number on file",
        f"with the state since {dates.show(page.hired)}" if page.hired else "",
        page.work_phone,
        page.work_email,
    ]
    return ", ".join(part for part in parts if part)
