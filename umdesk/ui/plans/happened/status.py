"""Advancement and status: moves to another class, the states of the participation, and what a change does before it."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QPushButton

from umdesk.domain import dates
from umdesk.domain.words import ParticipationState, Route
from umdesk.domain.writing import capital
from umdesk.services import classes
from umdesk.services.plans import advancement_checks, advancements, participations, state_changes
from umdesk.services.plans.participations import OVER, State
from umdesk.services.plans.queries import AdvancementRow, PlanDetail
from umdesk.ui.context import Context
from umdesk.ui.plans.allowed import Allowed
from umdesk.ui.plans.beside_page import BesidePage
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.buttons import push_button, side_by_side
from umdesk.ui.widgets.class_field import ClassField
from umdesk.ui.widgets.datefield import DateField
from umdesk.ui.widgets.fields import CheckField, ChoiceField, Note, TextField
from umdesk.ui.widgets.recordform import remove_button
from umdesk.ui.widgets.recording import Kind, Recording
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.status import QuietLabel
from umdesk.ui.widgets.table import RowsTable, set_lines

_ACTS = {
    ParticipationState.ACTIVE: "Active again",
    ParticipationState.ON_LEAVE: "On leave",
    ParticipationState.COMPLETED: "Completed",
    ParticipationState.WITHDRAWN: "Withdrawn from the program",
    ParticipationState.ENDED: "Ended for other reasons",
}
_PAPERS = {
    "certificate": "Print the certificate…",
    "withdrawal": "Print the withdrawal form…",
}


class StatusPage(BesidePage):
    """Advancements of the participant, and the state of the participation."""

    def __init__(self, context: Context) -> None:
        super().__init__(context, "Advancement and status")
        self.now = self.add(QuietLabel())
        self._states = RowsModel[State](_state_columns(), key=lambda row: f"{row.effective} {row.state}", parent=self)
        self.states = self.add(RowsTable(self._states, "States of the participation"))
        self.take_back = push_button("Take out the last change", "undo", self._take_back)
        self.papers: dict[str, QPushButton] = {
            kind: push_button(text, "print", partial(self._print, kind)) for kind, text in _PAPERS.items()
        }
        self.add_layout(side_by_side(self.take_back, *self.papers.values()))
        self.changing = self.add(self._make_change())
        self.change = self.changing.form
        self.effects = self.add(Note())
        self.changing.began.connect(self._show_effects)
        self.section("Advancements")
        self._moves = RowsModel[AdvancementRow](_move_columns(), key=lambda row: row.id, parent=self)
        self.moves = self.add(RowsTable(self._moves, "Advancements"))
        self.moves.set_empty("No advancement yet.")
        self.remove = remove_button("Remove the chosen advancement", self._remove)
        self.add_layout(side_by_side(self.remove))
        self.advancing = self.add(self._make_advance())
        self.advance = self.advancing.form
        self._typing = (self.advancing, self.changing)
        self.looked = self.add(Note())
        self.advancing.began.connect(self._show_looked)
        for table in (self.moves, self.states):
            set_lines(table, 6, 7)

    def show_plan(self, detail: PlanDetail, may: Allowed) -> None:
        """Show the participation of a plan."""
        before, self._detail = self._detail, detail
        last = detail.states[-1]
        self.now.setText(f"{capital(last.state)} since {dates.show(last.effective)}.")
        self._moves.set_rows(detail.advancements)
        self._states.set_rows(detail.states)
        self._offer_classes()
        self._offer_states()
        if before is not None and before.participation_id == detail.participation_id:
            if before.states != detail.states and not self.changing.fields["reason"].raw():
                self.change.show_values(self._first_change())
        else:
            self.advancing.follow(detail.participation_id)
            self.changing.follow(detail.participation_id)
        self.advancing.setVisible(may.advancements)
        self.remove.setVisible(may.advancements and bool(detail.advancements))
        self.changing.setVisible(may.status)
        self.take_back.setVisible(may.status and len(detail.states) > 1)
        moved = bool(detail.advancements) or last.state is ParticipationState.COMPLETED
        self.papers["certificate"].setVisible(may.status and moved)
        self.papers["withdrawal"].setVisible(may.status and last.state is ParticipationState.WITHDRAWN)
        self._show_effects()
        self._show_looked()

    def _make_advance(self) -> Recording:
        today = self._context.program.today()
        fields = {
            "to_class_code": ClassField("To class", required=True),
            "on": DateField("On", required=True, latest=today),
            "route": ChoiceField("By", [(route, capital(route)) for route in Route]),
            "note": TextField("Note", placeholder="Example: Certified list of May 2026"),
            "completes": CheckField("This completes the participation"),
        }
        lines = (("to_class_code",), ("on", "route"), ("note",), ("completes",))
        kind = Kind(
            "advancement", "Record advancement", "Record advancement", self._advance, lambda _key, _changes: None
        )
        made = Recording(self._context, kind, fields, lines)
        made.begin_with(self._first_advance)
        for name in ("to_class_code", "on"):
            fields[name].left.connect(self._show_looked)
        return made

    def _make_change(self) -> Recording:
        state = ChoiceField("New status", [])
        state.edited.connect(self._show_effects)
        on = DateField("From", required=True)
        on.edited.connect(self._show_effects)
        fields = {
            "state": state,
            "on": on,
            "reason": TextField("Reason", placeholder="In a few words, why"),
            "review": CheckField("Hold a review on the day of the return"),
        }
        kind = Kind("participation_state", "Change status", "Change status", self._change, lambda _key, _changes: None)
        made = Recording(self._context, kind, fields, (("state", "on"), ("reason",), ("review",)))
        made.begin_with(self._first_change)
        return made

    def _first_advance(self) -> dict[str, Any]:
        today = self._context.program.today()
        target = self._detail.content.target_class_code if self._detail else ""
        return {"to_class_code": target or None, "on": today, "route": Route.EXAM, "note": "", "completes": False}

    def _first_change(self) -> dict[str, Any]:
        states = self._possible()
        today = self._context.program.today()
        return {"state": states[0] if states else None, "on": today, "reason": "", "review": False}

    def _possible(self) -> list[ParticipationState]:
        """The states that can follow, the likeliest first."""
        last = self._detail.states[-1].state if self._detail else ParticipationState.ACTIVE
        return [state for state in ParticipationState if state is not last]

    def _offer_states(self) -> None:
        field = self.changing.fields["state"]
        assert isinstance(field, ChoiceField)  # noqa: S101 -- made above
        field.set_choices([(state, _ACTS[state]) for state in self._possible()])

    def _offer_classes(self) -> None:
        field = self.advancing.fields["to_class_code"]
        assert isinstance(field, ClassField)  # noqa: S101 -- made above
        if field.box.count() <= 1:
            found = self._context.runner.now(classes.choices, self._context.program) or ()
            field.set_choices([(choice.class_code, choice.text) for choice in found])

    def _returns(self) -> bool:
        """Whether the change that stands in the form is the return from a leave."""
        on_leave = self._detail is not None and self._detail.states[-1].state is ParticipationState.ON_LEAVE
        return on_leave and self._state() is ParticipationState.ACTIVE

    def _state(self) -> ParticipationState | None:
        """The state that is chosen; Qt gives its text."""
        chosen = self.changing.fields["state"].value()
        return ParticipationState(chosen) if chosen else None

    def _show_effects(self) -> None:
        self.changing.fields["review"].setVisible(self._returns())
        state, on = self._state(), _value_of(self.changing, "on")
        reason = self.changing.fields["reason"]
        reason.required = state is not ParticipationState.ACTIVE
        reason.label.setText(f"{reason.name} (required)" if reason.required else reason.name)
        may = self._context.may("plans.state_changes.effects") and self.changing.isVisibleTo(self)
        if self._detail is None or state is None or on is None or not may:
            self.effects.say("")
            return
        part = self._detail.participation_id
        found = self._context.runner.now(state_changes.effects, self._context.program, part, state, on) or ()
        tone = Tone.ATTENTION if state in OVER else Tone.QUIET
        self.effects.say(" ".join(["What this does:", *found]), tone, "info")

    def _show_looked(self) -> None:
        """Say what is to be known of the move that stands in the form, before it is recorded."""
        code, on = _value_of(self.advancing, "to_class_code"), _value_of(self.advancing, "on")
        may = self._context.may("plans.advancement_checks.look") and self.advancing.isVisibleTo(self)
        part = self._detail.participation_id if self._detail is not None else ""
        if not part or not code or on is None or not may:
            self.looked.say("")
            return
        found = self._context.runner.now(advancement_checks.look, self._context.program, part, on, code)
        if found is None:
            return
        if found.contradicts:
            advice = "Put that right, or say in the note why the move is right all the same."
            self.looked.say(" ".join([*found.contradicts, advice, *found.told]), Tone.ATTENTION, "attention")
        else:
            self.looked.say(" ".join(found.told), Tone.QUIET, "info")

    def _advance(self, values: dict[str, Any]) -> None:
        if self._detail is None:
            return
        advancements.record_advancement(
            self._context.program,
            self._detail.participation_id,
            on=values["on"],
            to_class_code=values["to_class_code"],
            route=Route(values["route"]),
            note=values["note"] or "",
            completes=values["completes"],
        )

    def _remove(self) -> None:
        if key := self.moves.current_key():
            self._context.runner.now(advancements.remove_advancement, self._context.program, key)

    def _change(self, values: dict[str, Any]) -> None:
        if self._detail is None:
            return
        program, part, reason = self._context.program, self._detail.participation_id, values["reason"] or ""
        if self._returns():
            state_changes.come_back(program, part, values["on"], reason, review=values["review"])
        else:
            participations.set_state(program, part, ParticipationState(values["state"]), values["on"], reason)

    def _print(self, kind: str) -> None:
        if self._detail is not None:
            self._context.window_wanted.emit(f"papers {self._detail.participation_id} {kind}")

    def _take_back(self) -> None:
        if self._detail is not None:
            last = self._detail.states[-1]
            self._context.runner.now(participations.remove_state, self._context.program, last.id)


def _value_of(form: Recording, name: str) -> Any:
    """What stands in a field of a form, None while it cannot be."""
    try:
        return form.fields[name].value()
    except ValueError:
        return None


def _move_columns() -> tuple[Column[AdvancementRow], ...]:
    return (
        Column("On", lambda row: dates.show(row.on), sort=lambda row: row.on, width=12),
        Column("From class", lambda row: row.from_class, width=8),
        Column("To class", lambda row: row.to_class, tip=lambda row: row.to_class, stretch=True),
        Column("By", lambda row: capital(row.route), width=10),
        Column("Note", lambda row: row.note, tip=lambda row: row.note, width=12),
    )


def _state_columns() -> tuple[Column[State], ...]:
    return (
        Column("Status", lambda row: capital(row.state), width=12),
        Column("From", lambda row: dates.show(row.effective), sort=lambda row: row.effective, width=12),
        Column("Reason", lambda row: row.reason, stretch=True),
    )
