"""Finds the files that umdesk ships: fonts, icons, help pages, class rows, the demo workbook."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(name: str) -> Path:
    """The path of a shipped file or folder, in a checkout as well as in an installed wheel.

    `name` is relative to `resources/`, with forward slashes: "classes.csv", "help/index.md".

    Raises:
        FileNotFoundError: umdesk ships nothing of that name (a bug, never the user's fault).
    """
    for root in (_PACKAGE / "_resources", _PACKAGE.parent / "resources"):
        path = root / name
        if path.exists():
            return path
    raise FileNotFoundError(name)
