"""The program handbook: its five elements as a checklist, each with a text, an owner and reviews; planned exams."""

from typing import Any

from PySide6.QtGui import QAction

from umdesk.domain import dates, handbook
from umdesk.domain.handbook import LETTERS, MUST_HOLD, PlannedExam
from umdesk.domain.writing import capital, quoted
from umdesk.jobs.attachments import OF_THE_HANDBOOK
from umdesk.services import classes
from umdesk.services.year import handbook as kept
from umdesk.services.year import headcounts
from umdesk.services.year.handbook import ElementRow, ExamRow
from umdesk.ui.context import Context
from umdesk.ui.dialogs import shown
from umdesk.ui.widgets.actions import action
from umdesk.ui.widgets.autosave import Autosave
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.class_field import ClassField
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import LongTextField, TextField
from umdesk.ui.widgets.form import paragraph, title
from umdesk.ui.widgets.narrow import Narrow
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.table import RowsTable, fit_rows
from umdesk.ui.year.files_window import YearFilesWindow, button_words
from umdesk.ui.year.headcounts import keeping as keeping_headcounts
from umdesk.ui.year.page import YearForm
from umdesk.ui.year.record_list import Keeping, RecordList

_FILLED = "What umdesk fills in is printed in any case; a text of yours stands beside it and replaces nothing."


class HandbookPage(YearForm):
    """The handbook, the same in every program year, and the exams planned in the year that is shown."""

    help_page = "handbook-and-roles"
    tables = frozenset(
        {"handbook_element", "planned_exam", "year_file", "role_holder", "criterion", "job_class", "headcount"}
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context, "year.handbook.write")
        self._begin = action(self, "add", "&Begin the handbook", self._start, may=self._may)
        self.add(title("Program handbook"))
        self.add(
            paragraph(
                "The written plan must have these five elements (2 CCR 599.983). Roles, criteria, classes, ladders and "
                "planned exams are filled in from umdesk when it is printed."
            )
        )
        self.begin = push_button("Begin the handbook", "add", self._start)
        self.report = push_button("Open the handbook to print", "print", lambda: self._go("Reports", "handbook"))
        self.add_layout(side_by_side(self.begin, self.report))
        today = context.program.today()
        self.model = RowsModel[ElementRow](_columns(today), key=lambda row: row.element.part, parent=self)
        self.table = self.add(RowsTable(self.model, "Elements of the handbook"))
        self.table.setSortingEnabled(False)
        Narrow(self.table, {2: 96, 3: 110})
        fit_rows(self.table, len(LETTERS), len(LETTERS))
        self.must = self.add(QuietLabel())
        self.must.setWordWrap(True)
        self.text = LongTextField("Text of the element", lines=6)
        self.fields_of_element = {
            "text": self.text,
            "owner": TextField("Owner", placeholder="Example: Maria Ortega"),
            "reviewed_on": DateField("Reviewed on", latest=today),
            "next_review": DateField("Next review"),
        }
        self.add(self.text)
        self.add_row(*(self.fields_of_element[name] for name in ("owner", "reviewed_on", "next_review")))
        self.documents = push_button("Documents…", "folder", self.open_documents)
        self.documents.setToolTip("Files that hold this element, in place of a text or beside it")
        self.add_layout(side_by_side(self.documents))
        self.autosave = Autosave(context, "handbook_element", self._save, self)
        self.fields_of_element["reviewed_on"].left.connect(self._propose_review)  # before it is saved
        self.autosave.add_all(self.fields_of_element)
        for field in self.fields_of_element.values():
            field.set_read_only(not self._may)
        self.section("Planned exams")
        self.exams = self.add(RecordList(context, self._keeping(), rows=4))
        self.section("Employees in a class, as the department states them")
        self.add(paragraph("They stand beside the people on file in the Workforce Analysis and the handbook."))
        stated = keeping_headcounts(context.program, lambda: self._year)
        self.headcounts = self.add(RecordList(context, stated, rows=4))
        self._typing = (self.exams, self.headcounts)
        self.table.chosen.connect(lambda _key: self._show_chosen())

    def refresh(self) -> None:
        """Show the handbook as it is now; typing under way is left alone."""
        runner, program = self._context.runner, self._context.program
        found = runner.now(kept.rows, program)
        planned = runner.now(kept.exams, program, self._year)
        stated = runner.now(headcounts.of_year, program, self._year)
        if found is None or planned is None or stated is None:
            return
        begun = any(row.id for row in found)
        self.begin.setVisible(self._may and not begun)
        self._begin.setVisible(self._may and not begun)
        chosen = self.table.current_key()
        self.model.set_rows(found)
        self.table.choose(chosen or found[0].element.part)
        self._show_chosen()
        choices = [(one.class_code, one.text) for one in runner.now(classes.choices, program) or ()]
        for each in (self.exams, self.headcounts):
            field = each.recording.fields["class_code"]
            assert isinstance(field, ClassField)  # noqa: S101 -- made below
            field.set_choices(choices)
        self.exams.show_rows(planned, self._year, may=self._may)
        self.headcounts.show_rows(stated, self._year, may=self._may)

    def settle(self) -> bool:
        """Turn typing into an operation; False when a date will not do."""
        super().settle()
        return self.autosave.settle()

    def year_of(self, record_id: str) -> int | None:
        """The program year of a planned exam; an element is shown in that of today."""
        if any(row.id == record_id for row in self._context.runner.now(kept.rows, self._context.program) or ()):
            return dates.program_year(self._context.program.today())
        program, runner = self._context.program, self._context.runner
        found = runner.now(kept.exam_year, program, record_id) or runner.now(headcounts.year_of, program, record_id)
        return found or self.exams.year_of_typing(record_id) or self.headcounts.year_of_typing(record_id)

    def show_record(self, record_id: str) -> None:
        """Choose an element or a planned exam."""
        part = next((row.element.part for row in self.model.all_rows() if row.id == record_id), None)
        if part is not None:
            self.table.choose(part)
        elif not self.exams.show_record(record_id):
            self.headcounts.show_record(record_id)

    def primary_action(self) -> QAction:
        """Begin the handbook."""
        return self._begin

    def open_documents(self) -> YearFilesWindow | None:
        """Show the documents of the chosen element."""
        row = self.model.find(self.table.current_key())
        if row is None or not row.id:
            return None
        record = (row.id, f"Documents of {quoted(capital(row.element.part), 40)}")
        return shown(
            YearFilesWindow(
                self._context, OF_THE_HANDBOOK, record, self.window(), may=self._may, help_page=self.help_page
            )
        )

    def _start(self) -> None:
        self._context.runner.now(kept.begin, self._context.program)
        self.text.setFocus()

    def _save(self, element_id: str, changed: dict[str, Any]) -> None:
        texts = {name: value or "" for name, value in changed.items() if name in {"text", "owner"}}
        kept.write(self._context.program, element_id, {**changed, **texts})

    def _propose_review(self) -> None:
        """Let the next review follow a review day that was just typed, where nobody decided on another."""
        row = self.model.find(self.table.current_key())
        reviewed, following = self.fields_of_element["reviewed_on"], self.fields_of_element["next_review"]
        day = reviewed.day() if isinstance(reviewed, DateField) else None
        if row is None or day is None or day == row.element.reviewed_on or "next_review" in self.autosave.pending():
            return
        proposed = handbook.review_after(day, row.element)
        if proposed is not None:
            following.set_value(proposed)
            following.edited.emit()

    def _show_chosen(self) -> None:
        row = self.model.find(self.table.current_key())
        there = row is not None and bool(row.id)
        for field in self.fields_of_element.values():
            field.setVisible(there)
        many = len(row.element.documents) if row is not None else 0
        self.documents.setText(button_words("Documents", many, may=self._may))
        self.documents.setVisible(there and (self._may or many > 0))
        if row is None:
            return
        points = "; ".join(MUST_HOLD[row.element.part])
        filled = f" {_FILLED}" if row.element.filled else ""
        self.must.setText(f"({LETTERS[row.element.part]}) {capital(row.element.part)} has to say: {points}.{filled}")
        if there:
            one = row.element
            self.autosave.show(
                row.id,
                {"text": one.text, "owner": one.owner, "reviewed_on": one.reviewed_on, "next_review": one.next_review},
            )
        else:
            self.autosave.clear()

    def _keeping(self) -> Keeping[ExamRow]:
        program = self._context.program
        fields = {
            "class_code": ClassField("Class", required=True),
            "planned_for": DateField("Planned for", hint="its day, or the first of its month"),
            "note": TextField("Note", placeholder="Example: Departmental promotional"),
        }
        return Keeping(
            "planned_exam", "Planned exams", "No exam is planned in this year.", _exam_columns(), lambda row: row.id,
            lambda row: f"the exam {row.exam.class_code}", _exam_values, "Plan an exam", "Plan it", fields,
            (("class_code", "planned_for"), ("note",)), lambda: dict.fromkeys(fields),
            lambda values: kept.add_exam(program, self._year, _exam(values)),
            lambda key, values: kept.edit_exam(program, key, _exam(values)),
            lambda key: kept.remove_exam(program, key), day="planned_for",
        )  # fmt: skip


def _exam(values: dict[str, Any]) -> PlannedExam:
    return PlannedExam(values["class_code"] or "", "", values["planned_for"], values["note"] or "")


def _exam_values(row: ExamRow) -> dict[str, Any]:
    return {"class_code": row.exam.class_code, "planned_for": row.exam.planned_for, "note": row.exam.note}


def _columns(today: Any) -> tuple[Column[ElementRow], ...]:
    return (
        Column("Element", lambda row: f"({LETTERS[row.element.part]}) {capital(row.element.part)}", width=28),
        Column("State", lambda row: handbook.state(row.element, today), stretch=True),
        Column("Owner", lambda row: row.element.owner, width=16),
        Column("Reviewed", lambda row: dates.show(row.element.reviewed_on), width=12),
        Column("Next review", lambda row: dates.show(row.element.next_review), width=12),
    )


def _exam_columns() -> tuple[Column[ExamRow], ...]:
    return (
        Column("Class", lambda row: f"{row.exam.class_code} {row.exam.class_title}".strip(), stretch=True),
        Column(
            "Planned for", lambda row: dates.show(row.exam.planned_for), sort=lambda row: row.exam.planned_for, width=13
        ),
        Column("Note", lambda row: row.exam.note, width=26),
    )
