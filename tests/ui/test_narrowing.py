"""The list of applicants narrowed by chips and filters, kept under a name, and saved as it is shown."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import python_calamine
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton

from umdesk.domain.list_filters import Narrowing
from umdesk.services import applicants, cycles, history, lists
from umdesk.services.applicants import NewApplicant
from umdesk.storage.models import Unit
from umdesk.ui.applicants.filters import ALL, DECIDE, ELIGIBLE
from umdesk.ui.applicants.tab import ApplicantsTab

PEOPLE = (
    NewApplicant("Nelson", "Rebecca", class_code="1379", unit="Yreka", tenure="permanent", received=date(2026, 2, 3)),
    NewApplicant("=Reyes", "Ana", class_code="1379", unit="Redding", tenure="", received=date(2026, 2, 4)),
    NewApplicant("Bruce", "Chase", class_code="5393", unit="Yreka", tenure="permanent", employee_number="000712"),
)


@pytest.fixture
def tab(context, qtbot) -> Iterator[ApplicantsTab]:
    """The tab with three applicants."""
    cycle = cycles.create_cycle(context.program, "Spring 2026")
    for one in PEOPLE:
        applicants.add(context.program, cycle, one)
    shown = ApplicantsTab(context)
    qtbot.addWidget(shown)
    shown.resize(1200, 700)
    shown.show()
    yield shown
    context.runner.finish()


def names(tab: ApplicantsTab) -> list[str]:
    return [row.last_name for row in tab.view.model.rows()]


def shown_chips(tab: ApplicantsTab) -> list[QPushButton]:
    return [chip for chip in tab.view.filter_chips.findChildren(QPushButton) if not chip.isHidden()]


def chips(tab: ApplicantsTab) -> list[str]:
    return [chip.text() for chip in shown_chips(tab)]


def entries(menu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def test_filters_of_a_kind_widen_kinds_narrow_and_the_states_count_what_is_left(tab):
    tab.narrower.add(("unit", "Yreka"), "Yreka")
    assert names(tab) == ["Nelson", "Bruce"]
    tab.narrower.add(("class", "5393"), "5393 Associate")
    assert names(tab) == ["Bruce"]
    tab.narrower.add(("class", "1379"), "1379 Office Assistant")
    assert names(tab) == ["Nelson", "Bruce"]
    tab.view.chips.choose(ELIGIBLE)
    assert names(tab) == ["Nelson"]

    labels = [button.text() for button in tab.view.chips.findChildren(QPushButton)]
    assert labels[:2] == ["All  2", "Eligible  1"]
    assert chips(tab) == ["Unit: Yreka", "Class: 5393 Associate", "Class: 1379 Office Assistant"]


def test_a_chip_goes_by_keyboard_and_the_focus_goes_on(tab, qtbot):
    tab.narrower.add(("unit", "Yreka"), "Yreka")
    tab.narrower.add(("needs", "letter"), "A letter")
    first = shown_chips(tab)[0]
    assert first.accessibleName() == "Remove the filter Unit: Yreka"
    tab.activateWindow()
    qtbot.waitUntil(tab.isActiveWindow)
    first.setFocus()

    qtbot.keyClick(first, Qt.Key.Key_Delete)
    assert chips(tab) == ["Needs: A letter"]
    left = tab.focusWidget()
    assert left.text() == "Needs: A letter"
    qtbot.keyClick(left, Qt.Key.Key_Space)

    assert chips(tab) == []
    assert not tab.view.filter_chips.isVisible()
    assert tab.focusWidget() is tab.view.filter_button
    assert len(names(tab)) == 3


def test_a_value_is_picked_by_a_few_letters_and_enter(tab, qtbot):
    menu = tab.view.filter_button.menu()
    next(action for action in menu.actions() if action.text() == "Unit…").trigger()
    (dialog,) = [each for each in tab.view.findChildren(QDialog) if each.isVisible()]

    qtbot.keyClicks(dialog.search, "yr")
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)

    assert chips(tab) == ["Unit: Yreka"]


def test_the_few_values_of_a_kind_are_listed_with_their_counts(tab):
    inside = next(action.menu() for action in tab.view.filter_button.menu().actions() if action.text() == "Received")

    inside.aboutToShow.emit()

    assert entries(inside) == ["Day not known   1", "In time   2"]
    inside.actions()[0].trigger()
    assert names(tab) == ["Bruce"]


def test_a_list_is_saved_chosen_renamed_and_removed(tab, context):
    menu = tab.view.lists_button.menu()
    assert entries(menu) == ["&Save this list…"]
    tab.narrower.narrow(Narrowing(DECIDE, (("unit", "Redding"),), "ana"))
    assert tab.narrower.words() == "To decide, Unit: Redding, “ana”"
    tab.lists.save("Call Redding")
    tab.narrower.clear()
    assert len(names(tab)) == 3

    menu.actions()[0].trigger()
    assert names(tab) == ["=Reyes"]
    assert (tab.view.search.text(), tab.view.chips.current(), chips(tab)) == ("ana", DECIDE, ["Unit: Redding"])
    assert entries(menu)[1:] == ["&Save this list…", "Re&name “Call Redding”…", "&Remove “Call Redding”"]
    menu.actions()[-1].trigger()
    assert lists.saved(context.program, "applicants") == ()
    assert entries(menu) == ["&Save this list…"]
    history.undo(context.program)
    assert entries(menu)[0] == "Call Redding"


def test_showing_a_record_lets_nothing_narrow_the_list(tab, context):
    tab.narrower.narrow(Narrowing(DECIDE, (("unit", "Redding"),), "ana"))
    (bruce,) = [row for row in tab.view.model.all_rows() if row.last_name == "Bruce"]

    tab.show_record(bruce.id)

    assert tab.view.table.current_key() == bruce.id
    assert tab.narrower.narrowing() == Narrowing(ALL)


def test_the_list_is_saved_as_it_is_shown(tab, context, tmp_path: Path, qtbot):
    tab.view.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    tab.view.table.horizontalHeader().moveSection(1, 0)
    tab.view.table.setColumnHidden(2, True)
    tab.narrower.add(("class", "1379"), "1379 Office Assistant")
    tab.resize(700, 700)  # too narrow for the unit, which the workbook has all the same

    tab.saver.save_to(tmp_path / "list.xlsx")
    qtbot.waitUntil(lambda: not context.runner.busy)

    sheet = python_calamine.load_workbook(tmp_path / "list.xlsx").get_sheet_by_index(0).to_python()
    assert sheet[0] == ["Name", "Number", "Unit", "Received", "Status"]
    assert [row[0] for row in sheet[1:]] == ["Nelson, Rebecca", "=Reyes, Ana"]
    assert sheet[1][1:4] == ["2026-0001", "Yreka", date(2026, 2, 3)]
    said = "Applicants, Spring 2026, Class: 1379 Office Assistant was saved as a workbook (2 rows)"
    assert history.events(context.program)[0].summary == said


def test_what_happens_while_a_long_list_is_read_is_followed_after(tab, context, qtbot):
    nelson = tab.view.model.rows()[0]
    context.announced.connect(tab.refresh)

    tab.reader.load(tab.reader.cycle, long=True)
    applicants.edit_person(context.program, nelson.person_id, {"last_name": "Zeller"})
    applicants.withdraw(context.program, nelson.id, "moved away")
    qtbot.waitUntil(lambda: not context.runner.busy)

    assert tab.view.model.all_rows() == list(applicants.rows(context.program))
    assert "Withdrawn  1" in [button.text() for button in tab.view.chips.findChildren(QPushButton)]


def test_a_step_of_many_records_is_undone_off_the_thread_of_the_window(open_frame, qtbot):
    workspace = open_frame.window.workspace
    with workspace.context.program.operation("tests.units", "Added 301 units") as op:
        op.session.add_all([Unit(name=f"Unit {number}") for number in range(301)])

    workspace.undo()
    workspace.undo()
    assert workspace.context.runner.busy
    qtbot.waitUntil(lambda: not workspace.context.runner.busy)

    assert history.redo_step(workspace.context.program) == "Added 301 units"
    workspace.redo()
    qtbot.waitUntil(lambda: not workspace.context.runner.busy)
    assert history.undo_step(workspace.context.program) == "Added 301 units"
