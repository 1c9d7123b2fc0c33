"""What is due, through the life of a plan and of a cycle, for each who is signed in."""

from datetime import date, timedelta

from tests.conftest import SetClock
from tests.roles_world import DANA, EVE, RITA, World, copy_of
from tests.served import served
from tests.services.plans.conftest import Someone, someone
from tests.services.plans.writing import write_plan
from umdesk.domain.exams import Exam
from umdesk.domain.today import Due, Kind
from umdesk.domain.words import CycleState, ExamOutcome
from umdesk.jobs import print_plan
from umdesk.services import cycle_steps, cycles, raters, today
from umdesk.services.plans import exams, revisions, signing
from umdesk.services.plans.signing import Signatures
from umdesk.services.programs import Program

REBECCA = "Nelson, Rebecca, plan 2026-0001"


def told(program: Program, *kinds: Kind) -> list[tuple[str, date | None, str]]:
    """The lines of some kinds about Rebecca, as what, day and page."""
    return [(due.what, due.day, due.page) for due in today.due(program) if due.kind in kinds and due.about == REBECCA]


def sent(program: Program) -> Someone:
    rebecca = someone(program)
    write_plan(program, rebecca.revision)
    revisions.submit(program, rebecca.revision)
    return rebecca


def test_a_plan_is_called_up_by_its_next_step_until_it_is_in_force(program: Program, clock: SetClock) -> None:
    rebecca = sent(program)
    first = program.today()
    assert told(program, Kind.PLAN) == [("Look at the plan that the supervisor sent.", None, "")]

    revisions.mark_ready(program, rebecca.revision)
    assert told(program, Kind.PLAN) == [("Print the plan to sign.", None, "")]

    print_plan.print_to_sign(program, rebecca.revision)
    (line,) = told(program, Kind.PLAN, Kind.SIGNATURE)
    assert line == (
        "Enter the signatures: revision 1 was printed on May 20, 2026.", first + timedelta(days=14), "signatures"
    )  # fmt: skip

    clock.moment += timedelta(days=1)
    day = program.today()
    signing.record(program, rebecca.revision, Signatures(employee=day, supervisor=day, coordinator=day))
    assert told(program, Kind.PLAN, Kind.SIGNATURE) == []
    assert told(program, Kind.REVIEW) == []

    clock.moment += timedelta(days=85)
    assert [(what, page) for what, _day, page in told(program, Kind.REVIEW)] == [
        ("Hold the quarterly review.", "reviews")
    ]


def test_td_that_ends_and_a_list_that_expires_are_told_with_their_day(program: Program) -> None:
    rebecca, day = someone(program), program.today()
    ends = day + timedelta(days=60)
    served(program, rebecca.participation, day - timedelta(days=30), ends)
    expires = day + timedelta(days=20)
    passed = Exam("5157", ExamOutcome.PASSED, taken_on=day, list_expires=expires)
    exams.add(program, rebecca.participation, passed)

    assert told(program, Kind.TD) == [("The T&D assignment ends within 60 days: plan what follows.", ends, "td")]
    ((what, until, page),) = told(program, Kind.LIST)
    assert (what.startswith("The eligibility for 5157"), until, page) == (True, expires, "exams")


def test_a_rater_is_late_two_weeks_after_scoring_began(program: Program, clock: SetClock) -> None:
    from umdesk.services import applicants

    cycle = cycles.create_cycle(program, "Fall 2026")
    who = applicants.NewApplicant("Ito", "Alan", class_code="1379", tenure="permanent", received=program.today())
    applicants.add(program, cycle, who)
    cycles.edit_cycle(program, cycle, cycles.CycleChanges(minimum_raters=1, seats=1))
    cycle_steps.move_to(program, cycle, CycleState.OPEN)
    raters.add(program, cycle, "Samuel Okafor")
    cycle_steps.move_to(program, cycle, CycleState.SCORING)
    began = program.today()

    def rating() -> list[Due]:
        return [due for due in today.due(program) if due.kind is Kind.RATING]

    clock.moment += timedelta(days=15)
    (line,) = rating()
    assert (line.what, line.about, line.day) == (
        "1 of 1 sheet not in yet.", "Samuel Okafor, Fall 2026", began + timedelta(days=14)
    )  # fmt: skip
    assert (line.tab, line.record) == ("Selection", cycle)


def test_each_sees_what_is_theirs(made_world: tuple, tmp_path) -> None:
    folder, world = made_world
    program = copy_of(folder, tmp_path / "redding.umdesk", SetClock())
    assert isinstance(world, World)
    tabs = {}
    for who in (DANA, RITA, EVE):
        world.sign_in(program, who)
        read = today.due(program)
        tabs[who] = {due.tab for due in read}
    program.close()

    assert tabs[DANA] == {"My participants"}
    assert tabs[RITA] == {"My rating sheets"}
    assert "Career plans" in tabs[EVE]
    orders = (
        "Look at",
        "Print",
        "Enter",
        "Hold",
        "Say",
        "Review",
        "Make",
        "Follow",
        "plan what",
        "grant it",
        "mark it",
    )
    assert [due.what for due in read if any(order in due.what for order in orders)] == []
    assert "The signatures are out: revision 1 was printed on May 20, 2026." in {due.what for due in read}
