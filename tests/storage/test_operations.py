"""Operations: one transaction, one event, one undo step; and the history that they leave."""

import hashlib
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from sqlalchemy import delete, func, select, text, update
from sqlalchemy.exc import StatementError
from sqlalchemy.orm.attributes import flag_modified

from umdesk.services import programs
from umdesk.services.programs import Program
from umdesk.storage import blobs, numbering, undo
from umdesk.storage.history import START, WrongWay, verify_chain
from umdesk.storage.models import Change, Cycle, Event, Person, Unit

PASSWORD = "correct horse battery"


def test_a_new_program_begins_its_history_and_is_signed_in_as_its_coordinator(program: Program) -> None:
    info = programs.describe(program)
    assert (info.name, info.department, info.office) == ("redding", "Department of Example", "Redding Field Office")
    assert program.account.name == "Maria Ortega"
    with program.reading() as session:
        assert [event.operation for event in session.scalars(select(Event))] == ["programs.create", "programs.sign_in"]


def test_an_operation_writes_one_event_and_announces_what_it_changed(program: Program) -> None:
    heard = []
    program.listen(heard.append)
    with program.operation("applicants.add", "Added Ana Reyes", reason="came by mail") as op:
        person = Person(last_name="Reyes", first_name="Ana", employee_number=None)
        op.session.add(person)
    assert [(a.operation, a.summary, a.tables, a.records) for a in heard] == [
        ("applicants.add", "Added Ana Reyes", frozenset({"person"}), frozenset({person.id}))
    ]
    with program.reading() as session:
        event = session.scalars(select(Event).where(Event.id == op.event_id)).one()
        change = session.scalars(select(Change).where(Change.event_seq == event.seq)).one()
        assert (event.account_name, event.reason, event.at) == (
            "Maria Ortega",
            "came by mail",
            datetime(2026, 5, 20, 17, 0, tzinfo=UTC),
        )
        assert change.before is None
        assert change.after == (
            '{"employee_number":null,"first_name":"Ana","hired":null,"id":"' + person.id + '","last_name":"Reyes",'
            '"work_email":"","work_phone":""}'
        )


def test_an_edit_keeps_the_state_before_and_after_over_several_flushes(program: Program) -> None:
    with program.operation("x", "Add") as op:
        person = Person(last_name="Reyes", first_name="Ana", employee_number=None)
        op.session.add(person)
    with program.operation("x", "Edit") as op:
        found = op.session.get_one(Person, person.id)
        found.first_name = "Anna"
        op.session.flush()
        found.first_name = "Anne"
        op.session.flush()
    with program.reading() as session:
        change = session.scalars(select(Change).order_by(Change.id.desc())).first()
        assert change is not None
        assert '"first_name":"Ana"' in (change.before or "")
        assert '"first_name":"Anne"' in (change.after or "")


def test_an_operation_that_changes_nothing_leaves_no_event(program: Program) -> None:
    with program.operation("x", "Add") as op:
        unit = Unit(name="Yard")
        op.session.add(unit)
    with program.operation("x", "Nothing") as op:
        op.session.get_one(Unit, unit.id).name = "Yard"
    assert op.event_id is None


def test_a_record_added_and_deleted_in_one_operation_leaves_no_event(program: Program) -> None:
    with program.operation("x", "Nothing") as op:
        unit = Unit(name="Yard")
        op.session.add(unit)
        op.session.flush()
        op.session.delete(unit)
    assert op.event_id is None


def test_an_error_takes_everything_back(program: Program) -> None:
    def add_and_fail() -> None:
        with program.operation("x", "Add") as op:
            op.session.add(Unit(name="Yard"))
            op.session.flush()
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        add_and_fail()
    with program.reading() as session:
        assert session.scalar(select(func.count()).select_from(Unit)) == 0
        assert session.scalar(select(func.count()).select_from(Event)) == 2  # made, and signed in to


@pytest.mark.parametrize(
    "statement",
    [delete(Unit), update(Unit).values(name="x"), Unit.__table__.delete(), text("DELETE FROM unit")],
    ids=["orm delete", "orm update", "core delete", "text"],
)
def test_bulk_changes_past_the_history_are_a_bug(program: Program, statement: object) -> None:
    with pytest.raises(WrongWay), program.operation("x", "Bulk") as op:
        op.session.execute(statement)  # type: ignore[call-overload]


def test_a_session_for_reading_does_not_write(program: Program) -> None:
    with program.reading() as session:
        session.add(Unit(name="Yard"))
        with pytest.raises(WrongWay):
            session.flush()


def test_reading_goes_on_beside_an_operation(program: Program) -> None:
    with program.operation("x", "Add") as op:
        op.session.add(Unit(name="Yard"))
        op.session.flush()
        with program.reading() as session:
            assert session.scalar(select(func.count()).select_from(Unit)) == 0


def test_the_history_chain_holds_and_names_an_event_that_was_altered(program: Program) -> None:
    for name in ("Yard", "Shop", "Lab"):
        with program.operation("x", f"Added {name}") as op:
            op.session.add(Unit(name=name))
    with program.reading() as session:
        state = verify_chain(session.connection())
        first = session.scalars(select(Event).where(Event.seq == 1)).one()
        assert (state.events, state.broken, first.previous_hash) == (5, (), START)
    program.opened.anchor.execute("UPDATE change SET after = replace(after, 'Shop', 'Bar') WHERE event_seq = 4")
    with program.reading() as session:
        assert [seq for seq, _ in verify_chain(session.connection()).broken] == [4]
    program.opened.anchor.execute("UPDATE event SET summary = 'Nothing' WHERE seq = 3")
    with program.reading() as session:
        assert [seq for seq, _ in verify_chain(session.connection()).broken] == [3, 4]


def test_a_deleted_event_is_missed(program: Program) -> None:
    for name in ("Yard", "Shop", "Lab"):
        with program.operation("x", f"Added {name}") as op:
            op.session.add(Unit(name=name))
    program.opened.anchor.execute("PRAGMA foreign_keys = OFF")
    program.opened.anchor.execute("DELETE FROM change WHERE event_seq = 3")
    program.opened.anchor.execute("DELETE FROM event WHERE seq = 3")
    with program.reading() as session:
        assert verify_chain(session.connection()).broken == (
            (4, "an event before it is missing"),
            (4, "it does not follow from the event before"),
        )


def test_a_listener_that_left_hears_nothing(program: Program) -> None:
    heard = []
    leave = program.listen(heard.append)
    leave()
    leave()
    with program.operation("x", "Add") as op:
        op.session.add(Unit(name="Yard"))
    assert heard == []


def test_an_operation_inside_an_operation_is_a_bug(program: Program) -> None:
    with (
        program.operation("x", "Outer"),
        pytest.raises(WrongWay, match="inside an operation"),
        program.operation("x", "Inner"),
    ):
        pass


def test_numbers_count_up_by_series_and_year_and_are_never_given_out_twice(program: Program) -> None:
    with program.operation("x", "Numbered") as op:
        unit = Unit(name=numbering.next_number(op.session, "application", 2026))
        op.session.add(unit)
    assert unit.name == "2026-0001"
    undo.undo(program)
    with program.operation("x", "Numbered") as op:
        assert numbering.next_number(op.session, "application", 2026) == "2026-0002"
        assert numbering.next_number(op.session, "application", 2027) == "2027-0001"
        assert numbering.next_number(op.session, "plan", 2026) == "2026-0001"


def test_bytes_are_kept_once_by_their_digest(program: Program) -> None:
    with program.operation("x", "Kept") as op:
        digest = blobs.keep(op.session, b"%PDF", "application/pdf")
        assert blobs.keep(op.session, b"%PDF", "application/pdf") == digest
    assert digest == hashlib.sha256(b"%PDF").hexdigest()
    with program.reading() as session:
        assert blobs.read(session, digest) == b"%PDF"
        with pytest.raises(KeyError):
            blobs.read(session, "0" * 64)


def test_exact_numbers_and_moments_come_back_as_they_were(program: Program) -> None:
    with program.operation("x", "Added") as op:
        cycle = Cycle(
            name="Spring 2026",
            state="draft",
            aggregate="mean",
            minimum_raters=3,
            spread_threshold=Decimal("20.500"),
            tie_ladder=["b", "a"],
            closed_at=datetime(2026, 5, 20, 10, 0, tzinfo=timezone(timedelta(hours=-7))),
        )
        op.session.add(cycle)
    undo.undo(program)
    undo.redo(program)
    with program.reading() as session:
        found = session.get_one(Cycle, cycle.id)
        assert str(found.spread_threshold) == "20.500"
        assert found.tie_ladder == ["b", "a"]
        assert found.closed_at == datetime(2026, 5, 20, 17, 0, tzinfo=UTC)


def test_a_number_that_is_not_exact_is_a_bug(program: Program) -> None:
    def add() -> None:
        with program.operation("x", "Added") as op:
            op.session.add(
                Cycle(name="x", state="draft", aggregate="mean", minimum_raters=3, spread_threshold=0.1)  # type: ignore[arg-type]
            )

    with pytest.raises(StatementError, match="is not exact"):
        add()


def test_a_list_that_was_altered_in_place_keeps_its_state_before(program: Program) -> None:
    with program.operation("x", "Added") as op:
        cycle = Cycle(
            name="x", state="draft", aggregate="mean", minimum_raters=3, spread_threshold=Decimal(20), tie_ladder=["a"]
        )
        op.session.add(cycle)
    with program.operation("x", "Edited") as op:
        found = op.session.get_one(Cycle, cycle.id)
        found.tie_ladder.append("b")
        flag_modified(found, "tie_ladder")
    undo.undo(program)
    with program.reading() as session:
        assert session.get_one(Cycle, cycle.id).tie_ladder == ["a"]


def test_an_import_of_thousands_is_one_step_back_and_forth(program: Program) -> None:
    with program.operation("imports.commit", "Imported 2,000 people") as op:
        op.session.add_all(Person(last_name=f"L{i}", first_name="A", employee_number=None) for i in range(2000))
    for step, wanted in ((undo.undo, 0), (undo.redo, 2000), (undo.undo, 0)):
        assert step(program) == "Imported 2,000 people"
        with program.reading() as session:
            assert session.scalar(select(func.count()).select_from(Person)) == wanted
            assert verify_chain(session.connection()).broken == ()
