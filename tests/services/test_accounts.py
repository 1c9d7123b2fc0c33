"""Accounts, their roles, names, passwords and links."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.conftest import CHEAP, PASSWORD, SetClock
from umdesk.domain.errors import InvalidInput, NotAllowed, NotNow, WrongPassword
from umdesk.domain.words import Role
from umdesk.services import accounts, cycles, history, programs, raters
from umdesk.services.programs import Program
from umdesk.storage.access.keys import read_keys
from umdesk.storage.models import Supervisor

BO, NEW = "seven quiet harbor lamps", "nine tall river stones"


@pytest.fixture
def bo(program: Program, clock: SetClock) -> str:
    """The account of the reader Bo, made a minute after the program."""
    clock.set(clock() + timedelta(minutes=1))
    return accounts.add(program, "Bo", [Role.READER], BO)


def supervisor(program: Program, name: str) -> str:
    with program.operation("x", "Add") as op:
        record = Supervisor(name=name)
        op.session.add(record)
        op.session.flush()
        return record.id


def names(program: Program) -> list[str]:
    return [row.name for row in accounts.list_accounts(program)]


def last(program: Program) -> str:
    return history.events(program, None, 1)[0].summary


def test_an_account_is_in_the_list_and_in_the_history_without_its_password(program: Program, bo: str) -> None:
    rows = accounts.list_accounts(program)
    assert [(row.name, row.roles, row.active, row.must_change) for row in rows] == [
        ("Maria Ortega", (Role.COORDINATOR,), True, False),
        ("Bo", (Role.READER,), True, False),
    ]
    assert rows[1].id == bo
    assert last(program) == "Added the account Bo (reader)"
    assert history.undo_step(program) is None


def test_several_roles_are_told_in_the_order_of_the_table(program: Program, bo: str) -> None:
    accounts.set_roles(program, bo, [Role.RATER, Role.SUPERVISOR, Role.RATER])
    row = accounts.named(program, "bo")
    assert row.roles == (Role.SUPERVISOR, Role.RATER)
    assert row.warnings() == (accounts.SEES_NOBODY,)
    assert last(program) == "Bo is supervisor, rater, before reader"


def test_a_rater_who_is_a_reader_too_is_warned_of(program: Program) -> None:
    accounts.add(program, "Ann", [Role.RATER, Role.READER], NEW)
    accounts.add(program, "Cal", [Role.RATER], NEW)
    assert accounts.named(program, "Ann").warnings() == (accounts.NOT_BLIND,)
    assert accounts.named(program, "Cal").warnings() == ()


def test_a_name_is_taken_without_regard_to_capitals_and_blanks(program: Program, bo: str) -> None:
    for name in ("BO", " bo ", "maria  ortega"):
        with pytest.raises(InvalidInput, match="There is an account named") as refused:
            accounts.add(program, name, [Role.READER], NEW)
        assert refused.value.field == "name"
    with pytest.raises(InvalidInput, match="There is an account named Maria Ortega already"):
        accounts.rename(program, bo, "MARIA ORTEGA")
    accounts.rename(program, bo, "BO")
    assert names(program) == ["Maria Ortega", "BO"]


def test_an_account_needs_a_role_and_a_good_password(program: Program) -> None:
    with pytest.raises(InvalidInput, match="at least one role"):
        accounts.add(program, "Bo", [], NEW)
    with pytest.raises(InvalidInput, match="at least 12 characters"):
        accounts.add(program, "Bo", [Role.READER], "short")
    with pytest.raises(InvalidInput, match="name of its account"):
        accounts.add(program, "Bartholomew Bo", [Role.READER], "bo bartholomew 7")
    assert names(program) == ["Maria Ortega"]


def test_a_renamed_account_signs_in_with_its_new_name(program: Program, bo: str) -> None:
    accounts.rename(program, bo, "Bo  Reader")
    accounts.rename(program, program.account.account_id, "Maria Ortega-Diaz")
    assert program.account.name == "Maria Ortega-Diaz"
    program.close()
    assert programs.account_names(program.folder) == ("Maria Ortega-Diaz", "Bo Reader")
    programs.open_program(program.folder, password=BO, account="bo reader").close()
    programs.open_program(program.folder, password=PASSWORD).close()


def test_there_is_always_a_coordinator(program: Program, bo: str) -> None:
    me = program.account.account_id
    with pytest.raises(NotNow, match="You cannot disable your own account"):
        accounts.disable(program, me)
    with pytest.raises(NotNow, match="You cannot take the role coordinator from yourself"):
        accounts.set_roles(program, me, [Role.READER])
    accounts.set_roles(program, me, [Role.COORDINATOR, Role.RATER])
    accounts.set_roles(program, bo, [Role.COORDINATOR])
    program.close()
    second = programs.open_program(program.folder, password=BO, account="Bo")
    accounts.disable(second, me)
    with pytest.raises(NotNow, match="cannot disable your own"):
        accounts.disable(second, bo)
    second.close()


def test_a_disabled_account_loses_its_slot_and_gets_another_when_enabled(program: Program, bo: str) -> None:
    accounts.disable(program, bo)
    assert [slot.name for slot in read_keys(program.folder).account_slots()] == ["Maria Ortega"]
    assert accounts.named(program, "Bo").active is False
    with pytest.raises(NotNow, match="is disabled already"):
        accounts.disable(program, bo)
    with pytest.raises(NotNow, match="Enable the account instead"):
        accounts.reset(program, bo, NEW)
    accounts.enable(program, bo, NEW)
    row = accounts.named(program, "Bo")
    assert (row.active, row.must_change) == (True, True)
    with pytest.raises(NotNow, match="is not disabled"):
        accounts.enable(program, bo, NEW)
    program.close()
    with pytest.raises(WrongPassword):
        programs.open_program(program.folder, password=BO, account="Bo")


def test_after_a_reset_nothing_is_possible_before_a_password_of_ones_own(program: Program, bo: str) -> None:
    accounts.reset(program, bo, NEW)
    assert last(program) == "Reset the password of Bo, to be changed at the next sign-in"
    with pytest.raises(NotNow, match="This is your own account"):
        accounts.reset(program, program.account.account_id, NEW)
    program.close()
    opened = programs.open_program(program.folder, password=NEW, account="Bo")
    with pytest.raises(NotAllowed, match="Choose a password of your own first"):
        history.events(opened, None, 1)
    with pytest.raises(InvalidInput, match="This is the password that was given to you"):
        programs.set_password(opened, NEW)
    programs.set_password(opened, "another good long one")
    assert opened.account.must_change is False
    programs.set_password(opened, "another good long one")
    history.events(opened, None, 1)
    opened.close()


def test_a_first_password_may_have_to_be_changed(program: Program) -> None:
    accounts.add(program, "Ann", [Role.READER], NEW, must_change=True)
    assert accounts.named(program, "Ann").must_change


def test_a_supervisor_record_is_one_accounts_at_most(program: Program, bo: str) -> None:
    dana, kim = supervisor(program, "Dana Webb"), supervisor(program, "Kim Lee")
    accounts.link_supervisor(program, bo, dana)
    assert accounts.named(program, "Bo").warnings() == (accounts.NOT_A_SUPERVISOR,)
    ann = accounts.add(program, "Ann", [Role.SUPERVISOR], NEW, kim)
    assert accounts.named(program, "Ann").supervisor == "Kim Lee"
    with pytest.raises(InvalidInput, match="Dana Webb is linked to the account Bo"):
        accounts.link_supervisor(program, ann, dana)
    accounts.disable(program, bo)
    accounts.link_supervisor(program, ann, dana)
    assert [(each.name, each.account) for each in accounts.supervisor_choices(program)] == [
        ("Dana Webb", "Ann"),
        ("Kim Lee", ""),
    ]
    accounts.link_supervisor(program, ann, "")
    assert accounts.named(program, "Ann").supervisor == ""
    assert last(program) == "The account Ann is linked to no supervisor any more"


def test_a_rater_of_a_cycle_signs_in_with_one_account(program: Program, bo: str) -> None:
    cycle = cycles.create_cycle(program, "Spring 2026")
    first, second = raters.add(program, cycle, "Bo"), raters.add(program, cycle, "Ann")
    assert [line.account_id for line in raters.of_cycle(program, cycle)] == ["", ""]
    accounts.link_rater(program, first, bo)
    with pytest.raises(InvalidInput, match="Bo is the account of the rater Bo in this cycle"):
        accounts.link_rater(program, second, bo)
    assert [(line.name, line.account) for line in raters.of_cycle(program, cycle)] == [("Ann", ""), ("Bo", "Bo")]
    accounts.link_rater(program, first, "")
    accounts.link_rater(program, second, bo)
    assert last(program) == "The rater Ann signs in as Bo"


def test_the_sign_in_screen_may_keep_the_names_to_itself(program: Program, bo: str) -> None:
    accounts.set_list_names(program, False)
    accounts.reset(program, bo, NEW)
    assert accounts.list_names(program) is False
    program.close()
    assert programs.account_names(program.folder) == ()
    with pytest.raises(WrongPassword, match="The name or the password is not right") as refused:
        programs.open_program(program.folder, password=NEW, account="Nobody")
    assert "Bo" not in str(refused.value)
    programs.open_program(program.folder, password=NEW, account="Bo").close()


def test_without_a_name_the_first_coordinator_signs_in_also_after_a_change_of_password(
    program: Program, bo: str
) -> None:
    programs.set_password(program, NEW)
    program.close()
    opened = programs.open_program(program.folder, password=NEW)
    assert opened.account.name == "Maria Ortega"
    opened.close()


def test_in_a_demo_any_password_will_do_and_it_stays_a_demo(tmp_path: Path) -> None:
    program, _ = programs.create_program(
        tmp_path / "demo", department="D", office="O", coordinator="C", password="demo", demo=True, cost=CHEAP
    )
    account = accounts.add(program, "Bo", [Role.READER], "bo")
    accounts.reset(program, account, "demo")
    programs.set_password(program, "x")
    with pytest.raises(InvalidInput, match="cannot be blank"):
        programs.set_password(program, "")
    assert programs.describe(program).demo
    program.close()
