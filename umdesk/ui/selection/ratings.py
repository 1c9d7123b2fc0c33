"""The inner tab Ratings: the grid of one rater, conflicts of interest, sheets to confirm."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from umdesk.domain.errors import UserError
from umdesk.domain.rating_text import Blank, parse_rating
from umdesk.domain.scoring import Criterion
from umdesk.domain.words import Conflict, CycleState
from umdesk.domain.writing import plain
from umdesk.services import conflicts, ratings
from umdesk.services.cycles import CycleDetail
from umdesk.services.programs import Announced
from umdesk.services.ratings import Grid
from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.selection.grid import NAMES, Cell, GridModel, GridView
from umdesk.ui.selection.page import Page
from umdesk.ui.selection.reopening import GiveBack
from umdesk.ui.theme import SPACE_8, SPACE_12, SPACE_16, Tone
from umdesk.ui.widgets.fields import ChoiceField, Note, TextField
from umdesk.ui.widgets.form import heading
from umdesk.ui.widgets.plain import PlainLabel
from umdesk.ui.widgets.search import SearchLine
from umdesk.ui.widgets.status import QuietLabel

_CONFLICTS = (
    (Conflict.NONE, "None known"),
    (Conflict.CLEARED, "Cleared, with a reason"),
    (Conflict.RECUSED, "Recused: does not count"),
)
_KEYS = "Type a number and Enter. N: not applicable. Delete: blank. Arrows move. Esc: leave the grid."
_OWN = frozenset({"ratings.enter", "ratings.clear"})


class SheetPanel(QWidget):
    """What the chosen criterion means, and the chosen sheet's conflict of interest."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(max(280, self.fontMetrics().averageCharWidth() * 40))
        self.criterion = heading("")
        self.about = QuietLabel()
        self.whose = heading("")
        self.returned = Note()
        self.confirm = QPushButton(icon("check"), "Confirm the sheet")
        self.conflict = ChoiceField("Conflict of interest", _CONFLICTS)
        self.reason = TextField("Reason", max_length=300)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.criterion)
        column.addWidget(self.about)
        column.addSpacing(SPACE_16)
        for part in (self.whose, self.returned, self.confirm, self.conflict, self.reason):
            column.addWidget(part)
        column.addStretch(1)

    def show_criterion(self, criterion: Criterion | None) -> None:
        """Show what the points of a criterion mean."""
        self.criterion.setText(criterion.name if criterion else "")
        if criterion is None:
            self.about.setText("Choose a cell to see what its points mean.")
            return
        kind = "required" if criterion.required else "optional, N/A allowed"
        counted = f"weight {plain(criterion.weight)}" if criterion.counted else "shown only, not counted"
        lines = [
            f"0 to {plain(criterion.maximum)} in steps of {plain(criterion.step)}; {kind}; {counted}.",
            *([criterion.description] if criterion.description else []),
            *(f"{points}: {text}" for points, text in criterion.levels.items()),
        ]
        self.about.setText("\n".join(lines))


class RatingsPage(Page):
    """Behaviour of the inner tab Ratings."""

    help_page = "ratings"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._grid: Grid | None = None
        self._writing = False
        self.model = GridModel(self._write, self)
        self.view = GridView(self.model)
        self.rater = ChoiceField("Rater")
        self.rater.setFixedWidth(self.fontMetrics().averageCharWidth() * 34)
        self.search = SearchLine("Find in the grid", "Find a number, name, class or unit")
        self.progress = PlainLabel()
        self.keys = QuietLabel(_KEYS)
        self.note = Note()
        self.panel = SheetPanel()
        self.give_back = GiveBack(context)
        self._lay_out()
        self.rater.left.connect(self._show_rater)
        self.search.textChanged.connect(self.model.set_words)
        self.view.left.connect(self.rater.editor.setFocus)
        self.view.moved.connect(self._show_current)
        self.panel.confirm.clicked.connect(self._confirm)
        self.panel.conflict.left.connect(self._set_conflict)
        self.panel.reason.left.connect(self._set_conflict)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SPACE_16)
        top.addWidget(self.rater)
        top.addWidget(self.progress, 0, Qt.AlignmentFlag.AlignBottom)
        top.addStretch(1)
        self.search.setMinimumWidth(self.fontMetrics().averageCharWidth() * 36)
        top.addWidget(self.search, 0, Qt.AlignmentFlag.AlignBottom)
        work = QVBoxLayout()
        work.setSpacing(SPACE_8)
        work.addWidget(self.view, 1)
        work.addWidget(self.note)
        work.addWidget(self.keys)
        work.addWidget(self.give_back)
        body = QHBoxLayout()
        body.setSpacing(SPACE_16)
        body.addLayout(work, 1)
        body.addWidget(self.panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_12, SPACE_12, SPACE_12, SPACE_12)
        column.setSpacing(SPACE_12)
        column.addLayout(top)
        column.addLayout(body, 1)

    def show_cycle(self, cycle: CycleDetail, announced: Announced | None) -> None:
        """Show the grid of a cycle; what was just typed here is on screen already."""
        super().show_cycle(cycle, announced)
        if self._writing and announced is not None and announced.operation in _OWN:
            return
        self.give_back.show_cycle(cycle.id)
        grid = self.context.runner.now(ratings.grid, self.context.program, cycle.id)
        if grid is None:
            return
        self._grid = grid
        self.rater.set_choices(list(grid.raters.items()))
        if self.rater.value() is None and grid.raters:
            self.rater.set_value(next(iter(grid.raters)))
        self._show_rater()
        self._say_state(cycle, grid)

    def has_shown(self, announced: Announced) -> bool:
        """What is typed here is on screen; the first rating of a cycle changes its steps too."""
        rated = self.cycle is not None and self.cycle.criteria.rated
        return self._writing and rated and announced.operation in _OWN

    def settle(self) -> bool:
        """End an entry that is being typed."""
        if self.view.state() is GridView.State.EditingState:
            self.view.setFocus()
        return True

    def _say_state(self, cycle: CycleDetail, grid: Grid) -> None:
        self.keys.setVisible(grid.editable)
        if not grid.raters:
            self.note.say("Name the raters first, in the tab Raters.", Tone.ATTENTION, "attention")
        elif cycle.state in (CycleState.DRAFT, CycleState.OPEN):
            self.note.say("Points can be typed once scoring has started.", Tone.QUIET, "info")
        elif cycle.state is not CycleState.SCORING:
            self.note.say(f"The ratings rest while the cycle is {cycle.state.value}.", Tone.QUIET, "lock")
        else:
            self.note.say("")

    def _show_rater(self) -> None:
        if self._grid is None:
            return
        at = self.view.currentIndex()
        row, column = at.row(), at.column()
        self.model.show_grid(self._grid, self.rater.value() or "")
        if self.model.rowCount():
            column = max(column, NAMES) if self.model.criteria else 0
            self.view.setCurrentIndex(self.model.index(min(max(row, 0), self.model.rowCount() - 1), column))
        self._show_progress()
        self._show_current()

    def _show_progress(self) -> None:
        done, of = self.model.complete()
        self.progress.setText(f"{done} of {of} sheets complete")

    def _show_current(self) -> None:
        index = self.view.currentIndex()
        cell = self.model.cell(index)
        self.panel.show_criterion(cell.criterion if cell else None)
        row = self.model.row(index.row())
        has_sheet = row is not None and bool(self.rater.value())
        for part in (self.panel.whose, self.panel.conflict, self.panel.reason):
            part.setVisible(has_sheet)
        if row is None or not has_sheet:
            self.panel.confirm.hide()
            self.panel.returned.say("")
            return
        sheet = self.model.sheet(row)
        self.give_back.look_at(self.rater.value(), row.application_id)
        self.panel.whose.setText(f"{row.number} {row.name}")
        self.panel.conflict.set_value(sheet.conflict)
        self.panel.reason.set_value(sheet.conflict_reason)
        self.panel.reason.setVisible(sheet.conflict is not Conflict.NONE)
        scoring = self._grid is not None and self._grid.editable and self.context.may("ratings.enter")
        self.panel.conflict.set_read_only(not scoring)
        self.panel.reason.set_read_only(not scoring)
        self.panel.confirm.setVisible(bool(sheet.outdated) and scoring)
        names = [c.name for c in self.model.criteria if c.key in sheet.outdated]
        text = f"Changed since it was rated: {', '.join(names)}. Type it again, or confirm that it holds."
        self.panel.returned.say(text if names else "", Tone.ATTENTION, "attention")

    def _write(self, cell: Cell, text: str) -> bool:
        program, rater = self.context.program, self.rater.value()
        where = cell.row.application_id, rater, cell.criterion.key
        self._writing = True
        try:
            value = parse_rating(text)
            if isinstance(value, Blank):
                ratings.clear(program, *where)
            else:
                ratings.enter(program, *where, value)
        except (UserError, ValueError) as error:
            said = error.message if isinstance(error, UserError) else str(error)
            self.note.say(f"{cell.row.number}: {said} You typed “{text.strip()}”.", Tone.BAD, "attention")
            return False
        finally:
            self._writing = False
        self.note.say("")
        self.model.put(cell, value)
        self._show_progress()
        return True

    def _confirm(self) -> None:
        row = self.model.row(self.view.currentIndex().row())
        if row is not None:
            self.context.runner.now(ratings.confirm_sheet, self.context.program, row.application_id, self.rater.value())

    def _set_conflict(self) -> None:
        row = self.model.row(self.view.currentIndex().row())
        chosen = self.panel.conflict.value()
        if row is None or chosen is None:
            return
        conflict = Conflict(chosen)  # Qt hands a word back as plain text
        sheet = self.model.sheet(row)
        reason = self.panel.reason.raw().strip()
        self.panel.reason.setVisible(conflict is not Conflict.NONE)
        if conflict is Conflict.CLEARED and not reason:
            self.panel.reason.set_reason("Say why the conflict does not matter.")
            self.panel.reason.editor.setFocus()
            return
        if (conflict, reason if conflict is not Conflict.NONE else "") == (sheet.conflict, sheet.conflict_reason):
            return
        self.context.runner.now(
            conflicts.judge, self.context.program, row.application_id, self.rater.value(), conflict, reason=reason
        )
