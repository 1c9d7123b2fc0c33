"""The demo's second cycle: blind, in scoring, rated by two people in the window and by one on paper."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from umdesk.domain.paper_entries import Typing
from umdesk.domain.words import CycleState, Role
from umdesk.jobs.demo import panel, timeline
from umdesk.jobs.demo.timeline import Timeline
from umdesk.services import (
    accounts,
    criteria_templates,
    cycle_steps,
    cycles,
    masking,
    my_sheets,
    paper_sheets,
    programs,
    raters,
)
from umdesk.services.applicants import NewApplicant
from umdesk.services.applicants import add as add_applicant
from umdesk.services.cycles import CycleChanges
from umdesk.services.programs import Program

SEATS = 3
CHECKED = 7
HALF_WAY, NOT_BEGUN, ON_PAPER = "Samuel Okafor", "Teresa Villanueva", "Marcus Webb"
SIGN_IN = (HALF_WAY, NOT_BEGUN)
SUBMITTED = 4
_LEAST = Decimal(2)
NOTICE = "A second window this year, for three places that begin in the fall. Questions: (530) 555-0100."
COUSIN = "She is my cousin."


def begin(program: Program, clock: Timeline, template: str, password: str) -> str:
    """Bring the cycle to where its raters are; gives its id. Two of them sign in with accounts of their own."""
    opens, closes = clock.before_end(timeline.FALL_OPENS), clock.before_end(timeline.FALL_CLOSES)
    clock.go_to(opens)
    cycle_id = cycles.create_cycle(program, f"Fall {clock.end.year}", opens, closes)
    found = next(one for one in criteria_templates.templates(program) if one.name == template)
    criteria_templates.take_over(program, cycle_id, found.content)
    cycles.edit_cycle(program, cycle_id, CycleChanges(notice=NOTICE, seats=SEATS, blind=True))
    cycle_steps.move_to(program, cycle_id, CycleState.OPEN)
    clock.go_to(closes)
    applied = [add_applicant(program, cycle_id, NewApplicant(**_fields(one, opens))) for one in panel.texts()["fall"]]
    clock.go_to(clock.before_end(timeline.FALL_SCORING))
    for application_id in applied[:CHECKED]:
        fields = masking.texts(program, application_id).fields
        masking.check(program, application_id, {one.field: one.text for one in fields})
    for name in (*SIGN_IN, ON_PAPER):
        rater_id = raters.add(program, cycle_id, name)
        raters.set_unit(program, rater_id, "Redding Field Office")
        if name in SIGN_IN:
            accounts.link_rater(program, rater_id, accounts.add(program, name, [Role.RATER], password))
    cycle_steps.move_to(program, cycle_id, CycleState.SCORING)
    clock.go_to(clock.before_end(timeline.FALL_PAPER))
    _type_once(program, cycle_id, rater_id, applied[2])
    return cycle_id


def rate_half(program: Program, cycle_id: str) -> None:
    """What the rater who is half way has done, under their own account: one conflict, some sheets in, one begun."""
    names = my_sheets.conflict_list(program, cycle_id).names
    cousin = next(one.application_id for one in names if one.name.startswith("Okafor"))
    my_sheets.declare(program, cycle_id, {cousin: COUSIN})
    found = my_sheets.sheets(program, cycle_id)
    comments = panel.texts()["comments"]
    # By number, since the order in which a rater sees them is another one in each demo.
    open_ones = sorted((one for one in found.sheets if one.application_id != cousin), key=lambda one: one.number)
    for place, sheet in enumerate(open_ones[: SUBMITTED + 1]):
        begun = place == SUBMITTED
        for at, criterion in enumerate(found.criteria[: 2 if begun else None]):
            given = max(_LEAST, panel.points(sheet.number, 1, at))
            my_sheets.enter(program, sheet.application_id, criterion.key, given)
            if at == place % len(found.criteria):
                my_sheets.comment(program, sheet.application_id, criterion.key, panel.comment(comments, at, given))
        if not begun:
            my_sheets.submit(program, sheet.application_id)


def sign_in(program: Program, clock: Timeline, password: str) -> Program:
    """The program, closed here and opened again by the rater who is half way."""
    folder = program.folder
    program.close()
    return programs.open_program(folder, password=password, account=HALF_WAY, clock=clock)


def _fields(one: Mapping[str, Any], opens: date) -> Mapping[str, Any]:
    """An application as it comes in; its file says on which day after the opening."""
    tidy: dict[str, Any] = {name: value.strip() if isinstance(value, str) else value for name, value in one.items()}
    day = opens + timedelta(days=tidy.pop("day"))
    return {
        "tenure": "Permanent", "time_base": "Full time", "signed": day, "received": day, "came_as": "paper", **tidy
    }  # fmt: skip


def _type_once(program: Program, cycle_id: str, rater_id: str, application_id: str) -> None:
    """The first typing of a paper; the second one is left to do."""
    criteria = cycles.cycle(program, cycle_id).criteria.criteria
    ratings = {criterion.key: str(Decimal(4 - at % 2)) for at, criterion in enumerate(criteria)}
    words = {criteria[0].key: "Knows what is missing for the examination and when it will be done."}
    paper_sheets.type_in(program, application_id, rater_id, paper_sheets.FIRST, Typing(ratings, words, "none"))
