"""The coordinator gives a submitted sheet back, from the tab of the ratings."""

from PySide6.QtCore import Qt

from tests.selection_cycle import make_cycle
from umdesk.domain.words import CycleState
from umdesk.services import cycles, reopening
from umdesk.ui.selection.ratings import RatingsPage


def test_the_sheet_that_is_looked_at_is_given_back_with_a_reason(program, context, qtbot) -> None:
    made = make_cycle(program)
    made.go(CycleState.SCORING)
    page = RatingsPage(context)
    qtbot.addWidget(page)
    page.show()
    page.show_cycle(cycles.cycle(program, made.cycle), None)
    assert page.give_back.isHidden()
    made.rate("2026-0001", (7, 3))
    made.rate("2026-0002", (8, None), (9, 9))
    page.show_cycle(cycles.cycle(program, made.cycle), None)
    give_back = page.give_back
    assert [give_back.sheet.box.itemText(at) for at in range(give_back.sheet.box.count())] == [
        "Choose a sheet", "Bo: 2026-0001", "Bo: 2026-0002", "Cy: 2026-0002",
    ]  # fmt: skip
    page.view.setCurrentIndex(page.model.index(1, 4))

    give_back.ask.opener.click()
    assert give_back.sheet.value() == f"{made.raters[0]} {made.applications['2026-0002']}"
    give_back.ask.confirm.click()
    assert give_back.reason.reason() == "Reason is needed."
    qtbot.keyClicks(give_back.reason.editor, "Courses are missing")
    qtbot.keyClick(give_back.reason.editor, Qt.Key.Key_Return)

    assert [(one.rater, one.number) for one in reopening.submitted(program, made.cycle)] == [
        ("Bo", "2026-0001"), ("Cy", "2026-0002"),
    ]  # fmt: skip
    page.show_cycle(cycles.cycle(program, made.cycle), None)
    assert give_back.ask.body.isHidden()
    assert give_back.sheet.box.count() == 3
