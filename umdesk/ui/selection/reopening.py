"""Giving a submitted rating sheet back: which one, why, and what that means."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from umdesk.services import reopening
from umdesk.services.reopening import SubmittedSheet
from umdesk.ui.context import Context
from umdesk.ui.widgets.ask import Ask
from umdesk.ui.widgets.fields import ChoiceField, TextField

_NOTE = (
    "The rater can change the sheet and submits it anew; until then it does not count. The reason stays on file, and "
    "the rater reads it."
)


class GiveBack(QWidget):
    """A question that unfolds; it is there only while the cycle has sheets that can be given back."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._sheets: dict[str, SubmittedSheet] = {}
        self._looked_at = ""
        self.sheet = ChoiceField("Submitted sheet", required=True, blank="Choose a sheet", searchable=True)
        self.reason = TextField("Reason", required=True, max_length=300)
        self.ask = Ask(
            "Give a submitted sheet back…",
            "undo",
            "Give the sheet back",
            (("sheet", self.sheet), ("reason", self.reason)),
            _NOTE,
        )
        self.ask.keep_typing(context, "reopening")
        self.ask.confirmed.connect(self._give_back)
        self.ask.opener.clicked.connect(self._choose_looked_at)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.ask)
        self.hide()

    def show_cycle(self, cycle_id: str) -> None:
        """Offer the submitted sheets of a cycle; what is being typed stays."""
        program = self._context.program
        found = self._context.runner.now(reopening.submitted, program, cycle_id) if self._may() else ()
        self._sheets = {f"{one.rater_id} {one.application_id}": one for one in found or ()}
        self.sheet.set_choices([(key, _line(one)) for key, one in self._sheets.items()])
        self.setVisible(bool(self._sheets))
        self.ask.follow(cycle_id if self._sheets else "")

    def look_at(self, rater_id: str, application_id: str) -> None:
        """The sheet that is asked about first when the question unfolds, if it is submitted."""
        self._looked_at = f"{rater_id} {application_id}"

    def _may(self) -> bool:
        return self._context.may("reopening.reopen")

    def _choose_looked_at(self) -> None:
        if self._looked_at in self._sheets and self.sheet.value() is None:
            self.sheet.set_value(self._looked_at)
            self.reason.editor.setFocus()

    def _give_back(self) -> None:
        one = self._sheets[self.sheet.value()]
        program, reason = self._context.program, self.reason.value() or ""

        def give_back() -> bool:
            reopening.reopen(program, one.application_id, one.rater_id, reason)
            return True

        if self._context.runner.now(give_back, refused=self.ask.refuse):
            self.ask.done()
            self._context.runner.tell(f"{one.rater} has the sheet for {one.number} back.")


def _line(one: SubmittedSheet) -> str:
    before = {0: "", 1: ", given back once before"}.get(one.times, f", given back {one.times} times before")
    return f"{one.rater}: {one.number}{before}"
