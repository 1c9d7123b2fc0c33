"""A new cycle, empty or as a copy of another one, asked for in the page of the application window."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from umdesk.domain.cycle_names import a_year_on
from umdesk.domain.dates import a_year_on as day_a_year_on
from umdesk.domain.errors import InvalidInput, UserError
from umdesk.services import cycles
from umdesk.services.cycles import CycleDetail
from umdesk.ui.context import Context
from umdesk.ui.theme import SPACE_8, SPACE_12, SPACE_16, Tone
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import CheckField, Field, Note, TextField
from umdesk.ui.widgets.form import all_will_do, heading, paragraph

_NEW = "A cycle is one application window with what is judged, who rates, the ranking and the decisions."
_COPY = (
    "Criteria, rules, places and announcement come along. Applications, ratings, results and the draw stay where they "
    "are."
)


class MakePanel(QFrame):
    """Opens over the form; `made` tells the id of the cycle that was made."""

    made = Signal(str)
    closed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._source: CycleDetail | None = None
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAccessibleName("New cycle")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._title = heading("")
        self._about = paragraph("")
        self.name = TextField("Name", required=True, placeholder="Spring 2027", max_length=80)
        self.opens = DateField("Opens")
        self.closes = DateField("Closes")
        self.raters = CheckField("Take the raters along too")
        self.refusal = Note()
        self.make = push_button("&Make the cycle", "add", self._make)
        self.cancel = push_button("Not now", "close", self.leave)
        row = QHBoxLayout()
        row.setSpacing(SPACE_12)
        for field, stretch in ((self.name, 2), (self.opens, 1), (self.closes, 1)):
            row.addWidget(field, stretch, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_16, SPACE_12, SPACE_16, SPACE_12)
        column.setSpacing(SPACE_8)
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addLayout(row)
        column.addWidget(self.raters)
        column.addWidget(self.refusal)
        column.addLayout(side_by_side(self.make, self.cancel))
        self.name.line.returnPressed.connect(self._make)
        self.hide()

    def begin_new(self) -> None:
        """Ask for the name and the days of a new cycle."""
        self._begin(None, "New cycle", _NEW)

    def begin_copy(self, source: CycleDetail) -> None:
        """Propose a copy of a cycle a year later."""
        self._begin(source, f"Copy of {source.name}", _COPY)
        self.name.set_value(a_year_on(source.name))
        self.opens.set_value(day_a_year_on(source.opens) if source.opens else None)
        self.closes.set_value(day_a_year_on(source.closes) if source.closes else None)
        self.name.line.selectAll()

    def leave(self) -> None:
        """Close the panel; nothing is made."""
        self.hide()
        self.closed.emit()

    def _begin(self, source: CycleDetail | None, title: str, about: str) -> None:
        self._source = source
        self._title.setText(title)
        self._about.setText(about)
        self.refusal.say("")
        for field in self._fields().values():
            field.set_value(None)
            field.set_reason("")
        self.raters.setVisible(source is not None)
        self.show()
        self.name.editor.setFocus()

    def _fields(self) -> dict[str, Field]:
        return {"name": self.name, "opens": self.opens, "closes": self.closes, "raters": self.raters}

    def _make(self) -> None:
        if not all_will_do((self.name, self.opens, self.closes)):
            return
        self.refusal.say("")
        made = self._context.runner.now(self._made, refused=self._refused)
        if made:
            self.hide()
            self.made.emit(made)

    def _made(self) -> str:
        program, name = self._context.program, str(self.name.value())
        opens, closes = self.opens.value(), self.closes.value()
        if self._source is not None:
            return cycles.copy(program, self._source.id, name, opens, closes, with_raters=self.raters.value())
        return cycles.create_cycle(program, name, opens, closes)

    def _refused(self, error: UserError) -> None:
        field = self._fields().get(error.field) if isinstance(error, InvalidInput) else None
        if field is not None:
            field.set_reason(str(error))
            field.editor.setFocus()
        else:
            self.refusal.say(str(error), Tone.BAD, "attention")
