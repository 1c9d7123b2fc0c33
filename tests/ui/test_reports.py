"""The tab Reports: pages made off the GUI thread, and the people behind each number."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from umdesk.domain.counts import Period, program_year_period
from umdesk.domain.reports import showing
from umdesk.domain.reports.summary import BY_CYCLE
from umdesk.jobs.reports import Made
from umdesk.services.programs import Program
from umdesk.storage.models import Application, Appointment, Cycle, Person, new_id
from umdesk.ui.context import Context
from umdesk.ui.remembered import Remembered
from umdesk.ui.reports.periods import PeriodBar
from umdesk.ui.reports.tab import ReportsTab
from umdesk.ui.runner import Runner


def put_applicants(program: Program, *last_names: str) -> None:
    with program.operation("tests.put", "Put applicants in") as op:
        cycle = Cycle(
            id=new_id(), name="Spring 2026", state="open", aggregate="mean", minimum_raters=3,
            spread_threshold=Decimal(20), tie_ladder=[],
        )  # fmt: skip
        op.session.add(cycle)
        op.session.flush()
        for number, last_name in enumerate(last_names, 1):
            person = Person(id=new_id(), last_name=last_name, first_name="Ana", employee_number=f"{number:06}")
            op.session.add(person)
            op.session.flush()
            held = Appointment(
                id=new_id(), person_id=person.id, effective=date(2026, 1, 1), class_code="1441", class_title="",
                class_date=None, tenure="permanent", time_base="full time",
            )  # fmt: skip
            op.session.add(held)
            op.session.flush()
            op.session.add(
                Application(
                    number=f"2026-{number:04}", cycle_id=cycle.id, person_id=person.id, appointment_id=held.id,
                    received=date(2026, 2, 9), state="received",
                )
            )  # fmt: skip


@pytest.fixture
def tab(context: Context, qtbot: QtBot) -> ReportsTab:
    put_applicants(context.program, "Muñoz", "O’Neil")
    found = ReportsTab(context)
    qtbot.addWidget(found)
    found.resize(1280, 700)
    found.view.gallery.choose("summary")
    with qtbot.waitSignal(found.made, timeout=10_000):
        found.show()
    return found


def figures(tab: ReportsTab) -> dict[str, str]:
    report = tab.view.place.report
    assert report is not None
    return {number.label: showing.told(number) for number in report.content.numbers()}


def open_number(tab: ReportsTab, key: str) -> None:
    report = tab.view.place.report
    assert report is not None
    tab.view.place.open_number(next(number for number in report.content.numbers() if number.key == key))


def people(tab: ReportsTab) -> list[str]:
    return [row.line.who.name for row in tab.view.place.behind.model.rows()]


def test_the_summary_is_on_the_running_program_year(tab: ReportsTab) -> None:
    assert tab.view.period.period() == program_year_period(2026)
    assert "through May 20, 2026" in tab.view.place.browser.toPlainText()
    assert figures(tab)["Applicants"] == "2"
    assert figures(tab)["Actual cost"] == "$0.00"


def test_every_number_opens_the_people_behind_it(tab: ReportsTab) -> None:
    open_number(tab, "eligible")
    assert tab.view.place.behind.headline.text() == "Eligible: 2"
    assert people(tab) == ["Muñoz, Ana", "O’Neil, Ana"]
    open_number(tab, "selected")
    assert people(tab) == []
    open_number(tab, f"{BY_CYCLE}/Spring 2026/Received")
    assert tab.view.place.behind.headline.text() == "Spring 2026: Received: 2"


def test_another_period_makes_another_page(tab: ReportsTab, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tab.made, timeout=10_000):
        tab.view.period.choose("calendar:2025")
    assert figures(tab)["Applicants"] == "0"
    assert "Jan 1, 2025" in tab.view.place.browser.toPlainText()


def test_in_a_narrow_window_the_gallery_makes_room_for_the_list_until_it_is_closed(tab: ReportsTab) -> None:
    view, number = tab.view, next(iter(tab.view.place.report.content.numbers()))
    open_number(tab, number.key)
    assert view.gallery.isVisible()
    view.resize(view.fontMetrics().averageCharWidth() * 120, view.height())
    assert not view.gallery.isVisible()
    view.place.close_list()
    assert view.gallery.isVisible()


def test_find_goes_to_the_list_behind_a_number(tab: ReportsTab) -> None:
    open_number(tab, "applicants")
    tab.view.place.behind.search.setVisible(True)
    tab.find()
    assert tab.view.place.behind.search.hasFocus()


def test_a_change_in_the_program_makes_the_page_again(tab: ReportsTab, qtbot: QtBot) -> None:
    with tab._context.program.operation("tests.rename", "Rename") as op:
        person = op.session.query(Person).filter_by(last_name="Muñoz").one()
        person.last_name = "Núñez"
    with qtbot.waitSignal(tab.made, timeout=10_000):
        tab.refresh(None)
    open_number(tab, "applicants")
    assert people(tab) == ["Núñez, Ana", "O’Neil, Ana"]


def test_the_primary_action_saves_and_waits_for_a_page(context: Context, qtbot: QtBot) -> None:
    tab = ReportsTab(context)
    tab.view.gallery.choose("summary")
    qtbot.addWidget(tab)
    assert not tab.primary_action().isEnabled()
    assert tab.view.place.ways.save.isDefault(), "it is drawn as the primary one"
    with qtbot.waitSignal(tab.made, timeout=10_000):
        tab.show()
    assert tab.primary_action().isEnabled()
    ways = tab.view.place.ways
    assert (ways.save.isDefault(), ways.file.isDefault()) == (True, False)
    made = tab.view.place.shown.made
    content = replace(made.report.content, asks=())
    ways.follow(Made(replace(made.report, kind="progress", content=content)))
    assert (ways.save.isDefault(), ways.file.isDefault()) == (False, True), "the work of its year ends with filing it"
    ways.follow(Made(replace(made.report, kind="progress", content=replace(content, asks=("Set the goal.",)))))
    assert (ways.save.isDefault(), ways.file.isDefault()) == (True, False)


def test_nothing_leaves_a_program_that_is_open_for_looking_only(
    program: Program, program_folder, clock, tmp_path, qtbot: QtBot
) -> None:
    from tests.conftest import PASSWORD
    from umdesk.services import programs

    looking = programs.open_program(program_folder, password=PASSWORD, clock=clock, write=False)
    runner = Runner()
    context = Context(looking, runner, Remembered(tmp_path / "remembered.json"))
    tab = ReportsTab(context)
    tab.view.gallery.choose("summary")
    qtbot.addWidget(tab)
    with qtbot.waitSignal(tab.made, timeout=10_000):
        tab.show()
    assert not tab.primary_action().isEnabled()
    texts = ("Print…", "Save as PDF…", "Open in your PDF reader")
    buttons = [button for button in tab.findChildren(QPushButton) if button.text() in texts]
    assert [button.isEnabled() for button in buttons] == [False] * 5
    context.stop()
    runner.close()
    looking.close()


def test_a_ranking_without_a_cycle_says_where_to_make_one(context: Context, qtbot: QtBot) -> None:
    tab = ReportsTab(context)
    tab.view.gallery.choose("summary")
    qtbot.addWidget(tab)
    with qtbot.waitSignal(tab.made, timeout=10_000):
        tab.show()
    with qtbot.waitSignal(tab.made, timeout=10_000):
        tab.view.gallery.choose("ranking")
    assert "There is no cycle yet" in tab.view.paper.preview.message()


def test_a_page_that_is_saved_is_kept_and_stands_in_the_history(tab: ReportsTab, tmp_path, qtbot: QtBot) -> None:
    from umdesk.services import history

    shown = tab.view.place.shown
    assert shown is not None
    path = tmp_path / "summary.pdf"
    tab.view.place.ways.save_to(shown.made, path)
    qtbot.waitUntil(path.exists, timeout=10_000)
    qtbot.waitUntil(lambda: not tab._context.runner.busy)
    newest = history.events(tab._context.program, None, 1)[0]
    assert newest.summary == "Program summary, Jul 1, 2025 to Jun 30, 2026 was saved as PDF"
    assert history.undo_step(tab._context.program) != newest.summary


def test_the_ranking_of_a_cycle_is_a_page_too(context: Context, qtbot: QtBot, tmp_path) -> None:
    from tests.e2e import office
    from umdesk.jobs import import_file

    import_file.run(context.program, office.workbook(tmp_path / "applications.xlsx"), office.CYCLE)
    office.score(context.program)
    tab = ReportsTab(context)
    tab.view.gallery.choose("summary")
    qtbot.addWidget(tab)
    with qtbot.waitSignal(tab.made, timeout=10_000):
        tab.show()
    with qtbot.waitSignal(tab.made, timeout=10_000):
        tab.view.gallery.choose("ranking")
    assert "Ranking, Spring 2026" in tab.view.paper.preview.text()
    assert "Nguyễn-O’Connor" in tab.view.paper.preview.text()


# The period bar


@pytest.fixture
def bar(qtbot: QtBot) -> PeriodBar:
    made = PeriodBar(date(2026, 5, 20))
    qtbot.addWidget(made)
    return made


def test_the_period_is_a_program_year_a_calendar_year_or_two_dates(bar: PeriodBar, qtbot: QtBot) -> None:
    bar.choose("program:2025")
    assert bar.period() == program_year_period(2025)
    bar.choose("calendar:2025")
    assert bar.period() == Period(date(2025, 1, 1), date(2025, 12, 31))
    bar.choose("other")
    bar.first.set_raw("3/1/2026")
    bar.last.set_raw("Mar 31, 2026")
    with qtbot.waitSignal(bar.changed):
        bar.last.left.emit()
    assert bar.period() == Period(date(2026, 3, 1), date(2026, 3, 31))


def test_a_period_that_ends_before_it_begins_says_so_in_the_form(bar: PeriodBar) -> None:
    bar.choose("other")
    bar.first.set_raw("Apr 1, 2026")
    bar.last.set_raw("Mar 31, 2026")
    bar.last.left.emit()
    assert bar.period() is None
    assert bar.last.reason() == "The last day is before the first day."
