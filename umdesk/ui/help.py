"""The help beside the work: pages in Markdown, their headings, and a search through all of them."""

import re
from dataclasses import dataclass

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QKeyEvent, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QDockWidget,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from umdesk.domain.folding import folded
from umdesk.resources import resource
from umdesk.ui.icons import icon
from umdesk.ui.theme import SPACE_4, SPACE_8
from umdesk.ui.widgets.search import SearchLine

START = "index"


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One page: its name (the file without its ending), title and text in Markdown."""

    name: str
    title: str
    text: str

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings under the title, in order."""
        return tuple(re.findall(r"^#{2,3} +(.+?) *$", self.text, re.MULTILINE))


def help_pages() -> dict[str, HelpPage]:
    """All pages by name."""
    pages = {}
    for path in sorted(resource("help").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        found = re.search(r"^# +(.+?) *$", text, re.MULTILINE)
        pages[path.stem] = HelpPage(path.stem, found[1] if found else path.stem, text)
    return pages


def find_pages(pages: dict[str, HelpPage], words: str) -> list[tuple[HelpPage, str]]:
    """The pages that hold all words, those with a word in the title first; each with the heading that comes nearest."""
    wanted = folded(words).split()
    found = []
    for page in pages.values():
        text = folded(page.text)
        if wanted and all(word in text for word in wanted):
            in_title = any(word in folded(page.title) for word in wanted)
            heading = next((head for head in page.headings if any(word in folded(head) for word in wanted)), "")
            found.append((not in_title, page.title, page, heading))
    return [(page, heading) for _order, _title, page, heading in sorted(found, key=lambda entry: entry[:2])]


class HelpDock(QDockWidget):
    """The help at the right side of the window; Escape closes it and gives the focus back."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Help", parent)
        self.setObjectName("help")
        self.setAllowedAreas(Qt.DockWidgetArea.RightDockWidgetArea | Qt.DockWidgetArea.LeftDockWidgetArea)
        self._pages = help_pages()
        self._over: QWidget | None = None  # the window beside the work that it lies over
        self.browser = _Browser(self._pages)
        self.search = SearchLine("Search the help", "Search the help")
        self.search.textChanged.connect(self._search)
        self._contents = QPushButton(icon("list"), "Contents")
        self._contents.clicked.connect(lambda: self.show_page(START))
        self._back = QPushButton(icon("left"), "Back")
        self._back.clicked.connect(self.browser.backward)
        self.browser.backwardAvailable.connect(self._back.setEnabled)
        self.browser.sourceChanged.connect(self._moved)
        self._back.setEnabled(False)
        self.found = QListWidget()
        self.found.setAccessibleName("Help pages found")
        self.found.setWordWrap(True)
        self.found.itemActivated.connect(self._open_found)
        self.found.itemClicked.connect(self._open_found)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.browser)
        self._stack.addWidget(self.found)
        top = QHBoxLayout()
        top.setSpacing(SPACE_4)
        top.addWidget(self._back)
        top.addWidget(self._contents)
        top.addWidget(self.search, 1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(SPACE_8, SPACE_8, SPACE_8, SPACE_8)
        column.setSpacing(SPACE_8)
        column.addLayout(top)
        column.addWidget(self._stack, 1)
        inside.setMinimumWidth(320)
        self.setWidget(inside)

    def show_page(self, name: str) -> None:
        """Show a page and make the help visible."""
        self.search.clear()
        self.browser.setSource(QUrl(f"{name}.md"))
        self._stack.setCurrentWidget(self.browser)
        self.show()
        self.raise_()

    def stay_in_view(self, asked_in: QWidget | None) -> None:
        """Lie over the window beside the work in which help was asked for, else at the side of the main window."""
        if asked_in is self:
            return
        self._over = asked_in if isinstance(asked_in, QDialog) else None
        self.setFloating(self._over is not None)
        if asked_in is not None and self._over is not None:
            room = asked_in.screen().availableGeometry()
            frame = asked_in.frameGeometry()
            width = max(self.minimumSizeHint().width(), 380)
            left = min(frame.right() + SPACE_8, room.right() - width)
            self.setGeometry(left, frame.top() + SPACE_8 * 4, width, min(frame.height(), room.height() * 3 // 4))
            self.raise_()
            self.activateWindow()

    def current_page(self) -> str:
        """The name of the page shown."""
        return self.browser.source().fileName().removesuffix(".md")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the help and leads back to where it was asked for."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            if self._over is not None and isValid(self._over):
                self._over.activateWindow()
            else:
                self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _search(self, words: str) -> None:
        self.found.clear()
        self._stack.setCurrentWidget(self.found if words.strip() else self.browser)
        for page, heading in find_pages(self._pages, words):
            item = QListWidgetItem(f"{page.title}\n{heading}" if heading else page.title, self.found)
            item.setData(Qt.ItemDataRole.UserRole, (page.name, heading))
        if words.strip() and not self.found.count():
            item = QListWidgetItem("No help page holds these words.", self.found)
            item.setFlags(Qt.ItemFlag.NoItemFlags)

    def _open_found(self, item: QListWidgetItem) -> None:
        found = item.data(Qt.ItemDataRole.UserRole)
        if found:
            name, heading = found
            self.show_page(name)
            self.browser.go_to_heading(heading)
            self.browser.setFocus()

    def _moved(self, url: QUrl) -> None:
        page = self._pages.get(url.fileName().removesuffix(".md"))
        self.setWindowTitle(f"Help: {page.title}" if page else "Help")


class _Browser(QTextBrowser):
    """Shows a page with a list of its headings under the title; links between pages are `other-page.md`."""

    def __init__(self, pages: dict[str, HelpPage]) -> None:
        super().__init__()
        self._pages = pages
        self.setAccessibleName("Help page")
        self.setOpenExternalLinks(False)
        self.document().setDocumentMargin(SPACE_8)

    def loadResource(self, kind: int, url: QUrl | str) -> object:
        """The text of a page; Qt asks for it when a link is followed."""
        page = self._pages.get(QUrl(url).fileName().removesuffix(".md"))
        return "" if page is None else page.text

    def doSetSource(
        self, url: QUrl | str, kind: QTextDocument.ResourceType = QTextDocument.ResourceType.UnknownResource
    ) -> None:
        """Follow links inside the help only."""
        wanted = QUrl(url)
        if wanted.fileName().removesuffix(".md") in self._pages:
            super().doSetSource(QUrl(wanted.fileName()), QTextDocument.ResourceType.MarkdownResource)
            self.go_to_heading(wanted.fragment())

    def go_to_heading(self, heading: str) -> None:
        """Bring a heading to the top; "" is the beginning of the page."""
        self.moveCursor(self.textCursor().MoveOperation.Start)
        if heading and self.find(heading):
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + self.cursorRect().top() - SPACE_8)
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)
