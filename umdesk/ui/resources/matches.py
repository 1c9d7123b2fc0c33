"""Whom a mentor or coach is matched with: the matches, a new one, and the end of one."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.domain.errors import InvalidInput, UserError
from umdesk.domain.words import TAKES_PART
from umdesk.domain.writing import counted
from umdesk.services import mentor_matches
from umdesk.services.mentor_matches import Match
from umdesk.services.plans import queries
from umdesk.services.resources import Resource
from umdesk.ui.context import Context
from umdesk.ui.theme import SPACE_8, Tone
from umdesk.ui.widgets.ask import Ask
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import ChoiceField, Note, TextField
from umdesk.ui.widgets.form import heading
from umdesk.ui.widgets.recordform import remove_button
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.table import RowsTable

_ANOTHER = "a participant of another supervisor"


class MatchesPanel(QWidget):
    """The matches of the mentor or coach that is chosen in the list; hidden for everything else."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._mentor: Resource | None = None
        self.room = QuietLabel()
        self.model: RowsModel[Match] = RowsModel(_columns(), lambda match: match.id, self)
        self.table: RowsTable[Match] = RowsTable(self.model, "Matches")
        self.table.set_empty("Matched with nobody so far.")
        self.table.setMinimumHeight(self.fontMetrics().height() * 7)
        self.who = ChoiceField("Participant", searchable=True, required=True)
        self.starts = DateField("From", required=True)
        self.words = TextField("Note")
        self.over = TextField("Why one more is fine", hint="Only where the mentor has all that they take at a time.")
        self.add = Ask(
            "Match a participant…", "add", "Match them",
            (("who", self.who), ("starts", self.starts), ("note", self.words), ("over", self.over)),
            "A printed plan that names this mentor records the match by itself. You can undo this.",
        )  # fmt: skip
        self.ends = DateField("Last day", hint="Empty while the match goes on.")
        self.end = Ask("End the match…", "close", "Keep the last day", (("ends", self.ends),), "You can undo this.")
        self.remove = remove_button("Remove the match", self.remove_chosen)
        self.note = Note()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_8)
        for part in (heading("Matches"), self.room, self.table, self.add, self.end, self.remove, self.note):
            column.addWidget(part)
        self.add.keep_typing(context, "mentor_match")
        self.add.confirmed.connect(self._match)
        self.add.opener.clicked.connect(lambda _checked=False: self._offer())
        self.end.opener.clicked.connect(lambda _checked=False: self._show_end())
        self.end.confirmed.connect(self._end)
        self.table.chosen.connect(lambda _key: self._follow())

    def show_mentor(self, mentor: Resource | None) -> None:
        """Show the matches of a mentor or coach; None hides the panel."""
        if mentor is None or self._mentor is None or mentor.id != self._mentor.id:
            self.note.say("")
        self._mentor = mentor
        self.setVisible(mentor is not None)
        if mentor is None:
            self.model.set_rows(())
            return
        found = self._context.runner.now(mentor_matches.of_resource, self._context.program, mentor.id) or ()
        chosen = self.table.current_key()
        self.model.set_rows(found)
        self.table.choose(chosen)
        takes = f" of {mentor.values.capacity} at a time" if mentor.values.capacity else ""
        self.room.setText(f"{counted(mentor.current, 'match', 'matches')}{takes}{', full' if mentor.full else ''}.")
        self.add.follow(mentor.id)
        self.over.setVisible(mentor.full or bool(self.over.raw()))
        self._follow()

    def remove_chosen(self) -> None:
        """Take out the chosen match, which was recorded by mistake."""
        chosen = self.model.find(self.table.current_key())
        if chosen is not None:
            self._do(lambda: mentor_matches.remove_match(self._context.program, chosen.id), self._refuse)

    def _offer(self) -> None:
        """Those who take part, and today."""
        rows = self._context.runner.now(queries.list_plans, self._context.program) or ()
        taking = [row for row in rows if row.participation_state in TAKES_PART]
        self.who.set_choices([(row.participation_id, f"{row.name} ({row.plan_number})") for row in taking])
        if not self.starts.raw():
            self.starts.set_value(self._context.program.today())

    def _match(self) -> None:
        mentor = self._mentor
        if mentor is None:
            return
        values: dict[str, Any] = {name: field.value() for name, field in self.add.fields.items()}
        done = self._do(
            lambda: mentor_matches.match(
                self._context.program, mentor.id, values["who"], values["starts"], note=values["note"] or "",
                over=values["over"] or "",
            ),
            self._refuse_match,
        )  # fmt: skip
        if done:
            self.add.done()

    def _refuse_match(self, error: UserError) -> None:
        """Say why; who is full by the day of the match is asked for a reason."""
        self.over.setVisible(not self.over.isHidden() or (isinstance(error, InvalidInput) and error.field == "over"))
        self.add.refuse(error)

    def _show_end(self) -> None:
        chosen = self.model.find(self.table.current_key())
        self.ends.set_value(chosen.ends if chosen and chosen.ends else self._context.program.today())

    def _end(self) -> None:
        chosen = self.model.find(self.table.current_key())
        if chosen is not None and self._do(
            lambda: mentor_matches.end_match(self._context.program, chosen.id, self.ends.value()), self.end.refuse
        ):
            self.end.done()

    def _do(self, change: Any, refused: Any) -> bool:
        self.note.say("")

        def act() -> bool:
            change()
            return True

        return bool(self._context.runner.now(act, refused=refused))

    def _refuse(self, error: UserError) -> None:
        self.note.say(str(error), Tone.BAD, "attention")

    def _follow(self) -> None:
        may = self._context.may("mentor_matches.match")
        chosen = self.model.find(self.table.current_key())
        self.add.setVisible(may)
        self.end.fold()
        self.end.setVisible(may and chosen is not None)
        self.remove.setVisible(may and chosen is not None)


def _columns() -> tuple[Column[Match], ...]:
    return (
        Column("Participant", lambda row: row.participant or _ANOTHER, width=18),
        Column("Plan", lambda row: row.plan_number, width=10),
        Column("From", lambda row: dates.show(row.starts), lambda row: row.starts, width=11),
        Column("To", lambda row: dates.show(row.ends) or "goes on", lambda row: row.ends, width=11),
        Column("Note", lambda row: row.note, stretch=True, tip=lambda row: row.note),
    )
