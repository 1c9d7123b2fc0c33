"""Exams of a participant and the lists that they led to, as HR or CalCareers told."""

from collections.abc import Mapping, Sequence
from typing import Any

from umdesk.domain import dates
from umdesk.domain.exams import ASK_HR, Exam
from umdesk.domain.words import ExamOutcome, ListKind
from umdesk.domain.writing import capital, one_line
from umdesk.services.plans import exams
from umdesk.services.plans.exams import ExamRow
from umdesk.services.plans.queries import PlanDetail
from umdesk.ui.context import Context
from umdesk.ui.plans.allowed import Allowed
from umdesk.ui.plans.record_page import RecordPage
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.class_field import ClassField
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import ChoiceField, LongTextField, TextField
from umdesk.ui.widgets.recording import Kind, Recording
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.table import RowsTable

_LINES = (
    ("class_code",), ("outcome", "taken_on"), ("list_kind", "list_rank"), ("list_expires", "retake_from"), ("item",),
    ("note",),
)  # fmt: skip
_ON_LIST = ("list_rank", "list_expires")
_TONES = {
    ExamOutcome.PASSED: Tone.GOOD, ExamOutcome.FAILED: Tone.BAD, ExamOutcome.WAITING: Tone.ACCENT,
    ExamOutcome.PLANNED: Tone.ACCENT, ExamOutcome.NOT_TAKEN: Tone.QUIET,
}  # fmt: skip


class ExamsPage(RecordPage[ExamRow]):
    """The exams of a participation, and a form to record one or to add its result."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Exams and lists")
        self.add(QuietLabel(f"{ASK_HR} How long a list lives and when an exam may be taken again stands there too."))
        model = RowsModel[ExamRow](_columns(), key=lambda row: row.id, parent=self)
        table = RowsTable(model, "Exams and lists")
        table.set_empty("No exam is on record. Record one when it is planned or was taken.")
        self.set_up(model, table, self._make_recording())
        for name in ("outcome", "list_kind"):
            self.inputs[name].edited.connect(self._show_fields)

    def show_plan(self, detail: PlanDetail, may: Allowed) -> None:
        """Show the exams of a plan's participation."""
        self.show_detail(detail, may=may.exams)

    def read(self, participation_id: str) -> Sequence[ExamRow]:
        """The exams of a participation."""
        return self._context.runner.now(exams.listed, self._context.program, participation_id) or ()

    def key_of(self, row: ExamRow) -> str:
        """The id of an exam."""
        return row.id

    def heading_of(self, row: ExamRow) -> str:
        """What the form is called while it puts an exam right."""
        return f"The exam for {row.for_class}"

    def values_of(self, row: ExamRow) -> Mapping[str, Any]:
        """An exam as the form shows it."""
        exam = row.exam
        return {
            "class_code": exam.class_code, "outcome": exam.outcome, "taken_on": exam.taken_on,
            "list_kind": exam.list_kind, "list_rank": exam.list_rank, "list_expires": exam.list_expires,
            "retake_from": exam.retake_from, "item": row.item, "note": exam.note,
        }  # fmt: skip

    def said_of(self, row: ExamRow) -> str:
        """An exam in full, in words."""
        exam = row.exam
        parts = (
            row.standing,
            capital(f"{exam.list_kind} list") if exam.list_kind else "",
            f"Rank: {exam.list_rank}" if exam.list_rank else "",
            f"Activity: {row.activity}" if row.activity else "",
            one_line(exam.note),
        )
        return ". ".join(part.rstrip(".") for part in parts if part)

    def awaited(self, row: ExamRow) -> tuple[str, str]:
        """The result of an exam that was planned."""
        return ("Enter the result…", "outcome") if row.exam.outcome is ExamOutcome.PLANNED else ("", "")

    def take_out(self, key: str) -> None:
        """Remove an exam."""
        self._context.runner.now(exams.remove, self._context.program, key)

    def put_right(self) -> None:
        """Show the chosen exam in the form."""
        super().put_right()
        self._show_fields()

    def _make_recording(self) -> Recording:
        fields = {
            "class_code": ClassField("Exam for the class", required=True),
            "outcome": ChoiceField("Result", [(one, capital(one)) for one in ExamOutcome], required=True),
            "taken_on": DateField("Day of the exam", hint="planned or taken"),
            "list_kind": ChoiceField("Kind of list", [(one, capital(one)) for one in ListKind], blank="Not on a list"),
            "list_rank": TextField("Rank", max_length=40, placeholder="Example: 3"),
            "list_expires": DateField("Last day on the list", hint="as the notice of results says"),
            "retake_from": DateField("May be taken again from", hint="as the announcement says"),
            "item": ChoiceField("Belongs to the activity", blank="None of this plan"),
            "note": LongTextField("Note", lines=2, placeholder="Example: Announcement 5PB34, told by HR on the phone"),
        }
        kind = Kind(
            "exam_result", "Record an exam", "Record exam", self._record, lambda key, _changes: self._change(key)
        )  # fmt: skip
        made = Recording(self._context, kind, fields, _LINES)
        made.begin_with(self._first)
        return made

    def _first(self) -> dict[str, Any]:
        target = self._detail.content.target_class_code if self._detail else None
        empty = {"taken_on": None, "list_kind": None, "list_rank": "", "list_expires": None, "retake_from": None}
        values = {"class_code": target or None, "outcome": ExamOutcome.PLANNED, **empty, "item": None, "note": ""}
        self._show_those_of(ExamOutcome.PLANNED)
        return values

    def _show_fields(self) -> None:
        """Only an exam that was passed leads to a list, with a rank and a last day; only another is taken again."""
        self._show_those_of(ExamOutcome(self.inputs["outcome"].value() or ExamOutcome.PLANNED))

    def _show_those_of(self, chosen: ExamOutcome) -> None:
        passed, listed = chosen is ExamOutcome.PASSED, self.inputs["list_kind"].value() is not None
        self.inputs["list_kind"].setVisible(passed)
        for name in _ON_LIST:
            self.inputs[name].setVisible(passed and (listed or bool(self.inputs[name].raw())))
        self.inputs["retake_from"].setVisible(chosen in (ExamOutcome.FAILED, ExamOutcome.NOT_TAKEN))

    def _exam(self) -> tuple[Exam, str | None]:
        """The exam that stands in the form, and its activity; what is not shown does not count."""
        values: dict[str, Any] = {
            name: None if field.isHidden() else field.value() for name, field in self.inputs.items()
        }
        exam = Exam(
            class_code=values["class_code"] or "",
            outcome=ExamOutcome(values["outcome"]),
            taken_on=values["taken_on"],
            list_kind=ListKind(values["list_kind"]) if values["list_kind"] else None,
            list_rank=values["list_rank"] or "",
            list_expires=values["list_expires"],
            retake_from=values["retake_from"],
            note=values["note"] or "",
        )
        return exam, values["item"]

    def _record(self, _values: dict[str, Any]) -> None:
        if self._detail is not None:
            exam, item = self._exam()
            exams.add(self._context.program, self._detail.participation_id, exam, item_id=item)

    def _change(self, key: str) -> None:
        exam, item = self._exam()
        exams.change(self._context.program, key, exam, item_id=item)


def _columns() -> tuple[Column[ExamRow], ...]:
    return (
        Column("Exam for", lambda row: row.for_class, stretch=True),
        Column("Day", lambda row: dates.show(row.exam.taken_on), sort=lambda row: row.exam.taken_on, width=12),
        Column("Result", lambda row: capital(row.exam.outcome), tone=lambda row: _TONES[row.exam.outcome], width=14),
        Column(
            "On the list until",
            lambda row: dates.show(row.exam.list_expires),
            sort=lambda row: row.exam.list_expires,
            tone=lambda row: Tone.ATTENTION if row.expires_soon else None,
            tip=lambda row: row.standing,
            width=14,
        ),
    )
