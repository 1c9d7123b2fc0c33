"""Renders every screen and every document page as a picture: `make screens` puts them into build/screens.

Screens come from a fresh demo, light and dark, at 1280 × 800 and with everything at 150 % on the same number of pixels.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import screens_activities
import screens_classes
import screens_editor
import screens_happened
import screens_intake
import screens_letters
import screens_outcome
import screens_packet
import screens_papers
import screens_reports
import screens_scans
import screens_selection
import screens_sheets
import screens_sitting
import screens_steps
import screens_td
import screens_year

from umdesk.jobs import demo
from umdesk.resources import resource

WIDTH, HEIGHT = 1280, 800
LOOKS = (("light", "1"), ("dark", "1"), ("light", "1.5"), ("dark", "1.5"))
DOTS_PER_INCH = 80


class Camera:
    """Takes pictures of one window, numbered in the order in which they are taken."""

    def __init__(self, folder: Path, window: Any) -> None:
        self._folder = folder
        self._window = window
        self._taken = 0

    def settle(self, seconds: float = 0.15) -> None:
        """Let the window do what it has begun; long work in threads ends too."""
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415 -- only a child process has Qt

        end = time.monotonic() + seconds
        while time.monotonic() < end or (self._window.runner.busy and time.monotonic() < end + 20):
            QApplication.processEvents()
            time.sleep(0.005)
        for _ in range(3):  # what the last events asked for: layouts, and what hangs on them
            QApplication.processEvents()

    def take(self, name: str, widget: Any = None) -> None:
        """Take a picture of the window, or of another one."""
        self.settle()
        self._taken += 1
        (widget or self._window).grab().save(str(self._folder / f"{self._taken:02d} {name}.png"))


def photograph(scheme: str, folder: Path, program_folder: Path) -> None:
    """Start umdesk as it is, and walk through its window instead of waiting for a person."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 -- only a child process has Qt

    from umdesk import app  # noqa: PLC0415
    from umdesk.ui.remembered import Remembered, default_place  # noqa: PLC0415
    from umdesk.ui.theme import Scheme  # noqa: PLC0415

    remembered = Remembered(default_place())
    remembered.scheme = Scheme(scheme)
    remembered.opened(program_folder, "demo", datetime.now(UTC).astimezone())
    remembered.sync()
    make, frames = app.Frame, []

    def keep(*arguments: Any) -> Any:
        frames.append(make(*arguments))
        return frames[0]

    def walk(*_: Any) -> int:
        _walk(frames[0], folder, program_folder)
        return 0

    app.Frame = keep
    QApplication.exec = walk
    app.run([])


def _walk(frame: Any, folder: Path, program_folder: Path) -> None:
    """Take a picture of every place."""
    from umdesk.services import programs  # noqa: PLC0415

    window = frame.window
    ratio = window.devicePixelRatio()
    window.resize(round(WIDTH / ratio), round(HEIGHT / ratio))
    camera = Camera(folder, window)
    camera.take("Welcome")
    _new_program(frame, camera, folder)
    frame.open_folder(program_folder)
    camera.take("Sign in")
    program = programs.open_program(program_folder, password=demo.PASSWORD)
    frame.show_program(program)
    workspace = window.workspace
    assert workspace is not None  # noqa: S101 -- shown one line above
    for place in range(workspace.tabs.count()):
        workspace.tabs.setCurrentIndex(place)
        camera.settle(0.7)
        _photograph_tab(workspace.current(), workspace.tabs.tabText(place), camera)
    workspace.go_to("Applicants")
    _photograph_finding(frame, camera)
    _photograph_adding(workspace.current(), program, camera)
    workspace.current().take_files([resource("demo/applicants.xlsx")])
    camera.settle(0.7)
    camera.take("Applicants, import")
    _photograph_forms(workspace.current(), camera, folder)
    for name in (
        "history", "settings", "accounts", "backups", "password", "recovery", "key", "dump", "check", "shortcuts",
        "about", "could-apply", "window", "form", "units",
    ):  # fmt: skip
        opened = frame.open_window(name)
        if opened is not None:
            camera.take(f"Window {name}", opened)
            opened.close()
    _photograph_person(frame, camera)
    screens_intake.photograph(frame, camera)
    screens_classes.photograph(frame, camera, folder)
    screens_letters.photograph(frame, camera)
    screens_selection.photograph_criteria(frame, camera)
    screens_selection.photograph_raters(frame, camera)
    screens_sheets.photograph(frame, camera)
    screens_selection.photograph_results(frame, camera)
    screens_packet.photograph(frame, camera)
    screens_outcome.photograph(frame, camera)
    for part in (
        screens_td,
        screens_activities,
        screens_editor,
        screens_steps,
        screens_happened,
        screens_scans,
        screens_papers,
        screens_sitting,
        screens_reports,
        screens_year,
    ):
        part.photograph(frame, camera)
    frame.show_help()
    camera.take("Help")
    frame.help.hide()
    frame.locker.lock()
    camera.take("Locked")
    _photograph_roles(frame, camera, program_folder)
    window.close()


def _photograph_finding(frame: Any, camera: Camera) -> None:
    """What Ctrl+K finds, and the list of applicants narrowed by filters."""
    frame.find_anything()
    for typed in ("", "office", "nel 2026", "zzzz"):
        frame.finder.panel.field.setText(typed)
        camera.take(f"Find anything {typed}".strip())
    frame.finder.panel.put_away()
    tab = frame.window.workspace.current()
    tab.narrower.add(("category", "LPEL"), "LPEL")
    tab.narrower.add(("received", "in time"), "In time")
    camera.take("Applicants, narrowed")
    tab.narrower.clear()


def _photograph_person(frame: Any, camera: Camera) -> None:
    """The page of the first participant, each of its lists, and the form for a further appointment."""
    from umdesk.services.plans import queries  # noqa: PLC0415

    program = frame.window.workspace.context.program
    first = queries.list_plans(program)[0]
    opened = frame.open_window(f"person {queries.plan(program, first.participation_id).person_id}")
    for at in range(opened.tabs.count()):
        opened.tabs.setCurrentIndex(at)
        camera.take(f"Window person, {opened.tabs.tabText(at).replace('&&', '&')}", opened)
    opened.tabs.setCurrentIndex(0)
    opened.appointments.begin_adding()
    camera.take("Window person, add an appointment", opened)
    opened.close()


def _photograph_forms(tab: Any, camera: Camera, folder: Path) -> None:
    """Filled forms that come back: one with its fields, and one to type from its page."""
    from umdesk.jobs import print_form  # noqa: PLC0415
    from umdesk.services import cycles  # noqa: PLC0415

    blank = print_form.make_form(tab.context.program, cycles.list_cycles(tab.context.program)[0].id).data
    files = [folder / "with fields.pdf", folder / "scan.pdf"]
    files[0].write_bytes(_filled(blank, flatten=False))
    files[1].write_bytes(_printed(_filled(blank)))
    tab.take_files(files)
    camera.settle(0.7)
    camera.take("Applicants, filled forms")
    tab.forms.page.view.table.choose("2")
    tab.forms.page.view.chosen.type_in.click()
    camera.settle(0.7)
    camera.take("Applicants, type from the page")
    for file in files:
        file.unlink()


def _photograph_roles(frame: Any, camera: Camera, program_folder: Path) -> None:
    """The first sight of each role that is not the coordinator's, and where a supervisor and a rater work."""
    from umdesk.services import programs  # noqa: PLC0415
    from umdesk.services.plans import queries  # noqa: PLC0415

    for role, account in (
        ("supervisor", "supervisor"), ("rater", "Teresa Villanueva"), ("rater half way", "Samuel Okafor"),
        ("reader", "reader"),
    ):  # fmt: skip
        frame.window.close_program()
        program = programs.open_program(program_folder, password=demo.PASSWORD, account=account)
        frame.show_program(program)
        camera.settle(0.7)
        camera.take(f"As a {role}")
        workspace = frame.window.workspace
        if role == "supervisor":
            workspace.go_to("Today")
            camera.settle(0.7)
            camera.take("As a supervisor, Today")
            workspace.go_to("My participants")
            workspace.current().open_plan(queries.list_plans(program)[0].participation_id)
            camera.settle(0.7)
            camera.take("As a supervisor, a plan")
        if role == "rater":
            workspace.go_to("My rating sheets")
            screens_selection.photograph_rater(workspace.current(), camera)


def _add_roles(program_folder: Path, documents: Path) -> None:
    """Give the demo an account of each role, and the papers that no demo prints."""
    from umdesk.domain.words import Role  # noqa: PLC0415
    from umdesk.jobs import anchor, person_record, print_form  # noqa: PLC0415
    from umdesk.services import accounts, cycles, programs  # noqa: PLC0415
    from umdesk.services.applicants import listing  # noqa: PLC0415
    from umdesk.services.plans import queries  # noqa: PLC0415

    program = programs.open_program(program_folder, password=demo.PASSWORD)
    person = listing.rows(program)[1].person_id
    person_record.save_record(program, person, "The employee", "Their request", documents / "One person's record.pdf")
    anchor.save_anchor(program, documents / "History anchor.pdf")
    form = print_form.save_form(program, cycles.list_cycles(program)[0].id, documents / "Application form.pdf")
    (documents / "Application form, filled.pdf").write_bytes(_filled(form.data))
    accounts.add(program, "somebody", [Role.READER], demo.PASSWORD)
    program.close()
    screens_letters.write_papers(program_folder, documents)
    screens_sitting.write_papers(program_folder, documents)
    screens_selection.write_letters(program_folder, documents)
    screens_sheets.write_papers(program_folder, documents)
    screens_outcome.write_papers(program_folder, documents)
    screens_td.write_papers(program_folder, documents)
    screens_papers.write_papers(program_folder, documents)
    screens_reports.write_papers(program_folder, documents)
    screens_year.write_papers(program_folder, documents)
    _write_passwords(program_folder, documents)
    program = programs.open_program(program_folder, password=demo.PASSWORD)
    names = [row.supervisor for row in queries.list_plans(program)]
    busiest = accounts.find_supervisor(program, max(names, key=names.count))
    accounts.add(program, "supervisor", [Role.SUPERVISOR], demo.PASSWORD, busiest)
    accounts.add(program, "reader", [Role.READER], demo.PASSWORD)
    program.close()


def _write_passwords(program_folder: Path, documents: Path) -> None:
    """The slips and the recovery sheet of another key, which ends every password: from a copy."""
    from umdesk.jobs import rotate_key  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / program_folder.name
        shutil.copytree(program_folder, folder)
        rotate_key.rotate_key(folder, password=demo.PASSWORD, account=None, output=documents / "Passwords.pdf")


def _printed(form: bytes) -> bytes:
    """A form as a printer leaves it: pages without fields."""
    from io import BytesIO  # noqa: PLC0415

    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415

    writer = PdfWriter(PdfReader(BytesIO(form)))
    del writer.root_object["/AcroForm"]
    for page in writer.pages:
        page.pop("/Annots", None)
    printed = BytesIO()
    writer.write(printed)
    return printed.getvalue()


def _filled(form: bytes, *, flatten: bool = True) -> bytes:
    """The form with every text field filled in, and drawn on the page since QtPdf draws no fields."""
    from io import BytesIO  # noqa: PLC0415

    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415

    from umdesk.domain.application_form import FIELDS  # noqa: PLC0415

    writer = PdfWriter(PdfReader(BytesIO(form)))
    values = {field.name: f"{field.label} of Zoë Nuñez" for field in FIELDS if not field.choices}
    for page in writer.pages:
        writer.update_page_form_field_values(page, values, auto_regenerate=False, flatten=flatten)
    filled = BytesIO()
    writer.write(filled)
    return filled.getvalue()


def _new_program(frame: Any, camera: Camera, folder: Path) -> None:
    from umdesk.ui.newprogram import NewProgramPage  # noqa: PLC0415

    page = NewProgramPage(frame.window.runner)
    page.given_up.connect(frame.window.show_welcome)
    frame.window.show_page(page)
    camera.take("New program, name and place")
    typed = {
        page.department: "Department of Example Services",
        page.office: "Redding Field Office",
        page.coordinator: "Denise Alvarado",
        page.name: "Redding",
        page.place: str(folder),
    }
    for field, text in typed.items():
        field.set_raw(text)
    page.go_on()
    camera.take("New program, password")
    page.password.set_raw("three unrelated words")
    page.again.set_raw("three unrelated words")
    page.go_on()
    camera.settle(0.7)
    camera.take("New program, recovery sheet")
    frame.window.show_welcome()


def _photograph_tab(tab: Any, name: str, camera: Camera) -> None:
    """The tab as it comes, with its first row chosen, each page of the tabs inside it, and plans in the editor."""
    from PySide6.QtWidgets import QTableView, QTabWidget  # noqa: PLC0415

    camera.take(name)
    tables = [table for table in tab.findChildren(QTableView) if table.isVisible() and table.model().rowCount()]
    if hasattr(tab, "open_plan"):
        _photograph_plans(tab, tables[0], name, camera)
        return
    if tables:
        tables[0].setCurrentIndex(tables[0].model().index(0, 0))
        camera.settle(0.7)
        camera.take(f"{name}, first row")
    for inner in [one for one in tab.findChildren(QTabWidget) if one.isVisible()]:
        for place in (place for place in range(inner.count()) if inner.isTabVisible(place)):
            inner.setCurrentIndex(place)
            camera.settle(0.3)
            camera.take(f"{name}, {inner.tabText(place).replace('&', '')}")


def _photograph_adding(tab: Any, program: Any, camera: Camera) -> None:
    """A late application with files, its day received being changed, and the form for adding the same person."""
    from umdesk.services import applicants, attachments, cycles  # noqa: PLC0415

    known = applicants.detail(program, applicants.rows(program)[0].id)
    cycle = cycles.create_cycle(program, "Fall 2027")
    cycles.edit_cycle(program, cycle, cycles.CycleChanges(closes=date(2026, 3, 31)))
    late = applicants.NewApplicant(
        known.last_name, known.first_name, known.employee_number, class_code="1379", received=date(2026, 4, 2),
        late_reason="The mail was slow.", education="AA, Butte College, 2019", supervisor_recommends="recommends",
        came_as="paper",
    )  # fmt: skip
    made = applicants.add(program, cycle, late)
    attachments.add(program, made, "Resume.pdf", _resume(), "two pages")
    tab.show_record(made)
    detail = tab.view.detail
    detail.pages.setCurrentWidget(detail.files)
    camera.settle(0.7)
    camera.take("Applicants, files of an application")
    large = detail.files.open_large()
    camera.settle(0.7)
    camera.take("Applicants, a file in a window of its own", large)
    large.close()
    detail.pages.setCurrentIndex(1)
    detail.stamp.ask.opener.click()
    camera.take("Applicants, the day received")
    tab.begin_adding()
    for name in ("last_name", "first_name", "employee_number"):
        field = tab.view.adding.fields.person[name]
        field.set_raw(getattr(known, name))
        field.left.emit()
    camera.take("Applicants, adding one who applied before")


def _resume() -> bytes:
    """A page or two, as people hand them in."""
    from io import BytesIO  # noqa: PLC0415

    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    out = BytesIO()
    canvas = Canvas(out)
    for page in ("What I have done", "What I have learned"):
        canvas.setFont("Helvetica", 18)
        canvas.drawString(72, 720, page)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _photograph_plans(tab: Any, table: Any, name: str, camera: Camera) -> None:
    """A plan in each step, and of a draft and a signed one all pages."""
    from PySide6.QtCore import Qt  # noqa: PLC0415
    from PySide6.QtWidgets import QListWidget  # noqa: PLC0415

    rows = table.model().all_rows()
    for state in ("draft", "in review", "ready", "printed", "signed", "filed"):
        row = next((row for row in rows if row.revision_state == state), None)
        if row is None:
            continue
        tab.open_plan(row.participation_id)
        camera.settle(0.7)
        camera.take(f"{name}, {state}")
        sections = next(one for one in tab.findChildren(QListWidget) if one.isVisible())
        for place in range(1, sections.count()) if state in ("draft", "signed") else ():
            if sections.item(place).flags() & Qt.ItemFlag.ItemIsSelectable:
                sections.setCurrentRow(place)
                camera.settle(0.3)
                camera.take(f"{name}, {state}, page {place + 1}")
        tab.show_list()


def photograph_documents(documents: Path, folder: Path) -> None:
    """Every page of every PDF file; runs in a process of its own."""
    from PySide6.QtCore import QSize  # noqa: PLC0415
    from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter  # noqa: PLC0415
    from PySide6.QtPdf import QPdfDocument  # noqa: PLC0415

    application = QGuiApplication(["umdesk"])
    for file in sorted(documents.glob("*.pdf")):
        document = QPdfDocument(application)
        document.load(str(file))
        for page in range(document.pageCount()):
            points = document.pagePointSize(page)
            size = QSize(round(points.width() * DOTS_PER_INCH / 72), round(points.height() * DOTS_PER_INCH / 72))
            paper = QImage(size, QImage.Format.Format_RGB32)
            paper.fill(QColor("white"))
            painter = QPainter(paper)
            painter.drawImage(0, 0, document.render(page, size))
            painter.end()
            paper.save(str(folder / f"{file.stem} p{page + 1}.png"))


def _jobs(target: Path, made: demo.DemoMade, place: Path) -> Iterator[tuple[str, list[str], str]]:
    for scheme, factor in LOOKS:
        name = scheme if factor == "1" else f"{scheme} {round(float(factor) * 100)} percent"
        program = place / f"{scheme} {factor}" / "demo.umdesk"
        shutil.copytree(made.program, program)
        yield name, ["screens", scheme, str(target / name), str(program)], factor
    yield "documents", ["documents", str(made.documents), str(target / "documents")], "1"


def _run(name: str, words: list[str], factor: str, target: Path, place: Path) -> bool:
    """One walk in a process of its own with a home of its own; says whether it came to its end."""
    shutil.rmtree(target / name, ignore_errors=True)
    (target / name).mkdir(parents=True)
    home = place / f"home of {name}"
    home.mkdir()
    screen = place / f"screen of {name}.json"  # windows fit themselves to the screen that they are on
    screen.write_text(json.dumps({"screens": [{"name": "", "x": 0, "y": 0, "width": WIDTH, "height": HEIGHT}]}))
    environment = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={screen}", "QT_SCALE_FACTOR": factor}
    environment |= dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"), str(home))
    command = [sys.executable, __file__, "--child", *words]
    done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
    print(f"{target / name}: {len(list((target / name).glob('*.png')))} pictures")
    if done.returncode:
        print(done.stderr, file=sys.stderr)
    return done.returncode == 0


def main() -> int:
    """Make the demo and all pictures; 1 when one of the walks failed."""
    target = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as place, ThreadPoolExecutor(max_workers=2) as pool:
        made = demo.make_demo(Path(place))
        _add_roles(made.program, made.documents)
        # Each walk opens a program for itself, since one process writes at a time.
        walks = [pool.submit(_run, *job, target, Path(place)) for job in _jobs(target, made, Path(place))]
        return 0 if all(walk.result() for walk in walks) else 1


CHILDREN: dict[str, Callable[..., None]] = {
    "screens": lambda scheme, folder, program: photograph(scheme, Path(folder), Path(program)),
    "documents": lambda documents, folder: photograph_documents(Path(documents), Path(folder)),
}

if __name__ == "__main__":
    if sys.argv[1] == "--child":
        CHILDREN[sys.argv[2]](*sys.argv[3:])
    else:
        sys.exit(main())
