"""What the window remembers between starts on this computer: places, sizes, the colour scheme, recent programs.

It holds paths of program folders and their names, and nothing about people.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import platformdirs
from PySide6.QtCore import QByteArray, QSettings

from umdesk.ui.theme import Scheme

RECENT_LIMIT = 10


@dataclass(frozen=True, slots=True)
class Recent:
    """One program folder that was opened here; `opened` is ISO 8601 local time."""

    folder: Path
    name: str
    opened: datetime | None

    @property
    def missing(self) -> bool:
        """Whether the folder is not there now (moved, or its drive is not connected)."""
        return not (self.folder / "keys.json").is_file()


def default_place() -> Path:
    """The file of this computer's settings: local, never in a roaming or synced profile."""
    return platformdirs.user_config_path("umdesk", appauthor=False, roaming=False) / "window.ini"


class Remembered:
    """A small store in one ini file; values of a damaged file fall back to the defaults."""

    def __init__(self, place: Path) -> None:
        self._settings = QSettings(str(place), QSettings.Format.IniFormat)

    @property
    def scheme(self) -> Scheme:
        """Light, dark or as the system."""
        try:
            return Scheme(str(self._settings.value("scheme", Scheme.SYSTEM)))
        except ValueError:
            return Scheme.SYSTEM

    @scheme.setter
    def scheme(self, scheme: Scheme) -> None:
        self._settings.setValue("scheme", scheme.value)

    @property
    def zoom(self) -> int:
        """The size of the text in percent of the system's, 80 to 200."""
        try:
            return min(200, max(80, int(str(self._settings.value("zoom", 100)))))
        except ValueError:
            return 100

    @zoom.setter
    def zoom(self, percent: int) -> None:
        self._settings.setValue("zoom", percent)

    def state(self, name: str) -> QByteArray:
        """The geometry kept under a name; empty when there is none."""
        value = self._settings.value(f"state/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_state(self, name: str, state: QByteArray) -> None:
        """Keep a geometry."""
        self._settings.setValue(f"state/{name}", state)

    def sizes(self, name: str) -> list[int]:
        """The sizes of the parts of a splitter; none where nobody moved it."""
        parts = str(self._settings.value(f"state/{name}", "")).split()
        return [int(part) for part in parts] if all(part.isdecimal() for part in parts) else []

    def keep_sizes(self, name: str, sizes: list[int]) -> None:
        """Keep the sizes of the parts of a splitter."""
        self._settings.setValue(f"state/{name}", " ".join(map(str, sizes)))

    def recent(self) -> list[Recent]:
        """The programs opened here, the latest first."""
        found = []
        for number in range(self._settings.beginReadArray("recent")):
            self._settings.setArrayIndex(number)
            folder, name = str(self._settings.value("folder", "")), str(self._settings.value("name", ""))
            if folder:
                found.append(Recent(Path(folder), name, _moment(str(self._settings.value("opened", "")))))
        self._settings.endArray()
        return found

    def opened(self, folder: Path, name: str, at: datetime) -> None:
        """Put a program on top of the list."""
        others = [recent for recent in self.recent() if recent.folder != folder]
        self._write([Recent(folder, name, at), *others][:RECENT_LIMIT])

    def forget(self, folder: Path) -> None:
        """Take a program off the list; the folder itself is not touched."""
        self._write([recent for recent in self.recent() if recent.folder != folder])

    def sync(self) -> None:
        """Write to disk now."""
        self._settings.sync()

    def _write(self, recent: list[Recent]) -> None:
        self._settings.remove("recent")
        self._settings.beginWriteArray("recent", len(recent))
        for number, entry in enumerate(recent):
            self._settings.setArrayIndex(number)
            self._settings.setValue("folder", str(entry.folder))
            self._settings.setValue("name", entry.name)
            self._settings.setValue("opened", entry.opened.isoformat() if entry.opened else "")
        self._settings.endArray()


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None
