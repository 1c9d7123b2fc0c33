"""The state of a revision on a day, from when, and which revision of a plan was in force then."""

from datetime import date, datetime

from umdesk.domain.reports.plan_facts import Step, Version, counted, in_force_by, newest_by
from umdesk.domain.words import RevisionState as State

JUL_1, AUG_1, SEP_1, OCT_1 = (date(2025, month, 1) for month in (7, 8, 9, 10))


def version(number: int, state: State, started: date, *steps: Step, since: date | None = None) -> Version:
    return Version(bytes(1), number, state, "part", "2025-0001", started, None, "", "", since, since is not None, steps)


def step(on: date, before: State, after: State) -> Step:
    return Step(datetime(on.year, on.month, on.day, 9, 30).astimezone(), before, after)


def test_the_state_on_a_day_follows_from_the_steps() -> None:
    one = version(
        1, State.SUPERSEDED, JUL_1,
        step(AUG_1, State.DRAFT, State.PRINTED), step(SEP_1, State.PRINTED, State.SIGNED),
        step(OCT_1, State.SIGNED, State.SUPERSEDED),
    )  # fmt: skip
    assert one.on(date(2025, 7, 31)) == (State.DRAFT, JUL_1)
    assert one.on(AUG_1) == (State.PRINTED, AUG_1)
    assert one.on(date(2025, 9, 30)) == (State.SIGNED, SEP_1)
    assert one.on(OCT_1) == (State.SUPERSEDED, OCT_1)


def test_without_steps_the_present_state_holds_since_it_was_begun() -> None:
    assert version(1, State.PRINTED, JUL_1).on(OCT_1) == (State.PRINTED, JUL_1)


def test_a_newer_revision_that_was_printed_counts_and_the_signed_one_is_in_force() -> None:
    signed = version(1, State.SUPERSEDED, JUL_1, since=AUG_1)
    printed = version(2, State.PRINTED, SEP_1)
    draft = version(3, State.DRAFT, OCT_1)
    every = (signed, printed, draft)
    assert counted(every) is printed
    assert counted((draft,)) is draft
    assert in_force_by(every, OCT_1) is signed
    assert in_force_by(every, date(2025, 7, 31)) is None
    assert newest_by(every, date(2025, 9, 30)) is printed
