"""T&D assignments of the person: what was served, what is planned, used and left, the last allowed day."""

from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.domain.td_limits import DAYS_TO_GRANT_AN_EARLY_END
from umdesk.domain.writing import capital
from umdesk.services.plans import td
from umdesk.services.plans.queries import PlanDetail
from umdesk.services.plans.td import Assignment, TDView
from umdesk.ui.context import Context
from umdesk.ui.plans.allowed import Allowed
from umdesk.ui.theme import SPACE_4, SPACE_12, Tone, heading_font
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import ChoiceField, Note, NumberField, TextField
from umdesk.ui.widgets.form import FormPanel, title
from umdesk.ui.widgets.plain import PlainLabel
from umdesk.ui.widgets.recordform import RecordForm, remove_button
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.table import RowsTable


class TDBox(QFrame):
    """Used, left and the last allowed day, with a warning where there is one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.headline = PlainLabel()
        self.headline.setFont(heading_font())
        self.headline.setWordWrap(True)
        self.last_day = PlainLabel()
        self.last_day.setWordWrap(True)
        self.warning = Note()
        self.note = Note()
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_12, SPACE_12, SPACE_12, SPACE_12)
        column.setSpacing(SPACE_4)
        for part in (self.headline, self.last_day, self.warning, self.note):
            column.addWidget(part)

    def show_view(self, view: TDView) -> None:
        """Show where a person stands."""
        self.headline.setText(capital(view.used_and_left))
        self.last_day.setText(view.last_day)
        over = view.standing.first_over is not None
        self.warning.say(view.warning, Tone.BAD if over else Tone.ATTENTION, "attention")
        self.note.say(view.note, Tone.QUIET, "info")


class TDPage(FormPanel):
    """The assignments, and a form to record one."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._detail: PlanDetail | None = None
        self.add(title("T&D assignments"))
        self.add(
            QuietLabel(
                "At most 24 months of training and development in any 36 (2 CCR 438.1). Planned T&D activities of "
                "this plan count too. A written request to end one early is granted within "
                f"{DAYS_TO_GRANT_AN_EARLY_END} working days."
            )
        )
        self.box = self.add(TDBox())
        self._model = RowsModel[Assignment](_columns(), key=lambda row: row.id or f"planned {row.item}", parent=self)
        self.table = self.add(RowsTable(self._model, "T&D assignments"))
        self.table.set_empty("No T&D assignment yet. Plan one under Activities, or record one that was served.")
        self.table.setMinimumHeight(self.fontMetrics().height() * 5)
        self.table.setMaximumHeight(self.fontMetrics().height() * 8)
        self.remove = self.add(remove_button("Remove the chosen assignment", self._remove))
        self._heading = self.section("Record an assignment that is or was served")
        self.form = self.add(self._make_form())

    def show_plan(self, detail: PlanDetail, may: Allowed) -> None:
        """Show the person's T&D."""
        other = self._detail is None or self._detail.participation_id != detail.participation_id
        self._detail = detail
        self.box.show_view(detail.td)
        self._model.set_rows(detail.td.assignments)
        planned = [one for one in detail.td.assignments if one.planned]
        choice = self.form.fields["item"]
        assert isinstance(choice, ChoiceField)  # noqa: S101 -- made below
        choice.set_choices([(one.item, one.name) for one in planned])
        if other:
            self._begin()
        for part in (self._heading, self.form, self.remove):
            part.setVisible(may.assignments)

    def _make_form(self) -> RecordForm:
        fields = {
            "item": ChoiceField("Fulfils the planned activity", blank="None of this plan"),
            "first": DateField("First day", required=True),
            "last": DateField("Last day", required=True),
            "time_base": NumberField(
                "Time base", minimum=Decimal("0.1"), maximum=1, decimals=3, hint="1 is full time, 0.5 half time"
            ),
            "class_code": TextField("In class (code)", max_length=8),
            "over_limit_reason": TextField(
                "Reason, if it goes over 24 months", placeholder="Only the coordinator keeps one that is over"
            ),
        }
        lines = (("item",), ("first", "last"), ("time_base", "class_code"), ("over_limit_reason",))
        return RecordForm(self._context, fields, lines, "Record assignment", self._record)

    def _begin(self) -> None:
        empty = {"first": None, "last": None, "class_code": "", "over_limit_reason": ""}
        self.form.show_values({"item": None, "time_base": Decimal(1), **empty})

    def _record(self, values: dict[str, Any]) -> None:
        if self._detail is None:
            return
        td.add_assignment(
            self._context.program,
            self._detail.participation_id,
            values["first"],
            values["last"],
            time_base=values["time_base"] or Decimal(1),
            class_code=values["class_code"] or "",
            item_id=values["item"],
            over_limit_reason=values["over_limit_reason"] or "",
        )
        self._begin()

    def _remove(self) -> None:
        key = self.table.current_key()
        if key.startswith("planned"):
            self._context.runner.tell("This one is planned. Change or remove it under Activities.")
        elif key:
            self._context.runner.now(td.remove_assignment, self._context.program, key)


def _columns() -> tuple[Column[Assignment], ...]:
    return (
        Column("Assignment", lambda row: row.name, stretch=True),
        Column("From", lambda row: dates.show(row.first), sort=lambda row: row.first, width=11),
        Column("To", lambda row: dates.show(row.last), sort=lambda row: row.last, width=11),
        Column(
            "Last allowed",
            lambda row: dates.show(row.last_allowed) or "none",
            sort=lambda row: row.last_allowed,
            tone=lambda row: Tone.BAD if row.over else None,
            width=12,
        ),
        Column("", lambda row: "planned" if row.planned else "recorded", width=7),
    )
