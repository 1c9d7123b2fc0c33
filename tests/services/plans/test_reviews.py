"""Reviews of a plan: due by the schedule, held, not held, put right, taken out."""

from datetime import UTC, date, datetime

import pytest

from tests.conftest import SetClock
from tests.services.plans.carried import print_it, sign
from tests.services.plans.conftest import Someone
from tests.services.plans.writing import write_plan
from umdesk.domain.errors import InvalidInput
from umdesk.domain.reviews import Standing
from umdesk.domain.words import ParticipationState, ReviewKind
from umdesk.services import history, settings
from umdesk.services.plans import participations, reviews, revisions, signing
from umdesk.services.plans.reviews import DueReview, Minutes, ReviewRow
from umdesk.services.plans.signing import Signatures
from umdesk.services.programs import Program

Q = ReviewKind.QUARTERLY


def shown(program: Program, rebecca: Someone) -> list[tuple[str, Standing]]:
    found = reviews.of_plan(program, rebecca.participation).rows
    return [(row.slot.due.isoformat(), row.slot.standing) for row in found]


def first(program: Program, rebecca: Someone) -> ReviewRow:
    return reviews.of_plan(program, rebecca.participation).rows[-1]


def due(program: Program) -> tuple[DueReview, ...]:
    with program.reading() as session:
        return reviews.due(session, program.today())


def test_reviews_begin_with_the_plan_in_force_and_are_recorded(
    program: Program, rebecca: Someone, clock: SetClock
) -> None:
    assert reviews.of_plan(program, rebecca.participation).rows == ()
    write_plan(program, rebecca.revision)
    print_it(program, rebecca.revision)
    signing.record(program, rebecca.revision, Signatures(program.today(), program.today()))
    second = revisions.amend(program, rebecca.revision, "another mentor")
    print_it(program, second)
    assert reviews.of_plan(program, rebecca.participation).rows == (), "the coordinator never signed the first one"
    signing.record(program, second, Signatures(*[program.today()] * 3))
    assert shown(program, rebecca) == [("2027-05-20", Standing.COMING), ("2026-08-20", Standing.COMING)]
    assert due(program) == ()
    clock.set(datetime(2026, 9, 1, 17, 0, tzinfo=UTC))
    assert due(program) == (DueReview(rebecca.participation, Q, date(2026, 8, 20), 12),)
    minutes = Minutes(date(2026, 8, 31), "Rebecca, Dana", " The course went well. ", "Ask for a mentor")
    made = reviews.record(program, rebecca.participation, Q, date(2026, 8, 20), minutes)
    row = first(program, rebecca)
    assert (row.id, row.slot.standing, row.minutes.summary) == (made, Standing.HELD, "The course went well.")
    assert (row.made_by, row.theirs, due(program)) == ("Maria Ortega", True, ())
    with pytest.raises(InvalidInput, match="on record already"):
        reviews.record(program, rebecca.participation, Q, date(2026, 8, 20), minutes)
    reviews.correct(program, made, Minutes(not_held_reason="Both were on assignment"))
    assert first(program, rebecca).slot.standing is Standing.NOT_HELD
    assert history.undo_step(program) == "Changed the quarterly review of Rebecca Nelson due on Aug 20, 2026: not held"
    reviews.remove(program, made)
    assert due(program) == (DueReview(rebecca.participation, Q, date(2026, 8, 20), 12),)
    history.undo(program)
    assert due(program) == ()


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (Minutes(), "not said whether"),
        (Minutes(date(2026, 5, 20), not_held_reason="ill"), "needs no reason"),
        (Minutes(date(2026, 5, 21)), "not come yet"),
    ],
)
def test_what_cannot_be_is_refused(program: Program, rebecca: Someone, minutes: Minutes, said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        reviews.record(program, rebecca.participation, Q, None, minutes)
    assert reviews.of_plan(program, rebecca.participation).rows == ()


def test_leave_takes_a_review_out_and_the_end_all_of_them(program: Program, rebecca: Someone, clock: SetClock) -> None:
    sign(program, rebecca)
    part = rebecca.participation
    participations.set_state(program, part, ParticipationState.ON_LEAVE, date(2026, 8, 1), "Parental leave")
    clock.set(datetime(2026, 11, 30, 17, 0, tzinfo=UTC))
    assert due(program) == ()
    participations.set_state(program, part, ParticipationState.ACTIVE, date(2026, 11, 20), "")
    assert due(program) == (DueReview(part, Q, date(2026, 11, 20), 10),)
    participations.set_state(program, part, ParticipationState.COMPLETED, date(2026, 11, 20), "Done early")
    assert due(program) == ()
    with pytest.raises(InvalidInput, match="completed since Nov 20, 2026"):
        reviews.record(program, part, Q, None, Minutes(date(2026, 11, 21)))


def test_the_settings_say_how_often(program: Program, rebecca: Someone) -> None:
    sign(program, rebecca)
    settings.change(program, "plans.review_months", 6)
    settings.change(program, "plans.annual_review", value=False)
    assert shown(program, rebecca) == [("2026-11-20", Standing.COMING)]
    settings.change(program, "plans.review_months", 0)
    assert shown(program, rebecca) == []
