"""The window *Templates and files*: criteria kept for later cycles, taken into one, or exchanged as a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.domain.criteria_file import CriteriaFile, FileCriterion
from umdesk.domain.errors import UserError
from umdesk.domain.words import CycleState
from umdesk.domain.writing import counted, enumerated, plain
from umdesk.jobs import criteria_file as jobs
from umdesk.services import criteria_templates, cycles
from umdesk.services.criteria_templates import Template
from umdesk.services.cycles import CycleDetail
from umdesk.services.programs import Announced
from umdesk.ui.context import Context
from umdesk.ui.dialogs import SideWindow
from umdesk.ui.theme import SPACE_8, Tone
from umdesk.ui.widgets.ask import Ask
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.fields import CheckField, Note, TextField
from umdesk.ui.widgets.filedialogs import ask_for_criteria, ask_where_to_copy
from umdesk.ui.widgets.form import heading
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.table import RowsTable

_FILE = "file"


@dataclass(frozen=True, slots=True)
class Offer:
    """A template, or the file that was opened: criteria and rules that can be used."""

    key: str
    name: str
    content: CriteriaFile
    saved: str
    origin: str


class TemplatesWindow(SideWindow):
    """Lists what there is, shows what it holds, and uses it in the cycle or for another one."""

    help_page = "criteria"

    def __init__(self, context: Context, cycle: CycleDetail, parent: QWidget | None = None) -> None:
        super().__init__("Criteria: templates and files", parent, 980, 640)
        self._context = context
        self._cycle = cycle
        self._file: Offer | None = None
        self.model: RowsModel[Offer] = RowsModel(
            (
                Column("Name", lambda offer: offer.name, stretch=True),
                Column("Saved", lambda offer: offer.saved, tip=lambda offer: offer.origin, width=13),
            ),
            lambda offer: offer.key,
            self,
        )
        self.table = RowsTable(self.model, "Templates and files of criteria")
        self.table.set_empty("No template yet. Save the criteria of a cycle as one, or open a file of another office.")
        self.table.chosen.connect(lambda _key: self._show_chosen())
        self._make_parts()
        for ask, about in ((self.keep, "save"), (self.begin, "begin")):
            ask.keep_typing(context, "criteria_template")
            ask.follow(cycle.id, about)
        self._lay_out()
        context.announced.connect(self._announced)
        self.load()

    def load(self, wanted: str = "") -> None:
        """Read the templates; `wanted` is the one to choose then."""
        kept = wanted or self.table.current_key()
        found = self._context.runner.now(criteria_templates.templates, self._context.program) or ()
        offers = [_of_template(template) for template in found]
        self.model.set_rows([*([self._file] if self._file is not None else []), *offers])
        if not (kept and self.table.choose(kept)) and self.model.rowCount():
            self.table.choose(self.model.row(0).key)
        self._show_chosen()

    def open_file(self, path: Path) -> None:
        """Read a criteria file and show what it holds."""
        try:
            content = jobs.read(path)
        except UserError as error:
            self.note.say(str(error), Tone.BAD, "attention")
            return
        self.note.say("")
        self._file = Offer(_FILE, path.name, content, "a file", str(path))
        self.load(_FILE)

    # --- the parts ----------------------------------------------------------------------------------------------

    def _make_parts(self) -> None:
        may = self._context.may("criteria_templates.save")
        self.template_name = TextField("Name of the template", required=True, max_length=120)
        self.instead = CheckField("Put it in the place of the template that has this name")
        self.keep = Ask(
            f"Save the criteria of {self._cycle.name} as a template…", "save", "Save as a template",
            (("name", self.template_name), ("taken", self.instead)),
        )  # fmt: skip
        self.keep.confirmed.connect(self._save_template)
        self.keep.setVisible(may)
        self.open_button = push_button("Open a criteria file…", "open", lambda: ask_for_criteria(self, self.open_file))
        self.save_button = push_button("Save the criteria as a file…", "export", self._ask_where)
        self.about = heading("")
        self.rules = QuietLabel()
        self.criteria: RowsModel[FileCriterion] = RowsModel(
            (
                Column("Criterion", lambda c: c.name, stretch=True),
                Column("Max.", lambda c: plain(c.maximum), number=True, width=4),
                Column("Weight", lambda c: plain(c.weight), number=True, width=5),
                Column("", _kind, width=12),
                Column("Levels", lambda c: str(len(c.levels) or ""), tip=_levels, number=True, width=5),
            ),
            lambda c: c.name,
            self,
        )
        self.criteria_table = RowsTable(self.criteria, "Criteria of the chosen template or file")
        self.criteria_table.setSortingEnabled(False)
        self.use = push_button(f"Use in {self._cycle.name}", "check", self._use)
        self.cycle_name = TextField("Name of the new cycle", required=True, placeholder="Spring 2027", max_length=80)
        self.begin = Ask("Start a new cycle with it…", "new", "Make the cycle", (("name", self.cycle_name),))
        self.begin.confirmed.connect(self._begin)
        self.new_name = TextField("New name", required=True, max_length=120)
        self.rename = Ask("Rename…", "edit", "Rename", (("name", self.new_name),))
        self.rename.opener.clicked.connect(lambda _checked: self.new_name.set_value(self._chosen_name()))
        self.rename.confirmed.connect(self._rename)
        self.delete = push_button("Delete the template", "delete", self._delete)
        self.note = Note()

    def _lay_out(self) -> None:
        left, right = QWidget(), QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(self.table, 1)
        column.addLayout(side_by_side(self.open_button))
        column.addLayout(side_by_side(self.save_button))
        column.addWidget(self.keep)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        for part in (self.about, self.rules):
            column.addWidget(part)
        column.addWidget(self.criteria_table, 1)
        column.addLayout(side_by_side(self.use))
        for ask in (self.begin, self.rename):
            column.addWidget(ask)
        column.addLayout(side_by_side(self.delete))
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(right)
        split.setSizes([440, 520])
        self.column.addWidget(self.note)
        self.column.addWidget(split, 1)
        self.finish()

    # --- showing ------------------------------------------------------------------------------------------------

    def _announced(self, announced: Announced) -> None:
        if "criteria_template" in announced.tables:
            self.load()

    def _chosen(self) -> Offer | None:
        key = self.table.current_key()
        rows = (self.model.row(number) for number in range(self.model.rowCount()))
        return next((offer for offer in rows if offer.key == key), None)

    def _chosen_name(self) -> str:
        chosen = self._chosen()
        return chosen.name if chosen is not None else ""

    def _show_chosen(self) -> None:
        chosen = self._chosen()
        may = self._context.may("criteria_templates.save") and chosen is not None
        before = self._cycle.state in (CycleState.DRAFT, CycleState.OPEN)
        is_template = chosen is not None and chosen.key != _FILE
        self.use.setVisible(may and before)
        self.begin.setVisible(may)
        self.rename.setVisible(may and is_template)
        self.delete.setVisible(may and is_template)
        self.criteria_table.setVisible(chosen is not None)
        self.about.setText(chosen.name if chosen is not None else "")
        self.rules.setText(_rules(chosen.content) if chosen is not None else "")
        self.criteria.set_rows(chosen.content.criteria if chosen is not None else ())

    # --- doing --------------------------------------------------------------------------------------------------

    def _say(self, error: UserError) -> None:
        self.note.say(str(error), Tone.BAD, "attention")

    def _save_template(self) -> None:
        made = self._context.runner.now(
            criteria_templates.save, self._context.program, self._cycle.id, self.template_name.raw(),
            instead=self.instead.value(), refused=self.keep.refuse,
        )  # fmt: skip
        if made:
            self.keep.done()
            self.load(made)

    def _ask_where(self) -> None:
        ask_where_to_copy(self, jobs.file_name(self._cycle.name), self.save_file)

    def save_file(self, path: Path) -> None:
        """Write the criteria of the cycle as a file."""
        made = self._context.runner.now(jobs.save, self._context.program, self._cycle.id, path, refused=self._say)
        if made:
            self._context.runner.tell(f"The criteria of {self._cycle.name} are saved as {path.name}.")

    def _use(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        program, cycle = self._context.program, self._cycle

        def take_over() -> bool:
            criteria_templates.take_over(program, cycle.id, chosen.content)
            return True

        if self._context.runner.now(take_over, refused=self._say):
            self.note.say(f"{cycle.name} has these criteria and rules.", Tone.GOOD, "check")

    def _begin(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        made = self._context.runner.now(
            cycles.create_from, self._context.program, chosen.content, name=self.cycle_name.raw(),
            refused=self.begin.refuse,
        )  # fmt: skip
        if made:
            name = self.cycle_name.raw().strip()
            self.begin.done()
            self.note.say(f"{name} is made, as a draft. Choose it at the top of Selection.", Tone.GOOD, "check")

    def _rename(self) -> None:
        key, program, name = self.table.current_key(), self._context.program, self.new_name.raw()

        def rename() -> bool:
            criteria_templates.rename(program, key, name)
            return True

        if self._context.runner.now(rename, refused=self.rename.refuse):
            self.rename.fold()

    def _delete(self) -> None:
        name = self._chosen_name()
        self._context.runner.now(
            criteria_templates.delete, self._context.program, self.table.current_key(), refused=self._say
        )
        self._context.runner.tell(f"The template {name} is deleted; Undo brings it back.")


def _of_template(template: Template) -> Offer:
    day = dates.show(template.made_at.date())
    return Offer(template.id, template.name, template.content, day, f"Saved by {template.made_by}")


def _kind(criterion: FileCriterion) -> str:
    if not criterion.counted:
        return "shown only"
    return "required" if criterion.required else "optional"


def _levels(criterion: FileCriterion) -> str:
    return "\n".join(f"{points} = {text}" for points, text in criterion.levels.items())


def _rules(content: CriteriaFile) -> str:
    scored = f"{content.aggregate.value} of at least {counted(content.minimum_raters, 'rater')}"
    said: Sequence[str] = (
        f"{counted(len(content.criteria), 'criterion', 'criteria')}; {scored}.",
        f"A spread of {plain(content.spread_threshold)} points asks for a second look.",
        "Blind: raters see numbers only." if content.blind else "",
        f"{counted(content.seats, 'place')}." if content.seats else "",
        f"Ties: {enumerated(content.tie_ladder)}, then the draw." if content.tie_ladder else "",
        "A draw seed comes with it and is kept sealed; using it cannot be undone." if content.draw_seed else "",
    )
    return " ".join(part for part in said if part)
