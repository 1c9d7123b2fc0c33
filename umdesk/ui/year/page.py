"""What the sections of the tab Program year have in common."""

from collections.abc import Set as AbstractSet
from typing import Protocol

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from umdesk.ui.context import Context
from umdesk.ui.theme import SPACE_8
from umdesk.ui.widgets.form import FormPanel, title
from umdesk.ui.widgets.recording import Keeps, Recording


class YearPage(Protocol):
    """A section beside being a widget; made when it is first shown, and `show_year` comes before anything else."""

    @property
    def help_page(self) -> str:
        """The help page of the section."""

    @property
    def tables(self) -> AbstractSet[str]:
        """The tables whose changes are to be seen here."""

    def show_year(self, year: int) -> None:
        """Show a program year, named by the year in which it ends; what was typed into another is settled."""

    def refresh(self) -> None:
        """Show the data as they are now; what is chosen stays chosen."""

    def settle(self) -> bool:
        """Turn typing into operations; False when some of it stays typing because its value will not do."""

    def year_of(self, record_id: str) -> int | None:
        """The program year in which a record is shown here, None where it is none of this section."""

    def show_record(self, record_id: str) -> None:
        """Choose a record of the year that is shown."""

    def primary_action(self) -> QAction:
        """The one thing that one comes here to do."""


class YearForm(FormPanel):
    """A section that is a form from top to bottom; `writes` is what one has to be allowed in order to write in it."""

    help_page = "program-year"
    tables: frozenset[str]

    def __init__(self, context: Context, writes: str) -> None:
        super().__init__()
        self._context = context
        self._year = 0
        self._may = context.may(writes)
        self._typing: tuple[Keeps, ...] = ()
        """The forms of the section that record with a button."""

    def show_year(self, year: int) -> None:
        """Show a program year."""
        self._year = year
        self.refresh()

    def refresh(self) -> None:
        """Show the data as they are now."""
        raise NotImplementedError

    def settle(self) -> bool:
        """Nothing here becomes an operation by itself; what is typed is kept."""
        for form in self._typing:
            form.keep()
        return True

    def show_record(self, record_id: str) -> None:
        """Choose a record of the year that is shown."""
        raise NotImplementedError

    def _go(self, tab: str, record: str) -> None:
        self._context.place_wanted.emit(tab, record)


class FoldedForm(YearForm):
    """A section with a form that is there while one writes in it, and first of all where it is `_empty`."""

    form: Recording
    act: QAction

    def show_year(self, year: int) -> None:
        """Show a program year."""
        super().show_year(year)
        self._fold()

    def primary_action(self) -> QAction:
        """Write another record."""
        return self.act

    def ask_new(self) -> None:
        """Show the form for another record."""
        if not self._may or self.form.corrects():
            return
        self.form.cancel.setVisible(not self._empty())
        self._unfold()
        next(iter(self.form.fields.values())).setFocus()

    def _put_form(self) -> None:
        """Put the form under what is there, folded."""
        self.add(self.form)
        self.form.cancel.clicked.connect(lambda _checked=False: self._fold())
        self.form.began.connect(lambda: self.act.setEnabled(self._may and not self.form.corrects()))
        self.form.hide()

    def _empty(self) -> bool:
        return False

    def _fold(self) -> None:
        self.form.setVisible(self._may and (bool(self.form.corrects()) or self._empty()))

    def _unfold(self) -> None:
        self.form.show()
        QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(self.form.form.button))

    def _recorded(self, record_id: str) -> None:
        def show() -> None:
            self._fold()
            if layout := self._inner.layout():
                layout.activate()  # or the room of the form counts still
            self.verticalScrollBar().setValue(0)
            self.show_record(record_id)

        QTimer.singleShot(0, self, show)  # once the form has let go of what it recorded


def head(name: str, *buttons: QPushButton) -> QHBoxLayout:
    """The title of a section, with what can be done in it at the right."""
    row = QHBoxLayout()
    row.setSpacing(SPACE_8)
    row.addWidget(title(name), 1)
    for button in buttons:
        row.addWidget(button)
    return row
