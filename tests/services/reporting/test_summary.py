"""The program summary over a real encrypted program: what is on record is what is counted."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from umdesk.domain.counts import Period, program_year_period
from umdesk.domain.errors import InvalidInput
from umdesk.domain.reports.model import Content, Number, Table
from umdesk.domain.reports.summary import BY_CYCLE, BY_ROUTE, BY_STATE, BY_TYPE
from umdesk.services import settings
from umdesk.services.programs import Program
from umdesk.services.reporting import making
from umdesk.storage.models import (
    Advancement,
    Application,
    Appointment,
    Cycle,
    Decision,
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


def summary(program: Program, period: Period = YEAR) -> Content:
    return making.make(program, "summary", period).content


def number(program: Program, key: str, period: Period = YEAR) -> Number:
    return next(one for one in summary(program, period).numbers() if one.key == key)


def value(program: Program, key: str, period: Period = YEAR) -> int | Decimal:
    return number(program, key, period).value


def behind(program: Program, key: str, period: Period = YEAR) -> list[str]:
    return [line.who.name for line in number(program, key, period).lines]


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
    assert behind(program, "eligible") == ["Nelson, Ann", "Reyes, Ann"]
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
    program = office.program
    assert behind(program, "um-hires") == ["Nelson, Ann"]
    assert value(program, "um-moves") == 2
    moves = next(part for part in summary(program).parts if isinstance(part, Table) and part.title == BY_ROUTE)
    assert [(*row[:3], getattr(row[3], "value", None)) for row in moves.rows] == [
        ("1441 Office Assistant (General)", "5157 Staff Services Analyst (General)", "exam", 2),
    ]


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
    hires = number(office.program, "um-hires")
    assert hires.value == 0
    assert "within the 6 months before it" in hires.definition


def test_an_applicant_counts_once_and_an_application_for_each_cycle(office: Office) -> None:
    person, application = office.applicant("Nelson", received=date(2025, 7, 1))
    office.applicant("Early", received=date(2025, 6, 30))
    with office.program.reading() as session:
        held = session.get_one(Application, application).appointment_id
    again, cycle = new_id(), new_id()
    office.put(
        Cycle(id=cycle, name="Fall 2026", state="open", aggregate="mean", minimum_raters=3,
              spread_threshold=Decimal(20), tie_ladder=[]),
        Application(id=again, number="2026-0099", cycle_id=cycle, person_id=person, appointment_id=held,
                    received=date(2026, 2, 28), state="withdrawn"),
        Decision(application_id=application, outcome="selected", reason="", decided_by="Ortega",
                 decided_at=datetime(2026, 3, 1, tzinfo=UTC), applied_at=datetime(2026, 3, 1, 20, tzinfo=UTC)),
    )  # fmt: skip
    program = office.program
    assert behind(program, "applicants") == ["Nelson, Ann"]
    assert value(program, f"{BY_CYCLE}/Fall 2026/Withdrawn") == 1
    assert value(program, f"{BY_CYCLE}/Spring 2026/Received") == 1
    assert value(program, f"{BY_CYCLE}/Received") == 2
    assert (value(program, "selected"), value(program, "selected", program_year_period(2025))) == (1, 0)


def test_a_draft_amendment_changes_nothing_and_what_was_begun_stays(office: Office) -> None:
    _, participation = office.participant("Nelson", date(2025, 9, 1))
    plan = office.plan(participation)
    signed, draft = office.revision(plan, 1, "superseded"), office.revision(plan, 2, "printed")
    amended = office.revision(plan, 3, "draft")
    begun, never, kept, later = (office.item(plan, "activity") for _ in range(4))
    fee = office.item(plan, "cost")
    for revision, items in ((signed, (begun, never, kept)), (draft, (kept,)), (amended, (kept, later))):
        for item in items:
            office.put(PlanActivity(revision_id=revision, item_id=item, position=0, type="workshop", text="Talk"))
    office.put(
        PlanCost(revision_id=draft, item_id=fee, position=0, text="Fee", estimate=Decimal(10)),
        PlanCost(revision_id=amended, item_id=fee, position=0, text="Fee", estimate=Decimal(99)),
        Progress(participation_id=participation, item_id=begun, on=date(2026, 1, 5), status="in progress"),
        Progress(participation_id=participation, item_id=kept, on=date(2026, 1, 5), status="done"),
        Progress(participation_id=participation, item_id=kept, on=date(2026, 1, 5), status="in progress"),
        MoneyRecord(participation_id=participation, on=date(2025, 7, 1), amount=Decimal(50)),
        MoneyRecord(participation_id=participation, on=date(2026, 6, 30), amount=Decimal("-20.25")),
        MoneyRecord(participation_id=participation, on=date(2025, 6, 30), amount=Decimal(7)),
    )
    program = office.program
    assert value(program, f"{BY_TYPE}/Workshop/All") == 2
    assert value(program, f"{BY_TYPE}/Workshop/In progress") == 1
    assert value(program, f"{BY_TYPE}/Workshop/Done") == 1  # of two records of one day the further one holds
    assert value(program, f"{BY_STATE}/Printed/Plans") == 1
    assert value(program, "estimated-cost") == 10
    assert value(program, "actual-cost") == 50  # the refund is still to come


def test_an_empty_program_has_figures_of_zero_and_no_tables(program: Program) -> None:
    content = summary(program)
    assert not any(isinstance(part, Table) for part in content.parts)
    assert {one.value for one in content.numbers()} == {0}


def test_a_period_in_the_future_is_refused_in_a_sentence(program: Program) -> None:
    with pytest.raises(InvalidInput, match=r"begins on Jul 1, 2026, so there is nothing to count yet"):
        summary(program, program_year_period(2027))
