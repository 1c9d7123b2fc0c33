"""Two revisions of a plan side by side, field by field."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from umdesk.domain.writing import counted
from umdesk.services.plans import comparing
from umdesk.services.plans.queries import PlanDetail, RevisionRow
from umdesk.ui.context import Context
from umdesk.ui.plans.allowed import Allowed
from umdesk.ui.plans.differences import DifferenceList
from umdesk.ui.theme import SPACE_8, SPACE_12, SPACE_16
from umdesk.ui.widgets.fields import ChoiceField
from umdesk.ui.widgets.form import title
from umdesk.ui.widgets.status import QuietLabel


class ComparePage(QWidget):
    """Choose left and right; by default the revision in view beside the one before it."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: tuple[str, tuple[tuple[str, str], ...]] = ("", ())
        self.left, self.right = ChoiceField("Left"), ChoiceField("Right")
        for field in (self.left, self.right):
            field.edited.connect(self.look)
        self.words = QuietLabel()
        self.list = DifferenceList("What differs")
        choose = QHBoxLayout()
        choose.setSpacing(SPACE_12)
        choose.addWidget(self.left, 1)
        choose.addWidget(self.right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_16, SPACE_12, SPACE_16, SPACE_8)
        column.setSpacing(SPACE_8)
        column.addWidget(title("Compare revisions"))
        column.addLayout(choose)
        column.addWidget(self.words)
        column.addWidget(self.list, 1)

    def show_plan(self, detail: PlanDetail, _may: Allowed) -> None:
        """Offer the revisions of a plan; what is chosen stays chosen while it is the same plan and revision."""
        choices = tuple((row.id, _named(row)) for row in detail.revisions)
        if self._shown != (detail.revision_id, choices):
            self._shown = (detail.revision_id, choices)
            for field in (self.left, self.right):
                field.set_choices(choices)
            ids = [row.id for row in detail.revisions]  # the newest first
            here = ids.index(detail.revision_id)
            self.right.set_value(ids[here] if here + 1 < len(ids) else ids[0])
            self.left.set_value(ids[min(here + 1, len(ids) - 1)])
        if self.isVisible():
            self.look()

    def look(self) -> None:
        """Compare what is chosen; only done while one looks."""
        left, right = self.left.value(), self.right.value()
        if not left or not right:
            return
        found = self._context.runner.now(comparing.compare, self._context.program, left, right)
        if found is None:
            return
        many = counted(len(found.differences), "thing differs", "things differ")
        same = "These are the same revision." if left == right else "The two revisions agree the same."
        self.words.setText(f"{many}." if found.differences else same)
        was, now = (f"Revision {side.number}" for side in (found.left, found.right))
        self.list.show_differences(found.differences, was, now)


def _named(row: RevisionRow) -> str:
    return f"Revision {row.number}, {row.kind}, {row.state}"
