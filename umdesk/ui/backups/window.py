"""The window of the backups: how they stand, the list, making one now, and the way into each."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.domain.errors import InUse, UserError
from umdesk.services import backups, settings
from umdesk.services.backups import SUFFIX, Backup, Listed, Way
from umdesk.ui.backups import words
from umdesk.ui.backups.drill import DrillPage
from umdesk.ui.backups.restorer import Restorer
from umdesk.ui.context import Context
from umdesk.ui.dialogs import SideWindow
from umdesk.ui.theme import SPACE_8, Tone
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.fields import Note
from umdesk.ui.widgets.form import paragraph
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.table import RowsTable
from umdesk.ui.window import MainWindow


class BackupsWindow(SideWindow):
    """Lists the backups of the open program, or of a folder that may be too damaged to open, and restores them."""

    help_page = "backups"

    def __init__(self, context: Context | None, parent: MainWindow, folder: Path | None = None) -> None:
        super().__init__("Backup and restore" if context else "Restore a backup", parent, 900, 620)
        self._context = context
        self._window = parent
        self._runner = parent.runner
        self._folder = context.program.folder if context else folder
        self._restorer = Restorer(parent)
        self._made_now: Path | None = None
        self.note = Note()
        self.model: RowsModel[Listed] = RowsModel(
            (
                Column("Made", _made, sort=_moment, tone=_tone, width=26),
                Column("Events in it", _events, sort=_seq, number=True, width=12),
                Column("Size", lambda row: words.size(row.size), sort=lambda row: row.size, number=True, width=10),
                Column("Where", lambda row: row.where, tip=lambda row: str(row.file), stretch=True),
            ),
            lambda row: str(row.file),
            self,
        )
        self.table = RowsTable(self.model, "Backups")
        self.drill = DrillPage(self._runner, context.program if context else None, self._folder)
        self.pages = QStackedWidget()
        self._listing = self._list_page()
        self.pages.addWidget(self._listing)
        self.pages.addWidget(self.drill)
        self.column.addWidget(self.pages, 1)
        self.finish()
        self.table.chosen.connect(lambda key: self.look_button.setEnabled(bool(key)))
        self.table.opened.connect(lambda key: self._look_into(Path(key)))
        self.drill.left.connect(self._back)
        self.drill.beside_wanted.connect(self._beside)
        self.drill.over_wanted.connect(self._over)
        self.drill.keys_wanted.connect(self._put_back_keys)
        self.refresh()

    def refresh(self) -> None:
        """Show how the backups stand and list them; a slow share keeps nobody waiting."""
        self._say_status()
        self.table.set_empty("Looking for backups…")
        context, folder = self._context, self._folder

        def find(_progress: object) -> Sequence[Listed]:
            if context is not None:
                return backups.list_backups(context.program)
            return backups.found_in(folder) if folder is not None else ()

        self._runner.later(find, self._list, owner=self, title="Looking for backups", refused=self._refused)

    def make(self) -> None:
        """Make a backup now."""
        context = self._context
        if context is None:
            return
        self.make_button.setEnabled(False)
        self.note.say("Making a backup…", Tone.QUIET, "clock")
        self._runner.later(
            lambda progress: backups.make(context.program, progress),
            self._is_made,
            owner=self,
            title="Making a backup",
            cancellable=True,
            refused=self._not_made,
            stopped=self._stopped,
        )

    # --- the list ------------------------------------------------------------------------------------------------

    def _list_page(self) -> QWidget:
        page = QWidget()
        self.make_button = push_button("Back up now", "save", self.make)
        self.save_button = push_button("Save a backup to…", "export", self._save_to)
        self.second_button = push_button("Second place…", "folder", self._choose_second)
        self.no_second_button = QPushButton("Stop using the second place")
        self.no_second_button.clicked.connect(lambda: self._set_second(""))
        self.look_button = push_button("Look into it…", "show", lambda: self._look_into(Path(self.table.current_key())))
        self.look_button.setEnabled(False)
        self.other_button = push_button("Choose a file…", "open", self._choose_file)
        below = (self.look_button, self.other_button)
        above = (self.make_button, self.save_button, self.second_button, self.no_second_button)
        self.make_button.setDefault(True)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.note)
        if self._context is not None:
            column.addLayout(side_by_side(*above))
        column.addWidget(self.table, 1)
        column.addWidget(
            paragraph(
                "Choose a backup and look into it: it is checked, and you see what it holds and what would be lost "
                "before anything is restored."
            )
        )
        column.addLayout(side_by_side(*below))
        return page

    def _list(self, rows: Sequence[Listed]) -> None:
        self.model.set_rows(rows)
        self.table.set_empty(
            "There are no backups yet. One is made on closing, and every hour while you work."
            if self._context is not None
            else "No backups are known here. Choose a file, for example on a stick."
        )
        if not rows and self._context is None:
            self.other_button.setFocus()
        if rows and (self._made_now is not None or not self.table.current_key()):
            self.table.choose(str(self._made_now or rows[0].file))
        self._made_now = None

    def _say_status(self) -> None:
        context = self._context
        if context is None:
            what = f"The backups of “{self._folder.name}”. " if self._folder is not None else ""
            self.note.say(f"{what}Whatever is restored, nothing that is there is deleted.", Tone.QUIET, "info")
            return
        status = self._runner.now(backups.status, context.program, refused=self._refused)
        if status is not None:
            text, tone = words.newest_and_second(status, context.program.now())
            self.note.say(text, tone)
        may = context.may("settings.change")
        self.make_button.setEnabled(context.may("backups.make"))
        self.save_button.setEnabled(context.may("backups.save_to"))
        self.second_button.setEnabled(may)
        self.no_second_button.setVisible(may and status is not None and status.second is not None)

    def _is_made(self, made: Backup | None) -> None:
        context = self._context
        if context is None:
            return
        context.backed_up.emit(None)
        self._made_now = made.file if made is not None else None
        self.refresh()
        said = "Nothing changed since the newest backup, which was checked again."
        if made is not None:
            said = f"Made and checked a backup at {dates.show_time(made.about.made_at)}: {words.size(made.size)}."
        status = self._runner.now(backups.status, context.program, refused=self._refused)
        second = status.second if status is not None else None
        poor = second is not None and (second.absent_since is not None or bool(second.problem))
        also = f" {words.second_place(second)}" if second is not None else ""
        self.note.say(f"{said}{also}", Tone.ATTENTION if poor else Tone.GOOD, "attention" if poor else "")

    def _not_made(self, error: UserError) -> None:
        if self._context is not None:
            self._context.backed_up.emit(error)
        self.make_button.setEnabled(True)
        self._refused(error)

    def _stopped(self) -> None:
        self.make_button.setEnabled(True)
        self._say_status()

    def _save_to(self) -> None:
        context = self._context
        chosen, _kind = QFileDialog.getSaveFileName(self, "Save a backup to", str(Path.home()), f"*{SUFFIX}")
        if not chosen or context is None:
            return
        file = Path(chosen) if chosen.endswith(SUFFIX) else Path(f"{chosen}{SUFFIX}")
        self._runner.later(
            lambda progress: backups.save_to(context.program, file, progress),
            lambda made: self.note.say(f"Saved and checked: {made.file}", Tone.GOOD),
            owner=self,
            title="Making a backup",
            cancellable=True,
            stopped=self._stopped,
            refused=self._refused,
        )

    # --- the second place ----------------------------------------------------------------------------------------

    def _choose_second(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Second place: a folder on a stick or a share")
        if chosen:
            self._set_second(chosen)

    def _set_second(self, place: str) -> None:
        context = self._context
        if context is None:
            return

        def change() -> bool:
            settings.change(context.program, "backups.second_place", place)
            return True

        if self._runner.now(change, refused=self._refused):
            self._say_status()
            if place:
                self.make()

    # --- looking and restoring -----------------------------------------------------------------------------------

    def _look_into(self, file: Path) -> None:
        self.pages.setCurrentWidget(self.drill)
        self.drill.look_into(file)

    def _choose_file(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(self, "Choose a backup", "", f"Backups (*{SUFFIX});;All files (*)")
        if chosen:
            self._look_into(Path(chosen))

    def _back(self) -> None:
        self.pages.setCurrentWidget(self._listing)
        self.table.setFocus()

    def _beside(self, file: Path, way: Way, target: Path) -> None:
        self._restorer.beside(file, way, target)
        self.accept()

    def _over(self, file: Path, way: Way) -> None:
        folder = self._folder
        if folder is None:
            return
        if self._context is None and not backups.closed(folder):
            self._refused(InUse("The program is open, so nothing was restored over it.", "Have it closed there first."))
            return
        self.accept()
        self._restorer.over(file, way, folder)

    def _put_back_keys(self, file: Path, way: Way) -> None:
        if self._folder is not None:
            self.accept()
            self._restorer.keys(file, way, self._folder)

    def _refused(self, error: UserError) -> None:
        (self.drill.note if self.pages.currentWidget() is self.drill else self.note).say(
            str(error), Tone.BAD, "attention"
        )


def _made(row: Listed) -> str:
    return dates.show_moment(row.about.made_at) if row.about else f"Cannot be read: {row.file.name}"


def _moment(row: Listed) -> float:
    return row.about.made_at.timestamp() if row.about else 0.0


def _events(row: Listed) -> str:
    return f"{row.about.seq:,}" if row.about else ""


def _seq(row: Listed) -> int:
    return row.about.seq if row.about else 0


def _tone(row: Listed) -> Tone | None:
    return None if row.about else Tone.BAD
