"""The page of the catalogue: the list of classes, and beside it the chosen class or the form that changes it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from umdesk.domain import dates
from umdesk.domain.class_changes import AddClass, Change, EditTitle, Lift, Override, RemoveTitle, Retitle
from umdesk.domain.class_words import CATEGORY_WORDS, salary
from umdesk.domain.errors import UserError
from umdesk.domain.words import Category, EntryLevel
from umdesk.services.classes import cards, ladders
from umdesk.services.classes.cards import ClassRow
from umdesk.services.classes.effects import Effects
from umdesk.ui.classes.card import CATEGORY_TONES, CardView
from umdesk.ui.classes.effects import EffectsPanel
from umdesk.ui.classes.forms import ChangeForm, DecideForm, FactsForm, LiftForm, RetitleForm
from umdesk.ui.classes.proposing import Proposal
from umdesk.ui.context import Context
from umdesk.ui.theme import SPACE_8, Tone
from umdesk.ui.widgets.buttons import push_button
from umdesk.ui.widgets.fields import Note
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.search import SearchLine
from umdesk.ui.widgets.status import Chips
from umdesk.ui.widgets.table import RowsTable

ALL, UNCONFIRMED = "all", "unconfirmed"
_CONDITIONS: dict[str, Callable[[ClassRow], bool]] = {
    Category.LPEL.value: lambda row: row.category is Category.LPEL,
    Category.ELTPA.value: lambda row: row.category is Category.ELTPA,
    Category.BRIDGING.value: lambda row: row.category is Category.BRIDGING,
    Category.OTHER.value: lambda row: row.category in (Category.OTHER, Category.UNMAPPED),
    UNCONFIRMED: lambda row: not row.confirmed or bool(row.unconfirmed_title),
}
_CHIP_WORDS = {
    Category.LPEL.value: "LPEL",
    Category.ELTPA.value: "ELTPA",
    Category.BRIDGING.value: "Bridging",
    Category.OTHER.value: "Other",
    UNCONFIRMED: "To confirm",
}


class CataloguePage(QWidget):
    """Search and choose a class at the left; look at it and change it at the right."""

    step_wanted = Signal(str)
    """Add a step that begins at this class."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.search = SearchLine("Search classes", "Search code, title, unit, qualifications")
        self.chips = Chips("Show classes")
        self.model: RowsModel[ClassRow] = RowsModel(_COLUMNS, lambda r: r.class_code, self)
        self.table = RowsTable(self.model, "Classes")
        self.table.setColumnHidden(_HIDDEN, True)
        self.table.set_empty("No class matches this search.")
        self.add_button = push_button("Add a class", "add", self.begin_adding)
        self.add_button.setDefault(True)
        self.save_button = push_button("Save as Excel…", "save", self._ask_where)
        self.card = CardView(context)
        self.facts_form, self.retitle_form = FactsForm(), RetitleForm()
        self.decide_form, self.lift_form = DecideForm(), LiftForm()
        self.effects = EffectsPanel()
        self.note = Note()
        self.proposal = Proposal(context, self)
        self.stack = QStackedWidget()
        self._form: ChangeForm | None = None
        self._meant: str = ""
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Show the classes as they are."""
        rows = self._context.runner.now(cards.rows, self._context.program) or ()
        chips = [(ALL, "All", len(rows))]
        chips += [(key, _CHIP_WORDS[key], sum(map(holds, rows))) for key, holds in _CONDITIONS.items()]
        self.chips.set_chips(chips)
        self.model.set_rows(rows)
        if not self.table.current_key() and self.model.rowCount():
            self.table.choose(self.model.key(0))
        self._show_card(self.table.current_key())
        may = self._context.may("classes.editing.change")
        self.add_button.setVisible(may)
        self.save_button.setEnabled(self._context.program.writable)

    def show_class(self, code: str) -> None:
        """Show one class, whatever the list was narrowed to."""
        if self.model.place(code) < 0:
            self.search.clear()
            self.model.set_words("")
            self.chips.choose(ALL)
        if self.table.choose(code):
            self._back()

    def begin_adding(self) -> None:
        """Show the form for a further class."""
        self.facts_form.begin_adding()
        self._open(self.facts_form, "")

    def save(self, path: Path) -> None:
        """Save the catalogue as a workbook."""
        from umdesk.jobs import save_classes  # noqa: PLC0415 -- needed only when a workbook goes out

        saved = self._context.runner.now(save_classes.save, self._context.program, path, refused=self._refuse)
        if saved is not None:
            self.note.say(save_classes.said(saved, path), Tone.GOOD)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._narrow)
        self.chips.chosen.connect(self._filter)
        self.table.chosen.connect(self._choose)
        card = self.card
        card.edit_wanted.connect(self._edit)
        card.retitle_wanted.connect(self._retitle)
        card.confirm_wanted.connect(self._confirm)
        card.remove_wanted.connect(self._remove)
        card.decide_wanted.connect(self._decide)
        card.lift_wanted.connect(self._lift)
        card.step_wanted.connect(lambda: self.step_wanted.emit(self.table.current_key()))
        card.class_wanted.connect(self.show_class)
        for form in (self.facts_form, self.retitle_form, self.decide_form, self.lift_form):
            form.ready.connect(self._propose)
            form.given_up.connect(self._back)
        self.effects.agreed.connect(self.proposal.make)
        self.effects.given_up.connect(self._to_form)
        self.proposal.effects_found.connect(self._show_effects)
        self.proposal.made.connect(self._made)

    # --- the list --------------------------------------------------------------------------------------------------

    def _narrow(self, text: str) -> None:
        self.model.set_words(text)
        if self.model.rowCount() and not self.table.current_key():
            self.table.choose(self.model.key(0))

    def _filter(self, key: str) -> None:
        self.model.set_condition(_CONDITIONS.get(key))
        if self.model.rowCount() and not self.table.current_key():
            self.table.choose(self.model.key(0))

    def _choose(self, key: str) -> None:
        self._show_card(key)
        self.stack.setCurrentWidget(self.card)

    def _show_card(self, code: str) -> None:
        program = self._context.program
        found = self._context.runner.now(cards.card, program, code) if code else None
        known = self._context.runner.now(ladders.all_steps, program)
        self.card.setVisible(found is not None)
        if found is not None and known is not None:
            self.card.show_card(found, known)

    # --- changes ---------------------------------------------------------------------------------------------------

    def _open(self, form: ChangeForm, meant: str) -> None:
        self._form, self._meant = form, meant
        self.note.say("")
        self.stack.setCurrentWidget(form)

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
            self._form = None
            self.proposal.propose([EditTitle(shown.class_code, title_id, {"confirmed": True})], self._refuse)

    def _remove(self, title_id: str) -> None:
        shown = self.card.card
        if shown is not None and title_id:
            self._form = None
            self.proposal.propose([RemoveTitle(shown.class_code, title_id)], self._refuse)

    def _propose(self, values: dict[str, Any]) -> None:
        shown, form = self.card.card, self._form
        code = shown.class_code if shown is not None else ""
        if form is self.facts_form:
            values = {**values, "entry_level": EntryLevel(values["entry_level"] or EntryLevel.UNKNOWN.value)}
            written = values.pop("class_code", "")
            change: Change = EditTitle(code, self._meant, values) if self._meant else AddClass(str(written), values)
        elif form is self.retitle_form:
            on: date = values.pop("on")
            change = Retitle(code, str(values.pop("title")), on, values)
        elif form is self.decide_form:
            category = Category(values["category"])
            change = Override(code, category, values["effective"], str(values["reason"]), values["ends"])
        else:
            change = Lift(code, self._meant, values["on"], str(values["reason"] or ""))
        if form is not None:
            self.proposal.propose([change], form.refuse)

    def _show_effects(self, found: Effects) -> None:
        self.effects.show_effects(found)
        self.stack.setCurrentWidget(self.effects)

    def _made(self, codes: tuple[str, ...]) -> None:
        self._form = None
        self.refresh()
        self.show_class(codes[0])
        self._back()

    def _to_form(self) -> None:
        self.stack.setCurrentWidget(self._form or self.card)

    def _back(self) -> None:
        self._form = None
        self.stack.setCurrentWidget(self.card)
        if not self.search.hasFocus():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refuse(self, error: UserError) -> None:
        self.note.say(str(error), Tone.BAD, "attention")
        self.stack.setCurrentWidget(self.card)

    def _ask_where(self) -> None:
        from umdesk.ui.applicants.filedialogs import ask_for_workbook  # noqa: PLC0415 -- only when it is saved

        ask_for_workbook(self, "Classes.xlsx", self.save)

    def _lay_out(self) -> None:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, SPACE_8, 0, 0)
        column.setSpacing(SPACE_8)
        row = QHBoxLayout()
        row.setSpacing(SPACE_8)
        row.addWidget(self.add_button)
        row.addWidget(self.save_button)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.search)
        column.addWidget(self.chips)
        column.addWidget(self.table, 1)
        column.addWidget(self.note)
        for page in (
            self.card, self.facts_form, self.retitle_form, self.decide_form, self.lift_form, self.effects,
        ):  # fmt: skip
            self.stack.addWidget(page)
        halves = QSplitter()
        halves.setChildrenCollapsible(False)
        halves.addWidget(side)
        halves.addWidget(self.stack)
        halves.setStretchFactor(0, 1)
        halves.setStretchFactor(1, 1)
        halves.setSizes([560, 620])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(halves)


def _standing(row: ClassRow) -> str:
    words = CATEGORY_WORDS[row.category]
    if row.decided:
        return f"{words}, decided"
    return words if row.confirmed else f"{words}, not confirmed"


def _tone(row: ClassRow) -> Tone:
    return CATEGORY_TONES[row.category] if row.confirmed or row.decided else Tone.ATTENTION


def _searched(row: ClassRow) -> str:
    """What is found and not shown in a column of its own: earlier titles, qualifications, notes, source."""
    hard = "hard to fill" if row.hard_to_fill else ""
    return f"{row.titles} {row.minimum_qualifications} {row.note} {row.source} {row.status} {hard}"


_COLUMNS = (
    Column[ClassRow]("Code", lambda r: r.class_code, width=6),
    Column[ClassRow]("Title", lambda r: r.title or "(no title)", stretch=True),
    Column[ClassRow]("Category", _standing, tone=_tone, width=16),
    Column[ClassRow]("Schematic", lambda r: r.schematic_code, width=9),
    Column[ClassRow](
        "Salary", lambda r: salary(r.salary_minimum, r.salary_maximum), sort=lambda r: r.salary_minimum, width=16
    ),
    Column[ClassRow]("Unit", lambda r: r.bargaining_unit, width=5),
    Column[ClassRow]("Also", _searched),
)
_HIDDEN = len(_COLUMNS) - 1
