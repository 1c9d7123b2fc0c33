"""The layout of the editor of one plan: head, sections, page, preview, and the line on what happens next."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.plans.banner import Banner
from umdesk.ui.plans.guide import Guide
from umdesk.ui.plans.live_preview import LivePreview
from umdesk.ui.plans.sections import SectionList
from umdesk.ui.plans.turn_notes import TurnNotes
from umdesk.ui.printing.menu import PapersButton
from umdesk.ui.theme import SPACE_4, SPACE_8, SPACE_12, SPACE_16, heading_font
from umdesk.ui.widgets.plain import PlainLabel, plain_tip
from umdesk.ui.widgets.status import ActionButton, Badge
from umdesk.ui.widgets.taborder import put_behind, turns_of

_ROOM_FOR_PAGE = 130
"""Characters of width below which form and page do not fit side by side."""


class Name(PlainLabel):
    """Whose plan it is; a long name gives way to the buttons, and its tip has the whole."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(heading_font())

    def show_name(self, name: str) -> None:
        """Show another name."""
        self.setText(name)
        self.setToolTip(plain_tip(name))

    def minimumSizeHint(self) -> QSize:
        """Room for the beginning of a name."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self.fontMetrics().averageCharWidth() * 10), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """As much of the name as there is room for."""
        painter = QPainter(self)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.end()


class EditorView(QWidget):
    """Widgets and their places; what they do is the controller's."""

    def __init__(self, context: Context, primary: QAction, back: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = self._button("left", back)
        self.back.setToolTip("Back to the list (Alt+Left)")
        self.back.setShortcut("Alt+Left")
        self.name = Name()
        self.number = PlainLabel()
        self.badge = Badge()
        self.page_shown = self._button("show", "Page")
        self.page_shown.setCheckable(True)
        self.page_shown.setToolTip("Show the printed page beside the form")
        self.page_shown.setAccessibleName("Show the printed page")
        self.to_draft = self._button("undo", "Back to draft")
        self.ready = self._button("check", "Mark ready")
        self.amend = self._button("edit", "Amend…")
        self.renew = self._button("calendar", "Annual revision…")
        self.discard = self._button("delete", "Discard revision…")
        self.send = self._button("right", "&Send to the coordinator…")
        self.primary = ActionButton(primary, primary=True)
        self.banner = Banner(context)
        self.notes = TurnNotes(context)
        self.banner.asked.connect(self.notes.fold)
        self.sections = SectionList()
        self.pages = QStackedWidget()
        self.preview = LivePreview(context)
        self.next = PlainLabel()
        self.next.setWordWrap(True)
        self.next.setAccessibleName("What happens next")
        self.guide = Guide()
        self.show_missing = self._button("list", "Show what is missing")
        self.person_page = self._button("person", "Person's page")
        self.papers = PapersButton(context)
        self._fits = self._gave_room = False
        self._lay_out()
        self.show_page(shown=False)

    def add_pages(self, pages: Mapping[str, QWidget]) -> dict[str, int]:
        """Put in the form's pages and what the Tab key reaches after them; gives their places by key."""
        places = {key: self.pages.addWidget(page) for key, page in pages.items()}
        self.parts.addWidget(self.preview)
        for part, stretch in enumerate((0, 3, 2)):
            self.parts.setStretchFactor(part, stretch)
        self.parts.setSizes([244, 580, 426])
        self._add_foot()
        return places

    def put_page(self, place: int, page: QWidget) -> None:
        """Put a page in a place that was kept for it, where Tab comes to it in its turn."""
        kept, turns = self.pages.widget(place), turns_of(page)
        self.pages.insertWidget(place, page)
        if kept is not None:
            put_behind(kept, turns)
            self.pages.removeWidget(kept)
            kept.deleteLater()

    def make_room(self, *, wide: bool) -> None:
        """Give a wide page the room of the printed one, which comes back after it."""
        if wide and not self.preview.isHidden():
            self._gave_room = True
            self.show_page(shown=False)
        elif not wide and self._gave_room:
            self._gave_room = False
            self.show_page(shown=True)

    def show_page(self, shown: bool) -> None:
        """Show or hide the printed page."""
        self.preview.setVisible(shown)
        self.page_shown.setChecked(shown)

    def offer_page(self) -> None:
        """Show the printed page where there is room for it beside the form; elsewhere its button shows it."""
        if self._fits:
            self.show_page(shown=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the form comes first: the printed page goes, and comes back when there is room again."""
        super().resizeEvent(event)
        fits = self.width() >= self.fontMetrics().averageCharWidth() * _ROOM_FOR_PAGE
        if fits != self._fits:
            self._fits = fits
            self._gave_room = self._gave_room and fits
            self.show_page(shown=fits and not self._gave_room)
        self.number.setVisible(fits)  # it stands on the page and in the list too

    def _lay_out(self) -> None:
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_8, SPACE_8, SPACE_8, SPACE_8)
        column.setSpacing(SPACE_8)
        column.addLayout(self._head())
        column.addWidget(self.banner)
        column.addWidget(self.notes)
        self.parts = QSplitter(Qt.Orientation.Horizontal)
        self.parts.setChildrenCollapsible(False)
        self.sections.setMinimumWidth(self.fontMetrics().averageCharWidth() * 34)
        self.sections.setMaximumWidth(self.fontMetrics().averageCharWidth() * 40)
        self.pages.setMinimumWidth(self.fontMetrics().averageCharWidth() * 52)
        self.parts.addWidget(self.sections)
        self.parts.addWidget(self.pages)
        # A page that needs more scrolls; the window must not grow with a question above it.
        self.pages.setMinimumHeight(self.fontMetrics().height() * 15)
        column.addWidget(self.parts, 1)

    def _add_foot(self) -> None:
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setFrameShadow(QFrame.Shadow.Plain)
        line.setEnabled(False)
        self._column.addWidget(line)
        self._column.addWidget(self.guide)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_12)
        foot.setContentsMargins(SPACE_8, 0, SPACE_8, SPACE_4)
        foot.addWidget(self.next, 1)
        foot.addWidget(self.show_missing)
        foot.addWidget(self.papers)
        foot.addWidget(self.person_page)
        self._column.addLayout(foot)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(SPACE_12)
        head.addWidget(self.back)
        head.addSpacing(SPACE_4)
        for part in (self.name, self.number, self.badge):
            head.addWidget(part)
        head.addStretch(1)
        head.addSpacing(SPACE_16)
        for button in (
            self.page_shown, self.discard, self.renew, self.amend, self.to_draft, self.ready, self.send,
            self.primary,
        ):  # fmt: skip
            head.addWidget(button)
        for button in (self.discard, self.renew, self.amend, self.to_draft, self.ready, self.send):
            button.hide()
        return head

    def _button(self, symbol: str, text: str) -> QPushButton:
        button = QPushButton(icon(symbol), text)
        button.setIconSize(QSize(self.fontMetrics().height(), self.fontMetrics().height()))
        button.setAutoDefault(False)
        button.setAccessibleName(text.replace("&", "").rstrip("…"))
        return button
