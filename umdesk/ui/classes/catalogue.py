"""The page of the catalogue: the list of classes, and beside it the chosen class or the form that changes it."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from umdesk.domain.errors import UserError
from umdesk.services.classes import cards
from umdesk.services.classes.effects import Effects
from umdesk.ui.classes.chosen import ChosenClass
from umdesk.ui.classes.classlist import ClassList
from umdesk.ui.classes.effects import EffectsPanel
from umdesk.ui.classes.proposing import Proposal
from umdesk.ui.context import Context
from umdesk.ui.theme import SPACE_8, SPACE_12, Tone
from umdesk.ui.widgets.buttons import push_button
from umdesk.ui.widgets.fields import Note
from umdesk.ui.widgets.filedialogs import ask_for_workbook


class CataloguePage(QWidget):
    """Search and choose a class at the left; look at it and change it at the right."""

    step_wanted = Signal(str)
    """Add a step that begins at this class."""
    primary_changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.list = ClassList(self)
        self.proposal = Proposal(context, self)
        self.chosen = ChosenClass(context, self.proposal)
        self.add_button = push_button("Add a class", "add", self.chosen.begin_adding)
        self.save_button = push_button("Save as Excel…", "export", self._ask_where)
        self.effects = EffectsPanel()
        self.note = Note()
        self.pages = QStackedWidget()
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Show the classes as they are."""
        self.list.show_rows(self._context.runner.now(cards.rows, self._context.program) or ())
        self._choose(self.list.table.current_key())
        self.add_button.setVisible(self._context.may("classes.editing.change"))
        self.save_button.setEnabled(self._context.program.writable)

    def count_held(self) -> None:
        """Count off the GUI thread how many people hold each class."""
        program = self._context.program
        self._context.runner.later(
            lambda _progress: cards.held(program), self._show_held, owner=self, title="Counting who holds each class"
        )

    def show_class(self, code: str) -> None:
        """Show one class, whatever the list was narrowed to; one that is not there can be added at once."""
        if self.list.choose(code):
            self.chosen.leave_form()
            self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._context.may("classes.editing.change"):
            self.chosen.begin_adding(code)

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
        self.list.chosen.connect(self._choose)
        self.list.table.opened.connect(lambda _key: self.chosen.card.pages.tabBar().setFocus())
        card = self.chosen.card
        card.step_wanted.connect(lambda: self.step_wanted.emit(self.list.table.current_key()))
        card.class_wanted.connect(self.show_class)
        self.chosen.form_changed.connect(self._follow_form)
        self.chosen.refused.connect(self._refuse)
        self.effects.agreed.connect(self.proposal.make)
        self.effects.given_up.connect(self._from_effects)
        self.proposal.effects_found.connect(self._show_effects)
        self.proposal.made.connect(self._made)

    def _choose(self, code: str) -> None:
        self.chosen.show_class(code)
        self.chosen.card.show_held(None if self.list.held is None else self.list.held.get(code, 0))

    def _show_held(self, held: dict[str, int]) -> None:
        self.list.show_held(held)
        self._choose(self.list.table.current_key())

    def _follow_form(self) -> None:
        """While a form is open nothing else can be chosen, so that what is typed stays."""
        self.pages.setCurrentIndex(0)
        self.note.say("")
        self.list.set_enabled(self.chosen.form is None)
        self.add_button.setEnabled(self.chosen.form is None)
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

    def _ask_where(self) -> None:
        ask_for_workbook(self, "Classes.xlsx", self.save, "Save the classes")

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(SPACE_8)
        top.addWidget(self.add_button)
        top.addWidget(self.list.search, 1)
        top.addWidget(self.save_button)
        halves = QSplitter()
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.list.table)
        halves.addWidget(self.chosen)
        halves.setStretchFactor(0, 1)
        halves.setStretchFactor(1, 1)
        halves.setSizes([520, 620])
        browse = QWidget()
        column = QVBoxLayout(browse)
        column.setContentsMargins(SPACE_12, SPACE_12, SPACE_12, SPACE_8)
        column.setSpacing(SPACE_8)
        column.addLayout(top)
        column.addWidget(self.list.chips)
        column.addWidget(self.note)
        column.addWidget(halves, 1)
        self.pages.addWidget(browse)
        self.pages.addWidget(self.effects)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pages)
