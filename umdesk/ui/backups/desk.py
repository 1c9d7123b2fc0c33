"""Where the main window asks for all that has to do with backups; light, since the welcome page has one."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from umdesk.domain.errors import Damaged, UserError
from umdesk.ui.statusline import StatusLine
from umdesk.ui.window import MainWindow

if TYPE_CHECKING:
    from umdesk.ui.backups.keeper import Keeper
    from umdesk.ui.context import Context


class BackupDesk(QObject):
    """Keeps the backups of what is open, and leads to the window in which they are restored."""

    def __init__(
        self, window: MainWindow, status: StatusLine, open_window: Callable[[str], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._status = status
        self._open_window = open_window
        self.keeper: Keeper | None = None
        window.welcome.restore_wanted.connect(self.restore)
        status.backup_wanted.connect(self._show)

    def watch(self, context: "Context") -> None:
        """A program was opened: back it up every hour and on closing."""
        from umdesk.ui.backups.keeper import Keeper  # noqa: PLC0415 -- not for the welcome page

        if self.keeper is None:
            self.keeper = Keeper(self._window, self._status, self)
        self.keeper.watch(context)

    def restore(self, folder: Path | None = None) -> None:
        """Open the window that restores: backups of a folder that may be too damaged to open, or any file."""
        from umdesk.ui.backups.window import BackupsWindow  # noqa: PLC0415 -- not for the welcome page

        BackupsWindow(None, self._window, folder).show()

    def repair(self, folder: Path, password: str, account: str, code: str) -> None:
        """Open the window that checks and saves a program that does not open, with what was typed for it."""
        from umdesk.ui.checking.source import folder_source  # noqa: PLC0415 -- not for the welcome page
        from umdesk.ui.checking.window import CheckWindow  # noqa: PLC0415 -- not for the welcome page

        CheckWindow(folder_source(folder, password, account or None, code), self._window).show()

    def refuse(self, folder: Path, error: UserError) -> None:
        """Say that a program does not open, and offer its backups where it is damaged."""
        if isinstance(error, Damaged):
            self._window.messages.refuse(error, "Restore a backup…", lambda: self.restore(folder))
        else:
            self._window.messages.refuse(error)

    def _show(self) -> None:
        workspace = self._window.workspace
        if workspace is not None and workspace.context.sees("backups.list_backups"):
            self._open_window("backups")
        else:
            self._window.messages.notice(self._status.backup.toolTip())
