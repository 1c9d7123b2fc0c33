"""The files that are kept with one record of the program year, in a window beside the work."""

from PySide6.QtWidgets import QWidget

from umdesk.jobs.attachments import Keeper
from umdesk.ui.applicants.files import FilesPanel
from umdesk.ui.context import Context
from umdesk.ui.dialogs import SideWindow


class YearFilesWindow(SideWindow):
    """The files of one action, outreach or part of the handbook."""

    def __init__(
        self, context: Context, keeper: Keeper, record: tuple[str, str], parent: QWidget, *, may: bool, help_page: str
    ) -> None:
        """Show the files of a `record` (its id, and what the window is called)."""
        super().__init__(record[1], parent, 720, 680)
        self.help_page = help_page
        self.panel = FilesPanel(context, keeper)
        self.column.addWidget(self.panel, 1)
        self.finished.connect(self.panel.settle)  # keeps a note that is still being typed
        self.finish()
        self.panel.show_files(record[0], may=may, none=f"No files are kept with this {keeper.to}.")


def button_words(what: str, many: int, *, may: bool) -> str:
    """What the button says that opens it: "Material (2)…", "Attach material…", "Material…"."""
    return f"{what} ({many})…" if many else f"Attach {what.lower()}…" if may else f"{what}…"
