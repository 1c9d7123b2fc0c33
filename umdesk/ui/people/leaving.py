"""When a person left: a list with the day on which they came back, and writing one down."""

from typing import Any

from umdesk.domain import dates
from umdesk.domain.words import TAKES_PART
from umdesk.domain.writing import capital, one_line
from umdesk.domain.year_words import LeftAs
from umdesk.services.people import separations
from umdesk.services.people.page import PersonPage, PlanLine
from umdesk.services.people.separations import SeparationRow
from umdesk.ui.context import Context
from umdesk.ui.people.listform import ListForm, Question
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import ChoiceField, Field, LongTextField
from umdesk.ui.widgets.rows import Column, RowsModel

_LINES = (("on", "kind"), ("note",))
_NOTE = (
    "From the next day on the person does not count as an employee, until an appointment begins after it. A "
    "participation goes on until you end it. You can undo this."
)
_EMPTY = (
    "Employed without a break. Write down here when the person leaves; a later appointment says that they came back."
)


class LeavingPage(ListForm[SeparationRow]):
    """Lists when a person left, the newest first."""

    def __init__(self, context: Context) -> None:
        columns = (
            Column[SeparationRow]("Last day", lambda row: dates.show(row.on), lambda row: row.on, width=14),
            Column[SeparationRow]("How", lambda row: capital(row.kind), width=30),
            Column[SeparationRow](
                "Came back", lambda row: dates.show(row.back) or "no", lambda row: row.back, width=14
            ),
            Column[SeparationRow]("Note", lambda row: one_line(row.note), stretch=True),
        )
        super().__init__(context, RowsModel[SeparationRow](columns, lambda row: row.id), "Leaving", _EMPTY)
        self.model.setParent(self)
        self._person = ""
        self.add_button = self.button("They left…", "add", self.begin_adding)
        self.change_button = self.button("Put the chosen one right…", "edit", self.begin_changing)
        self.remove_button = self.button("Remove the chosen one", "delete", self.remove)
        self.table.chosen.connect(lambda _key: self._follow())

    def show_page(self, page: PersonPage) -> None:
        """Show when a person left; and whether they are in the program still."""
        if page.on.person_id != self._person:
            self.end()
        self._person = page.on.person_id
        key = self.table.current_key()
        self.model.set_rows(page.separations)
        if page.separations and not self.table.choose(key):
            self.table.choose(page.separations[0].id)
        self.note.say(_still_in_program(page), Tone.ATTENTION, "attention")
        self._follow()

    def begin_adding(self) -> None:
        """Show the form for a leaving."""
        values = {"on": self.context.program.today(), "kind": LeftAs.OTHER_DEPARTMENT, "note": ""}

        def record(now: dict[str, Any]) -> None:
            separations.add(self.context.program, self._person, on=now["on"], kind=now["kind"], note=now["note"] or "")

        asked = Question(
            "They left", self._fields(), _LINES, values, "Write it down", _NOTE, "separation", self._person
        )
        self.begin_new(asked, record)

    def begin_changing(self) -> None:
        """Show the form that puts the chosen one right."""
        row = self.model.find(self.table.current_key())
        if row is None:
            return
        values = {"on": row.on, "kind": row.kind, "note": row.note}

        def keep(changes: dict[str, Any]) -> None:
            if changes:
                separations.change(self.context.program, row.id, changes)

        title = f"Put the leaving of {dates.show(row.on)} right"
        self.begin(Question(title, self._fields(), _LINES, values, "Put it right", _NOTE, "separation", row.id), keep)

    def remove(self) -> None:
        """Take out the chosen one."""
        if key := self.table.current_key():
            self.context.runner.now(separations.remove, self.context.program, key, refused=self.refuse)

    def _follow(self) -> None:
        row = self.model.find(self.table.current_key())
        may = self.context.may
        self.add_button.setVisible(may("people.separations.add"))
        self.change_button.setVisible(may("people.separations.change"))
        self.remove_button.setVisible(may("people.separations.remove"))
        for button in (self.change_button, self.remove_button):
            button.setEnabled(row is not None)
        self.say(row.note if row is not None else "")

    def _fields(self) -> dict[str, Field]:
        return {
            "on": DateField("Last day", required=True, hint="The last day on which they were employed here."),
            "kind": ChoiceField("How", [(kind, capital(kind)) for kind in LeftAs], required=True),
            "note": LongTextField("Note", lines=3),
        }


def still_in_program(page: PersonPage) -> PlanLine | None:
    """The participation that goes on although the person left and did not come back; None where there is none."""
    left = page.separations[0] if page.separations else None
    if left is None or left.back is not None:
        return None
    return next((one for one in page.plans if one.state in TAKES_PART), None)


def _still_in_program(page: PersonPage) -> str:
    plan = still_in_program(page)
    if plan is None:
        return ""
    return (
        f"In the program still: plan {plan.plan} is {plan.state}. Open it under Plans, and end the participation under "
        "Advancement and status."
    )
