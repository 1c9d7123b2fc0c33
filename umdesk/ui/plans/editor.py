"""The editor of one plan: pages by section, the printed page beside them, and the steps from draft to signed."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from umdesk.domain.plans import Gap, Section
from umdesk.domain.readiness import Ask
from umdesk.domain.words import RevisionState
from umdesk.domain.writing import capital
from umdesk.services.plans import queries
from umdesk.services.plans.queries import PlanDetail
from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.plans import lists
from umdesk.ui.plans.activities.page import ActivitiesPage
from umdesk.ui.plans.allowed import AMEND, SEND, Allowed, allowed, primary_step
from umdesk.ui.plans.beside import Beside, Page
from umdesk.ui.plans.compare_page import ComparePage
from umdesk.ui.plans.duties_page import DutiesPage
from umdesk.ui.plans.editor_view import EditorView
from umdesk.ui.plans.exams_page import ExamsPage
from umdesk.ui.plans.field_pages import FieldPages
from umdesk.ui.plans.gap_list import GapList
from umdesk.ui.plans.guide import begin_with_first_field
from umdesk.ui.plans.happened import ContactsPage, MoneyPage, ProgressPage, ReadinessPage, ReviewsPage, StatusPage
from umdesk.ui.plans.late_typing import give_back, settle_left
from umdesk.ui.plans.rows_page import RowsPage
from umdesk.ui.plans.sections import Entry
from umdesk.ui.plans.signatures_page import SignaturesPage
from umdesk.ui.plans.steps import Steps
from umdesk.ui.plans.td_page import TDPage
from umdesk.ui.plans.versions_page import VersionsPage
from umdesk.ui.plans.words import gaps_words, next_of, section_words, state_words
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.autosave import Autosave
from umdesk.ui.widgets.form import FormPanel, title
from umdesk.ui.widgets.status import QuietLabel

MISSING, PROGRESS, MONEY, TD, SIGNATURES, STATUS, VERSIONS, COMPARE = (
    "missing", "progress", "money", "td", "signatures", "status", "versions", "compare",
)  # fmt: skip
CONTACTS, REVIEWS, READINESS, EXAMS, DUTIES = "contacts", "reviews", "readiness", "exams", "duties"
_BESIDE: tuple[tuple[str, str, str, Callable[[Context], Page]], ...] = (
    (PROGRESS, "Progress", "play", ProgressPage),
    (MONEY, "Money", "money", MoneyPage),
    (REVIEWS, "Reviews", "calendar", ReviewsPage),
    (CONTACTS, "Contacts and counseling", "people", ContactsPage),
    (READINESS, "Readiness", "list", ReadinessPage),
    (EXAMS, "Exams and lists", "report", ExamsPage),
    (TD, "T&D assignments", "clock", TDPage),
    (DUTIES, "Modified duties", "edit", DutiesPage),
    (SIGNATURES, "Signatures", "edit", SignaturesPage),
    (STATUS, "Advancement and status", "up", StatusPage),
    (VERSIONS, "Versions and history", "history", VersionsPage),
    (COMPARE, "Compare revisions", "list", ComparePage),
)
"""The pages beside a plan: key, name, symbol, and what makes it."""
_ANSWERED_IN = {
    Ask.TARGET: Section.TARGET, Ask.QUALIFIED: Section.TARGET, Ask.LIST: EXAMS, Ask.ACTIVITIES: PROGRESS,
    Ask.IN_FORCE: SIGNATURES, Ask.REVIEWED: REVIEWS,
}  # fmt: skip
_NEEDS_NO_WORDS = frozenset({"complete", "frozen"})


class Editor(QWidget):
    """Shows one plan and lets people write, print, sign and amend it."""

    back = Signal()
    changed = Signal()
    """Another plan or another state is shown; the primary action may have changed."""

    def __init__(self, context: Context, back: str = "Participants", parent: QWidget | None = None) -> None:
        """`back` names the list that the editor was opened from."""
        super().__init__(parent)
        self._context = context
        self.detail: PlanDetail | None = None
        self._opening = False  # while a plan opens, what is found as typing stays typing
        self.primary = QAction(self)
        self.view = EditorView(context, self.primary, back)
        self.steps = Steps(context, self.view, self._settled, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self._make_pages()
        self._connect()

    # --- what the tab asks ---------------------------------------------------------------------------------------

    def open_plan(self, participation_id: str) -> None:
        """Show the newest revision of a participant's plan."""
        self.settle()
        self.view.banner.hide()
        self.view.notes.forget()
        other = self.detail is None or self.detail.participation_id != participation_id
        self._load(participation_id, "")
        if self.detail is not None and (other or not self.view.sections.current()):
            self._opening = True
            self.go_to_page(self._first_page(self.detail))
            self._opening = False

    def refresh(self) -> None:
        """Show the plan as it is now."""
        if self.detail is not None:
            # A new revision, or one taken back by undo, is followed; an older one that was chosen stays.
            keep = "" if self.detail.newest else self.detail.revision_id
            self._load(self.detail.participation_id, keep)

    def settle(self) -> bool:
        """Turn typing into operations; False when some stays typing."""
        self.beside.keep()
        return all([saver.settle() for saver in self._savers()])  # noqa: C419 -- every one must settle

    def go_to_page(self, key: str) -> None:
        """Show a page by its key (a section of the plan, or one of those beside it), or by the id of a line in it."""
        line_in = (section for section, page in self._rows.items() if page.show_line(key))
        self.view.sections.choose(next(line_in, key))

    def _first_page(self, detail: PlanDetail) -> str:
        """Where the work is: where typing was found; a supervisor begins with what is missing or is to be signed."""
        may = allowed(self._context, detail)
        lists = (section for section, page in self._rows.items() if page.autosave.pending())
        begun = self.fields.begun() or next(lists, None)
        if begun is not None:
            return begun
        if may.supervises and detail.state is RevisionState.PRINTED:
            return SIGNATURES
        if may.supervises and may.edit and detail.needed:
            return detail.needed[0].section
        return PROGRESS if detail.frozen else Section.PARTICIPANT

    def go_to(self, gap: Gap) -> None:
        """Show the field in which a gap is filled in."""
        self.go_to_page(gap.section)
        if gap.section in self._rows:
            self._rows[gap.section].go_to(gap)
        else:
            self.fields.go_to(gap)

    # --- showing -------------------------------------------------------------------------------------------------

    def _load(self, participation_id: str, revision_id: str) -> None:
        found = self._context.runner.now(queries.plan, self._context.program, participation_id, revision_id)
        if found is None:
            self._drop_typing()
            self.detail = None
            self.back.emit()
            return
        self.detail = found
        may = allowed(self._context, found)
        if found.frozen:
            give_back(self._context, found)
        self._show_head(found)
        self.view.notes.show_plan(found, writes=may.edit)
        self._show_sections(found, may)
        self.fields.show_plan(found, may)
        for rows in self._rows.values():
            rows.show_plan(found, may)
        self.beside.show_plan(found, may, self.view.sections.current())
        if found.frozen:
            # Typing from before the printing belongs to nothing any more.
            self._drop_typing()
        self._gaps.show_gaps(() if found.frozen else found.gaps)
        self._gaps_words.setText(gaps_words(found, may))
        self.view.next.setText(next_of(found, may).sentence)
        self.view.show_missing.setVisible(bool(found.gaps) and may.edit)
        self.view.preview.show_revision(found.revision_id)
        self._offer_steps(found, may)
        self.changed.emit()

    def _show_head(self, detail: PlanDetail) -> None:
        self.view.name.show_name(detail.content.participant)
        later = "" if detail.revision_number == 1 else f", revision {detail.revision_number}, {detail.kind}"
        self.view.number.setText(f"Plan {detail.plan_number}{later}")
        frozen = ", frozen" if detail.state is RevisionState.PRINTED else ""
        words, tone = state_words(detail.standing)
        self.view.badge.show_status(f"{capital(words)}{frozen}", tone)

    def _offer_steps(self, detail: PlanDetail, may: Allowed) -> None:
        view = self.view
        view.ready.setVisible(may.mark_ready)
        sends = detail.state is RevisionState.IN_REVIEW
        view.to_draft.setText("Take it back" if may.supervises else "Send back…" if sends else "Back to draft…")
        view.to_draft.setVisible(may.back_to_draft)
        view.discard.setVisible(may.discard)
        step = primary_step(detail, may)
        # A printed plan has two steps: its signatures, and an amendment all the same.
        view.amend.setVisible(may.amend and step is not AMEND)
        view.renew.setVisible(may.renew)
        view.send.setVisible(may.send and step is not SEND)
        view.guide.show_plan(detail, may)
        self.primary.setVisible(step is not None)
        if step is not None:
            self.primary.setText(step.text)
            self.primary.setIcon(icon(step.symbol))
            self.primary.setToolTip(step.tip)

    def _show_sections(self, detail: PlanDetail, may: Allowed) -> None:
        entries = [Entry("", "The plan")]
        for section in Section:
            words, tone = section_words(detail, section)
            shown = "" if words in _NEEDS_NO_WORDS else words.removeprefix("complete, ")  # the check mark says so
            entries.append(Entry(section, section, shown, tone, said=words))
        missing = len(detail.needed)
        words = f"{missing} to fix" if missing else "" if detail.frozen else "nothing"
        tone = Tone.ATTENTION if missing else Tone.GOOD
        entries.append(Entry(MISSING, "What is missing", words, tone))
        entries.append(Entry("", "What happened"))
        said = {TD: "look" if detail.td.warning else "", REVIEWS: "due" if detail.standing.review_due else ""}
        for key, text, symbol, _page in _BESIDE:
            words = said.get(key, "")
            if key == COMPARE and len(detail.revisions) == 1:
                continue
            if key == VERSIONS and not may.history:
                text = "Versions"  # noqa: PLW2901 -- nothing else of the entry differs
            entries.append(Entry(key, text, words, Tone.ATTENTION if words else None, symbol))
        self.view.sections.show_entries(entries)

    def _page_chosen(self, key: str) -> None:
        if not self._opening:
            kept = [(page, self.fields.autosave) for page in self.fields.pages.values()]
            lists = [(page, page.autosave) for page in self._rows.values()]
            settle_left(self.view.pages.currentWidget(), [*kept, *lists])
        self.view.make_room(wide=key == COMPARE)
        self.beside.fill(key)
        self.view.pages.setCurrentIndex(self._places[key])
        self.view.guide.go(key)
        if key in (VERSIONS, COMPARE):
            self.beside.page(key).look()

    def _settled(self) -> PlanDetail | None:
        """The plan for a next step; None, and a word on where, while some typing will not do."""
        if self.settle():
            return self.detail
        places = [section for section, page in self._rows.items() if page.autosave.pending()]
        places += [section for name, section in self.fields.sections() if name in self.fields.autosave.pending()]
        if places:
            self.go_to_page(places[0])
        self._context.runner.tell("First put right what is marked here, or clear it. It is kept as typing until then.")
        return None

    def _savers(self) -> tuple[Autosave, ...]:
        return (self.fields.autosave, *(page.autosave for page in self._rows.values()))

    # --- parts ---------------------------------------------------------------------------------------------------

    def _make_pages(self) -> None:
        context = self._context
        self.fields = FieldPages(context, self)
        self._rows: dict[Section, RowsPage | ActivitiesPage] = {
            spec.section: RowsPage(context, spec) for spec in lists.ALL
        }
        self._rows[Section.ACTIVITIES] = ActivitiesPage(context)
        missing = FormPanel()
        missing.add(title("What is missing"))
        self._gaps_words = missing.add(QuietLabel())
        self._gaps = missing.add(GapList())
        pages: dict[str, QWidget] = {MISSING: missing}
        pages.update({str(section): page for section, page in self.fields.pages.items()})
        pages.update({str(section): page for section, page in self._rows.items()})
        makers = {key: partial(page, context) for key, _, _, page in _BESIDE}
        self.beside = Beside(makers, self._page_made)
        self._places = self.view.add_pages(pages | {key: QWidget() for key in makers})

    def _page_made(self, key: str, page: Any) -> None:
        """Put a page that is looked at for the first time in its place, and do what it asks for."""
        self.view.put_page(self._places[key], page)
        if key == VERSIONS:
            page.chosen.connect(self._open_version)
            page.compares.connect(lambda: self.go_to_page(COMPARE))
        elif key == READINESS:
            page.jump.connect(lambda line: self.go_to_page(_ANSWERED_IN[line.ask]))
        elif key == REVIEWS:
            page.annual_wanted.connect(self.steps.ask_to_renew)

    def _connect(self) -> None:
        view = self.view
        view.back.clicked.connect(lambda _checked=False: self.back.emit())
        view.sections.went.connect(self._page_chosen)
        view.guide.jump.connect(self.go_to)
        view.guide.went.connect(self.go_to_page)
        view.guide.went.connect(lambda _key: begin_with_first_field(view.pages))
        view.guide.finished.connect(self.steps.take_primary)
        view.send.clicked.connect(lambda _checked=False: self.steps.send())
        view.page_shown.clicked.connect(lambda checked: view.show_page(shown=checked))
        self.primary.triggered.connect(lambda _checked=False: self.steps.take_primary())
        view.ready.clicked.connect(lambda _checked=False: self.steps.mark_ready())
        view.to_draft.clicked.connect(lambda _checked=False: self.steps.back_to_draft())
        view.amend.clicked.connect(lambda _checked=False: self.steps.ask_to_amend())
        view.renew.clicked.connect(lambda _checked=False: self.steps.ask_to_renew())
        view.discard.clicked.connect(lambda _checked=False: self.steps.ask_to_discard())
        self.steps.wants_missing.connect(lambda: self.go_to_page(MISSING))
        self.steps.wants_signatures.connect(lambda: self.go_to_page(SIGNATURES))
        self.steps.wants_signatures.connect(lambda: self.beside.page(SIGNATURES).begin())
        self.steps.wants_progress.connect(lambda: self.go_to_page(PROGRESS))
        self.steps.began.connect(lambda: self.go_to_page(Section.ACTIVITIES))
        self.steps.moved.connect(self._show_revision)
        self.steps.drops_typing.connect(self._drop_typing)
        view.show_missing.clicked.connect(lambda _checked=False: self.go_to_page(MISSING))
        view.papers.plan = lambda: detail.participation_id if (detail := self._settled()) else ""
        view.person_page.clicked.connect(
            lambda _checked=False: self._context.person_wanted.emit(self.detail.person_id if self.detail else "")
        )
        self.fields.jump.connect(self.go_to)
        self._gaps.jump.connect(self.go_to)
        for page in self._rows.values():
            page.jump.connect(self.go_to)

    def _open_version(self, revision_id: str) -> None:
        self.settle()
        self.view.banner.hide()
        self._show_revision(revision_id)

    def _show_revision(self, revision_id: str) -> None:
        if self.detail is not None:
            self._load(self.detail.participation_id, revision_id)

    def _drop_typing(self) -> None:
        for saver in self._savers():
            for name in saver.pending():
                saver.discard(name)
