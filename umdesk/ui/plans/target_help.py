"""Help to choose a target class: what is known of it, the classes that the ladders lead to, and the ways there."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QTextBrowser, QVBoxLayout, QWidget

from umdesk.domain.classes import ClassFacts
from umdesk.domain.words import Category
from umdesk.services.plans import ways
from umdesk.services.plans.queries import PlanDetail
from umdesk.services.plans.ways import Reachable
from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.plans.allowed import Allowed
from umdesk.ui.plans.ways_text import as_html
from umdesk.ui.theme import SPACE_4, SPACE_8, SPACE_12, SPACE_16, Tone
from umdesk.ui.widgets.fields import Note
from umdesk.ui.widgets.form import heading
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.table import RowsTable

_ROWS = 4
_FEWEST, _MOST = 6, 26
"""Lines of the text on the ways, whatever it says."""
_WHAT = {
    Category.LPEL: "a low-paying entry-level class",
    Category.ELTPA: "an entry-level technical, professional or administrative class",
    Category.BRIDGING: "a bridging class",
    Category.OTHER: "outside the classes of the Upward Mobility Program",
    Category.UNMAPPED: "in no group that the rules name",
}


def _columns() -> Sequence[Column[Reachable]]:
    return (
        Column("Class", _named, stretch=True),
        Column("Steps", lambda row: str(row.steps), number=True, width=3),
        Column("Way", lambda row: row.how, width=20),
    )


def _named(row: Reachable) -> str:
    marks = [mark for mark, said in (("not confirmed", not row.confirmed), ("hard to fill", row.hard_to_fill)) if said]
    aside = f" ({', '.join(marks)})" if marks else ""
    return f"{row.class_code} {row.title}{aside}"


class TargetHelp(QWidget):
    """Looks up what it shows only while it is in view."""

    taken = Signal(str)
    """The class that shall be the target."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._detail: PlanDetail | None = None
        self._editable = False
        self._stale = True
        self._about = ("", "")  # the revision and the target class that the table was last brought to
        self.known = Note()
        self.model: RowsModel[Reachable] = RowsModel(_columns(), key=lambda row: row.class_code, parent=self)
        self.table: RowsTable[Reachable] = RowsTable(self.model, "Classes that the career ladders lead to")
        self.take = QPushButton(icon("check"), "Take as target class")
        self.text = _Text()
        self._lay_out()
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(lambda _key: self._take())
        self.take.clicked.connect(lambda _checked=False: self._take())

    def show_plan(self, detail: PlanDetail, may: Allowed) -> None:
        """Be about this plan; looked up now if it is in view, else when it comes into view."""
        self._detail, self._editable, self._stale = detail, may.edit, True
        if self.isVisible():
            self._look_up()

    def showEvent(self, event: QShowEvent) -> None:
        """Look up what was left while nobody looked."""
        super().showEvent(event)
        self._look_up()

    def _look_up(self) -> None:
        if self._detail is None or not self._stale:
            return
        self._stale = False
        content = self._detail.content
        found = self._context.runner.now(ways.reachable, self._context.program, self._detail.revision_id) or ()
        self.model.set_rows(found)
        current = f"{content.current_class_code} {content.current_class_title}".strip() or "an empty current class"
        self.table.set_empty(f"No career ladder leads on from {current}. Any class can be the target.")
        about = (self._detail.revision_id, content.target_class_code)
        if about != self._about:
            self._about = about
            if not self.table.choose(content.target_class_code):
                self.table.setCurrentIndex(QModelIndex())
        self._show_ways(self.table.current_key() or content.target_class_code)

    def _chosen(self, key: str) -> None:
        if key and not self._stale:
            self._show_ways(key)

    def _show_ways(self, code: str) -> None:
        assert self._detail is not None  # noqa: S101 -- nothing is shown before
        target = self._detail.content.target_class_code
        program, revision = self._context.program, self._detail.revision_id
        found = self._context.runner.now(ways.to_class, program, revision, code)
        self.text.show_html(as_html(found) if found else "")
        self._title.setText(f"Ways to {found.name}" if found and found.class_code else "Ways to a class")
        aim = found if code == target else self._context.runner.now(ways.to_class, program, revision, target)
        self.known.say(*(_known(aim.facts, target) if aim and target else ("", Tone.QUIET)))
        self.take.setVisible(self._editable)
        self.take.setEnabled(bool(self.table.current_key()) and self.table.current_key() != target)

    def _take(self) -> None:
        if self.take.isEnabled() and self._editable:
            self.taken.emit(self.table.current_key())

    def _lay_out(self) -> None:
        self.take.setAutoDefault(False)
        self.take.setAccessibleName("Take the chosen class as target class")
        self.take.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.table.setFixedHeight((self.fontMetrics().height() + SPACE_12) * (_ROWS + 1) + SPACE_4)
        self._title = heading("Ways to a class")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        for part in (
            self.known,
            heading("Classes that the career ladders lead to"),
            self.table,
            self.take,
            self._title,
            self.text,
        ):
            column.addWidget(part)


class _Text(QTextBrowser):
    """A text to read, as high as it is long within limits; the keyboard scrolls and copies it."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Ways to the class, and what each takes")
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.document().setIndentWidth(SPACE_16)
        self.document().setDocumentMargin(SPACE_8)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_html(self, html: str) -> None:
        """Show another text from its beginning."""
        self.setHtml(html)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width needs another height."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        line = self.fontMetrics().lineSpacing()
        wanted = int(self.document().size().height()) + 2 * self.frameWidth()
        self.setFixedHeight(min(max(wanted, line * _FEWEST), line * _MOST))


def _known(facts: ClassFacts | None, code: str) -> tuple[str, Tone]:
    """What is known of the target class, and whether somebody confirmed it."""
    if facts is None:
        return f"Class {code} is not among the program's classes. It can be the target all the same.", Tone.ATTENTION
    said = f"{code} is {_WHAT[facts.category]}."
    if facts.status != "active":
        said = f"{said} It is marked as {facts.status}."
    if facts.unconfirmed_title:
        said = f"{said} It may be called “{facts.unconfirmed_title}”; that title is not confirmed."
    if facts.confirmed:
        return f"{said} Its row in Classes is confirmed.", Tone.GOOD
    return f"{said} Its row in Classes is not confirmed: check title and code before you print.", Tone.ATTENTION
