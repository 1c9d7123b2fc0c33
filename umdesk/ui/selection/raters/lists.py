"""The lists of the inner tab Raters: the panel, the applications, the conflicts of interest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from umdesk.domain.words import Conflict
from umdesk.domain.writing import capital
from umdesk.services.assigning import AssignedLine
from umdesk.services.conflict_hints import Suggestion
from umdesk.services.conflicts import ConflictLine
from umdesk.services.raters import RaterLine
from umdesk.ui.theme import SPACE_4, SPACE_8, Tone, tone_colour
from umdesk.ui.widgets.rows import Column, Index, RowsModel
from umdesk.ui.widgets.table import RowsTable

_BAR = 3
_WORK = 2


@dataclass(frozen=True, slots=True)
class PairLine:
    """A rater and an application with what was said of a conflict of interest between them, or what suggests one."""

    line: ConflictLine | None
    hint: Suggestion | None

    @property
    def pair(self) -> ConflictLine | Suggestion:
        """Whichever tells whose it is."""
        found = self.line or self.hint
        assert found is not None  # noqa: S101 -- one of the two is always there
        return found

    @property
    def key(self) -> str:
        """Rater and application in one text."""
        return f"{self.pair.rater_id} {self.pair.application_id}"

    @property
    def waits(self) -> bool:
        """Whether the coordinator has to say something: a rater named a conflict."""
        return self.line is not None and self.line.waits

    @property
    def why(self) -> str:
        """What speaks for a conflict: the rater's words, else what is on file."""
        said = ""
        if self.line is not None and self.line.declared:
            said = f"Named by the rater: {self.line.declared_reason}".rstrip(": ")
        hint = capital(self.hint.why) if self.hint is not None else ""
        return ". ".join(part for part in (said, hint) if part) or "Set by the coordinator"

    @property
    def stands(self) -> str:
        """What holds."""
        if self.line is None:
            return "Suggested only" if self.hint is not None and self.hint.open else "No conflict"
        if self.waits:
            return "To judge"
        return {Conflict.RECUSED: "Recused", Conflict.CLEARED: "Cleared"}.get(self.line.conflict, "No conflict")

    @property
    def tone(self) -> Tone:
        """The symbol that goes with it."""
        if self.line is None:
            return Tone.QUIET
        return Tone.ATTENTION if self.waits else Tone.BAD if self.line.conflict is Conflict.RECUSED else Tone.GOOD


def pairs(lines: Sequence[ConflictLine], hints: Iterable[Suggestion]) -> list[PairLine]:
    """One line a pair: those that wait first, then what was said, then what is only suggested."""
    by_pair = {(hint.rater_id, hint.application_id): hint for hint in hints}
    told = [PairLine(line, by_pair.pop((line.rater_id, line.application_id), None)) for line in lines]
    return told + [PairLine(None, hint) for hint in by_pair.values()]


class RatersTable(RowsTable[RaterLine]):
    """The panel with what each has to do, has done and has named."""

    def __init__(self) -> None:
        model: RowsModel[RaterLine] = RowsModel(
            (
                Column("Rater", lambda r: r.name, stretch=True),
                Column("Signs in as", lambda r: r.account or "–", sort=lambda r: r.account, width=16),
                Column("Sheets in", done, sort=lambda r: (r.submitted, r.assigned), number=True, width=12),
                Column("Begun", lambda r: str(r.started), sort=lambda r: r.started, number=True, width=8),
                Column("Recused from", lambda r: str(r.recused), sort=lambda r: r.recused, number=True, width=13),
                Column(
                    "To judge", lambda r: str(r.to_judge), sort=lambda r: r.to_judge, number=True, width=10,
                    tone=lambda r: Tone.ATTENTION if r.to_judge else None, tip=_to_judge,
                ),
            ),
            lambda r: r.id,
        )  # fmt: skip
        super().__init__(model, "Raters")
        model.setParent(self)
        self.set_empty("No rater yet. Add one at the right.")
        self.setItemDelegateForColumn(_WORK, _WorkCells(self))


class ApplicationsTable(RowsTable[AssignedLine]):
    """The applications with how many rate each, and which have too few."""

    def __init__(self) -> None:
        model: RowsModel[AssignedLine] = RowsModel(
            (
                Column("Number", lambda a: a.number, width=11),
                Column("Name", lambda a: a.name, width=22),
                Column("Unit", lambda a: a.unit, width=20),
                Column("Raters", lambda a: str(len(a.raters)), sort=lambda a: len(a.raters), number=True, width=8),
                Column(
                    "Short of", lambda a: f"{a.missing} more" if a.missing else "–", sort=lambda a: a.missing, width=10,
                    tone=lambda a: Tone.ATTENTION if a.missing else None,
                ),
                Column("Rated by", lambda a: ", ".join(a.raters) or "nobody", stretch=True),
                Column("Recused", lambda a: ", ".join(a.recused), width=18),
            ),
            lambda a: a.application_id,
        )  # fmt: skip
        super().__init__(model, "Applications and their raters")
        model.setParent(self)
        self.set_empty("No application takes part yet.")


class ConflictsTable(RowsTable[PairLine]):
    """The pairs of which a conflict of interest was named, judged or is suggested."""

    def __init__(self) -> None:
        model: RowsModel[PairLine] = RowsModel(
            (
                Column("Rater", lambda p: p.pair.rater, width=16),
                Column("Number", lambda p: p.pair.number, width=10),
                Column("Applicant", lambda p: p.pair.name, width=18),
                Column("Why", lambda p: p.why, stretch=True),
                Column("How it stands", lambda p: p.stands, tone=lambda p: p.tone, width=18),
            ),
            lambda p: p.key,
        )
        super().__init__(model, "Conflicts of interest")
        model.setParent(self)
        self.set_empty("Nobody has named a conflict of interest, and the records suggest none.")


def done(rater: RaterLine) -> str:
    """How many of a rater's sheets are in: "3 of 12"."""
    return f"{rater.submitted:,} of {rater.assigned:,}"


def _to_judge(rater: RaterLine) -> str:
    return "Conflicts of interest that they named and nobody has judged yet" if rater.to_judge else ""


class _WorkCells(QStyledItemDelegate):
    """The number of sheets that are in, over a bar of the same."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        model = index.model()
        if not isinstance(model, RowsModel):
            return
        row: RaterLine = model.row(index.row())
        room = QRect(option.rect).adjusted(SPACE_8, 0, -SPACE_8, -SPACE_4 // 2)
        room.setTop(room.bottom() - _BAR + 1)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ink = option.palette.color(QPalette.ColorRole.HighlightedText) if chosen else tone_colour(Tone.ACCENT)
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setOpacity(0.25)
        painter.fillRect(room, ink)
        painter.setOpacity(1.0)
        part = row.submitted / row.assigned if row.assigned else 0
        painter.fillRect(room.adjusted(0, 0, round((part - 1) * room.width()), 0), ink)
        painter.restore()
