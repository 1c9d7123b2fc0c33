"""The looks at the results beside the ranking, and a page that is sealed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from tests.selection_cycle import make_cycle
from umdesk.domain.words import CycleState
from umdesk.services import cycles
from umdesk.storage import models
from umdesk.ui.selection.results import ResultsPage


@pytest.fixture
def made(program):
    made = make_cycle(program)
    made.go(CycleState.SCORING)
    for number, points in zip(made.applications, (9, 8, 7, 6), strict=True):
        made.rate(number, (points, points), (points, "n/a"), (points, 3))
    return made


@pytest.fixture
def page(context, made, qtbot):
    page = ResultsPage(context)
    qtbot.addWidget(page)
    page.resize(1280, 640)
    page.show_cycle(cycles.cycle(context.program, made.cycle), None)
    page.show()
    qtbot.waitExposed(page)
    return page


def texts(model) -> list[list[str]]:
    return [
        [model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


def test_each_look_at_the_results_is_filled_when_it_is_turned_to(page, made, program, qtbot):
    views = page.views
    assert [views.bar.tabText(place) for place in range(views.bar.count())] == [
        "Ranking", "Scores by rater", "By criterion", "Agreement", "Raters",
    ]  # fmt: skip
    assert views.by_rater.model is None

    views.bar.setFocus()
    qtbot.keyClick(views.bar, Qt.Key.Key_Right)
    assert [column.title for column in views.by_rater.model.columns] == ["Applicant", "Rank", "Score", "Bo", "Cy", "Di"]
    assert texts(views.by_rater.model)[0] == ["2026-0001 Person1, Ana", "1", "83.33", "90.00", "90.00", "70.00"]
    views.by_rater.table.choose(made.applications["2026-0003"])
    assert page.panel.who.text() == "2026-0003 Person3, Ana"

    qtbot.keyClick(views.bar, Qt.Key.Key_Right)
    assert texts(views.by_criterion.model)[0] == ["2026-0001 Person1, Ana", "1", "83.33", "9.00", "6.00"]

    qtbot.keyClick(views.bar, Qt.Key.Key_Right)
    assert not page.panel.isVisible()
    aptitude, _, scores = texts(views.agreement.model)
    assert aptitude == ["Aptitude", "1.000", "at or above .800", "12", "4", "3"]
    assert scores[0] == "Raters' scores"
    assert "not law" in views.agreement.said.text()
    assert texts(views.agreement.without)[2] == ["Di", "stable", "nobody", "nobody"]

    qtbot.keyClick(views.bar, Qt.Key.Key_Right)
    assert texts(views.raters.model)[2][:2] == ["Di", "4"]
    assert texts(views.raters.model)[2][6].endswith("points harsher")

    made.rate("2026-0004", (10, 10), (10, 10), (10, 10))
    page.show_cycle(cycles.cycle(program, made.cycle), None)
    qtbot.keyClick(views.bar, Qt.Key.Key_Home)
    views.bar.setCurrentIndex(1)
    assert texts(views.by_rater.model)[0][:3] == ["2026-0004 Person4, Ana", "1", "100.00"]


def test_notes_fold_where_they_would_leave_the_table_little_room(page, qtbot):
    assert page.tables.notes.isVisible()
    page.tables.say("A long note on the ranking. " * 80)
    assert page.tables.notes.isHidden()
    assert page.tables.button.isVisible()
    page.tables.button.click()
    area = page.tables.findChild(QScrollArea)
    assert area.isVisible()


def test_a_coordinator_who_rates_sees_why_there_is_nothing_to_see(page, made, program):
    with program.operation("raters.link", "Linked") as op:
        op.session.get_one(models.Rater, made.raters[0]).account_id = program.account.account_id
        rated = op.session.query(models.Sheet).filter(models.Sheet.rater_id == made.raters[0]).first()
        rated.submitted_at = None

    page.show_cycle(cycles.cycle(program, made.cycle), None)

    assert page.model.rowCount() == 0
    assert page.table._empty.startswith(
        "Ratings and results of Spring 2026 are sealed for you until your own rating sheets are in"
    )
    assert not page.views.bar.isVisible()
    assert not page.panel.isVisible()
    assert not page.print.isEnabled()
