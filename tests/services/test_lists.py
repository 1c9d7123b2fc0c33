"""Lists that an account saved for itself, and lists that leave as a workbook."""

import pytest

from tests.conftest import SetClock
from umdesk.domain.errors import InvalidInput, NotAllowed
from umdesk.domain.list_filters import Narrowing
from umdesk.domain.words import Role
from umdesk.services import applicants, cycles, disclosures, history, lists
from umdesk.services.applicants import NewApplicant
from umdesk.services.programs import SignedIn

YREKA = Narrowing("decide", (("unit", "Yreka"), ("class", "1379")), "nel")


def names(program) -> list[str]:
    return [each.name for each in lists.saved(program, "applicants")]


def test_a_list_is_saved_renamed_replaced_and_removed(program):
    found = lists.save(program, "applicants", "  To call ", YREKA)
    assert lists.saved(program, "applicants")[0].narrowing == YREKA

    lists.save(program, "applicants", "to CALL", Narrowing(words="bo"))
    assert [(each.id, each.name, each.narrowing.words) for each in lists.saved(program, "applicants")] == [
        (found, "to CALL", "bo")
    ]

    lists.rename(program, found, "Call back")
    assert names(program) == ["Call back"]
    lists.remove(program, found)
    assert names(program) == []
    history.undo(program)
    assert names(program) == ["Call back"]


def test_a_name_is_needed_and_each_list_has_its_own(program):
    first = lists.save(program, "applicants", "A", YREKA)
    lists.save(program, "applicants", "B", YREKA)

    with pytest.raises(InvalidInput, match="needs a name"):
        lists.save(program, "applicants", "  ", YREKA)
    with pytest.raises(InvalidInput, match="longer than 60"):
        lists.rename(program, first, "x" * 61)
    with pytest.raises(InvalidInput, match="already"):
        lists.rename(program, first, "b")
    assert names(program) == ["A", "B"]


def test_lists_of_another_account_are_neither_seen_nor_changed(program):
    found = lists.save(program, "applicants", "Mine", YREKA)
    from umdesk.services import accounts

    other = accounts.add(program, "Ben Ito", [Role.COORDINATOR], "seven quiet harbor lamps")
    program.account = SignedIn(getattr(other, "id", other), "Ben Ito", frozenset({Role.COORDINATOR}))

    assert names(program) == []
    with pytest.raises(NotAllowed):
        lists.rename(program, found, "Theirs")
    with pytest.raises(NotAllowed):
        lists.remove(program, found)


def test_a_list_that_leaves_is_a_disclosure_of_the_people_in_it(program, clock: SetClock):
    cycle = cycles.create_cycle(program, "Spring 2026")
    one, two = (
        applicants.detail(program, applicants.add(program, cycle, NewApplicant(name, class_code="1379"))).person_id
        for name in ("Nelson", "Reyes")
    )
    given = []

    lists.record_copy(program, "Applicants, Spring 2026", 1, [one], lambda: given.append("file"))

    assert given == ["file"]
    (line,) = disclosures.of_person(program, one)
    assert (line.what, line.how, line.everyone) == ("Applicants, Spring 2026", "saved as a workbook", False)
    assert disclosures.of_person(program, two) == ()

    lists.record_copy(program, "Applicants, all cycles", 3, [one, two, one], lambda: None)
    assert [line.everyone for line in disclosures.of_person(program, two)] == [True]


def test_a_file_that_cannot_be_delivered_is_not_written_down(program):
    def full() -> None:
        raise OSError("disk full")

    before = len(history.events(program))
    with pytest.raises(OSError, match="disk full"):
        lists.record_copy(program, "Classes", 3, [], full)

    assert len(history.events(program)) == before
