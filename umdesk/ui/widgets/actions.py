"""Actions: what a button, a menu entry or a key does."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from umdesk.ui.icons import icon


def action(
    owner: QObject, symbol: str, text: str, act: Callable[[], object], *, tip: str = "", may: bool = True
) -> QAction:
    """An action with a symbol that does `act`; who may not do it does not see it."""
    made = QAction(icon(symbol), text, owner)
    if tip:
        made.setToolTip(tip)
    made.setEnabled(may)
    made.setVisible(may)
    made.triggered.connect(lambda _checked=False: act())
    return made


def page_action(page: QWidget, symbol: str, text: str, keys: str, act: Callable[[], object]) -> QAction:
    """An action whose keys work while the focus is in the page."""
    made = action(page, symbol, text, act)
    if keys:
        made.setShortcut(keys)
        made.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    page.addAction(made)
    return made
