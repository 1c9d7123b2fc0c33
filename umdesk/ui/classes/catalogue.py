"""The page of the catalogue: the list of classes, and beside it the chosen class or the form that changes it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from umdesk.domain.class_words import CATEGORY_WORDS, salary
from umdesk.domain.errors import UserError
from umdesk.domain.words import Category
from umdesk.services.classes import cards
from umdesk.services.classes.cards import ClassRow
from umdesk.services.classes.effects import Effects
from umdesk.ui.applicants.narrow import Narrow
from umdesk.ui.classes.card import CATEGORY_TONES
from umdesk.ui.classes.chosen import ChosenClass
from umdesk.ui.classes.effects import EffectsPanel
from umdesk.ui.classes.proposing import Proposal
from umdesk.ui.context import Context
from umdesk.ui.theme import SPACE_8, SPACE_12, Tone
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
    primary_changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._held: dict[str, int] | None = None
        self.search = SearchLine("Search classes", "Search code, title, unit, qualifications")
        self.chips = Chips("Show classes")
        self.model: RowsModel[ClassRow] = RowsModel(self._columns(), lambda r: r.class_code, self)
        self.table = RowsTable(self.model, "Classes")
        self.table.setColumnHidden(self.model.columnCount() - 1, True)
        Narrow(self.table, {3: 56, 4: 66, 5: 92, 6: 100})
        self.table.set_empty("No class matches this search.")
        self.proposal = Proposal(context, self)
        self.chosen = ChosenClass(context, self.proposal)
        self.add_button = push_button("Add a class", "add", self.chosen.begin_adding)
        self.save_button = push_button("Save as Excel…", "save", self._ask_where)
        self.effects = EffectsPanel()
        self.note = Note()
        self.pages = QStackedWidget()
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Show the classes as they are."""
        rows = self._context.runner.now(cards.rows, self._context.program) or ()
        chips = [(ALL, "All", len(rows))]
        chips += [(key, _CHIP_WORDS[key], sum(map(holds, rows))) for key, holds in _CONDITIONS.items()]
        self.chips.set_chips(chips)
        self.model.set_rows(rows)
        self._choose_first()
        self._choose(self.table.current_key())
        self.add_button.setVisible(self._context.may("classes.editing.change"))
        self.save_button.setEnabled(self._context.program.writable)

    def count_held(self) -> None:
        """Count off the GUI thread how many people hold each class."""
        program = self._context.program
        self._context.runner.later(
            lambda _progress: cards.held(program), self._show_held, owner=self, title="Counting who holds each class"
        )

    def show_class(self, code: str) -> None:
        """Show one class, whatever the list was narrowed to."""
        if self.model.place(code) < 0:
            self.search.clear()
            self.model.set_words("")
            self.chips.choose(ALL)
        if self.table.choose(code):
            self.chosen.leave_form()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def primary(self) -> QPushButton:
        """The button of what is done here now; Enter presses it."""
        if self.pages.currentWidget() is self.effects:
            return self.effects.make_button
        return self.chosen.form.save_button if self.chosen.form is not None else self.add_button

    def leave_form(self) -> bool:
        """Give up the form or the effects that are shown; False where there is nothing to give up."""
        if self.pages.currentWidget() is self.effects:
            self._from_effects()
        elif self.chosen.form is not None:
            self.chosen.leave_form()
        else:
            return False
        return True

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
        self.chosen.card.step_wanted.connect(lambda: self.step_wanted.emit(self.table.current_key()))
        self.chosen.card.class_wanted.connect(self.show_class)
        self.chosen.form_changed.connect(self._follow_form)
        self.chosen.refused.connect(self._refuse)
        self.effects.agreed.connect(self.proposal.make)
        self.effects.given_up.connect(self._from_effects)
        self.proposal.effects_found.connect(self._show_effects)
        self.proposal.made.connect(self._made)

    def _choose(self, code: str) -> None:
        self.chosen.show_class(code)
        self.chosen.card.show_held(None if self._held is None else self._held.get(code, 0))

    def _show_held(self, held: dict[str, int]) -> None:
        self._held = held
        self.model.set_rows(self.model.all_rows())
        self._choose(self.table.current_key())

    def _narrow(self, text: str) -> None:
        self.model.set_words(text)
        self._choose_first()

    def _filter(self, key: str) -> None:
        self.model.set_condition(_CONDITIONS.get(key))
        self._choose_first()

    def _choose_first(self) -> None:
        if self.model.rowCount() and not self.table.current_key():
            self.table.choose(self.model.key(0))

    def _follow_form(self) -> None:
        """While a form is open nothing else can be chosen, so that what is typed stays."""
        self.pages.setCurrentIndex(0)
        self.note.say("")
        for widget in (self.table, self.search, self.chips, self.add_button):
            widget.setEnabled(self.chosen.form is None)
        self.primary_changed.emit()

    def _show_effects(self, found: Effects) -> None:
        self.pages.setCurrentWidget(self.effects)
        self.effects.show_effects(found)
        self.primary_changed.emit()

    def _from_effects(self) -> None:
        self.pages.setCurrentIndex(0)
        self.primary_changed.emit()

    def _made(self, codes: tuple[str, ...]) -> None:
        self.chosen.leave_form()
        self.refresh()
        self.show_class(codes[0])

    def _refuse(self, error: UserError) -> None:
        self._from_effects()
        self.note.say(str(error), Tone.BAD, "attention")

    def _columns(self) -> tuple[Column[ClassRow], ...]:
        held = self._held_by
        return (
            Column("Code", lambda r: r.class_code, width=6),
            Column("Title", lambda r: r.title or "(no title)", stretch=True),
            Column("Category", _standing, tone=_tone, width=14),
            Column("Held by", lambda r: str(held(r) or ""), sort=held, number=True, searched=False, width=8),
            Column("Schematic", lambda r: r.schematic_code, width=9),
            Column(
                "Salary",
                lambda r: salary(r.salary_minimum, r.salary_maximum),
                sort=lambda r: r.salary_minimum,
                width=16,
            ),
            Column("Unit", lambda r: r.bargaining_unit, width=5),
            Column("Also", _searched),
        )

    def _held_by(self, row: ClassRow) -> int:
        return self._held.get(row.class_code, 0) if self._held else 0

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, "Save the classes", "Classes.xlsx", "Excel workbook (*.xlsx)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.fileSelected.connect(lambda chosen: self.save(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SPACE_8)
        top.addWidget(self.add_button)
        top.addWidget(self.search, 1)
        top.addWidget(self.save_button)
        halves = QSplitter()
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.table)
        halves.addWidget(self.chosen)
        halves.setStretchFactor(0, 1)
        halves.setStretchFactor(1, 1)
        halves.setSizes([520, 620])
        browse = QWidget()
        column = QVBoxLayout(browse)
        column.setContentsMargins(SPACE_12, SPACE_12, SPACE_12, SPACE_8)
        column.setSpacing(SPACE_8)
        column.addLayout(top)
        column.addWidget(self.chips)
        column.addWidget(self.note)
        column.addWidget(halves, 1)
        self.pages.addWidget(browse)
        self.pages.addWidget(self.effects)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pages)


def _standing(row: ClassRow) -> str:
    words = CATEGORY_WORDS[row.category]
    if row.decided:
        return f"{words}, decided"
    return words if row.confirmed else "Not confirmed"


def _tone(row: ClassRow) -> Tone:
    return CATEGORY_TONES[row.category] if row.confirmed or row.decided else Tone.ATTENTION


def _searched(row: ClassRow) -> str:
    """What is found and not shown in a column of its own: earlier titles, qualifications, notes, source."""
    hard = "hard to fill" if row.hard_to_fill else ""
    return f"{row.titles} {row.minimum_qualifications} {row.note} {row.source} {row.status} {hard}"
