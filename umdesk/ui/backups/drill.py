"""The restore drill: what a backup holds, what would be lost and what opens it, before anything is restored."""

from collections.abc import Sequence
from functools import partial
from html import escape
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from umdesk.domain import dates
from umdesk.domain.errors import UserError, WrongPassword
from umdesk.services import backups, lost_keys
from umdesk.services.backups import Contents, Way
from umdesk.services.programs import Program
from umdesk.ui.backups import words
from umdesk.ui.runner import Runner
from umdesk.ui.theme import SPACE_8, SPACE_12, SPACE_16, Tone
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.fields import Note, TextField
from umdesk.ui.widgets.form import heading, paragraph
from umdesk.ui.widgets.password import PasswordField
from umdesk.ui.widgets.status import QuietLabel

_ASKING, _HOLDING, _CONFIRMING, _READING = range(4)
"""The parts of the page."""


class Facts(QTextBrowser):
    """Labels and values one under the other, to be read, scrolled with the keyboard, selected and copied."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(SPACE_8)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show these labels and values."""
        rows = "".join(
            f"<tr><td style='padding-right: {SPACE_16}px; padding-bottom: {SPACE_8}px'><b>{_line(label)}</b></td>"
            f"<td>{_line(text)}</td></tr>"
            for label, text in facts
        )
        self.setHtml(f"<table>{rows}</table>")


def _line(text: str) -> str:
    """Text as it stands, since a name may hold what looks like markup; labels do not wrap."""
    lines = escape(text).splitlines() or [""]
    return "<br>".join(lines) if len(lines) > 1 or len(text) > 20 else lines[0].replace(" ", "&nbsp;")


class DrillPage(QWidget):
    """One backup: the way into it, what it holds, and the two ways to restore it."""

    left = Signal()
    beside_wanted = Signal(object, object, object)  # file, way, target
    over_wanted = Signal(object, object)  # file, way
    keys_wanted = Signal(object, object)  # file, way

    def __init__(self, runner: Runner, program: Program | None, folder: Path | None) -> None:
        super().__init__()
        self._runner = runner
        self._program = program
        self._folder = folder
        self._file = Path()
        self._way: Way | None = None
        self._title = heading("Backup")
        self._path = QuietLabel()
        self.note = Note()
        self._parts = QStackedWidget()
        self._parts.addWidget(self._asking())
        self._parts.addWidget(self._holding())
        self._parts.addWidget(self._confirming())
        self._parts.addWidget(QWidget())  # while it is being read
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        for widget in (self._title, self._path, self.note):
            column.addWidget(widget)
        column.addWidget(self._parts, 1)

    def look_into(self, file: Path) -> None:
        """Show a backup; the open program's key is tried before a password is asked for."""
        self._file, self._way = file, None
        self.password.set_raw("")
        self.code.set_value("")
        self._path.setText(str(file))
        about = self._runner.now(backups.read_about, file, refused=self._refused)
        self._title.setText(f"Backup of {dates.show_moment(about.made_at)}" if about else "Backup")
        if about is None:
            self._parts.setCurrentIndex(_READING)
        elif self._program is not None and about.program == self._program.id:
            self._read_with_key(self._program)
        else:
            self._ask("")

    # --- the way in ----------------------------------------------------------------------------------------------

    def _asking(self) -> QWidget:
        page = QWidget()
        self.password = PasswordField("Password of a coordinator at that time")
        self.code = TextField("Or the code of the recovery sheet of that time", max_length=60)
        for line in (self.password.line, self.code.line):
            line.returnPressed.connect(self.use)
        self.use_button = push_button("Look into it", "key", self.use)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_12)
        column.addWidget(
            paragraph("A backup opens with the passwords and the recovery sheet that were in force when it was made.")
        )
        column.addWidget(self.password)
        column.addWidget(self.code)
        column.addLayout(side_by_side(self.use_button, push_button("Back to the list", "left", self.left.emit)))
        column.addStretch(1)
        return page

    def use(self) -> None:
        """Try the password or the code."""
        if self.code.value():
            way = Way(code=str(self.code.value()))
        elif self.password.value():
            way = Way(password=self.password.value())
        else:
            self.password.set_reason("A password or a code is needed.")
            return
        self._read(way, partial(backups.look, self._file, way, self._folder))

    def _ask(self, why: str) -> None:
        self.note.say(why, Tone.ATTENTION, "attention")
        self._parts.setCurrentIndex(_ASKING)
        self.password.setFocus()

    def _read_with_key(self, program: Program) -> None:
        way = self._runner.now(backups.way_of, program, refused=self._refused)
        if way is not None:
            self._read(way, partial(backups.look_from, program, self._file))

    def _read(self, way: Way, look: partial[Contents]) -> None:
        self._parts.setCurrentIndex(_READING)
        self.note.say("Reading the backup…", Tone.QUIET, "clock")
        file = self._file

        def shown(contents: Contents) -> None:
            if file == self._file:
                self._show(way, contents)

        self._runner.later(
            lambda _progress: look(), shown, owner=self, title="Reading the backup", refused=self._not_read
        )

    def _not_read(self, error: UserError) -> None:
        self._ask(str(error))
        if not isinstance(error, WrongPassword):
            self._refused(error)

    def _refused(self, error: UserError) -> None:
        self.note.say(str(error), Tone.BAD, "attention")

    # --- what it holds -------------------------------------------------------------------------------------------

    def _holding(self) -> QWidget:
        page = QWidget()
        self.facts = Facts("What the backup holds")
        self.beside_button = push_button("Restore beside as…", "folder", self._choose_target)
        self.over_button = push_button("Restore over the present program…", "history", self._confirm)
        self.keys_button = push_button("Put back keys.json only", "key", self._put_back_keys)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_12)
        column.addWidget(self.facts, 1)
        row = side_by_side(
            self.keys_button,
            self.beside_button,
            self.over_button,
            push_button("Back to the list", "left", self.left.emit),
        )
        column.addLayout(row)
        return page

    def _show(self, way: Way, contents: Contents) -> None:
        self._way = way
        self.note.say("The backup is whole. Nothing is changed yet.", Tone.GOOD)
        self.facts.show_facts(words.facts(contents))
        self._lost.setText(f"Would be lost: {words.lost(contents)}\n{words.numbers(contents)}".strip())
        another = self._program is not None and contents.about.program != self._program.id
        self.over_button.setVisible(self._folder is not None and not another)
        keys_lost = self._folder is not None and lost_keys.are_lost(self._folder)
        if keys_lost:
            self.note.say(
                "Of the present program only keys.json is known to be damaged. Put it back from this backup first: if "
                "the program opens then, nothing is lost.",
                Tone.ATTENTION,
                "attention",
            )
        self.keys_button.setVisible(keys_lost)
        self._parts.setCurrentIndex(_HOLDING)
        (self.keys_button if keys_lost else self.beside_button).setFocus()

    def _put_back_keys(self) -> None:
        if self._way is not None:
            self.keys_wanted.emit(self._file, self._way)

    def _choose_target(self) -> None:
        stem = self._folder.name.removesuffix(".umdesk") if self._folder is not None else "Restored"
        place = self._folder.parent if self._folder is not None else Path.home()
        chosen, _kind = QFileDialog.getSaveFileName(
            self, "Restore as: the name of the folder to make", str(place / f"{stem} restored.umdesk"), "*.umdesk"
        )
        if chosen and self._way is not None:
            self.beside_wanted.emit(self._file, self._way, Path(chosen))

    # --- over the present program --------------------------------------------------------------------------------

    def _confirming(self) -> QWidget:
        page = QWidget()
        self._aside = paragraph("")
        self._lost = paragraph("")
        self.restore_button = push_button("Set it aside and restore", "history", self._restore_over)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_12)
        column.addWidget(heading("Restore over the present program"))
        column.addWidget(self._aside)
        column.addWidget(self._lost)
        column.addLayout(
            side_by_side(
                self.restore_button, push_button("Back", "left", lambda: self._parts.setCurrentIndex(_HOLDING))
            )
        )
        column.addStretch(1)
        return page

    def _confirm(self) -> None:
        if self._folder is None:
            return
        from datetime import UTC, datetime  # noqa: PLC0415 -- only here

        aside = backups.set_aside_name(self._folder, datetime.now(UTC))
        self._aside.setText(
            f"The present program is closed, renamed to “{aside}” and kept as it is; nothing in it is deleted. The "
            f"backup takes its place as “{self._folder.name}”. It opens with the passwords of that time."
        )
        self._parts.setCurrentIndex(_CONFIRMING)
        self.restore_button.setFocus()

    def _restore_over(self) -> None:
        if self._way is not None:
            self.over_wanted.emit(self._file, self._way)
