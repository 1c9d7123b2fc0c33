"""The pane that shows a document: pages, text, saving, printing, and the copy for another reader."""

import os
import stat

import pytest
from PySide6.QtCore import QObject, QSize, QUrl, Slot
from PySide6.QtGui import QAccessible, QDesktopServices, QPageSize, qAlpha, qGray
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QPlainTextEdit

from umdesk.documents.builder import Builder
from umdesk.documents.pages import Furniture
from umdesk.domain.errors import CannotWrite
from umdesk.ui.preview import PreviewPane


def paper(*pages: str) -> bytes:
    """A document whose pages begin with these words."""
    made = Builder("A paper", "Department")
    made.add(made.heading(1, "A paper"))
    for words in pages:
        made.add(made.paragraph("\n".join([words, *["line"] * 50])))
    return made.finish(Furniture("Paper"), "").data


class Reader(QObject):
    """Stands for the PDF reader of the computer; remembers what it was given."""

    def __init__(self):
        super().__init__()
        self.opened = []

    @Slot(QUrl)
    def open(self, url):
        self.opened.append(url.toLocalFile())


@pytest.fixture
def reader():
    found = Reader()
    QDesktopServices.setUrlHandler("file", found, "open")
    yield found
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def pane(qtbot):
    made = PreviewPane()
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.show()
    return made


def button(pane, name):
    (found,) = (one for one in pane.findChildren(QAbstractButton) if one.accessibleName() == name)
    return found


def label(pane, name):
    (found,) = (one for one in pane.findChildren(QLabel) if one.accessibleName() == name)
    return found


def test_an_empty_pane_says_so_and_offers_nothing(pane):
    pane.clear("Choose a plan.")

    assert label(pane, "Preview").text() == "Choose a plan."
    assert not any(one.isEnabled() for one in pane.findChildren(QAbstractButton) if one.isVisible())


def test_a_document_is_shown_with_its_page_count(pane):
    pane.show_pdf(paper("first", "second"), "A paper", "paper.pdf")

    assert pane.page_count() == 3
    assert label(pane, "Page shown").text() == "Page 1 of 3"


def test_pages_turn_by_button_and_stay_within_the_document(pane, qtbot):
    pane.show_pdf(paper("first", "second"), "A paper", "paper.pdf")

    button(pane, "Next page").click()
    qtbot.waitUntil(lambda: label(pane, "Page shown").text() == "Page 2 of 3")
    button(pane, "Previous page").click()
    qtbot.waitUntil(lambda: label(pane, "Page shown").text() == "Page 1 of 3")
    button(pane, "Previous page").click()

    assert label(pane, "Page shown").text() == "Page 1 of 3"


def test_a_change_of_the_same_document_stays_on_its_page(pane, qtbot):
    pane.show_pdf(paper("first", "second"), "A paper", "paper.pdf")
    pane.go_to_page(2)
    qtbot.waitUntil(lambda: label(pane, "Page shown").text() == "Page 2 of 3")

    pane.show_pdf(paper("first changed", "second"), "A paper", "paper.pdf")
    assert label(pane, "Page shown").text() == "Page 2 of 3"

    pane.show_pdf(paper("another"), "Another", "another.pdf")
    assert label(pane, "Page shown").text().startswith("Page 1 of ")


def test_the_same_document_can_be_read_as_text(pane):
    pane.show_pdf(paper("first <b>words</b>"), "A paper", "paper.pdf")
    button(pane, "Show as text").click()

    text = pane.findChild(QPlainTextEdit)
    assert text.isVisible()
    assert text.isReadOnly()
    assert "first <b>words</b>" in text.toPlainText()
    assert text.accessibleName() == "A paper as text"

    button(pane, "Show as text").click()
    assert not text.isVisible()


def test_a_long_document_is_read_as_text_to_its_end(pane, qtbot):
    pane.show_pdf(paper(*[f"sheet {number}." for number in range(1, 14)]), "A paper", "paper.pdf")
    button(pane, "Show as text").click()
    text = pane.findChild(QPlainTextEdit)
    qtbot.waitUntil(lambda: "sheet 13." in text.toPlainText())
    assert text.toPlainText().rstrip() == pane.text().rstrip()


def test_every_control_has_a_name_for_a_screen_reader(pane):
    pane.show_pdf(paper("first"), "A paper", "paper.pdf")

    for widget in (*pane.findChildren(QAbstractButton), *pane.findChildren(QComboBox)):
        if widget.isVisible():
            assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def test_zoom_goes_by_width_page_and_percent(pane):
    pane.show_pdf(paper("first"), "A paper", "paper.pdf")
    zoom = pane.findChild(QComboBox)

    for chosen in ("Whole page", "150 %", "Fit width"):
        zoom.setCurrentText(chosen)
        assert zoom.currentText() == chosen


def test_saving_writes_the_same_bytes_and_is_told(pane, qtbot, tmp_path):
    data = paper("first")
    pane.show_pdf(data, "A paper", "paper.pdf")

    with qtbot.waitSignal(pane.left_program) as left:
        assert pane.save_to(tmp_path / "mine.pdf")

    assert left.args == ["saved as PDF", "A paper"]
    assert (tmp_path / "mine.pdf").read_bytes() == data
    assert label(pane, "What happened").text() == "Saved as mine.pdf."


def test_a_folder_that_is_not_there_is_a_sentence_in_the_pane(pane, qtbot, tmp_path):
    pane.show_pdf(paper("first"), "A paper", "paper.pdf")

    with qtbot.assertNotEmitted(pane.left_program):
        assert not pane.save_to(tmp_path / "nowhere" / "mine.pdf")

    assert "does not exist" in label(pane, "What happened").text()


def test_the_copy_for_another_reader_is_private(pane, qtbot, reader, tmp_path):
    data = paper("first")
    pane.show_pdf(data, "A paper", "paper")

    with qtbot.waitSignal(pane.left_program) as left:
        path = pane.open_copy(tmp_path / "copies")

    assert left.args == ["opened in a PDF reader", "A paper"]
    assert path.read_bytes() == data
    assert [str(path)] == reader.opened
    if os.name != "nt":
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_what_cannot_be_written_down_does_not_leave(pane, qtbot, reader, tmp_path):
    refusal = CannotWrite("The disk is full; nothing left.", "Make room.")

    def before(how, deliver):
        raise refusal

    def after(how, deliver):
        deliver()
        raise refusal

    for way_out in (before, after):
        pane.show_pdf(paper("first"), "A paper", "paper")
        pane.way_out = way_out
        with qtbot.assertNotEmitted(pane.left_program):
            assert not pane.save_to(tmp_path / "mine.pdf")
            assert pane.open_copy(tmp_path / "copies") is None
        assert list(tmp_path.rglob("*.pdf")) == []
        assert reader.opened == []
        assert "The disk is full" in label(pane, "What happened").text()


def test_every_page_is_printed_in_its_size(pane, qtbot, tmp_path):
    pane.show_pdf(paper("first", "second"), "A paper", "paper.pdf")
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    printer.setResolution(1200)
    printer.setFullPage(True)

    with qtbot.waitSignal(pane.left_program) as left:
        pane.print_to(printer)

    assert left.args == ["printed", "A paper"]
    printed = QPdfDocument()
    printed.load(str(tmp_path / "printed.pdf"))
    assert printed.pageCount() == 3
    page = printed.render(0, QSize(612, 792))
    ink = [
        (x, y)
        for x in range(0, 612, 2)
        for y in range(0, 792, 2)
        if qAlpha(page.pixel(x, y)) > 128 and qGray(page.pixel(x, y)) < 128
    ]
    assert min(x for x, _ in ink) == pytest.approx(54, abs=4), "the left margin is as wide as in the document"
    printed.close()


def test_where_one_only_looks_nothing_leaves(pane, qtbot):
    pane.set_may_leave(False)
    pane.show_pdf(paper("first"), "A paper", "paper.pdf")

    for name in ("Open in your PDF reader", "Save as PDF…", "Print…"):
        assert not button(pane, name).isEnabled()
    with qtbot.assertNotEmitted(pane.left_program):
        pane.ask_where_to_save()
        pane.ask_for_printer()
