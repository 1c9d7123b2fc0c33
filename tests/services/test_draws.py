"""The draw as a ceremony, and what is said before each step."""

import hashlib

import pytest

from tests.selection_cycle import make_cycle
from umdesk.domain.draws import EXAMPLE_NUMBER, EXAMPLE_SEED, example
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.words import CycleState, DeclaredAs
from umdesk.jobs import print_draw
from umdesk.services import assigning, conflicts, cycle_steps, cycles, decisions, draws, history, ratings, results
from umdesk.services.cycle_steps import WitnessedSeed
from umdesk.storage import models

SEED = "seven green apples"


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture
def tied(program):
    """Six applications: two pairs are tied to the last, one pair by the criterion of the ladder."""
    made = make_cycle(program, people=6)
    made.go(CycleState.OPEN)
    cycle_steps.move_to(program, made.cycle, CycleState.SCORING, witnessed=WitnessedSeed(SEED, "Ann Lee", "Bo Day"))
    for number, sheet in zip(made.applications, ((9, 9), (9, 9), (6, 6), (6, 6), (5, 8), (6, 6)), strict=True):
        made.rate(number, *[sheet] * 3)
    return made


def test_before_deciding_only_the_fingerprint_is_told(tied) -> None:
    found = draws.of_cycle(tied.program, tied.cycle)
    assert (found.digest, found.seed, found.groups, found.told) == (sha(SEED), "", (), False)
    assert (found.source, found.fixed_at) == (
        "words read out, witnessed by Ann Lee and Bo Day", cycles.cycle(tied.program, tied.cycle).scoring_started_at,
    )  # fmt: skip
    paper = print_draw.make_draw(tied.program, tied.cycle)
    assert (paper.title, paper.snapshot.seed, paper.pages) == ("Fingerprint of the draw, Spring 2026", "", 1)
    with pytest.raises(NotNow, match="the draw is held when deciding starts"):
        draws.hold(tied.program, tied.cycle, "Ann Lee", "Bo Day")


def test_the_draw_is_held_once_before_two_people_or_with_the_reason_why_not(tied) -> None:
    program = tied.program
    tied.go(CycleState.DECIDING)
    assert "A draw decided ranks, and it was not held before witnesses: see Draw." in (
        cycle_steps.check(program, tied.cycle, CycleState.CLOSED).warnings
    )
    for names, field in ((("", ""), "first"), (("Ann Lee", " ann  lee "), "second")):
        with pytest.raises(InvalidInput, match="two different witnesses") as caught:
            draws.hold(program, tied.cycle, *names)
        assert caught.value.field == field
    before = results.results(program, tied.cycle)
    found = draws.hold(program, tied.cycle, "Ann Lee", "Bo  Day")
    assert (found.witnesses, found.seed, found.seed_fits) == ("witnessed by Ann Lee and Bo Day", SEED, True)
    assert results.results(program, tied.cycle) == before
    assert history.undo_step(program) == "Started deciding on Spring 2026"
    with pytest.raises(NotNow, match=r"was held on May 20, 2026"):
        draws.hold(program, tied.cycle, nobody="Nobody came")
    assert print_draw.make_draw(program, tied.cycle).paper.applications == (
        *sorted(("2026-0001", "2026-0002"), key=lambda n: sha(f"{SEED}:{n}")),
        *sorted(("2026-0003", "2026-0004", "2026-0006"), key=lambda n: sha(f"{SEED}:{n}")),
    )
    cycle_steps.step_back(program, tied.cycle)
    assert "The draw was held on May 20, 2026" in " ".join(
        cycle_steps.check(program, tied.cycle, CycleState.DECIDING).warnings
    )


def test_every_group_stands_in_order_with_what_anyone_can_repeat(tied) -> None:
    tied.go(CycleState.DECIDING)
    found = draws.of_cycle(tied.program, tied.cycle)
    assert [group.score for group in found.groups] == ["90.00", "60.00"]
    for group in found.groups:
        digests = [line.digest for line in group.lines]
        assert digests == sorted(sha(f"{SEED}:{line.number}") for line in group.lines)
    places = {row.number: row.rank for row in results.results(tied.program, tied.cycle).rows}
    assert {line.number: line.rank for group in found.groups for line in group.lines} == {
        number: places[number] for number in ("2026-0001", "2026-0002", "2026-0003", "2026-0004", "2026-0006")
    }
    assert example() == (
        f"printf '%s' '{EXAMPLE_SEED}:{EXAMPLE_NUMBER}' | sha256sum", sha(f"{EXAMPLE_SEED}:{EXAMPLE_NUMBER}"),
    )  # fmt: skip
    held = draws.hold(tied.program, tied.cycle, nobody="the witnesses were ill")
    assert held.witnesses == "no witnesses: the witnesses were ill"


def test_a_seed_of_the_criteria_file_is_put_on_record_once(program) -> None:
    made = make_cycle(program, people=2)
    with program.operation("tests.file", "As a criteria file has it") as op:
        row = op.session.get_one(models.Cycle, made.cycle)
        row.draw_seed, row.draw_seed_source = "from the file", "the criteria file"
    made.go(CycleState.SCORING)
    cycle_steps.step_back(program, made.cycle)
    history.undo(program)
    history.undo(program)
    made.go(CycleState.SCORING)
    told = [line.summary for line in history.events(program) if line.operation == "cycle_steps.fix_draw"]
    assert told == [
        f"Fixed the draw of Spring 2026, from the criteria file; SHA-256 of the seed: {sha('from the file')}"
    ]


def test_what_is_open_is_said_before_a_step_and_stops_nothing(tied) -> None:
    program = tied.program
    ratings.clear(program, tied.applications["2026-0001"], tied.raters[1], tied.keys[0])
    warnings = cycle_steps.check(program, tied.cycle, CycleState.DECIDING).warnings
    assert "Sheets that are not in: Cy (1)." in warnings
    with program.operation("tests.declare", "Declared") as op:
        said = {"how": DeclaredAs.RATER, "now": program.now(), "by": "Di"}
        conflicts.declare(
            op.session, tied.raters[2], tied.applications["2026-0001"], conflict=True, reason="A niece", **said
        )
    told = "1 named conflict of interest that nobody judged, see Raters"
    who = cycle_steps.check(program, tied.cycle, CycleState.DECIDING).warnings[-1]
    assert (who.startswith(f"{told}: 2026-0001 ("), who.endswith(").")) == (True, True)
    with program.operation("tests.account", "Linked by account") as op:
        op.session.get_one(models.Rater, tied.raters[1]).account_id = program.account.account_id
    sealed = cycle_steps.check(program, tied.cycle, CycleState.DECIDING).warnings
    assert (len(sealed), sealed[1]) == (2, f"{told}."), "no more than how many for whom the cycle is sealed"
    with program.operation("tests.account", "Not linked any more") as op:
        op.session.get_one(models.Rater, tied.raters[1]).account_id = None
    tied.go(CycleState.DECIDING)
    decisions.decide_by_rank(program, tied.cycle, waitlist=1)
    decisions.apply(program, tied.cycle)
    closing = cycle_steps.check(program, tied.cycle, CycleState.CLOSED)
    assert "The waitlist has no last day, and none can be set after closing: see Outcome." in closing.warnings
    assert closing.blocking == ()


def test_a_thin_assignment_is_said_before_scoring(program) -> None:
    made = make_cycle(program, people=2)
    made.go(CycleState.OPEN)
    assigning.let_assigned_rate(program, made.cycle, assigning.Kept.BEGUN)
    warnings = cycle_steps.check(program, made.cycle, CycleState.SCORING).warnings
    assert "Fewer than 3 raters assigned: 2026-0001, 2026-0002." in warnings
