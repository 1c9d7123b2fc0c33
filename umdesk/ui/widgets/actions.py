"""Actions: what a button, a menu entry or a key does."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

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
