"""Whether a widget is still there when a long operation comes back."""

from PySide6.QtCore import QObject


class Lifetime:
    """`over` turns True when Qt destroys the owner; a program can be closed while a page is being drawn."""

    def __init__(self, owner: QObject) -> None:
        self.over = False
        owner.destroyed.connect(self._end)

    def _end(self) -> None:
        self.over = True
