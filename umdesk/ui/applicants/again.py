"""Says while one types a new application who of the people on file it may be, and offers to take over what is known."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from umdesk.services import applicants
from umdesk.services.applicants import OnFile
from umdesk.ui.context import Context
from umdesk.ui.icons import icon
from umdesk.ui.theme import SPACE_4, SPACE_8
from umdesk.ui.widgets import layouts
from umdesk.ui.widgets.form import paragraph
from umdesk.ui.widgets.taborder import keep_in_place


def applied_before(found: OnFile, cycle: str = "") -> str:
    """The applications of somebody on file in a line: "Applied before: 2025-0012, Spring 2025 (not selected).".

    One to the cycle of the name `cycle` is told apart: it is there already.
    """
    here = [one.number for one in found.applications if one.cycle == cycle]
    told = [f"{one.number}, {one.cycle} ({one.state.value})" for one in found.applications if one.cycle != cycle]
    said = [f"Already in this cycle: {here[0]}."] if here else []
    said += [f"Applied before: {'; '.join(told)}."] if told else []
    return " ".join(said) or "On file without an application."


class AgainPanel(QWidget):
    """The people on file whose number or name was typed; hidden while there is none.

    `taken` carries what is known of one of them, for the form to fill in what is empty.
    """

    taken = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.person_id = ""
        """Who of the people on file is meant, "" while nobody said."""
        self._found: tuple[OnFile, ...] = ()
        self._asked: tuple[str, str, str] | None = None
        self._cycle = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_8)
        self.hide()

    def look(self, employee_number: str, last_name: str, first_name: str, cycle: str) -> None:
        """Look whether somebody of this number or this name is on file, for an application to the cycle of a name."""
        asked = (employee_number.strip(), last_name.strip(), first_name.strip())
        if (asked, cycle) == (self._asked, self._cycle):
            return
        self._asked, self._cycle = asked, cycle
        runner, program = self._context.runner, self._context.program
        self._found = runner.now(applicants.on_file, program, *asked) or ()
        if self.person_id not in {found.person_id for found in self._found}:
            self.person_id = ""
        self._show()

    def clear(self) -> None:
        """Nobody is meant."""
        self._asked, self._found, self.person_id = None, (), ""
        self._show()

    def words(self) -> str:
        """What it says, for tests and screen readers."""
        return self.accessibleDescription()

    def _show(self) -> None:
        layouts.empty(self._column)
        boxes = [self._told(found) for found in self._found]
        for box in boxes:
            self._column.addWidget(box)
        keep_in_place(self, [button for box in boxes for button in box.findChildren(QPushButton)])
        told = [f"{_who(found)} {applied_before(found, self._cycle)}" for found in self._found]
        self.setAccessibleDescription(" ".join(told))
        self.setVisible(bool(self._found))

    def _told(self, found: OnFile) -> QWidget:
        meant = found.person_id == self.person_id
        box = QWidget()
        inside = QVBoxLayout(box)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SPACE_4)
        inside.addWidget(paragraph(f"{_who(found, meant=meant)} {applied_before(found, self._cycle)}"))
        row = QHBoxLayout()
        row.setSpacing(SPACE_8)
        if meant and not found.by_number:
            row.addWidget(_button("undo", "It is somebody else", found.name, lambda: self._mean("")))
        else:
            said = (
                "Take over what is on file" if found.by_number else "It is the same person: take over what is on file"
            )
            row.addWidget(_button("check", said, found.name, lambda: self._take(found)))
        row.addStretch(1)
        inside.addLayout(row)
        return box

    def _take(self, found: OnFile) -> None:
        self._mean(found.person_id)
        values: dict[str, Any] = dict(found.values)
        self.taken.emit(values)

    def _mean(self, person_id: str) -> None:
        self.person_id = person_id
        self._show()


def _who(found: OnFile, *, meant: bool = False) -> str:
    if found.by_number:
        return f"Employee number {found.employee_number} is {found.name}."
    number = f"employee number {found.employee_number}" if found.employee_number else "without an employee number"
    if meant:
        return f"This is {found.name}, {number}, who is on file."
    return f"Somebody of this name is on file: {found.name}, {number}."


def _button(symbol: str, text: str, whom: str, act: Callable[[], None]) -> QPushButton:
    button = QPushButton(icon(symbol), text)
    button.setAutoDefault(False)
    button.setAccessibleName(f"{text}: {whom}")
    button.clicked.connect(lambda _checked: act())
    return button
