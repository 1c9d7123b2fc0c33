"""The editor of one plan: pages by section, the printed page beside them, and the steps from draft to signed."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from umdesk.domain.plans import Gap, Section
from umdesk.domain.words import RevisionState
from umdesk.domain.writing import counted
from umdesk.services.plans import queries
from umdesk.services.plans.queries import PlanDetail
from umdesk.ui.context import Context
from umdesk.ui.plans import lists
from umdesk.ui.plans.editor_view import EditorView
from umdesk.ui.plans.field_pages import FieldPages
from umdesk.ui.plans.gap_list import GapList
from umdesk.ui.plans.happened import MoneyPage, ProgressPage
from umdesk.ui.plans.rows_page import RowsPage
from umdesk.ui.plans.sections import Entry
from umdesk.ui.plans.step_pages import SignaturesPage, StatusPage, VersionsPage
from umdesk.ui.plans.steps import Steps
from umdesk.ui.plans.td_page import TDPage
from umdesk.ui.plans.words import STATE_TONES, next_step, section_words
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.autosave import Autosave
from umdesk.ui.widgets.form import FormPanel, title
from umdesk.ui.widgets.status import QuietLabel

MISSING, PROGRESS, MONEY, TD, SIGNATURES, STATUS, VERSIONS = (
    "missing", "progress", "money", "td", "signatures", "status", "versions",
)  # fmt: skip
_BESIDE = (
    (PROGRESS, "Progress", "play"),
    (MONEY, "Money", "money"),
    (TD, "T&D assignments", "clock"),
    (SIGNATURES, "Signatures", "edit"),
    (STATUS, "Advancement and status", "up"),
    (VERSIONS, "Versions and history", "history"),
)
_NEEDS_NO_WORDS = frozenset({"complete", "frozen"})


class Editor(QWidget):
    """Shows one plan and lets people write, print, sign and amend it."""

    back = Signal()
    changed = Signal()
    """Another plan or another state is shown; the primary action may have changed."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.detail: PlanDetail | None = None
        self.primary = QAction(self)
        self.view = EditorView(context, self.primary)
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
        other = self.detail is None or self.detail.participation_id != participation_id
        self._load(participation_id, "")
        if self.detail is not None and (other or not self.view.sections.current()):
            self.go_to_page(PROGRESS if self.detail.frozen else Section.PARTICIPANT)

    def refresh(self) -> None:
        """Show the plan as it is now."""
        if self.detail is not None:
            # A new revision, or one taken back by undo, is followed; an older one that was chosen stays.
            keep = "" if self.detail.newest else self.detail.revision_id
            self._load(self.detail.participation_id, keep)

    def settle(self) -> bool:
        """Turn typing into operations; False when some stays typing."""
        return all([saver.settle() for saver in self._savers()])  # noqa: C419 - every one must settle

    def go_to_page(self, key: str) -> None:
        """Show a page by its key: a section of the plan, or one of those beside it."""
        self.view.sections.choose(key)

    def _go_to_signatures(self) -> None:
        self.go_to_page(SIGNATURES)
        self.signatures.begin()

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
        self._show_head(found)
        self._show_sections(found)
        self.fields.show_plan(found)
        for rows in self._rows.values():
            rows.show_plan(found)
        for page in self._beside:
            page.show_plan(found)
        if found.frozen:
            # Typing from before the printing belongs to nothing any more.
            self._drop_typing()
        self._gaps.show_gaps(() if found.frozen else found.gaps)
        self._gaps_words.setText(_gaps_words(found))
        self.view.next.setText(next_step(found))
        self.view.show_missing.setVisible(bool(found.gaps) and not found.frozen)
        self.view.preview.show_revision(found.revision_id)
        self._offer_steps(found)
        self.changed.emit()

    def _show_head(self, detail: PlanDetail) -> None:
        self.view.name.setText(detail.content.participant)
        amended = "" if detail.revision_number == 1 else f", revision {detail.revision_number}"
        self.view.number.setText(f"Plan {detail.plan_number}{amended}")
        frozen = ", frozen" if detail.state is RevisionState.PRINTED else ""
        self.view.badge.show_status(f"{detail.state.capitalize()}{frozen}", STATE_TONES[detail.state])

    def _offer_steps(self, detail: PlanDetail) -> None:
        may = self._context.program.writable
        ready = detail.state is RevisionState.READY
        self.view.ready.setText("Back to draft" if ready else "Mark ready")
        self.view.ready.setVisible(may and not detail.frozen)
        self.view.amend.setVisible(may and detail.newest and detail.state is RevisionState.PRINTED)
        self.view.discard.setVisible(may and not detail.frozen and detail.revision_number > 1)
        text, symbol = "&Print to sign", "print"
        if detail.frozen:
            printed = detail.state is RevisionState.PRINTED
            text, symbol = ("Record &signatures", "edit") if printed else ("&Amend…", "edit")
        self.primary.setText(text)
        self.primary.setToolTip("Makes the page for the signatures and freezes it" if symbol == "print" else "")
        self.primary.setEnabled(may and (detail.newest or not detail.frozen))

    def _show_sections(self, detail: PlanDetail) -> None:
        entries = [Entry("", "The plan")]
        for section in Section:
            words, tone = section_words(detail, section)
            entries.append(Entry(section, section, "" if words in _NEEDS_NO_WORDS else words, tone, said=words))
        missing = len(detail.needed)
        words = f"{missing} to fix" if missing else "" if detail.frozen else "nothing"
        tone = Tone.ATTENTION if missing else Tone.GOOD
        entries.append(Entry(MISSING, "What is missing", words, tone))
        entries.append(Entry("", "What happened"))
        for key, text, symbol in _BESIDE:
            warns = key == TD and bool(detail.td.warning)
            entries.append(Entry(key, text, "look" if warns else "", Tone.ATTENTION if warns else None, symbol))
        self.view.sections.show_entries(entries)

    def _page_chosen(self, key: str) -> None:
        self.settle()
        self.view.pages.setCurrentIndex(self._places[key])
        if key == VERSIONS:
            self.versions.look()

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
        self._rows = {spec.section: RowsPage(context, spec) for spec in lists.ALL}
        self.progress, self.money, self.td = ProgressPage(context), MoneyPage(context), TDPage(context)
        self.signatures, self.status, self.versions = (
            SignaturesPage(context),
            StatusPage(context),
            VersionsPage(context),
        )
        self._beside = (self.progress, self.money, self.td, self.signatures, self.status, self.versions)
        missing = FormPanel()
        missing.add(title("What is missing"))
        self._gaps_words = missing.add(QuietLabel())
        self._gaps = missing.add(GapList())
        pages: dict[str, QWidget] = {MISSING: missing}
        pages.update({str(section): page for section, page in self.fields.pages.items()})
        pages.update({str(section): page for section, page in self._rows.items()})
        pages.update(zip((key for key, _, _ in _BESIDE), self._beside, strict=True))
        self._places = self.view.add_pages(pages)

    def _connect(self) -> None:
        view = self.view
        view.back.clicked.connect(lambda _checked=False: self.back.emit())
        view.sections.went.connect(self._page_chosen)
        view.page_shown.clicked.connect(lambda checked: view.show_page(shown=checked))
        self.primary.triggered.connect(lambda _checked=False: self.steps.take_primary())
        view.ready.clicked.connect(lambda _checked=False: self.steps.toggle_ready())
        view.amend.clicked.connect(lambda _checked=False: self.steps.ask_to_amend())
        view.discard.clicked.connect(lambda _checked=False: self.steps.ask_to_discard())
        self.steps.wants_missing.connect(lambda: self.go_to_page(MISSING))
        self.steps.wants_signatures.connect(self._go_to_signatures)
        self.steps.began.connect(lambda: self.go_to_page(Section.ACTIVITIES))
        self.steps.moved.connect(self._show_revision)
        self.steps.drops_typing.connect(self._drop_typing)
        view.show_missing.clicked.connect(lambda _checked=False: self.go_to_page(MISSING))
        self.fields.jump.connect(self.go_to)
        self._gaps.jump.connect(self.go_to)
        for page in self._rows.values():
            page.jump.connect(self.go_to)
        self.versions.chosen.connect(self._open_version)

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


def _gaps_words(detail: PlanDetail) -> str:
    if detail.frozen:
        return "This revision is printed; nothing in it can change any more."
    if detail.needed:
        return (
            f"{counted(len(detail.needed), 'thing')} must be filled in before the plan can be printed to sign. "
            "Click a line to go there. Tips can be left."
        )
    tips = " The tips below can be left." if detail.gaps else ""
    return f"Nothing is missing: the plan can be printed to sign.{tips}"
