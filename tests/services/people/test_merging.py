"""Two records made one and taken apart again: nothing is lost, nothing stands half, and undo leaves all as it was."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.applications import table_of
from tests.conftest import PASSWORD, SetClock
from tests.killing import killed_before, numbers
from tests.roles_world import World, copy_of, make_world
from tests.served import served
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.intake import headers
from umdesk.domain.words import ContactKind, LetterKind
from umdesk.services import (
    applicants,
    cycles,
    disagreements,
    disclosures,
    history,
    imports,
    letters,
    merged,
    people,
    programs,
)
from umdesk.services.applicants import NewApplicant
from umdesk.services.disagreements import Statement
from umdesk.services.disclosures import Leaving
from umdesk.services.people import appointments, comparing, contacts, duplicates, merging
from umdesk.services.people import page as people_page
from umdesk.services.plans import start_participation
from umdesk.services.programs import Program
from umdesk.storage.models import (
    Application,
    Appointment,
    Base,
    Change,
    Contact,
    DistinctPeople,
    Draft,
    Event,
    Participation,
    Person,
    PersonMerge,
)

WHY = "Married, the same desk"
Tables = dict[str, list[tuple[Any, ...]]]


def tables(program: Program) -> Tables:
    """Every row of every table to the last field, but the history itself."""
    with program.reading() as session:
        return {
            name: sorted(map(tuple, session.execute(select(table))), key=repr)
            for name, table in Base.metadata.tables.items()
            if name not in {Event.__tablename__, Change.__tablename__}
        }


def prepare(program: Program, world: World) -> list[str]:
    """People with applications, ratings, decisions, plans, money, T&D, and what points at a person besides."""
    with program.reading() as session:
        rated = session.get_one(Application, world.one.rated).person_id
        decided = session.get_one(Application, world.pending).person_id
    people = [*world.one.people[:2], rated, decided, world.person]
    for number, person in enumerate(people):
        leaving = Leaving("Human Resources", "A transfer", f"Class and tenure {number}", "by telephone")
        disclosures.add(program, person, date(2026, 5, 1), leaving)
        disagreements.add(program, person, Statement(date(2026, 5, 2), "Tenure", "It is permanent", ""))
        duplicates.keep_apart(program, person, world.other.people[number % 2])
    with program.operation("tests.more", "More") as op:
        for person in people:
            op.session.add(Contact(person_id=person, on=date(2026, 5, 3), kind="coaching", made_by="Maria Ortega"))
        both = disclosures.note(
            op.session, datetime(2026, 5, 4, tzinfo=UTC), "Maria Ortega",
            Leaving("The department", "A list", "Names", "printed"), person_ids=people,
        )  # fmt: skip
        assert both
    return people


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, World, list[str]]:
    folder = tmp_path_factory.mktemp("merging") / "world.umdesk"
    clock = SetClock()
    world = make_world(folder, clock)
    program = programs.open_program(folder, password=PASSWORD, clock=clock)
    people = prepare(program, world)
    program.close()
    return folder, world, people


@pytest.fixture(scope="module")
def shared(template: tuple[Path, World, list[str]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """One open program for many merges, each of which is undone."""
    program = copy_of(template[0], tmp_path_factory.mktemp("shared") / "shared.umdesk", SetClock())
    yield program
    program.close()


@pytest.fixture
def office(template: tuple[Path, World, list[str]], tmp_path: Path, clock: SetClock) -> Iterator[Program]:
    program = copy_of(template[0], tmp_path / "office.umdesk", clock)
    yield program
    program.close()


def name_of(program: Program, person: str) -> str:
    with program.reading() as session:
        found = session.get_one(Person, person)
        return f"{found.first_name} {found.last_name}"


def pointing_at(program: Program, person: str) -> dict[str, int]:
    with program.reading() as session:
        found = {}
        for model, column in merging.pointing():
            count = len(session.scalars(select(model.id).where(getattr(model, column) == person)).all())
            found[f"{model.__tablename__}.{column}"] = count
        return found


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pair=st.lists(st.integers(0, 4), min_size=2, max_size=2, unique=True),
    fields=st.sets(st.sampled_from(comparing.FIELDS)),
)
def test_a_merge_undone_leaves_everything_as_it_was_to_the_last_field(
    shared: Program, template: tuple[Path, World, list[str]], pair: list[int], fields: set[str]
) -> None:
    keep, gone = (template[2][number] for number in pair)
    before = tables(shared)

    merging.merge(shared, keep, gone, fields, WHY)
    as_merged = tables(shared)
    assert set(pointing_at(shared, gone).values()) == {0}
    assert len(as_merged["person"]) == len(before["person"]) - 1
    assert len(as_merged["appointment"]) == len(before["appointment"])

    assert history.undo(shared)
    assert tables(shared) == before
    assert history.redo(shared)
    assert tables(shared) == as_merged
    assert history.undo(shared)
    assert tables(shared) == before


def test_the_chosen_values_stay_and_the_rest_is_that_of_the_record_that_stays(office, template):
    keep, gone = template[2][0], template[2][2]
    with office.reading() as session:
        one, other = session.get_one(Person, keep), session.get_one(Person, gone)
    merging.merge(office, keep, gone, {"last_name"}, WHY)
    with office.reading() as session:
        left = session.get_one(Person, keep)
        merge = session.scalars(select(PersonMerge)).one()
    assert (left.last_name, left.first_name, left.employee_number) == (
        other.last_name, one.first_name, one.employee_number,
    )  # fmt: skip
    assert (merge.person_id, merge.gone_id, merge.gone_number) == (keep, gone, other.employee_number)
    assert merge.gone_name == f"{other.first_name} {other.last_name}"
    assert (merge.reason, merge.merged_by) == (WHY, "Maria Ortega")


def test_a_disclosure_and_a_pair_that_name_both_name_the_one_person_once(office, template):
    keep, gone = template[2][0], template[2][2]
    assert pointing_at(office, keep)["disclosure_person.person_id"] == 2
    merging.merge(office, keep, gone, (), WHY)
    assert pointing_at(office, keep)["disclosure_person.person_id"] == 3
    with office.reading() as session:
        pairs = session.execute(select(DistinctPeople.first_id, DistinctPeople.second_id)).all()
    assert all(first < second for first, second in pairs)
    assert sum(keep in pair for pair in pairs) == 1


def test_both_histories_stay_visible(office, template):
    keep, gone = template[2][2], template[2][3]
    applicants.edit_person(office, gone, {"work_phone": "530 555 0188"})
    gone_name = name_of(office, gone)
    merging.merge(office, keep, gone, (), WHY)
    rows = [row for row in applicants.rows(office) if row.person_id == keep]
    assert len(rows) == 2
    for row in rows:
        summaries = [line.summary for line in history.events(office, applicants.detail(office, row.id).history_ids)]
        assert f"Changed the work phone of {gone_name}" in summaries
    assert [one.gone_name for one in merging.merges(office, keep)] == [gone_name]
    page = people_page.page(office, keep, office.today())
    assert f"Changed the work phone of {gone_name}" in [e.summary for e in history.events(office, page.record_ids)]
    assert any(f"also on file as {gone_name}" in line for line in page.merged)


def test_people_merged_one_after_the_other_are_taken_apart_in_the_other_order(office, template):
    first, second, third = template[2][:3]
    before = tables(office)
    inner = merging.merge(office, second, third, (), WHY)
    outer = merging.merge(office, first, second, (), WHY)
    with office.reading() as session:
        assert set(merged.former_ids(session, first)) == {second, third}
    with pytest.raises(NotNow, match="cannot be taken back"):
        merging.separate(office, inner, "Two people after all")
    merging.separate(office, outer, "Two people after all")
    merging.separate(office, inner, "Two people after all")
    assert tables(office) == before


def test_a_merge_of_an_earlier_sitting_is_taken_apart_with_a_reason(template, tmp_path, clock):
    folder = tmp_path / "later.umdesk"
    program = copy_of(template[0], folder, clock)
    keep, gone = template[2][0], template[2][2]
    before = tables(program)
    merge = merging.merge(program, keep, gone, {"work_phone", "last_name"}, WHY)
    program.close()

    program = programs.open_program(folder, password=PASSWORD, clock=clock)
    as_merged = tables(program)
    assert history.undo_step(program) is None
    with pytest.raises(InvalidInput, match="reason"):
        merging.separate(program, merge, " ")
    merging.separate(program, merge, "Two people after all")
    assert tables(program) == before
    assert history.events(program)[0].reason == "Two people after all"
    assert history.undo(program)
    assert tables(program) == as_merged
    program.close()


def test_a_letter_that_left_since_stands_in_the_way_of_undo_but_not_of_taking_apart(office, template, clock):
    keep, gone = template[2][4], template[2][2]
    with office.reading() as session:
        application = session.scalars(select(Application.id).where(Application.person_id == gone)).one()
    merge = merging.merge(office, keep, gone, (), WHY)
    prepared = letters.prepare(office, [application], LetterKind.RECEIVED)
    made = letters.keep(
        office, [letters.Drawn(each, LetterKind.RECEIVED, shown, b"%PDF", 1, "0" * 64) for each, shown in prepared]
    )
    clock.set(clock() + timedelta(minutes=1))
    letters.record_copy(office, made, "printed", lambda: None)
    assert history.undo_step(office) is None
    merging.separate(office, merge, "Two people after all")
    with office.reading() as session:
        assert session.get_one(Application, application).person_id == gone


def test_what_was_changed_since_keeps_a_merge_together(office, template):
    keep, gone = template[2][0], template[2][2]
    merge = merging.merge(office, keep, gone, {"last_name"}, WHY)
    applicants.edit_person(office, keep, {"last_name": "Alderson"})
    with pytest.raises(NotNow, match="Changed the last name"):
        merging.separate(office, merge, "Two people after all")


def test_what_forbids_a_merge_says_so_and_changes_nothing(office, template):
    keep, gone = template[2][0], template[2][2]
    before = tables(office)
    with pytest.raises(InvalidInput, match="reason"):
        merging.merge(office, keep, gone, (), "  ")
    with pytest.raises(NotNow, match="one record"):
        merging.merge(office, keep, keep, (), WHY)
    assert tables(office) == before
    note = duplicates.keep_apart(office, keep, gone)
    with pytest.raises(NotNow, match="two people"):
        merging.merge(office, keep, gone, (), WHY)
    duplicates.take_back(office, note)
    with office.operation("drafts.keep", "Typing") as op:
        op.session.add(
            Draft(
                account_id=office.account.account_id, record_id=gone, field="work_phone", table_name="person",
                value="530 555", at=office.now(),
            )
        )  # fmt: skip
    with pytest.raises(NotNow, match="typing"):
        merging.merge(office, keep, gone, (), WHY)


def test_two_records_side_by_side_say_what_a_merge_brings_with_it(office, template):
    world = template[1]
    first, second = world.one.people[:2]
    found = merging.compare(office, first, second)
    lines = {line.title: line for line in found.lines}
    assert lines["Last name"].to_choose
    assert lines["Class"].second == "1379 Office Assistant"
    assert not lines["Class"].to_choose
    assert lines["Career plans"].first.startswith("2026-")
    assert lines["Contacts"].second == "1"
    assert any("Both take part in the program today" in warning for warning in found.warnings)
    assert any("Both have a career plan" in warning for warning in found.warnings)
    assert any("Both have an appointment from Mar 1, 2024, and they differ" in warning for warning in found.warnings)
    with office.reading() as session:
        query = select(Application.person_id).where(Application.cycle_id == world.one.cycle)
        same_cycle = session.scalars(query).all()
    assert "Both applied in Open ratings" in merging.compare(office, *same_cycle).warnings[0]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the worker is forked and killed")
def test_a_merge_that_is_killed_anywhere_has_happened_or_has_not(template, tmp_path):
    keep, gone = template[2][0], template[2][2]
    folder = tmp_path / "killed.umdesk"
    shutil.copytree(template[0], folder)
    program = programs.open_program(folder, password=PASSWORD)
    before = tables(program)
    program.close()
    outcomes = set()
    for number in numbers(first=3, stride=11):
        shutil.rmtree(folder)
        shutil.copytree(template[0], folder)

        def work(arm: Any) -> None:
            worker = programs.open_program(folder, password=PASSWORD)
            arm()
            merging.merge(worker, keep, gone, {"work_phone"}, WHY)
            worker.close()

        killed = killed_before(number, folder, work)
        program = programs.open_program(folder, password=PASSWORD)
        after = tables(program)
        if after != before:
            assert set(pointing_at(program, gone).values()) == {0}
            assert len(after["person_merge"]) == 1
        outcomes.add(after == before)
        program.close()
        if not killed:
            break
    assert outcomes == {True, False}


@pytest.fixture
def two(program: Program) -> tuple[str, str]:
    """Two applications of one cycle by two people, of whom the second changed classes and takes part since."""
    cycle = cycles.create_cycle(program, "Spring 2026")
    first = NewApplicant("Nelson", "Rebecca", "704134", class_code="1379", class_date=date(2022, 9, 28),
                         received=date(2026, 2, 15))  # fmt: skip
    second = NewApplicant("Reyes", "Rebecca", "204134", class_code="1441", class_date=date(2025, 1, 6),
                          received=date(2026, 3, 1))  # fmt: skip
    made = applicants.add(program, cycle, first), applicants.add(program, cycle, second)
    with program.operation("tests.part", "Took part") as op:
        person = op.session.get_one(Application, made[1]).person_id
        start_participation(op.session, person, made[1], date(2026, 4, 1), program.today())
    return made


def whose(program: Program, applications: tuple[str, str]) -> tuple[str, str]:
    keep, gone = (applicants.detail(program, each).person_id for each in applications)
    return keep, gone


def test_after_a_merge_each_application_stands_on_the_appointment_of_its_day(program, two):
    keep, gone = whose(program, two)
    before = tables(program)
    said = "Application 2026-0001 will stand on the appointment to 1441 from Jan 6, 2025"
    assert any(warning.startswith(said) for warning in merging.compare(program, keep, gone).warnings)
    merging.merge(program, keep, gone, (), WHY)
    codes = [applicants.detail(program, each).class_code for each in two]
    assert codes == [people.on(program, keep, date(2026, 2, 15)).class_code, "1441"] == ["1441", "1441"]
    assert "application 2026-0001 now stands" in history.events(program, None, 1)[0].summary
    history.undo(program)
    assert tables(program) == before


def test_taken_apart_each_application_stands_on_an_appointment_of_its_own_person(program, two):
    keep, gone = whose(program, two)
    merge = merging.merge(program, keep, gone, (), WHY)
    appointments.add(program, keep, date(2026, 2, 20), {"unit": "Yreka"})
    merging.separate(program, merge, "Two people after all")
    assert [applicants.detail(program, each).class_code for each in two] == ["1379", "1441"]
    with program.reading() as session:
        for application in session.scalars(select(Application)):
            assert session.get_one(Appointment, application.appointment_id).person_id == application.person_id


def test_a_number_that_ended_with_a_merge_still_tells_who_applies(program, two):
    keep, gone = whose(program, two)
    merging.merge(program, keep, gone, (), WHY)
    before = tables(program)
    header = ("Last Name", "First Name", "Emp #", "Class Code", "Date Rec'd")
    table = table_of(header, ("Reyes", "Rebecca", "204134", "1441", "3/1/2026"))
    again = imports.commit(program, table, headers.find(table), "Spring 2026")
    assert [verdict.of for verdict in again.plan.verdicts] == ["2026-0001"]
    assert tables(program) == before
    assert [one.person_id for one in applicants.on_file(program, "204134", "Reyes", "Rebecca")] == [keep]

    imports.commit(program, table, headers.find(table), "Autumn 2026")
    cycle = cycles.create_cycle(program, "Winter 2026")
    applicants.add(program, cycle, NewApplicant("Reyes", "Rebecca", "204134", class_code="1441"))
    assert len(tables(program)["person"]) == 1
    # The number was a slip of the fingers: somebody else has it by right.
    applicants.add(program, cycle, NewApplicant("Gale", "Una", "204134", class_code="1379"))
    assert len(tables(program)["person"]) == 2


@pytest.mark.parametrize("since", ["a contact", "a T&D assignment", "employee number 204134"])
def test_what_was_made_since_and_belongs_to_both_keeps_them_together(program, two, since):
    keep, gone = whose(program, two)
    merge = merging.merge(program, keep, gone, (), WHY)
    if since == "a contact":
        contacts.add(program, keep, on=date(2026, 5, 1), kind=ContactKind.COACHING)
    elif since == "a T&D assignment":
        with program.reading() as session:
            part = session.scalars(select(Participation.id)).one()
        served(program, part, date(2026, 4, 2), date(2026, 5, 2))
    else:
        cycle = cycles.create_cycle(program, "Autumn 2026")
        applicants.add(program, cycle, NewApplicant("Gale", "Una", "204134", class_code="1379"))
    before = tables(program)
    with pytest.raises(NotNow, match=since):
        merging.separate(program, merge, "Two people after all")
    assert tables(program) == before
