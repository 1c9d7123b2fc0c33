"""The chosen class, or the form in its place that changes it."""

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from umdesk.domain import dates
from umdesk.domain.class_changes import AddClass, Change, EditTitle, Lift, Override, RemoveTitle, Retitle
from umdesk.domain.class_words import CATEGORY_WORDS
from umdesk.domain.errors import UserError
from umdesk.domain.words import Category, EntryLevel
from umdesk.services.classes import cards, ladders
from umdesk.ui.classes.card import CardView
from umdesk.ui.classes.forms import ChangeForm, DecideForm, FactsForm, LiftForm, RetitleForm
from umdesk.ui.classes.proposing import Proposal
from umdesk.ui.context import Context


class ChosenClass(QStackedWidget):
    """Shows a class and its forms; what a form holds goes to the proposal, which shows its effects first."""

    form_changed = Signal()
    """A form was opened or left."""
    refused = Signal(object)
    """`UserError` of a change that has no form."""

    def __init__(self, context: Context, proposal: Proposal) -> None:
        super().__init__()
        self._context = context
        self._proposal = proposal
        self.form: ChangeForm | None = None
        """The form that is open."""
        self._meant = ""
        self.nothing = QWidget()
        self.card = CardView(context)
        self.facts_form, self.retitle_form = FactsForm(), RetitleForm()
        self.decide_form, self.lift_form = DecideForm(), LiftForm()
        forms = (self.facts_form, self.retitle_form, self.decide_form, self.lift_form)
        for page in (self.nothing, self.card, *(form.page for form in forms)):
            self.addWidget(page)
        for form in forms:
            form.ready.connect(self._propose)
            form.given_up.connect(self.leave_form)
        card = self.card
        card.edit_wanted.connect(self._edit)
        card.retitle_wanted.connect(self._retitle)
        card.confirm_wanted.connect(self._confirm)
        card.remove_wanted.connect(self._remove)
        card.decide_wanted.connect(self._decide)
        card.lift_wanted.connect(self._lift)

    def show_class(self, code: str) -> None:
        """Show a class as it is; an open form stays in front."""
        program = self._context.program
        found = self._context.runner.now(cards.card, program, code) if code else None
        known = self._context.runner.now(ladders.all_steps, program)
        there = found is not None and known is not None
        if self.form is None:
            self.setCurrentWidget(self.card if there else self.nothing)
        if found is not None and known is not None:
            self.card.show_card(found, known)

    def begin_adding(self, code: str = "") -> None:
        """Show the form for a further class, with its code where that is known."""
        self.facts_form.begin_adding()
        self._open(self.facts_form, "")
        if code:
            self.facts_form.named["class_code"].set_raw(code)
            self.facts_form.named["title"].setFocus()

    def leave_form(self) -> None:
        """Back to the class."""
        self.form = None
        self.setCurrentWidget(self.card if self.card.card is not None else self.nothing)
        self.form_changed.emit()

    def _open(self, form: ChangeForm, meant: str) -> None:
        self.form, self._meant = form, meant
        self.setCurrentWidget(form.page)
        self.form_changed.emit()

    def _edit(self, title_id: str) -> None:
        row = self.card.row(title_id)
        if row is not None:
            self.facts_form.begin_editing(row)
            self._open(self.facts_form, row.id)

    def _retitle(self) -> None:
        row = self.card.row("")
        if row is not None:
            self.retitle_form.begin(row, self._context.program.today())
            self._open(self.retitle_form, "")

    def _decide(self) -> None:
        shown = self.card.card
        if shown is not None:
            today = self._context.program.today()
            self.decide_form.begin(shown.class_code, shown.facts.title, shown.computed, today)
            self._open(self.decide_form, "")

    def _lift(self, override_id: str) -> None:
        found, shown = self.card.decision(override_id), self.card.card
        if found is not None and shown is not None:
            words = f"{CATEGORY_WORDS[found.category]} from {dates.show(found.effective)}: {found.reason}."
            self.lift_form.begin(shown.class_code, words.replace("..", "."), self._context.program.today())
            self._open(self.lift_form, override_id)

    def _confirm(self, title_id: str) -> None:
        shown = self.card.card
        if shown is not None and title_id:
            change = EditTitle(shown.class_code, title_id, {"confirmed": True})
            self._proposal.propose([change], self.refused.emit)

    def _remove(self, title_id: str) -> None:
        shown = self.card.card
        if shown is not None and title_id:
            self._proposal.propose([RemoveTitle(shown.class_code, title_id)], self.refused.emit)

    def _propose(self, values: dict[str, Any]) -> None:
        form = self.form
        if form is not None:
            change = self._change_of(form, values)
            self._proposal.propose([change], lambda error: self._refuse(form, error))

    def _change_of(self, form: ChangeForm, values: dict[str, Any]) -> Change:
        shown = self.card.card
        code = shown.class_code if shown is not None else ""
        if form is self.facts_form:
            written = str(values.pop("class_code", ""))
            values = {**values, "entry_level": EntryLevel(values["entry_level"] or EntryLevel.UNKNOWN.value)}
            return EditTitle(code, self._meant, values) if self._meant else AddClass(written, values)
        if form is self.retitle_form:
            on: date = values.pop("on")
            return Retitle(code, str(values.pop("title")), on, values)
        if form is self.decide_form:
            return Override(
                code, Category(values["category"]), values["effective"], str(values["reason"]), values["ends"]
            )
        return Lift(code, self._meant, values["on"], str(values["reason"] or ""))

    def _refuse(self, form: ChangeForm, error: UserError) -> None:
        self.setCurrentWidget(form.page)
        self.form_changed.emit()
        form.refuse(error)
