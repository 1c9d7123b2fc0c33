"""What a worksheet says beside what the plan has, a block for each field, and which of the two shall hold."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from umdesk.domain.errors import InvalidInput
from umdesk.domain.worksheet import Difference
from umdesk.domain.writing import capital
from umdesk.jobs.worksheets import Back
from umdesk.ui.theme import SPACE_4, SPACE_8, SPACE_12, Tone
from umdesk.ui.widgets.fields import LongTextField, Note, TextField
from umdesk.ui.widgets.form import FormPanel, heading, paragraph
from umdesk.ui.widgets.plain import PlainLabel
from umdesk.ui.widgets.status import QuietLabel

_LONG = 80
"""Characters from which on a text gets several lines."""
_NOTHING = "(nothing)"


class Entry(QFrame):
    """One field: what the plan has, what the worksheet says (to be put right where needed), and a box to take it."""

    changed = Signal()

    def __init__(self, difference: Difference, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.difference = difference
        self.setFrameShape(QFrame.Shape.StyledPanel)
        called = capital(difference.called)
        self.called = heading(called)
        self.has = paragraph(f"The plan has: {difference.plan or _NOTHING}")
        long = len(difference.sheet) > _LONG or "\n" in difference.sheet
        label = f"The worksheet says, {difference.called}"
        self.field = LongTextField(label, lines=3) if long else TextField(label, max_length=8000)
        self.field.label.setText("The worksheet says")
        self.field.set_value(difference.sheet)
        self.take = QCheckBox("Take this into the plan")
        self.take.setAccessibleName(f"{called}: take what the worksheet says")
        self.take.setChecked(difference.suggested)
        self.remark = Note()
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_12, SPACE_8, SPACE_12, SPACE_8)
        column.setSpacing(SPACE_4)
        for part in (self.called, self.has, self.field, self.take, self.remark):
            column.addWidget(part)
        self.remark.say(_remark(difference), Tone.ATTENTION, "attention")
        self.take.toggled.connect(lambda _checked: self.changed.emit())
        self.field.edited.connect(self._edited)
        if difference.problem:
            self.field.set_reason(difference.problem)

    def text(self) -> str:
        """What would stand in the plan."""
        return str(self.field.raw()).strip()

    def refuse(self, sentence: str) -> None:
        """Say under the field why it will not do."""
        self.field.set_reason(sentence)
        self.field.setFocus()

    def _edited(self) -> None:
        self.field.set_reason("")
        self.take.setChecked(True)


class Entries(FormPanel):
    """All fields in which a worksheet and its plan differ."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.blocks: list[Entry] = []
        self._made: list[QWidget] = []
        self.head = self.section("Choose the worksheet that came back")
        self.remarks = self.add(QuietLabel())
        self.refusal = self.add(Note())
        self.legend = self.add(PlainLabel())
        self.legend.setWordWrap(True)

    def show_back(self, back: Back | None) -> None:
        """Show another worksheet; None for nothing."""
        for widget in self._made:
            widget.hide()
            widget.deleteLater()
        self.blocks, self._made = [], []
        compared = back.compared if back else None
        name = back.path.name if back else ""
        self.head.setText(
            f"Worksheet {compared.number} of {compared.participant}" if compared
            else name or "Choose the worksheet that came back"
        )  # fmt: skip
        self.remarks.setText(" ".join(back.remarks) if back else "")
        self.refusal.say(back.refusal if back else "", Tone.BAD, "attention")
        found = compared.differences if compared else ()
        self.legend.setText(_legend(len(found)) if compared and back and not back.refusal else "")
        section = None
        for difference in found:
            if difference.section is not section:
                section = difference.section
                self._made.append(self.section(str(section)))
            block = Entry(difference)
            block.changed.connect(self.changed)
            self.add(block)
            self.blocks.append(block)
            self._made.append(block)
        self.changed.emit()

    def chosen(self) -> dict[str, str]:
        """What shall stand in the plan, by the names of the fields."""
        return {block.difference.name: block.text() for block in self.blocks if block.take.isChecked()}

    def refuse(self, error: InvalidInput) -> bool:
        """Say at the field that is meant why it will not do; False where it is none of these."""
        for block in self.blocks:
            if block.difference.name == error.field:
                block.refuse(str(error))
                self.ensureWidgetVisible(block)
                return True
        return False


def _remark(difference: Difference) -> str:
    if difference.both:
        was = difference.was or _NOTHING
        return f"The plan was changed since the worksheet was printed, when it said: {was}. Which of the two holds?"
    return "" if difference.sheet else "It was emptied on the worksheet."


def _legend(count: int) -> str:
    if not count:
        return "The worksheet says nothing that the plan does not have already."
    return (
        "Each field in which the worksheet differs is below. What is ticked goes into the plan; all else stays as the "
        "plan has it. Put right what was misread."
    )
