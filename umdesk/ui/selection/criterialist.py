"""The criteria of a cycle in order, what can be done to the list, the formula worked through, and past versions."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.domain.criteria_changes import differences
from umdesk.domain.scoring import Criterion, formula
from umdesk.domain.words import Aggregate
from umdesk.domain.worked_example import ExampleLine, work_through
from umdesk.domain.writing import capital, plain
from umdesk.services.criteria import PastVersion
from umdesk.ui.icons import icon
from umdesk.ui.theme import SPACE_8, SPACE_12
from umdesk.ui.widgets.buttons import push_button
from umdesk.ui.widgets.form import heading
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.table import RowsTable

_SCORE = "Rater's score"


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A past version with what it changed, in words."""

    version: PastVersion
    changed: str


class ExamplePanel(QWidget):
    """The formula with the set's own numbers, for two made-up raters."""

    def __init__(self) -> None:
        super().__init__()
        self.model: RowsModel[ExampleLine] = RowsModel(
            (
                Column("Made-up ratings", lambda line: line.criterion, stretch=True),
                Column("One rater", lambda line: line.first, tip=lambda line: line.first, width=21),
                Column("Another rater", lambda line: line.second, tip=lambda line: line.second, width=21),
            ),
            lambda line: line.criterion,
            self,
        )
        self.table = RowsTable(self.model, "Worked example of the formula")
        self.table.setSortingEnabled(False)
        self.combined = QuietLabel()
        self.formula = QuietLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE_8, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.table, 1)
        column.addWidget(self.combined)
        column.addWidget(self.formula)

    def show_rules(self, criteria: Sequence[Criterion], how: Aggregate, minimum: int) -> None:
        """Work the formula through for these criteria."""
        example = work_through(criteria, how)
        rows = [*example.lines, ExampleLine(_SCORE, example.first_score, example.second_score)]
        self.model.set_rows(rows)
        self.combined.setText(example.combined)
        self.formula.setText(formula(criteria, how, minimum))


class VersionsPanel(QWidget):
    """Every version of the criteria with the day, the reason and what changed."""

    def __init__(self) -> None:
        super().__init__()
        self.model: RowsModel[VersionLine] = RowsModel(
            (
                Column("Version", lambda line: str(line.version.version), sort=lambda line: line.version.version,
                       number=True, width=6),
                Column("Made", lambda line: dates.show(line.version.made_at.date()),
                       sort=lambda line: line.version.made_at, width=11),
                Column("What changed", lambda line: line.changed, tip=lambda line: line.changed, stretch=True),
                Column("Reason", lambda line: line.version.reason, tip=lambda line: line.version.reason, width=20),
            ),
            lambda line: str(line.version.version),
            self,
        )  # fmt: skip
        self.table = RowsTable(self.model, "Versions of the criteria")
        self.whole = QuietLabel()
        self.table.chosen.connect(lambda _key: self._show_whole())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE_8, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.table, 1)
        column.addWidget(self.whole)

    def show_versions(self, found: Sequence[PastVersion]) -> None:
        """Show versions, the newest first."""
        lines = []
        for number, version in enumerate(found):
            parts = differences(found[number - 1].criteria, version.criteria) if number else ("the first version",)
            lines.append(VersionLine(version, capital("; ".join(parts) or "nothing that counts")))
        self.model.set_rows(reversed(lines))
        self._show_whole()

    def _show_whole(self) -> None:
        """Say what changed in the chosen version and why, in full."""
        key = self.table.current_key()
        line = next((row for row in self.model.rows() if str(row.version.version) == key), None)
        reason = f" Reason: {line.version.reason}" if line is not None and line.version.reason else ""
        self.whole.setText(f"Version {key}: {line.changed}.{reason}" if line is not None else "")


class CriteriaList(QWidget):
    """The criteria in order, with what can be done to the list."""

    def __init__(self) -> None:
        super().__init__()
        self.model: RowsModel[Criterion] = RowsModel(
            (
                Column("Criterion", lambda c: c.name, stretch=True),
                Column("Max.", lambda c: plain(c.maximum), sort=lambda c: c.maximum, number=True, width=4),
                Column("Weight", lambda c: plain(c.weight), sort=lambda c: c.weight, number=True, width=5),
                Column("Required", lambda c: "yes" if c.required else "no", width=7),
                Column("Counted", lambda c: "yes" if c.counted else "shown only", width=8),
            ),
            lambda c: c.key,
            self,
        )
        self.table = RowsTable(self.model, "Criteria")
        self.table.setSortingEnabled(False)
        self.table.set_empty("No criterion yet. Add the first one.")
        self.add = QPushButton(icon("add"), "Add")
        self.up = QPushButton(icon("up"), "Up")
        self.down = QPushButton(icon("down"), "Down")
        self.remove = QPushButton(icon("delete"), "Remove")
        self.templates = push_button("Templates and files…", "folder", lambda: None)
        self.templates.setToolTip("Keep these criteria for later cycles, take others, or exchange them as a file")
        self.starting_point = QuietLabel(
            "These criteria are a starting point, not law: use them, change them, or put your department's own in "
            "their place (2 CCR 599.983(d))."
        )
        self.example = ExamplePanel()
        self.versions = VersionsPanel()
        self.below = QTabWidget()
        self.below.setDocumentMode(True)
        self.below.setAccessibleName("About the criteria")
        self.below.tabBar().setAccessibleName("About the criteria")
        self.below.addTab(self.example, "Worked example")
        self.below.addTab(self.versions, "Versions")
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(heading("What is judged"), 1)
        top.addWidget(self.templates)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_8)
        for button in (self.add, self.up, self.down, self.remove):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_12, SPACE_12, SPACE_12, SPACE_12)
        column.setSpacing(SPACE_8)
        column.addLayout(top)
        column.addWidget(self.starting_point)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)
        column.addWidget(self.below, 1)
        self._column = column

    def minimumSizeHint(self) -> QSize:
        """High enough for its wrapped texts, which a splitter does not ask about."""
        hint = super().minimumSizeHint()
        return QSize(hint.width(), max(hint.height(), self._column.minimumHeightForWidth(self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width takes another height."""
        super().resizeEvent(event)
        self.updateGeometry()
