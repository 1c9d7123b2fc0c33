"""What belongs to one recorded T&D assignment: its agreement with the signatures, and an early end."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.domain.td_limits import DAYS_TO_GRANT_AN_EARLY_END
from umdesk.domain.writing import enumerated
from umdesk.services.plans import td_agreements, td_early_ends
from umdesk.services.plans.td_agreements import Agreement, Signed
from umdesk.ui.context import Context
from umdesk.ui.scans.filed import FiledPages
from umdesk.ui.theme import SPACE_8, Tone
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import LongTextField, Note, TextField
from umdesk.ui.widgets.form import heading
from umdesk.ui.widgets.recordform import RecordForm
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.unrecorded import Unrecorded


class AgreementPart(QWidget):
    """How the agreement of an assignment stands, the way to its page, and the days on which the three signed it."""

    page_wanted = Signal(str)
    """Show the page of this assignment's agreement."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._agreement: Agreement | None = None
        self.stands = Note()
        self.missing = QuietLabel()
        self.page = push_button("Agreement…", "pdf", self._show_page)
        self.page.setToolTip("See the page, print it to sign, save or print a copy")
        fields = {
            "employee": DateField("Employee signed on"),
            "current_supervisor": DateField("Current supervisor signed on"),
            "new_supervisor": DateField("New supervisor signed on"),
            "original_kept_at": TextField("Where the original is kept", placeholder="Example: Personnel file, Redding"),
        }
        lines = (("employee",), ("current_supervisor", "new_supervisor"), ("original_kept_at",))
        note = "Recording cannot be undone; a wrong date can be recorded again."
        self.form = RecordForm(context, fields, lines, "Record signatures", self._record, note=note, symbol="check")
        self.filed = FiledPages(context)
        self._typing = Unrecorded(context, "td_assignment", fields, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(heading("Agreement on paper"))
        column.addWidget(self.stands)
        column.addWidget(self.missing)
        column.addLayout(side_by_side(self.page))
        column.addWidget(self.form)
        column.addWidget(self.filed)

    def show_agreement(self, agreement: Agreement, *, may: bool) -> None:
        """Show the agreement of an assignment."""
        before, self._agreement = self._agreement, agreement
        signed = agreement.signed
        days = (signed.employee, signed.current_supervisor, signed.new_supervisor)
        done = bool(agreement.number) and not agreement.changed and all(days)
        self.stands.say(agreement.standing, Tone.GOOD if done else Tone.ATTENTION if agreement.changed else Tone.ACCENT)
        needed = enumerated(agreement.needed)
        self.missing.setText(f"Missing before it can be printed to sign: {needed}." if needed else "")
        self.missing.setVisible(bool(needed))
        self.form.setVisible(bool(agreement.number) and not agreement.changed)
        self.form.set_read_only(not may)
        self.filed.setVisible(bool(agreement.number))
        self.filed.show_record(agreement.id if agreement.number else "")
        if before is None or (before.id, before.signed, before.number) != (agreement.id, signed, agreement.number):
            self.form.show_values({
                "employee": signed.employee, "current_supervisor": signed.current_supervisor,
                "new_supervisor": signed.new_supervisor, "original_kept_at": signed.original_kept_at,
            })  # fmt: skip
            self._typing.follow(agreement.id, "signatures") if may else self._typing.leave()

    def keep(self) -> None:
        """Keep what was typed and is not recorded yet."""
        self._typing.keep()

    def _show_page(self) -> None:
        if self._agreement is not None:
            self.page_wanted.emit(self._agreement.id)

    def _record(self, values: dict[str, Any]) -> None:
        if self._agreement is None:
            return
        signed = Signed(
            values["employee"], values["current_supervisor"], values["new_supervisor"], values["original_kept_at"] or ""
        )
        td_agreements.sign(self._context.program, self._agreement.id, signed)
        self._typing.forget()


class EarlyEndPart(QWidget):
    """A written request to end an assignment early: when it came, by when it is due, and that it was granted."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._agreement: Agreement | None = None
        self.stands = Note()
        self.count = Note()
        asking = {
            "received": DateField("Request received on", required=True, latest=context.program.today()),
            "reason": LongTextField("Reason that was given", lines=2),
        }
        self.ask = RecordForm(context, asking, (("received",), ("reason",)), "Record the request", self._ask)
        granting = {"last": DateField("Last day that is served", required=True)}
        self.grant = RecordForm(context, granting, (("last",),), "Granted: end it then", self._grant, symbol="check")
        self.take_back = push_button("Take the request back", "undo", self._take_back)
        self.take_back.setToolTip("It was withdrawn, or written down by mistake; the agreed end holds again")
        self._typing = Unrecorded(context, "td_assignment", asking | granting, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        column.addWidget(heading("Early end"))
        for part in (self.stands, self.count, self.ask, self.grant):
            column.addWidget(part)
        column.addLayout(side_by_side(self.take_back))

    def show_agreement(self, agreement: Agreement, *, may: bool) -> None:
        """Show whether somebody asked to end an assignment early."""
        before, self._agreement = self._agreement, agreement
        asked = agreement.early_end
        if before is None or (before.id, before.early_end) != (agreement.id, asked):
            self.ask.show_values({"received": self._context.program.today(), "reason": ""})
            self.grant.show_values({"last": asked.due.day if asked else None})
            self._typing.follow(agreement.id, "early") if may else self._typing.leave()
        self.ask.setVisible(may and asked is None)
        self.grant.setVisible(may and asked is not None and not asked.granted)
        self.take_back.setVisible(may and asked is not None)
        self.count.say(asked.due.note if asked and not asked.granted else "", Tone.ATTENTION, "attention")
        if asked is None:
            self.stands.say(
                "Nobody has asked to end it early. A written request is granted within "
                f"{DAYS_TO_GRANT_AN_EARLY_END} working days after its receipt (2 CCR 438)."
            )
        elif asked.granted:
            ended, agreed = dates.show(agreement.terms.last), dates.show(agreement.agreed_last)
            self.stands.say(f"Ends early on {ended}; agreed until {agreed}. {_why(asked)}", Tone.GOOD)
        else:
            late = asked.due.day < self._context.program.today()
            due = f"{'was' if late else 'is'} due by {dates.show(asked.due.day)}"
            received = f"Request of {dates.show(asked.requested)} {due}."
            self.stands.say(f"{received} {_why(asked)}", Tone.BAD if late else Tone.ATTENTION, "clock")

    def keep(self) -> None:
        """Keep what was typed and is not recorded yet."""
        self._typing.keep()

    def _ask(self, values: dict[str, Any]) -> None:
        if self._agreement is not None:
            td_early_ends.request(self._context.program, self._agreement.id, values["received"], values["reason"] or "")
            self._typing.forget()

    def _grant(self, values: dict[str, Any]) -> None:
        if self._agreement is not None:
            td_early_ends.grant(self._context.program, self._agreement.id, values["last"])
            self._typing.forget()

    def _take_back(self) -> None:
        if self._agreement is not None:
            self._context.runner.now(td_early_ends.take_back, self._context.program, self._agreement.id)


def _why(asked: td_early_ends.EarlyEnd) -> str:
    return f"Reason: {asked.reason.rstrip('.')}." if asked.reason else ""
