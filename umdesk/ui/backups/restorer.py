"""Restores a backup and opens what came of it; lives as long as the main window, whatever closes meanwhile."""

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject

from umdesk.services import backups
from umdesk.services.backups import Restored, Way
from umdesk.ui.window import MainWindow


class Restorer(QObject):
    """The two ways to restore."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def beside(self, file: Path, way: Way, target: Path) -> None:
        """Restore into a folder of its own; what is open stays open."""
        self._window.runner.later(
            lambda progress: backups.restore(file, way, target, datetime.now(UTC), progress),
            self._restored_beside,
            owner=self,
            title="Restoring the backup",
        )

    def over(self, file: Path, way: Way, folder: Path) -> None:
        """Close the present program, set it aside, put the backup in its place and ask to sign in."""
        self._window.close_program()
        self._window.runner.later(
            lambda progress: backups.restore_over(file, way, folder, datetime.now(UTC), progress),
            self._restored_over,
            owner=self,
            title="Restoring the backup",
        )

    def _restored_beside(self, restored: Restored) -> None:
        self._window.runner.tell(
            f"Restored to “{restored.folder}”. It opens with the passwords of that time.",
            "Open it",
            lambda: self._open(restored.folder),
        )

    def _restored_over(self, restored: Restored) -> None:
        self._open(restored.folder)
        aside = restored.set_aside.name if restored.set_aside is not None else ""
        self._window.messages.notice(
            f"Restored from {backups.title(restored.about)}. Sign in with a password of that time. The program before "
            f"is kept as “{aside}”."
        )

    def _open(self, folder: Path) -> None:
        self._window.welcome.open_wanted.emit(folder)
