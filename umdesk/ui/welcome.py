"""The first page: open what was open before, open another, begin a new program, or look at the demo."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from umdesk.ui.icons import icon
from umdesk.ui.remembered import Recent, Remembered
from umdesk.ui.theme import SPACE_4, SPACE_8, SPACE_12, SPACE_24, Tone, heading_font, title_font
from umdesk.ui.widgets.plain import PlainLabel, plain_tip
from umdesk.ui.widgets.status import QuietLabel

PATH = Qt.ItemDataRole.UserRole
MISSING = Qt.ItemDataRole.UserRole + 1


class RecentList(QListWidget):
    """The programs opened on this computer; Enter opens, Delete takes one off the list."""

    opened = Signal(object)  # Path
    removal_wanted = Signal(object)  # Path

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Programs opened on this computer")
        self.setIconSize(QSize(24, 24))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSpacing(SPACE_4 // 2)
        self.setAlternatingRowColors(False)
        self.itemActivated.connect(self._activated)

    def show_recent(self, recent: list[Recent]) -> None:
        """Show the list, missing folders marked in words."""
        self.clear()
        for entry in recent:
            where = str(entry.folder.parent)
            when = _when(entry)
            second = f"Not found at {where}" if entry.missing else f"{where}{when}"
            item = QListWidgetItem(f"{entry.name}\n{second}", self)
            item.setIcon(icon("attention", Tone.ATTENTION) if entry.missing else icon("folder"))
            item.setData(PATH, str(entry.folder))
            item.setData(MISSING, entry.missing)
            item.setToolTip(plain_tip(str(entry.folder)))
        if recent:
            self.setCurrentRow(0)

    def current_path(self) -> Path | None:
        """The folder of the current entry."""
        return Path(self.currentItem().data(PATH)) if self.currentRow() >= 0 else None

    def current_missing(self) -> bool:
        """Whether the current entry's folder is not there."""
        return self.currentRow() >= 0 and bool(self.currentItem().data(MISSING))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the current entry off the list."""
        path = self.current_path()
        if event.key() == Qt.Key.Key_Delete and path is not None:
            self.removal_wanted.emit(path)
            return
        super().keyPressEvent(event)

    def _activated(self, item: QListWidgetItem) -> None:
        if not item.data(MISSING):
            self.opened.emit(Path(item.data(PATH)))


class WelcomePage(QWidget):
    """What umdesk shows when no program is open."""

    open_wanted = Signal(object)  # Path
    choose_wanted = Signal()
    create_wanted = Signal()
    demo_wanted = Signal()
    restore_wanted = Signal()
    help_page = "welcome"

    def __init__(self, remembered: Remembered, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._remembered = remembered
        name = PlainLabel("umdesk")
        name.setFont(title_font())
        about = PlainLabel("The Upward Mobility Program of your department, on this computer.")
        about.setWordWrap(True)
        self._make_buttons()
        self._make_recent()
        left = QVBoxLayout()
        left.setSpacing(SPACE_8)
        left.addWidget(name)
        left.addWidget(about)
        left.addSpacing(SPACE_8)
        for place, (button, words) in enumerate(self._offers):
            if place:
                left.addSpacing(SPACE_8)
            left.addWidget(button)
            left.addWidget(QuietLabel(words))
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(SPACE_8)
        right.addWidget(self._recent_title)
        right.addWidget(self.recent, 1)
        right.addWidget(self._nothing, 1)
        right.addLayout(self._recent_buttons)
        columns = QHBoxLayout()
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(SPACE_24 * 2)
        columns.addLayout(left, 4)
        columns.addLayout(right, 5)
        box = QWidget()
        box.setLayout(columns)
        box.setMaximumSize(960, 480)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(SPACE_24, SPACE_12, SPACE_24, SPACE_12)
        outer.addStretch(1)
        outer.addWidget(box, 40)  # all of a small window: the sentences need the width
        outer.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """Read the list of recent programs again."""
        recent = self._remembered.recent()
        self.recent.show_recent(recent)
        for widget in (self.recent, self.open_button, self.remove_button):
            widget.setVisible(bool(recent))
        self._nothing.setVisible(not recent)
        self._current_changed()
        self._focus_first()

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard is in the list, or on the first offer while there is no list."""
        super().showEvent(event)
        self._focus_first()

    def _focus_first(self) -> None:
        first = self.recent if self.recent.count() else self.create_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_buttons(self) -> None:
        self.create_button = QPushButton(icon("new"), "&Create a program…")
        self.create_button.clicked.connect(self.create_wanted)
        self.choose_button = QPushButton(icon("open"), "&Open a program…")
        self.choose_button.clicked.connect(self.choose_wanted)
        self.demo_button = QPushButton(icon("play"), "Look at the &demo")
        self.demo_button.clicked.connect(self.demo_wanted)
        self.restore_button = QPushButton(icon("history"), "&Restore a backup…")
        self.restore_button.clicked.connect(self.restore_wanted)
        self._offers = (
            (self.create_button, "Begin the program of your office. It takes about three minutes."),
            (self.choose_button, "Choose a folder whose name ends with .umdesk."),
            (self.demo_button, "A complete program with made-up people. Nothing in it can go wrong."),
            (self.restore_button, "It takes the backup and a password or the recovery sheet of its day."),
        )

    def _make_recent(self) -> None:
        self._recent_title = PlainLabel("Opened before")
        self._recent_title.setFont(heading_font())
        self.recent = RecentList()
        self._recent_title.setBuddy(self.recent)
        self.recent.opened.connect(self.open_wanted)
        self.recent.removal_wanted.connect(self._forget)
        self.recent.currentRowChanged.connect(lambda _row: self._current_changed())
        self._nothing = QuietLabel("Programs that you open on this computer are listed here.")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.open_button = QPushButton("Open")
        self.open_button.setDefault(True)
        self.open_button.clicked.connect(self._open_current)
        self.remove_button = QPushButton("Remove from this list")
        self.remove_button.setToolTip("The program itself is not touched.")
        self.remove_button.clicked.connect(self._forget_current)
        self._recent_buttons = QHBoxLayout()
        self._recent_buttons.setSpacing(SPACE_8)
        self._recent_buttons.addWidget(self.open_button)
        self._recent_buttons.addWidget(self.remove_button)
        self._recent_buttons.addStretch(1)

    def _current_changed(self) -> None:
        path = self.recent.current_path()
        self.open_button.setEnabled(path is not None and not self.recent.current_missing())
        self.remove_button.setEnabled(path is not None)

    def _open_current(self) -> None:
        path = self.recent.current_path()
        if path is not None:
            self.open_wanted.emit(path)

    def _forget_current(self) -> None:
        path = self.recent.current_path()
        if path is not None:
            self._forget(path)

    def _forget(self, folder: Path) -> None:
        self._remembered.forget(folder)
        self.refresh()


def _when(entry: Recent) -> str:
    if entry.opened is None:
        return ""
    from umdesk.domain import dates  # noqa: PLC0415 -- only with a list to show

    return f"  ·  last opened {dates.show(entry.opened.date())}"
