"""The menu bar: every action of the window with its keys, and which of them can be used now."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from umdesk.ui.icons import icon
from umdesk.ui.remembered import Recent
from umdesk.ui.theme import Scheme

Act = Callable[[], object]
MOST_TABS = 8
"""How many tabs an account can have, with all roles."""


def _everything(_what: str) -> bool:
    return True


class Menus(QObject):
    """Builds the menus from what the window can do; the window gives the functions by name.

    `program_actions` are those that need an open program; what an account may not do is not offered to it.
    """

    def __init__(self, bar: QMenuBar, does: dict[str, Act], parent: QObject) -> None:
        super().__init__(parent)
        self._does = does
        self.program_actions: list[QAction] = []
        self._needs: dict[QAction, str] = {}  # "module.function" of what one must be allowed to do
        self._file(bar.addMenu("&File"))
        self._edit(bar.addMenu("&Edit"))
        self._view(bar.addMenu("&View"))
        self._program(bar.addMenu("&Program"))
        self._help(bar.addMenu("&Help"))

    def show_open(
        self, *, is_open: bool, may: Callable[[str], bool] = _everything, sees_all: Callable[[str], bool] = _everything
    ) -> None:
        """Switch what needs an open program on or off.

        `may` says what its account may do ("module.function"), `sees_all` whether it may for everybody's records.
        """
        for action in self.program_actions:
            action.setEnabled(is_open)
        for action, what in self._needs.items():
            action.setVisible(may(what))
        self._history.setVisible(sees_all("history.events"))

    def show_locked(self, *, is_locked: bool) -> None:
        """While the window is locked no other program is opened either."""
        for action in self._doors:
            action.setEnabled(not is_locked)

    def show_tabs(self, names: Sequence[str]) -> None:
        """Name the tabs that are there, each with its keys; one alone needs none."""
        for number, action in enumerate(self._tabs):
            there = number < len(names) and len(names) > 1
            action.setText(f"&{number + 1} {names[number]}" if there else "")
            action.setVisible(there)
        self._tab_line.setVisible(len(names) > 1)

    def show_steps(self, undo: str, redo: str) -> None:
        """Name what can be undone and redone."""
        self.undo.setText(f"&Undo “{_short(undo)}”" if undo else "&Undo")
        self.undo.setEnabled(bool(undo))
        self.redo.setText(f"&Redo “{_short(redo)}”" if redo else "&Redo")
        self.redo.setEnabled(bool(redo))

    def show_recent(self, recent: Sequence[Recent], open_recent: Callable[[Path], None]) -> None:
        """List the recent programs that are there."""
        self.recent.clear()
        there = [entry for entry in recent if not entry.missing]
        for entry in there:
            action = self.recent.addAction(f"{entry.name}  ({entry.folder.parent})".replace("&", "&&"))
            action.triggered.connect(lambda _checked=False, folder=entry.folder: open_recent(folder))
        self.recent.setEnabled(bool(there))

    def show_scheme(self, scheme: Scheme) -> None:
        """Mark the chosen colours."""
        self.schemes[scheme].setChecked(True)

    def _add(
        self,
        menu: QMenu,
        text: str,
        does: str,
        keys: Sequence[str | QKeySequence.StandardKey] = (),
        symbol: str = "",
        *,
        program: bool = False,
        needs: str = "",
        everywhere: bool = False,
    ) -> QAction:
        action = QAction(text, self)
        if everywhere:  # also in the windows beside the work
            action.setShortcutContext(Qt.ShortcutContext.ApplicationShortcut)
        if symbol:
            action.setIcon(icon(symbol))
        action.setShortcuts([QKeySequence(key) for key in keys])
        act = self._does[does]
        action.triggered.connect(lambda _checked=False: act())
        menu.addAction(action)
        if program:
            self.program_actions.append(action)
        if needs:
            self._needs[action] = needs
        return action

    def _file(self, menu: QMenu) -> None:
        self._doors = [
            self._add(menu, "&New program…", "create", ["Ctrl+Shift+N"], "new"),
            self._add(menu, "&Open a program…", "choose", [QKeySequence.StandardKey.Open], "open"),
        ]
        self.recent = menu.addMenu("Open &recent")
        self._doors.append(self._add(menu, "Look at the &demo", "demo", symbol="play"))
        menu.addSeparator()
        self.print = self._add(menu, "&Print…", "print", [QKeySequence.StandardKey.Print], "print", program=True)
        self.save_list = self._add(
            menu,
            "Save list as E&xcel…",
            "save_list",
            ["Ctrl+Shift+S"],
            "export",
            program=True,
            needs="lists.record_copy",
        )
        menu.addSeparator()
        self._add(menu, "&Lock", "lock", ["Ctrl+L"], "lock", program=True, everywhere=True)
        self._add(menu, "&Switch user", "switch", symbol="people", program=True)
        self._add(menu, "&Close program", "close_program", ["Ctrl+W"], "close", program=True)
        self._add(menu, "&Quit", "quit", ["Ctrl+Q"])

    def _edit(self, menu: QMenu) -> None:
        # In a text field Ctrl+Z is the field's own, so the program's undo has keys that work everywhere as well.
        self.undo = self._add(
            menu, "&Undo", "undo", ["Ctrl+Alt+Z", "Ctrl+Z"], "undo", program=True, needs="history.undo"
        )
        self.redo = self._add(
            menu, "&Redo", "redo", ["Ctrl+Alt+Y", "Ctrl+Y"], "redo", program=True, needs="history.redo"
        )
        menu.addSeparator()
        self.find = self._add(menu, "&Find", "find", [QKeySequence.StandardKey.Find], "find", program=True)
        self.anything = self._add(menu, "Find &anything…", "anything", ["Ctrl+K"], "find")
        self._doors.append(self.anything)

    def _view(self, menu: QMenu) -> None:
        group = QActionGroup(self)
        self.schemes: dict[Scheme, QAction] = {}
        for scheme, text in (
            (Scheme.SYSTEM, "&As the system"),
            (Scheme.LIGHT, "&Light"),
            (Scheme.DARK, "&Dark"),
        ):
            action = self._add(menu, text, f"scheme {scheme.value}")
            action.setCheckable(True)
            group.addAction(action)
            self.schemes[scheme] = action
        menu.addSeparator()
        self._add(menu, "Larger &text", "larger", ["Ctrl++", "Ctrl+="], everywhere=True)
        self._add(menu, "&Smaller text", "smaller", ["Ctrl+-"], everywhere=True)
        self._add(menu, "&Normal text", "normal", ["Ctrl+0"], everywhere=True)
        self._tab_line = menu.addSeparator()
        self._tabs = [
            self._add(menu, "", f"tab {place}", [f"Ctrl+{place}"], program=True) for place in range(1, MOST_TABS + 1)
        ]
        self.show_tabs(())

    def _program(self, menu: QMenu) -> None:
        self._history = self._add(menu, "&History of everything…", "history", ["Ctrl+H"], "history", program=True)
        self._add(menu, "&Settings…", "settings", ["Ctrl+,"], "settings", program=True, needs="settings.change")
        menu.addSeparator()
        self._add(menu, "Application &window…", "window", symbol="calendar", program=True, needs="cycles.cycle")
        self._add(
            menu, "Screening and &letters…", "letters", symbol="report", program=True, needs="letters.asking.screened"
        )
        self._add(menu, "Could &I apply?…", "could-apply", symbol="help", program=True, needs="eligibility.could_apply")
        self._add(
            menu, "Likely d&uplicates…", "duplicates", symbol="people", program=True, needs="people.duplicates.likely"
        )
        menu.addSeparator()
        self._add(menu, "Plans and pap&ers…", "papers", symbol="print", program=True, needs="plans.papers.to_print")
        self._add(menu, "&File scans…", "scans", symbol="import", program=True, needs="plans.filing.file")
        self._add(menu, "W&orksheets…", "worksheets", symbol="edit", program=True, needs="plans.worksheets.keep")
        self._add(
            menu, "Ca&talogue of activities…", "catalogue", symbol="list", program=True, needs="plans.catalogue.listed"
        )
        self._add(
            menu, "Resources and &mentors…", "resources", symbol="list", program=True, needs="resources.list_resources"
        )
        menu.addSeparator()
        self._add(menu, "Classes and la&dders…", "classes", symbol="list", program=True, needs="classes.catalogue")
        self._add(menu, "U&nits and supervisors…", "units", symbol="list", program=True, needs="people.units.listed")
        self._add(menu, "State holida&ys…", "holidays", symbol="calendar", program=True, needs="holidays.listed")
        menu.addSeparator()
        self._add(menu, "&Accounts…", "accounts", symbol="people", program=True, needs="accounts.list_accounts")
        self._add(menu, "&Backup and restore…", "backups", symbol="save", program=True, needs="backups.list_backups")
        self._add(menu, "Change &password…", "password", symbol="key", program=True)
        self._add(
            menu,
            "New &recovery sheet…",
            "recovery",
            symbol="print",
            program=True,
            needs="programs.activate_recovery_code",
        )
        self._add(menu, "Change the &key…", "key", symbol="lock", program=True, needs="programs.rotate_key")
        menu.addSeparator()
        self._add(menu, "E&xport everything…", "dump", symbol="export", program=True, needs="dumps.record")
        self._add(menu, "&Check and repair…", "check", symbol="shield", program=True, needs="integrity.check")

    def _help(self, menu: QMenu) -> None:
        self._add(menu, "&Help on this page", "help", [QKeySequence.StandardKey.HelpContents], "help", everywhere=True)
        self._add(menu, "All help &pages", "contents")
        self._add(menu, "&Keyboard shortcuts", "shortcuts")
        menu.addSeparator()
        self._add(menu, "&About umdesk", "about", symbol="info")


def _short(text: str) -> str:
    shown = text if len(text) <= 60 else f"{text[:57]}…"
    return shown.replace("&", "&&")
