"""Two typings of one paper side by side: what differs is settled one by one, by what the paper says."""

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from umdesk.domain.errors import InvalidInput, UserError
from umdesk.domain.paper_entries import ANSWERS, CONFLICT, LONGEST_COMMENT, Difference
from umdesk.domain.words import Seen
from umdesk.domain.writing import counted
from umdesk.services import drafts, paper_sheets, sealing
from umdesk.services.paper_sheets import SETTLED, PaperSheet
from umdesk.ui.context import Context
from umdesk.ui.theme import SPACE_8, SPACE_12, Tone
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.fields import ChoiceField, Field, Note, TextField
from umdesk.ui.widgets.form import FormPanel, heading
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.unrecorded import Unrecorded

_OTHER = "other"
_LONGEST_NAME = 28


@dataclass(frozen=True, slots=True)
class _Asked:
    difference: Difference
    choice: ChoiceField
    other: TextField


class SettlingPanel(QWidget):
    """Behaviour of the page that settles one paper; `settled` when it is written, `again` to type it anew."""

    settled = Signal()
    again = Signal()
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.sheet: PaperSheet | None = None
        self.asked: list[_Asked] = []
        self.whose = heading("")
        self.about = QuietLabel()
        self.reason = TextField("Why the paper takes the place of the ratings on file", max_length=300)
        self.note = Note()
        self.enter = push_button("Enter the sheet", "check", self.settle)
        self.enter.setDefault(True)
        self.anew = push_button("Type it anew", "undo", self.start_over)
        self.cancel = push_button("Not now", "close", self.leave)
        self._unrecorded = Unrecorded(context, drafts.PAPER, {}, self)
        self._form = FormPanel()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE_12, SPACE_12, SPACE_12, SPACE_12)
        self._column.setSpacing(SPACE_8)
        for part in (self.whose, self.about, self.reason, self.note):
            self._column.addWidget(part)
        self._column.insertWidget(2, self._form, 1)
        self._column.addLayout(side_by_side(self.enter, self.anew, self.cancel))

    def show_sheet(self, sheet: PaperSheet) -> bool:
        """Show what differs; a paper whose typings agree is entered at once. False where the account may not see it."""
        self._unrecorded.leave()
        self.sheet = sheet
        self.reason.hide()
        self.reason.set_value(None)
        self.note.say("")
        program = self._context.program
        found = self._context.runner.now(paper_sheets.differences, program, sheet.application_id, sheet.rater_id)
        if found is None:
            return False
        self._fill(found)
        self._recover(sheet)
        hands = " and ".join(dict.fromkeys(sheet.typed_by))
        self.whose.setText(f"{sheet.number}: the sheet of {sheet.rater}, typed twice by {hands}")
        if not found:
            self.about.setText("Both typings agree. Enter the sheet.")
            self.settle()
            return True
        self._context.runner.now(sealing.seen, program, sheet.cycle_id, Seen.RATINGS)
        differ = "differs" if len(found) == 1 else "differ"
        self.about.setText(f"{counted(len(found), 'thing')} {differ}. Look at the paper and choose what it says.")
        self.asked[0].choice.editor.setFocus()
        return True

    def leave(self) -> None:
        """Go back; what is chosen and typed is kept as typing."""
        self._unrecorded.leave()
        self.left.emit()

    def _recover(self, sheet: PaperSheet) -> None:
        """Show what the account chose and typed of this paper before, and keep it from here on."""
        fields: dict[str, Field] = {"reason": self.reason}
        for asked in self.asked:
            what = asked.difference.field
            fields |= {f"choice {what}": asked.choice, f"other {what}": asked.other}
        self._unrecorded.watch(fields)
        self._unrecorded.follow(sheet.application_id, f"{sheet.rater_id} {SETTLED}", mark=False)
        self.reason.setVisible(bool(self.reason.raw()))
        for asked in self.asked:
            asked.other.setVisible(asked.choice.value() == _OTHER)

    def _fill(self, found: tuple[Difference, ...]) -> None:
        self._column.removeWidget(self._form)
        self._form.hide()
        self._form.deleteLater()
        self._form = FormPanel()
        self.asked = []
        stops: list[QWidget] = []
        for one in found:
            choice = ChoiceField(f"{_short(one.what)}: the paper says", _choices(one))
            other = TextField("Something else", max_length=LONGEST_COMMENT)
            other.setVisible(False)
            choice.left.connect(lambda choice=choice, other=other: other.setVisible(choice.value() == _OTHER))
            typed = [_typed(one, turn, text) for turn, text in (("first", one.first), ("second", one.second))]
            self._form.add_row(*typed, choice, other)
            stops += [*(field.line for field in typed), choice.box, other.line]
            self.asked.append(_Asked(one, choice, other))
        self._column.insertWidget(2, self._form, 1)
        self._form.show()
        # Qt puts what is made later behind the buttons.
        for before, after in pairwise((*stops, self.reason.line, self.enter, self.anew, self.cancel)):
            QWidget.setTabOrder(before, after)

    def settle(self) -> None:
        """Write the sheet, once everything is chosen."""
        if self.sheet is None:
            return
        chosen: dict[str, str] = {}
        for asked in self.asked:
            picked = asked.choice.value()
            if picked is None:
                asked.choice.set_reason("Choose what the paper says.")
                asked.choice.editor.setFocus()
                return
            chosen[asked.difference.field] = asked.other.raw() if picked == _OTHER else str(picked)[1:]
        sheet = self.sheet
        failed: list[UserError] = []

        def refused(error: UserError) -> None:
            failed.append(error)
            self._refused(error)

        self._context.runner.now(
            paper_sheets.settle, self._context.program, sheet.application_id, sheet.rater_id, chosen,
            reason=self.reason.raw(), refused=refused,
        )  # fmt: skip
        if not failed:
            self._unrecorded.forget()
            self.settled.emit()

    def start_over(self) -> None:
        """Take both typings back and begin with the first."""
        if self.sheet is not None:
            one = self.sheet
            self._unrecorded.forget()
            self._context.runner.now(paper_sheets.start_over, self._context.program, one.application_id, one.rater_id)
            self.again.emit()

    def _refused(self, error: UserError) -> None:
        field = error.field if isinstance(error, InvalidInput) else ""
        if field == "reason":
            self.reason.show()
            self.reason.set_reason(str(error))
            self.reason.editor.setFocus()
            return
        for asked in self.asked:
            if asked.difference.field == field:
                place = asked.other if asked.choice.value() == _OTHER else asked.choice
                place.set_reason(str(error))
                place.editor.setFocus()
                return
        self.note.say(str(error), Tone.BAD, "attention")


def _typed(one: Difference, turn: str, text: str) -> TextField:
    """What one of the two typed, to be read."""
    field = TextField(f"{_short(one.what)}, {turn} typing", max_length=LONGEST_COMMENT)
    field.set_raw(ANSWERS[text] if one.field == CONFLICT else text or "blank")
    field.set_read_only(True)
    return field


def _short(what: str) -> str:
    """A name that leaves room for three others beside it."""
    return what if len(what) <= _LONGEST_NAME else f"{what[: _LONGEST_NAME - 1].rstrip()}…"


def _choices(one: Difference) -> list[tuple[str, str]]:
    """What can be picked; the sign before a text keeps a blank apart from nothing picked."""
    if one.field == CONFLICT:
        return [(f"={key}", text) for key, text in ANSWERS.items()]
    return [
        (f"={one.first}", one.first or "blank"),
        (f"={one.second}", one.second or "blank"),
        (_OTHER, "Something else"),
    ]
