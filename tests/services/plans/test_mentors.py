"""The directory of resources: starting entries, mentors with their capacity, matches and how they follow a plan."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.conftest import SetClock
from tests.services.plans.conftest import Someone, someone
from tests.services.plans.writing import write_plan
from umdesk.domain.errors import Gone, InvalidInput
from umdesk.domain.snapshots import snapshot_digest
from umdesk.domain.words import ResourceKind
from umdesk.services import history, mentor_matches, resources
from umdesk.services.plans import editing, printing, queries, revisions
from umdesk.services.plans.printing import Made
from umdesk.services.programs import Program
from umdesk.services.resources import ResourceInput

TODAY = date(2026, 5, 20)
LEE = ResourceInput(ResourceKind.MENTOR, "  Ann   Lee ", fields="budgets, accounting", capacity=1)


def print_plan(program: Program, revision: str) -> None:
    """Print a plan to sign."""
    made = Made(b"%PDF", 2, snapshot_digest(printing.snapshot(program, revision)))
    printing.freeze(program, revision, made)


def test_a_new_program_has_resources_that_nobody_checked_and_the_starting_entries_come_back(program: Program) -> None:
    listed = resources.list_resources(program)
    assert {row.values.kind for row in listed} == set(ResourceKind), "one of each kind to begin with"
    assert all(row.active and row.values.checked_on is None and row.current == 0 for row in listed)
    assert [mentor.room for mentor in resources.mentors(program)] == ["free", "free"]

    first = listed[0]
    resources.set_active(program, first.id, active=False)
    assert first.id not in {row.id for row in resources.list_resources(program)}
    assert first.id in {row.id for row in resources.list_resources(program, with_inactive=True)}
    assert resources.add_starting(program) == 0, "what is switched off is there"
    resources.edit(program, first.id, replace(first.values, name="State courses", checked_on=TODAY))
    assert resources.add_starting(program) == 1
    history.undo(program)
    assert len(resources.list_resources(program, with_inactive=True)) == len(listed)


def test_what_cannot_be_in_the_directory_is_refused_by_field(program: Program) -> None:
    made = resources.add(program, LEE)
    for values, field in (
        (ResourceInput(ResourceKind.COURSE, "  "), "name"),
        (ResourceInput(ResourceKind.COURSE, "n" * 121), "name"),
        (ResourceInput(ResourceKind.MENTOR, "ann lee"), "name"),
        (replace(LEE, name="Bo Day", capacity=0), "capacity"),
        (replace(LEE, name="Bo Day", checked_on=date(2026, 5, 21)), "checked_on"),
    ):
        with pytest.raises(InvalidInput) as refused:
            resources.add(program, values)
        assert refused.value.field == field
    resources.edit(program, made, replace(LEE, name="Ann Leé", capacity=3))
    assert resources.mentors(program)[0].room == "0 of 3 matched"
    with pytest.raises(Gone):
        resources.edit(program, "0" * 32, LEE)
    coach = resources.add(program, replace(LEE, kind=ResourceKind.OTHER, name="Desk", capacity=2))
    assert next(row for row in resources.list_resources(program) if row.id == coach).values.capacity is None


def test_a_match_over_the_capacity_is_refused_or_kept_with_a_reason(program: Program) -> None:
    one, two = someone(program), someone(program, "Bruce", "Chase", "004712")
    lee = resources.add(program, LEE)
    first = mentor_matches.match(program, lee, one.participation, TODAY, note="first meeting held")
    (shown,) = mentor_matches.of_resource(program, lee)
    assert (shown.participant, shown.starts, shown.ends) == ("Rebecca Nelson", TODAY, None)
    assert shown.plan_number == one.number
    assert resources.mentors(program)[0].full

    with pytest.raises(InvalidInput, match="takes 1 at a time and has 1") as refused:
        mentor_matches.match(program, lee, two.participation, TODAY)
    assert refused.value.field == "over"
    with pytest.raises(InvalidInput, match="matched already"):
        mentor_matches.match(program, lee, one.participation, TODAY)
    mentor_matches.match(program, lee, two.participation, TODAY, over="both sit in one office")
    assert mentor_matches.of_participation(program, two.participation)[0].note == (
        "Beyond the number at a time: both sit in one office"
    )
    with pytest.raises(InvalidInput, match="cannot end before"):
        mentor_matches.end_match(program, first, date(2026, 5, 19))
    mentor_matches.end_match(program, first, TODAY)
    assert resources.mentors(program)[0].current == 2, "its last day is today"
    mentor_matches.remove_match(program, first)
    history.undo(program)
    assert {match.ends for match in mentor_matches.of_resource(program, lee)} == {None, TODAY}
    with pytest.raises(InvalidInput, match="stays a mentor or coach"):
        resources.edit(program, lee, ResourceInput(ResourceKind.COURSE, "A course"))
    resources.set_active(program, lee, active=False)
    with pytest.raises(InvalidInput, match="switched off"):
        mentor_matches.match(program, lee, one.participation, TODAY)
    course = next(row for row in resources.list_resources(program) if row.values.kind is ResourceKind.COURSE)
    with pytest.raises(InvalidInput, match="no mentor or coach"):
        mentor_matches.match(program, course.id, one.participation, TODAY)


def test_matches_follow_a_printed_plan_that_names_a_mentor(program: Program, rebecca: Someone, clock: SetClock) -> None:
    lee, day = (resources.add(program, replace(LEE, name=name)) for name in ("Ann Lee", "Bo Day"))
    mentor_matches.match(program, day, someone(program, "Bruce", "Chase", "004712").participation, TODAY)
    write_plan(program, rebecca.revision)
    editing.set_fields(program, rebecca.revision, {"mentor_name": "Ann Lee", "mentor_resource_id": lee})
    assert mentor_matches.of_participation(program, rebecca.participation) == (), "a draft is no match"
    print_plan(program, rebecca.revision)
    (match,) = mentor_matches.of_participation(program, rebecca.participation)
    assert (match.mentor, match.starts, match.ends) == ("Ann Lee", date(2026, 7, 1), None)
    assert match.note == f"Named in plan {rebecca.number}, revision 1"

    second = revisions.amend(program, rebecca.revision, "Ann Lee retires")
    editing.set_fields(program, second, {"mentor_name": "Bo Day", "mentor_resource_id": day})
    print_plan(program, second)
    (new,) = mentor_matches.of_participation(program, rebecca.participation)
    assert (new.mentor, new.starts, new.ends) == ("Bo Day", date(2026, 7, 1), None), "the other had not begun"
    assert new.note == f"Named in plan {rebecca.number}, revision 2, beyond the 1 at a time"

    clock.set(datetime(2026, 9, 1, 17, 0, tzinfo=UTC))
    print_plan(program, revisions.amend(program, second, "another course"))
    assert mentor_matches.of_participation(program, rebecca.participation) == (new,), "the same mentor goes on"
    third = revisions.amend(program, queries.plan(program, rebecca.participation).revision_id, "Ann Lee is back")
    editing.set_fields(program, third, {"mentor_name": "Ann Lee", "mentor_resource_id": lee})
    print_plan(program, third)
    back, before = mentor_matches.of_participation(program, rebecca.participation)
    assert (back.mentor, back.starts, back.ends) == ("Ann Lee", date(2026, 9, 1), None)
    assert (before.mentor, before.ends) == ("Bo Day", date(2026, 8, 31))
