"""Restores a backup and opens what came of it; lives as long as the main window, whatever closes meanwhile."""

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject

from umdesk.services import backups, lost_keys
from umdesk.services.backups import About, Restored, Way
from umdesk.ui.window import MainWindow


class Restorer(QObject):
    """The two ways to restore, and the one to put back keys.json alone."""

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

    def keys(self, file: Path, way: Way, folder: Path) -> None:
        """Give a program whose keys.json is lost that of a backup, and ask to sign in."""
        self._window.runner.later(
            lambda _progress: lost_keys.put_back(file, way, folder, datetime.now(UTC)),
            lambda about: self._keys_back(about, folder),
            owner=self,
            title="Putting keys.json back",
        )

    def _keys_back(self, about: About, folder: Path) -> None:
        self._open(folder)
        self._window.messages.notice(
            f"keys.json is back from {backups.title(about)}; the data is as it was. Sign in. An account whose password "
            "was given or changed since has to get a new one."
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
