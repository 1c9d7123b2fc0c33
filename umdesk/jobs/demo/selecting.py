"""The demo's selection: applications in, ratings of a panel, decisions applied, letters, the packet."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from umdesk.domain.words import ApplicationState, CycleState, Eligibility, LetterKind, Outcome
from umdesk.jobs import import_file, packet
from umdesk.jobs import letters as papers
from umdesk.jobs.demo import panel, timeline
from umdesk.jobs.demo.timeline import Timeline
from umdesk.jobs.letters import Wish
from umdesk.resources import resource
from umdesk.services import (
    criteria_templates,
    cycle_steps,
    cycles,
    decisions,
    draws,
    letters,
    raters,
    results,
    waitlist,
)
from umdesk.services.applicants import deciding, editing, listing
from umdesk.services.cycle_steps import WitnessedSeed
from umdesk.services.cycles import CycleChanges
from umdesk.services.programs import Program

CYCLE = "Spring 2026"
TEMPLATE = "Office classes"
SEATS = 12
WAITLIST = 5
WAITLIST_UNTIL = date(2026, 12, 31)
WINDOW_NOTICE = (
    "Open to all employees in low-paying entry-level and bridging classes. Hand the form in at the North Valley Field "
    "Office or send it by mail. Questions: the Upward Mobility Coordinator, (530) 555-0100."
)
WITNESSED = WitnessedSeed("copper meadow lantern seven", "Philippa Greene", "Wendell Brooks")
WAITS = "Not free to begin in this cycle"
HEARD_OF = ("Orientation at noon", "Email to all employees", "Staff meeting", "My supervisor", "", "A coworker")
"""What the applicants say in turn; one of six says nothing."""


def select(program: Program, clock: Timeline, step: Callable[[str], None]) -> str:
    """Run one cycle from its opening to its closing; gives its id. The selected have plans afterwards."""
    step("Importing the applications")
    cycle_id = cycles.create_cycle(program, CYCLE)
    cycles.edit_cycle(
        program,
        cycle_id,
        CycleChanges(opens=timeline.OPENS, closes=timeline.CLOSES, seats=SEATS, notice=WINDOW_NOTICE),
    )
    cycle_steps.move_to(program, cycle_id, CycleState.OPEN)
    clock.go_to(timeline.IMPORTED)
    import_file.run(program, resource("demo/applicants.xlsx"), CYCLE)
    _settle_eligibility(program, cycle_id)
    _say_what_they_heard_of(program, cycle_id)
    step("Scoring them with three raters")
    clock.go_to(timeline.SCORING)
    _score(program, cycle_id, clock)
    step("Selecting")
    clock.go_to(timeline.DECIDING)
    cycle_steps.move_to(program, cycle_id, CycleState.DECIDING)
    draws.hold(program, cycle_id, WITNESSED.first_witness, WITNESSED.second_witness)
    _decide(program, cycle_id)
    clock.go_to(timeline.APPLIED)
    decisions.apply(program, cycle_id)
    waitlist.set_until(program, cycle_id, WAITLIST_UNTIL)
    return cycle_id


def tell(program: Program, cycle_id: str, clock: Timeline, documents: Path, step: Callable[[str], None]) -> None:
    """Send letters, close the cycle, let the waitlist move on, and file the selection packet.

    Who is not selected still waits for a letter, so that there is one to write; the packet says so.
    """
    step("Writing to the applicants")
    clock.go_to(timeline.TOLD)
    for kind in (LetterKind.SELECTED, LetterKind.WAITLISTED):
        _send(program, cycle_id, kind)
    cycle_steps.move_to(program, cycle_id, CycleState.CLOSED)
    clock.go_to(timeline.MOVED_ON)
    _move_on(program, cycle_id)
    step("Making the selection packet")
    made = packet.make(program, cycle_id)
    packet.save(program, made, documents / f"Selection packet {CYCLE}.pdf")
    packet.save_workbook(program, made, documents / f"Selection packet {CYCLE}.xlsx")


def _send(program: Program, cycle_id: str, kind: LetterKind) -> None:
    wanted = tuple(one.row.id for one in letters.decided(program, cycle_id) if one.wants is kind)
    if wanted:
        letters.mark_sent(program, papers.make(program, Wish(wanted, kind)), program.today())


def _move_on(program: Program, cycle_id: str) -> None:
    """One who is selected declines; the first of the waitlist still waits, so that the second comes up."""
    rows = waitlist.of_cycle(program, cycle_id).rows
    declines = max((row for row in rows if row.state is ApplicationState.SELECTED), key=lambda row: row.number)
    waitlist.decline(program, declines.application_id, timeline.MOVED_ON, "Takes a job in another department")
    waiting = [row for row in rows if row.state is ApplicationState.WAITLISTED]
    waitlist.move_on(
        program,
        waiting[1].application_id,
        timeline.MOVED_ON,
        reason=f"{waiting[0].number} is free to begin in the fall only, and says so again by telephone",
    )
    for kind in (LetterKind.DECLINED, LetterKind.SELECTED):
        _send(program, cycle_id, kind)


def _say_what_they_heard_of(program: Program, cycle_id: str) -> None:
    for place, row in enumerate(listing.rows(program, cycle_id)):
        if heard := HEARD_OF[place % len(HEARD_OF)]:
            editing.edit_application(program, row.id, {"heard_of": heard})


def _settle_eligibility(program: Program, cycle_id: str) -> None:
    """Decide what the rules leave to the coordinator, and let one applicant withdraw."""
    applications = listing.rows(program, cycle_id)
    answers = (
        (Eligibility.ELIGIBLE, "Personnel confirmed the appointment and its tenure by telephone on Feb 27, 2026."),
        (Eligibility.ELIGIBLE, "The class is in the office and allied range, says the classification unit."),
        (Eligibility.NOT_ELIGIBLE, "The appointment ends on April 30, 2026 and will not be extended."),
    )
    undecided = [row for row in applications if row.eligibility is Eligibility.COORDINATOR_DECIDES]
    for place, row in enumerate(undecided):
        decided, reason = answers[place % len(answers)]
        deciding.decide_eligibility(program, row.id, decided, reason)
    eligible = [row for row in applications if row.eligibility is Eligibility.ELIGIBLE]
    editing.withdraw(program, eligible[16].id, "Takes a position in another department.")


def _score(program: Program, cycle_id: str, clock: Timeline) -> None:
    for name in panel.RATERS:
        raters.add(program, cycle_id, name)
    criteria = cycles.cycle(program, cycle_id).criteria.criteria
    cycles.edit_cycle(program, cycle_id, CycleChanges(tie_ladder=(criteria[1].key,)))
    cycle_steps.move_to(program, cycle_id, CycleState.SCORING, witnessed=WITNESSED)
    criteria_templates.save(program, cycle_id, TEMPLATE)
    clock.go_to(timeline.RATED)
    panel.rate(program, cycle_id)


def _decide(program: Program, cycle_id: str) -> None:
    """Decide by rank with one departure that has its reason, and put wide spreads on record."""
    discussions = [one["text"] for one in panel.texts()["discussions"]]
    wide = [row for row in results.results(program, cycle_id).rows if row.wide and not row.settled]
    for place, row in enumerate(wide):
        decisions.settle_spread(program, row.application_id, discussions[place % len(discussions)])
    decisions.decide_by_rank(program, cycle_id, waitlist=WAITLIST)
    ranked = results.results(program, cycle_id).rows
    last, following = ranked[SEATS - 1], ranked[SEATS]
    decisions.decide(
        program,
        last.application_id,
        Outcome.WAITLISTED,
        reason="Cares for a parent and asked on Mar 27 not to begin before the fall.",
        kind=WAITS,
    )
    decisions.decide(
        program,
        following.application_id,
        Outcome.SELECTED,
        reason="Takes the place of the applicant ranked before, who asked not to begin before the fall.",
        kind=WAITS,
    )
