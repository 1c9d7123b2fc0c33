"""The table of results: ranks, scores, dots, decisions, and the cut line between the rows."""

import itertools

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from umdesk.domain.words import ApplicationState, Eligibility, Outcome
from umdesk.domain.writing import capital, counted
from umdesk.services.results import ResultRow
from umdesk.ui.selection.dots import Dots, spoken
from umdesk.ui.theme import SPACE_4, SPACE_8, Tone, label_font
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.table import RowsTable

DOTS = 6
_KEYS = {Qt.Key.Key_S: Outcome.SELECTED, Qt.Key.Key_W: Outcome.WAITLISTED, Qt.Key.Key_N: Outcome.NOT_SELECTED}


def decision_text(row: ResultRow) -> str:
    """What was decided and what came after it, and whether it waits or lacks its reason."""
    if row.outcome is None:
        return "eligibility open" if row.eligibility is Eligibility.COORDINATOR_DECIDES else ""
    if row.needs_reason:
        return f"{row.outcome.value}, say why"
    return row.decided


def _in_full(row: ResultRow) -> str:
    """What the column may have to cut, as a sentence."""
    return f"{capital(row.decided)}." if "," in row.decided else ""


def _decision_tone(row: ResultRow) -> Tone | None:
    if row.needs_reason or (row.outcome is None and row.eligibility is Eligibility.COORDINATOR_DECIDES):
        return Tone.ATTENTION
    if row.applied and row.stands is ApplicationState.DECLINED:
        return Tone.QUIET
    if row.outcome is Outcome.SELECTED or (row.applied and row.stands is ApplicationState.SELECTED):
        return Tone.GOOD
    return None if row.outcome is None else Tone.QUIET


def _spread(row: ResultRow) -> str:
    if row.spread is None:
        return ""
    if not row.wide:
        return str(row.spread)
    return f"{row.spread} {'settled' if row.settled else 'wide'}"


def _spread_tone(row: ResultRow) -> Tone | None:
    if not row.wide:
        return None
    return Tone.GOOD if row.settled else Tone.ATTENTION


def _decided_by(row: ResultRow) -> str:
    """The criterion's name alone, which leaves room for the dots; the tip has the whole."""
    return row.decided_by.removeprefix("criterion: ")


def _place(row: ResultRow) -> str:
    """The rank, and the side of the cut line that is drawn between the rows."""
    return f"{row.rank}, {'within' if row.above_line else 'below'} the places"


def results_model(parent: QWidget) -> RowsModel[ResultRow]:
    """The columns of the results."""
    return RowsModel(
        (
            Column(
                "Rank", lambda r: str(r.rank), sort=lambda r: r.rank, number=True, width=3, searched=False, said=_place
            ),
            Column("Number", lambda r: r.number, width=9),
            Column("Name", lambda r: r.name, width=16),
            Column("Score", lambda r: str(r.score), sort=lambda r: r.exact, number=True, width=5, searched=False),
            Column("n", lambda r: str(r.n), sort=lambda r: r.n, number=True, width=1, searched=False),
            Column(
                "Spread", _spread, sort=lambda r: r.spread, number=True, tone=_spread_tone, width=16,
                tip=lambda r: r.spread_stands,
            ),
            Column(
                "0 – raters – 100", spoken, sort=lambda r: r.exact, tip=spoken, stretch=True, searched=False
            ),
            Column("Decided by", _decided_by, tip=lambda r: r.decided_by, width=11),
            Column(
                "Decision", decision_text, tone=_decision_tone, width=23,
                tip=lambda r: " ".join(part for part in (_in_full(r), r.departure, r.reason) if part),
            ),
        ),
        lambda r: r.application_id,
        parent,
    )  # fmt: skip


class ResultsTable(RowsTable[ResultRow]):
    """Ranks with a line under the last place; S, W and N decide the chosen row, Delete takes it back."""

    decided = Signal(object)  # Outcome, or None to take back

    def __init__(self, model: RowsModel[ResultRow], parent: QWidget | None = None) -> None:
        super().__init__(model, "Results", parent)
        self.places = 0
        self._dots = Dots(model, self)
        self.setItemDelegateForColumn(DOTS, self._dots)
        self.horizontalHeader().setSectionResizeMode(DOTS, QHeaderView.ResizeMode.Stretch)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Decide by key; everything else as in every table."""
        if event.modifiers() == Qt.KeyboardModifier.NoModifier and self.current_key():
            if event.key() in _KEYS:
                self.decided.emit(_KEYS[Qt.Key(event.key())])
                return
            if event.key() == Qt.Key.Key_Delete:
                self.decided.emit(None)
                return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, and the cut line where a row in the places is followed by one outside."""
        super().paintEvent(event)
        rows = self.rows_model.rows()
        for number, (here, below) in enumerate(itertools.pairwise(rows)):
            if here.above_line and not below.above_line:
                self._draw_line(self.rowViewportPosition(number) + self.rowHeight(number))

    def _draw_line(self, y: int) -> None:
        painter = QPainter(self.viewport())
        accent = self.palette().color(QPalette.ColorRole.Accent)
        width = self.viewport().width()
        painter.setPen(QPen(accent, 2))
        painter.drawLine(QPointF(0, y), QPointF(width, y))
        painter.setFont(label_font())
        text = counted(self.places, "place")
        metrics = painter.fontMetrics()
        left = self.columnViewportPosition(DOTS) + SPACE_8
        box = QRectF(left, y - metrics.height() / 2, metrics.horizontalAdvance(text) + 2 * SPACE_4, metrics.height())
        painter.fillRect(box, self.palette().color(QPalette.ColorRole.Base))
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))  # the accent stands out as a line, not as words
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()
