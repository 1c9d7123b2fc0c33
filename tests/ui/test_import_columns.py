"""Columns chosen by hand are kept for their sender, taken again with the same headers, refused and forgotten."""

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.applications import BRUCE, NELSON, write_xlsx
from tests.ui.test_import_page import carry_out, counts, opened, tab
from umdesk.domain.intake.fields import Field
from umdesk.services import columns
from umdesk.ui.applicants.importcolumns import field_words
from umdesk.ui.applicants.importing import ImportPage
from umdesk.ui.applicants.tab import ApplicantsTab
from umdesk.ui.context import Context

__all__ = ["tab"]
ODD = ("Last Name", "First Name", "Key", "Kind", "Classification", "Tenure", "Appt. Date", "Date Rec'd")


def choose(page: ImportPage, column: int, field: Field) -> None:
    box = page.view.columns.boxes[column]
    box.setCurrentText(field_words(field))
    box.activated.emit(box.currentIndex())


def test_columns_of_a_sender_are_kept_and_come_back(
    tab: ApplicantsTab, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    page = opened(tab, qtbot, write_xlsx(tmp_path / "one.xlsx", [ODD, NELSON]))
    assert page.view.taken.isHidden()
    choose(page, 2, Field.EMPLOYEE_NUMBER)
    choose(page, 3, Field.CLASS_CODE)
    assert page.view.keep.isHidden()
    carry_out(page, qtbot)
    assert page.view.keep.isVisible()
    page.view.keep.unfold()
    page.view.keep.fields["sender"].set_value("Redding personnel office")
    page.view.keep.confirm.click()
    assert page.view.keep.isHidden()
    assert [kept.sender for kept in columns.kept(context.program)] == ["Redding personnel office"]

    page = opened(tab, qtbot, write_xlsx(tmp_path / "two.xlsx", [("List of May",), (), ODD, BRUCE]))
    assert page.view.taken.isVisible()
    assert "As kept for Redding personnel office" in page.view.taken.note.text()
    (verdict,) = page._draft.plan.verdicts
    assert (verdict.entry.employee_number, verdict.entry.class_code) == ("429163", "6291")

    page.view.taken.guess.click()
    assert page.view.taken.isHidden()
    assert page._draft.layout().column(Field.EMPLOYEE_NUMBER) is None
    assert columns.kept(context.program)

    page = opened(tab, qtbot, tmp_path / "two.xlsx")
    page.view.taken.forget.click()
    assert page.view.taken.isHidden()
    assert columns.kept(context.program) == ()
    assert counts(page) == {"imported": 1}


def test_a_column_chosen_with_the_keyboard_keeps_its_box_and_the_focus(
    tab: ApplicantsTab, qtbot: QtBot, tmp_path: Path
) -> None:
    page = opened(tab, qtbot, write_xlsx(tmp_path / "one.xlsx", [ODD, NELSON]))
    box = page.view.columns.boxes[2]
    box.setFocus()
    box.showPopup()
    popup = box.view()
    popup.setCurrentIndex(box.model().index(box.findText(field_words(Field.EMPLOYEE_NUMBER)), 0))
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert page._draft.choices[2] is Field.EMPLOYEE_NUMBER
    assert page.view.columns.boxes[2] is box
    assert box.currentText() == "Employee number"
    assert field_words(Field.TD_HISTORY) == "T&D assignments so far"


def test_what_a_reader_has_to_know_of_a_sheet_is_said(tab: ApplicantsTab, qtbot: QtBot, tmp_path: Path) -> None:
    rows = [ODD, NELSON, (), ("Unit", "Applications"), ("Butte", "1")]
    page = opened(tab, qtbot, write_xlsx(tmp_path / "two tables.xlsx", rows))
    assert "Lines 4–5 are of another table in the sheet" in page.view.columns_note.text()
