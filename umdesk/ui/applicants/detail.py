"""One application beside the list: person, application, files, eligibility, history."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.domain.words import ApplicationState, CycleState
from umdesk.services import applicants, attachments, disagreements
from umdesk.services.applicants import ApplicantDetail
from umdesk.services.disclosures import DISAGREED
from umdesk.services.programs import Announced
from umdesk.ui.applicants.eligibility import EligibilityPanel
from umdesk.ui.applicants.files import FilesPanel
from umdesk.ui.applicants.forms import SavedFields
from umdesk.ui.applicants.stamp import StampPanel, late_words
from umdesk.ui.applicants.words import standing_words
from umdesk.ui.context import Context
from umdesk.ui.duplicates.twin import TwinNote
from umdesk.ui.icons import icon
from umdesk.ui.letters.written import WrittenLetters
from umdesk.ui.runner import Refused
from umdesk.ui.style import NARROW_TABS
from umdesk.ui.theme import SPACE_4, SPACE_8, Tone
from umdesk.ui.widgets import layouts
from umdesk.ui.widgets.ask import Ask
from umdesk.ui.widgets.buttons import push_button
from umdesk.ui.widgets.fields import LongTextField, Note
from umdesk.ui.widgets.form import FormPanel, heading, paragraph, title
from umdesk.ui.widgets.history import HistoryPanel
from umdesk.ui.widgets.status import Badge, QuietLabel
from umdesk.ui.widgets.taborder import keep_in_place

_OPEN = (ApplicationState.RECEIVED, ApplicationState.ELIGIBLE, ApplicationState.NOT_ELIGIBLE, ApplicationState.SCORED)


class DetailPanel(QWidget):
    """The application that is chosen in the list."""

    other_wanted = Signal(str)
    """Another application of the same person shall be shown: its id."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.detail: ApplicantDetail | None = None
        self.name = title("")
        self.number = QuietLabel()
        self.badge = Badge()
        self.late, self.against, self.disagrees = Note(), Note(), Note()
        self.twin = TwinNote(context)
        self.letters = WrittenLetters(context)
        self.saved = SavedFields(context, self)
        self.stamp = StampPanel(context, self.saved.fields.application["late_reason"])
        self.eligibility = EligibilityPanel(context)
        self.files = FilesPanel(context)
        self.files.counted.connect(self._count_files)
        self.history = HistoryPanel(context)
        self.pages = QTabWidget()
        self.pages.setDocumentMode(True)
        self.pages.tabBar().setProperty(NARROW_TABS, True)
        self.pages.setAccessibleName("About this application")
        self.pages.addTab(self._person_page(), "Person")
        self.pages.addTab(self._application_page(), "Application")
        self.pages.addTab(self.files, "Files")
        self.pages.addTab(self.eligibility, "Eligibility")
        self.pages.addTab(self.history, "History")
        self.pages.setCurrentWidget(self.eligibility)
        self.pages.currentChanged.connect(self._page_shown)
        context.announced.connect(self._show_disagreement)
        head = QVBoxLayout()
        head.setContentsMargins(SPACE_8, SPACE_4, SPACE_8, 0)
        head.setSpacing(SPACE_4)
        head.addWidget(self.name)
        self.person_page = push_button("Person's page", "person", self._open_person)
        self.person_page.setToolTip("What they hold on any day, and everything on file of them")
        under = QHBoxLayout()
        under.addWidget(self.number, 1)
        under.addWidget(self.person_page)
        head.addLayout(under)
        head.addWidget(self.badge)
        head.addWidget(self.late)
        head.addWidget(self.against)
        head.addWidget(self.disagrees)
        head.addWidget(self.twin)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_8, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addLayout(head)
        column.addWidget(self.pages, 1)

    def show_application(self, application_id: str, refused: Refused | None = None) -> None:
        """Show an application, its fields, reasons and history; `refused` hears why it cannot be shown."""
        detail = self._context.runner.now(applicants.detail, self._context.program, application_id, refused=refused)
        if detail is None:
            return
        if self.detail is None or self.detail.id != detail.id:
            self.withdraw.fold()
        self.detail = detail
        self.name.setText(detail.name)
        self.number.setText(f"{detail.number}, {detail.cycle}")
        decided = detail.standing.decided is not None
        self.badge.show_status(
            *standing_words(
                detail.state, detail.standing.eligibility, decided=decided, would_change=detail.standing.would_change
            )
        )
        self.saved.show(detail)
        self.saved.set_read_only(not self._context.may("applicants.editing.edit_application"))
        self.eligibility.show_detail(detail)
        self.stamp.show_detail(detail)
        self.files.show_detail(detail)
        self.late.say(late_words(detail), Tone.ATTENTION, "attention")
        self.against.say(detail.against, Tone.ATTENTION, "attention")
        self._show_withdrawal(detail)
        self._show_others(detail)
        self.letters.show_application(detail.id, detail.number)
        self._show_disagreement()
        self.twin.show_person(detail.person_id)
        self._page_shown()

    @property
    def help_page(self) -> str:
        """The help page of the page in view."""
        return self.files.help_page if self.pages.currentWidget() is self.files else "applicants"

    def clear(self) -> None:
        """Show none."""
        self.saved.clear()
        self.files.clear()
        self.detail = None

    def settle(self) -> bool:
        """Turn typing into operations; False when some stays typing."""
        settled = self.files.settle()
        return self.saved.settle() and settled

    def _person_page(self) -> FormPanel:
        form = FormPanel()
        self.saved.fields.put_person(form)
        return form

    def _application_page(self) -> FormPanel:
        form = FormPanel()
        said = self.saved.fields.application
        form.add(self.stamp)
        form.add(self.letters)
        self.saved.fields.put_application(form)
        form.section("Office")
        form.add(said["came_as"])
        form.add(said["notes"])
        self.source = form.add(QuietLabel())
        self.before = form.add(heading("Other applications"))
        self.others = QVBoxLayout()
        self.others.setSpacing(SPACE_4)
        form.add_layout(self.others)
        self.withdrawn = form.add(paragraph(""))
        self.why = LongTextField("Why it is withdrawn", required=True, lines=2)
        self.withdraw = Ask(
            "Withdraw…", "remove", "Withdraw the application", (("reason", self.why),),
            "The application stays on file as withdrawn. You can take this back.",
        )  # fmt: skip
        self.withdraw.confirmed.connect(self._withdraw)
        form.add(self.withdraw)
        self.back = QPushButton(icon("undo"), "Take the withdrawal back")
        self.back.setAutoDefault(False)
        self.back.clicked.connect(lambda _checked: self._take_back())
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch(1)
        form.add_layout(row)
        return form

    def _show_withdrawal(self, detail: ApplicantDetail) -> None:
        withdrawn = detail.state is ApplicationState.WITHDRAWN
        may = self._context.may("applicants.editing.withdraw") and detail.cycle_state is not CycleState.CLOSED
        self.withdrawn.setVisible(withdrawn)
        self.withdrawn.setText(f"Withdrawn {dates.show(detail.withdrawn_on)}: {detail.withdrawn_reason}")
        self.withdraw.setVisible(may and detail.state in _OPEN)
        self.back.setVisible(may and withdrawn)

    def _show_others(self, detail: ApplicantDetail) -> None:
        self.source.setText(f"Came in with {detail.source}" if detail.source != "typed in" else "Typed in by hand")
        self.source.setVisible(bool(detail.source))
        layouts.empty(self.others)
        self.before.setVisible(bool(detail.others))
        made = []
        for other in detail.others:
            button = QPushButton(icon("right"), f"{other.number}, {other.cycle} ({other.state.value})")
            button.setFlat(True)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked, wanted=other.id: self.other_wanted.emit(wanted))
            self.others.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            made.append(button)
        keep_in_place(self.before, made)

    def _show_disagreement(self, announced: Announced | None = None) -> None:
        if self.detail is None or (announced is not None and "disagreement" not in announced.tables):
            return
        program, person = self._context.program, self.detail.person_id
        filed = self._context.runner.now(disagreements.of_person, program, person)
        self.disagrees.say(f"{DISAGREED}." if filed else "", Tone.ATTENTION, "attention")

    def _count_files(self, count: int) -> None:
        self.pages.setTabText(self.pages.indexOf(self.files), f"Files ({count})" if count else "Files")

    def _open_person(self) -> None:
        if self.detail is not None:
            self._context.person_wanted.emit(self.detail.person_id)

    def _page_shown(self, _page: int = 0) -> None:
        """The history and a file are asked for only while they are looked at."""
        if self.detail is not None and self.pages.currentWidget() is self.history:
            gone = self._context.runner.now(attachments.taken_off, self._context.program, self.detail.id) or ()
            self.history.show_records((*self.detail.history_ids, *gone))
        elif self.detail is not None and self.pages.currentWidget() is self.files:
            self.files.show_preview()

    def _withdraw(self) -> None:
        if self.detail is None:
            return
        program, wanted, reason = self._context.program, self.detail.id, self.why.value() or ""

        def withdraw() -> bool:
            applicants.withdraw(program, wanted, reason)
            return True

        if self._context.runner.now(withdraw, refused=self.withdraw.refuse):
            self.withdraw.fold()

    def _take_back(self) -> None:
        if self.detail is not None:
            self._context.runner.now(applicants.take_back_withdrawal, self._context.program, self.detail.id)
