"""The lists of a person's page from which one goes to where a thing is done: applications, plans, moves."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.services.people.asking import ApplicationOn
from umdesk.services.people.page import PersonPage, PlanLine
from umdesk.ui.theme import SPACE_8
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.table import RowsTable

Row = TypeVar("Row")
GoTo = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Move:
    """An advancement or a T&D assignment as a line of one list; `goes_to` is its participation, "" for none."""

    id: str
    goes_to: str
    on: str
    order: object
    kind: str
    what: str
    note: str


def applications_page(go: GoTo) -> "ListPage[ApplicationOn]":
    """The applications; opening one shows it in the tab Applicants."""
    columns = (
        Column[ApplicationOn]("Number", lambda row: row.number, width=11),
        Column[ApplicationOn]("Cycle", lambda row: row.cycle, stretch=True),
        Column[ApplicationOn](
            "Received", lambda row: dates.show(row.received) or "not known", lambda row: row.received, width=14
        ),
        Column[ApplicationOn]("State", lambda row: row.state.value, width=18),
    )
    return ListPage(
        RowsModel[ApplicationOn](columns, lambda row: row.id), "Applications", empty="No application is on file.",
        button="Go to the application", target=lambda row: row.id, go=go,
    )  # fmt: skip


def plans_page(go: GoTo) -> "ListPage[PlanLine]":
    """The participations with their plans; opening one shows the plan in its tab."""
    columns = (
        Column[PlanLine]("Plan", lambda row: row.plan, width=11),
        Column[PlanLine](
            "In the program since", lambda row: dates.show(row.started), lambda row: row.started, width=21
        ),
        Column[PlanLine]("Today", lambda row: f"{row.state.value}, since {dates.show(row.since)}", width=24),
        Column[PlanLine](
            "Newest revision",
            lambda row: f"{row.revision}, {row.revision_state.value}" if row.revision_state else "none",
            width=17,
        ),
        Column[PlanLine]("Target class", lambda row: row.target, stretch=True),
    )
    return ListPage(
        RowsModel[PlanLine](columns, lambda row: row.participation_id), "Participation and plans",
        empty="Not in the program. Decisions of a cycle bring people in.", button="Go to the plan",
        target=lambda row: row.participation_id, go=go,
    )  # fmt: skip


def moves_page(go: GoTo) -> "ListPage[Move]":
    """Advancements and T&D assignments by time; opening one shows the plan in which it is recorded."""
    columns = (
        Column[Move]("When", lambda row: row.on, lambda row: row.order, width=25),
        Column[Move]("Kind", lambda row: row.kind, width=14),
        Column[Move]("What", lambda row: row.what, stretch=True),
        Column[Move]("Note", lambda row: row.note, width=16),
    )
    return ListPage(
        RowsModel[Move](columns, lambda row: row.id), "Advancements and T&D assignments",
        empty="No advancement and no T&D assignment is on file.", button="Go to the plan",
        target=lambda row: row.goes_to, go=go,
    )  # fmt: skip


def moves_of(page: PersonPage) -> tuple[Move, ...]:
    """The advancements and T&D assignments of a page, the newest first."""
    moves = [
        Move(
            one.id, one.participation_id, dates.show(one.on), one.on, "Advancement",
            f"{one.from_class or 'no class on file'} → {one.to_class}, by {one.route.value}", one.note,
        )
        for one in page.advancements
    ]  # fmt: skip
    served = [
        Move(
            one.id, one.participation_id, f"{dates.show(one.starts)} – {dates.show(one.ends)}", one.starts,
            "T&D assignment", one.class_text or "class not on file", "",
        )
        for one in page.assignments
    ]  # fmt: skip
    return tuple(sorted([*moves, *served], key=lambda move: str(move.order), reverse=True))


class ListPage(QWidget, Generic[Row]):
    """A list of which a row leads somewhere: by a double click, Enter, or the button under it."""

    def __init__(
        self,
        model: RowsModel[Row],
        name: str,
        *,
        empty: str,
        button: str,
        target: Callable[[Row], str],
        go: GoTo,
    ) -> None:
        super().__init__()
        model.setParent(self)
        self.model = model
        self.table = RowsTable(model, name)
        self.table.set_empty(empty)
        self._target = target
        self._go = go
        self.button = push_button(button, "right", self.open_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE_8, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.table, 1)
        column.addLayout(side_by_side(self.button))
        self.table.opened.connect(lambda _key: self.open_chosen())
        self.table.chosen.connect(lambda _key: self._follow())
        self._follow()

    def set_rows(self, rows: tuple[Row, ...]) -> None:
        """Show these rows."""
        self.model.set_rows(rows)
        if rows and not self.table.current_key():
            self.table.choose(self.model.key(0))
        self._follow()

    def open_chosen(self) -> None:
        """Go to where the chosen row leads."""
        row = self.model.find(self.table.current_key())
        if row is not None and (target := self._target(row)):
            self._go(target)

    def _follow(self) -> None:
        row = self.model.find(self.table.current_key())
        self.button.setEnabled(row is not None and bool(self._target(row)))
