"""Reviews of a plan: those that are due, what was said in those that were held, why one was not."""

from datetime import date
from typing import Any

from PySide6.QtCore import Signal

from umdesk.domain import dates, reviews
from umdesk.domain.reviews import Standing
from umdesk.domain.words import ReviewKind
from umdesk.domain.writing import capital, one_line
from umdesk.services.plans import reviews as services
from umdesk.services.plans.queries import PlanDetail
from umdesk.services.plans.reviews import Minutes, ReviewRow, ReviewsView
from umdesk.ui.context import Context
from umdesk.ui.plans.allowed import Allowed
from umdesk.ui.plans.beside_page import ReadPage
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import ChoiceField, LongTextField, Note, TextField
from umdesk.ui.widgets.form import paragraph
from umdesk.ui.widgets.recordform import remove_button
from umdesk.ui.widgets.recording import Kind, Recording
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.table import RowsTable, set_lines

_LINES = (("review", "held_on"), ("attended",), ("summary",), ("next_steps",), ("not_held_reason",))
_BETWEEN = "between"
_OPEN = frozenset({Standing.DUE, Standing.COMING, Standing.MISSED})
_TONES = {
    Standing.HELD: Tone.GOOD, Standing.NOT_HELD: Tone.QUIET, Standing.MISSED: Tone.QUIET,
    Standing.DUE: Tone.ATTENTION, Standing.COMING: Tone.ACCENT,
}  # fmt: skip


class ReviewsPage(ReadPage):
    """The reviews of a participation, and a form for one that was held or was not."""

    annual_wanted = Signal()
    """Start the annual revision of the plan."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Reviews")
        self._renews = False
        self.rule = self.add(QuietLabel())
        self.next = self.add(Note())
        self._model = RowsModel[ReviewRow](_columns(), key=lambda row: row.key, parent=self)
        self.table = self.add(RowsTable(self._model, "Reviews"))
        self.table.set_empty("Reviews are due once a plan is in force.")
        set_lines(self.table, 7, 12)
        self.table.chosen.connect(lambda _key: self._show_chosen())
        self.table.opened.connect(lambda _key: self.put_right())
        self.said = self.add(paragraph(""))
        self.right = push_button("Put it right…", "edit", self.put_right)
        self.remove = remove_button("Remove the chosen record", self._remove)
        self.annual = push_button("Start the annual revision…", "plan", self.annual_wanted.emit)
        self.annual.setToolTip("The plan of the next period, begun from this one; it is printed and signed anew")
        self.paper = push_button("Print the form…", "print", self._print)
        self.paper.setToolTip("A page to take along: what is agreed, what happened since, and room to write")
        self.add_layout(side_by_side(self.right, self.remove, self.paper, self.annual))
        self.recording = self.add(self._make_recording())
        self._typing = (self.recording,)
        self.form = self.recording.form

    def show_plan(self, detail: PlanDetail, may: Allowed) -> None:
        """Show the reviews of a plan's participation."""
        other, self._may, self._renews = self._follow(detail), may.reviews, may.renew
        if self.isVisible():
            self.load()
        elif other:
            self._model.set_rows(())

    def chosen(self) -> ReviewRow | None:
        """The review that is chosen in the list."""
        return self._model.find(self.table.current_key())

    def put_right(self) -> None:
        """Show the record of the chosen review in the form; of one that is open begin to write it."""
        row = self.chosen()
        if row is None or not self._may:
            return
        if row.slot.standing in _OPEN:
            self.recording.fields["review"].set_value(row.key)
            self.recording.fields["held_on"].setFocus()
        elif row.theirs:
            minutes = row.minutes
            values = {
                "review": row.key, "held_on": minutes.held_on, "attended": minutes.attended,
                "summary": minutes.summary, "next_steps": minutes.next_steps,
                "not_held_reason": minutes.not_held_reason,
            }  # fmt: skip
            self._offer([row])
            named = f"Put the {row.slot.kind} review due on {dates.show(row.slot.due)} right"
            self.recording.correct(row.id, named, values)
            self.recording.fields["review"].set_read_only(True)
        self.ensureWidgetVisible(self.recording)

    def _make_recording(self) -> Recording:
        fields = {
            "review": ChoiceField("Which review", required=True),
            "held_on": DateField("Held on", latest=self._context.program.today(), hint="leave it empty if it was not"),
            "attended": TextField("Who took part", placeholder="Example: Rebecca Nelson, Dana Whitfield"),
            "summary": LongTextField("What went well, what is open", lines=3),
            "next_steps": LongTextField("What is next", lines=2, placeholder="Example: Enroll in the spring course"),
            "not_held_reason": TextField("If it was not held: why", placeholder="Example: Both were on assignment"),
        }
        kind = Kind(
            "review", "Record a review", "Record review", self._record,
            lambda key, _changes: services.correct(self._context.program, key, self._minutes()),
        )  # fmt: skip
        made = Recording(self._context, kind, fields, _LINES)
        made.begin_with(self._first)
        return made

    def _first(self) -> dict[str, Any]:
        rows = self._model.all_rows()
        self._offer(rows)
        self.recording.fields["review"].set_read_only(False)
        due = [row for row in rows if row.slot.standing is Standing.DUE]
        coming = [row for row in rows if row.slot.standing is Standing.COMING]
        first = [row.key for row in due or coming][-1:] or [_BETWEEN]
        texts = dict.fromkeys(("attended", "summary", "next_steps", "not_held_reason"), "")
        return {"review": first[0], "held_on": None, **texts}

    def _offer(self, rows: list[ReviewRow]) -> None:
        """The reviews to choose from: those that are open, or the one that is put right."""
        choice = self.recording.fields["review"]
        assert isinstance(choice, ChoiceField)  # noqa: S101 -- made above
        wanted = [row for row in rows if row.slot.standing in _OPEN or len(rows) == 1]
        named = [
            (row.key, f"{capital(row.slot.kind)}, {dates.show(row.slot.due)} ({row.slot.standing})")
            for row in reversed(wanted)
        ]
        choice.set_choices([*named, (_BETWEEN, "Another one, held in between")])

    def _minutes(self) -> Minutes:
        values = {name: field.value() for name, field in self.recording.fields.items()}
        texts = {name: values[name] or "" for name in ("attended", "summary", "next_steps", "not_held_reason")}
        return Minutes(held_on=values["held_on"], **texts)

    def _record(self, values: dict[str, Any]) -> None:
        if self._detail is None:
            return
        kind, day = _review(values["review"])
        services.record(self._context.program, self._detail.participation_id, kind, day, self._minutes())

    def _remove(self) -> None:
        row = self.chosen()
        if row is not None and row.id:
            self._context.runner.now(services.remove, self._context.program, row.id)

    def _print(self) -> None:
        if self._detail is not None:
            self._context.window_wanted.emit(f"papers {self._detail.participation_id} review")

    def load(self) -> None:
        """Read the reviews and show them."""
        if self._detail is None:
            return
        found = self._context.runner.now(services.of_plan, self._context.program, self._detail.participation_id)
        self._show(found or ReviewsView((), "", None))

    def _show(self, view: ReviewsView) -> None:
        kept = self.table.current_key()
        self._model.set_rows(view.rows)
        if view.rows and not self.table.choose(kept):
            self.table.choose((next((row for row in view.rows if row.slot == view.next), view.rows[0])).key)
        self.rule.setText(f"{view.rule} A leave takes out the reviews that fall into it.")
        overdue = view.next is not None and view.next.standing is Standing.DUE
        next_one = f"Next: the {view.next.kind} review, {reviews.in_words(view.next)}." if view.next else ""
        self.next.say(next_one, Tone.ATTENTION if overdue else Tone.QUIET, "attention" if overdue else "calendar")
        if self._detail is not None:
            on_record = {row.id for row in view.rows if row.id}
            if self.recording.corrects() not in on_record:
                self._offer(list(view.rows))
            self.recording.follow(self._detail.participation_id)
            self.recording.still_there(on_record)
        self.recording.setVisible(self._may)
        self.paper.setVisible(self._context.may("plans.papers.to_print"))
        self._show_chosen()

    def _show_chosen(self) -> None:
        row = self.chosen()
        written = row is not None and bool(row.id) and row.slot.standing not in _OPEN
        open_one = row is not None and row.slot.standing in _OPEN
        yearly = row is not None and row.slot.kind is ReviewKind.ANNUAL
        self.annual.setVisible(self._renews and yearly)
        self.right.setText("Record it…" if open_one else "Put it right…")
        self.right.setVisible(self._may)
        self.remove.setVisible(self._may and row is not None and bool(row.id))
        self.right.setEnabled(open_one or (written and row is not None and row.theirs))
        self.remove.setEnabled(row is not None and row.theirs)
        self.said.setText(_said(row) if row is not None and written else "")
        self.said.setVisible(bool(self.said.text()))


def _review(key: str) -> tuple[ReviewKind, date | None]:
    """Kind and day of a review that was chosen; one in between has no day of the schedule."""
    day, _, kind = key.partition(" ")
    return (ReviewKind.QUARTERLY, None) if key == _BETWEEN else (ReviewKind(kind), date.fromisoformat(day))


def _said(row: ReviewRow) -> str:
    minutes = row.minutes
    parts = (
        ("Took part", minutes.attended), ("What was found", minutes.summary), ("Next", minutes.next_steps),
        ("Not held", minutes.not_held_reason), ("Written by", row.made_by),
    )  # fmt: skip
    return "\n".join(f"{name}: {text}" for name, text in parts if text)


def _stands(row: ReviewRow) -> str:
    held = row.minutes.held_on
    return f"Held on {dates.show(held)}" if held else capital(row.slot.standing)


def _columns() -> tuple[Column[ReviewRow], ...]:
    return (
        Column("Review", lambda row: capital(row.slot.kind), width=11),
        Column("Due", lambda row: dates.show(row.slot.due), sort=lambda row: row.slot.due, width=12),
        Column(
            "How it stands",
            _stands,
            tone=lambda row: _TONES[row.slot.standing],
            tip=lambda row: capital(reviews.in_words(row.slot)),
            width=20,
        ),
        Column("What was found", lambda row: one_line(row.minutes.summary or row.minutes.not_held_reason),
               stretch=True),
    )  # fmt: skip
