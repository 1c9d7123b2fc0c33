"""The inner tab Criteria with its worked example, versions and blind switch, and the window of templates and files."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from tests.selection_cycle import make_cycle
from umdesk.domain import criteria_file
from umdesk.domain.criteria_file import CriteriaFile, FileCriterion
from umdesk.domain.words import Aggregate, CycleState
from umdesk.services import criteria, criteria_templates, cycles, history
from umdesk.services.cycles import CycleChanges
from umdesk.ui.selection.rules import RulesPage
from umdesk.ui.selection.templates import TemplatesWindow


@pytest.fixture
def page(context, qtbot, program) -> Iterator[RulesPage]:
    """The page, following what is announced, with the cycle of `make_cycle` in it."""
    made = make_cycle(program)
    page = RulesPage(context)
    context.announced.connect(lambda told: page.show_cycle(cycles.cycle(program, page.cycle.id), told))
    page.resize(1240, 600)
    page.show()
    page.show_cycle(cycles.cycle(program, made.cycle), None)
    page.made = made
    yield page
    page.close()
    page.deleteLater()


def example(page):
    model = page.list.example.model
    rows = [model.row(number) for number in range(model.rowCount())]
    return [(row.criterion, row.first, row.second) for row in rows]


def test_the_worked_example_follows_what_is_typed(page, qtbot):
    assert example(page) == [
        ("Aptitude", "8 of 10 × weight 2 = 1.6", "6 of 10 × weight 2 = 1.2"),
        ("Courses", "8 of 10 × weight 1 = 0.8", "N/A, left out of both sums"),
        ("Rater's score", "2.4 ÷ 3 × 100 = 80", "1.2 ÷ 2 × 100 = 60"),
    ]
    assert page.list.example.combined.text() == "The mean of 80 and 60 = 70."
    page.criterion.weight.line.selectAll()
    qtbot.keyClicks(page.criterion.weight.line, "3")
    assert example(page)[0][1] == "8 of 10 × weight 3 = 2.4"
    assert example(page)[2][1] == "3.2 ÷ 4 × 100 = 80"
    qtbot.keyClicks(page.criterion.weight.line, "x")
    assert example(page)[0][1] == "8 of 10 × weight 2 = 1.6", "what will not do is not reckoned with"
    page.criterion.weight.set_raw("2")
    page.form.aggregate.set_value(Aggregate.TRIMMED_MEAN)
    page.form.aggregate.edited.emit()
    assert page.list.example.combined.text() == (
        "Two further raters have 100 and 40; below 4 there is no trimmed mean. Without the highest and the lowest, the "
        "mean of 60 and 80 = 70."
    )


def test_a_change_says_what_it_does_before_it_is_made(page, qtbot, program):
    made, form = page.made, page.criterion
    assert (form.returns.text(), form.reason.isHidden()) == ("", True)
    assert page.form.blind.box.isEnabled()
    made.go(CycleState.SCORING)
    made.rate("2026-0001", (5, 5))
    assert form.returns.text().startswith("There are ratings.")
    form.weight.line.selectAll()
    qtbot.keyClicks(form.weight.line, "4")
    assert form.returns.text().startswith("All scores and ranks are computed again at once")
    form.maximum.line.selectAll()
    qtbot.keyClicks(form.maximum.line, "20")
    assert form.returns.text().startswith("This sends the sheets with a rating of it back")
    form.reason.set_value("The panel agreed")
    assert page.settle()
    (newest, first) = (page.list.versions.model.row(0), page.list.versions.model.row(1))
    assert (newest.changed, newest.version.reason) == ("Aptitude: maximum 10 → 20, weight 2 → 4", "The panel agreed")
    assert first.changed == "The first version"
    assert [v.reason for v in criteria.of_versions(program, made.cycle)] == ["", "The panel agreed"]
    assert not page.form.blind.box.isEnabled()


def test_levels_are_one_step_and_stand_at_points_that_can_be_given(page, qtbot, program):
    rows = page.criterion.levels.rows
    page.window().activateWindow()
    rows[0][1].setFocus()
    qtbot.keyClicks(rows[0][1], "None")
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    qtbot.keyClicks(page.focusWidget(), "Some")
    before = len(history.events(program))
    page.form.seats.line.setFocus()
    qtbot.waitUntil(lambda: len(history.events(program)) == before + 1)
    assert criteria.of_cycle(program, page.made.cycle).criteria[0].levels == {"0": "None", "1": "Some"}

    form = page.criterion
    assert form.levels.rows[-1][0].text() == "10"
    qtbot.keyClicks(form.levels.rows[-1][1], "Outstanding")
    assert page.settle()
    form.maximum.line.selectAll()
    qtbot.keyClicks(form.maximum.line, "5")
    assert not page.settle()
    assert form.levels.reason().startswith("A meaning stands at 10 points, and the maximum is 5.")
    form.levels.rows[-1][1].setPlainText("")
    assert page.settle()
    (first, _other) = cycles.cycle(program, page.made.cycle).criteria.criteria
    assert (first.maximum, first.levels) == (Decimal(5), {"0": "None", "1": "Some"})


def test_the_blind_switch_and_a_longer_ladder_are_kept(page, program):
    made = page.made
    page.form.blind.box.click()
    assert not page.form.ties[1].isHidden()
    assert page.form.ties[2].isHidden()
    page.form.ties[1].set_value(made.keys[1])
    page.form.ties[1].edited.emit()
    assert page.settle()
    found = cycles.cycle(program, made.cycle)
    assert (found.blind, found.tie_ladder) == (True, made.keys)
    made.go(CycleState.SCORING)
    with pytest.raises(Exception, match="blind or not stays as it is"):
        cycles.edit_cycle(program, made.cycle, CycleChanges(blind=False))


@pytest.fixture
def window(context, page, program) -> Iterator[TemplatesWindow]:
    """The window of templates and files, on the cycle of the page."""
    opened = TemplatesWindow(context, page.cycle, page)
    opened.show()
    yield opened
    opened.close()


def test_criteria_become_a_template_and_a_template_a_cycle(window, page, qtbot, program):
    window.keep.opener.click()
    qtbot.keyClicks(window.template_name.line, "Office classes")
    window.keep.confirm.click()
    assert window.about.text() == "Office classes"
    assert window.rules.text() == (
        "2 criteria; mean of at least 3 raters. A spread of 20 points asks for a second look. 2 places. Ties: "
        "Aptitude, then the draw."
    )
    window.keep.opener.click()
    qtbot.keyClicks(window.template_name.line, "office CLASSES")
    window.keep.confirm.click()
    assert window.instead.reason().startswith("There is a template “office CLASSES” already.")
    window.begin.opener.click()
    qtbot.keyClicks(window.cycle_name.line, "Fall 2027")
    window.begin.confirm.click()
    made = cycles.named(program, "Fall 2027")
    assert [c.name for c in made.criteria.criteria] == ["Aptitude", "Courses"]
    assert made.tie_ladder == (made.criteria.criteria[0].key,)
    window.rename.opener.click()
    assert window.new_name.raw() == "Office classes"
    window.new_name.set_raw("Field classes")
    window.rename.confirm.click()
    assert [one.name for one in criteria_templates.templates(program)] == ["Field classes"]
    window.delete.click()
    assert criteria_templates.templates(program) == ()


def test_a_file_is_looked_at_then_used_and_never_tells_a_seed(window, page, program, tmp_path):
    file, out = tmp_path / "office.json", tmp_path / "out.json"
    file.write_text("{}", encoding="utf-8")
    window.open_file(file)
    assert "The key “criteria” is missing." in window.note.text()
    content = CriteriaFile((FileCriterion("Drive", Decimal(5), Decimal(1)),), blind=True, tie_ladder=("Drive",))
    data = criteria_file.as_json(content) | {"draw_seed": "three blue herons"}
    file.write_text(str(data).replace("'", '"').replace("True", "true").replace("False", "false"), encoding="utf-8")
    window.open_file(file)
    assert window.about.text() == "office.json"
    assert "A draw seed comes with it and is kept sealed; using it cannot be undone." in window.rules.text()
    window.use.click()
    found = cycles.cycle(program, page.cycle.id)
    (drive,) = found.criteria.criteria
    assert (drive.name, found.blind, found.seats, found.seed, found.seed_source) == (
        "Drive", True, 2, "", "the criteria file",
    )  # fmt: skip
    assert found.tie_ladder == (drive.key,)
    window.use.click()
    assert "a draw seed is never replaced" in window.note.text()
    window.save_file(out)
    assert "herons" not in out.read_text(encoding="utf-8")
    assert criteria_file.read(out.read_bytes()).criteria == content.criteria
    page.made.go(CycleState.SCORING)
    with pytest.raises(Exception, match="can only be changed one by one"):
        criteria_templates.take_over(program, page.cycle.id, content)
