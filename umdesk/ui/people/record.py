"""What the law asks for about one person: everything on file as a paper, disagreements, and who was told what."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from umdesk.domain import dates
from umdesk.domain.writing import one_line
from umdesk.services import disagreements, disclosures
from umdesk.services.disagreements import Statement, StatementRow
from umdesk.services.disclosures import BY_HAND, DisclosureRow, Leaving
from umdesk.services.programs import Announced
from umdesk.ui.context import Context
from umdesk.ui.people.recordwindow import PersonRecordWindow
from umdesk.ui.widgets.ask import Ask
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import ChoiceField, Field, LongTextField, TextField
from umdesk.ui.widgets.form import FormPanel, paragraph
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.table import RowsTable

_TABLES = frozenset({"disclosure", "disclosure_person", "disagreement"})
_FEWEST, _MOST = 2, 6
"""Between how many rows a table is high."""
_FOR_GOOD = "A disclosure is for good; it cannot be undone."


class RecordPanel(FormPanel):
    """The page *Record* of one person."""

    help_page = "one-persons-record"

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._person = ""
        self._make_paper()
        self._make_statements()
        self._make_disclosures()
        context.announced.connect(self._announced)

    def show_person(self, person_id: str) -> None:
        """Show what is on file of a person."""
        if person_id != self._person:
            for ask in (self.paper, self.file, self.change, self.disclose, self.correct):
                ask.fold()
        self._person = person_id
        self._load()

    def print_record(self) -> PersonRecordWindow | None:
        """Show everything on file as pages, for the recipient and the purpose that were typed."""
        values = self.paper.fields
        recipient, purpose = str(values["recipient"].value() or ""), str(values["purpose"].value() or "")
        window = PersonRecordWindow(self._context, self._person, recipient, purpose, self.window())
        window.show()
        self.paper.fold()
        return window

    # --- the parts ---------------------------------------------------------------------------------------------

    def _make_paper(self) -> None:
        self.section("Everything on file")
        self.add(
            paragraph(
                "A person may ask what is on file about them and have a copy (Civil Code 1798.32 to 1798.34). The "
                "paper holds all of it, with the account of disclosures and the history of amendments."
            )
        )
        self.paper_elsewhere = self.add(paragraph("A coordinator makes it."))
        fields: tuple[tuple[str, Field], ...] = (
            ("recipient", TextField("To whom it goes", required=True, placeholder="Rebecca Nelson")),
            ("purpose", TextField("Purpose", required=True, placeholder="Her request of May 2")),
        )
        self.paper = self.add(
            Ask("Print everything held on this person…", "print", "Make the pages", fields,
                "Printing, saving or opening it is a disclosure, which is written down.")
        )  # fmt: skip
        self.paper.confirmed.connect(self.print_record)

    def _make_statements(self) -> None:
        self.section("Statements of disagreement")
        self._statements = RowsModel[StatementRow](
            (
                Column("Filed", lambda row: dates.show(row.text.filed), lambda row: row.text.filed, width=12),
                Column("About", lambda row: one_line(row.text.about), stretch=True),
            ),
            lambda row: row.id,
            self,
        )
        self.statements = self.add(RowsTable(self._statements, "Statements of disagreement"))
        self.statements.set_empty("None on file.")
        self.statement = self.add(_reading())
        self.file = self.add(
            Ask("File a statement…", "add", "File it", self._statement_fields(),
                "Every later disclosure says that a statement is on file. You can undo this.")
        )  # fmt: skip
        self.change = self.add(Ask("Put the chosen statement right…", "edit", "Change it", self._statement_fields()))
        self.statements.chosen.connect(self._show_statement)
        self.file.opener.clicked.connect(lambda _checked: self._set_today(self.file.fields["filed"]))
        self.change.opener.clicked.connect(lambda _checked: self._fill_statement())
        self.file.confirmed.connect(self._file)
        self.change.confirmed.connect(self._change)

    def _make_disclosures(self) -> None:
        self.section("Account of disclosures")
        self._disclosures = RowsModel[DisclosureRow](
            (
                Column("When", lambda row: dates.show(row.at.astimezone().date()), lambda row: row.at, width=12),
                Column("To whom", lambda row: one_line(row.recipient), stretch=True),
            ),
            lambda row: row.id,
            self,
        )
        self.disclosures = self.add(RowsTable(self._disclosures, "Disclosures"))
        self.disclosures.set_empty("Nothing has left the program yet.")
        self.disclosure = self.add(_reading())
        fields: tuple[tuple[str, Field], ...] = (
            ("on", DateField("Day", required=True, latest=self._context.program.today())),
            ("recipient", TextField("To whom", required=True, placeholder="Human Resources, Sacramento")),
            ("purpose", TextField("Purpose", required=True, placeholder="Reference for a transfer")),
            ("what", LongTextField("What was given out", required=True, lines=2, placeholder="Class and tenure")),
            ("how", ChoiceField("How", [(how, how) for how in BY_HAND], required=True)),
        )
        self.disclose = self.add(Ask("Record a disclosure…", "add", "Record it", fields, _FOR_GOOD))
        self.correct = self.add(
            Ask("Put the chosen disclosure right…", "edit", "Put it right",
                (("recipient", TextField("To whom", required=True)), ("purpose", TextField("Purpose", required=True))),
                f"{_FOR_GOOD} The history keeps what stood there.")
        )  # fmt: skip
        self.disclosures.chosen.connect(self._show_disclosure)
        self.disclose.opener.clicked.connect(lambda _checked: self._set_today(self.disclose.fields["on"]))
        self.correct.opener.clicked.connect(lambda _checked: self._fill_disclosure())
        self.disclose.confirmed.connect(self._disclose)
        self.correct.confirmed.connect(self._correct)

    def _statement_fields(self) -> tuple[tuple[str, Field], ...]:
        return (
            ("filed", DateField("Filed on", required=True, latest=self._context.program.today())),
            ("about", TextField("About", required=True, placeholder="Tenure on the application")),
            ("statement", LongTextField("Statement, as the person gave it", required=True, lines=4)),
            ("reasons", LongTextField("The department's reasons", lines=2, hint="Where it did not amend the record.")),
        )

    # --- showing -------------------------------------------------------------------------------------------------

    def _announced(self, announced: Announced) -> None:
        if self._person and self.isVisible() and announced.tables & _TABLES:
            self._load()

    def _load(self) -> None:
        runner, program, may = self._context.runner, self._context.program, self._context.may
        self._statements.set_rows(runner.now(disagreements.of_person, program, self._person) or ())
        self._disclosures.set_rows(runner.now(disclosures.of_person, program, self._person) or ())
        _fit(self.statements)
        _fit(self.disclosures)
        self.paper.setVisible(may("person_record.record.record_copy"))
        self.paper_elsewhere.setVisible(not self._context.sees("person_record.record.record_copy"))
        self.file.setVisible(may("disagreements.add"))
        self.disclose.setVisible(may("disclosures.add"))
        self._show_statement(self.statements.current_key())
        self._show_disclosure(self.disclosures.current_key())

    def _show_statement(self, key: str) -> None:
        row = self._statements.find(key)
        text = ""
        if row is not None:
            text = row.text.statement
            text += f"\nThe department's reasons: {row.text.reasons}" if row.text.reasons else ""
        _say(self.statement, text)
        self.change.setVisible(row is not None and self._context.may("disagreements.edit"))

    def _show_disclosure(self, key: str) -> None:
        row = self._disclosures.find(key)
        text = ""
        if row is not None:
            everyone = " (everyone on file)" if row.everyone else ""
            text = f"{row.what}{everyone}, {row.how}\nPurpose: {row.purpose}\n{dates.show_moment(row.at)}, by {row.by}"
        _say(self.disclosure, text)
        self.correct.setVisible(row is not None and self._context.may("disclosures.complete"))

    def _set_today(self, field: Field) -> None:
        field.set_value(self._context.program.today())

    def _fill_statement(self) -> None:
        row = self._statements.find(self.statements.current_key())
        if row is not None:
            for name, field in self.change.fields.items():
                field.set_value(getattr(row.text, name) or None)

    def _fill_disclosure(self) -> None:
        row = self._disclosures.find(self.disclosures.current_key())
        if row is not None:
            self.correct.fields["recipient"].set_value(row.recipient)
            self.correct.fields["purpose"].set_value(row.purpose)

    # --- doing ---------------------------------------------------------------------------------------------------

    def _file(self) -> None:
        statement = _statement(self.file)
        self._do(self.file, lambda: disagreements.add(self._context.program, self._person, statement))

    def _change(self) -> None:
        statement, wanted = _statement(self.change), self.statements.current_key()
        self._do(self.change, lambda: disagreements.edit(self._context.program, wanted, statement))

    def _disclose(self) -> None:
        values = {name: field.value() for name, field in self.disclose.fields.items()}
        leaving = Leaving(*(str(values[name] or "") for name in ("recipient", "purpose", "what", "how")))
        program = self._context.program
        self._do(self.disclose, lambda: disclosures.add(program, self._person, values["on"], leaving))

    def _correct(self) -> None:
        wanted, fields = self.disclosures.current_key(), self.correct.fields
        recipient, purpose = str(fields["recipient"].value() or ""), str(fields["purpose"].value() or "")
        program = self._context.program
        self._do(self.correct, lambda: disclosures.complete(program, wanted, recipient=recipient, purpose=purpose))

    def _do(self, ask: Ask, operation: Callable[[], object]) -> None:
        def run() -> bool:
            operation()
            return True

        if self._context.runner.now(run, refused=ask.refuse):
            ask.fold()


def _statement(ask: Ask) -> Statement:
    values = {name: field.value() for name, field in ask.fields.items()}
    return Statement(
        values["filed"], str(values["about"] or ""), str(values["statement"] or ""), str(values["reasons"] or "")
    )


def _reading() -> QLabel:
    """A text that can be selected and copied."""
    label = paragraph("")
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _say(label: QLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))


def _fit(table: RowsTable[Any]) -> None:
    """Make a table as high as its rows, within limits."""
    rows = min(max(table.rows_model.rowCount(), _FEWEST), _MOST)
    height = table.horizontalHeader().sizeHint().height() + rows * table.verticalHeader().defaultSectionSize()
    table.setFixedHeight(height + 2 * table.frameWidth())
