"""The inner tab Packet: what is open, making one with progress, saving both files, the packets that left."""

from pathlib import Path

from python_calamine import CalamineWorkbook

from tests.documents.pdf_rules import check
from tests.selection_cycle import make_cycle
from tests.ui.test_accessibility import faults_of, unreached
from umdesk.domain.words import CycleState
from umdesk.services import decisions
from umdesk.ui.selection.packetwindow import AGREES, PacketWindow
from umdesk.ui.selection.tab import SelectionTab


def test_a_packet_is_made_looked_at_saved_and_listed(context, qtbot, program, tmp_path):
    made = make_cycle(program)
    made.go(CycleState.SCORING)
    tab = SelectionTab(context)
    context.announced.connect(tab.refresh)
    tab.resize(1280, 690)
    tab.show()
    qtbot.waitExposed(tab)
    names = [tab.inner.tabText(at) for at in range(tab.inner.count())]
    at = names.index("Packet")
    assert not tab.inner.isTabVisible(at)

    made.rate("2026-0001", (9, 9), (8, 8), (9, 9))
    made.rate("2026-0002", (5, 5), (6, 6), (6, 6))
    made.rate("2026-0003", (5, 5), (6, 6), (6, 6))
    made.rate("2026-0004", (1, "n/a"), (2, 2), (2, 2))
    made.go(CycleState.DECIDING)
    decisions.decide_by_rank(program, made.cycle)
    assert tab.inner.isTabVisible(at)
    tab.inner.setCurrentIndex(at)
    page = tab.page("Packet")
    assert page.holds.text() == "It holds 4 applications, 3 raters, 24 ratings, 0 comments and 0 letters."
    assert "4 decisions pending." in page.open.text()
    assert "5 years from closing" in page.keep.text()

    page.make.trigger()
    qtbot.waitUntil(lambda: bool(tab.findChildren(PacketWindow)), timeout=20_000)
    window = tab.findChildren(PacketWindow)[0]
    assert window.note.text() == AGREES
    qtbot.waitUntil(lambda: faults_of(window) == unreached(window) == [], timeout=10_000)  # once it is laid out
    pdf, workbook = tmp_path / "packet.pdf", tmp_path / "packet.xlsx"
    assert window.pane.save_to(pdf)
    window.save_workbook(workbook)
    assert window.note.text() == "The workbook is saved as packet.xlsx."
    assert check(pdf.read_bytes()).title == "Selection packet, Spring 2026"
    _ranks_as_umdesk(workbook)

    assert [(row.kind, row.final) for row in page.model.rows()] == [("packet workbook", False), ("packet", False)]
    window.close()
    page.table.choose(page.model.rows()[1].id)
    page.show_again.trigger()
    qtbot.waitUntil(lambda: any(w.isVisible() for w in tab.findChildren(PacketWindow)), timeout=20_000)
    again = next(w for w in tab.findChildren(PacketWindow) if w.isVisible())
    assert again.pane.save_to(tmp_path / "again.pdf")
    assert (tmp_path / "again.pdf").read_bytes() == pdf.read_bytes()
    assert len(page.model.rows()) == 3
    again.close()
    tab.close()
    tab.deleteLater()


def _ranks_as_umdesk(workbook: Path) -> None:
    checks = CalamineWorkbook.from_path(str(workbook)).get_sheet_by_name("Checks").to_python(skip_empty_area=False)
    assert checks[1][4] == 0
    assert {row[3] for row in checks[8:]} == {"agrees"}
