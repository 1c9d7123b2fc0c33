"""The main window: the page in view, the menus, the status line, and the way from one page to the next.

Only what the welcome page needs is imported here; the rest comes when it is used, so that the window is there at once.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from umdesk.ui.icons import icon
from umdesk.ui.looking import LookBanner
from umdesk.ui.remembered import Remembered
from umdesk.ui.runner import Runner
from umdesk.ui.welcome import WelcomePage
from umdesk.ui.widgets.messagebar import MessageBar

if TYPE_CHECKING:
    from umdesk.domain.errors import UserError
    from umdesk.services.programs import Program
    from umdesk.ui.workspace import Workspace


_PICTURES = frozenset((".tif", ".tiff", ".jpg", ".jpeg", ".png"))


class MainWindow(QMainWindow):
    """Shows the welcome page, the sign-in, the creation of a program, or an open program."""

    page_changed = Signal()
    escaped = Signal()
    closing = Signal(bool)  # the program closes and its typing is settled; True when the window goes too

    def __init__(self, remembered: Remembered, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.remembered = remembered
        self.runner = Runner(self)
        self.setWindowIcon(icon("umdesk"))
        self.setAcceptDrops(True)
        self.messages = MessageBar()
        self.banner = LookBanner()
        self.pages = QStackedWidget()
        self.welcome = WelcomePage(remembered)
        self.pages.addWidget(self.welcome)
        self.workspace: Workspace | None = None
        self.covered: Workspace | None = None  # the workspace while the window is locked
        self._waiting: Callable[[], None] | None = None  # what would be said while the window is locked
        self._was_told = False  # whether a message was there when it was locked
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self.pages, 1)
        column.addWidget(self.messages)  # below, so that what one looks at does not jump
        self.setCentralWidget(inside)
        self.runner.refused.connect(partial(self._say, self.messages.refuse))
        self.runner.told.connect(partial(self._say, self.messages.tell))
        self._restore_geometry()
        self._name_window()

    def show_page(self, page: QWidget) -> None:
        """Bring a page to the front; the page before goes, except the welcome page."""
        before = self.pages.currentWidget()
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        self.messages.put_away()
        if before is not None and before not in (page, self.welcome):
            self.pages.removeWidget(before)
            before.deleteLater()
        self.banner.setVisible(self.workspace is not None and not self.workspace.context.program.writable)
        self._name_window()
        self.page_changed.emit()

    def show_welcome(self) -> None:
        """Go back to the welcome page."""
        self.show_page(self.welcome)
        self.welcome.refresh()

    def show_program(self, program: "Program", why: "UserError | None" = None) -> None:
        """Show an open program and remember it; `why` says what kept it from being opened for writing."""
        from umdesk.ui.workspace import Workspace  # noqa: PLC0415 -- not for the welcome page

        name = program.folder.name.removesuffix(".umdesk")
        self.remembered.opened(program.folder, name, program.now().astimezone())
        try:
            self.workspace = Workspace(program, self.runner, self.remembered)
        except BaseException:
            program.close()  # a program nobody can see must not keep others out
            raise
        self.workspace.tabs.currentChanged.connect(lambda _place: self.messages.give_up_place())
        self.banner.explain(why)
        self.show_page(self.workspace)
        self.runner.keep_made()

    def cover(self, page: QWidget) -> None:
        """Show a page instead of the open program, which goes on behind it; nothing else of the window stays."""
        self.covered, self.workspace = self.workspace, None
        self.setAcceptDrops(False)
        self._was_told = self.messages.isVisible()
        for line in (self.messages, self.banner, self.statusBar()):
            line.hide()
        self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        self._name_window()
        self.page_changed.emit()

    def uncover(self) -> None:
        """Show the open program again, and what was to be said meanwhile."""
        if self.covered is None:
            return
        self.workspace, self.covered = self.covered, None
        told, waiting = self._was_told, self._waiting
        self._end_cover()
        self.show_page(self.workspace)
        self.messages.setVisible(told)
        if waiting is not None:
            waiting()

    def _end_cover(self) -> None:
        self._waiting = None
        self.setAcceptDrops(True)
        self.statusBar().show()

    def _say(self, how: Callable[..., None], *what: object) -> None:
        if self.covered is None:
            how(*what)
        else:
            self._waiting = partial(how, *what)

    def close_program(self) -> None:
        """Settle the typing, let long operations end, and close what is open, also behind the lock page."""
        if self.workspace is not None or self.covered is not None:
            self.runner.finish()
            workspace = self._take_workspace()
            if workspace is None:  # what was under way has closed it
                return
            workspace.settle()
            self.closing.emit(False)
            workspace.close_program()
            self.pages.removeWidget(workspace)
            workspace.deleteLater()
            self._close_windows_beside()
            self.messages.forget()
            self.show_welcome()

    def _close_windows_beside(self) -> None:
        """Close what stands beside the work, and let go of what is hidden: the next person may not see any of it."""
        for window in self.findChildren(QWidget):
            if window.isWindow() and window is not self:
                if window.isVisible():
                    window.close()
                if window.testAttribute(Qt.WidgetAttribute.WA_DeleteOnClose):
                    window.deleteLater()

    def _take_workspace(self) -> "Workspace | None":
        """The open program's workspace, which is then the window's no longer."""
        workspace = self.workspace or self.covered
        if self.covered is not None:
            self._end_cover()
        self.workspace = self.covered = None
        return workspace

    def choose_folder(self) -> Path | None:
        """Ask for a program folder."""
        chosen = QFileDialog.getExistingDirectory(self, "Open a program: choose its folder, NAME.umdesk")
        return Path(chosen) if chosen else None

    def set_zoom(self, percent: int) -> None:
        """Set the size of all text, in percent of the system's, and remember it."""
        self.remembered.zoom = percent
        apply_zoom(self.remembered.zoom)

    # What Qt asks

    def closeEvent(self, event: QCloseEvent) -> None:
        """Settle, close the program, remember where the window was."""
        self.runner.finish()
        workspace = self._take_workspace()
        if workspace is not None:
            workspace.settle()
            self.closing.emit(True)
            workspace.close_program()
        self.runner.close()
        self.remembered.keep_state("window", self.saveGeometry())
        self.remembered.sync()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape that nobody else had a use for closes what opened beside the work."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped where somebody takes them."""
        if _files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A program folder is opened; other files go to the tab in view, or to the applicants where it takes none."""
        files = _files(event)
        programs = [path for path in files if path.name.endswith(".umdesk") or (path / "keys.json").is_file()]
        if programs and self.workspace is None:
            QTimer.singleShot(0, lambda: self.welcome.open_wanted.emit(programs[0]))
        elif self.workspace is not None and files:
            if not hasattr(self.workspace.current(), "take_files"):
                pictures = all(path.suffix.casefold() in _PICTURES for path in files)
                self.workspace.go_to("Career plans" if pictures else "Applicants")
            if hasattr(self.workspace.current(), "take_files"):
                self.workspace.current().take_files(files)
        event.acceptProposedAction()

    def _restore_geometry(self) -> None:
        state: QByteArray = self.remembered.state("window")
        if state.isEmpty() or not self.restoreGeometry(state):
            screen = QGuiApplication.primaryScreen().availableSize()
            self.resize(min(1280, screen.width() - 40), min(800, screen.height() - 80))

    def _name_window(self) -> None:
        name = self.workspace.context.program.folder.name.removesuffix(".umdesk") if self.workspace else ""
        name = "Locked" if self.covered is not None else name
        self.setWindowTitle(f"{name} – umdesk" if name else "umdesk")


def apply_zoom(percent: int) -> None:
    """Make the text of the whole application this large, in percent of the system's size."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    plain = app.property("plain_point_size")
    if plain is None:
        plain = app.font().pointSizeF()
        app.setProperty("plain_point_size", plain)
    font = app.font()
    before, after = font.pointSizeF(), float(plain) * percent / 100
    font.setPointSizeF(after)
    app.setFont(font)
    for widget in app.allWidgets():  # titles and labels have sizes of their own, which follow
        if widget.testAttribute(Qt.WidgetAttribute.WA_SetFont) and widget.font().pointSizeF() > 0:
            own = widget.font()
            own.setPointSizeF(own.pointSizeF() * after / before)
            widget.setFont(own)


def _files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
