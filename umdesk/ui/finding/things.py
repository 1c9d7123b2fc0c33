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

_YEAR, _REPORTS = "Program year", "Reports"
_ALSO = "also"
"""The property of an action with words that find it unseen."""


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
    """An action for each section of the program year that the account sees, and for what one comes there to do."""
    from umdesk.ui.year.pages import ACT, SECTIONS  # noqa: PLC0415 -- not for the welcome page

    made = []
    for section in SECTIONS:
        if not context.sees(section.sees):
            continue
        there = _leading(context, section.name, _YEAR, section.key)
        there.setProperty(_ALSO, section.also)
        made.append((_YEAR, there))
        if context.may(section.writes):
            made.append((_YEAR, _leading(context, section.act, _YEAR, f"{section.key}:{ACT}")))
    return made


def ways(context: "Context") -> list[tuple[str, QAction]]:
    """An action for each way on which a report leaves, for who may: it goes to the tab where the report is."""
    from umdesk.ui.reports.ways import OFFERED  # noqa: PLC0415 -- not for the welcome page

    may = [text for text, what in OFFERED.items() if context.sees("reporting.making.make") and context.may(what)]
    return [(_REPORTS, _leading(context, text, _REPORTS, "")) for text in may]


def _leading(context: "Context", text: str, tab: str, record: str) -> QAction:
    action = QAction(text, context)
    action.triggered.connect(lambda _on=False: context.place_wanted.emit(tab, record))
    return action


def commands(actions: Iterable[tuple[str, QAction]]) -> tuple[list[Entry], dict[str, QAction]]:
    """An entry for each action, and the action behind each entry's id."""
    entries, behind = [], {}
    for number, (place, action) in enumerate(actions):
        keys = action.shortcut().toString()
        hint, also = " · ".join(filter(None, (place, keys))), action.property(_ALSO) or ""
        made = Entry(Kind.COMMAND, str(number), _plain(action.text()), hint, also)
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
