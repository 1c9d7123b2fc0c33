"""Makes the windows that the menus open, by name."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QWidget

from umdesk.resources import resource
from umdesk.ui.context import Context
from umdesk.ui.dialogs import HistoryWindow, PasswordWindow, RecoveryWindow, TextWindow, about_text
from umdesk.ui.window import MainWindow

NEEDS_PROGRAM = {
    "history": HistoryWindow,
    "password": PasswordWindow,
    "recovery": RecoveryWindow,
}


def _settings(context: Context, parent: QWidget, _record: str) -> QDialog:
    from umdesk.ui.settingswindow import SettingsWindow  # noqa: PLC0415 -- only when it is opened

    return SettingsWindow(context, parent)


def _accounts(context: Context, parent: QWidget, _record: str) -> QDialog:
    from umdesk.ui.accounts.window import AccountsWindow  # noqa: PLC0415 -- only when it is opened

    return AccountsWindow(context, parent)


def _dump(context: Context, parent: QWidget, _record: str) -> QDialog:
    from umdesk.ui.dumping import DumpWindow  # noqa: PLC0415 -- only when it is opened

    return DumpWindow(context, parent)


def _backups(context: Context, parent: MainWindow) -> QDialog:
    from umdesk.ui.backups.window import BackupsWindow  # noqa: PLC0415 -- only when it is opened

    return BackupsWindow(context, parent)


def _check(context: Context, parent: MainWindow) -> QDialog:
    from umdesk.ui.checking.source import open_source  # noqa: PLC0415 -- only when it is opened
    from umdesk.ui.checking.window import CheckWindow  # noqa: PLC0415 -- only when it is opened

    return CheckWindow(open_source(context.program), parent, context)


def _key(context: Context, parent: MainWindow) -> QDialog:
    from umdesk.ui.rotating import RotateWindow  # noqa: PLC0415 -- only when it is opened

    return RotateWindow(context, parent)


def _duplicates(context: Context, parent: QWidget, record: str) -> QDialog:
    from umdesk.ui.duplicates.window import DuplicatesWindow  # noqa: PLC0415 -- only when it is opened

    return DuplicatesWindow(context, parent, record)


def _letters(context: Context, parent: QWidget, record: str) -> QDialog:
    from umdesk.ui.letters.window import LettersWindow  # noqa: PLC0415 -- only when it is opened

    return LettersWindow(context, parent, record)


def _classes(context: Context, parent: QWidget, code: str) -> QDialog:
    from umdesk.ui.classes.window import ClassesWindow  # noqa: PLC0415 -- only when it is opened

    return ClassesWindow(context, parent, code)


def _could_apply(context: Context, parent: QWidget, _record: str) -> QDialog:
    from umdesk.ui.couldapply import CouldApplyWindow  # noqa: PLC0415 -- only when it is opened

    return CouldApplyWindow(context, parent)


def _window(context: Context, parent: QWidget, record: str) -> QDialog:
    from umdesk.ui.cyclewindow.window import CycleWindow  # noqa: PLC0415 -- only when it is opened

    return CycleWindow(context, parent, record)


def _form(context: Context, parent: QWidget, record: str) -> QDialog:
    from umdesk.ui.cyclewindow.formwindow import FormWindow  # noqa: PLC0415 -- only when it is opened

    return FormWindow(context, parent, record)


def _person(context: Context, parent: QWidget, record: str) -> QDialog:
    from umdesk.ui.people.window import PersonWindow  # noqa: PLC0415 -- only when it is opened

    person, _, page = record.partition(" ")
    window = next((there for there in parent.findChildren(PersonWindow) if there.isVisible() and person), None)
    if window is not None:
        window.show_person(person)
        window.raise_()
        window.activateWindow()
    else:
        window = PersonWindow(context, parent, person)
    if page == "record":
        window.show_record()
    return window


def _units(context: Context, parent: QWidget, record: str) -> QDialog:
    from umdesk.ui.people.places import PlacesWindow  # noqa: PLC0415 -- only when it is opened

    return PlacesWindow(context, parent, record)


def _scans(context: Context, parent: QWidget, files: str) -> QDialog:
    from umdesk.ui.scans.window import ScansWindow  # noqa: PLC0415 -- only when it is opened

    paths = [Path(line) for line in files.splitlines()]
    window = next((there for there in parent.findChildren(ScansWindow) if there.isVisible()), None)
    if window is None:
        return ScansWindow(context, parent, paths)
    window.read(paths)
    window.raise_()
    window.activateWindow()
    return window


def _holidays(context: Context, parent: QWidget, _record: str) -> QDialog:
    from umdesk.ui.holidays.window import HolidaysWindow  # noqa: PLC0415 -- only when it is opened

    return HolidaysWindow(context, parent)


def _resources(context: Context, parent: QWidget, record: str) -> QDialog:
    from umdesk.ui.resources.window import ResourcesWindow  # noqa: PLC0415 -- only when it is opened

    return ResourcesWindow(context, parent, record)


def _catalogue(context: Context, parent: QWidget, page: str) -> QDialog:
    from umdesk.ui.catalogue.window import CatalogueWindow  # noqa: PLC0415 -- only when it is opened

    return CatalogueWindow(context, parent, page)


def _worksheets(context: Context, parent: QWidget, record: str) -> QDialog:
    from umdesk.ui.worksheets.window import WorksheetsWindow  # noqa: PLC0415 -- only when it is opened

    return WorksheetsWindow(context, parent, record)


def _papers(context: Context, parent: QWidget, chosen: str) -> QDialog:
    from umdesk.ui.printing.window import PapersWindow  # noqa: PLC0415 -- only when it is opened

    return PapersWindow(context, parent, chosen)


#: Windows that are imported when they are opened, and may begin with a record.
OPENED_LATER: dict[str, Callable[[Context, QWidget, str], QDialog]] = {
    "duplicates": _duplicates,
    "letters": _letters,
    "could-apply": _could_apply,
    "classes": _classes,
    "window": _window,
    "form": _form,
    "person": _person,
    "units": _units,
    "catalogue": _catalogue,
    "resources": _resources,
    "holidays": _holidays,
    "worksheets": _worksheets,
    "papers": _papers,
    "scans": _scans,
    "settings": _settings,
    "accounts": _accounts,
    "dump": _dump,
}
#: Windows that open another program in the main window, or close the one that is open.
OF_THE_WINDOW: dict[str, Callable[[Context, MainWindow], QDialog]] = {
    "backups": _backups,
    "check": _check,
    "key": _key,
}


def make(name: str, context: Context | None, parent: QWidget) -> QDialog | None:
    """The window of that name; None when it needs a program and none is open.

    A name can be followed by the id of the record that the window begins with: "duplicates 1f…".
    """
    name, _, record = name.partition(" ")
    if name in NEEDS_PROGRAM:
        return None if context is None else NEEDS_PROGRAM[name](context, parent)
    if name in OF_THE_WINDOW and isinstance(parent, MainWindow):
        return None if context is None else OF_THE_WINDOW[name](context, parent)
    if name in OPENED_LATER:
        return None if context is None else OPENED_LATER[name](context, parent, record)
    if name == "shortcuts":
        return TextWindow("Keyboard shortcuts", resource("help/keyboard.md").read_text(encoding="utf-8"), parent)
    return TextWindow("About umdesk", about_text(_notices()), parent)


def _notices() -> Path | None:
    for name in ("../NOTICES.md", "NOTICES.md"):
        try:
            return resource(name)
        except FileNotFoundError:
            continue
    return None
