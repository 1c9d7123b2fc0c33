"""The left side of the window of papers: which plans, which papers, and whether plans are printed to sign."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from umdesk.domain.plans import CARRIED_OUT, ON_PAPER
from umdesk.domain.words import TAKES_PART, RevisionState
from umdesk.domain.writing import capital, counted
from umdesk.jobs.print_batch import PLAN, Chosen, Wish
from umdesk.services.plans.queries import PlanRow
from umdesk.ui.printing.words import PAPERS
from umdesk.ui.theme import SPACE_4, SPACE_8
from umdesk.ui.widgets.form import paragraph
from umdesk.ui.widgets.plain import PlainLabel

_SIGN = "Print ready plans to &sign"
_WHAT_SIGNING_DOES = (
    "A ready plan is frozen when its page is made: it can no longer be changed, only amended. This cannot be undone. "
    "Plans that are not ready are left out and named."
)
_WHAT_NOT_SIGNING_DOES = "Plans that are not printed yet come out with DRAFT on each page. Nothing is frozen."
_GROUPS: tuple[tuple[str, Callable[[PlanRow], bool]], ...] = (
    ("All plans", lambda _row: True),
    (
        "Ready to print",
        lambda row: row.revision_state is RevisionState.READY and row.participation_state in TAKES_PART,
    ),
    ("Printed, to sign", lambda row: row.revision_state is RevisionState.PRINTED),
    ("Signed or filed", lambda row: row.revision_state in CARRIED_OUT),
    ("Printed, signed or filed", lambda row: row.revision_state in ON_PAPER),
    ("None", lambda _row: False),
)


class Choosing(QWidget):
    """Ticks plans and papers; `changed` says that the choice is another."""

    changed = Signal()

    def __init__(self, *, may_sign: bool) -> None:
        super().__init__()
        self._rows: dict[str, PlanRow] = {}
        self._filling = False
        self.group = QComboBox()
        self.group.setAccessibleName("Tick plans")
        self.plans = QListWidget()
        self.plans.setAccessibleName("Plans to print")
        self.papers = {kind: QCheckBox(name.replace("&", "&&")) for kind, name in PAPERS}
        self.papers[PLAN].setChecked(True)
        self.sign = QCheckBox(_SIGN)
        self.sign.setVisible(may_sign)
        self.told = paragraph(_WHAT_NOT_SIGNING_DOES)
        self.count = PlainLabel()
        self._lay_out()
        self.group.activated.connect(lambda _index: self._tick_group())
        self.plans.itemChanged.connect(lambda _item: self._say())
        for box in (*self.papers.values(), self.sign):
            box.toggled.connect(lambda _on: self._say())

    def fill(self, rows: Sequence[PlanRow], one: str = "", kind: str = "") -> None:
        """Offer these plans. One participation and one kind of paper are ticked alone, else plans that are ready."""
        self._filling = True
        self._rows = {row.participation_id: row for row in rows}
        self.group.clear()
        for name, holds in _GROUPS:
            number = sum(holds(row) for row in rows)
            self.group.addItem(name if name == "None" else f"{name} ({number})")
        self.plans.clear()
        for row in rows:
            item = QListWidgetItem(f"{row.name}  {row.plan_number}  {capital(str(row.revision_state))}", self.plans)
            item.setData(Qt.ItemDataRole.UserRole, row.participation_id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_check(row.participation_id == one))
        self.group.setCurrentIndex(len(_GROUPS) - 1)
        if kind:
            for each, box in self.papers.items():
                box.setChecked(each == kind)
        self._filling = False
        if not one:
            self.group.setCurrentIndex(1 if any(row.revision_state is RevisionState.READY for row in rows) else 0)
            self._tick_group()
        self._say()

    def wish(self) -> Wish:
        """What is ticked."""
        return Wish(
            plans=tuple(Chosen(row.participation_id, row.revision_id, row.plan_number) for row in self._ticked()),
            kinds=tuple(kind for kind, box in self.papers.items() if box.isChecked()),
            sign=self.sign.isChecked() and not self.sign.isHidden() and self.papers[PLAN].isChecked(),
        )

    def _ticked(self) -> list[PlanRow]:
        items = [self.plans.item(at) for at in range(self.plans.count())]
        on = [item for item in items if item.checkState() is Qt.CheckState.Checked]
        return [self._rows[item.data(Qt.ItemDataRole.UserRole)] for item in on]

    def _tick_group(self) -> None:
        holds = _GROUPS[max(self.group.currentIndex(), 0)][1]
        self._filling = True
        for at in range(self.plans.count()):
            item = self.plans.item(at)
            item.setCheckState(_check(holds(self._rows[item.data(Qt.ItemDataRole.UserRole)])))
        self._filling = False
        self._say()

    def _say(self) -> None:
        if self._filling:
            return
        self.sign.setEnabled(self.papers[PLAN].isChecked())
        signing = self.sign.isChecked() and self.sign.isEnabled()
        self.told.setText(_WHAT_SIGNING_DOES if signing else _WHAT_NOT_SIGNING_DOES)
        self.told.setVisible(self.papers[PLAN].isChecked())
        wish = self.wish()
        plans = counted(len(wish.plans), "plan")
        self.count.setText(f"{plans}, {counted(len(wish.plans) * len(wish.kinds), 'paper')}")
        self.changed.emit()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4)
        for text, widget in (("&Tick plans", self.group), ("&Plans", self.plans)):
            label = PlainLabel(text)
            label.setBuddy(widget)
            column.addWidget(label)
            column.addWidget(widget, 1 if widget is self.plans else 0)
        column.addSpacing(SPACE_8)
        column.addWidget(PlainLabel("Papers of each"))
        for box in self.papers.values():
            column.addWidget(box)
        column.addSpacing(SPACE_8)
        column.addWidget(self.sign)
        column.addWidget(self.told)
        column.addWidget(self.count)


def _check(on: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
