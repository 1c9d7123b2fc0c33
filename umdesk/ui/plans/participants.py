"""The list of participants with their plans."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from umdesk.domain.plans import CARRIED_OUT
from umdesk.domain.readiness import SHORT as READY
from umdesk.domain.words import TAKES_PART, ParticipationState, RevisionState
from umdesk.domain.writing import capital, counted
from umdesk.services.plans import queries
from umdesk.services.plans.queries import AT_ONCE, PlanRow
from umdesk.ui.context import Context
from umdesk.ui.plans.words import state_words
from umdesk.ui.theme import SPACE_8, SPACE_12, Tone
from umdesk.ui.widgets.actions import action
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.saving import ListSaver
from umdesk.ui.widgets.search import SearchLine
from umdesk.ui.widgets.status import ActionButton, Chips, EmptyState
from umdesk.ui.widgets.table import RowsTable

_ROOM_TO_SEARCH = 20
"""Characters that the search shows at least beside the chips."""
_FILTERS: dict[str, tuple[str, Callable[[PlanRow], bool]]] = {
    "all": ("All", lambda _row: True),
    "fill": ("To write", lambda row: _open(row, RevisionState.DRAFT)),
    "review": ("In review", lambda row: _open(row, RevisionState.IN_REVIEW)),
    "ready": ("Ready", lambda row: _open(row, RevisionState.READY)),
    "printed": ("To sign", lambda row: _open(row, RevisionState.PRINTED)),
    "late": ("Signatures late", lambda row: row.unsigned_days > 0),
    "signed": ("Signed", lambda row: row.revision_state in CARRIED_OUT),
    "td": ("T&&D warning", lambda row: row.td_warning),
}


def _open(row: PlanRow, state: RevisionState) -> bool:
    """Whether a plan is in a state and there is something to do with it: not that of somebody who left the program."""
    return row.revision_state is state and row.participation_state in TAKES_PART


class ParticipantsPage(QWidget):
    """One row a participant: where their plan stands, and what is missing; `opened` carries the participation."""

    opened = Signal(str)
    chosen = Signal()

    def __init__(self, context: Context, open_action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._request = 0
        self.model = RowsModel[PlanRow](_columns(), key=lambda row: row.participation_id, parent=self)
        self.table = RowsTable(self.model, "Participants and their plans")
        self.table.opened.connect(self.opened)
        self.table.chosen.connect(lambda _key: self.chosen.emit())
        self.saver = ListSaver(self.table, context, lambda: "Participants", lambda row: row.person_id)
        self.chips = Chips("Show")
        self.chips.chosen.connect(self._narrow)
        self.search = SearchLine("Search participants", "Search name, number, class, supervisor")
        self.search.textChanged.connect(self._search)
        self.search.setMaximumWidth(320)
        self.search.setMinimumWidth(self.fontMetrics().averageCharWidth() * 12)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list(open_action))
        self._stack.addWidget(self._nobody())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def refresh(self) -> None:
        """Show the participants as they are now; very many are read beside the window."""
        self._request += 1
        program, request = self._context.program, self._request
        if (self._context.runner.now(queries.how_many, program) or 0) <= AT_ONCE:
            self._show(self._context.runner.now(queries.list_plans, program) or ())
            return

        def done(rows: tuple[PlanRow, ...]) -> None:
            if request == self._request:
                self._show(rows)

        self.table.set_empty("Reading the plans…")
        self._context.runner.later(
            lambda _progress: queries.list_plans(program), done, owner=self, title="Reading the plans"
        )

    def _show(self, rows: tuple[PlanRow, ...]) -> None:
        self.model.set_rows(rows)
        self.chips.set_chips([(key, text, sum(holds(row) for row in rows)) for key, (text, holds) in _FILTERS.items()])
        self._narrow(self.chips.current())
        self._stack.setCurrentIndex(0 if rows else 1)
        if self.model.rowCount() and not self.table.current_key():
            self.table.choose(self.model.key(0))

    def find_someone(self) -> None:
        """Put the cursor into the search field."""
        self.search.setFocus()
        self.search.selectAll()

    def _search(self, text: str) -> None:
        self.model.set_words(text)
        self._say_empty()

    def _narrow(self, key: str) -> None:
        holds = _FILTERS[key][1] if key in _FILTERS else None
        self.model.set_condition(None if key == "all" else holds)
        self._say_empty()

    def _say_empty(self) -> None:
        searched = bool(self.search.text().strip())
        self.table.set_empty("No participant matches this search." if searched else "No plan is in this state.")

    def _list(self, open_action: QAction) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(SPACE_12, SPACE_12, SPACE_12, SPACE_8)
        column.setSpacing(SPACE_12)
        column.addWidget(_Top(self.chips, self.search, ActionButton(open_action, primary=True)))
        column.addWidget(self.table, 1)
        return page

    def _nobody(self) -> QWidget:
        go = action(self, "selection", "Go to Selection", lambda: self._context.place_wanted.emit("Selection", ""))
        text = (
            "Here each person who was selected has a Career Development Plan: goals, activities, costs, signatures. "
            "Plans begin when the decisions of a cycle are applied."
        )
        return EmptyState("plan", "No participants yet", text, [go])


class _Top(QWidget):
    """What narrows the list, beside the search where both fit and above it where they do not."""

    def __init__(self, chips: QWidget, search: QWidget, button: QWidget) -> None:
        super().__init__()
        self._chips, self._beside = chips, (search, button)
        rest = QHBoxLayout()
        rest.setSpacing(SPACE_8)
        rest.addWidget(search, 1)
        rest.addStretch()
        rest.addWidget(button)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(SPACE_8)
        self._both.addWidget(chips, 1)
        self._both.addLayout(rest, 1)
        # Else the row would ask for all of its width, and the tab would never become narrow enough for two.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take two rows where one is too narrow."""
        super().resizeEvent(event)
        search, button = self._beside
        needed = self._chips.sizeHint().width() + button.sizeHint().width() + 2 * SPACE_8
        fits = self.width() >= needed + search.fontMetrics().averageCharWidth() * _ROOM_TO_SEARCH
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        if self._both.direction() is not (across if fits else down):
            self._both.setDirection(across if fits else down)


def _columns() -> tuple[Column[PlanRow], ...]:
    return (
        Column("Name", lambda row: row.name, width=20),
        Column("Plan", lambda row: row.plan_number, width=10),
        Column(
            "Revision",
            _revision,
            sort=lambda row: (row.revision_state, row.revision_number),
            tone=lambda row: Tone.ATTENTION if row.unsigned_days else state_words(row.standing)[1],
            tip=lambda row: "The signatures are late. Ask for the paper." if row.unsigned_days else "",
            width=20,
        ),
        Column("Target class", lambda row: row.target or "(not chosen)", stretch=True),
        Column(
            "Missing",
            lambda row: f"{row.missing} to fix" if row.missing else "–",
            sort=lambda row: row.missing,
            tone=lambda row: Tone.ATTENTION if row.missing else None,
            width=10,
        ),
        Column(
            "Activities done",
            lambda row: f"{row.done} of {row.activities}" if row.activities else "–",
            sort=lambda row: row.done,
            width=13,
        ),
        Column("Ready", lambda row: row.readiness, tip=lambda _row: READY, width=7),
        Column("T&D", lambda row: row.td, tone=lambda row: Tone.ATTENTION if row.td_warning else None, width=16),
        Column("Supervisor", lambda row: row.supervisor, width=16),
        Column("Status", _status, width=10),
    )


def _revision(row: PlanRow) -> str:
    late = f" {counted(row.unsigned_days, 'day')} ago" if row.unsigned_days else ""
    return f"{row.revision_number}, {state_words(row.standing)[0]}{late}"


def _status(row: PlanRow) -> str:
    return "Active" if row.participation_state is ParticipationState.ACTIVE else capital(row.participation_state)
