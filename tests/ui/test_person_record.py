"""The page Record of a person, and the window that exports everything."""

import zipfile
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.held import held
from umdesk.domain.words import Role
from umdesk.jobs.output import SAVED
from umdesk.services import applicants, disagreements, disclosures, history
from umdesk.services.applicants import NewApplicant
from umdesk.services.plans import start_participation
from umdesk.services.programs import Program, SignedIn
from umdesk.ui.applicants.tab import ApplicantsTab
from umdesk.ui.context import Context
from umdesk.ui.dumping import DumpWindow
from umdesk.ui.frame import Frame
from umdesk.ui.people.record import RecordPanel
from umdesk.ui.people.window import PersonWindow


@pytest.fixture
def ana(program: Program) -> str:
    """An application of Ana Lee <b>."""
    lee = NewApplicant("Lee <b>", "Ana", employee_number="4711", class_code="1379", received=date(2026, 2, 9))
    return applicants.add(program, None, lee, new_cycle="Spring 2026")


@pytest.fixture
def tab(context: Context, ana: str, qtbot: QtBot) -> ApplicantsTab:
    made = ApplicantsTab(context)
    qtbot.addWidget(made)
    context.announced.connect(made.refresh)
    made.resize(1280, 800)
    made.show()
    made.show_record(ana)
    return made


@pytest.fixture
def person(program: Program, ana: str) -> str:
    return applicants.detail(program, ana).person_id


@pytest.fixture
def window(context: Context, person: str, qtbot: QtBot) -> PersonWindow:
    made = PersonWindow(context, None, person)
    qtbot.addWidget(made)
    made.show()
    made.show_record()
    return made


@pytest.fixture
def page(window: PersonWindow) -> RecordPanel:
    return window.record


def test_f1_leads_to_the_page_on_records(window: PersonWindow) -> None:
    assert window.help_page == "one-persons-record"


def test_everything_on_file_is_shown_and_what_leaves_is_written_down(
    page: RecordPanel, program: Program, person: str, qtbot: QtBot, tmp_path: Path
) -> None:
    page.paper.opener.click()
    page.paper.confirm.click()
    assert page.paper.fields["recipient"].reason() == "To whom it goes is needed."
    page.paper.fields["recipient"].set_value("Ana Lee")
    page.paper.fields["purpose"].set_value("Her request")
    window = page.print_record()
    assert window is not None
    qtbot.waitUntil(lambda: window.pane.page_count() > 0)
    assert "Ana Lee <b>" in window.pane.text()
    assert window.windowTitle() == "One person's record"
    assert disclosures.of_person(program, person) == ()
    assert window.pane.save_to(tmp_path / "record.pdf")
    row = disclosures.of_person(program, person)[0]
    assert (row.recipient, row.purpose, row.how) == ("Ana Lee", "Her request", SAVED)
    assert [found.recipient for found in page._disclosures.rows()] == ["Ana Lee"]


def test_a_statement_is_filed_shown_put_right_and_undone(
    tab: ApplicantsTab, page: RecordPanel, program: Program, person: str
) -> None:
    assert tab.view.detail.disagrees.isHidden()
    page.file.opener.click()
    assert page.file.fields["filed"].value() == date(2026, 5, 20)
    page.file.fields["about"].set_value("Tenure")
    page.file.confirm.click()
    assert page.file.fields["statement"].reason()
    page.file.fields["statement"].set_value("Permanent <since> 2024.")
    page.file.confirm.click()
    assert tab.view.detail.disagrees.text() == "A statement of disagreement is on file."
    page.statements.choose(page._statements.rows()[0].id)
    assert page.statement.text() == "Permanent <since> 2024."
    page.change.opener.click()
    assert page.change.fields["about"].value() == "Tenure"
    page.change.fields["reasons"].set_value("HR says 2025.")
    page.change.confirm.click()
    assert disagreements.of_person(program, person)[0].text.reasons == "HR says 2025."
    history.undo(program)
    history.undo(program)
    assert page._statements.rows() == []
    assert tab.view.detail.disagrees.isHidden()


def test_a_disclosure_is_added_and_its_recipient_put_right(page: RecordPanel, program: Program, person: str) -> None:
    page.disclose.opener.click()
    fields = page.disclose.fields
    fields["on"].set_value(date(2026, 5, 4))
    fields["recipient"].set_value("HR")
    fields["purpose"].set_value("Transfer")
    fields["what"].set_value("Tenure")
    page.disclose.confirm.click()
    assert fields["how"].reason()
    fields["how"].set_value("by telephone")
    page.disclose.confirm.click()
    row = disclosures.of_person(program, person)[0]
    assert (row.recipient, row.what, row.how) == ("HR", "Tenure", "by telephone")
    page.disclosures.choose(row.id)
    assert page.disclosure.text().startswith("Tenure, by telephone\nPurpose: Transfer\nMay 4, 2026")
    page.correct.opener.click()
    page.correct.fields["recipient"].set_value("HR, Sacramento")
    page.correct.confirm.click()
    assert disclosures.of_person(program, person)[0].recipient == "HR, Sacramento"


def test_what_was_begun_for_one_person_is_not_kept_for_the_next(
    window: PersonWindow, page: RecordPanel, program: Program
) -> None:
    other = applicants.add(program, None, NewApplicant("Ray", "Bo", class_code="1379"), new_cycle="Fall 2026")
    page.disclose.opener.click()
    page.disclose.fields["what"].set_value("Tenure of Ana")
    window.show_person(applicants.detail(program, other).person_id)
    assert not page.disclose.body.isVisible()
    assert page.disclose.fields["what"].value() is None


def test_a_reader_looks_and_prints_nothing_of_it(context: Context, ana: str, qtbot: QtBot) -> None:
    program = context.program
    program.account = SignedIn(program.account.account_id, "Eve", frozenset({Role.READER}))
    page = RecordPanel(context)
    qtbot.addWidget(page)
    page.show()
    page.show_person(applicants.detail(program, ana).person_id)
    asks = (page.paper, page.file, page.change, page.disclose, page.correct)
    assert [ask.isVisible() for ask in asks] == [False] * 5


def test_the_export_asks_for_whom_and_why_and_writes_one_file(
    context: Context, ana: str, person: str, qtbot: QtBot, tmp_path: Path
) -> None:
    window = DumpWindow(context)
    qtbot.addWidget(window)
    window.show()
    window.ask_where()
    assert window.recipient.reason() == "To whom it goes is needed."
    assert "not encrypted" in window.warning.text()
    window.recipient.set_value("State Auditor")
    window.purpose.set_value("Audit")
    window.export_to(tmp_path / "all.zip")
    assert window.cancel.isVisible()
    assert not window.export.isVisible()
    qtbot.waitUntil(lambda: window.note.text().startswith("Wrote all.zip"))
    assert zipfile.is_zipfile(tmp_path / "all.zip")
    assert disclosures.of_person(context.program, person)[0].recipient == "State Auditor"


def test_an_export_that_is_canceled_leaves_nothing(context: Context, ana: str, qtbot: QtBot, tmp_path: Path) -> None:
    window = DumpWindow(context)
    qtbot.addWidget(window)
    window.show()
    window.recipient.set_value("State Auditor")
    window.purpose.set_value("Audit")
    folder = tmp_path / "out"
    folder.mkdir()
    with held(context.runner):
        window.export_to(folder / "all.zip")
        window.cancel.click()
    qtbot.waitUntil(lambda: window.note.text() == "Canceled. Nothing was written.")
    assert list(folder.iterdir()) == []
    assert window.export.isVisible()


def test_a_place_that_takes_no_file_is_named(context: Context, ana: str, qtbot: QtBot, tmp_path: Path) -> None:
    window = DumpWindow(context)
    qtbot.addWidget(window)
    window.recipient.set_value("State Auditor")
    window.purpose.set_value("Audit")
    window.export_to(tmp_path / "nowhere" / "all.zip")
    qtbot.waitUntil(lambda: "could not be written" in window.note.text())


def test_a_plan_leads_to_the_record_of_its_person(open_frame: Frame, program: Program, ana: str, person: str) -> None:
    with program.operation("tests.start", "Started") as op:
        started = start_participation(op.session, person, ana, date(2026, 5, 1), program.today())
    workspace = open_frame.window.workspace
    assert workspace is not None
    workspace.go_to("Career plans", started.id)
    versions = workspace.current().editor.beside.page("versions")
    workspace.current().show_page("versions")
    versions.record.click()
    opened = open_frame.window.findChild(PersonWindow)
    assert opened is not None
    assert opened.page is not None
    assert opened.page.on.person_id == person
    assert opened.tabs.currentWidget() is opened.record
    opened.close()
