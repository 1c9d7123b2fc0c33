"""The program summary over a real encrypted program: what is on record is what is counted."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from umdesk.domain.counts import Period, program_year_period
from umdesk.domain.errors import InvalidInput
from umdesk.domain.snapshots import Figure as PrintedFigure
from umdesk.domain.summary import BY_ROUTE, BY_TYPE
from umdesk.services import reports, settings
from umdesk.services.programs import Program
from umdesk.storage.models import (
    Advancement,
    Application,
    Appointment,
    Cycle,
    EligibilityDecision,
    MoneyRecord,
    Participation,
    ParticipationStateRow,
    Person,
    Plan,
    PlanActivity,
    PlanCost,
    PlanItem,
    Progress,
    Revision,
    new_id,
)

YEAR = program_year_period(2026)


class Office:
    """Puts records into a program, a line each, so that a test reads as what happened in an office."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.cycle = new_id()
        self._numbers = iter(range(1, 100))
        cycle = Cycle(
            id=self.cycle, name="Spring 2026", state="open", aggregate="mean", minimum_raters=3,
            spread_threshold=Decimal(20), tie_ladder=[],
        )  # fmt: skip
        self.put(cycle)

    def put(self, *records: object) -> None:
        with self.program.operation("tests.put", "Put records in") as op:
            for record in records:
                op.session.add(record)
                op.session.flush()

    def applicant(self, last_name: str, class_code: str = "1441", received: date = date(2026, 2, 9)) -> tuple[str, str]:
        person, appointment, application = new_id(), new_id(), new_id()
        number = f"2026-{next(self._numbers):04}"
        self.put(
            Person(id=person, last_name=last_name, first_name="Ann", employee_number=number[-4:].zfill(6)),
            Appointment(
                id=appointment, person_id=person, effective=received, class_code=class_code, class_title="",
                class_date=None, tenure="permanent", time_base="full time",
            ),
            Application(
                id=application, number=number, cycle_id=self.cycle, person_id=person, appointment_id=appointment,
                received=received, state="received",
            ),
        )  # fmt: skip
        return person, application

    def participant(self, last_name: str, started: date) -> tuple[str, str]:
        person, application = self.applicant(last_name)
        participation = new_id()
        self.put(
            Participation(id=participation, person_id=person, application_id=application, started=started),
            ParticipationStateRow(participation_id=participation, state="active", effective=started),
        )
        return person, participation

    def plan(self, participation: str) -> str:
        plan = new_id()
        self.put(Plan(id=plan, participation_id=participation, number=f"2026-{next(self._numbers):04}"))
        return plan

    def revision(self, plan: str, number: int, state: str) -> str:
        revision = new_id()
        self.put(Revision(id=revision, plan_id=plan, number=number, state=state, started_on=date(2026, 1, 1)))
        return revision

    def item(self, plan: str, kind: str) -> str:
        item = new_id()
        self.put(PlanItem(id=item, plan_id=plan, kind=kind))
        return item


@pytest.fixture
def office(program: Program) -> Office:
    return Office(program)


def value(program: Program, key: str, period: Period = YEAR) -> int | Decimal:
    return next(figure.value for figure in reports.summary(program, period).figures if figure.key == key)


def test_an_empty_program_prints_a_page_of_zeros(program: Program) -> None:
    snapshot = reports.summary(program, YEAR).snapshot
    assert (snapshot.department, snapshot.office) == ("Department of Example", "Redding Field Office")
    assert (snapshot.period_from, snapshot.period_to, snapshot.through) == (YEAR.first, YEAR.last, date(2026, 5, 20))
    assert snapshot.made_by == "Maria Ortega"
    assert snapshot.tables == ()
    assert [figure.value for figure in snapshot.figures if figure.label == "Applicants"] == [0]


def test_applicants_are_judged_as_their_own_list_judges_them(office: Office) -> None:
    office.applicant("Nelson", "1379")
    office.applicant("Garcia", "5157")
    office.applicant("Sulich", "3333")
    _, application = office.applicant("Reyes", "3333")
    office.put(
        EligibilityDecision(
            application_id=application, computed="coordinator decides", computed_reasons=[], decided="eligible",
            reason="The class is in the department's handbook.", decided_by="Maria Ortega",
            decided_at=datetime(2026, 3, 1, tzinfo=UTC),
        )
    )  # fmt: skip
    program = office.program
    assert value(program, "applicants") == 4
    eligible = next(figure for figure in reports.summary(program, YEAR).figures if figure.key == "eligible")
    assert [line.who.name for line in eligible.lines] == ["Nelson, Ann", "Reyes, Ann"]
    assert value(program, "not-eligible") == 1
    assert value(program, "undecided") == 1


def test_a_plan_with_two_revisions_counts_its_activities_costs_and_money_once(office: Office) -> None:
    _, participation = office.participant("Nelson", date(2025, 9, 1))
    plan = office.plan(participation)
    first, second = office.revision(plan, 1, "superseded"), office.revision(plan, 2, "signed")
    course, tuition = office.item(plan, "activity"), office.item(plan, "cost")
    for revision in (first, second):
        office.put(
            PlanActivity(revision_id=revision, item_id=course, position=0, type="college course", text="Accounting 1"),
            PlanCost(revision_id=revision, item_id=tuition, position=0, text="Tuition", estimate=Decimal("350.00")),
        )
    office.put(
        Progress(participation_id=participation, item_id=course, on=date(2026, 3, 1), status="in progress"),
        MoneyRecord(participation_id=participation, item_id=tuition, on=date(2026, 2, 1), amount=Decimal("340.75")),
    )
    program = office.program
    assert value(program, "estimated-cost") == Decimal("350.00")
    assert value(program, "actual-cost") == Decimal("340.75")
    assert value(program, "active-plans") == 1
    assert value(program, f"{BY_TYPE}/College course/In progress") == 1
    assert value(program, f"{BY_TYPE}/College course/Not started") == 0


def test_an_advancement_by_a_participant_is_a_hire_with_both_titles_of_its_day(office: Office) -> None:
    person, participation = office.participant("Nelson", date(2025, 9, 1))
    outsider, _ = office.applicant("Garcia")
    for who, part in ((person, participation), (outsider, None)):
        office.put(
            Advancement(
                person_id=who, participation_id=part, on=date(2025, 12, 15), from_class_code="1441",
                to_class_code="5157", route="exam",
            )
        )  # fmt: skip
    summary = reports.summary(office.program, YEAR)
    figures = {figure.key: figure for figure in summary.figures}
    assert [line.who.name for line in figures["um-hires"].lines] == ["Nelson, Ann"]
    assert figures["um-moves"].value == 2
    moves = next(table for table in summary.snapshot.tables if table.title == BY_ROUTE)
    assert moves.rows == (
        ("1441 Office Assistant (General)", "5157 Staff Services Analyst (General)", "exam", 2),
    )  # fmt: skip


def test_a_class_that_nobody_confirmed_makes_no_hire_but_is_pointed_out(office: Office) -> None:
    person, participation = office.participant("Nelson", date(2025, 9, 1))
    office.put(
        Advancement(
            person_id=person, participation_id=participation, on=date(2026, 1, 15), from_class_code="9927",
            to_class_code="5157", route="transfer",
        )
    )  # fmt: skip
    assert value(office.program, "um-hires") == 0
    assert value(office.program, "unclear-moves") == 1


def test_the_definitions_are_settings_and_stand_on_the_page(office: Office) -> None:
    person, participation = office.participant("Nelson", date(2024, 9, 1))
    office.put(
        ParticipationStateRow(participation_id=participation, state="completed", effective=date(2025, 3, 1)),
        Advancement(
            person_id=person, participation_id=participation, on=date(2025, 12, 15), from_class_code="1441",
            to_class_code="5157", route="exam",
        ),
    )  # fmt: skip
    assert value(office.program, "um-hires") == 1
    settings.change(office.program, "counts.months_after", 6)
    summary = reports.summary(office.program, YEAR)
    hires = next(figure for figure in summary.snapshot.figures if figure.label == "UM hires")
    assert hires.value == 0
    assert "within the 6 months before it" in hires.definition


def test_the_printed_numbers_are_the_traced_numbers(office: Office) -> None:
    office.participant("Nelson", date(2025, 9, 1))
    summary = reports.summary(office.program, YEAR)
    glance = [figure for figure in summary.figures if not figure.row]
    assert summary.snapshot.figures == tuple(PrintedFigure(f.label, f.value, f.definition) for f in glance)


def test_a_finished_period_has_no_through(office: Office) -> None:
    assert reports.summary(office.program, program_year_period(2025)).snapshot.through is None


def test_a_period_in_the_future_is_refused_in_a_sentence(program: Program) -> None:
    with pytest.raises(InvalidInput, match=r"begins on Jul 1, 2026, so there is nothing to count yet"):
        reports.summary(program, program_year_period(2027))


def test_a_period_is_two_dates_or_a_program_year_or_the_running_one() -> None:
    today = date(2026, 5, 20)
    assert reports.period_of(None, None, year=None, today=today) == program_year_period(2026)
    assert reports.period_of(None, None, year=2024, today=today) == program_year_period(2024)
    first, last = date(2026, 1, 1), date(2026, 3, 31)
    assert reports.period_of(first, last, year=None, today=today) == Period(first, last)
    with pytest.raises(InvalidInput, match="first and a last day"):
        reports.period_of(first, None, year=None, today=today)
    with pytest.raises(InvalidInput, match="before it begins"):
        reports.period_of(last, first, year=None, today=today)
    with pytest.raises(InvalidInput, match="There is no program year 99999"):
        reports.period_of(None, None, year=99999, today=today)
    with pytest.raises(InvalidInput, match="A program year and dates were given"):
        reports.period_of(first, last, year=2026, today=today)
