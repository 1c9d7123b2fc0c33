"""Readiness: a checklist for the target class, each line with where it is answered, and notes on qualifications."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from umdesk.domain import dates, readiness
from umdesk.domain.readiness import Line
from umdesk.domain.words import Qualified
from umdesk.domain.writing import capital, one_line
from umdesk.services.plans import readiness as services
from umdesk.services.plans.queries import PlanDetail
from umdesk.services.plans.readiness import NoteRow
from umdesk.ui.context import Context
from umdesk.ui.icons import tone_icon
from umdesk.ui.plans.allowed import Allowed
from umdesk.ui.plans.beside_page import ReadPage
from umdesk.ui.theme import SPACE_4, SPACE_16, Tone
from umdesk.ui.widgets import layouts
from umdesk.ui.widgets.buttons import side_by_side
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import ChoiceField, LongTextField
from umdesk.ui.widgets.plain import plain_tip
from umdesk.ui.widgets.recordform import remove_button
from umdesk.ui.widgets.recording import Kind, Recording
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.table import RowsTable, set_lines
from umdesk.ui.widgets.taborder import keep_in_place

_EMPTY = "Nothing is noted yet. Ask HR, and note what they said."
ANSWER_TONES = {Qualified.YES: Tone.GOOD, Qualified.NOT_YET: Tone.QUIET, Qualified.ASK_HR: Tone.ATTENTION}


class Checklist(QWidget):
    """The lines, each a button that leads to where it is answered."""

    jump = Signal(object)
    """The line that was clicked: `umdesk.domain.readiness.Line`."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[Line, ...] = ()
        self.buttons: list[QPushButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_4)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show other answers."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        layouts.empty(self._column)
        self.buttons = [self._button(line) for line in lines]
        for button in self.buttons:
            self._column.addWidget(button)
        keep_in_place(self, self.buttons)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut what does not fit with dots."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Cut what does not fit in the width with dots: the tips have it whole."""
        room = self.width() - self.fontMetrics().height() - 2 * SPACE_16
        for button, line in zip(self.buttons, self._lines, strict=True):
            lines = _words(line).split("\n")
            button.setText(
                "\n".join(self.fontMetrics().elidedText(each, Qt.TextElideMode.ElideRight, room) for each in lines)
            )

    def _button(self, line: Line) -> QPushButton:
        button = QPushButton(tone_icon(ANSWER_TONES[line.answer]), _words(line))
        button.setFlat(True)
        button.setStyleSheet("text-align: left; padding: 3px")
        button.setIconSize(QSize(self.fontMetrics().height(), self.fontMetrics().height()))
        button.setAutoDefault(False)
        button.setAccessibleName(f"{line.ask}: {line.answer}. {line.why} Go there.")
        button.setToolTip(plain_tip(f"{line.why} Click to go there."))
        button.setMinimumWidth(40)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda _checked=False: self.jump.emit(line))
        return button


def _words(line: Line) -> str:
    """What stands on the button of a line."""
    return f"{line.ask}: {line.answer}\n{line.why}".replace("&", "&&")


class ReadinessPage(ReadPage):
    """The checklist, and the notes on the minimum qualifications."""

    jump = Signal(object)
    """The line whose place is wanted: `umdesk.domain.readiness.Line`."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Readiness")
        self._class = ""
        self.add(QuietLabel(readiness.NO_RATING))
        self.checklist = self.add(Checklist())
        self.checklist.jump.connect(self._jump)
        self._heading = self.section("Notes on minimum qualifications")
        self._model = RowsModel[NoteRow](_columns(), key=lambda row: row.id, parent=self)
        self.table = self.add(RowsTable(self._model, "Notes on minimum qualifications"))
        set_lines(self.table, 5, 8)
        self.remove = remove_button("Remove the chosen note", self._remove)
        self.add_layout(side_by_side(self.remove))
        self.recording = self.add(self._make_recording())
        self._typing = (self.recording,)
        self.form = self.recording.form

    def show_plan(self, detail: PlanDetail, may: Allowed) -> None:
        """Show whether the participant of a plan is ready."""
        self._detail, self._may = detail, may.qualifications
        self.table.set_empty(_EMPTY if self._may else "Nothing is noted yet.")
        if self.isVisible():
            self.load()

    def _make_recording(self) -> Recording:
        fields = {
            "met": ChoiceField("Minimum qualifications", [(word, capital(word)) for word in Qualified]),
            "noted_on": DateField("Noted on", required=True, latest=self._context.program.today()),
            "text": LongTextField("What HR said", lines=2, placeholder="Example: 12 of 18 semester units are on file"),
        }
        kind = Kind(
            "qualification_note", "Note what HR said", "Note it", self._record, lambda _key, _changes: None
        )  # fmt: skip
        made = Recording(self._context, kind, fields, (("met", "noted_on"), ("text",)))
        made.begin_with(lambda: {"met": Qualified.YES, "noted_on": self._context.program.today(), "text": ""})
        return made

    def _record(self, values: dict[str, Any]) -> None:
        if self._detail is None:
            return
        services.note(
            self._context.program, self._detail.participation_id, code=self._class, met=Qualified(values["met"]),
            noted_on=values["noted_on"], text=values["text"] or "",
        )  # fmt: skip

    def _remove(self) -> None:
        if key := self.table.current_key():
            self._context.runner.now(services.remove_note, self._context.program, key)

    def _jump(self, line: Line) -> None:
        """Notes on qualifications are written on this page, all else is answered on others."""
        if line.ask is not readiness.Ask.QUALIFIED or not self._class:
            self.jump.emit(line)
            return
        noted = self.recording.fields["met"] if self._may else self.table
        noted.setFocus()
        self.ensureWidgetVisible(noted)

    def load(self) -> None:
        """Read the checklist and the notes, and show them."""
        if self._detail is None:
            return
        found = self._context.runner.now(services.of_plan, self._context.program, self._detail.participation_id)
        if found is None:
            return
        self._class = found.class_code
        self.checklist.show_lines(found.lines)
        self._model.set_rows(found.notes)
        self.recording.follow(self._detail.participation_id)
        self.recording.setVisible(self._may)
        self.recording.setEnabled(bool(self._class))
        self.remove.setVisible(self._may and bool(found.notes))


def _columns() -> tuple[Column[NoteRow], ...]:
    return (
        Column("Noted on", lambda row: dates.show(row.noted_on), sort=lambda row: row.noted_on, width=12),
        Column("Class", lambda row: f"{row.class_code} (holds)" if row.holds else row.class_code, width=11),
        Column("Met", lambda row: capital(row.met), tone=lambda row: ANSWER_TONES[row.met], width=9),
        Column("What HR said", lambda row: one_line(row.note), stretch=True, tip=_tip),
    )


def _tip(row: NoteRow) -> str:
    return f"{row.note}\nNoted by {row.made_by}".strip()
