"""The window in which a closed cycle is corrected: what is wrong, old and new side by side, then for good."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from umdesk.domain.corrections import Beside, Change, ConflictChange, DecisionChange, RatingChange, sentence
from umdesk.domain.errors import InvalidInput, UserError
from umdesk.domain.words import Conflict, Outcome
from umdesk.domain.writing import capital
from umdesk.services import corrections, decisions, raters
from umdesk.services.corrections import Preview
from umdesk.services.cycles import CycleDetail
from umdesk.ui.context import Context
from umdesk.ui.dialogs import SideWindow
from umdesk.ui.icons import icon
from umdesk.ui.selection.outcome import gathered
from umdesk.ui.theme import SPACE_16, Tone
from umdesk.ui.widgets.fields import ChoiceField, Field, LongTextField, Note, TextField
from umdesk.ui.widgets.form import FormPanel, all_will_do, heading, paragraph
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.table import RowsTable
from umdesk.ui.widgets.unrecorded import Unrecorded

_KINDS = (("rating", "A rating"), ("conflict", "A conflict of interest"), ("decision", "The decision"))
_ABOUT = (
    "A closed cycle is corrected by a record of its own. The old result stays on file beside the new one, and the "
    "correction cannot be undone: only another one corrects it."
)


class CorrectionWindow(SideWindow):
    """Gathers changes, shows what they would do, and makes the correction."""

    help_page = "draw-and-outcome"

    def __init__(self, context: Context, cycle: CycleDetail, application_id: str, parent: QWidget | None) -> None:
        super().__init__(f"Correct {cycle.name}", parent, 1200, 740)
        self._context, self._cycle = context, cycle
        self.changes: list[Change] = []
        self._preview: Preview | None = None
        self.application = ChoiceField("Application", required=True, searchable=True)
        self.what = ChoiceField("What is wrong", _KINDS, required=True)
        self.rater = ChoiceField("Rater", required=True)
        self.criterion = ChoiceField("Criterion", required=True)
        self.rating = TextField("Right rating", hint="A number, N for not applicable, nothing for a blank.")
        self.conflict = ChoiceField("Judged as", tuple((each, capital(each.value)) for each in Conflict), required=True)
        self.conflict_why = LongTextField("Why", lines=2)
        self.outcome = ChoiceField("Right decision", tuple((o, capital(o.value)) for o in Outcome), required=True)
        self.kind = ChoiceField("Kind of reason", blank="None: it does not depart from rank")
        self.words = LongTextField("Reason in words", lines=2)
        self._of = {
            "rating": (self.rater, self.criterion, self.rating),
            "conflict": (self.rater, self.conflict, self.conflict_why),
            "decision": (self.outcome, self.kind, self.words),
        }
        self.add = QPushButton(icon("add"), "Add to the correction")
        self.take_out = QPushButton(icon("remove"), "Take it out")
        self.listed: RowsModel[tuple[str, str]] = RowsModel(
            (Column("To be corrected", lambda r: r[1], tip=lambda r: r[1], stretch=True),), lambda r: r[0], self
        )
        self.list_table = RowsTable(self.listed, "Changes of this correction")
        self.list_table.set_empty("No change yet. Say at the left what is wrong.")
        self.beside: RowsModel[Beside] = RowsModel(_columns(), lambda r: r.number, self)
        self.beside_table = RowsTable(self.beside, "Old and new result side by side")
        self.beside_table.set_empty("Old and new result stand here, side by side.")
        self.says = Note()
        self.reason = LongTextField("Why the cycle is corrected", required=True, lines=2)
        self.problem = Note()
        self._lay_out()
        self.make = self.act("Correct for good")
        self.finish()
        self._fill(application_id)
        self._connect()
        self._follow()
        self._show_preview()
        texts = {"rating": self.rating, "why": self.conflict_why, "words": self.words, "reason": self.reason}
        self._unrecorded = Unrecorded(context, "correction", texts, self)
        self._unrecorded.follow(cycle.id)
        self._take_up(gathered.kept(context, cycle.id))

    def _take_up(self, before: list[Change]) -> None:
        """Show the changes that were gathered before, one by one as far as they still hold."""
        for change in before:
            found = self._ask([*self.changes, change])
            if found is not None:
                self.changes.append(change)
                self._preview = found
        if before:
            self._show_preview()

    def _lay_out(self) -> None:
        self.column.addWidget(paragraph(_ABOUT))
        form = FormPanel()
        for part in (
            self.application, self.what, self.rater, self.criterion, self.rating, self.conflict, self.conflict_why,
            self.outcome, self.kind, self.words, self.add,
        ):  # fmt: skip
            form.add(part)
        form.setFixedWidth(self.fontMetrics().averageCharWidth() * 54)
        line = self.fontMetrics().height()
        self.list_table.setFixedHeight(line * 6)
        self.beside_table.setMinimumHeight(line * 13)
        right = FormPanel()
        right.add(self.list_table)
        right.add(self.take_out)
        right.add(heading("Old and new"))
        below: tuple[QWidget, ...] = (self.beside_table, self.says, self.reason, self.problem)
        for widget in below:
            right.add(widget)
        both = QHBoxLayout()
        both.setSpacing(SPACE_16)
        both.addWidget(form)
        both.addWidget(right, 1)
        self.column.addLayout(both, 1)

    def _connect(self) -> None:
        for button in (self.add, self.take_out):
            button.setAutoDefault(False)
        self.make.setDefault(False)
        self.make.setAutoDefault(False)
        self.what.left.connect(self._follow)
        self.what.picked.connect(self._follow)
        self.add.clicked.connect(self._add)
        self.take_out.clicked.connect(self._take_out)
        self.make.clicked.connect(self._make)

    def _fill(self, application_id: str) -> None:
        program, now = self._context.program, self._context.runner.now
        found = now(corrections.choices, program, self._cycle.id) or ()
        self.application.set_choices(found)
        if application_id in dict(found):
            self.application.set_value(application_id)
        panel = now(raters.of_cycle, program, self._cycle.id) or ()
        self.rater.set_choices([(one.id, one.name) for one in panel])
        self.criterion.set_choices([(one.key, one.name) for one in self._cycle.criteria.criteria])
        self.kind.set_choices([(each, each) for each in now(decisions.reason_kinds, program) or ()])

    def _follow(self) -> None:
        """Show the fields of the kind of change that is chosen."""
        kind = self.what.value() or "rating"
        for fields in self._of.values():
            for field in fields:
                field.setVisible(field in self._of[kind])

    def _add(self) -> None:
        self.problem.say("")
        kind = self.what.value() or "rating"
        fields: list[Field] = [self.application, self.what, *self._of[kind]]
        if not all_will_do(fields):
            return
        change = self._change(kind, str(self.application.value()))
        found = self._ask([*self.changes, change])
        if found is not None:
            self.changes.append(change)
            self._preview = found
            gathered.keep(self._context, self._cycle.id, self.changes)
            self._unrecorded.forget("rating", "why", "words")
            self._show_preview()

    def _change(self, kind: str, application: str) -> Change:
        if kind == "decision":
            outcome = Outcome(self.outcome.value())
            return DecisionChange(application, outcome, self.kind.value() or "", self.words.raw())
        rater = str(self.rater.value())
        if kind == "conflict":
            return ConflictChange(rater, application, Conflict(self.conflict.value()), self.conflict_why.raw())
        return RatingChange(rater, application, str(self.criterion.value()), self.rating.raw())

    def _ask(self, changes: list[Change]) -> Preview | None:
        return self._context.runner.now(
            corrections.preview, self._context.program, self._cycle.id, changes, refused=self._refused
        )

    def _take_out(self) -> None:
        key = self.list_table.current_key()
        if not key or self._preview is None:
            return
        del self.changes[int(key)]
        gathered.keep(self._context, self._cycle.id, self.changes)
        self._preview = self._ask(self.changes) if self.changes else None
        self._show_preview()

    def _show_preview(self) -> None:
        found = self._preview
        self.listed.set_rows([(str(at), sentence(each)) for at, each in enumerate(found.changes)] if found else ())
        # What changes stands first, each part in the new order.
        self.beside.set_rows(sorted(found.rows, key=lambda row: not row.changed) if found else ())
        self.says.say("\n".join(found.says) if found else "", Tone.ATTENTION, "attention")
        self.take_out.setEnabled(bool(self.changes))
        self.make.setEnabled(bool(self.changes))

    def _make(self) -> None:
        if not self.reason.check() or not self.changes:
            return
        made = self._context.runner.now(
            corrections.make, self._context.program, self._cycle.id, self.changes, self.reason.raw(),
            refused=self._refused,
        )  # fmt: skip
        if made is not None:
            self._unrecorded.forget()
            gathered.keep(self._context, self._cycle.id, ())
            self._context.runner.tell(f"{self._cycle.name} is corrected; the old result is kept beside the new one.")
            self.close()

    def _refused(self, error: UserError) -> None:
        named: dict[str, Any] = {
            "value": self.rating, "outcome": self.outcome, "decision_reason": self.words, "reason": self.conflict_why,
        }  # fmt: skip
        field = named.get(error.field) if isinstance(error, InvalidInput) else None
        if field is not None and field.isVisibleTo(self):
            field.set_reason(str(error))
        else:
            self.problem.say(str(error), Tone.BAD, "attention")


def _columns() -> tuple[Column[Beside], ...]:
    columns: list[Column[Beside]] = [
        Column("Application", lambda r: r.number, tone=lambda r: Tone.ATTENTION if r.changed else None, width=13)
    ]
    for title, at, width in (("Rank", 0, 9), ("Decision", 2, 13), ("Score", 1, 30)):
        columns += [
            Column(f"{title}, old", _old(at), tip=_old(at), width=width),
            Column(f"{title}, new", _new(at), tip=_new(at), width=width),
        ]
    return tuple(columns)


def _old(at: int) -> Callable[[Beside], str]:
    return lambda row: row.before[at]


def _new(at: int) -> Callable[[Beside], str]:
    return lambda row: row.after[at]
