"""Long lists of a report: they follow when they are made beside the window, and whoever goes on drops them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.sample_report import NELSON, NGUYEN
from tests.ui.test_report_page import LOOK, with_parts
from umdesk.domain.counts import Period
from umdesk.domain.reports.lines import Line, Lines
from umdesk.domain.reports.model import Number, Span, Table, Unit
from umdesk.jobs.reports import Made
from umdesk.ui.context import Context
from umdesk.ui.reports import page
from umdesk.ui.reports.place import ReportPlace
from umdesk.ui.reports.prepared import Compared, drawn
from umdesk.ui.runner import Task

MOVES = tuple(Line(NELSON, on=date(2026, 1, 1), amount=Decimal(place % 3), key=str(place)) for place in range(1001))
LONG = Number("long", "Hours", MOVES, Unit.HOURS)
SHORT = Number("short", "Moves", (Line(NGUYEN),))
EVERYBODY = Table(
    "Everybody",
    ("Name", "Months"),
    tuple((f"Person {number}", Number(f"n{number}", "Months", (Line(NELSON),))) for number in range(1001)),
)


@pytest.fixture
def place(context: Context, qtbot: QtBot) -> ReportPlace:
    made = ReportPlace(context)
    qtbot.addWidget(made)
    made.show_report(drawn(Made(with_parts(EVERYBODY)), LOOK, Compared()))
    made.show()
    return made


def test_a_long_list_follows_its_headline(place: ReportPlace, qtbot: QtBot) -> None:
    behind = place.behind
    place.open_number(SHORT)
    place.open_number(LONG)
    assert behind.headline.text() == "Hours: 1,000 hours"
    assert (behind.model.rowCount(), behind.says.text(), behind.open.isEnabled()) == (0, "", False)
    behind.search.setText("nelson")
    qtbot.waitUntil(lambda: behind.model.rowCount() == 1001)
    assert behind.table.current_key() == "0"
    assert behind.table.isColumnHidden(3)
    assert behind.table.hasFocus()
    qtbot.waitUntil(lambda: behind.says.text() == "1,001 lines, together 1,000")

    other = replace(with_parts(EVERYBODY), span=Span(Period(date(2020, 7, 1), date(2021, 6, 30)), None))
    behind.show_number(LONG, other)  # the same figure of another period: nothing of the first one stands under it
    assert (behind.model.rowCount(), behind.says.text(), behind.open.isEnabled()) == (0, "", False)
    qtbot.waitUntil(lambda: behind.model.rowCount() == 1001)
    place.open_number(LONG)
    qtbot.waitUntil(lambda: behind.model.rowCount() == 1001)

    behind.search.setText("nelson")
    place.open_number(LONG)  # made again, as after a change in the program: what is there stays until then
    assert (behind.model.rowCount(), behind.search.text()) == (1001, "nelson")
    qtbot.waitUntil(lambda: not behind.list.waiting)
    assert behind.model.rowCount() == 1001


def test_a_long_list_that_nobody_waits_for_is_dropped(place: ReportPlace, context: Context, qtbot: QtBot) -> None:
    behind = place.behind
    place.open_number(LONG)
    place.open_number(SHORT)
    qtbot.waitUntil(lambda: not context.runner.busy)
    assert [row.line.who for row in behind.model.rows()] == [NGUYEN]

    place.open_number(LONG)
    qtbot.keyClick(behind.table, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not context.runner.busy)
    assert (behind.isHidden(), behind.model.rowCount(), behind.current_key()) == (True, 0, "")

    started: list[Task] = []
    context.runner.started.connect(started.append)
    cancelled = Event()

    def line(key: int) -> Line:
        cancelled.wait()
        return Line(NELSON, key=str(key))

    place.open_number(Number("slow", "Hours", Lines(range(1001), line)))
    started[0].progress.cancel()  # Cancel in the status line
    cancelled.set()
    qtbot.waitUntil(behind.isHidden)


def test_a_very_long_table_opens_and_is_copied_beside_the_window(place: ReportPlace, qtbot: QtBot) -> None:
    place.browser.followed.emit("whole:0")
    assert place.whole is not None
    place.whole.search.setText("person 70")
    qtbot.waitUntil(lambda: place.whole.says.text() == "20 of 1,001 rows")
    assert place.whole.table.current_key() == "70"
    place.whole.table.choose("705")

    place.show_report(drawn(Made(with_parts(EVERYBODY)), LOOK, Compared()))
    qtbot.waitUntil(lambda: place.whole.table.current_key() == "705")
    assert place.whole.says.text() == "20 of 1,001 rows"

    place.browser.followed.emit("copy:0")
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == page.copied(EVERYBODY))
    QGuiApplication.clipboard().clear()

    place.whole.search.clear()
    place.whole.table.selectAll()
    place.whole.table.copy()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text().startswith("Name\tMonths\nPerson 0\t1\nPerson 1\t1"))
    assert QGuiApplication.clipboard().text().count("\n") == 1001
