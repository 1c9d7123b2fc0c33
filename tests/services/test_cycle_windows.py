"""Application windows: their days and announcement, a copy of last year's, and what to read before a step."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from tests.selection_cycle import applicant, make_cycle
from umdesk.domain.cycle_names import a_year_on
from umdesk.domain.dates import a_year_on as day_a_year_on
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.words import Aggregate, CycleState
from umdesk.services import criteria, cycle_steps, cycles, drafts, history, raters, settings
from umdesk.services.cycles import CycleChanges
from umdesk.services.people import duplicates
from umdesk.storage import models

ANNOUNCED = "Hand the form to Maria Ortega.\n\nQuestions: 530-555-0142."
PARTS = ("agency", "official", "authority", "mandatory", "consequences", "purposes", "disclosures", "access")


@pytest.fixture
def cycle(program):
    """A draft with all that its window needs: days around today, announcement, places, notice."""
    made = cycles.create_cycle(program, "Spring 2026")
    today = program.today()
    cycles.edit_cycle(
        program,
        made,
        CycleChanges(opens=today, closes=today + timedelta(days=20), notice=ANNOUNCED, seats=4),
    )
    for part in PARTS:
        settings.change(program, f"notice.{part}", "Written.")
    return made


def before_opening(program, cycle):
    return cycle_steps.check(program, cycle, CycleState.OPEN).warnings


def test_the_announcement_of_a_window_is_kept_and_taken_back(program, cycle) -> None:
    assert cycles.cycle(program, cycle).notice == ANNOUNCED

    cycles.edit_cycle(program, cycle, CycleChanges(notice="  Other text.\n"))
    assert cycles.cycle(program, cycle).notice == "Other text."
    assert history.events(program, None, 1)[0].summary == "Changed the announcement of Spring 2026"

    history.undo(program)
    assert cycles.cycle(program, cycle).notice == ANNOUNCED


def test_nothing_stands_against_opening_a_window_that_is_complete(program, cycle) -> None:
    assert before_opening(program, cycle) == ()


def test_before_a_window_is_opened_one_reads_what_is_missing(program) -> None:
    bare = cycles.create_cycle(program, "Bare")

    assert before_opening(program, bare) == (
        "The cycle has no first or no last day for applications.",
        "No text announces the window, so the form does not say where to hand it in.",
        "The privacy notice is not written: its parts stand as blanks on the form. Write it in the settings.",
        "The number of places is not set.",
    )


@pytest.mark.parametrize(
    ("opens", "closes", "warning"),
    [
        (-30, -3, "The window closed on May 17, 2026 already."),
        (5, 20, "The first day for applications is May 25, 2026, which is still to come."),
        (-5, 20, "The first day for applications was May 15, 2026."),
        (0, 5, "The window is open for 6 days only; your settings ask for 7 or more."),
    ],
)
def test_days_that_look_wrong_are_pointed_out(program, cycle, opens, closes, warning) -> None:
    today = program.today()
    days = CycleChanges(opens=today + timedelta(days=opens), closes=today + timedelta(days=closes))
    cycles.edit_cycle(program, cycle, days)

    assert before_opening(program, cycle) == (warning,)


def test_the_shortest_window_is_the_departments_own(program, cycle) -> None:
    today = program.today()
    cycles.edit_cycle(program, cycle, CycleChanges(closes=today + timedelta(days=6)))
    assert before_opening(program, cycle) == ()

    settings.change(program, "cycles.shortest_window", 8)
    assert before_opening(program, cycle) == ("The window is open for 7 days only; your settings ask for 8 or more.",)
    settings.change(program, "cycles.shortest_window", 0)
    cycles.edit_cycle(program, cycle, CycleChanges(closes=today))
    assert before_opening(program, cycle) == ()


def test_parts_of_the_notice_that_are_missing_are_counted(program, cycle) -> None:
    settings.change(program, "notice.access", "")
    assert before_opening(program, cycle)[0].startswith("One part of the privacy notice is not written")

    settings.change(program, "notice.official", "")
    assert before_opening(program, cycle)[0].startswith("2 parts of the privacy notice are not written")


def test_before_a_window_is_closed_late_ones_and_likely_twins_are_named(program, cycle) -> None:
    cycle_steps.move_to(program, cycle, CycleState.OPEN)
    with program.operation("applicants.add", "Added") as op:
        for number, name in (("2026-0001", "Reyes"), ("2026-0002", "Reyes"), ("2026-0003", "Tran")):
            applicant(op.session, cycle, number, name)
        late = op.session.scalars(select(models.Application).where(models.Application.number == "2026-0003")).one()
        late.received = program.today() + timedelta(days=25)
    (twins,) = duplicates.likely(program)

    warnings = cycle_steps.check(program, cycle, CycleState.SCORING).warnings
    assert "The window is open through Jun 9, 2026." in warnings
    assert "1 late application without a reason: 2026-0003." in warnings
    assert "Applications that may be of one person: 2026-0001 and 2026-0002." in warnings

    duplicates.keep_apart(program, twins.first.id, twins.second.id)
    with program.operation("applicants.edit", "Said why") as op:
        late = op.session.scalars(select(models.Application).where(models.Application.number == "2026-0003")).one()
        late.late_reason = "The mail was late."
    warnings = cycle_steps.check(program, cycle, CycleState.SCORING).warnings
    assert not [warning for warning in warnings if "late" in warning or "one person" in warning]


def test_a_copy_has_the_rules_and_none_of_what_happened(program) -> None:
    made = make_cycle(program, people=3)
    cycles.edit_cycle(
        program,
        made.cycle,
        CycleChanges(
            opens=date(2026, 1, 5), closes=date(2026, 1, 30), seats=2, notice=ANNOUNCED, aggregate=Aggregate.MEDIAN,
            minimum_raters=2, spread_threshold=Decimal(15), tie_ladder=made.keys[:1],
        ),
    )  # fmt: skip
    made.go(CycleState.SCORING)
    source = cycles.cycle(program, made.cycle)

    twin_id = cycles.copy(program, made.cycle, "Spring 2027", date(2027, 1, 4), date(2027, 1, 29))

    twin = cycles.cycle(program, twin_id)
    assert (twin.name, twin.state, twin.opens, twin.closes) == (
        "Spring 2027",
        CycleState.DRAFT,
        date(2027, 1, 4),
        date(2027, 1, 29),
    )
    for same in ("seats", "notice", "aggregate", "minimum_raters", "spread_threshold"):
        assert getattr(twin, same) == getattr(source, same)
    old, new = source.criteria.criteria, twin.criteria.criteria
    assert [replace(c, key="") for c in new] == [replace(c, key="") for c in old]
    assert {c.key for c in new}.isdisjoint(c.key for c in old)
    assert twin.tie_ladder == (new[[c.key for c in old].index(made.keys[0])].key,)
    assert (twin.seed_digest, twin.seed_source, twin.scoring_started_at, twin.criteria.version) == ("", "", None, 1)
    assert raters.of_cycle(program, twin_id) == ()
    assert next(line for line in cycles.list_cycles(program) if line.id == twin_id).applications == 0
    assert history.events(program, None, 1)[0].summary == "Made the cycle Spring 2027 as a copy of Spring 2026"

    history.undo(program)
    assert [line.name for line in cycles.list_cycles(program)] == ["Spring 2026"]


def test_raters_come_along_only_when_asked_for(program) -> None:
    made = make_cycle(program, people=1)

    twin = cycles.copy(program, made.cycle, "Spring 2027", None, None, with_raters=True)

    assert [r.name for r in raters.of_cycle(program, twin)] == [r.name for r in raters.of_cycle(program, made.cycle)]
    assert not {r.id for r in raters.of_cycle(program, twin)} & set(made.raters)


def test_changing_the_copy_leaves_the_source_alone(program) -> None:
    source = cycles.create_cycle(program, "Spring 2026")
    twin = cycles.copy(program, source, "Spring 2027", None, None)
    criteria.remove(program, twin, cycles.cycle(program, twin).criteria.criteria[0].key)

    assert len(cycles.cycle(program, source).criteria.criteria) == 4
    assert len(cycles.cycle(program, twin).criteria.criteria) == 3


@pytest.mark.parametrize(
    ("name", "opens", "closes", "field"),
    [
        ("", None, None, "name"),
        ("spring 2026", None, None, "name"),
        ("Spring 2027", date(2027, 1, 30), date(2027, 1, 5), "closes"),
    ],
)
def test_a_copy_that_cannot_be_changes_nothing(program, name, opens, closes, field) -> None:
    source = cycles.create_cycle(program, "Spring 2026")

    with pytest.raises(InvalidInput) as caught:
        cycles.copy(program, source, name, opens, closes)

    assert caught.value.field == field
    assert len(cycles.list_cycles(program)) == 1


def test_typing_elsewhere_in_the_cycle_outlives_a_change(program, cycle) -> None:
    for field, text in (("notice", "Half a sen"), ("closes", "1/2"), ("first_tie", "")):
        drafts.keep(program, "cycle", cycle, field, text)

    cycles.edit_cycle(program, cycle, CycleChanges(no_closes=True, tie_ladder=()))

    assert drafts.of_record(program, cycle) == {"notice": "Half a sen"}


def test_a_closed_cycle_keeps_its_announcement(program, cycle) -> None:
    with program.operation("cycle_steps.move_to", "Closed") as op:
        op.session.get_one(models.Cycle, cycle).state = CycleState.CLOSED.value

    with pytest.raises(NotNow):
        cycles.edit_cycle(program, cycle, CycleChanges(notice="Other"))


@pytest.mark.parametrize(
    ("name", "later"),
    [
        ("Spring 2026", "Spring 2027"),
        ("Program year 2025-26", "Program year 2026-27"),
        ("2098-99 and 1999/00", "2099-00 and 2000/01"),
        ("Window 12345", "Window 12345, copy"),
        ("Autumn", "Autumn, copy"),
    ],
)
def test_the_name_of_a_copy_is_a_year_on(name, later) -> None:
    assert a_year_on(name) == later


def test_a_year_after_a_leap_day_is_the_last_of_february() -> None:
    assert day_a_year_on(date(2028, 2, 29)) == date(2029, 2, 28)
    assert day_a_year_on(date(2026, 1, 30)) == date(2027, 1, 30)
