"""The import page: file, columns, what will happen, decisions, the import, the rest."""

from datetime import date
from pathlib import Path

import pytest
import python_calamine
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.applications import BRUCE, HEADER, NELSON, write_xlsx
from umdesk.domain.intake.fields import Field
from umdesk.services import applicants, cycles, history
from umdesk.ui.applicants.importing import ImportPage
from umdesk.ui.applicants.tab import ApplicantsTab
from umdesk.ui.context import Context

NEAR = ("Nleson", "Rebecca", "", *NELSON[3:])
BAD_DATE = (*BRUCE[:6], "31/31/2024", BRUCE[7])
NO_NAME = ("", "Ann", "333333", *NELSON[3:])


@pytest.fixture
def tab(context: Context, qtbot: QtBot) -> ApplicantsTab:
    made = ApplicantsTab(context)
    qtbot.addWidget(made)
    context.announced.connect(made.refresh)
    made.resize(1280, 700)
    made.show()
    return made


def opened(tab: ApplicantsTab, qtbot: QtBot, path: Path) -> ImportPage:
    with qtbot.waitSignal(tab.importing.planned_now, timeout=10_000):
        tab.take_files([path])
    return tab.importing


def counts(page: ImportPage) -> dict[str, int]:
    kinds = [row.kind for row in page.view.rows.model.all_rows()]
    return {kind: kinds.count(kind) for kind in sorted(set(kinds))}


def carry_out(page: ImportPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.imported_now, timeout=10_000):
        qtbot.mouseClick(page.view.run, Qt.MouseButton.LeftButton)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    rows = [("Applications",), (), HEADER, NELSON, NELSON, NEAR, BAD_DATE, NO_NAME, ("Total", 5)]
    return write_xlsx(tmp_path / "list.xlsx", rows)


def test_a_dropped_file_is_read_and_its_rows_are_shown_before_anything_comes_in(
    tab: ApplicantsTab, context: Context, qtbot: QtBot, file: Path
) -> None:
    page = opened(tab, qtbot, file)
    assert tab.pages.currentWidget() is page
    assert page.view.file_name.text() == "list.xlsx"
    assert page.view.header.value() == 3
    assert counts(page) == {"imported": 1, "duplicate": 1, "attention": 2, "refused": 1, "no row": 1}
    assert page.view.run.text() == "Import 1 application"
    assert page.view.note.text() == "2 rows will wait for your decision."
    assert applicants.rows(context.program) == ()
    page.view.rows.show_kind("refused")
    assert [row.line for row in page.view.rows.model.rows()] == [8]


def test_rows_that_need_a_decision_are_decided_in_place(
    tab: ApplicantsTab, context: Context, qtbot: QtBot, file: Path
) -> None:
    page = opened(tab, qtbot, file)
    rows = page.view.rows
    rows.table.choose("6")
    assert "one person or two?" in rows.bar.words.text()
    qtbot.mouseClick(rows.bar.same, Qt.MouseButton.LeftButton)
    assert counts(page)["duplicate"] == 2
    rows.table.choose("7")
    rows.bar.dates[Field.CLASS_DATE].set_value(date(2024, 12, 31))
    qtbot.mouseClick(rows.bar.use_dates, Qt.MouseButton.LeftButton)
    assert "attention" not in counts(page)
    assert page.view.run.text() == "Import 2 applications"
    qtbot.mouseClick(rows.bar.take_back, Qt.MouseButton.LeftButton)
    assert counts(page)["attention"] == 1
    qtbot.mouseClick(rows.bar.bring_in, Qt.MouseButton.LeftButton)
    carry_out(page, qtbot)
    assert [row.last_name for row in applicants.rows(context.program)] == ["Nelson", "Bruce"]


def test_after_the_import_the_rest_can_be_saved_and_undo_takes_all_back(
    tab: ApplicantsTab, context: Context, qtbot: QtBot, file: Path, tmp_path: Path
) -> None:
    page = opened(tab, qtbot, file)
    page.view.cycle.name.set_value("Autumn")
    carry_out(page, qtbot)
    assert page.view.page_title.text() == "1 application came into Autumn"
    page.save_rest(tmp_path / "rest.xlsx")
    saved = python_calamine.load_workbook(tmp_path / "rest.xlsx").get_sheet_by_index(0).to_python()
    assert [row[0] for row in saved] == ["Line", 5.0, 6.0, 7.0, 8.0]
    assert page.view.next_steps.isVisible()
    history.undo(context.program)
    assert page.view.run.text() == "Import 1 application"
    assert page.view.next_steps.isHidden()
    history.redo(context.program)
    qtbot.mouseClick(page.view.back, Qt.MouseButton.LeftButton)
    assert tab.pages.currentWidget() is tab.view
    assert [row.last_name for row in tab.view.model.rows()] == ["Nelson"]
    history.undo(context.program)
    assert cycles.list_cycles(context.program) == ()


def test_rows_that_wait_can_still_be_decided_after_the_import(
    tab: ApplicantsTab, context: Context, qtbot: QtBot, file: Path
) -> None:
    page = opened(tab, qtbot, file)
    carry_out(page, qtbot)
    assert page.view.rows.bar.isHidden()
    qtbot.mouseClick(page.view.decide_rest, Qt.MouseButton.LeftButton)
    assert counts(page) == {"duplicate": 2, "attention": 2, "refused": 1, "no row": 1}
    page.view.rows.table.choose("7")
    qtbot.mouseClick(page.view.rows.bar.bring_in, Qt.MouseButton.LeftButton)
    carry_out(page, qtbot)
    assert len(applicants.rows(context.program)) == 2
    assert len(cycles.list_cycles(context.program)) == 1


def test_two_columns_for_one_field_are_settled_by_a_choice(tab: ApplicantsTab, qtbot: QtBot, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "two.xlsx", [(*HEADER, "Received", "DOB"), (*NELSON, "2/2/2026", "1/1/1980")])
    page = opened(tab, qtbot, path)
    assert "both could be the date received" in page.view.columns_note.text()
    assert not page.view.run.isEnabled()
    assert 9 not in page.view.columns.boxes
    box = page.view.columns.boxes[8]
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert page.view.columns_note.text() == "Never collected, so left out: DOB. Not used: Received."
    assert page.view.run.isEnabled()


def test_a_header_that_nobody_can_guess_can_be_chosen(tab: ApplicantsTab, qtbot: QtBot, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "odd.xlsx", [("Alpha", "Beta", "Gamma"), NELSON[:3], ("Lee", "Bo", "1")])
    page = opened(tab, qtbot, path)
    assert "no header line that umdesk can guess" in page.view.columns_note.text()
    page.view.header.set_value(1)
    page.view.header.edited.emit()
    assert "No column is the last name or the name." in page.view.columns_note.text()
    for index, field in enumerate((Field.LAST_NAME, Field.FIRST_NAME, Field.CLASS_TITLE)):
        box = page.view.columns.boxes[index]
        box.setCurrentIndex(list(Field).index(field) + 1)
        box.activated.emit(box.currentIndex())
    assert counts(page) == {"imported": 2}


def test_a_file_that_cannot_be_read_is_a_sentence(tab: ApplicantsTab, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "letter.xlsx").write_text("Dear Maria,\nhere they are.\n")
    tab.take_files([tmp_path / "letter.xlsx"])
    page = tab.importing
    qtbot.waitUntil(lambda: "is not a spreadsheet that umdesk can read." in page.view.file_note.text())
    assert page.view.pages.currentWidget() is page.view.no_file


def test_the_same_file_again_has_nothing_to_import(tab: ApplicantsTab, qtbot: QtBot, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "list.xlsx", [HEADER, NELSON, BRUCE])
    page = opened(tab, qtbot, path)
    carry_out(page, qtbot)
    page = opened(tab, qtbot, path)
    assert page.view.run.text() == "Nothing to import"
    assert not page.view.run.isEnabled()
    assert counts(page) == {"duplicate": 2}


def test_after_a_decision_the_next_row_that_needs_one_is_chosen(tab: ApplicantsTab, qtbot: QtBot, file: Path) -> None:
    page = opened(tab, qtbot, file)
    rows = page.view.rows
    rows.show_kind("attention")
    assert rows.table.current_key() == "6"
    qtbot.mouseClick(rows.bar.same, Qt.MouseButton.LeftButton)
    assert rows.table.current_key() == "7"
    assert "is not a date" in rows.bar.words.text()
    assert rows.table.hasFocus()
    qtbot.mouseClick(rows.bar.bring_in, Qt.MouseButton.LeftButton)
    assert rows.bar.isHidden()


def test_a_new_cycle_is_called_after_the_dates_received_unless_a_name_was_typed(
    tab: ApplicantsTab, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    late = [(*NELSON[:7], "9/15/2025"), (*BRUCE[:7], "10/9/2025")]
    page = opened(tab, qtbot, write_xlsx(tmp_path / "fall.xlsx", [HEADER, *late]))
    assert page.view.cycle.name.raw() == "Fall 2025"
    assert counts(page) == {"imported": 2}

    page = opened(tab, qtbot, write_xlsx(tmp_path / "spring.xlsx", [HEADER, NELSON, BRUCE]))
    assert page.view.cycle.name.raw() == "Spring 2026"

    page.view.cycle.name.line.clear()
    qtbot.keyClicks(page.view.cycle.name.line, "Pilot")
    page = opened(tab, qtbot, write_xlsx(tmp_path / "fall again.xlsx", [HEADER, *late]))
    assert page.view.cycle.name.raw() == "Pilot"
    carry_out(page, qtbot)
    assert [cycle.name for cycle in cycles.list_cycles(context.program)] == ["Pilot"]


def test_rows_without_a_day_received_take_the_day_on_which_the_list_came(
    tab: ApplicantsTab, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    page = opened(tab, qtbot, write_xlsx(tmp_path / "dated.xlsx", [HEADER, NELSON]))
    assert page.view.arrived.isHidden()
    page = opened(tab, qtbot, write_xlsx(tmp_path / "undated.xlsx", [HEADER[:7], NELSON[:7], BRUCE[:7]]))
    assert page.view.arrived.isVisible()
    assert page.view.arrived.value() == context.program.today()
    page.view.arrived.set_value(date(2026, 2, 3))
    page.view.arrived.left.emit()
    assert {verdict.entry.received for verdict in page._draft.plan.verdicts} == {date(2026, 2, 3)}
    page.view.arrived.set_value(None)
    page.view.arrived.left.emit()
    assert {verdict.entry.received for verdict in page._draft.plan.verdicts} == {None}
    assert page._draft.plan.undated == 2


def test_classes_that_nobody_knows_are_named_before_the_import(
    tab: ApplicantsTab, qtbot: QtBot, tmp_path: Path
) -> None:
    rows = [(f"Helper{at}", "Ann", str(300000 + at), str(7000 + at), "Shop Helper", *NELSON[5:]) for at in range(7)]
    page = opened(tab, qtbot, write_xlsx(tmp_path / "one.xlsx", [HEADER, NELSON, rows[0]]))
    assert "Class 7000 is not in the class list: you decide about" in page.view.columns_note.text()
    page = opened(tab, qtbot, write_xlsx(tmp_path / "many.xlsx", [HEADER, *rows]))
    assert "Classes 7000, 7001, 7002, 7003, 7004 and 2 more are not" in page.view.columns_note.text()
