"""The page of a report on screen: what stands on it, where its links lead, and how it is used without a mouse."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from tests.sample_report import CONTENT, LISTED, NELSON, NGUYEN, REPORT, TREND, people, with_part
from tests.ui.test_accessibility import faults_of, unreached
from umdesk.domain.reports.lines import Line, Opens
from umdesk.domain.reports.model import Content, Number, Report, Table, Unit
from umdesk.jobs.reports import Made
from umdesk.services.programs import Program
from umdesk.storage.models import Advancement, Blob, FiledReport, Person, new_id
from umdesk.ui.context import Context
from umdesk.ui.reports import page, records
from umdesk.ui.reports.browser import ReportBrowser, selected_text
from umdesk.ui.reports.filed import DifferencesWindow, FiledPaperWindow
from umdesk.ui.reports.filingwindow import FilingWindow
from umdesk.ui.reports.page import Look, html
from umdesk.ui.reports.place import ReportPlace
from umdesk.ui.reports.prepared import Compared, drawn
from umdesk.ui.reports.tab import ReportsTab

LOOK = Look("#111111", "#666666", "#17607a", "#cccccc", "#eeeeee", "#8a5200", 10.0)
MANY = Table(
    "Everybody",
    ("Name", "Months", "Since"),
    tuple(
        (f"Person {n:03}", people(f"m/{n}", "Months", NELSON), date(2026, 1, 1 + n % 28) if n % 3 else "–")
        for n in range(200)
    ),
)


def with_parts(*parts: object) -> Report:
    return replace(REPORT, content=Content(parts))  # type: ignore[arg-type]


def test_every_number_of_a_report_is_a_link_on_its_page() -> None:
    written = html(REPORT, LOOK, {})

    odd = people("class/1441 Übung & Co/50%", "Odd", NELSON)
    assert page.address(odd).isascii()
    assert page.target(page.address(odd)) == (page.NUMBER, odd.key)
    for number in CONTENT.numbers():
        assert f'href="{page.address(number)}"' in written
        assert page.target(page.address(number)) == (page.NUMBER, number.key)


def test_the_page_says_what_the_report_says_and_takes_no_text_for_markup() -> None:
    written = html(REPORT, LOOK, {})

    assert "Program year 2025-26, Jul 1, 2025 to Jun 30, 2026, through May 20, 2026" in written
    assert "Still missing in this report" in written
    assert "The needs of the next two years are not written." in written
    assert "+ more &lt;b&gt;text&lt;/b&gt;" in written
    assert "Two exams fell out.<br>Nobody could apply." in written
    assert "Nobody wrote what is needed." in written
    assert "No class has employees." in written
    assert "Participants (1)" in written
    assert "(1) Participant: active on a day of the period." in written
    assert "(2) Costs: money records dated in the period." in written
    assert "7.25 hours" in written
    assert "-$1,199.50" in written


def test_what_a_report_asks_for_leads_to_where_it_is_done() -> None:
    other = "Of 2022-23 and 2023-24 write why under Program year, Words for reports."
    third = "Say under Classes what these are: 2 classes with employees are in neither group: 3333 and 9927."
    asks = ("Set the goal under Program year, Goals.", other, third, "Think.")
    asking = replace(REPORT, content=Content((), asks=asks))
    written = html(asking, LOOK, {}, records.PLACES)

    assert 'Set the goal under <a href="go:goals:@2026"' in written
    assert 'write why under <a href="go:texts:@2024"' in written
    assert 'Say <a href="go:classes%203333"' in written
    assert page.target("go:classes%203333") == ("go", "classes 3333")
    assert ">Program year, Goals</a>." in written
    assert "<li>Think.</li>" in written


def test_a_footnote_stands_behind_its_number_as_on_paper() -> None:
    goal = Number("goal", "Goal", (Line(NELSON),), definition="A goal counts as approved.")
    other = replace(goal, key="other", definition="Another one.")
    written = html(with_part(Table("Goals", ("Goal", "Employees"), (("One", goal), ("Two", other)))), LOOK, {})
    assert ">1</a> <span" in written
    assert written.index(">1</a>") < written.index(">(1)</span>") < written.index(">(2)</span>")
    of_column = html(with_part(Table("Goals", ("Goal", "Employees"), (("One", goal),))), LOOK, {})
    assert "Employees&nbsp;(1)</td>" in of_column
    assert ">(1)</span>" not in of_column


def test_words_behind_a_column_of_numbers_stand_apart_from_them() -> None:
    row = ("Hiring", people("goal", "Goal", NELSON), "in progress", "CalHR")
    written = html(with_part(Table("Goals", ("Goal", "Employees", "State", "By"), (row,))), LOOK, {})
    assert '<td style="padding-left:16px">in progress</td><td>CalHR</td>' in written


def test_a_table_is_copied_with_tabs_for_a_form_or_a_spreadsheet() -> None:
    assert page.copied(LISTED).splitlines() == [
        "Name\tSince\tSpent\tActivities\tNote",
        "Nelson, Rebecca\tSep 1, 2025\t$340.75\t3\t=1+1",
        "Nguyễn, Daniel\tFeb 28, 2026\t$9.25\t0\t@cmd",
        "Total\t\t$350.00\t2\t",
    ]


def test_a_long_table_shows_its_first_rows_and_leads_to_all() -> None:
    written = html(with_parts(MANY), LOOK, {})

    assert "Person 099" in written
    assert "Person 100" not in written
    assert 'href="whole:0"' in written
    assert "All 200 rows" in written


def test_charts_are_drawn_with_their_numbers_beside_them() -> None:
    shown = drawn(Made(with_parts(TREND)), LOOK, Compared())

    assert set(shown.drawings) == {"0/0"}
    assert "Bar chart: UM hires by year" in shown.html
    assert 'src="chart:0/0"' in shown.html
    assert 'href="number:hires/2024-25"' in shown.html


# On screen


@pytest.fixture
def browser(qtbot: QtBot) -> ReportBrowser:
    made = ReportBrowser()
    qtbot.addWidget(made)
    made.resize(900, 500)
    shown = drawn(Made(REPORT), made.look(), Compared())
    made.show_html(shown.html, shown.look, shown.drawings, keep_place=False)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def test_tab_goes_from_number_to_number_and_enter_opens_one(browser: ReportBrowser, qtbot: QtBot) -> None:
    qtbot.keyClick(browser, Qt.Key.Key_Tab)
    qtbot.keyClick(browser, Qt.Key.Key_Tab)
    assert browser.current_link() == "number:um-hires"
    [ring] = browser.rings()
    drawn_there = browser.viewport().grab().toImage().pixelColor(round(ring.left()), round(ring.center().y()))
    assert drawn_there == browser.palette().color(QPalette.ColorRole.Accent)
    with qtbot.waitSignal(browser.followed) as told:
        qtbot.keyClick(browser, Qt.Key.Key_Return)
    assert told.args == ["number:um-hires"]

    browser.verticalScrollBar().setValue(40)
    again = drawn(Made(REPORT), browser.look(), Compared())
    browser.show_html(again.html, again.look, again.drawings, keep_place=True)
    assert browser.current_link() == "number:um-hires"
    assert browser.verticalScrollBar().value() == 40
    qtbot.keyClick(browser, Qt.Key.Key_Tab)
    assert browser.current_link() == "number:left"


def test_what_is_selected_keeps_the_cells_of_its_tables(browser: ReportBrowser) -> None:
    browser.selectAll()
    lines = browser.createMimeDataFromSelection().text().splitlines()

    assert "Nelson, Rebecca\tSep 1, 2025\t$340.75\t3\t=1+1" in lines
    assert lines[0] == "Director's summary"
    assert "Two exams fell out." in lines


@pytest.fixture
def place(context: Context, qtbot: QtBot) -> ReportPlace:
    made = ReportPlace(context)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show_report(drawn(Made(with_parts(*CONTENT.parts, MANY)), LOOK, Compared()))
    made.show()
    return made


def test_the_list_behind_a_number_makes_the_number(place: ReportPlace, qtbot: QtBot) -> None:
    opened: list[Line] = []
    place.opened.connect(opened.append)
    behind = place.behind

    place.browser.followed.emit("number:participants")
    assert behind.headline.text() == "Participants: 2"
    assert [row.line.who for row in behind.model.rows()] == [NELSON, NGUYEN]
    assert behind.says.text() == "2 lines"
    qtbot.keyClick(behind.table, Qt.Key.Key_Return)
    assert [line.key for line in opened] == ["p1"]

    place.browser.followed.emit("number:left")
    assert behind.says.text() == "2 lines, together -$1,199.50"
    assert not behind.open.isEnabled()

    place.show_report(drawn(Made(with_parts(*CONTENT.parts)), LOOK, Compared()))
    assert behind.current_key() == "left"
    assert not behind.isHidden()
    qtbot.keyClick(behind.table, Qt.Key.Key_Escape)
    assert behind.isHidden()


def test_what_a_line_is_about_is_read_in_full_under_the_list(place: ReportPlace) -> None:
    move = "1379 Office Assistant (Typing) to 4179 Accountant Trainee"
    lines = (Line(NELSON, what=move), Line(NGUYEN, what="Participant"))
    place.behind.show_number(Number("hires", "UM hires", lines), REPORT)
    assert (place.behind.in_full.text(), place.behind.in_full.isHidden()) == (move, False)
    place.behind.table.choose("1")
    assert place.behind.in_full.isHidden()


def test_all_rows_of_a_long_table_open_as_a_list(place: ReportPlace, qtbot: QtBot) -> None:
    place.browser.followed.emit("whole:7")
    whole = place.whole
    assert whole is not None
    assert whole.model.rowCount() == 200
    whole.model.sort(2)  # days first, then the dashes
    assert [whole.model.row(place).cells[2] for place in (0, -1)] == [date(2026, 1, 1), "–"]
    whole.search.setText("person 17")
    assert whole.says.text() == "17 of 200 rows"
    whole.table.choose("171")

    place.show_report(drawn(Made(with_parts(*CONTENT.parts, MANY)), LOOK, Compared()))
    assert place.whole is not None
    assert place.whole.says.text() == "17 of 200 rows"
    assert place.whole.table.current_key() == "171"
    assert faults_of(place) + unreached(place) == []
    place.whole.number_wanted.emit(place.whole.model.row(1).numbers()[0])
    assert place.behind.headline.text() == "Months: 1"
    qtbot.keyClick(place.whole.table, Qt.Key.Key_Escape)
    assert place.whole is None


def test_a_table_is_put_on_the_clipboard(place: ReportPlace) -> None:
    place.browser.followed.emit("copy:3")
    assert QGuiApplication.clipboard().text() == page.copied(LISTED)


def test_a_line_leads_to_its_record(context: Context) -> None:
    told: list[tuple[str, ...]] = []
    context.place_wanted.connect(lambda *where: told.append(where))
    context.person_wanted.connect(lambda person: told.append(("person", person)))
    for opens in Opens:
        records.show(context, Line(NELSON, opens=opens, key="7"))
    assert told == [
        ("person", "7"),
        ("Career plans", "7"),
        ("Applicants", "7"),
        ("Selection", "7"),
        ("Program year", "goals:7"),
        ("Program year", "actions:7"),
        ("Program year", "budget:7"),
        ("Program year", "outreach:7"),
    ]


# In the tab


def put_moves(program: Program, *last_names: str) -> None:
    with program.operation("tests.put", "Put moves in") as op:
        for number, last_name in enumerate(last_names, 1):
            person = Person(id=new_id(), last_name=last_name, first_name="Ana", employee_number=f"{number:06}")
            op.session.add(person)
            op.session.flush()
            op.session.add(
                Advancement(
                    id=new_id(), person_id=person.id, on=date(2026, 3, number), from_class_code="1441",
                    to_class_code="5157", route="exam",
                )
            )  # fmt: skip


def test_a_report_is_filed_and_says_what_changed_since(context: Context, tmp_path, qtbot: QtBot) -> None:
    put_moves(context.program, "Muñoz", "O’Neil")
    tab = ReportsTab(context)
    qtbot.addWidget(tab)
    context.announced.connect(tab.refresh)
    tab.resize(1280, 700)
    tab.view.gallery.choose("advancements")
    with qtbot.waitSignal(tab.made, timeout=10_000):
        tab.show()
    place = tab.view.place
    assert place.strip.isHidden()
    assert "number:advancements" in place.browser.links()

    place.ways.save_to(place.shown.made, tmp_path / "moves.xlsx")
    qtbot.waitUntil((tmp_path / "moves.xlsx").is_file, timeout=10_000)
    qtbot.waitUntil(lambda: not context.runner.busy)

    place.ways.open_filing()
    window = place.window().findChild(FilingWindow)
    assert faults_of(window) + unreached(window) == []
    assert window.unfinished.text().startswith("This period is not over: the report counts through May 20, 2026.")
    window.filed_with.set_value("")
    window.file()
    assert window.filed_with.reason()
    window.filed_with.set_value("CalHR")
    with qtbot.waitSignal(tab.made, timeout=10_000):
        window.file()
    assert place.strip.note.text() == "Filed May 20, 2026 with CalHR. No figure has changed since."

    with qtbot.waitSignal(tab.made, timeout=10_000):
        put_moves(context.program, "Late")
    assert "have changed since: “Advancements”, " in place.strip.note.text()
    place.strip.differences.click()
    differences = place.window().findChild(DifferencesWindow)
    assert [row.line.who.name for row in differences.lines.model.rows()] == ["Late, Ana"]
    assert faults_of(differences) + unreached(differences) == []
    place.browser.followed.emit("number:advancements")
    qtbot.waitUntil(lambda: faults_of(tab) + unreached(tab) == [])  # the layout follows
    place.strip.paper.click()
    filed = place.window().findChild(FiledPaperWindow)
    assert "Late, Ana" not in filed.pane.text()
    assert filed.lost.isHidden()
    filed.pages.setCurrentWidget(filed.figures)
    qtbot.waitUntil(lambda: filed.figures.figures_model.rowCount() > 0)
    filed.figures.figures.choose("advancements")
    assert filed.figures.lines.headline.text() == "Advancements: 2 when filed"
    assert [row.line.who.name for row in filed.figures.lines.model.rows()] == ["Muñoz, Ana", "O’Neil, Ana"]
    assert filed.figures.figures_model.find("advancements").now == 3
    assert faults_of(filed) + unreached(filed) == []
    for high in (493, 860):  # on a small screen with everything at 150 %, and with room
        filed.resize(813, high)
        qtbot.waitUntil(lambda: min(rows_shown(filed.figures.figures), rows_shown(filed.figures.lines.table)) >= 5)
        assert filed.height() == high
    with qtbot.waitSignal(context.person_wanted) as opened:
        filed.figures.lines.look.click()
    assert opened.args == [filed.figures.lines.model.rows()[0].line.key]

    with context.program.operation("tests.damage", "Damaged its numbers") as op:
        op.session.get_one(Blob, op.session.scalars(select(FiledReport)).one().content_sha256).data = b"garbage"
    damaged = FiledPaperWindow(context, place.strip.filed[0], place.report, place.window())
    damaged.show()
    assert damaged.lost.text().startswith("The numbers of this report and the list of whom they count were lost")
    assert damaged.pane.text() == filed.pane.text()
    damaged.pages.setCurrentWidget(damaged.figures)
    qtbot.waitUntil(lambda: "is damaged in the program" in damaged.figures.refused.text())
    assert faults_of(damaged) == []


def rows_shown(table: QTableView) -> int:
    """For how many whole rows a table has room."""
    return table.viewport().height() // table.verticalHeader().defaultSectionSize()


def test_a_number_of_months_or_hours_says_so_in_its_list(place: ReportPlace) -> None:
    number = Number("m", "Months used", (Line(NELSON, amount=Decimal("7.5")),), Unit.MONTHS)
    place.open_number(number)
    assert place.behind.headline.text() == "Months used: 7.5 months"


def test_words_of_the_page_are_found_in_a_selection_that_ends_in_a_table(browser: ReportBrowser) -> None:
    cursor = browser.document().find("Nelson, Rebecca")
    assert selected_text(cursor) == "Nelson, Rebecca"
