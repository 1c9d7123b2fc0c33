"""The page for filled forms: what will happen, each beside what is known, corrections, typing, the import."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.filled_forms import NELSON, pages_only, person, saved, write
from umdesk.services import applicants, attachments, cycles, drafts, history
from umdesk.ui.applicants.forms_back.page import FormsPage
from umdesk.ui.applicants.tab import ApplicantsTab
from umdesk.ui.context import Context

KNOWN = applicants.NewApplicant("Núñez-Nelson", "Rebecca", "704134", class_code="1441", unit="Butte Unit")


@pytest.fixture
def tab(context: Context, qtbot: QtBot) -> ApplicantsTab:
    made = ApplicantsTab(context)
    qtbot.addWidget(made)
    context.announced.connect(made.refresh)
    made.resize(1280, 700)
    made.show()
    return made


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "scan.pdf"
    path.write_bytes(saved(pages_only()))
    return path


def opened(tab: ApplicantsTab, qtbot: QtBot, paths: Sequence[Path]) -> FormsPage:
    tab.take_files(paths)
    page = tab.forms.page
    assert page is not None
    with qtbot.waitSignal(page.planned_now, timeout=10_000):
        pass
    return page


def words(page: FormsPage) -> list[tuple[str, str]]:
    return [(row.file, row.words) for row in page.view.model.all_rows()]


def carry_out(page: FormsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.imported_now, timeout=10_000):
        qtbot.mouseClick(page.view.run, Qt.MouseButton.LeftButton)


def test_dropped_forms_are_listed_with_what_will_happen_and_come_in_with_their_files(
    tab: ApplicantsTab, context: Context, qtbot: QtBot, tmp_path: Path, scan: Path
) -> None:
    (tmp_path / "empty.pdf").touch()
    paths = [write(tmp_path / "nelson.pdf", NELSON), write(tmp_path / "same.pdf", NELSON), scan, tmp_path / "empty.pdf"]
    page = opened(tab, qtbot, paths)
    assert tab.forms.shown
    assert tab.help_page == "filled-forms"
    assert words(page) == [
        ("nelson.pdf", "Ready"), ("same.pdf", "Here already"), ("scan.pdf", "Type it in"),
        ("empty.pdf", "Cannot come in"),
    ]  # fmt: skip
    assert page.view.note.text() == "1 form can be typed in from the page."
    assert applicants.rows(context.program) == ()
    carry_out(page, qtbot)
    assert page.view.page_title.text() == "1 application came into Spring 2026"
    (row,) = applicants.rows(context.program)
    assert [one.name for one in attachments.of_application(context.program, row.id)] == ["nelson.pdf"]
    qtbot.mouseClick(page.view.finish, Qt.MouseButton.LeftButton)
    assert tab.pages.currentWidget() is tab.view
    history.undo(context.program)
    assert cycles.list_cycles(context.program) == ()


def test_a_form_stands_beside_what_is_on_file_with_the_differences_in_words(
    tab: ApplicantsTab, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    applicants.add(context.program, None, KNOWN, new_cycle="Fall 2025")
    cycles.create_cycle(context.program, "spring 2026")
    page = opened(tab, qtbot, [write(tmp_path / "nelson.pdf", NELSON)])
    chosen = page.view.chosen
    assert page.view.cycle.cycle_name() == "spring 2026"
    assert chosen.fields["statement"].raw() == NELSON["statement"]
    assert "On file by this number: Rebecca Núñez-Nelson. Applied before: 2026-0001" in chosen.person.text()
    assert chosen.known["class_code"].text() == "Differs. On file: 1441"
    assert chosen.known["unit"].text() == "The same is on file."
    assert chosen.known["statement"].text() == ""


def test_a_form_without_a_number_stands_beside_the_application_that_it_is_likely_to_repeat(
    tab: ApplicantsTab, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    like = applicants.NewApplicant("Nunes-Nelson", "Rebecca", class_code="1379", unit="Tehama Unit")
    applicants.add(context.program, None, like, new_cycle="Spring 2026")
    page = opened(tab, qtbot, [write(tmp_path / "nelson.pdf", {**NELSON, "employee_number": ""})])
    assert words(page) == [("nelson.pdf", "Needs you")]
    assert page.view.chosen.person.text() == "Beside application 2026-0001: Nunes-Nelson, Rebecca."
    assert page.view.chosen.known["unit"].text() == "Differs. On file: Tehama Unit"


def test_a_value_is_put_right_before_it_comes_in(
    tab: ApplicantsTab, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    page = opened(tab, qtbot, [write(tmp_path / "nelson.pdf", {**NELSON, "class_date": "31/31/2022"})])
    chosen = page.view.chosen
    assert words(page) == [("nelson.pdf", "Needs you")]
    assert "This is not a date" in chosen.fields["class_date"].reason()
    chosen.fields["class_date"].set_raw("9/28/2022")
    chosen.fields["class_date"].left.emit()
    chosen.day.set_raw("Feb 3, 2026")
    chosen.day.left.emit()
    assert words(page) == [("nelson.pdf", "Ready")]
    qtbot.mouseClick(page.view.back, Qt.MouseButton.LeftButton)
    assert "1 value you put right or decided would be lost" in page.view.note.text()
    carry_out(page, qtbot)
    (row,) = applicants.rows(context.program)
    assert row.received == date(2026, 2, 3)


def test_a_value_that_was_put_right_is_here_again_when_the_same_file_comes_again(
    tab: ApplicantsTab, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    path = write(tmp_path / "nelson.pdf", NELSON)
    page = opened(tab, qtbot, [path])
    page.view.chosen.fields["unit"].set_raw("Tehama Unit")
    page.view.chosen.fields["unit"].left.emit()
    page = opened(tab, qtbot, [path])
    assert page.view.chosen.fields["unit"].raw() == "Tehama Unit"
    carry_out(page, qtbot)
    (row,) = applicants.rows(context.program)
    assert row.unit == "Tehama Unit"
    assert drafts.recovered(context.program) == []


def test_doubtful_forms_are_decided_in_place(
    tab: ApplicantsTab, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    near = {**NELSON, "last_name": "Nuñez-Nelsen", "employee_number": ""}
    page = opened(tab, qtbot, [write(tmp_path / "nelson.pdf", NELSON), write(tmp_path / "near.pdf", near)])
    page.view.table.choose("2")
    bar = page.view.chosen.bar
    assert bar.words.text().startswith(
        "near.pdf, Nuñez-Nelsen, Rebecca: A similar name and the same class as nelson.pdf"
    )
    qtbot.mouseClick(bar.bring_in, Qt.MouseButton.LeftButton)
    assert page.view.run.text() == "Import 2 applications"


def test_a_form_without_fields_is_typed_from_its_page_and_keeps_its_file(
    tab: ApplicantsTab, context: Context, qtbot: QtBot, scan: Path
) -> None:
    page = opened(tab, qtbot, [scan])
    chosen = page.view.chosen
    assert "flattened by a printer" in chosen.about.text()
    qtbot.waitUntil(lambda: chosen.page.count.text() == "1 page")
    qtbot.mouseClick(chosen.type_in, Qt.MouseButton.LeftButton)
    adding = page.typing.adding
    adding.cycle.name.set_value("Spring 2026")
    adding.fields.person["last_name"].set_value("Lee")
    adding.fields.code.set_value("1379")
    qtbot.mouseClick(adding.add_button, Qt.MouseButton.LeftButton)
    assert words(page) == [("scan.pdf", "Typed in")]
    (row,) = applicants.rows(context.program)
    detail = applicants.detail(context.program, row.id)
    assert detail is not None
    assert detail.came_as == "PDF"
    assert [one.name for one in attachments.of_application(context.program, row.id)] == ["scan.pdf"]


def test_late_forms_ask_for_the_reason_in_place(
    tab: ApplicantsTab, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    cycle_id = cycles.create_cycle(context.program, "Spring 2026")
    cycles.edit_cycle(context.program, cycle_id, cycles.CycleChanges(closes=date(2026, 4, 30)))
    page = opened(tab, qtbot, [write(tmp_path / "nelson.pdf", NELSON)])
    assert not page.view.reason.isHidden()
    assert page.view.note.text() == "1 application came late: say why it is taken in."
    qtbot.mouseClick(page.view.run, Qt.MouseButton.LeftButton)
    assert page.view.reason.reason() == "Reason to take them in is needed."
    page.view.reason.set_value("The mail was slow")
    carry_out(page, qtbot)
    assert len(applicants.rows(context.program)) == 1


def test_reading_can_be_cancelled_and_nothing_is_left(
    tab: ApplicantsTab, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    paths = [write(tmp_path / f"{at}.pdf", person(at)) for at in range(20)]
    context.runner.started.connect(lambda task: task.progress.cancel())
    before = history.events(context.program, None, 10)
    with qtbot.waitSignal(context.runner.ended, timeout=10_000):
        tab.take_files(paths)
    assert not tab.forms.shown
    assert history.events(context.program, None, 10) == before


def test_forms_and_spreadsheets_together_are_a_sentence(
    tab: ApplicantsTab, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet = tmp_path / "list.csv"
    sheet.write_text("Last name,Class code\nLee,1379\n")
    with qtbot.waitSignal(context.runner.refused) as refused:
        tab.take_files([sheet, write(tmp_path / "nelson.pdf", NELSON)])
    assert "cannot come in together" in str(refused.args[0])
    assert tab.forms.page is None


def test_after_the_import_come_the_next_steps_and_an_undo_shows_the_forms_again(
    tab: ApplicantsTab, context: Context, qtbot: QtBot, tmp_path: Path
) -> None:
    form = write(tmp_path / "nelson.pdf", NELSON)
    page = opened(tab, qtbot, [form])
    page.view.reason.set_value("The mail was slow")
    assert page.view.next_steps.isHidden()
    carry_out(page, qtbot)
    assert page.view.chosen.person.text().startswith("Came in as 20")
    (cycle,) = cycles.list_cycles(context.program)
    wanted: list[str] = []
    context.window_wanted.connect(wanted.append)
    page.view.next_steps.letters.click()
    page.view.next_steps.duplicates.click()
    assert wanted == [f"letters {cycle.id}", "duplicates"]
    history.undo(context.program)
    qtbot.waitUntil(lambda: words(page) == [("nelson.pdf", "Ready")])
    assert page.view.next_steps.isHidden()
    page = opened(tab, qtbot, [form])
    assert page.view.reason.value() in (None, "")
