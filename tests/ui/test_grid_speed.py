"""The grid of ratings keeps up with typing: a value is written, shown, and nothing else is read or painted."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt

from tests.selection_cycle import Made, make_cycle
from umdesk.domain.words import CycleState, EnteredAs
from umdesk.services import results
from umdesk.storage import models
from umdesk.ui.selection.grid import NAMES
from umdesk.ui.selection.ratings import RatingsPage


class Painted(QObject):
    """How high the painted parts of a widget are, in pixels."""

    def __init__(self) -> None:
        super().__init__()
        self.heights: list[int] = []

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 -- the name is Qt's
        if event.type() is QEvent.Type.Paint:
            self.heights.append(event.region().boundingRect().height())
        return False


@pytest.fixture
def made(program) -> Made:
    made = make_cycle(program, people=12)
    made.go(CycleState.SCORING)
    made.rate("2026-0012", (1, 1))
    return made


@pytest.fixture
def page(made, selection) -> RatingsPage:
    selection.show_part("Ratings")
    return selection.page("Ratings")


def test_an_entry_paints_its_row_reads_nothing_and_is_written(page, made, qtbot) -> None:
    view = page.view
    view.setFocus()
    view.setCurrentIndex(page.model.index(2, NAMES))
    qtbot.wait(50)
    painted, read = Painted(), []
    view.viewport().installEventFilter(painted)
    page.model.modelReset.connect(lambda: read.append(True))
    for text in ("7", "8", "6"):
        qtbot.keyClicks(view.window().focusWidget(), text)
        qtbot.wait(5)
        qtbot.keyClick(view.window().focusWidget(), Qt.Key.Key_Return)
        qtbot.wait(5)
    assert [page.model.index(2, column).data() for column in range(NAMES, NAMES + 4)] == ["7", "8", "73.33", "Complete"]
    assert read == []
    assert 0 < max(painted.heights) <= 3 * view.verticalHeader().defaultSectionSize()
    with made.program.reading() as session:
        sheet = session.query(models.Sheet).filter_by(application_id=made.applications["2026-0003"]).one()
        assert sheet.entered_as == EnteredAs.TYPED
    assert results.results(made.program, made.cycle).unranked[2].reason
