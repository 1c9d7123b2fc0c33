"""Templates of plans: what each holds, adding one to a plan, keeping a plan as one, and managing them."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.domain.errors import UserError
from umdesk.domain.plan_templates import Coming
from umdesk.domain.plans import Content
from umdesk.domain.writing import capital, counted
from umdesk.services import classes
from umdesk.services.plans import templates
from umdesk.services.plans.templates import Template
from umdesk.ui.context import Context
from umdesk.ui.theme import SPACE_8, Tone
from umdesk.ui.widgets.ask import Ask
from umdesk.ui.widgets.buttons import push_button
from umdesk.ui.widgets.class_field import ClassField
from umdesk.ui.widgets.fields import CheckField, LongTextField, Note, TextField
from umdesk.ui.widgets.form import heading
from umdesk.ui.widgets.halves import halves
from umdesk.ui.widgets.narrow import Narrow
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.table import RowsTable


class TemplatesPage(QWidget):
    """Lists the templates and shows what the chosen one holds, or would add to a plan (`revision_id`)."""

    def __init__(self, context: Context, revision_id: str = "", about: str = "") -> None:
        """`about` is the plan's number, for buttons and sentences."""
        super().__init__()
        self._context, self._revision = context, revision_id
        self._about = about
        self._titles: dict[str, str] = {}
        columns = (
            Column[Template]("Name", lambda row: row.name, stretch=True),
            Column[Template]("Target class", lambda row: self._title(row.target_class_code), width=22),
        )
        self.model: RowsModel[Template] = RowsModel(columns, lambda row: row.id, self)
        self.table: RowsTable[Template] = RowsTable(self.model, "Templates of plans")
        self.table.set_empty("No template yet. Keep a good plan as one, or add the starting templates.")
        self.table.chosen.connect(lambda _key: self._show_chosen())
        self._make_parts()
        self._lay_out()
        self.refresh()

    def refresh(self, wanted: str = "") -> None:
        """Show the templates as they are; `wanted` is the one to choose then."""
        now, program = self._context.runner.now, self._context.program
        kept = wanted or self.table.current_key()
        found = now(classes.choices, program) or ()
        self._titles = {one.class_code: one.title for one in found}
        self.target.set_choices([(one.class_code, one.text) for one in found])
        self.model.set_rows(now(templates.listed, program) or ())
        if not (kept and self.table.choose(kept)) and self.model.rowCount():
            self.table.choose(self.model.key(0))
        self._show_chosen()

    # --- the parts -----------------------------------------------------------------------------------------------

    def _make_parts(self) -> None:
        self.name = TextField("Name of the template", required=True, max_length=120, placeholder="Custodian to clerk")
        self.why = LongTextField("What it is for", lines=2)
        self.instead = CheckField("Put it in the place of the template that has this name")
        self.keep = Ask(
            f"Keep plan {self._about} as a template…", "save", "Keep as a template",
            (("name", self.name), ("description", self.why), ("instead", self.instead)),
            "Names and dates stay out. Read the template afterwards: a name may stand in a text in another form.",
        )  # fmt: skip
        self.keep.confirmed.connect(self._keep)
        self.starting = push_button("Add the starting templates", "list", self._add_starting)
        self.head, self.about = heading(""), QuietLabel()
        columns = (
            Column[Coming]("What", lambda row: row.text, stretch=True, tip=lambda row: row.text),
            Column[Coming]("Kind", lambda row: capital(row.kind), width=17),
            Column[Coming]("When", lambda row: row.when, width=23),
            Column[Coming]("", lambda row: "in the plan" if row.there else "", width=9),
        )
        self.coming: RowsModel[Coming] = RowsModel(columns, lambda row: f"{row.kind} {row.text}", self)
        self.holds = RowsTable(self.coming, "What the template holds")
        self.holds.setSortingEnabled(False)
        Narrow(self.holds, {1: 70, 2: 56})
        Narrow(self.table, {1: 46})
        self.use = push_button(f"Add it to plan {self._about}", "add", self._use)
        self.new_name = TextField("Name", required=True, max_length=120)
        self.new_why = LongTextField("What it is for", lines=2)
        self.target = ClassField("Target class")
        self.change = Ask(
            "Rename or describe…", "edit", "Keep the change",
            (("name", self.new_name), ("description", self.new_why), ("target_class_code", self.target)),
        )  # fmt: skip
        self.change.opener.clicked.connect(lambda _checked: self._begin_change())
        self.change.confirmed.connect(self._change)
        self.delete = push_button("Delete the template", "delete", self._delete)
        self.note = Note()
        if self._revision:
            self.keep.keep_typing(self._context, "plan_template")
            self.keep.follow(self._revision, "keep")

    def _lay_out(self) -> None:
        left, right = QWidget(), QWidget()
        _stack(left, self.table, (self.keep,), (self.starting,))
        _stack(right, self.holds, (self.change,), (self.use, self.delete), above=(self.head, self.about))
        row = QHBoxLayout()
        row.addWidget(halves(left, right, (420, 620)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE_8, 0, 0)
        column.addWidget(self.note)
        column.addLayout(row, 1)

    # --- showing -------------------------------------------------------------------------------------------------

    def _show_chosen(self) -> None:
        chosen, context = self.model.find(self.table.current_key()), self._context
        self.head.setText(chosen.name if chosen else "")
        made = f"Kept by {chosen.made_by} on {dates.show(chosen.made_at.date())}." if chosen else ""
        self.about.setText(f"{chosen.description} {made}".strip() if chosen else "")
        self.coming.set_rows(self._holds(chosen) if chosen else ())
        self.holds.setColumnHidden(3, not self._revision)
        self.holds.setVisible(chosen is not None)
        self.use.setVisible(bool(self._revision) and chosen is not None and context.may("plans.templates.apply"))
        for part, what in ((self.change, "edit"), (self.delete, "remove")):
            part.setVisible(chosen is not None and context.may(f"plans.templates.{what}"))
        self.keep.setVisible(bool(self._revision) and context.may("plans.templates.save"))
        self.starting.setVisible(context.may("plans.templates.add_starting"))

    def _holds(self, chosen: Template) -> Sequence[Coming]:
        now, program = self._context.runner.now, self._context.program
        if self._revision:
            return now(templates.preview, program, self._revision, chosen.id) or ()
        return templates.holds(chosen, Content(period_from=None), program.today())

    def _title(self, code: str) -> str:
        return self._titles.get(code, code) or "any"

    # --- doing ---------------------------------------------------------------------------------------------------

    def _use(self) -> None:
        chosen = self.model.find(self.table.current_key())
        if chosen is not None:
            added = self._run(templates.apply, self._context.program, self._revision, chosen.id)
            if added is not None:
                self.note.say(f"{counted(int(str(added)), 'line')} added to plan {self._about}. Undo takes them back.",
                              Tone.GOOD)  # fmt: skip

    def _keep(self) -> None:
        made = self._context.runner.now(
            templates.save, self._context.program, self._revision, self.name.raw(), self.why.raw(),
            instead=self.instead.value(), refused=self.keep.refuse,
        )  # fmt: skip
        if made:
            self.keep.done()
            self.refresh(made)

    def _add_starting(self) -> None:
        added = self._run(templates.add_starting, self._context.program)
        if added is not None:
            self.note.say(f"{counted(int(str(added)), 'template')} added.", Tone.GOOD)

    def _begin_change(self) -> None:
        chosen = self.model.find(self.table.current_key())
        if chosen is not None:
            self.new_name.set_value(chosen.name)
            self.new_why.set_value(chosen.description)
            self.target.set_value(chosen.target_class_code or None)

    def _change(self) -> None:
        key, program = self.table.current_key(), self._context.program
        name, why, code = self.new_name.raw(), self.new_why.raw(), str(self.target.value() or "")

        def change() -> bool:
            templates.edit(program, key, name=name, description=why, target_class_code=code)
            return True

        if self._context.runner.now(change, refused=self.change.refuse):
            self.change.done()

    def _delete(self) -> None:
        self._run(templates.remove, self._context.program, self.table.current_key())

    def _run(self, act: Callable[..., object], *given: object) -> object:
        self.note.say("")
        return self._context.runner.now(act, *given, refused=self._say)

    def _say(self, error: UserError) -> None:
        self.note.say(str(error), Tone.BAD, "attention")


def _stack(place: QWidget, table: QWidget, *rows: Sequence[QWidget], above: Sequence[QWidget] = ()) -> None:
    """Labels, a table that takes the room, and rows of buttons under it."""
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE_8)
    for part in above:
        column.addWidget(part)
    column.addWidget(table, 1)
    for row in rows:
        line = QHBoxLayout()
        line.setSpacing(SPACE_8)
        for part in row:
            line.addWidget(part)
        if not any(isinstance(part, Ask) for part in row):
            line.addStretch(1)
        column.addLayout(line)
