"""What the window itself can find: commands with their keys, help pages, reports."""

from collections.abc import Iterable, Iterator

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from umdesk.domain.finding import Entry, Kind
from umdesk.ui.help import help_pages
from umdesk.ui.reports.gallery import offered


def menu_actions(bar: QMenuBar) -> Iterator[tuple[str, QAction]]:
    """Every action of the menus that can be used, with the name of its menu."""
    for top in bar.actions():
        menu = top.menu()
        if isinstance(menu, QMenu):
            for action in _usable(menu.actions()):
                yield _plain(top.text()), action


def _usable(actions: Iterable[QAction]) -> Iterator[QAction]:
    for action in actions:
        if action.isSeparator() or not action.isVisible() or not action.isEnabled():
            continue
        menu = action.menu()
        if isinstance(menu, QMenu):
            yield from _usable(menu.actions())
        else:
            yield action


def commands(actions: Iterable[tuple[str, QAction]]) -> tuple[list[Entry], dict[str, QAction]]:
    """An entry for each action, and the action behind each entry's id."""
    entries, behind = [], {}
    for number, (place, action) in enumerate(actions):
        keys = action.shortcut().toString()
        made = Entry(Kind.COMMAND, str(number), _plain(action.text()), " · ".join(filter(None, (place, keys))))
        entries.append(made)
        behind[made.id] = action
    return entries, behind


def pages() -> list[Entry]:
    """An entry for each help page, which its headings find too."""
    return [Entry(Kind.HELP, page.name, page.title, also=" ".join(page.headings)) for page in help_pages().values()]


def reports() -> list[Entry]:
    """An entry for each report."""
    return [Entry(Kind.REPORT, report.key, report.title, report.answers) for report in offered()]


def _plain(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").strip()
