"""T&D assignments of the person: what was served and is planned, used and left, agreements and early ends."""

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.domain.plans import Activity, Content
from umdesk.domain.words import ActivityType
from umdesk.domain.writing import capital
from umdesk.services.plans import td, td_agreements
from umdesk.services.plans.queries import PlanDetail
from umdesk.services.plans.td import Assignment, TDView
from umdesk.services.plans.td_agreements import Agreement
from umdesk.ui.context import Context
from umdesk.ui.dialogs import shown
from umdesk.ui.plans.allowed import Allowed
from umdesk.ui.plans.beside_page import ReadPage
from umdesk.ui.plans.td_parts import AgreementPart, EarlyEndPart
from umdesk.ui.plans.td_terms import TermsForm
from umdesk.ui.plans.td_window import AgreementWindow
from umdesk.ui.theme import SPACE_4, SPACE_12, Tone, heading_font
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.fields import Note
from umdesk.ui.widgets.plain import PlainLabel
from umdesk.ui.widgets.recordform import remove_button
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.table import RowsTable, set_lines


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
        self.ending = Note()
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_12, SPACE_12, SPACE_12, SPACE_12)
        column.setSpacing(SPACE_4)
        for part in (self.headline, self.last_day, self.ending, self.warning, self.note):
            column.addWidget(part)

    def show_view(self, view: TDView) -> None:
        """Show where a person stands."""
        self.headline.setText(capital(view.used_and_left))
        self.last_day.setText(view.last_day)
        over = view.standing.first_over is not None
        self.warning.say(view.warning, Tone.BAD if over else Tone.ATTENTION, "attention")
        self.note.say(view.note, Tone.QUIET, "info")
        self.ending.say(view.ending, Tone.ATTENTION, "clock")


class TDPage(ReadPage):
    """The assignments with where they stand to the limit; of the chosen one its agreement and an early end; a form."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "T&D assignments")
        self._agreements: dict[str, Agreement] = {}
        self.add(
            QuietLabel(
                "At most 24 months of training and development in any 36 (2 CCR 438.1). Planned T&D activities of "
                "this plan count too. Before one begins, ask HR whether the participant has permanent status in the "
                "class."
            )
        )
        self.box = self.add(TDBox())
        self._model = RowsModel[Assignment](_columns(), key=lambda row: row.id or f"planned {row.item}", parent=self)
        self.table = self.add(RowsTable(self._model, "T&D assignments"))
        self.table.set_empty("No T&D assignment yet. Plan one under Activities, or record one that was served.")
        set_lines(self.table, 5, 8)
        self.table.chosen.connect(lambda _key: self._show_chosen())
        self.table.opened.connect(lambda _key: self.put_right())
        self.right = push_button("Put it right…", "edit", self.put_right)
        self.remove = remove_button("Remove the chosen assignment", self._remove)
        self.add_layout(side_by_side(self.right, self.remove))
        self.agreement = self.add(AgreementPart(context))
        self.agreement.page_wanted.connect(self.show_page)
        self.early = self.add(EarlyEndPart(context))
        self.terms = self.add(TermsForm(context, lambda: self._detail.participation_id if self._detail else ""))
        self._typing = (self.agreement, self.early, self.terms)
        self.form = self.terms.form

    def show_plan(self, detail: PlanDetail, may: Allowed) -> None:
        """Show the person's T&D."""
        self._detail, self._may = detail, may.assignments
        self.box.show_view(detail.td)
        kept = self.table.current_key()
        self._model.set_rows(detail.td.assignments)
        self.table.choose(kept)
        if self.isVisible():
            self.load()
        else:
            self._agreements = {}

    def chosen(self) -> Agreement | None:
        """The agreement of the chosen assignment, None for a planned one."""
        return self._agreements.get(self.table.current_key())

    def put_right(self) -> None:
        """Show the terms of the chosen assignment in the form."""
        agreement = self.chosen()
        if agreement is not None and self._may:
            self.terms.put_right(agreement)
            QTimer.singleShot(0, self, self._show_form)  # once the layout has made room
        elif self.table.current_key():
            self._context.runner.tell("This one is planned. Change or remove it under Activities.")

    def show_page(self, assignment_id: str) -> AgreementWindow:
        """Open the page of an agreement beside the work."""
        return shown(AgreementWindow(self._context, self.window(), assignment_id))

    def load(self) -> None:
        """Read the agreements and show them."""
        detail = self._detail
        if detail is None:
            return
        found = self._context.runner.now(td_agreements.listed, self._context.program, detail.participation_id) or ()
        self._agreements = {one.id: one for one in found}
        if not self.table.current_key() and found:
            self.table.choose(found[0].id)
        self.terms.offer(
            [(row.item, row.text or str(row.type)) for row in detail.activities if row.type in _FULFILLED],
            {row.item: _agreed(row, detail.content) for row in detail.content.activities if row.type in _FULFILLED},
        )
        corrects = self.terms.corrects()
        if corrects and corrects not in self._agreements:
            self.terms.begin()
        self.terms.follow(detail.participation_id)
        self.terms.setVisible(self._may)
        self._show_chosen()

    def _show_chosen(self) -> None:
        agreement = self.chosen()
        for part in (self.agreement, self.early):
            part.setVisible(agreement is not None)
            if agreement is not None:
                part.show_agreement(agreement, may=self._may)
        self.right.setText("Agree anew…" if agreement is not None and agreement.number else "Put it right…")
        for button in (self.right, self.remove):
            button.setVisible(self._may and self._model.rowCount() > 0)

    def _show_form(self) -> None:
        """A form higher than the room for it is read from its heading."""
        self.ensureWidgetVisible(self.terms)
        self.ensureWidgetVisible(self.terms.heading)

    def _remove(self) -> None:
        key = self.table.current_key()
        if key.startswith("planned"):
            self._context.runner.tell("This one is planned. Change or remove it under Activities.")
        elif key:
            self._context.runner.now(td.remove_assignment, self._context.program, key)


_FULFILLED = frozenset({ActivityType.TD_ASSIGNMENT, ActivityType.ROTATIONAL, ActivityType.APPRENTICESHIP})
"""The kinds of planned activities that a T&D assignment can fulfil."""


def _agreed(activity: Activity, content: Content) -> dict[str, Any]:
    """What the plan says of an assignment before it begins, by the names of the fields."""
    served = activity.type is ActivityType.TD_ASSIGNMENT
    return {
        "first": activity.starts,
        "last": activity.ends,
        "class_code": content.target_class_code if served else "",
        "duties": activity.text,
        "to_unit": activity.provider,
    }


def _columns() -> tuple[Column[Assignment], ...]:
    return (
        Column("Assignment", lambda row: capital(row.name.removeprefix("T&D assignment ")), stretch=True),
        Column("From", lambda row: dates.show(row.first), sort=lambda row: row.first, width=11),
        Column("To", lambda row: dates.show(row.last), sort=lambda row: row.last, width=11),
        Column(
            "Last allowed",
            lambda row: dates.show(row.last_allowed) or "none",
            sort=lambda row: row.last_allowed,
            tone=lambda row: Tone.BAD if row.over else None,
            width=12,
        ),
        Column("On record", lambda row: "planned" if row.planned else "recorded", width=10),
    )
