"""Letters and the screening list saved as files, off the GUI thread."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from umdesk.domain.errors import UserError
from umdesk.domain.writing import counted
from umdesk.jobs import letters as jobs
from umdesk.services.letters import LetterRow
from umdesk.ui.context import Context
from umdesk.ui.widgets.filedialogs import ask_for_folder, ask_for_workbook


class LetterSaver:
    """Asks where to, saves, and says how it went; `refused` shows why it could not."""

    def __init__(self, context: Context, window: QWidget, refused: Callable[[UserError], None]) -> None:
        self._context = context
        self._window = window
        self._refused = refused

    def ask_for_letters(self, rows: Sequence[tuple[LetterRow, str]]) -> None:
        """Ask for a folder and save letters into it; each comes with the number of its application."""
        title = "Save one PDF each into a folder"
        ask_for_folder(self._window, title, lambda folder: self.save_letters(rows, folder))

    def save_letters(self, rows: Sequence[tuple[LetterRow, str]], folder: Path) -> None:
        """Write letters into a folder, a file each."""
        program, tell = self._context.program, self._context.runner.tell
        self._context.runner.later(
            lambda _progress: jobs.save_each(program, rows, folder),
            lambda written: tell(f"{counted(len(written), 'letter')} saved to {folder}."),
            owner=self._window,
            title="Saving letters",
            refused=self._refused,
        )

    def ask_for_list(self, cycle_id: str, cycle: str) -> None:
        """Ask for a place and save the screening list of a cycle there."""
        name = f"Screening list {cycle}.xlsx"
        ask_for_workbook(self._window, name, lambda path: self.save_list(cycle_id, path), "Save the screening list")

    def save_list(self, cycle_id: str, path: Path) -> None:
        """Write the screening list of a cycle as a workbook."""
        program, tell = self._context.program, self._context.runner.tell
        self._context.runner.later(
            lambda _progress: jobs.save_screening(program, cycle_id, path),
            lambda _snapshot: tell(f"The screening list is saved as {path.name}."),
            owner=self._window,
            title="Saving the screening list",
            refused=self._refused,
        )
