"""The numbers of a report beside its page, and the people behind the chosen one."""

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from umdesk.domain import dates, money
from umdesk.domain.summary import AT_A_GLANCE, Figure, Line
from umdesk.ui.icons import icon
from umdesk.ui.theme import SPACE_8, SPACE_12
from umdesk.ui.widgets.fields import ChoiceField
from umdesk.ui.widgets.form import heading
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.table import RowsTable


@dataclass(frozen=True, slots=True)
class Behind:
    """One line behind a figure, with its place in the list."""

    place: int
    line: Line


FIGURES: tuple[Column[Figure], ...] = (
    Column("Figure", lambda figure: figure.label, stretch=True),
    Column("Value", lambda figure: shown(figure.value), sort=lambda figure: Decimal(figure.value), number=True),
)
PEOPLE: tuple[Column[Behind], ...] = (
    Column("Name", lambda row: row.line.who.name, width=16),
    Column(
        "Amount",
        lambda row: "" if row.line.amount is None else money.show(row.line.amount),
        sort=lambda row: row.line.amount,
        number=True,
        width=10,
    ),
    Column("Date", lambda row: dates.show(row.line.on), sort=lambda row: row.line.on, width=11),
    Column("What", lambda row: row.line.what, width=24),
    Column("Number", lambda row: row.line.record, width=10),
)
_AMOUNT, _DATE, _RECORD = 1, 2, 4


def shown(value: int | Decimal) -> str:
    """A figure as people read it: "1,204" or "$350.00"."""
    return money.show(value) if isinstance(value, Decimal) else f"{value:,}"


class FiguresPanel(QWidget):
    """A list of the figures on top, the people behind the chosen one below; `opened` carries a line to look at."""

    opened = Signal(object)  # Line

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.group = ChoiceField("Figures", [(AT_A_GLANCE, AT_A_GLANCE)])
        self.figures_model = RowsModel(FIGURES, key=lambda figure: figure.key, parent=self)
        self.figures = RowsTable(self.figures_model, "Figures of the report")
        self.headline = heading("")
        self.definition = QuietLabel()
        self.people_model = RowsModel(PEOPLE, key=lambda row: str(row.place), parent=self)
        self.people = RowsTable(self.people_model, "People behind the number")
        self.people.set_empty("Choose a number above to see who is behind it.")
        self.open = QPushButton(icon("open"), "Open the record")
        self.open.setToolTip("Look at the application or the plan (Enter)")
        self.open.setEnabled(False)
        self._figures: dict[str, Figure] = {}
        self._lay_out()
        self.group.edited.connect(self._show_group)
        self.figures.chosen.connect(self._show_people)
        self.people.chosen.connect(lambda key: self.open.setEnabled(bool(key)))
        self.people.opened.connect(self._open)
        self.open.clicked.connect(lambda _checked: self._open(self.people.current_key()))

    def show_figures(self, figures: tuple[Figure, ...]) -> None:
        """Show other figures; the chosen group and figure stay if they are there. Empty cells are left out."""
        kept = [figure for figure in figures if figure.group == AT_A_GLANCE or figure.lines]
        self._figures = {figure.key: figure for figure in kept}
        groups = dict.fromkeys((AT_A_GLANCE, *(figure.group for figure in kept)))
        chosen = self.group.value()
        self.group.set_choices([(group, group) for group in groups])
        self.group.set_value(chosen if chosen in groups else AT_A_GLANCE)
        self.figures_model.set_rows(kept)
        self._show_group()

    def _show_group(self) -> None:
        group = self.group.value()
        self.figures_model.set_condition(lambda figure: figure.group == group)
        current = self.figures.current_key()
        if not current and self.figures_model.rowCount():
            self.figures.choose(self.figures_model.key(0))
        else:
            self._show_people(current)

    def _show_people(self, key: str) -> None:
        figure = self._figures.get(key)
        lines = figure.lines if figure else ()
        self.headline.setText(f"{figure.label}: {shown(figure.value)}" if figure else "")
        self.definition.setText(figure.definition if figure else "")
        self.definition.setVisible(bool(figure and figure.definition))
        self.people.set_empty(
            "Nobody: this number is 0." if figure else "Choose a number above to see who is behind it."
        )
        self.people.setColumnHidden(_AMOUNT, not (figure and figure.money))
        self.people.setColumnHidden(_DATE, not any(line.on for line in lines))
        self.people.setColumnHidden(_RECORD, not any(line.record for line in lines))
        self.people_model.set_rows(Behind(place, line) for place, line in enumerate(lines))

    def _open(self, key: str) -> None:
        row = self.people_model.find(key)
        if row is not None:
            self.opened.emit(row.line)

    def _lay_out(self) -> None:
        top, below = QWidget(), QWidget()
        upper = QVBoxLayout(top)
        upper.setContentsMargins(0, 0, 0, SPACE_8)
        upper.setSpacing(SPACE_8)
        upper.addWidget(self.group)
        upper.addWidget(self.figures, 1)
        lower = QVBoxLayout(below)
        lower.setContentsMargins(0, SPACE_8, 0, 0)
        lower.setSpacing(SPACE_8)
        lower.addWidget(self.headline)
        lower.addWidget(self.definition)
        lower.addWidget(self.people, 1)
        lower.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        self.parts = QSplitter(Qt.Orientation.Vertical)
        self.parts.setChildrenCollapsible(False)
        self.parts.addWidget(top)
        self.parts.addWidget(below)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_12, 0, 0, 0)
        column.addWidget(self.parts)
