"""Types one paper sheet in: a line for each criterion, by keyboard alone; Enter goes on."""

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from umdesk.domain.errors import InvalidInput, UserError
from umdesk.domain.paper_entries import (
    ANSWERS,
    CONFLICT,
    LONGEST_COMMENT,
    REASON,
    Typing,
    comment_field,
    rating_field,
)
from umdesk.domain.scoring import Criterion
from umdesk.domain.writing import plain
from umdesk.services import drafts, paper_sheets
from umdesk.services.paper_sheets import SECOND, PaperSheet
from umdesk.ui.context import Context
from umdesk.ui.theme import SPACE_8, SPACE_12, Tone
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.fields import ChoiceField, Field, Note, TextField
from umdesk.ui.widgets.form import FormPanel, heading
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.unrecorded import Unrecorded

_LEAST = 120
"""Pixels of the form that are in view on the smallest screen."""
_TURNS = {1: "first typing", 2: "second typing"}
_AGAIN = "Recovered typing: what was typed of this paper before is here again. Keep it once all of the paper is typed."
_ANSWERS = (("none", ANSWERS["none"]), ("recused", ANSWERS["recused"]), ("open", ANSWERS[""]))


class TypingPanel(QWidget):
    """Behaviour of the page that one paper is typed into; `kept` carries the sheet as it stands then.

    What is typed is kept as typing of the account until the button is pressed, each of the two typings for itself.
    """

    kept = Signal(object)
    left = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.sheet: PaperSheet | None = None
        self.points: dict[str, TextField] = {}
        self.comments: dict[str, TextField] = {}
        self.whose = heading("")
        self.about = QuietLabel()
        self.conflict = ChoiceField("Conflict of interest, as the paper says", _ANSWERS)
        self.reason = TextField("Words beside it", max_length=300)
        self.note = Note()
        self.keep = push_button("Keep this typing", "check", self.keep_typing)
        self.keep.setDefault(True)
        self.later = push_button("Not now", "close", self.leave)
        self.later.setToolTip("What is typed is kept until the paper is opened again")
        self.empty = push_button("Empty the form", "undo", self.start_anew)
        self._unrecorded = Unrecorded(context, drafts.PAPER, {}, self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(SPACE_12, SPACE_12, SPACE_12, SPACE_12)
        self._column.setSpacing(SPACE_8)
        self._form = FormPanel()
        self._column.addWidget(self.whose)
        self._column.addWidget(self.about)
        self._column.addWidget(self._form, 1)
        self._column.addWidget(self.note)
        self._column.addLayout(side_by_side(self.keep, self.later, self.empty))
        self.conflict.left.connect(self._follow_conflict)

    def show_sheet(self, sheet: PaperSheet) -> None:
        """Show the form for the typing that is due: empty, or with what the account typed of it and never kept."""
        self._unrecorded.leave()
        self.sheet = sheet
        name = f", {sheet.name}" if sheet.name else ""
        self.whose.setText(f"{sheet.number}{name}: {_TURNS[sheet.turn]} of the sheet of {sheet.rater}")
        self.about.setText(_about(sheet, self._context.program.account.name))
        self._fill(sheet.criteria)
        self.conflict.set_value(None)
        self.reason.set_value(None)
        self.note.say("")
        self._unrecorded.watch({**self._fields(), REASON: self.reason})
        about = f"{sheet.rater_id} {sheet.turn}"
        if self._unrecorded.follow(sheet.application_id, about, mark=False):
            self.note.say(_AGAIN, Tone.ACCENT, "history")
        self._follow_conflict()
        self.conflict.editor.setFocus()

    def leave(self) -> None:
        """Go back; what is typed is kept as typing."""
        self._unrecorded.leave()
        self.left.emit()

    def start_anew(self) -> None:
        """Throw away what is typed of this paper."""
        self._unrecorded.forget()
        for field in (*self._fields().values(), self.reason):
            field.set_value(None)
        self.note.say("")
        self._follow_conflict()
        self.conflict.editor.setFocus()

    def _fill(self, criteria: tuple[Criterion, ...]) -> None:
        self._column.removeWidget(self._form)
        for field in (self.conflict, self.reason):
            field.setParent(None)
        self._form.hide()
        self._form.deleteLater()
        self._form = FormPanel()
        self._form.setMinimumHeight(_LEAST)
        self.points, self.comments = {}, {}
        self._form.add_row(self.conflict, self.reason, stretch=(1, 2))
        for criterion in criteria:
            optional = "" if criterion.required else " or N"
            points = TextField(f"{criterion.name}, 0 to {plain(criterion.maximum)}{optional}", max_length=12)
            comment = TextField(f"Comment on {criterion.name}", max_length=LONGEST_COMMENT)
            self.points[criterion.key], self.comments[criterion.key] = points, comment
            self._form.add_row(points, comment, stretch=(1, 2))
        lines = [self.reason, *(field for key in self.points for field in (self.points[key], self.comments[key]))]
        for line, following in zip(lines, [*lines[1:], None], strict=True):
            target = following.line if following is not None else self.keep
            line.line.returnPressed.connect(lambda target=target: target.setFocus(Qt.FocusReason.TabFocusReason))
        self._column.insertWidget(2, self._form, 1)
        self._form.show()
        stops: list[QWidget] = []
        for key, field in self.points.items():
            stops += (field.line, self.comments[key].line)
        # Qt puts what is made later behind the buttons.
        for before, after in pairwise((self.conflict.box, self.reason.line, *stops, self.keep, self.later, self.empty)):
            QWidget.setTabOrder(before, after)

    def typing(self) -> Typing:
        """What is typed."""
        answer = self.conflict.value()
        recused = answer == "recused"
        return Typing(
            {key: "" if recused else field.raw() for key, field in self.points.items()},
            {key: field.raw() for key, field in self.comments.items()},
            "" if answer in (None, "open") else str(answer),
            self.reason.raw() if recused else "",
        )

    def keep_typing(self) -> None:
        """Keep what is typed, or say what cannot stand on a paper."""
        if self.sheet is None:
            return
        for field in self._fields().values():
            field.set_reason("")
        if self.conflict.value() is None:
            self.conflict.set_reason("Choose what the paper says.")
            self.conflict.editor.setFocus()
            return
        turn = self.sheet.turn
        kept = self._context.runner.now(
            paper_sheets.type_in, self._context.program, self.sheet.application_id, self.sheet.rater_id, turn,
            self.typing(), refused=self._refused,
        )  # fmt: skip
        if kept is not None:
            self._unrecorded.forget()
            self.kept.emit(kept)

    def _refused(self, error: UserError) -> None:
        field = self._fields().get(error.field) if isinstance(error, InvalidInput) else None
        if field is None:
            self.note.say(str(error), Tone.BAD, "attention")
            return
        field.set_reason(str(error))
        field.editor.setFocus()

    def _fields(self) -> Mapping[str, Field]:
        return {
            CONFLICT: self.conflict,
            **{rating_field(key): field for key, field in self.points.items()},
            **{comment_field(key): field for key, field in self.comments.items()},
        }

    def _follow_conflict(self) -> None:
        recused = self.conflict.value() == "recused"
        self.reason.setVisible(recused)
        for field in self.points.values():
            field.set_read_only(recused)


def drop_late(context: Context, sheet: PaperSheet) -> None:
    """Forget what the account began to type of a turn that is over, since somebody else typed the paper meanwhile."""
    found = context.runner.now(drafts.of_record, context.program, sheet.application_id) or {}
    lead = f"{drafts.PAPER} {sheet.rater_id} "
    due = "" if sheet.settled else f"{lead}{sheet.turn} "
    late = [field for field in found if field.startswith(lead) and not (due and field.startswith(due))]
    for field in late:
        context.runner.now(drafts.drop, context.program, sheet.application_id, field)
    if late:
        said = f"The sheet of {sheet.rater} for {sheet.number} was typed in meanwhile"
        context.runner.tell(f"{said}, so what you had begun to type of it before is gone.")


def _about(sheet: PaperSheet, account: str) -> str:
    said = [sheet.remark] if sheet.remark else []
    if sheet.turn == SECOND:
        by = sheet.typed_by[0]
        said.append(f"{by} typed it first; what was typed is not shown.")
        if by == account:
            said.append("The second typing is best done by somebody else, who has other eyes.")
    said.append("Type what the paper says, also where it looks wrong. Enter goes on. A blank is not 0; N is N/A.")
    return " ".join(said)
