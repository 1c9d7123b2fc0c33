"""Walks every page, tab and window of the real application and asks what a screen reader and the keyboard would ask."""

import contextlib
import shutil
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QBoxLayout,
    QComboBox,
    QDialogButtonBox,
    QLabel,
    QLayout,
    QMainWindow,
    QMenu,
    QPushButton,
    QSplitter,
    QTabWidget,
    QWidget,
)

from tests.conftest import PASSWORD
from tests.connections import keep_connections
from tests.filled_forms import NELSON, pages_only, saved, write
from umdesk.domain.words import CycleState, LetterKind
from umdesk.jobs import letters
from umdesk.jobs.letters import Wish
from umdesk.resources import resource
from umdesk.services import applicants, attachments, criteria_templates, cycles, programs
from umdesk.services.applicants import NewApplicant
from umdesk.services.plans import queries
from umdesk.storage.models import Person
from umdesk.ui.backups.window import BackupsWindow
from umdesk.ui.crash import CrashDialog
from umdesk.ui.letters.written import LetterWindow
from umdesk.ui.selection.templates import TemplatesWindow
from umdesk.ui.widgets.messagebar import MessageBar
from umdesk.ui.widgets.picking import PickDialog
from umdesk.ui.widgets.symbol import Symbol
from umdesk.ui.widgets.table import RowsTable

INSIDE_QT = (
    "qt_spinbox_lineedit", "qt_scrollarea_viewport", "qt_calendar_", "qt_toolbar_ext_button", "ScrollLeftButton",
    "ScrollRightButton", "qt_dockwidget_",
)  # fmt: skip
COORDINATORS = ("Today", "Applicants", "Selection", "Career plans", "Program year", "Reports")
"""The tabs of a coordinator."""
NO_ROLE = {QAccessible.Role.NoRole, QAccessible.Role.Client}


@pytest.fixture
def full_frame(frame, demo_folder, tmp_path, qtbot):
    """The window with a demo of its own open in it."""
    folder = tmp_path / "demo.umdesk"
    shutil.copytree(demo_folder, folder)
    frame.show_program(keep_connections(programs.open_program(folder, password="demo")))
    return frame


def at(frame, name):
    """The tab with this title, brought into view."""
    frame.window.workspace.go_to(name)
    return frame.window.workspace.current()


def faults_of(window: QWidget) -> list[str]:
    """Everything under `window` that a person without a mouse or without a screen would stumble over."""
    return [
        fault
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and not widget.objectName().startswith(INSIDE_QT)
        for fault in _faults(widget)
    ]


def _faults(widget: QWidget) -> list[str]:
    where = f"{type(widget).__name__} “{widget.objectName() or _text(widget)}” in {_path(widget)}"
    found = []
    if isinstance(widget, QAbstractButton) and not _accessible_name(widget):
        found.append(f"a button without a name: {where}")
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled() and _takes_keys(widget):
        seen = QAccessible.queryAccessibleInterface(widget)
        if seen is None or seen.role() in NO_ROLE:
            if not _shows_pages(widget):
                found.append(f"no role: {where}")
        elif not seen.text(QAccessible.Text.Name).strip():
            found.append(f"no name: {where}")
    if isinstance(widget, QLabel) and not isinstance(widget, Symbol) and not _is_plain(widget):
        found.append(f"a label that could take a name for markup: {where}")
    if isinstance(widget, QLabel) and widget.text() and _cut_off(widget) and _still_cut_off(widget):
        found.append(f"a text that is cut off: {where}: {widget.text()!r}")
    return found


def _is_plain(label: QLabel) -> bool:
    return label.textFormat() is Qt.TextFormat.PlainText


def _takes_keys(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    inside = isinstance(parent, QComboBox) or (isinstance(parent, QAbstractScrollArea) and widget is parent.viewport())
    return not inside and widget.focusProxy() is None


def _shows_pages(widget: QWidget) -> bool:
    """QPdfView is opaque to screen readers, so its name says where the text is."""
    return type(widget).__name__ == "QPdfView" and "Show as text" in widget.accessibleName()


def _accessible_name(widget: QWidget) -> str:
    seen = QAccessible.queryAccessibleInterface(widget)
    return "" if seen is None else seen.text(QAccessible.Text.Name).strip()


def _still_cut_off(label: QLabel) -> bool:
    """Whether a text is cut off once what has only just changed is laid out, as it is before it is painted."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    return _cut_off(label)


def _cut_off(label: QLabel) -> bool:
    if label.text().replace("…", "").split("\n")[0] in label.toolTip().replace("\n", ", "):
        return False  # the whole text is its tip
    if label.wordWrap():
        return label.height() + 1 < label.heightForWidth(label.width())
    return label.width() + 1 < label.sizeHint().width() or label.height() + 1 < label.sizeHint().height()


def _text(widget: QWidget) -> str:
    return str(getattr(widget, "text", lambda: "")())[:30] if isinstance(widget, QAbstractButton | QLabel) else ""


def _path(widget: QWidget) -> str:
    names = []
    parent = widget.parentWidget()
    while parent is not None and len(names) < 4:
        names.append(type(parent).__name__)
        parent = parent.parentWidget()
    return " < ".join(names)


def reached_by_tab(window: QWidget) -> set[QWidget]:
    """The widgets that the Tab key comes to."""
    found: set[QWidget] = set()
    widget = window.nextInFocusChain()
    while widget is not window and widget not in found:
        found.add(widget)
        widget = widget.nextInFocusChain()
    return found


def unreached(window: QWidget) -> list[str]:
    """What Tab comes to never or too early, and the letters that mean two things."""
    chain = reached_by_tab(window)
    missed = [
        f"{type(widget).__name__} in {_path(widget)}"
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and not widget.isWindow()
        and widget.window() is window
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget not in chain
    ]
    return missed + out_of_order(window) + doubled_letters(window)


def out_of_order(window: QWidget) -> list[str]:
    """The places to which Tab comes before it has been to what is laid out above or left of them."""
    stops = _stops(window)
    return [
        f"Tab comes to {type(here).__name__} “{here.accessibleName()}” in {_path(here)} too early"
        for place in window.findChildren(QWidget)
        if place.isVisible()
        for here, there in _pairs(place, stops)
        if stops[here] < stops[there]
    ]


def _stops(window: QWidget) -> dict[QWidget, int]:
    """When Tab comes to each widget, or to the first one inside it."""
    found: dict[QWidget, int] = {}
    widget, number = window.nextInFocusChain(), 0
    while widget is not window and number < 5000:
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            around: QWidget | None = widget if widget.focusProxy() is None else None
            while around is not None and around is not window:
                found.setdefault(around, number)
                around = around.parentWidget()
        widget, number = widget.nextInFocusChain(), number + 1
    return found


def _pairs(place: QWidget, stops: dict[QWidget, int]) -> list[tuple[QWidget, QWidget]]:
    if isinstance(place, QDialogButtonBox):
        return []  # Qt puts its buttons in the order of the desktop
    if isinstance(place, QSplitter):
        inside = [place.widget(number) for number in range(place.count())]
    elif isinstance(place.layout(), QBoxLayout):
        inside = _laid_out(place.layout())
    else:
        return []
    # What a message asks is the first thing that Tab comes to, wherever the message stands.
    reached = [
        widget for widget in inside if widget.isVisible() and widget in stops and not isinstance(widget, MessageBar)
    ]
    return list(zip(reached[1:], reached[:-1], strict=True))


def _laid_out(layout: QLayout) -> list[QWidget]:
    found = []
    for item in (layout.itemAt(number) for number in range(layout.count())):
        inner = item.layout()
        found += _laid_out(inner) if inner is not None else [item.widget()] if item.widget() is not None else []
    return found


def doubled_letters(window: QWidget) -> list[str]:
    """The letters that mean two things in one window when they are pressed with Alt."""
    bar = window.menuBar().actions() if isinstance(window, QMainWindow) else []
    texts = [action.text() for action in bar]
    texts += [button.text() for button in window.findChildren(QAbstractButton) if button.isVisible()]
    texts += [label.text() for label in window.findChildren(QLabel) if label.isVisible() and label.buddy() is not None]
    letters = [text.replace("&&", "").partition("&")[2][:1].casefold() for text in texts]
    return [f"two things for Alt+{letter}" for letter in set(letters) if letter.strip() and letters.count(letter) > 1]


def faults_of_all_pages(window, qtbot, frame) -> list[str]:
    """The faults of what is in view, and of every page behind an inner tab."""
    found = faults_of(window) + unreached(window)
    for inner in [tabs for tabs in window.findChildren(QTabWidget) if tabs is not frame.window.workspace.tabs]:
        for number in range(inner.count()):
            if inner.isVisible() and inner.isTabEnabled(number):
                inner.setCurrentIndex(number)
                settle(qtbot, frame)
                found += [f"{inner.tabText(number)}: {fault}" for fault in faults_of(window) + unreached(window)]
    return sorted(set(found))


def settle(qtbot, frame):
    qtbot.waitUntil(lambda: not frame.window.runner.busy, timeout=20_000)
    for _round in range(3):  # a layout asks the one around it, which asks the one around it
        QApplication.processEvents()


def test_the_welcome_page(frame):
    assert faults_of(frame.window) == []
    assert unreached(frame.window) == []


def test_the_sign_in(frame, program_folder, qtbot):
    frame.open_folder(program_folder)
    page = frame.window.pages.currentWidget()
    for number in range(3):
        page._stack.setCurrentIndex(number)
        assert faults_of(frame.window) == []
        assert unreached(frame.window) == []


def test_the_lock_page(open_frame):
    open_frame.locker.lock()
    open_frame.locker.page.password.set_reason("The password is not right, so the window stays locked.")
    open_frame.locker.page.unlock_button.wait(300)
    QApplication.processEvents()

    assert faults_of(open_frame.window) == []
    assert unreached(open_frame.window) == []


def test_looking_without_changing(frame, program, qtbot):
    looking = programs.open_program(program.folder, password=PASSWORD, write=False)
    frame.show_program(looking)
    settle(qtbot, frame)

    assert frame.window.banner.isVisible()
    assert faults_of(frame.window) == []


def test_creating_a_program(frame, qtbot, tmp_path):
    frame.menus._does["create"]()
    page = frame.window.pages.currentWidget()
    page.place.set_raw(str(tmp_path))
    for number in range(3):
        page._turn_to(number)
        QApplication.processEvents()
        assert faults_of(frame.window) == []
        assert unreached(frame.window) == []


@pytest.mark.parametrize("place", COORDINATORS)
def test_a_tab_of_a_full_program(full_frame, qtbot, place):
    workspace = full_frame.window.workspace
    workspace.go_to(place)
    settle(qtbot, full_frame)
    for table in [table for table in workspace.current().findChildren(RowsTable) if table.isVisible()]:
        table.choose(table.rows_model.key(0)) if table.rows_model.rowCount() else None
    settle(qtbot, full_frame)

    assert faults_of_all_pages(full_frame.window, qtbot, full_frame) == []


def test_every_section_of_the_program_year(full_frame, qtbot):
    workspace = full_frame.window.workspace
    workspace.go_to("Program year")
    tab = workspace.current()
    tab.show_year(2026)
    faults = {}
    for section in tab._sections:
        page = tab.section(section.key)
        settle(qtbot, full_frame)
        for table in [table for table in page.findChildren(RowsTable) if table.isVisible()]:
            table.choose(table.rows_model.key(0)) if table.rows_model.rowCount() else None
        settle(qtbot, full_frame)
        faults[section.key] = faults_of_all_pages(full_frame.window, qtbot, full_frame)
    assert {key: found for key, found in faults.items() if found} == {}
    tab.section("goals").ask_change(tab.current().cards[0].goal.id)
    opened = [tab.current().show_people(tab.current().cards[0].goal.id), tab.section("actions").open_columns()]
    opened.append(tab.current().open_files(tab.current().panel.table.current_key()))
    outreach = tab.section("outreach")
    opened += [outreach.open_flyer(), outreach.open_logo(), outreach.open_material()]
    opened.append(tab.section("handbook").open_documents())
    for window in opened:
        settle(qtbot, full_frame)
        assert faults_of_all_pages(window, qtbot, full_frame) == []


def test_a_plan_with_all_its_pages(full_frame, qtbot):
    workspace = full_frame.window.workspace
    workspace.go_to("Career plans")
    settle(qtbot, full_frame)
    table = next(table for table in workspace.current().findChildren(RowsTable) if table.isVisible())
    keys = [table.rows_model.key(number) for number in range(table.rows_model.rowCount())]
    for key in keys:  # a draft, a ready one, a printed one, a signed one
        workspace.current().open_plan(key)
        settle(qtbot, full_frame)
        assert faults_of_all_pages(full_frame.window, qtbot, full_frame) == []


def test_the_pages_on_what_happened_with_a_plan(full_frame, qtbot):
    workspace = full_frame.window.workspace
    workspace.go_to("Career plans")
    settle(qtbot, full_frame)
    rows = queries.list_plans(workspace.context.program)
    workspace.current().open_plan(next(row.participation_id for row in rows if row.revision_state == "signed"))
    editor = workspace.current().editor
    for page in (
        "progress", "money", "reviews", "contacts", "readiness", "status", "exams", "td", "duties", "signatures",
        "versions",
    ):  # fmt: skip
        editor.go_to_page(page)
        settle(qtbot, full_frame)
        with contextlib.suppress(qtbot.TimeoutError):  # the printed page beside it is drawn a moment later
            qtbot.waitUntil(lambda: not faults_of(full_frame.window), timeout=3_000)
        assert (page, faults_of_all_pages(full_frame.window, qtbot, full_frame)) == (page, [])
    editor.go_to_page("progress")
    opened = editor.beside.page("progress").open_files()
    settle(qtbot, full_frame)
    assert faults_of_all_pages(opened, qtbot, full_frame) == []


def test_every_cycle_with_all_its_pages(full_frame, qtbot):
    workspace = full_frame.window.workspace
    workspace.go_to("Selection")
    for cycle in cycles.list_cycles(workspace.context.program):
        workspace.current().show_record(cycle.id)
        settle(qtbot, full_frame)
        assert faults_of_all_pages(full_frame.window, qtbot, full_frame) == []
        if cycle.state is CycleState.CLOSED:
            assert faults_of_the_outcome(full_frame, qtbot) == []


def faults_of_the_outcome(full_frame, qtbot) -> list[str]:
    """The faults of what the outcome of a closed cycle asks, and of the window that corrects it."""
    tab = full_frame.window.workspace.current()
    tab.show_part("Outcome")
    page = tab.page("Outcome")
    page.table.choose(page.model.key(0))
    page.panel.declines.opener.click()
    settle(qtbot, full_frame)
    found = faults_of(full_frame.window) + unreached(full_frame.window)
    window = page.open_correction()
    for kind in ("rating", "conflict", "decision"):
        window.what.set_value(kind)
        window.what.left.emit()
        settle(qtbot, full_frame)
        found += faults_of(window) + unreached(window)
    window.close()
    return found


def test_the_templates_and_files_of_criteria(full_frame, qtbot):
    workspace = full_frame.window.workspace
    workspace.go_to("Selection")
    program = workspace.context.program
    found = cycles.list_cycles(program)[0].id
    criteria_templates.save(program, found, "Desk classes")
    workspace.current().show_record(found)
    workspace.current().show_part("Criteria")
    workspace.current().page("Criteria").open_templates()
    window = full_frame.window.findChild(TemplatesWindow)
    for question in (window.keep, window.begin, window.rename):
        question.unfold()
    settle(qtbot, full_frame)

    assert faults_of(window) + unreached(window) == []
    window.close()


def test_the_import_page(full_frame, qtbot):
    at(full_frame, "Applicants").open_import(resource("demo/applicants.xlsx"))
    settle(qtbot, full_frame)

    assert faults_of(full_frame.window) == []
    assert unreached(full_frame.window) == []


def test_the_page_for_filled_forms_and_typing_from_a_page(full_frame, qtbot, tmp_path):
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(saved(pages_only()))
    tab = at(full_frame, "Applicants")
    tab.take_files([write(tmp_path / "nelson.pdf", NELSON), scan])
    qtbot.waitUntil(lambda: tab.forms.page.view.model.rowCount() == 2)
    view = tab.forms.page.view
    for line in ("1", "2"):
        view.table.choose(line)
        for place in range(view.chosen.tabs.count()):
            view.chosen.tabs.setCurrentIndex(place)
            settle(qtbot, full_frame)
            assert faults_of(full_frame.window) == []
            assert unreached(full_frame.window) == []
    view.chosen.type_in.click()
    settle(qtbot, full_frame)
    assert faults_of(full_frame.window) == []
    assert unreached(full_frame.window) == []


def test_adding_an_applicant(full_frame, qtbot):
    at(full_frame, "Applicants").begin_adding()
    settle(qtbot, full_frame)

    assert faults_of(full_frame.window) == []
    assert unreached(full_frame.window) == []


def test_an_application_with_a_file_a_letter_and_a_day_to_change(full_frame, qtbot, tmp_path):
    program = full_frame.window.workspace.context.program
    new = NewApplicant("Quill", "Ines", class_code="1379", received=date(2026, 2, 9))
    made = applicants.add(program, None, new, new_cycle="Fall of 2031")
    attachments.add(program, made, "Form.pdf", saved(pages_only()), "")
    letters.make(program, Wish((made,), LetterKind.RECEIVED))
    tab = at(full_frame, "Applicants")
    tab.show_record(made)
    detail = tab.view.detail
    for question in (detail.stamp.ask, detail.withdraw, detail.eligibility.ask):
        question.unfold()
    settle(qtbot, full_frame)

    assert faults_of_all_pages(full_frame.window, qtbot, full_frame) == []
    detail.pages.setCurrentWidget(detail.files)
    settle(qtbot, full_frame)
    detail.letters.findChild(QPushButton).click()
    for window in (detail.files.open_large(), full_frame.window.findChild(LetterWindow)):
        settle(qtbot, full_frame)
        assert faults_of(window) + unreached(window) == []
        window.close()


@pytest.mark.parametrize("place", COORDINATORS)
def test_a_tab_of_an_empty_program(open_frame, qtbot, place):
    workspace = open_frame.window.workspace
    workspace.go_to(place)
    settle(qtbot, open_frame)

    assert faults_of(open_frame.window) == []
    assert unreached(open_frame.window) == []


@pytest.mark.parametrize(
    "name",
    [
        "history",
        "settings",
        "accounts",
        "backups",
        "password",
        "recovery",
        "key",
        "dump",
        "check",
        "shortcuts",
        "about",
        "could-apply",
        "catalogue",
        "window",
        "form",
        "units",
        "holidays",
        "resources",
        "worksheets",
        "papers",
        "duplicates",
        "letters",
        "classes",
        "scans",
    ],
)
def test_a_window_of_the_menus(open_frame, qtbot, name):
    window = open_frame.open_window(name)
    qtbot.waitExposed(window)
    settle(qtbot, open_frame)

    assert faults_of(window) == []
    assert unreached(window) == []
    window.close()


@pytest.mark.parametrize("begin", ["begin_new", "begin_copy", "ask_next_step"])
def test_the_application_window_and_what_it_asks(full_frame, qtbot, begin):
    program = full_frame.window.workspace.context.program
    found = cycles.list_cycles(program)
    window = full_frame.open_window(f"window {found[0].id}")
    if begin == "ask_next_step":
        window.begin_copy()
        window.making.name.set_raw(f"{window.making.name.raw()} for {begin}")
        window.making.make.click()
    getattr(window, begin)()
    settle(qtbot, full_frame)

    assert faults_of(window) == []
    assert unreached(window) == []
    window.close()


def test_the_page_of_a_person_and_its_forms(full_frame, qtbot):
    program = full_frame.window.workspace.context.program
    person = queries.plan(program, queries.list_plans(program)[0].participation_id).person_id
    window = full_frame.open_window(f"person {person}")
    for at in range(window.tabs.count()):
        window.tabs.setCurrentIndex(at)
        settle(qtbot, full_frame)
        assert faults_of(window) == []
        assert unreached(window) == []
    for page in (window.appointments, window.contacts):
        window.tabs.setCurrentWidget(page)
        page.begin_adding()
        settle(qtbot, full_frame)
        assert faults_of(window) == []
        assert unreached(window) == []
        page.end()
    window.close()


def test_the_letters_of_a_cycle(full_frame, qtbot):
    window = full_frame.open_window("letters")
    for group in ("not eligible", "made", "more information wanted"):
        qtbot.waitUntil(lambda: bool(window.chips.current()), timeout=20_000)
        window.chips.choose(group)
        settle(qtbot, full_frame)
        window.actions_bar.send.unfold()
        assert faults_of(window) == []
        assert unreached(window) == []
        if group == "not eligible":
            window.actions_bar.make.click()
            settle(qtbot, full_frame)
    window.close()


def test_likely_duplicates_side_by_side(full_frame, qtbot):
    program = full_frame.window.workspace.context.program
    with program.operation("tests.twins", "Added twins") as op:
        op.session.add_all([Person(last_name="Nelson", first_name="Rebecca", work_phone=f"555 {n}") for n in (1, 2)])
    window = full_frame.open_window("duplicates")
    qtbot.waitUntil(lambda: window.model.rowCount() == 1, timeout=20_000)
    window.merge.unfold()
    settle(qtbot, full_frame)

    assert faults_of(window) == []
    assert unreached(window) == []
    window.close()


def test_classes_and_ladders_with_all_their_pages(full_frame, qtbot):
    window = full_frame.open_window("classes 5157")
    qtbot.waitExposed(window)
    settle(qtbot, full_frame)
    assert faults_of_all_pages(window, qtbot, full_frame) == []
    page, card = window.catalogue, window.catalogue.chosen.card
    window.pages.setCurrentWidget(page)
    for button in (page.add_button, card.edit_button, card.retitle_button, card.decide_button):
        button.click()
        settle(qtbot, full_frame)
        assert faults_of(window) + unreached(window) == []
        assert window.catalogue.leave_form()
    card.unconfirmed.action.click()
    settle(qtbot, full_frame)
    assert page.pages.currentWidget() is page.effects or page.chosen.card.isVisible()
    assert faults_of(window) + unreached(window) == []
    window.ladders.begin(None)
    window.pages.setCurrentWidget(window.ladders)
    settle(qtbot, full_frame)
    assert faults_of(window) + unreached(window) == []
    window.close()


def test_a_backup_before_it_is_restored(full_frame, qtbot):
    window = full_frame.open_window("backups")
    window.make()
    settle(qtbot, full_frame)
    window.look_button.click()
    settle(qtbot, full_frame)
    for number in (1, 2, 0):  # what it holds, restoring over, the way in
        window.drill._parts.setCurrentIndex(number)
        settle(qtbot, full_frame)
        assert faults_of(window) == []
        assert unreached(window) == []
    window.close()


def test_restoring_without_a_program(frame, qtbot, program_folder):
    for folder in (None, program_folder):
        frame.backups.restore(folder)
        settle(qtbot, frame)
        (window,) = [w for w in frame.window.findChildren(BackupsWindow) if w.isVisible()]
        assert faults_of(window) == []
        assert unreached(window) == []
        window.close()


def test_finding_anything(full_frame, qtbot):
    full_frame.find_anything()
    panel = full_frame.finder.panel
    qtbot.waitUntil(lambda: not full_frame.window.runner.busy)
    for typed in ("", "nel", "zzzz"):
        panel.field.setText(typed)
        QApplication.processEvents()
        assert faults_of(panel) == []


def test_the_list_of_applicants_narrowed_and_a_value_picked(full_frame, qtbot):
    tab = at(full_frame, "Applicants")
    tab.narrower.add(("category", "LPEL"), "LPEL")
    tab.lists.save("LPEL")
    settle(qtbot, full_frame)
    assert faults_of(full_frame.window) == []
    assert unreached(full_frame.window) == []
    next(action for action in tab.view.filter_button.menu().actions() if action.text() == "Unit…").trigger()
    (dialog,) = [each for each in tab.view.findChildren(PickDialog) if each.isVisible()]
    assert faults_of(dialog) == []
    dialog.close()


def test_the_help(frame, qtbot):
    frame.show_help()
    QApplication.processEvents()

    assert faults_of(frame.help) == []


def test_the_crash_report(qtbot):
    dialog = CrashDialog("builtins.ValueError")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)

    assert faults_of(dialog) == []
    assert unreached(dialog) == []


def test_every_menu_and_action_has_its_letter(open_frame):
    bar = open_frame.window.menuBar()
    for top in bar.actions():
        menu = top.menu()
        assert isinstance(menu, QMenu)
        letters = [_letter(action) for action in menu.actions() if not action.isSeparator()]
        assert [letter for letter in letters if letter and letters.count(letter) > 1] == [], top.text()
    assert len({_letter(top) for top in bar.actions()}) == len(bar.actions())


def _letter(action: QAction) -> str:
    text = action.text().replace("&&", "")
    return text[text.index("&") + 1].lower() if "&" in text else ""
