"""What each role sees of the window: its tabs, its menus, and nothing to press that it may not do."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from sqlalchemy import select

from tests.services.plans.conftest import Someone, someone
from tests.services.plans.writing import write_plan
from tests.ui.roles import WORDS, sign_in, supervisor_record
from umdesk.domain.plans import Section
from umdesk.domain.words import ItemKind, RevisionState, Role
from umdesk.jobs import print_plan
from umdesk.services import drafts, programs, settings
from umdesk.services.plans import editing, printing, queries, revisions
from umdesk.services.programs import Program
from umdesk.storage import models
from umdesk.ui.frame import Frame
from umdesk.ui.mine.tab import MyParticipantsTab


@pytest.fixture
def rebecca(program: Program) -> Someone:
    """A participant of Dana Whitfield."""
    return someone(program)


@pytest.fixture
def show(frame: Frame, program: Program) -> Iterator[Callable[..., Frame]]:
    """Shows the window of an account with these roles."""
    opened: list[Program] = []

    def show_as(*roles: Role, name: str = "Dana Whitfield", supervisor: str = "", looking: bool = False) -> Frame:
        opened.append(sign_in(program, name, roles, supervisor=supervisor, looking=looking))
        frame.show_program(opened[0])
        return frame

    yield show_as
    frame.window.close_program()


def sams(program: Program) -> Someone:
    """A participant of another supervisor, Sam Osei."""
    alan = someone(program, "Ito", "Alan", "004712")
    with program.operation("tests.move", "Moved Alan to another supervisor") as op:
        boss = models.Supervisor(id=models.new_id(), name="Sam Osei")
        op.session.add(boss)
        op.session.flush()
        op.session.query(models.Appointment).filter_by(person_id=alan.person).one().supervisor_id = boss.id
    return alan


def settle(frame: Frame, qtbot) -> None:
    qtbot.waitUntil(lambda: not frame.window.runner.busy, timeout=20_000)
    for _round in range(3):
        QApplication.processEvents()


def offered(frame: Frame) -> set[str]:
    """The entries of all menus that can be chosen."""
    return {
        action.text().replace("&", "").rstrip("…")
        for top in frame.window.menuBar().actions()
        for action in top.menu().actions()
        if action.isVisible() and action.isEnabled() and not action.isSeparator()
    }


def buttons(widget: QWidget) -> set[str]:
    """What can be pressed in a widget as it stands on screen."""
    return {
        button.text().replace("&", "")
        for button in widget.findChildren(QPushButton)
        if button.isVisible() and button.isEnabled() and button.text()
    }


def mine(frame: Frame) -> MyParticipantsTab:
    tab = frame.window.workspace.current()
    assert isinstance(tab, MyParticipantsTab)
    return tab


@pytest.mark.parametrize(
    ("roles", "tabs"),
    [
        ([Role.COORDINATOR], ["Today", "Applicants", "Selection", "Career plans", "Program year", "Reports"]),
        ([Role.READER], ["Today", "Applicants", "Selection", "Career plans", "Program year", "Reports"]),
        ([Role.SUPERVISOR], ["My participants", "Today"]),
        ([Role.RATER], ["My rating sheets", "Today"]),
        ([Role.SUPERVISOR, Role.RATER], ["My participants", "Today", "My rating sheets"]),
        (
            [Role.SUPERVISOR, Role.READER],
            ["My participants", "Today", "Applicants", "Selection", "Career plans", "Program year", "Reports"],
        ),
        (
            [Role.COORDINATOR, Role.SUPERVISOR],
            ["Today", "Applicants", "Selection", "Career plans", "Program year", "Reports"],
        ),
        (
            [Role.COORDINATOR, Role.RATER],
            ["Today", "Applicants", "Selection", "Career plans", "Program year", "Reports", "My rating sheets"],
        ),
    ],
    ids=lambda value: " ".join(map(str, value)),
)
def test_each_role_has_its_tabs(show, roles, tabs):
    frame = show(*roles)

    workspace = frame.window.workspace
    assert [place.name for place in workspace.places] == tabs
    assert workspace.tabs.tabBar().isHidden() == (len(tabs) == 1)
    numbered = [f"{number} {name}" for number, name in enumerate(tabs, 1)] if len(tabs) > 1 else []
    assert sorted(text for text in offered(frame) if text[:1].isdigit()) == numbered


def test_a_supervisor_is_offered_only_what_a_supervisor_may(show):
    frame = show(Role.SUPERVISOR)

    assert {"Change password", "Print", "Help on this page", "Close program"} <= offered(frame)
    assert not {"Settings", "New recovery sheet", "Check and repair"} & offered(frame)
    assert frame.status.who.text() == "Supervisor: Dana Whitfield"


def test_a_reader_is_offered_nothing_that_changes(show):
    frame = show(Role.READER, name="Rita Shaw")

    assert {"History of everything", "Check and repair", "Print"} <= offered(frame)
    assert not {"Undo", "Redo", "Settings", "New recovery sheet"} & offered(frame)
    assert frame.status.who.text() == "Reader: Rita Shaw, looking only"


def test_window_titles_hold_no_name_of_a_person(show, rebecca, qtbot):
    frame = show(Role.SUPERVISOR, supervisor="Dana Whitfield")
    mine(frame).open_plan(rebecca.participation)
    settle(frame, qtbot)

    titles = [widget.windowTitle() for widget in QApplication.topLevelWidgets()]
    assert "redding – umdesk" in titles
    assert not [title for title in titles if "Rebecca" in title or "Nelson" in title or "Dana" in title]


def test_a_supervisor_without_a_record_is_told_what_will_be_here(show, rebecca):
    frame = show(Role.SUPERVISOR)

    tab = mine(frame)
    assert tab.pages.currentWidget() is tab.unlinked
    assert frame.help_page() == "my-participants"


def test_a_supervisor_whom_no_appointment_names_is_told_whom_to_ask(show, program, rebecca):
    with program.operation("tests.supervisor", "Added a supervisor") as op:
        op.session.add(models.Supervisor(id=models.new_id(), name="Sam Osei"))
    frame = show(Role.SUPERVISOR, name="Sam Osei", supervisor="Sam Osei")

    tab = mine(frame)
    assert tab.pages.currentWidget() is tab.empty
    assert "History of everything" not in offered(frame)  # they see the history of their own plans only


def test_only_ones_own_participants_have_cards(show, program, rebecca):
    sams(program)
    frame = show(Role.SUPERVISOR, supervisor="Dana Whitfield")

    assert [card.key for card in mine(frame).cards.cards] == [rebecca.participation]


def test_a_card_leads_to_what_is_missing_and_the_plan_is_sent_and_taken_back(show, program, rebecca, qtbot):
    folder_program = program
    settings.change(program, "plans.supervisor_prints", False)
    frame = show(Role.SUPERVISOR, supervisor="Dana Whitfield")
    tab = mine(frame)
    card = tab.cards.cards[0]
    assert (card.todo.turn, card.todo.button) == ("Your turn", "Fill in 4 things")
    assert card.button.accessibleName() == "Nelson, Rebecca: Fill in 4 things"

    tab.cards.choose("")
    qtbot.keyClick(card.button, Qt.Key.Key_Return)
    editor = tab.editor
    assert tab.pages.currentWidget() is editor
    assert editor.view.sections.current() == Section.TARGET
    assert editor.primary.text() == "&Send to the coordinator"
    assert not {"Mark ready", "Amend…", "Print to sign"} & buttons(editor.view)
    editor.primary.trigger()
    assert editor.view.sections.current() == "missing"

    opened = frame.window.workspace.context.program
    write_plan(opened, rebecca.revision)
    editor.primary.trigger()
    editor.view.banner.yes.click()
    assert queries.plan(opened, rebecca.participation).state is RevisionState.IN_REVIEW
    assert editor.view.badge.text() == "In review"
    assert not editor.primary.isVisible()
    assert not editor.fields.fields["support"].box.isReadOnly()
    editor.view.to_draft.click()
    if editor.view.banner.isVisible():
        editor.view.banner.yes.click()
    assert queries.plan(opened, rebecca.participation).state is RevisionState.DRAFT
    editor.view.back.click()
    assert [card.todo.button for card in tab.cards.cards] == ["Send it to the coordinator"]
    assert folder_program.folder == opened.folder


def test_recovered_typing_leads_a_supervisor_to_the_plan(show, program, rebecca, qtbot):
    goal = editing.add_row(program, rebecca.revision, ItemKind.GOAL, {"text": "Learn"})
    sign = show(Role.SUPERVISOR, supervisor="Dana Whitfield")
    opened = sign.window.workspace.context.program
    drafts.keep(opened, "plan_goal", goal, "text", "Learn the budget")

    sign._tell_at_open(opened)
    qtbot.mouseClick(sign.window.messages._action, Qt.MouseButton.LeftButton)

    assert mine(sign).editor.detail is not None
    assert mine(sign).editor.detail.revision_id == rebecca.revision


def test_typing_that_the_printing_came_before_is_told_once_and_not_lost_silently(show, program, rebecca, qtbot):
    write_plan(program, rebecca.revision)
    with program.reading() as session:
        goals = list(session.scalars(select(models.PlanGoal.id)))
    frame = show(Role.SUPERVISOR, supervisor="Dana Whitfield")
    opened = frame.window.workspace.context.program
    drafts.keep(opened, "plan_goal", goals[-1], "text", "Learn the budget\nin March")
    opened.account, dana = replace(opened.account, roles=frozenset({Role.COORDINATOR})), opened.account
    print_plan.print_to_sign(opened, rebecca.revision)
    opened.account = dana

    mine(frame).open_plan(rebecca.participation)

    said = frame.window.messages._text.text()
    assert said.startswith("This plan was printed before you finished typing.")
    assert "“Learn the budget in March”" in said
    assert drafts.recovered(opened) == []


def test_progress_that_was_typed_and_not_recorded_is_there_again(show, program, rebecca, qtbot):
    write_plan(program, rebecca.revision)
    print_plan.print_to_sign(program, rebecca.revision)
    frame = show(Role.SUPERVISOR, supervisor="Dana Whitfield")
    opened = frame.window.workspace.context.program
    tab = mine(frame)
    tab.open_plan(rebecca.participation)
    tab.editor.go_to_page("progress")
    qtbot.keyClicks(tab.editor.beside.page("progress").form.fields["note"].box, "Finished the log")

    frame.window.close_program()
    again = programs.open_program(opened.folder, password=WORDS, account="Dana Whitfield", clock=opened.clock)
    frame.show_program(again)
    qtbot.mouseClick(frame.window.messages._action, Qt.MouseButton.LeftButton)
    mine(frame).editor.go_to_page("progress")
    progress = mine(frame).editor.beside.page("progress")
    assert progress.form.fields["note"].value() == "Finished the log"

    assert progress.form.press()
    assert [row.note for row in queries.plan(again, rebecca.participation).progress] == ["Finished the log"]
    assert drafts.recovered(again) == []


def test_a_ready_plan_waits_for_the_coordinator_and_cannot_be_changed(show, program, rebecca):
    write_plan(program, rebecca.revision)
    revisions.mark_ready(program, rebecca.revision)
    settings.change(program, "plans.supervisor_prints", False)
    frame = show(Role.SUPERVISOR, supervisor="Dana Whitfield")
    tab = mine(frame)
    assert [card.todo.turn for card in tab.cards.cards] == ["With others"]

    tab.open_plan(rebecca.participation)

    assert tab.editor.fields.fields["support"].box.isReadOnly()
    assert not tab.editor.primary.isVisible()
    assert not {"Take it back", "Back to draft", "Mark ready"} & buttons(tab.editor.view)
    assert tab.editor.view.next.text().startswith("The coordinator agrees")


def test_a_supervisor_records_signatures_and_progress_and_nothing_else(show, program, rebecca, qtbot):
    write_plan(program, rebecca.revision)
    print_plan.print_to_sign(program, rebecca.revision)
    frame = show(Role.SUPERVISOR, supervisor="Dana Whitfield")
    tab = mine(frame)
    opened = frame.window.workspace.context.program
    today = opened.today()

    tab.open_plan(rebecca.participation)
    editor = tab.editor
    assert editor.view.sections.current() == "signatures"
    for name in ("employee", "supervisor", "coordinator"):
        editor.beside.page("signatures").form.fields[name].set_value(today)
    assert editor.beside.page("signatures").form.press()
    assert queries.plan(opened, rebecca.participation).state is RevisionState.SIGNED
    assert editor.primary.text() == "&Record progress"
    editor.primary.trigger()
    assert editor.beside.page("progress").form.press()
    assert len(queries.plan(opened, rebecca.participation).progress) == 1
    for key in ("td", "status", "versions"):
        editor.go_to_page(key)
        settle(frame, qtbot)
        pressed = buttons(editor.view.pages.currentWidget())
        assert not pressed & {"Record assignment", "Record advancement", "Change status", "Amend…"}
    editor.go_to_page("money")
    assert editor.beside.page("money").sums.text().startswith("Estimated $")
    assert not {"Record money", "Remove the chosen record"} & buttons(editor.view.pages.currentWidget())
    assert "Amend…" not in buttons(editor.view)
    assert [card.todo.turn for card in _cards(tab)] == ["In force"]


def _cards(tab: MyParticipantsTab) -> list:
    tab.show_list()
    return tab.cards.cards


def test_arrows_go_from_card_to_card_and_the_search_narrows_them(show, program, qtbot):
    people = [someone(program, name, "Ana", f"0048{number:02}") for number, name in enumerate("ABCDEF")]
    frame = show(Role.SUPERVISOR, supervisor="Dana Whitfield")
    tab = mine(frame)
    cards = tab.cards
    cards.choose("")
    assert cards.focused() == people[0].participation
    for key, at in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_End, 5), (Qt.Key.Key_Up, 4), (Qt.Key.Key_Home, 0)):
        qtbot.keyClick(frame.window.focusWidget(), key)
        assert cards.focused() == people[at].participation

    tab.find()
    qtbot.keyClicks(tab.search, "D, Ana")
    assert [card.key for card in cards.cards if not card.isHidden()] == [people[3].participation]
    qtbot.keyClicks(tab.search, "x")
    assert cards.nothing.isVisible()


def test_the_coordinator_sees_what_was_sent_and_sends_it_back(frame, program, rebecca):
    write_plan(program, rebecca.revision)
    revisions.submit(program, rebecca.revision)
    frame.show_program(program)
    workspace = frame.window.workspace
    workspace.go_to("Career plans", rebecca.participation)
    editor = workspace.current().editor

    assert editor.view.badge.text() == "In review"
    assert {"Mark ready", "Send back…", "Print to sign"} <= buttons(editor.view)
    assert editor.view.next.text().startswith("The supervisor sent it.")
    editor.view.to_draft.click()
    editor.view.banner.reason.set_value("Later dates, please")
    editor.view.banner.press()
    assert queries.plan(program, rebecca.participation).state is RevisionState.DRAFT
    workspace.current().show_list()
    revisions.submit(program, rebecca.revision)
    workspace.current().participants.chips.choose("review")
    assert workspace.current().participants.model.rowCount() == 1


def test_a_reader_reads_plans_and_changes_nothing(show, program, rebecca, qtbot):
    write_plan(program, rebecca.revision)
    print_plan.print_to_sign(program, rebecca.revision)
    frame = show(Role.READER, name="Rita Shaw")
    frame.window.workspace.go_to("Career plans", rebecca.participation)
    tab = frame.window.workspace.current()
    editor = tab.editor
    settle(frame, qtbot)

    assert not editor.primary.isVisible()
    found = set()
    for place in range(editor.view.sections.count()):
        key = editor.view.sections.item(place).data(256)
        if key:
            editor.go_to_page(key)
            settle(frame, qtbot)
            found |= buttons(editor.view.pages.currentWidget())
    lines = {text for text in found if "\n" in text or text.startswith("By ")}  # that lead to, or group, what is shown
    looks = {"Record of this person", "Table", "Timeline", "Print the form…"}  # a reader looks and prints
    assert found - lines <= looks
    for field in editor.fields.fields.values():
        assert not field.editor.isEnabled() or field.editor.isReadOnly()
    qtbot.waitUntil(lambda: editor.view.preview.pane.page_count() > 0, timeout=20_000)
    assert "Print…" in buttons(editor.view.preview)
    opened = frame.window.workspace.context.program
    printing.record_copy(opened, queries.plan(opened, rebecca.participation).revision_id, "printed")


def test_who_supervises_some_and_reads_all_changes_only_their_own(show, program, rebecca):
    alan = sams(program)
    frame = show(Role.SUPERVISOR, Role.READER, name="Sam Osei", supervisor="Sam Osei")
    assert [card.key for card in mine(frame).cards.cards] == [alan.participation]
    frame.window.workspace.go_to("Career plans", rebecca.participation)
    editor = frame.window.workspace.current().editor

    assert editor.fields.fields["support"].box.isReadOnly()
    assert not editor.primary.isVisible()
    assert frame.status.who.text() == "Supervisor, reader: Sam Osei"


def test_who_looks_without_changing_prints_nothing(show, program, rebecca, qtbot):
    frame = show(Role.READER, name="Rita Shaw", looking=True)
    frame.window.workspace.go_to("Career plans", rebecca.participation)
    editor = frame.window.workspace.current().editor
    qtbot.waitUntil(lambda: editor.view.preview.pane.page_count() > 0, timeout=20_000)

    assert "Print…" not in buttons(editor.view.preview)


def test_a_supervisor_record_is_found_by_name(program, rebecca):
    assert len(supervisor_record(program, "Dana Whitfield")) == 32


def test_actions_of_hidden_entries_cannot_be_triggered_by_key(show):
    frame = show(Role.READER, name="Rita Shaw")

    hidden = [action for action in frame.window.findChildren(QAction) if action.text() == "&Settings…"]
    assert [action.isEnabled() and action.isVisible() for action in hidden] == [False]


def test_a_participant_who_goes_to_another_supervisor_takes_the_plan_along(show, program, rebecca, qtbot):
    frame = show(Role.SUPERVISOR, supervisor="Dana Whitfield")
    tab, opened = mine(frame), frame.window.workspace.context.program
    tab.open_plan(rebecca.participation)
    tab.editor.go_to_page(Section.SUPPORT)
    box = tab.editor.fields.fields["support"].box
    box.setFocus()
    qtbot.keyClicks(box, "Half a sent")

    with opened.operation("tests.move", "Moved Rebecca to another supervisor", undoable=False) as op:
        boss = models.Supervisor(id=models.new_id(), name="Sam Osei")
        op.session.add(boss)
        op.session.flush()
        op.session.query(models.Appointment).filter_by(person_id=rebecca.person).one().supervisor_id = boss.id
    settle(frame, qtbot)

    assert tab.pages.currentWidget() is tab.empty
    assert tab.editor.detail is None
    assert frame.window.messages._text.text().startswith("There is no such plan among your participants.")
    assert "Rebecca" not in " ".join(label.text() for label in frame.window.findChildren(QLabel) if label.isVisible())
