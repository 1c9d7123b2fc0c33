"""The contacts with a person: a list, and writing one down."""

from collections.abc import Sequence
from typing import Any

from umdesk.domain import dates
from umdesk.domain.words import ContactKind
from umdesk.domain.writing import capital, one_line
from umdesk.services import drafts
from umdesk.services.history import KEPT_BACK
from umdesk.services.people import contacts
from umdesk.services.people.contacts import ContactRow
from umdesk.services.people.page import PersonPage
from umdesk.ui.context import Context
from umdesk.ui.people.listform import ListForm, Question
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import ChoiceField, Field, LongTextField
from umdesk.ui.widgets.rows import Column, RowsModel

_LINES = (("on", "kind"), ("note",))
_NOTE = "A reader sees the day and the kind, not what was said. You can undo this."
_BEGUN = "What you began to write down is kept. Press “Write down a contact…” to go on."


class ContactsPage(ListForm[ContactRow]):
    """Lists the contacts, the newest first."""

    def __init__(self, context: Context) -> None:
        columns = (
            Column[ContactRow]("Day", lambda row: dates.show(row.on), lambda row: row.on, width=12),
            Column[ContactRow]("Kind", lambda row: capital(row.kind), width=20),
            Column[ContactRow]("What was said", _said, stretch=True),
            Column[ContactRow]("By", lambda row: row.made_by, width=16),
        )
        super().__init__(
            context, RowsModel[ContactRow](columns, lambda row: row.id), "Contacts",
            "Nothing yet. Write down talks, calls and mails, so that the next one knows of them.",
        )  # fmt: skip
        self.model.setParent(self)
        self._person = self._about = ""
        self._begun = False
        self.add_button = self.button("Write down a contact…", "add", self.begin_adding)
        self.edit_button = self.button("Put the chosen one right…", "edit", self.begin_editing)
        self.remove_button = self.button("Remove the chosen one", "delete", self.remove)
        self.table.chosen.connect(lambda _key: self._follow())

    def show_page(self, page: PersonPage) -> None:
        """Show the contacts of a person's page."""
        self.show_contacts(page.on.person_id, page.plans[0].participation_id if page.plans else "", page.contacts)

    def show_contacts(self, person_id: str, participation_id: str, rows: Sequence[ContactRow]) -> None:
        """Show the contacts with a person; `participation_id` is one of theirs, "" for none."""
        if person_id != self._person:
            self.end()
        self._person = person_id
        # A supervisor's typing belongs to what is theirs, which is the participation.
        everybody = self.context.sees_all("people.contacts.of_person") or not participation_id
        self._about = person_id if everybody else participation_id
        self.model.set_rows(rows)
        typed = self.context.runner.now(drafts.of_record, self.context.program, self._about) or {}
        self._begun = "contact note" in typed and self.form is None
        self._follow()

    def begin_adding(self) -> None:
        """Show the form for a contact of today."""
        values = {"on": self.context.program.today(), "kind": ContactKind.CAREER_CONVERSATION, "note": ""}

        def record(now: dict[str, Any]) -> None:
            contacts.add(self.context.program, self._person, on=now["on"], kind=now["kind"], note=now["note"] or "")

        asked = Question("A contact", self._fields(), _LINES, values, "Write it down", _NOTE, "contact", self._about)
        self.begin_new(asked, record)

    def begin_editing(self) -> None:
        """Show the form that puts the chosen contact right."""
        row = self.model.find(self.table.current_key())
        if row is None:
            return
        values = {"on": row.on, "kind": row.kind, "note": row.note}

        def keep(changes: dict[str, Any]) -> None:
            if changes:
                contacts.edit(self.context.program, row.id, changes)

        title = f"Put the contact of {dates.show(row.on)} right"
        self.begin(Question(title, self._fields(), _LINES, values, "Put it right", _NOTE, "contact", row.id), keep)

    def remove(self) -> None:
        """Take out the chosen contact."""
        if key := self.table.current_key():
            self.context.runner.now(contacts.remove, self.context.program, key, refused=self.refuse)

    def _follow(self) -> None:
        row = self.model.find(self.table.current_key())
        may = self.context.may
        self.add_button.setVisible(may("people.contacts.add"))
        self.edit_button.setVisible(may("people.contacts.edit"))
        self.remove_button.setVisible(may("people.contacts.remove"))
        for button in (self.edit_button, self.remove_button):
            button.setEnabled(row is not None and row.theirs)
        self.say(row.note if row is not None else _BEGUN if self._begun else "")

    def _fields(self) -> dict[str, Field]:
        return {
            "on": DateField("Day", required=True, latest=self.context.program.today()),
            "kind": ChoiceField("Kind", [(kind, capital(kind)) for kind in ContactKind], required=True),
            "note": LongTextField("What was said", lines=5),
        }


def _said(row: ContactRow) -> str:
    return KEPT_BACK if row.kept_back else one_line(row.note)
