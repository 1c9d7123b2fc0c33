"""The list of classes: searched in every field, narrowed to a category, with how many people hold each."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from umdesk.domain.class_words import CATEGORY_WORDS, salary
from umdesk.domain.words import Category
from umdesk.services.classes.cards import ClassRow
from umdesk.ui.classes.card import CATEGORY_TONES
from umdesk.ui.theme import Tone
from umdesk.ui.widgets.narrow import Narrow
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


class ClassList(QObject):
    """Search line, filter chips and table, which stand in different places of a page; `chosen` carries a code."""

    chosen = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.held: dict[str, int] | None = None
        """How many people hold each class; None while nobody has counted."""
        self.search = SearchLine("Search classes", "Search code, title, unit, qualifications")
        self.search.installEventFilter(self)
        self.chips = Chips("Show classes")
        self.model: RowsModel[ClassRow] = RowsModel(self._columns(), lambda r: r.class_code, self)
        self.table = RowsTable(self.model, "Classes")
        self.table.setColumnHidden(self.model.columnCount() - 1, True)
        self.table.set_empty("No class matches this search.")
        Narrow(self.table, {3: 56, 4: 66, 5: 92, 6: 100})
        self.search.textChanged.connect(self._search)
        self.chips.chosen.connect(self._filter)
        self.table.chosen.connect(self.chosen)

    def show_rows(self, rows: Sequence[ClassRow]) -> None:
        """Show these classes; search, filter and the chosen one stay."""
        chips = [(ALL, "All", len(rows))]
        chips += [(key, _CHIP_WORDS[key], sum(map(holds, rows))) for key, holds in _CONDITIONS.items()]
        self.chips.set_chips(chips)
        self.model.set_rows(rows)
        self._choose_first()

    def show_held(self, held: dict[str, int]) -> None:
        """Show how many people hold each class."""
        self.held = held
        self.model.set_rows(self.model.all_rows())

    def choose(self, code: str) -> bool:
        """Choose a class, whatever the list was narrowed to; False when it is not there."""
        if self.model.place(code) < 0:
            self.search.clear()
            self.model.set_words("")
            self.chips.choose(ALL)
        return self.table.choose(code)

    def set_enabled(self, enabled: bool) -> None:
        """Whether another class can be chosen."""
        for widget in (self.table, self.search, self.chips):
            widget.setEnabled(enabled)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the search goes to the list, and not to what the window does by default."""
        if watched is self.search and isinstance(event, QKeyEvent) and _is_enter(event):
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return super().eventFilter(watched, event)

    def _search(self, text: str) -> None:
        self.model.set_words(text)
        self._choose_first()

    def _filter(self, key: str) -> None:
        self.model.set_condition(_CONDITIONS.get(key))
        self._choose_first()

    def _choose_first(self) -> None:
        if self.model.rowCount() and not self.table.current_key():
            self.table.choose(self.model.key(0))

    def _columns(self) -> tuple[Column[ClassRow], ...]:
        held = self._held_by
        return (
            Column("Code", lambda r: r.class_code, width=8),
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
        return self.held.get(row.class_code, 0) if self.held else 0


def _is_enter(event: QKeyEvent) -> bool:
    return event.type() is QEvent.Type.KeyPress and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)


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
