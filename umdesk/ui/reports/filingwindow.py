"""The window *File this report*: when and with whom, and the report is kept for good as it was handed in."""

from typing import Any

from PySide6.QtWidgets import QWidget

from umdesk.domain import dates
from umdesk.domain.errors import InvalidInput, UserError
from umdesk.domain.reports.model import Span
from umdesk.jobs.reports import Made
from umdesk.services.reporting import filing
from umdesk.ui.context import Context
from umdesk.ui.dialogs import SideWindow
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import LongTextField, Note, TextField
from umdesk.ui.widgets.form import FormPanel, all_will_do, paragraph, say_refusal
from umdesk.ui.widgets.unrecorded import Unrecorded

_FOR_GOOD = (
    "The program keeps the paper whole, and every number with those behind it. Filing is for good: it cannot be undone "
    "or changed. When a number changes later, the report shows the difference. Nothing is sent: hand the paper in as "
    "you always do."
)


class FilingWindow(SideWindow):
    """A day, a receiver, a note; *File the report* draws the paper and keeps it."""

    help_page = "reports"

    def __init__(self, context: Context, made: Made, usual: str, parent: QWidget | None = None) -> None:
        super().__init__("File this report", parent, 600, 660)
        self._context, self._made = context, made
        self.asks, self.unfinished = Note(), Note()
        self.filed_on = DateField("Filed on", required=True)
        self.filed_with = TextField("With whom", required=True, max_length=120, placeholder="Example: CalHR")
        self.about = LongTextField("Note", lines=3, hint="Example: the number of a receipt")
        self.refusal = Note()
        fields = {"filed_on": self.filed_on, "filed_with": self.filed_with, "note": self.about}
        self._fields = fields
        self.filed_on.set_value(context.program.today())
        self.filed_with.set_value(usual)
        self._typing = Unrecorded(context, "filed_report", fields, self)
        body = FormPanel()
        for part in (
            paragraph(made.title), self.unfinished, paragraph(_FOR_GOOD), self.asks, *fields.values(), self.refusal
        ):  # fmt: skip
            body.add(part)
        self.column.addWidget(body, 1)
        self.press = self.act("File the report")
        self.press.clicked.connect(lambda _checked: self.file())
        self.finish()
        asks = made.report.content.asks
        said = f"Still missing in this report: {' '.join(asks)}" if asks else ""
        self.asks.say(said, Tone.ATTENTION, "attention")
        self.unfinished.say(_unfinished(made.report.span), Tone.ATTENTION, "attention")
        self._typing.follow(context.program.id, made.report.kind)

    def file(self) -> None:
        """Draw the paper and keep it, beside the window's own work."""
        self.refusal.say("")
        if not all_will_do(self._fields.values()):
            return
        program, made = self._context.program, self._made
        values: dict[str, Any] = {
            "filed_on": self.filed_on.value(),
            "filed_with": self.filed_with.value() or "",
            "note": self.about.value() or "",
        }
        self.press.setEnabled(False)
        self._context.runner.later(
            lambda _progress: filing.file(program, made.report, made.paper(), **values),
            lambda _filed: self._done(),
            owner=self,
            title=f"Filing {made.report.title}",
            refused=self._refused,
        )

    def _done(self) -> None:
        self._typing.forget()
        self._context.runner.tell(f"{self._made.title} is filed with {self.filed_with.value()}.")
        self.close()

    def _refused(self, error: UserError) -> None:
        self.press.setEnabled(True)
        if isinstance(error, InvalidInput):
            say_refusal(error, self._fields, self.refusal)
        else:
            self.refusal.say(str(error), Tone.BAD, "cross")


def _unfinished(span: Span) -> str:
    """What is not in a report yet whose period is not over; "" where it is."""
    if span.counted is None:
        return f"This period begins only on {dates.show(span.period.first)}: nothing of it is counted yet."
    if span.through is None:
        return ""
    return (
        f"This period is not over: the report counts through {dates.show(span.through)}. File it if that is what is "
        "asked for; the whole period can be filed once more when it is over."
    )
