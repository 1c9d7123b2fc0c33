"""T&D, exams and duties by hand: agree, print, sign, end early; exams on a list; duties that wait for HR; holidays."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from tests.services.plans.conftest import Someone, someone
from umdesk.domain.exams import Exam
from umdesk.domain.td_words import Purpose
from umdesk.domain.words import ExamOutcome, ListKind, Role
from umdesk.services import drafts, history, holidays
from umdesk.services.plans import duties, exams, td_agreements
from umdesk.services.plans.td_agreements import Agreement
from umdesk.services.programs import Program, SignedIn
from umdesk.ui.context import Context
from umdesk.ui.holidays.window import HolidaysWindow
from umdesk.ui.plans.tab import PlansTab


@pytest.fixture
def rebecca(program: Program) -> Someone:
    """A participant with an empty draft."""
    return someone(program)


@pytest.fixture
def tab(qtbot: QtBot, context: Context, rebecca: Someone) -> Iterator[PlansTab]:
    """The tab with the plan open."""
    made = PlansTab(context)
    context.announced.connect(made.refresh)
    made.resize(1260, 700)
    qtbot.addWidget(made)
    made.show()
    made.open_plan(rebecca.participation)
    yield made
    made.settle()


def agreement(program: Program, someone: Someone) -> Agreement:
    (found,) = td_agreements.listed(program, someone.participation)
    return found


def test_an_assignment_is_agreed_printed_signed_and_ends_early(
    tab: PlansTab, qtbot: QtBot, program: Program, rebecca: Someone
) -> None:
    tab.editor.go_to_page("td")
    page = tab.editor.beside.page("td")
    assert not page.agreement.isVisible()
    fields = page.form.fields
    fields["first"].set_value(date(2026, 5, 1))
    fields["last"].set_value(date(2026, 10, 31))
    fields["class_code"].set_value("5157")
    assert page.form.press()
    assert page.table.current_key() == agreement(program, rebecca).id
    assert page.agreement.stands.text() == "Not printed yet"
    assert page.agreement.missing.text() == (
        "Missing before it can be printed to sign: the purpose, the duties, the new unit and the new supervisor."
    )
    window = page.show_page(agreement(program, rebecca).id)
    qtbot.waitUntil(lambda: window.pane.page_count() == 2, timeout=10_000)
    assert (window.to_sign.isVisible(), window.to_sign.isEnabled()) == (True, False)
    window.close()
    page.put_right()
    assert page.terms.heading.text() == "The terms of the chosen assignment"
    assert fields["current_supervisor"].value() == "Dana Whitfield"
    for name, text in (("duties", "Accounts"), ("to_unit", "Fiscal"), ("new_supervisor", "Sam Ortiz")):
        fields[name].set_value(text)
    fields[Purpose.FIELD.name].set_value(True)
    assert page.form.press()
    assert agreement(program, rebecca).terms.purposes == (Purpose.FIELD,)
    assert not page.agreement.missing.isVisible()
    window = page.show_page(agreement(program, rebecca).id)
    qtbot.waitUntil(window.to_sign.isEnabled, timeout=10_000)
    window.pane.ask_for_printer = lambda: None  # no printer in a test
    window.print_to_sign()
    qtbot.waitUntil(lambda: bool(agreement(program, rebecca).number), timeout=10_000)
    qtbot.waitUntil(lambda: "kept as it was printed: 2 pages" in window.note.text(), timeout=10_000)
    assert not window.to_sign.isVisible()
    window.close()
    signing = page.agreement.form
    qtbot.waitUntil(signing.isVisible)
    signing.fields["employee"].set_value(date(2026, 5, 19))
    assert not signing.press()
    assert "lies before the printing" in signing.fields["employee"].reason()
    for name in ("employee", "current_supervisor", "new_supervisor"):
        signing.fields[name].set_value(program.today())
    assert signing.press()
    assert "signed by the employee on May 20, 2026" in page.agreement.stands.text()
    page.early.ask.fields["received"].set_value(date(2026, 5, 20))
    page.early.ask.fields["reason"].set_value("Another offer.")
    assert page.early.ask.press()
    assert page.early.stands.text() == "Request of May 20, 2026 is due by Jun 4, 2026. Reason: Another offer."
    assert page.early.grant.fields["last"].value() == date(2026, 6, 4), "the day by which it is due is put forward"
    assert page.early.grant.press()
    assert page.early.stands.text() == ("Ends early on Jun 4, 2026; agreed until Oct 31, 2026. Reason: Another offer.")
    assert (page.early.ask.isVisible(), page.early.grant.isVisible()) == (False, False)
    page.early.take_back.click()
    assert agreement(program, rebecca).terms.last == date(2026, 10, 31)
    assert page.right.text() == "Agree anew…"
    page.put_right()
    assert "in place of" in page.terms.heading.text()
    fields["duties"].set_value("Budgets")
    assert page.form.press()
    assert agreement(program, rebecca).changed
    assert not signing.isVisible()


def test_the_chosen_activity_fills_in_what_is_empty(tab: PlansTab) -> None:
    tab.editor.go_to_page("td")
    terms = tab.editor.beside.page("td").terms
    first, later = date(2026, 5, 1), date(2026, 6, 1)
    terms.offer(
        [("a", "Budgets"), ("b", "Audits")], {"a": {"first": first, "duties": "Budgets"}, "b": {"first": later}}
    )
    fields = terms.fields
    fields["duties"].set_value("What somebody typed")
    for item, day in (("a", first), ("b", later)):
        fields["item"].set_value(item)
        fields["item"].edited.emit()
        assert fields["first"].value() == day
    assert (fields["duties"].value(), fields["last"].value()) == ("What somebody typed", None)


def test_what_is_typed_of_an_assignment_is_kept(tab: PlansTab, program: Program, rebecca: Someone) -> None:
    tab.editor.go_to_page("td")
    field = tab.editor.beside.page("td").form.fields["duties"]
    field.set_raw("half a sente")
    field.edited.emit()
    tab.settle()
    kept = drafts.of_record(program, rebecca.participation)
    assert kept == {"td_assignment duties": "half a sente"}


def test_an_exam_shows_what_its_result_asks_for(tab: PlansTab, program: Program, rebecca: Someone) -> None:
    tab.editor.go_to_page("exams")
    page = tab.editor.beside.page("exams")
    fields = page.inputs
    assert not fields["list_kind"].isVisible()
    fields["class_code"].set_value("5157")
    fields["outcome"].set_value(ExamOutcome.PASSED)
    fields["outcome"].edited.emit()
    assert fields["list_kind"].isVisible()
    assert not fields["retake_from"].isVisible()
    assert not page.recording.form.press()
    assert fields["taken_on"].reason().startswith("The day of the exam is missing")
    fields["taken_on"].set_value(date(2026, 3, 2))
    assert not fields["list_rank"].isVisible(), "who is on no list has no rank"
    fields["list_kind"].set_value(ListKind.OPEN)
    fields["list_kind"].edited.emit()
    fields["list_rank"].set_value("3")
    fields["list_expires"].set_value(date(2026, 6, 30))
    assert page.recording.form.press()
    (row,) = exams.listed(program, rebecca.participation)
    assert row.exam == Exam(
        "5157", ExamOutcome.PASSED, date(2026, 3, 2), ListKind.OPEN, "3", list_expires=date(2026, 6, 30)
    )
    assert page.said.text() == "On the list until Jun 30, 2026 (41 days left). Open list. Rank: 3"
    page.put_right()
    fields["list_rank"].set_value("4")
    fields["list_rank"].edited.emit()
    for other in (someone(program, "Lee", "Alan", "000123"), rebecca):
        tab.open_plan(other.participation)
        tab.editor.go_to_page("exams")
        assert page.recording.corrects() == ""
    page.put_right()
    assert fields["list_rank"].value() == "4", "what was typed waits while another plan is looked at"
    fields["outcome"].set_value(ExamOutcome.FAILED)
    fields["outcome"].edited.emit()
    fields["retake_from"].set_value(date(2027, 3, 2))
    assert page.recording.form.press()
    (row,) = exams.listed(program, rebecca.participation)
    assert (row.exam.list_kind, row.standing) == (None, "May be taken again from Mar 2, 2027")
    page.remove.click()
    assert exams.listed(program, rebecca.participation) == ()


def test_duties_wait_for_hr(tab: PlansTab, program: Program, rebecca: Someone) -> None:
    tab.editor.go_to_page("duties")
    page = tab.editor.beside.page("duties")
    page.inputs["starts"].set_value(date(2026, 6, 1))
    page.inputs["old_duties"].set_value("Files invoices")
    page.inputs["new_duties"].set_value("Checks invoices")
    assert page.recording.form.press()
    assert page.said.text() == "Waits for HR. Old duties: Files invoices. New duties: Checks invoices"
    assert page.right.text() == "Enter HR's approval…"
    page.right.click()
    assert page.window().focusWidget() is page.inputs["hr_approved_by"].editor
    page.inputs["hr_approved_by"].set_value("Ana Lopez")
    page.inputs["hr_approved_on"].set_value(date(2026, 5, 20))
    assert page.recording.form.press()
    assert page.said.text().startswith("Approved by Ana Lopez on May 20, 2026. Old duties")
    assert page.right.text() == "Put it right…"
    history.undo(program)
    assert not duties.listed(program, rebecca.participation)[0].duties.approved


def test_a_reader_sees_and_changes_nothing(context: Context, qtbot: QtBot, program: Program, rebecca: Someone) -> None:
    terms = td_agreements.Terms(date(2026, 5, 1), date(2026, 10, 31), Decimal("0.5"))
    td_agreements.record(program, rebecca.participation, terms)
    exams.add(program, rebecca.participation, Exam("5157", ExamOutcome.PLANNED))
    program.account = SignedIn(program.account.account_id, "Eve Lindgren", frozenset({Role.READER}))
    refused: list[object] = []
    context.runner.refused.connect(refused.append)
    tab = PlansTab(context)
    qtbot.addWidget(tab)
    tab.show()
    tab.open_plan(rebecca.participation)
    assert refused == []
    editor = tab.editor
    editor.go_to_page("td")
    assert editor.beside.page("td").agreement.isVisible()
    assert editor.beside.page("td").box.note.text() == "Hours for part time are our reading of 2 CCR 438.1: ask HR."
    hidden = [
        editor.beside.page("td").terms,
        editor.beside.page("td").right,
        editor.beside.page("td").remove,
        editor.beside.page("td").early.ask,
        editor.beside.page("td").early.take_back,
    ]
    assert [part.isVisible() for part in hidden] == [False] * 5
    editor.go_to_page("exams")
    assert editor.beside.page("exams").table.rows_model.rowCount() == 1
    assert not editor.beside.page("exams").recording.isVisible()
    assert not editor.beside.page("exams").right.isVisible()
    editor.go_to_page("duties")
    assert not editor.beside.page("duties").recording.isVisible()


def test_the_window_of_holidays(context: Context, qtbot: QtBot, program: Program) -> None:
    window = HolidaysWindow(context)
    qtbot.addWidget(window)
    window.show()
    assert (window.fill.text(), window.note.text()) == ("Fill in 2028", "")
    assert window.table.rows_model.rowCount() == 22
    window.form.fields["on"].set_value(date(2026, 6, 1))
    window.form.fields["name"].set_value("Mourning")
    assert window.form.press()
    qtbot.waitUntil(lambda: window.table.rows_model.rowCount() == 23)
    window.fill.click()
    qtbot.waitUntil(lambda: window.fill.text() == "Fill in 2029")
    for row in holidays.listed(program).rows:
        if row.on.year == 2027:
            holidays.remove(program, row.id)
    said = "No holidays of 2027 are on file: due days in 2027 leave out weekends only."
    qtbot.waitUntil(lambda: window.note.text() == said)
    assert window.fill.text() == "Fill in 2027"
