"""Who changed what and when, in words; undo and redo."""

from datetime import date
from decimal import Decimal

import pytest

from umdesk.domain.errors import NotNow
from umdesk.domain.field_words import RECORDS, field_words
from umdesk.domain.list_filters import Narrowing
from umdesk.services import history, lists, settings
from umdesk.services.history import FieldChange
from umdesk.services.programs import Program
from umdesk.storage.models import (
    Appointment,
    Base,
    CriteriaSet,
    Criterion,
    Cycle,
    Person,
    PrintedDocument,
    Record,
    Unit,
    new_id,
)
from umdesk.storage.models.system import Blob
from umdesk.storage.undo import MODELS


def add_person(program: Program, first_name: str = "Ana") -> str:
    with program.operation("applicants.add", f"Added {first_name} Reyes") as op:
        person = Person(last_name="Reyes", first_name=first_name, employee_number="000123")
        op.session.add(person)
    return person.id


def rename(program: Program, person_id: str, first_name: str, reason: str | None = None) -> None:
    with program.operation("applicants.edit", f"Renamed to {first_name}", reason=reason) as op:
        op.session.get_one(Person, person_id).first_name = first_name


def test_every_kind_of_record_and_every_field_has_words() -> None:
    tables = {m.class_.__tablename__: m.class_ for m in Base.registry.mappers if issubclass(m.class_, Record)}
    assert sorted(RECORDS) == sorted(tables)
    for name in tables:
        for column in Base.metadata.tables[name].columns:
            if column.name != "id":
                assert field_words(name, column.name)


def test_a_saved_list_reads_in_words(program: Program) -> None:
    lists.save(program, "applicants", "To call", Narrowing("decide", (("unit", "Yreka"),), "clerk"))
    (line,) = history.events(program, limit=1)
    assert line.summary == "Saved the list “To call”"
    assert FieldChange("saved list To call", "filters", "", "decide; unit: Yreka; clerk") in line.changes


def test_a_change_reads_as_who_when_what_and_why(program: Program) -> None:
    person = add_person(program)
    rename(program, person, "Anna", reason="she wrote to us")
    newest = history.events(program, [person])[0]
    assert (newest.who, newest.summary, newest.reason) == ("Maria Ortega", "Renamed to Anna", "she wrote to us")
    assert newest.changes == (FieldChange("person Reyes, Anna", "first name", "Ana", "Anna"),)


def test_a_new_record_lists_what_it_began_with_and_names_what_it_points_at(program: Program) -> None:
    person = add_person(program)
    with program.operation("x", "Added an appointment") as op:
        unit = Unit(name="Redding Center")
        appointment = Appointment(
            person_id=person,
            effective=date(2026, 3, 14),
            class_code="1379",
            class_title="Office Assistant",
            class_date=None,
            tenure="permanent",
            time_base="full time",
            unit_id=unit.id,
        )
        op.session.add_all((unit, appointment))
    (line,) = history.events(program, [appointment.id])
    assert [(c.field, c.before, c.after) for c in line.changes] == [
        ("person", "", "Reyes, Ana"),
        ("from", "", "Mar 14, 2026"),
        ("class code", "", "1379"),
        ("class title", "", "Office Assistant"),
        ("tenure", "", "permanent"),
        ("time base", "", "full time"),
        ("unit", "", "Redding Center"),
    ]


def test_the_whole_history_begins_with_the_newest_and_stops_at_the_limit(program: Program) -> None:
    for name in ("Ana", "Bea", "Cleo"):
        add_person(program, name)
    assert [line.summary for line in history.events(program, None, 2)] == ["Added Cleo Reyes", "Added Bea Reyes"]


def test_a_long_event_says_how_many_records_it_does_not_list(program: Program) -> None:
    with program.operation("x", "Added 100 units") as op:
        op.session.add_all(Unit(name=f"Unit {i}") for i in range(100))
    assert history.events(program, None, 1)[0].more == 100 - history.MOST_CHANGES


def test_undo_and_redo_go_back_and_forth_by_name(program: Program) -> None:
    person = add_person(program)
    rename(program, person, "Anna")
    assert (history.undo_step(program), history.redo_step(program)) == ("Renamed to Anna", None)
    assert history.undo(program) == "Renamed to Anna"
    assert (history.undo_step(program), history.redo_step(program)) == ("Added Ana Reyes", "Renamed to Anna")
    assert history.undo(program) == "Added Ana Reyes"
    assert history.undo(program) is None
    assert history.redo(program) == "Added Ana Reyes"
    assert history.redo(program) == "Renamed to Anna"
    assert history.redo(program) is None
    with program.reading() as session:
        assert session.get_one(Person, person).first_name == "Anna"
    assert [line.summary for line in history.events(program, [person])] == [
        "Did again: Renamed to Anna",
        "Did again: Added Ana Reyes",
        "Undid: Added Ana Reyes",
        "Undid: Renamed to Anna",
        "Renamed to Anna",
        "Added Ana Reyes",
    ]


def test_a_new_step_ends_what_could_be_redone(program: Program) -> None:
    person = add_person(program)
    rename(program, person, "Anna")
    history.undo(program)
    rename(program, person, "Anne")
    assert history.redo_step(program) is None


def test_undo_is_not_offered_when_the_same_was_changed_for_good_since(program: Program) -> None:
    person = add_person(program)
    rename(program, person, "Anna")
    with program.operation("x", "Fixed a name", undoable=False) as op:
        op.session.get_one(Person, person).first_name = "Anne"
    assert history.undo_step(program) is None
    assert history.undo(program) is None
    with program.reading() as session:
        assert session.get_one(Person, person).first_name == "Anne"


def test_undo_is_not_offered_after_the_record_was_printed(program: Program) -> None:
    person = add_person(program)
    rename(program, person, "Anna")
    with program.operation("x", "Printed the sheet of Anna Reyes", undoable=False) as op:
        op.session.add(Blob(sha256="0" * 64, media_type="application/pdf", data=b"%PDF"))
        op.session.add(
            PrintedDocument(
                kind="sheet",
                number="1",
                record_id=person,
                digest="0123456789",
                pages=1,
                blob_sha256="0" * 64,
                printed_at=program.now(),
                printed_by="Maria Ortega",
            )
        )
    assert history.undo_step(program) is None
    assert history.undo(program) is None


def test_undo_is_refused_when_something_stands_on_what_was_added(program: Program) -> None:
    person = add_person(program)
    with program.operation("x", "Added an appointment", undoable=False) as op:
        op.session.add(
            Appointment(
                person_id=person,
                effective=date(2026, 3, 14),
                class_code="1379",
                class_title="Office Assistant",
                class_date=None,
                tenure="permanent",
                time_base="full time",
            )
        )
    with pytest.raises(NotNow, match="something made since then stands on it"):
        history.undo(program)
    with program.reading() as session:
        assert session.get_one(Person, person).first_name == "Ana"


def test_undo_of_a_deletion_brings_everything_back(program: Program) -> None:
    person = add_person(program)
    with program.operation("x", "Deleted Ana Reyes") as op:
        op.session.delete(op.session.get_one(Person, person))
    history.undo(program)
    with program.reading() as session:
        found = session.get_one(Person, person)
        assert (found.last_name, found.first_name, found.employee_number) == ("Reyes", "Ana", "000123")


def test_every_recorded_table_can_be_restored() -> None:
    assert sorted(MODELS) == sorted(RECORDS)


def test_ids_of_criteria_scores_settings_and_seeds_are_shown_as_people_read_them(program: Program) -> None:
    with program.operation("x", "Made a cycle") as op:
        cycle = Cycle(
            name="Spring 2026", state="draft", aggregate="mean", minimum_raters=3, spread_threshold=Decimal("20.00")
        )
        version = CriteriaSet(cycle_id=cycle.id, version=1, made_at=program.now())
        criterion = Criterion(
            criteria_set_id=version.id,
            key=new_id(),
            position=0,
            name="Statement",
            maximum=Decimal(5),
            weight=Decimal(1),
            step=Decimal(1),
        )
        op.session.add_all((cycle, version, criterion))
    with program.operation("x", "Fixed the draw") as op:
        found = op.session.get_one(Cycle, cycle.id)
        found.tie_ladder = [criterion.key]
        found.draw_seed = "0123456789abcdef0123456789abcdef"
    settings.change(program, "td.warn_months", 20)
    setting, fixed = history.events(program, None, 2)
    assert [(c.record, c.field, c.before, c.after) for c in fixed.changes] == [
        ("cycle Spring 2026", "order of criteria that breaks ties", "", "Statement"),
        ("cycle Spring 2026", "seed of the draw", "", "(sealed)"),
    ]
    assert [(c.record, c.after) for c in setting.changes] == [
        ("setting Warn of a T&D assignment from", "Warn of a T&D assignment from"),
        ("setting Warn of a T&D assignment from", "20"),
    ]
