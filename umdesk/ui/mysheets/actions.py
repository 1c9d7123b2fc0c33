"""The actions of a page, with their keys."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from umdesk.ui.icons import icon


def page_action(page: QWidget, symbol: str, text: str, keys: str, act: Callable[[], object]) -> QAction:
    """An action whose keys work while the focus is in the page."""
    action = QAction(icon(symbol), text, page)
    if keys:
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(lambda _checked=False: act())
    page.addAction(action)
    return action
