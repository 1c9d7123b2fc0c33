"""Progress: the activities with how far they are, and what happened to the chosen one, with its evidence."""

from decimal import Decimal
from typing import Any

from PySide6.QtWidgets import QWidget

from umdesk.domain import dates
from umdesk.domain.words import ProgressStatus
from umdesk.domain.writing import capital, counted, grouped, one_line, quoted
from umdesk.jobs.attachments import EVIDENCE
from umdesk.services.history import KEPT_BACK
from umdesk.services.plans import records
from umdesk.services.plans.queries import ActivityState, PlanDetail, ProgressRow
from umdesk.ui.applicants.files import FilesPanel
from umdesk.ui.context import Context
from umdesk.ui.dialogs import SideWindow, shown
from umdesk.ui.plans.allowed import Allowed
from umdesk.ui.plans.beside_page import BesidePage
from umdesk.ui.plans.words import STATUS_TONES
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import ChoiceField, LongTextField, NumberField, TextField
from umdesk.ui.widgets.recordform import remove_button
from umdesk.ui.widgets.recording import Kind, Recording
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.table import RowsTable, set_lines

_LINES = (("status", "on", "hours"), ("note",), ("evidence",))


class ProgressPage(BesidePage):
    """The activities with how far they are, what happened to the chosen one, and a form to record more."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Progress")
        self.sums = self.add(QuietLabel())
        self._activities = RowsModel[ActivityState](_activity_columns(), key=lambda row: row.item, parent=self)
        self.activities = self.add(RowsTable(self._activities, "Activities and their progress"))
        self.activities.set_empty("The plan has no activities yet. Add them under Activities.")
        self.activities.chosen.connect(lambda _key: self._show_records())
        self.recording = self.add(self._make_recording())
        self.recording.began.connect(self._name_activity)
        self._typing = (self.recording,)
        self.form = self.recording.form
        self._heading = self.section("What is on record")
        self._records = RowsModel[ProgressRow](_record_columns(), key=lambda row: row.id, parent=self)
        self.records = self.add(RowsTable(self._records, "Progress on record"))
        self.records.set_empty("Nothing has been recorded for this activity.")
        self.records.chosen.connect(lambda _key: self._show_acts())
        self.records.opened.connect(lambda _key: self.put_right())
        self.right = push_button("Put it right…", "edit", self.put_right)
        self.files = push_button("Evidence files…", "folder", self.open_files)
        self.files.setToolTip("Certificates, transcripts and other files of the chosen record")
        self.remove = remove_button("Remove the chosen record", self._remove)
        self.add_layout(side_by_side(self.files, self.right, self.remove))
        for table, rows in ((self.activities, 9), (self.records, 8)):
            set_lines(table, 6, rows)

    def show_plan(self, detail: PlanDetail, may: Allowed) -> None:
        """Show what happened to the plan's activities."""
        other, self._may = self._follow(detail), may.progress
        self._activities.set_rows(detail.activities)
        self.sums.setText(_sums(detail))
        if detail.activities and not self.activities.current_key():
            self.activities.choose(detail.activities[0].item)
        if other:
            self.recording.follow(detail.participation_id)
        self.recording.still_there(row.id for row in detail.progress)
        self._show_records()
        self.recording.setVisible(may.progress)
        self.recording.setEnabled(bool(detail.activities))

    def chosen(self) -> ProgressRow | None:
        """The record that is chosen in the list."""
        return self._records.find(self.records.current_key())

    def put_right(self) -> None:
        """Show the chosen record in the form."""
        row = self.chosen()
        if row is None or not (self._may and row.theirs):
            return
        values = {"status": row.status, "on": row.on, "hours": row.hours, "note": row.note, "evidence": row.evidence}
        self.recording.correct(row.id, f"Put the record of {dates.show(row.on)} right", values)
        self.ensureWidgetVisible(self.recording)

    def open_files(self) -> "EvidenceWindow | None":
        """Show the evidence of the chosen record in a window of its own, to be looked at and added to."""
        row = self.chosen()
        if row is None:
            return None
        activity = self._activities.find(row.item)
        name = f"Evidence of {dates.show(row.on)}: {quoted(activity.text if activity else '', 40)}".rstrip(": ")
        return shown(EvidenceWindow(self._context, row.id, name, self.window(), may=self._may))

    def _make_recording(self) -> Recording:
        fields = {
            "status": ChoiceField("How far it is", [(status, capital(status)) for status in ProgressStatus][1:]),
            "on": DateField("On", required=True, latest=self._context.program.today()),
            "hours": NumberField("Hours of this record", unit="hours", minimum=0, decimals=2),
            "note": LongTextField(
                "What was done", lines=2, placeholder="Example: Finished the first half, test passed"
            ),
            "evidence": TextField("Evidence in words", placeholder="Example: Certificate; attach the file below"),
        }
        kind = Kind(
            "progress", "Record what happened to the chosen activity", "Record progress", self._record,
            lambda key, changes: records.correct_progress(self._context.program, key, _texts(changes)),
        )  # fmt: skip
        made = Recording(self._context, kind, fields, _LINES)
        made.begin_with(self._first)
        return made

    def _first(self) -> dict[str, Any]:
        today = self._context.program.today()
        return {"status": ProgressStatus.IN_PROGRESS, "on": today, "hours": None, "note": "", "evidence": ""}

    def _record(self, values: dict[str, Any]) -> None:
        item = self.activities.current_key()
        if self._detail is None or not item:
            return
        made = records.record_progress(
            self._context.program,
            self._detail.participation_id,
            item,
            on=values["on"],
            status=ProgressStatus(values["status"]),
            hours=values["hours"],
            note=values["note"] or "",
            evidence=values["evidence"] or "",
        )
        self.records.choose(made)

    def _remove(self) -> None:
        if key := self.records.current_key():
            self._context.runner.now(records.remove_progress, self._context.program, key)

    def _show_records(self) -> None:
        item = self.activities.current_key()
        found = self._detail.progress if self._detail else ()
        rows = [row for row in found if row.item == item]
        kept = self.records.current_key()
        self._records.set_rows(rows)
        if rows and not self.records.choose(kept):
            self.records.choose(rows[0].id)
        activity = self._activities.find(item)
        name = f" for {quoted(activity.text, 50)}" if activity and activity.text.strip() else ""
        self._heading.setText(f"On record{name}: {counted(len(rows), 'record')}")
        self._name_activity()
        self._show_acts()

    def _name_activity(self) -> None:
        """Say in the heading of the form what is recorded about."""
        activity = self._activities.find(self.activities.current_key())
        if activity is not None and not self.recording.corrects():
            self.recording.heading.setText(f"Record what happened to {quoted(activity.text, 50) or 'this activity'}")

    def _show_acts(self) -> None:
        row = self.chosen()
        mine = row is not None and row.theirs
        for button in (self.right, self.remove):
            button.setVisible(self._may)
            button.setEnabled(mine)
            tip = "" if mine or row is None else "Who wrote it and the coordinator can change it."
            button.setToolTip(tip or ("Undo brings it back." if button is self.remove else ""))
        files = row.files if row is not None else 0
        self.files.setText(f"Evidence files ({files})…" if files else "Attach evidence…")
        self.files.setVisible(row is not None and not row.kept_back and (self._may or files > 0))


class EvidenceWindow(SideWindow):
    """The files of one record of progress."""

    help_page = "carrying-out"

    def __init__(self, context: Context, progress_id: str, name: str, parent: QWidget, *, may: bool) -> None:
        super().__init__(name, parent, 720, 680)
        self.panel = FilesPanel(context, EVIDENCE)
        self.column.addWidget(self.panel, 1)
        self.finished.connect(self.panel.settle)  # keeps a note that is still being typed
        self.finish()
        self.panel.show_files(progress_id, may=may, none="No files are kept with this record.")


def _texts(changes: dict[str, Any]) -> dict[str, Any]:
    return {name: value or "" if name in ("note", "evidence") else value for name, value in changes.items()}


def _sums(detail: PlanDetail) -> str:
    """How far the plan is: activities done, hours against those planned."""
    planned = [row for row in detail.activities if row.in_plan]
    done = sum(row.status is ProgressStatus.DONE for row in planned)
    hours = sum((row.hours for row in detail.activities), Decimal(0))
    wanted = sum((row.planned_hours for row in planned), Decimal(0))
    over = f", {grouped(hours - wanted)} more than planned" if wanted and hours > wanted else ""
    return (
        f"{done} of {counted(len(planned), 'activity', 'activities')} done; {grouped(hours)} hours of "
        f"{grouped(wanted)} planned{over}. What happened is kept beside the plan and changes nothing on paper."
    )


def _activity_columns() -> tuple[Column[ActivityState], ...]:
    return (
        Column("Activity", _named, stretch=True),
        Column("How far", lambda row: capital(row.status), tone=lambda row: STATUS_TONES[row.status], width=13),
        Column("Last record", lambda row: dates.show(row.last), sort=lambda row: row.last, width=12),
        Column(
            "Hours",
            lambda row: f"{grouped(row.hours)} of {grouped(row.planned_hours)}",
            sort=lambda row: row.hours,
            number=True,
            tone=lambda row: Tone.ATTENTION if row.planned_hours and row.hours > row.planned_hours else None,
            tip=_hours_tip,
            width=13,
        ),
    )


def _named(row: ActivityState) -> str:
    name = one_line(row.text) or "(no text yet)"
    return name if row.in_plan else f"No longer in the plan: {name}"


def _hours_tip(row: ActivityState) -> str:
    over = row.hours - row.planned_hours
    return f"{grouped(over)} hours more than planned" if row.planned_hours and over > 0 else ""


def _record_columns() -> tuple[Column[ProgressRow], ...]:
    return (
        Column("On", lambda row: dates.show(row.on), sort=lambda row: row.on, width=12),
        Column("How far", lambda row: capital(row.status), tone=lambda row: STATUS_TONES[row.status], width=12),
        Column("Hours", lambda row: "" if row.hours is None else grouped(row.hours), number=True, width=6),
        Column("What was done", lambda row: KEPT_BACK if row.kept_back else one_line(row.note), stretch=True),
        Column("Evidence", _evidence, width=12),
    )


def _evidence(row: ProgressRow) -> str:
    files = counted(row.files, "file") if row.files else ""
    return "; ".join(part for part in (one_line(row.evidence), files) if part)
