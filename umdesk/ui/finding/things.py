"""What the window itself can find: commands with their keys, sections of the program year, help pages, reports."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from umdesk.domain.finding import Entry, Kind
from umdesk.ui.help import help_pages
from umdesk.ui.reports.gallery import offered

if TYPE_CHECKING:
    from umdesk.ui.context import Context

_YEAR = "Program year"


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


def sections(context: "Context") -> list[tuple[str, QAction]]:
    """An action for each section of the program year that the account sees: it goes there."""
    from umdesk.ui.year.pages import SECTIONS  # noqa: PLC0415 -- not for the welcome page

    made = []
    for section in SECTIONS:
        if context.sees(section.sees):
            action = QAction(section.name, context)
            action.triggered.connect(lambda _on=False, key=section.key: context.place_wanted.emit(_YEAR, key))
            made.append((_YEAR, action))
    return made


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
