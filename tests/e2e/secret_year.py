"""Works on a program year and on reports in the real window, with words that must be found nowhere on the disk.

A part of the sitting in `secret_office`; whatever is saved goes to a folder outside the searched places, through the
window's own dialog, whose traces are searched as well.
"""

from pathlib import Path

from PIL import Image
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from reportlab.pdfgen.canvas import Canvas

from tests.e2e.sitting import settle, until
from umdesk.domain.year_words import ProgramRole, YearText
from umdesk.jobs.attachments import Coming
from umdesk.ui.frame import Frame
from umdesk.ui.reports import page
from umdesk.ui.reports.filingwindow import FilingWindow
from umdesk.ui.year.tab import YearTab

REPORTS = ("workforce-analysis", "director", "outreach")


def work(frame: Frame, outside: Path, name: str) -> None:
    """Fill every section of the year in with a name, then look at reports, save, print, file and copy them."""
    frame.window.workspace.go_to("Program year")
    tab = frame.window.workspace.current()
    paper, picture = outside / f"{name}.pdf", outside / f"{name}.png"
    canvas = Canvas(str(paper))
    canvas.drawString(72, 720, "Sign-in sheet")
    canvas.setTitle(name)
    canvas.save()
    Image.new("RGB", (80, 60), (20, 70, 140)).save(picture)
    _write_year(tab, name)
    _attach(tab, paper, picture)
    half = tab.section("outreach").list.recording.fields["audience"]
    half.set_raw(f"Half a sentence about {name}")
    half.edited.emit()
    settle(1.0)
    _report(frame, outside, name)


def type_words(frame: Frame, name: str) -> None:
    """Type into the words for reports, with a report in view behind, and wait until they are a draft."""
    frame.window.workspace.go_to("Reports")
    settle(0.2)
    until(lambda: not frame.window.runner.busy)
    frame.window.workspace.go_to("Program year")
    words = frame.window.workspace.current().section("texts").texts[YearText.DIRECTOR.name]
    kept: list[bool] = []
    frame.window.workspace.context.saved.connect(lambda: kept.append(True))
    words.set_raw(f"Words about {name}")
    words.edited.emit()
    until(lambda: bool(kept))


def _type(form, secret: str, /, **values) -> None:
    """Fill a form in, the text fields with the secret, and press its button."""
    for key, value in values.items():
        form.fields[key].set_value(secret if value is str else value)
        form.fields[key].edited.emit()
    assert form.form.press(), {key: field.reason() for key, field in form.fields.items()}


def _write_year(tab: YearTab, name: str) -> None:
    today = tab._context.program.today()
    goals = tab.section("goals")
    goals.primary_action().trigger()
    _type(goals.form, name, employees=3, approved_note=str, note=str)
    actions = tab.section("actions")
    actions.primary_action().trigger()
    settle(0.05)
    for key in ("text", "aim", "responsible", "result"):
        actions.panel.fields[key].set_value(f"{key} of {name}")
        actions.panel.fields[key].edited.emit()
    budget = tab.section("budget")
    _type(budget.allocations.recording, name, fund=str, amount=500, note=str)
    _type(budget.adjusting, name, on=today, amount=-100, reason=str)
    _type(tab.section("outreach").list.recording, name, on=today, title=str, audience=str, follow_up=str)
    handbook = tab.section("handbook")
    handbook.primary_action().trigger()
    handbook.text.set_value(f"A policy for {name}")
    handbook.text.edited.emit()
    _type(handbook.headcounts.recording, name, on=today, class_code="1441", employees=4, source=str)
    _type(tab.section("roles").list.recording, name, role=ProgramRole.DIRECTOR, name=str, contact=str)
    for key in YearText:
        words = tab.section("texts").texts[key.name]
        words.set_value(f"{key} about {name}")
        words.edited.emit()
    assert tab.settle()


def _attach(tab: YearTab, paper: Path, picture: Path) -> None:
    """Evidence, material and a document, each looked at; a logo; the flyer with it, put on file."""
    actions = tab.section("actions")
    windows = [actions.open_files(actions.panel.table.current_key())]
    windows.append(tab.section("outreach").open_material())
    windows.append(tab.section("handbook").open_documents())
    for window in windows:
        window.panel.attach([Coming.of(paper)])
        until(lambda window=window: bool(window.panel._rows))
        settle(0.2)
        window.close()
    outreach = tab.section("outreach")
    shown = outreach.open_logo()
    shown.keep(picture)
    shown.close()
    flyer = outreach.open_flyer()
    until(flyer.file.isEnabled)
    flyer.file.click()
    flyer.close()


def _report(frame: Frame, outside: Path, name: str) -> None:
    workspace = frame.window.workspace
    workspace.go_to("Reports")
    tab = workspace.current()
    place = tab.view.place
    for kind in REPORTS:
        tab.show_record(kind)
        until(lambda kind=kind: place.report is not None and place.report.kind == kind)
        until(lambda: not frame.window.runner.busy)
        settle(0.05)
    tab.show_record("participants")
    until(lambda: place.report is not None and place.report.kind == "participants")
    for number in place.report.content.numbers()[:2]:
        place.open_number(number)
        settle(0.1)
    place.close_list()
    for ending in (".pdf", ".xlsx", ".json"):
        target = outside / f"{name}{ending} report{ending}"
        place.ways.save_to(place.shown.made, target)
        until(target.exists)
        until(lambda: not frame.window.runner.busy)
    place.ways.ask_where_to_save()
    dialog = place.ways.findChild(QFileDialog)
    dialog.setDirectory(str(outside))
    dialog.findChild(QLineEdit).setText("By hand.pdf")
    dialog.accept()
    until((outside / "By hand.pdf").exists)
    place.ways.show_pages()
    place.ways.open_filing()
    window = frame.window.findChild(FilingWindow)
    window.filed_with.set_value(name)
    window.file()
    until(lambda: not frame.window.runner.busy)
    settle(0.2)
    place._follow(f"{page.COPY}:0")
    QApplication.clipboard().setText(name)
