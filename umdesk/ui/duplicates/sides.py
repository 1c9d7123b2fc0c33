"""Two records side by side: what is the same, what differs, and which value of a difference stays."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QRadioButton, QWidget

from umdesk.services.people.comparing import ComparedField, Comparison
from umdesk.ui.theme import SPACE_8, SPACE_16, Tone, heading_font
from umdesk.ui.widgets import layouts
from umdesk.ui.widgets.plain import PlainLabel
from umdesk.ui.widgets.status import Badge
from umdesk.ui.widgets.taborder import keep_in_place

_NOTHING = "–"


class SideBySide(QWidget):
    """A line for each field with both values; where they differ and one has to go, each value is a choice."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE_16)
        self._grid.setVerticalSpacing(SPACE_8)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self._groups: dict[str, QButtonGroup] = {}

    def show_comparison(self, found: Comparison | None) -> None:
        """Show two records, or none."""
        self._clear()
        if found is None:
            return
        for column, name in ((1, found.first_name), (2, found.second_name)):
            label = _words(name)
            label.setFont(heading_font())
            self._grid.addWidget(label, 0, column)
        for number, line in enumerate(found.lines, start=1):
            self._add(number, line)
        keep_in_place(self, [button for group in self._groups.values() for button in group.buttons()])

    def of_second(self) -> frozenset[str]:
        """The fields whose value is taken from the second record."""
        return frozenset(name for name, group in self._groups.items() if group.checkedId() == 2)

    def _add(self, number: int, line: ComparedField) -> None:
        self._grid.addWidget(_words(line.title), number, 0)
        if line.to_choose:
            group = QButtonGroup(self)
            self._groups[line.name] = group
            for column, value in ((1, line.first), (2, line.second)):
                button = QRadioButton((value or "(empty)").replace("&", "&&"))
                button.setAccessibleName(f"{line.title}: {value or 'empty'}")
                button.setToolTip("This value stays")
                group.addButton(button, column)
                self._grid.addWidget(button, number, column)
            group.button(1 if line.first else 2).setChecked(True)
        else:
            for column, value in ((1, line.first), (2, line.second)):
                self._grid.addWidget(_words(value or _NOTHING), number, column)
        mark = ("Choose", Tone.ATTENTION) if line.to_choose else ("Differs", Tone.ACCENT) if line.differs else None
        self._grid.addWidget(Badge(*(mark or ("Same", Tone.QUIET))), number, 3)

    def _clear(self) -> None:
        self._groups = {}
        layouts.empty(self._grid)


def _words(text: str) -> QLabel:
    label = PlainLabel(text)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return label
