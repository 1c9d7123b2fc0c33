"""The pages for the steps of a plan and a participation: signatures, advancement and status, versions and history."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.domain.words import ParticipationState, RevisionState, Route
from umdesk.domain.writing import capital
from umdesk.services import classes
from umdesk.services.plans import advancements, participations, signing
from umdesk.services.plans.participations import State
from umdesk.services.plans.queries import AdvancementRow, PlanDetail, RevisionRow
from umdesk.services.plans.signing import Signatures
from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.plans.allowed import Allowed
from umdesk.ui.plans.class_field import ClassField
from umdesk.ui.plans.words import STATE_TONES
from umdesk.ui.theme import SPACE_8, SPACE_12, SPACE_16
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import CheckField, ChoiceField, LongTextField, TextField
from umdesk.ui.widgets.form import FormPanel, title
from umdesk.ui.widgets.history import HistoryPanel
from umdesk.ui.widgets.recordform import RecordForm, remove_button
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.table import RowsTable


class SignaturesPage(FormPanel):
    """The dates on the signed paper, or who did not sign and why."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._detail: PlanDetail | None = None
        self.add(title("Signatures"))
        self.how = self.add(QuietLabel())
        today = context.program.today()
        fields = {
            "employee": DateField("Participant signed on", latest=today),
            "supervisor": DateField("Supervisor signed on", latest=today),
            "coordinator": DateField("Coordinator signed on", latest=today),
            "original_kept_at": TextField("Where the original is kept", placeholder="Example: Personnel file, Redding"),
            "not_signed": LongTextField(
                "If someone did not sign: who, and why",
                lines=2,
                placeholder="Example: The supervisor is on leave until August",
            ),
        }
        lines = (("employee", "supervisor", "coordinator"), ("original_kept_at",), ("not_signed",))
        note = "Signing cannot be undone; a wrong date can be recorded again."
        self.form = self.add(RecordForm(context, fields, lines, "Record signatures", self._record, note=note,
                                        symbol="check"))  # fmt: skip

    def show_plan(self, detail: PlanDetail, may: Allowed) -> None:
        """Show the signatures of a revision."""
        before, self._detail = self._detail, detail
        who = "participant, supervisor and coordinator" if len(detail.signs) == 3 else "participant and supervisor"
        self.how.setText(
            f"The plan is signed by hand on the printed page. It is signed once {who} have a date."
            if detail.frozen
            else "The plan is not printed to sign yet."
            if may.looks
            else "The coordinator prints the plan to sign. Then the dates on the paper are typed here."
            if may.supervises
            else "Print the plan to sign first. Then the dates on the paper are typed here."
        )
        self.form.setVisible(detail.frozen or not may.looks)
        self.form.setEnabled(detail.frozen)
        self.form.set_read_only(not may.sign)
        signed = detail.signatures
        if before is None or (before.revision_id, before.signatures) != (detail.revision_id, signed):
            self.form.show_values({
                "employee": signed.employee, "supervisor": signed.supervisor, "coordinator": signed.coordinator,
                "original_kept_at": signed.original_kept_at, "not_signed": signed.not_signed,
            })  # fmt: skip

    def begin(self) -> None:
        """Put the cursor into the first date that is still missing."""
        dated = [self.form.fields[name] for name in ("employee", "supervisor", "coordinator")]
        next((field for field in dated if field.value() is None), dated[0]).setFocus()

    def _record(self, values: dict[str, Any]) -> None:
        if self._detail is None:
            return
        signatures = Signatures(
            values["employee"], values["supervisor"], values["coordinator"],
            values["not_signed"] or "", values["original_kept_at"] or "",
        )  # fmt: skip
        state = signing.record(self._context.program, self._detail.revision_id, signatures)
        waits = " It waits for the other signatures." if state is RevisionState.PRINTED else ""
        self._context.runner.tell(f"Signatures recorded: the plan is {state}.{waits}")


class StatusPage(FormPanel):
    """Advancements of the participant, and the state of the participation."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._detail: PlanDetail | None = None
        self.add(title("Advancement and status"))
        self._moves = RowsModel[AdvancementRow](_move_columns(), key=lambda row: row.id, parent=self)
        self.moves = self.add(RowsTable(self._moves, "Advancements"))
        self.moves.set_empty("No advancement yet.")
        self.remove = self.add(remove_button("Remove the chosen advancement", self._remove))
        self._advance_heading = self.section("Record advancement")
        self.advance = self.add(self._make_advance())
        self.section("Status in the program")
        self._states = RowsModel[State](_state_columns(), key=lambda row: f"{row.effective} {row.state}", parent=self)
        self.states = self.add(RowsTable(self._states, "States of the participation"))
        self.change = self.add(self._make_change())
        for table in (self.moves, self.states):
            table.setMinimumHeight(self.fontMetrics().height() * 5)
            table.setMaximumHeight(self.fontMetrics().height() * 7)

    def show_plan(self, detail: PlanDetail, may: Allowed) -> None:
        """Show the participation of a plan."""
        before, self._detail = self._detail, detail
        self._moves.set_rows(detail.advancements)
        self._states.set_rows(detail.states)
        self._offer_classes()
        if before is None or before.participation_id != detail.participation_id:
            self._begin()
        for part in (self._advance_heading, self.advance):
            part.setVisible(may.advancements)
        self.remove.setVisible(may.advancements and bool(detail.advancements))
        self.change.setVisible(may.status)

    def _make_advance(self) -> RecordForm:
        today = self._context.program.today()
        fields = {
            "to_class_code": ClassField("To class", required=True),
            "on": DateField("On", required=True, latest=today),
            "route": ChoiceField("By", [(route, capital(route)) for route in Route]),
            "note": TextField("Note", placeholder="Example: Certified list of May 2026"),
            "completes": CheckField("This completes the participation"),
        }
        lines = (("to_class_code",), ("on", "route"), ("note",), ("completes",))
        return RecordForm(self._context, fields, lines, "Record advancement", self._advance, symbol="up")

    def _make_change(self) -> RecordForm:
        fields = {
            "state": ChoiceField("New status", [(state, capital(state)) for state in ParticipationState]),
            "on": DateField("From", required=True),
            "reason": TextField("Reason", placeholder="Example: Parental leave"),
        }
        return RecordForm(self._context, fields, (("state", "on"), ("reason",)), "Change status", self._change,
                          symbol="edit")  # fmt: skip

    def _begin(self) -> None:
        today = self._context.program.today()
        target = self._detail.content.target_class_code if self._detail else ""
        self.advance.show_values(
            {"to_class_code": target or None, "on": today, "route": Route.EXAM, "note": "", "completes": False}
        )
        self.change.show_values({"state": ParticipationState.ON_LEAVE, "on": today, "reason": ""})

    def _offer_classes(self) -> None:
        field = self.advance.fields["to_class_code"]
        assert isinstance(field, ClassField)  # noqa: S101 -- made above
        if field.box.count() <= 1:
            found = self._context.runner.now(classes.choices, self._context.program) or ()
            field.set_choices([(choice.class_code, choice.text) for choice in found])

    def _advance(self, values: dict[str, Any]) -> None:
        if self._detail is None:
            return
        advancements.record_advancement(
            self._context.program,
            self._detail.participation_id,
            on=values["on"],
            to_class_code=values["to_class_code"],
            route=values["route"],
            note=values["note"] or "",
            completes=values["completes"],
        )
        self._begin()

    def _remove(self) -> None:
        if key := self.moves.current_key():
            self._context.runner.now(advancements.remove_advancement, self._context.program, key)

    def _change(self, values: dict[str, Any]) -> None:
        if self._detail is None:
            return
        participations.set_state(
            self._context.program, self._detail.participation_id, values["state"], values["on"], values["reason"] or ""
        )
        self._begin()


class VersionsPage(QWidget):
    """All revisions of the plan, starting an amendment, and who changed what."""

    chosen = Signal(str)
    """Show this revision."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._detail: PlanDetail | None = None
        self._model = RowsModel[RevisionRow](_version_columns(), key=lambda row: row.id, parent=self)
        self.table = RowsTable(self._model, "Revisions of the plan")
        self.table.setMaximumHeight(self.fontMetrics().height() * 9)
        self.table.chosen.connect(self._choose)
        self.history = HistoryPanel(context)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_16, SPACE_12, SPACE_16, SPACE_8)
        column.setSpacing(SPACE_8)
        self._title = title("Versions and history")
        self.record = QPushButton(icon("person"), "Record of this person")
        self.record.setAutoDefault(False)
        self.record.setToolTip("Everything on file, statements of disagreement, and who was told what")
        self.record.clicked.connect(lambda _checked: self._go_to_record())
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.record)
        column.addLayout(head)
        column.addWidget(QuietLabel("Choose a revision to look at it. A printed one is never changed, only replaced."))
        column.addWidget(self.table)
        column.addWidget(self.history, 1)
        column.addStretch(0)

    def show_plan(self, detail: PlanDetail, may: Allowed) -> None:
        """Show the revisions and the history of a plan."""
        self._detail = detail
        self._model.set_rows(detail.revisions)
        self.table.choose(detail.revision_id)
        self.record.setVisible(self._context.sees_all("disclosures.of_person"))
        self.history.setVisible(may.history)
        self._title.setText("Versions and history" if may.history else "Versions")
        if self.isVisible():
            self.look()

    def look(self) -> None:
        """Read the history; it is only read while one looks."""
        if self._detail is not None and not self.history.isHidden():
            self.history.show_records(self._detail.record_ids)

    def _go_to_record(self) -> None:
        if self._detail is not None:
            self._context.window_wanted.emit(f"person {self._detail.person_id} record")

    def _choose(self, key: str) -> None:
        if key and self._detail is not None and key != self._detail.revision_id:
            self.chosen.emit(key)


def _move_columns() -> tuple[Column[AdvancementRow], ...]:
    return (
        Column("On", lambda row: dates.show(row.on), sort=lambda row: row.on, width=12),
        Column("From class", lambda row: row.from_class, width=10),
        Column("To class", lambda row: row.to_class, stretch=True),
        Column("By", lambda row: capital(row.route), width=12),
    )


def _state_columns() -> tuple[Column[State], ...]:
    return (
        Column("Status", lambda row: capital(row.state), width=12),
        Column("From", lambda row: dates.show(row.effective), sort=lambda row: row.effective, width=12),
        Column("Reason", lambda row: row.reason, stretch=True),
    )


def _version_columns() -> tuple[Column[RevisionRow], ...]:
    return (
        Column("Revision", lambda row: str(row.number), sort=lambda row: row.number, width=8),
        Column("State", lambda row: capital(row.state), tone=lambda row: STATE_TONES[row.state], width=13),
        Column("Started", lambda row: dates.show(row.started_on), sort=lambda row: row.started_on, width=12),
        Column(
            "Printed",
            lambda row: dates.show(row.printed_at.astimezone().date()) if row.printed_at else "",
            sort=lambda row: row.printed_at,
            width=12,
        ),
        Column("Reason", lambda row: row.reason, stretch=True),
    )
