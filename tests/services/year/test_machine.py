"""A random office writes into the program year, undoes and redoes: each step back leaves all as it was before."""

import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from sqlalchemy import select

from tests.conftest import PASSWORD, SetClock
from umdesk.domain.errors import UserError
from umdesk.domain.goal_terms import GoalTerms
from umdesk.domain.outreach import Event
from umdesk.domain.program_roles import Holder
from umdesk.domain.year_words import ActionStatus, GoalKind, OutreachChannel, ProgramRole, YearFilePurpose, YearText
from umdesk.services import history, integrity, programs
from umdesk.services.people import units
from umdesk.services.programs import Program
from umdesk.services.year import action_columns, actions, budget, calendar, files, goals, handbook, outreach, roles
from umdesk.services.year import texts as year_texts
from umdesk.services.year.budget import AllocationInput
from umdesk.storage import models
from umdesk.storage.models import new_id

TABLES = (
    models.YearGoal, models.YearNote, models.ActionColumn, models.Action, models.Allocation, models.AllocationChange,
    models.Outreach, models.HandbookElement, models.PlannedExam, models.RoleHolder, models.YearDate, models.YearFile,
    models.Unit,
)  # fmt: skip
Rows = dict[str, list[tuple[Any, ...]]]
Step = Callable[["Office"], object]


class Office:
    """A program with what a step may need: some record of a table, a year, a text, a number."""

    def __init__(self, program: Program, draw: Callable[[Any], Any]) -> None:
        self.program = program
        self._draw = draw

    def some(self, table: Any) -> str:
        with self.program.reading() as session:
            found = sorted(session.scalars(select(table.id)))
        return self._draw(st.sampled_from(found or [new_id()]))

    def year(self) -> int:
        return self._draw(st.sampled_from((2025, 2026, 2027)))

    def day(self) -> date:
        return self._draw(st.dates(date(2024, 7, 1), date(2027, 6, 30)))

    def text(self) -> str:
        return self._draw(st.sampled_from(("=1+1", "<b>&", "Zoë O’Hara", "a\nb", " ", "של", "\x00")))

    def number(self, least: int = -5) -> int:
        return self._draw(st.integers(least, 5))

    def column(self) -> str:
        return self._draw(st.sampled_from([one.key for one in action_columns.listed(self.program)]))

    def written(self) -> str:
        """A column in which any text can stand."""
        return self._draw(
            st.sampled_from(["aim", *(one.key for one in action_columns.listed(self.program) if one.own)])
        )


STEPS: tuple[Step, ...] = (
    lambda o: goals.add(o.program, o.year(), GoalTerms(GoalKind.HIRING, o.number(), o.day(), note=o.text())),
    lambda o: goals.change(o.program, o.some(models.YearGoal), GoalTerms(GoalKind.PARTICIPATION, o.number())),
    lambda o: goals.remove(o.program, o.some(models.YearGoal)),
    lambda o: year_texts.write(o.program, o.year(), {YearText.NEEDS: o.text(), YearText.EFFORTS: o.text()}),
    lambda o: actions.add(o.program, o.year(), {"text": o.text()}),
    lambda o: actions.add(o.program, o.year() - 1, {"text": o.text()}),
    lambda o: actions.change(o.program, o.some(models.Action), {"status": ActionStatus.DONE, "result": o.text()}),
    lambda o: actions.change(o.program, o.some(models.Action), {o.written(): o.text()}),
    lambda o: actions.move(o.program, o.some(models.Action), o.number()),
    lambda o: actions.remove(o.program, o.some(models.Action)),
    lambda o: actions.carry_forward(o.program, o.year()),
    lambda o: action_columns.add(o.program, o.text()),
    lambda o: action_columns.rename(o.program, o.column(), o.text()),
    lambda o: action_columns.move(o.program, o.column(), o.number()),
    lambda o: action_columns.remove(o.program, o.column()),
    lambda o: budget.add(o.program, o.year(), AllocationInput(None, o.text(), Decimal(o.number()))),
    lambda o: budget.edit(o.program, o.some(models.Allocation), AllocationInput(None, o.text(), Decimal(o.number()))),
    lambda o: budget.adjust(o.program, o.some(models.Allocation), o.day(), Decimal(o.number()), o.text()),
    lambda o: budget.remove_adjustment(o.program, o.some(models.AllocationChange)),
    lambda o: budget.remove(o.program, o.some(models.Allocation)),
    lambda o: outreach.add(
        o.program,
        o.year(),
        Event(o.day(), OutreachChannel.EMAIL, o.text(), reach=o.number()),
        unit_id=o.some(models.Unit),
    ),
    lambda o: outreach.followed_up(o.program, o.some(models.Outreach), o.day()),
    lambda o: outreach.remove(o.program, o.some(models.Outreach)),
    lambda o: units.merge(o.program, o.some(models.Unit), o.some(models.Unit)),
    lambda o: files.add(
        o.program, YearFilePurpose.MATERIAL, o.some(models.Outreach), f"{o.text()}.pdf", b"%%PDF-1.7 %d" % o.number()
    ),
    lambda o: files.add(o.program, YearFilePurpose.EVIDENCE, o.some(models.Action), "sheet.pdf", b"%PDF-1.7 a sheet"),
    lambda o: files.remove(o.program, o.some(models.YearFile)),
    lambda o: handbook.begin(o.program),
    lambda o: handbook.write(o.program, o.some(models.HandbookElement), {"text": o.text(), "next_review": o.day()}),
    lambda o: handbook.add_exam(o.program, o.year(), handbook.PlannedExam("1441", o.text(), o.day())),
    lambda o: handbook.remove_exam(o.program, o.some(models.PlannedExam)),
    lambda o: roles.add(o.program, Holder(ProgramRole.HR, o.text(), starts=o.day(), ends=o.day())),
    lambda o: roles.edit(o.program, o.some(models.RoleHolder), Holder(ProgramRole.HR, o.text())),
    lambda o: calendar.add(o.program, o.year(), o.day(), o.text()),
    lambda o: calendar.mark(o.program, o.year(), "progress", o.day()),
    lambda o: calendar.mark(o.program, o.year(), o.some(models.YearDate), None),
)


class YearMachine(RuleBasedStateMachine):
    """What is in the tables of the program year is at every moment what the steps so far made of it."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp())
        folder = self.place / "machine.umdesk"
        shutil.copytree(self.template, folder)
        program = programs.open_program(folder, password=PASSWORD, clock=SetClock())
        with program.operation("tests.units", "Added units", undoable=False) as op:
            op.session.add_all([models.Unit(name=name) for name in ("Redding", "Reding", "Yreka")])
        self.program = program
        self.before: list[Rows] = []
        self.undone: list[Rows] = []
        self.now = self.rows()

    def rows(self) -> Rows:
        with self.program.reading() as session:
            connection = session.connection()
            return {
                table.__tablename__: sorted(map(tuple, connection.execute(select(table.__table__))), key=repr)
                for table in TABLES
            }

    @rule(data=st.data(), step=st.sampled_from(STEPS))
    def work(self, data: Any, step: Step) -> None:
        try:
            step(Office(self.program, data.draw))
        except UserError:
            assert self.rows() == self.now, "what is refused changes nothing"
            return
        after = self.rows()
        if after != self.now:
            self.before.append(self.now)
            self.undone.clear()
            self.now = after

    @precondition(lambda self: self.before)
    @rule()
    def undo(self) -> None:
        assert history.undo(self.program) is not None
        self.undone.append(self.now)
        self.now = self.before.pop()
        assert self.rows() == self.now

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        assert history.redo(self.program) is not None
        self.before.append(self.now)
        self.now = self.undone.pop()
        assert self.rows() == self.now

    def teardown(self) -> None:
        assert integrity.check(self.program).findings == ()
        assert not [line for line in history.events(self.program, None, 500) if "\n" in line.summary]
        self.program.close()
        shutil.rmtree(self.place)


def test_any_order_of_work_on_the_program_year_undo_and_redo(program_template: tuple[Path, str]) -> None:
    YearMachine.template = program_template[0]
    run_state_machine_as_test(
        YearMachine,
        settings=settings(
            max_examples=6,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],
        ),
    )
