"""Copying very many rows of a table beside the window's own work."""

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QGuiApplication

from umdesk.domain.writing import counted
from umdesk.ui.runner import Runner
from umdesk.ui.widgets.table import RowsTable


def copy_beside(table: RowsTable[Any], runner: Runner) -> None:
    """Let a table make the text of very many copied rows in a thread, and say when it is on the clipboard."""

    def later(count: int, text: Callable[[], str]) -> None:
        def done(copied: str) -> None:
            QGuiApplication.clipboard().setText(copied)
            runner.tell(f"Copied {counted(count, 'row')}.")

        runner.later(lambda _progress: text(), done, owner=table, title=f"Copying {counted(count, 'row')}")

    table.copies_later = later
