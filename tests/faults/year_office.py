"""The writes around a program year and its reports, for the busy office: each by its name, filled by its generator."""

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from umdesk.domain import dates
from umdesk.domain.goal_terms import GoalTerms
from umdesk.domain.outreach import Event
from umdesk.domain.program_roles import Holder
from umdesk.domain.reports import periods
from umdesk.domain.year_words import GoalKind, OutreachChannel, ProgramRole, YearFilePurpose, YearText
from umdesk.jobs import reports
from umdesk.services import drafts
from umdesk.services.reporting import filing
from umdesk.services.year import (
    action_columns,
    actions,
    budget,
    calendar,
    files,
    goals,
    handbook,
    outreach,
    roles,
    texts,
)

if TYPE_CHECKING:
    from tests.faults.office import Office

_SHORT = ("budget", "action-plan", "advancements", "participants")


def write_about_a_year(o: "Office") -> None:
    """Words for reports, typed and settled; a goal set or changed; an element of the handbook; a role; a date."""
    year, today = dates.program_year(o.program.today()), o.program.today()

    def goal() -> object:
        there = goals.standing(o.program, year).goals
        terms = GoalTerms(GoalKind.HIRING, o.rng.randint(1, 90), note=o.word())
        return goals.change(o.program, there[0].goal.id, terms) if there else goals.add(o.program, year, terms)

    def element() -> object:
        handbook.begin(o.program)
        return handbook.write(o.program, o.one(handbook.rows(o.program)).id, {"text": o.word() * 9})

    acts: tuple[Callable[[], object], ...] = (
        lambda: texts.write(o.program, year, {o.one(YearText): o.word() * o.rng.randint(1, 40)}),
        goal,
        element,
        lambda: roles.add(o.program, Holder(o.one(ProgramRole), o.word())),
        lambda: calendar.add(o.program, year, today, o.word()),
        lambda: drafts.drop(o.program, o.program.id),
    )
    o.one(acts)()


def work_on_the_action_plan(o: "Office") -> None:
    """An action added, changed, moved, carried forward, or given evidence; a column."""
    year = dates.program_year(o.program.today())
    actions.add(o.program, year - o.rng.randint(0, 1), {"text": o.word()})
    rows = actions.of_year(o.program, year).rows
    acts: tuple[Callable[[], object], ...] = (
        lambda: actions.change(o.program, o.one(rows).id, {"result": o.word() * 20}),
        lambda: actions.move(o.program, o.one(rows).id, o.one((-1, 1))),
        lambda: actions.remove(o.program, o.one(rows).id),
        lambda: actions.carry_forward(o.program, year),
        lambda: action_columns.add(o.program, o.word()),
        lambda: files.add(
            o.program, YearFilePurpose.EVIDENCE, o.one(rows).id, "sheet.pdf", b"%PDF-1.7 " + o.rng.randbytes(30_000)
        ),
    )
    o.one(acts)()


def give_money_and_make_known(o: "Office") -> None:
    """An allocation or its adjustment, an outreach or its follow-up."""
    year, today = dates.program_year(o.program.today()), o.program.today()
    given = budget.allocations(o.program, year)
    if given and o.rng.random() < 0.5:
        budget.adjust(o.program, o.one(given).id, today, Decimal(o.rng.randint(1, 90)), o.word())
    else:
        budget.add(o.program, year, budget.AllocationInput(None, o.word(), Decimal(o.rng.randint(1000, 9000))))
    event = Event(today, o.one(OutreachChannel), o.word(), reach=o.rng.randint(0, 300))
    outreach.add(o.program, year, event)


def let_a_report_go(o: "Office") -> None:
    """A report saved as PDF, workbook or JSON, or filed."""
    year = dates.program_year(o.program.today())
    period = periods.period_of(None, None, year=year, today=o.program.today())
    made = reports.make(o.program, o.one(_SHORT), period)
    if o.rng.random() < 0.4:
        filing.file(o.program, made.report, made.paper(), filed_on=o.program.today(), filed_with=o.word())
        return
    path = o.file(o.one(reports.ENDINGS).removeprefix("."))
    o.say("file?", str(path))
    reports.keep(o.program, made, path)


STEPS = (write_about_a_year, work_on_the_action_plan, give_money_and_make_known, let_a_report_go)
"""Every kind of write around a program year."""
