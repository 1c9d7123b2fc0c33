"""A random machine edits, undoes, redoes and reopens a real program and compares it with a plain dictionary."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from umdesk.services import history, integrity, programs
from umdesk.storage.models import Person, Unit

PASSWORD = "correct horse battery"
Rows = dict[str, str]


class ProgramMachine(RuleBasedStateMachine):
    """What is in the program is at every moment what a plain dictionary with its old versions says."""

    template: Path
    units = Bundle("units")

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp())
        self.folder = self.place / "machine.umdesk"
        shutil.copytree(self.template, self.folder)
        self.program = programs.open_program(self.folder, password=PASSWORD)
        self.now: Rows = {}
        self.before: list[Rows] = []
        self.undone: list[Rows] = []

    def step(self, rows: Rows) -> None:
        if rows != self.now:
            self.before.append(self.now)
            self.undone.clear()
            self.now = rows

    @rule(target=units, names=st.lists(st.text("ab", min_size=1, max_size=3), min_size=1, max_size=3))
    def add(self, names: list[str]) -> str:
        with self.program.operation("x", "Added") as op:
            people = [Person(last_name=name, first_name="", employee_number=None) for name in names]
            op.session.add_all(people)
        self.step(self.now | {p.id: p.last_name for p in people})
        return people[0].id

    @rule(record=units, name=st.text("ab", min_size=1, max_size=3))
    def rename(self, record: str, name: str) -> None:
        with self.program.operation("x", "Renamed") as op:
            found = op.session.get(Person, record)
            if found is not None:
                found.last_name = name
        if record in self.now:
            self.step(self.now | {record: name})

    @rule(record=consumes(units))
    def delete(self, record: str) -> None:
        with self.program.operation("x", "Deleted") as op:
            found = op.session.get(Person, record)
            if found is not None:
                op.session.delete(found)
        self.step({key: name for key, name in self.now.items() if key != record})

    @rule(record=units)
    def fail_half_way(self, record: str) -> None:
        def fail() -> None:
            with self.program.operation("x", "Failed") as op:
                op.session.add(Unit(name="never"))
                found = op.session.get(Person, record)
                if found is not None:
                    found.last_name = "never"
                op.session.flush()
                raise LookupError

        with pytest.raises(LookupError):
            fail()

    @precondition(lambda self: self.before)
    @rule()
    def undo(self) -> None:
        assert history.undo(self.program) is not None
        self.undone.append(self.now)
        self.now = self.before.pop()

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        assert history.redo(self.program) is not None
        self.before.append(self.now)
        self.now = self.undone.pop()

    @rule()
    def reopen(self) -> None:
        self.program.close()
        self.program = programs.open_program(self.folder, password=PASSWORD)
        self.before.clear()
        self.undone.clear()

    @invariant()
    def the_same(self) -> None:
        with self.program.reading() as session:
            rows = {p.id: p.last_name for p in session.scalars(select(Person))}
        assert rows == self.now
        assert (history.undo_step(self.program) is None) == (not self.before)
        assert (history.redo_step(self.program) is None) == (not self.undone)

    def teardown(self) -> None:
        assert integrity.check(self.program).findings == ()
        self.program.close()
        shutil.rmtree(self.place)


def test_any_order_of_edits_undo_redo_and_reopening(program_template: tuple[Path, str]) -> None:
    ProgramMachine.template = program_template[0]
    run_state_machine_as_test(
        ProgramMachine,
        settings=settings(
            max_examples=10, stateful_step_count=20, deadline=None, suppress_health_check=[HealthCheck.too_slow]
        ),
    )
