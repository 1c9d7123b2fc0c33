"""The section Activities of a plan: a table or a timeline picture, and under it the form of the chosen activity."""

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from umdesk.domain import plans
from umdesk.domain.plan_settings import training_categories
from umdesk.domain.planned_hours import over_limits, planned, totals_in_words
from umdesk.domain.plans import Activity, Gap, Section
from umdesk.domain.timeline import Span
from umdesk.domain.words import ActivityType, ItemKind, PlannedType
from umdesk.services import resources, settings
from umdesk.services.plans import editing
from umdesk.services.plans.queries import PlanDetail
from umdesk.ui.catalogue.window import PlanTemplatesWindow
from umdesk.ui.context import Context
from umdesk.ui.plans.activities import fields, layout
from umdesk.ui.plans.activities.panel import TimelinePanel
from umdesk.ui.plans.activities.suggestions import SuggestionsWindow
from umdesk.ui.plans.allowed import Allowed
from umdesk.ui.plans.chosen_line import ChosenLine, saving
from umdesk.ui.plans.gap_list import GapList, of_section
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.autosave import Autosave, Save
from umdesk.ui.widgets.datefield import expect_in_period
from umdesk.ui.widgets.fields import Note
from umdesk.ui.widgets.form import FormPanel
from umdesk.ui.widgets.narrow import Narrow
from umdesk.ui.widgets.rows import RowsModel
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.table import RowsTable

_ROOMY_LINES = 34
_TYPE, _COST = 1, 4
_INTRO = "What will be done to reach the goals: training, assignments, counseling, exams. Each with its dates."


class _Saver(Autosave):
    """Keeps typing, and before it a move by keyboard that has not been kept yet."""

    def __init__(self, context: Context, save: Save, page: "ActivitiesPage") -> None:
        super().__init__(context, "plan_activity", save, page)
        self._page = page

    def settle(self) -> bool:
        """See Autosave."""
        self._page.timeline.settle()
        return super().settle()


class ActivitiesPage(QWidget):
    """Add, write, move, time and remove activities; what is typed saves itself."""

    jump = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._detail: PlanDetail | None = None
        self._editable = False
        self._names: dict[str, str] = {}
        self._costs: dict[str, Decimal] = {}
        self.fields = fields.fields()
        self._make_parts()
        self.autosave = _Saver(context, saving(context, ItemKind.ACTIVITY), self)
        self.autosave.add_all(self.fields)
        self.line = ChosenLine(
            context, ItemKind.ACTIVITY, self.table, self.form, self.autosave, fields=self.fields, values=fields.values
        )
        self.parts = layout.lay_out(self)
        context.settling.connect(self.timeline.settle)

    # --- what the editor asks ------------------------------------------------------------------------------------

    def show_plan(self, detail: PlanDetail, may: Allowed) -> None:
        """Show the activities of a revision; the chosen one stays chosen, and typing under way is left alone."""
        before, self._detail = self._detail, detail
        self._editable = may.edit
        self._names.clear()
        self._names.update(plans.served_names(detail.content))
        self._costs.clear()
        self._costs.update(fields.costs_of(detail.content))
        self._model.set_rows(list(detail.content.activities))
        self._offer_choices(detail)
        expect_in_period(self.fields.values(), detail.content.period_from, detail.content.period_to)
        self.gaps.show_gaps(of_section(detail.gaps if may.edit else (), Section.ACTIVITIES))
        self.timeline.show_plan(detail, self._context.program.today(), editable=may.edit)
        self.line.choose_one(other_plan=before is None or before.revision_id != detail.revision_id)
        self.timeline.picture.choose(self.table.current_key())
        self._show_row(self.table.current_key())
        self._show_hours()
        self._follow_state()
        self._make_room()

    def go_to(self, gap: Gap) -> None:
        """Put the cursor where a gap is filled in."""
        if gap.row is not None:
            self.table.choose(gap.row)
            self.parts.go_to(self.fields.get(gap.field, self.fields["text"]))
        else:
            self.parts.go_to(self.add_one)

    def show_line(self, row_id: str) -> bool:
        """Choose the activity with this row; False when it is none of them."""
        return self.table.choose(row_id)

    def show_timeline(self, *, shown: bool) -> None:
        """Show the picture, or the table."""
        self.timeline.settle()
        self.stack.setCurrentIndex(int(shown))
        self.as_table.setChecked(not shown)
        self.as_picture.setChecked(shown)
        self.parts.share(*(layout.FOR_PICTURE if shown else layout.FOR_TABLE))
        self._make_room()

    # --- what the buttons do -------------------------------------------------------------------------------------

    def add(self, kind: PlannedType = "") -> None:
        """Add an activity after the chosen one, and begin to write it."""
        if self._detail is not None and self.line.add(self._detail.revision_id, {"type": kind}):
            self.parts.go_to(self.fields["text"])

    def remove(self) -> None:
        """Take the chosen activity out; Undo brings it back."""
        self.line.remove()

    def move_row(self, by: int) -> None:
        """Move the chosen activity up (-1) or down (1)."""
        self.line.move(by)

    def show_suggestions(self) -> None:
        """Open what the catalogue offers for this plan."""
        if self._detail is not None and self.autosave.settle():
            offered = SuggestionsWindow(
                self._context, self._detail.revision_id, self._detail.plan_number, self.window()
            )
            offered.added.connect(self.table.choose)
            offered.show()

    def show_templates(self) -> None:
        """Open the templates: add one to this plan, or keep this plan as one."""
        if self._detail is not None and self.autosave.settle():
            PlanTemplatesWindow(self._context, self._detail.revision_id, self._detail.plan_number, self.window()).show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the fields need the room; what is missing stands on its own page too."""
        super().resizeEvent(event)
        self._make_room()

    # --- parts ---------------------------------------------------------------------------------------------------

    def _move_dates(self, row_id: str, span: Span) -> None:
        """Keep the days to which a bar was moved: one operation, one step of Undo."""
        if not self.autosave.settle():
            self.timeline.refuse("First put right what is marked in the form below. The bar is where it was.")
            return
        self._context.runner.now(
            editing.set_row, self._context.program, ItemKind.ACTIVITY, row_id,
            {"starts": span.starts, "ends": span.ends}, refused=lambda error: self.timeline.refuse(str(error)),
        )  # fmt: skip

    def _offer_choices(self, detail: PlanDetail) -> None:
        if self.autosave.pending():
            return
        now, program = self._context.runner.now, self._context.program
        categories = training_categories(now(settings.get, program, "plans.training_categories") or "")
        found = now(resources.list_resources, program) or ()
        fields.offer(self.fields, detail.content, categories, [(one.id, one.values.name) for one in found])

    def _show_row(self, key: str) -> None:
        row = self.line.show(key)
        if row is not None and self._detail is not None:
            self.remark.say(*fields.td_remark(self._detail, row))

    def _show_hours(self) -> None:
        hours = planned(self._detail.content.activities if self._detail else ())
        self.hours.setText(totals_in_words(hours))
        get, program = settings.get, self._context.program
        limits = (get(program, "plans.state_hours_a_year"), get(program, "plans.own_hours_a_year"))
        self.over.say(" ".join(over_limits(hours, *limits)), Tone.ATTENTION)

    def _chosen(self, key: str) -> None:
        if key and key != self.line.shown:
            self._show_row(key)
            self.table.choose(key)
            self.timeline.picture.choose(key)
            self._follow_state()

    def _follow_state(self) -> None:
        for field in self.fields.values():
            field.set_read_only(not self._editable)
        for button in (self.add_one, self.add_td, self.suggest):
            button.setVisible(self._editable)
        self.begin_from.setVisible(self._editable or self._context.may("plans.templates.save"))
        for button in (self.up, self.down, self.take_out):
            button.setVisible(self._editable)
            button.setEnabled(bool(self.line.shown))

    def _make_room(self) -> None:
        high = self.height() >= self.fontMetrics().height() * _ROOMY_LINES
        roomy = high and self.as_table.isChecked()
        self.hours.setVisible(high or self.as_table.isChecked())
        self.intro.setVisible(roomy)
        self.gaps.setVisible(roomy and bool(self.gaps.lines()))

    def _make_parts(self) -> None:
        self._model: RowsModel[Activity] = RowsModel(
            fields.columns(self._names, self._costs), key=lambda row: row.row, parent=self
        )
        self.table: RowsTable[Activity] = RowsTable(self._model, Section.ACTIVITIES)
        self.table.set_empty("No activities yet. Add one, or choose from the catalogue.")
        self.table.setSortingEnabled(False)
        Narrow(self.table, {_TYPE: 88, _COST: 72})
        self.timeline = TimelinePanel()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.timeline)
        self.intro, self.hours, self.over = QuietLabel(_INTRO), QuietLabel(""), Note()
        self.gaps, self.form = GapList(), FormPanel()
        self.as_table = layout.button(self, "list", "Table", lambda: self.show_timeline(shown=False))
        self.as_picture = layout.button(self, "calendar", "Timeline", lambda: self.show_timeline(shown=True))
        self.add_one = layout.button(self, "add", "Add activity", self.add)
        self.add_td = layout.button(self, "add", "Add T&&D", lambda: self.add(ActivityType.TD_ASSIGNMENT))
        self.suggest = layout.button(self, "list", "From the catalogue…", self.show_suggestions)
        self.begin_from = layout.button(self, "plan", "Templates…", self.show_templates)
        self.up = layout.button(self, "up", "Up", lambda: self.move_row(-1))
        self.down = layout.button(self, "down", "Down", lambda: self.move_row(1))
        self.take_out = layout.button(self, "delete", "Remove", self.remove)
        self.remark = self.form.add(Note())
        self.table.chosen.connect(self._chosen)
        self.timeline.chosen.connect(self._chosen)
        self.timeline.moved.connect(self._move_dates)
        self.gaps.jump.connect(self.jump)
