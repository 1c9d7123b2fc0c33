"""The window of a rater, whatever else they are: no text, no tip, no name for screen readers and no cell tells more."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QTabWidget, QWidget

from tests.conftest import PASSWORD, SetClock
from tests.connections import keep_connections
from tests.roles_world import PASSWORDS, RITA, World
from tests.services.test_sealing import SCORES, Blind, blind_of
from tests.ui.test_accessibility import settle
from umdesk.domain.words import Role
from umdesk.services import accounts, applicants, cycles, history, programs, raters
from umdesk.ui.frame import Frame
from umdesk.ui.widgets.table import RowsTable

TEXTS = ("text", "title", "windowTitle", "toolTip", "statusTip", "whatsThis", "accessibleName", "accessibleDescription",
         "placeholderText", "toPlainText", "currentText", "prefix", "suffix")  # fmt: skip
ROLES = (
    Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole, Qt.ItemDataRole.UserRole,
)  # fmt: skip
WINDOWS = ("history", "duplicates", "letters", "person")


@pytest.fixture
def show(frame: Frame, made_world: tuple[Path, World], tmp_path: Path) -> Iterator[Callable[..., tuple[Frame, Blind]]]:
    """Shows the world in the window of Rita, who rates and is something else as well."""

    def show_as(*more: Role) -> tuple[Frame, Blind]:
        folder, world = made_world
        shutil.copytree(folder, tmp_path / "redding.umdesk")
        program = programs.open_program(tmp_path / "redding.umdesk", password=PASSWORD, clock=SetClock())
        blind = blind_of(program, world)
        accounts.set_roles(program, world.accounts[RITA], [Role.RATER, *more])
        # Tom's own cycle has the same values: she rates that one too, so that they are sealed wherever they are.
        accounts.link_rater(program, raters.add(program, world.other.cycle, RITA), world.accounts[RITA])
        program.close()
        opened = programs.open_program(program.folder, password=PASSWORDS[RITA], account=RITA, clock=SetClock())
        frame.show_program(keep_connections(opened))
        return frame, blind

    yield show_as
    frame.window.close_program()


def said_by(widget: QWidget) -> Iterator[str]:
    """Each text of a widget and of all in it, each row of a list or tree with all columns, shown or hidden."""
    for part in (widget, *widget.findChildren(QWidget), *widget.findChildren(QAction)):
        found = []
        for name in TEXTS:
            with suppress(AttributeError, TypeError):  # not every widget has each, and one takes an argument
                found.append(getattr(part, name)())
        yield " | ".join(text for text in found if isinstance(text, str))
        if isinstance(part, QTabWidget):
            for place in range(part.count()):
                yield f"{part.tabText(place)} | {part.tabToolTip(place)}"
        if isinstance(part, QAbstractItemView) and part.model() is not None:
            yield from rows_of(part.model())


def rows_of(model: QAbstractItemModel, parent: QModelIndex | None = None) -> Iterator[str]:
    """Each row of a model, every column and every role of it."""
    above = parent or QModelIndex()
    for row in range(min(model.rowCount(above), 60)):
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(above)
        cells = [model.index(row, column, above) for column in range(columns)]
        yield " | ".join(str(cell.data(role)) for cell, role in product(cells, ROLES) if cell.data(role) is not None)
        if cells and model.rowCount(cells[0]):
            yield from rows_of(model, cells[0])


def walk(frame: Frame, qtbot) -> Iterator[tuple[str, str]]:
    """What every tab says with each of its rows chosen and each of its pages in view."""
    workspace = frame.window.workspace
    for place in range(workspace.tabs.count()):
        workspace.tabs.setCurrentIndex(place)
        settle(qtbot, frame)
        tab = workspace.current()
        pickers = [("", None)]
        if hasattr(tab, "picker"):
            every = [(tab.picker.itemText(at), tab.picker.itemData(at)) for at in range(tab.picker.count())]
            pickers = [each for each in every if each[0].startswith(("Blind", "Open"))]
        for name, cycle in pickers:
            if cycle:
                tab.show_record(cycle)
            inner = [each for each in tab.findChildren(QTabWidget) if each.isVisible()] or [None]
            for tabs in inner:
                for at in [number for number in range(tabs.count()) if tabs.isTabVisible(number)] if tabs else [0]:
                    if tabs is not None and tabs.isTabEnabled(at):
                        tabs.setCurrentIndex(at)
                    for table in [each for each in tab.findChildren(RowsTable) if each.isVisible()]:
                        for row in range(min(table.rows_model.rowCount(), 2)):
                            table.choose(table.rows_model.key(row))
                    settle(qtbot, frame)
                    where = f"{workspace.tabs.tabText(place)}, {name}, {tabs.tabText(at) if tabs else ''}"
                    for text in said_by(tabs.widget(at) if tabs else tab):
                        yield where, text
    for text in said_by(frame.window):
        yield "the window", text


def ties(blind: Blind, text: str) -> bool:
    said = text.casefold()
    return any(
        (number in said or blind.applications[number] in said) and any(word.casefold() in said for word in whose)
        for number, whose in blind.whose.items()
    )


def test_no_place_of_the_window_tells_who_rates_what_is_sealed(show, qtbot) -> None:
    frame, blind = show(Role.COORDINATOR)
    found, count = [], 0
    windows = [frame.open_window(name) for name in WINDOWS]
    settle(qtbot, frame)
    beside = [("a window", text) for window in windows if window is not None for text in said_by(window)]
    for where, text in [*walk(frame, qtbot), *beside]:
        count += 1
        if ties(blind, text) or any(word in text for word in SCORES):
            found.append((where, text[:300]))
    for window in windows:
        if window is not None:
            window.close()
    assert found == []
    assert count > 1000


def test_a_rater_alone_reads_no_name_of_a_blind_cycle_anywhere(show, qtbot) -> None:
    frame, blind = show()
    names = [word.casefold() for whose in blind.whose.values() for word in whose]
    texts = [*walk(frame, qtbot)]
    assert [(where, text) for where, text in texts if any(word in text.casefold() for word in (*names, *SCORES))] == []
    assert any("Blind ratings" in text for _where, text in texts)


def test_the_window_says_what_is_sealed_until_when_and_opens_as_the_last_sheet_comes_in(show, qtbot) -> None:
    frame, blind = show(Role.COORDINATOR)
    workspace = frame.window.workspace
    program = workspace.context.program
    workspace.go_to("Selection", blind.cycle)
    tab = workspace.current()
    closed = {tab.inner.tabText(at) for at in range(tab.inner.count()) if not tab.inner.isTabEnabled(at)}
    assert {"Ratings", "Results"} <= closed
    assert not closed & {"Criteria", "Raters"}
    assert tab.sealed.text().endswith("sealed for you until your own rating sheets are in: 2 are still open.")
    assert tab.inner.tabText(tab.inner.currentIndex()) in {"Criteria", "Raters"}

    workspace.go_to("Applicants")
    people = workspace.current()
    people.view.cycle.set_value(blind.cycle)
    people.view.cycle_chosen.emit()
    settle(qtbot, frame)
    people.view.table.choose(next(iter(blind.applications.values())))
    assert people.view.beside.currentWidget() is people.view.sealed
    assert "sealed for you" in people.view.sealed.words.text()

    with program.operation("tests.submit", "Handed in", undoable=False) as op:
        from umdesk.storage import models

        rater = op.session.query(models.Rater).filter_by(cycle_id=blind.cycle, name=RITA).one()
        for sheet in op.session.query(models.Sheet).filter_by(rater_id=rater.id):
            sheet.submitted_at = program.now()
    settle(qtbot, frame)
    assert people.view.beside.currentWidget() is people.view.detail
    assert {row.sealed for row in applicants.rows(program, blind.cycle)} == {False}
    workspace.go_to("Selection", blind.cycle)
    settle(qtbot, frame)
    assert tab.sealed.text() == ""
    tab.show_part("Ratings")
    assert tab.inner.tabText(tab.inner.currentIndex()) == "Ratings"
    name = cycles.cycle(program, blind.cycle).name
    assert history.events(program, limit=1)[0].summary == f"Saw the ratings of {name}"
    assert history.undo_step(program) is None
