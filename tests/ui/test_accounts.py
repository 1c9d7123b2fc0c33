"""The window of accounts."""

import pytest
from pytestqt.qtbot import QtBot

from tests.conftest import PASSWORD
from tests.ui.test_accessibility import faults_of, unreached
from umdesk.domain.words import Role
from umdesk.services import accounts, cycles, programs, raters
from umdesk.services.programs import Program
from umdesk.storage.models import Supervisor
from umdesk.ui.accounts.window import AccountsWindow
from umdesk.ui.context import Context

BO, NEW = "seven quiet harbor lamps", "nine tall river stones"


@pytest.fixture
def bo(program: Program) -> str:
    return accounts.add(program, "Bo", [Role.READER], BO)


@pytest.fixture
def window(context: Context, bo: str, qtbot: QtBot) -> AccountsWindow:
    shown = AccountsWindow(context)
    qtbot.addWidget(shown)
    shown.show()
    return shown


def wait(window: AccountsWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window._context.runner.busy)
    qtbot.wait(1)


def shown_rows(window: AccountsWindow) -> list[tuple[str, str]]:
    return [(row.name, ", ".join(row.roles)) for row in window.model.rows()]


def type_twice(pair: object, password: str) -> None:
    pair.first.set_raw(password)
    pair.again.set_raw(password)


def test_an_account_is_added_with_a_password_that_has_to_be_changed(window, program, qtbot):
    with program.operation("x", "Add") as op:
        op.session.add(Supervisor(name="Dana Webb"))
    window.add_button.click()
    form = window.adding
    form.save()
    assert form.name.reason() == "Name is needed."
    form.name.set_raw("Dana Webb")
    form.save()
    assert form.roles.note.text() == "Choose what this person may do."
    assert not form.supervisor.isVisible()
    form.roles.boxes[Role.SUPERVISOR].box.click()
    assert form.supervisor.raw() == "Dana Webb (0 people)", "the record of the same name is proposed"
    type_twice(form.password, "short")
    form.save()
    wait(window, qtbot)
    assert "at least 12 characters" in form.password.first.reason()
    type_twice(form.password, NEW)
    form.password.again.set_raw("something else")
    form.save()
    assert form.password.again.reason() == "The two passwords are not the same."
    type_twice(form.password, NEW)
    form.save()
    wait(window, qtbot)
    assert ("Dana Webb", "supervisor") in shown_rows(window)
    row = accounts.named(program, "Dana Webb")
    assert (row.must_change, row.supervisor) == (True, "Dana Webb")
    assert window.stack.currentWidget() is window.chosen
    assert window.chosen.name.value() == "Dana Webb"
    assert form.password.first.value() == ""


def test_name_and_roles_are_kept_as_they_are_left(window, program, bo, qtbot):
    window.table.choose(bo)
    window.chosen.name.set_raw("Maria Ortega")
    window.chosen.name.left.emit()
    assert "There is an account named Maria Ortega already" in window.chosen.name.reason()
    window.chosen.name.set_raw("Bo Reader")
    window.chosen.name.left.emit()
    window.chosen.roles.boxes[Role.RATER].box.click()
    wait(window, qtbot)
    assert ("Bo Reader", "rater, reader") in shown_rows(window)
    for role in (Role.RATER, Role.READER):
        window.chosen.roles.boxes[role].box.click()
        wait(window, qtbot)
    assert "at least one role" in window.chosen.roles.note.text()
    assert window.chosen.roles.roles() == (Role.READER,)


def test_a_password_is_reset_and_an_account_disabled_and_enabled(window, program, bo, qtbot):
    window.table.choose(bo)
    chosen = window.chosen
    chosen.reset_button.click()
    assert "Bo signs in once and then has to choose another" in chosen.about.text()
    type_twice(chosen.password, NEW)
    chosen.do_button.click()
    wait(window, qtbot)
    assert chosen.state.text().startswith("Has to choose a password")
    assert not chosen.password.isVisible()
    chosen.disable_button.click()
    chosen.do_button.click()
    wait(window, qtbot)
    assert accounts.named(program, "Bo").active is False
    assert chosen.state.text().startswith("Disabled.")
    assert not chosen.reset_button.isVisible()
    chosen.enable_button.click()
    type_twice(chosen.password, BO)
    chosen.do_button.click()
    wait(window, qtbot)
    assert accounts.named(program, "Bo").active is True


def test_what_still_opens_with_a_coordinators_password_is_told_before_it_is_disabled(window, program, bo, qtbot):
    window.table.choose(bo)
    window.chosen.disable_button.click()
    assert "Backups" not in window.chosen.about.text()
    leading = accounts.add(program, "Ann", [Role.COORDINATOR], NEW)
    qtbot.waitUntil(lambda: window.table.choose(leading) or window.chosen._row.id == leading)
    window.chosen.disable_button.click()
    assert "Backups from before still open with the password of Ann." in window.chosen.about.text()


def test_ones_own_account_can_be_neither_disabled_nor_demoted(window):
    window.table.choose(window._context.program.account.account_id)
    assert window.chosen.yourself.isVisible()
    assert not window.chosen.disable_button.isVisible()
    assert not window.chosen.roles.boxes[Role.COORDINATOR].box.isEnabled()


def test_the_names_can_be_kept_off_the_sign_in_screen(window, program):
    window.listed.box.click()
    assert accounts.list_names(program) is False
    assert programs.account_names(program.folder) == ()


def test_a_rater_of_a_cycle_gets_an_account(open_frame, program, bo):
    cycle = cycles.create_cycle(program, "Spring 2026")
    raters.add(program, cycle, "Bo")
    accounts.set_roles(program, bo, [Role.RATER])
    from umdesk.ui.selection.raters import RatersPage

    page = RatersPage(open_frame.window.workspace.context)
    page.show_cycle(cycles.cycle(program, cycle), None)
    page.table.choose(page.model.key(0))
    assert [page.signs_in.box.itemText(place) for place in range(page.signs_in.box.count())][1:] == ["Bo"]
    page.signs_in.set_value(bo)
    page.signs_in.left.emit()
    assert [line.account for line in raters.of_cycle(program, cycle)] == ["Bo"]
    page.deleteLater()


def test_a_reader_has_no_window_of_accounts(frame, program, bo):
    folder = program.folder
    program.close()
    reader = programs.open_program(folder, password=BO, account="Bo")
    frame.show_program(reader)
    action = next(a for a in frame.menus.program_actions if a.text() == "&Accounts…")
    assert not (action.isVisible() and action.isEnabled())
    frame.window.close_program()
    programs.open_program(folder, password=PASSWORD).close()


def test_every_part_of_the_two_forms_has_a_name_and_nothing_is_cut_off(window, bo, qtbot):
    def look() -> list[str]:
        qtbot.wait(20)
        return [*faults_of(window), *unreached(window)]

    window.resize(1160, 640)
    window.begin()
    window.adding.roles.boxes[Role.SUPERVISOR].box.click()
    assert look() == []
    window.table.choose(bo)
    window.stack.setCurrentWidget(window.chosen)
    for button in (window.chosen.reset_button, window.chosen.disable_button):
        button.click()
        assert look() == []
