"""The agreement on a T&D assignment: terms, printing, signatures on paper, a new one when the terms change."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tests.conftest import SetClock
from tests.served import served
from tests.services.plans.conftest import Someone
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.td_words import Purpose
from umdesk.domain.words import ParticipationState
from umdesk.jobs import print_td
from umdesk.services import disclosures, history, holidays
from umdesk.services.plans import filing, participations, queries, td, td_agreements, td_early_ends, td_papers
from umdesk.services.plans.td_agreements import Agreement, Signed, Terms
from umdesk.services.programs import Program
from umdesk.storage import models

TERMS = Terms(
    date(2026, 6, 1), date(2026, 11, 30), class_code="5157", purposes=(Purpose.FIELD, Purpose.EXPERIENCE),
    duties="Keeps the accounts of the shop\nLearns them from the accountant", from_unit="Redding Center",
    to_unit="Yreka Shop", current_supervisor="Dana Whitfield", new_supervisor="Sam Ortiz",
)  # fmt: skip


def agreed(program: Program, someone: Someone) -> Agreement:
    (found,) = td_agreements.listed(program, someone.participation)
    return found


@pytest.fixture
def assignment(program: Program, rebecca: Someone) -> str:
    """An assignment with all that an agreement needs."""
    return td_agreements.record(program, rebecca.participation, replace(TERMS, from_unit="", current_supervisor=""))


def test_what_is_missing_is_named_before_printing(program: Program, rebecca: Someone) -> None:
    one = served(program, rebecca.participation, TERMS.first, TERMS.last)
    found = agreed(program, rebecca)
    assert (found.terms.from_unit, found.standing) == ("Redding Center", "Not printed yet")
    assert found.needed == ("the T&D class", "the purpose", "the duties", "the new unit", "the new supervisor")
    with pytest.raises(NotNow, match="the T&D class, the purpose, the duties, the new unit and the new supervisor mis"):
        print_td.print_to_sign(program, one)
    with pytest.raises(NotNow, match="no printed agreement"):
        td_agreements.sign(program, one, Signed(employee=program.today()))


def test_terms_are_kept_as_they_were_written(program: Program, rebecca: Someone, assignment: str) -> None:
    found = agreed(program, rebecca)
    assert found.terms == replace(TERMS, purposes=(Purpose.EXPERIENCE, Purpose.FIELD), time_base=Decimal(1))
    assert (found.id, found.class_title, found.needed) == (assignment, "Staff Services Analyst (General)", ())
    with pytest.raises(InvalidInput) as refused:
        td_agreements.change(program, assignment, replace(TERMS, last=date(2028, 6, 1)))
    assert refused.value.field == "over_limit_reason"
    td_agreements.change(program, assignment, replace(TERMS, last=date(2028, 6, 1), over_limit_reason="Apprenticeship"))
    assert history.undo(program).startswith("Changed the T&D assignment of Rebecca Nelson from Jun 1, 2026")
    assert agreed(program, rebecca).terms.last == TERMS.last


def test_printing_freezes_and_a_change_needs_a_new_agreement(
    program: Program, rebecca: Someone, assignment: str, clock: SetClock
) -> None:
    number = queries.plan(program, rebecca.participation).plan_number
    made = print_td.print_to_sign(program, assignment)
    assert (made.number, made.draft) == (f"{number} T1", False)
    assert print_td.preview(program, assignment).data == made.data
    with pytest.raises(NotNow, match="printed already"):
        print_td.print_to_sign(program, assignment)
    with pytest.raises(NotNow, match="“Started” cannot be undone"):
        history.undo(program)
    today = program.today()
    assert agreed(program, rebecca).standing == f"{number} T1, printed on May 20, 2026; waits for the signatures"
    with pytest.raises(InvalidInput, match="lies before the printing"):
        td_agreements.sign(program, assignment, Signed(employee=date(2026, 5, 19)))
    with pytest.raises(InvalidInput, match="has not come yet"):
        td_agreements.sign(program, assignment, Signed(new_supervisor=date(2026, 5, 21)))
    td_agreements.sign(program, assignment, Signed(today, today, None, "Cabinet  3"))
    assert agreed(program, rebecca).standing == (
        f"{number} T1, printed on May 20, 2026; signed by the employee on May 20, 2026 and the current supervisor on "
        "May 20, 2026; waits for the new supervisor; original at Cabinet 3"
    )
    td_agreements.change(program, assignment, agreed(program, rebecca).terms)  # nothing differs
    with pytest.raises(NotNow, match="signed on paper, so it stays"):
        td.remove_assignment(program, assignment)
    longer = replace(agreed(program, rebecca).terms, last=date(2026, 12, 31))
    with pytest.raises(NotNow, match="printed with other terms"):
        td_agreements.change(program, assignment, longer)
    td_agreements.change(program, assignment, longer, anew=True)
    found = agreed(program, rebecca)
    assert found.standing == f"Changed since {number} T1 was printed: a new agreement is needed"
    assert found.signed == Signed()
    with pytest.raises(NotNow, match="no printed agreement on these terms"):
        td_agreements.sign(program, assignment, Signed(today))
    clock.set(datetime(2026, 5, 21, 17, 0, tzinfo=UTC))
    second = print_td.print_to_sign(program, assignment)
    assert (second.number, agreed(program, rebecca).changed) == (f"{number} T2", False)
    old, new = filing.papers(program, [f"{number} T1", f"{number} T2"])
    assert (old.superseded, new.superseded) == (True, False)
    with program.reading() as session:
        kept = session.query(models.PrintedDocument).filter_by(kind="td agreement").all()
        assert sorted((one.number, one.record_id) for one in kept) == [
            (f"{number} T1", assignment), (f"{number} T2", assignment),
        ]  # fmt: skip


def test_a_change_that_was_undone_leaves_the_print_in_force(
    program: Program, rebecca: Someone, assignment: str
) -> None:
    print_td.print_to_sign(program, assignment)
    terms = agreed(program, rebecca).terms
    td_agreements.change(program, assignment, replace(terms, duties="Other accounts"), anew=True)
    assert agreed(program, rebecca).changed
    history.undo(program)
    assert not agreed(program, rebecca).changed
    served(program, rebecca.participation, date(2025, 1, 1), date(2025, 3, 31))
    assert not next(one for one in td_agreements.listed(program, rebecca.participation) if one.id == assignment).changed


def test_a_saved_copy_is_a_disclosure(program: Program, rebecca: Someone, assignment: str, tmp_path) -> None:
    draft = print_td.save(program, assignment, tmp_path / "draft.pdf")
    assert draft.draft
    assert draft.path is not None
    assert draft.path.read_bytes() == draft.data
    printed = print_td.print_to_sign(program, assignment, tmp_path / "sign.pdf")
    copy = print_td.save(program, assignment, tmp_path / "copy.pdf")
    assert copy.data == printed.data == (tmp_path / "copy.pdf").read_bytes()
    number = printed.number
    assert [row.what for row in disclosures.of_person(program, rebecca.person)] == [
        f"T&D agreement {number}", f"T&D agreement {number}", f"Draft of T&D agreement {number}",
    ]  # fmt: skip


def test_the_agreement_tells_what_is_used_by_its_last_day(program: Program, rebecca: Someone, assignment: str) -> None:
    served(program, rebecca.participation, date(2025, 1, 1), date(2025, 12, 31))
    snapshot = td_papers.to_print(program, assignment).snapshot
    assert snapshot.standing == (
        "18 months of 24 months are used by the last day, 6 months are left, counted in any 36 months (2 CCR 438.1).",
        "Last allowed day: May 31, 2027.",
    )
    td_agreements.change(program, assignment, replace(TERMS, over_limit_reason="Not over after all"))
    assert td_papers.to_print(program, assignment).snapshot.over_reason == ""
    assert (snapshot.lasts, snapshot.time_base, snapshot.present_class) == (
        "6 months", "Full time", "1379 Office Assistant (Typing)",
    )  # fmt: skip
    td_agreements.change(program, assignment, replace(TERMS, time_base=Decimal("0.5")))
    half = td_papers.to_print(program, assignment).snapshot
    assert half.time_base == "50% of full time"
    assert half.standing == (
        (
            "2,599.95 of 4,159.92 hours are used by the last day, 1,559.97 hours are left, counted in as many days as "
            "hold 6,239.88 service hours (2 CCR 438.1)."
        ),
        "Last allowed day: May 31, 2028.",
        "Hours for part time are our reading of 2 CCR 438.1: ask HR.",
    )


# --- an early end ---------------------------------------------------------------------------------------------------


def test_a_request_to_end_early_is_due_in_ten_working_days(program: Program, rebecca: Someone, assignment: str) -> None:
    with pytest.raises(NotNow, match="Nobody has asked"):
        td_early_ends.grant(program, assignment, date(2026, 7, 31))
    for received, why in ((None, "day is missing"), (date(2026, 5, 21), "not come yet")):
        with pytest.raises(InvalidInput, match=why):
            td_early_ends.request(program, assignment, received, "")
    print_td.print_to_sign(program, assignment)
    td_early_ends.request(program, assignment, date(2026, 5, 20), "Another offer")
    found = agreed(program, rebecca).early_end
    assert found is not None
    assert (found.due.day, found.due.note, found.reason, found.granted) == (
        date(2026, 6, 4), "", "Another offer", False,
    )  # fmt: skip
    with program.reading() as session:
        (due,) = td.early_ends_due(session, date(2026, 6, 5))
        assert (due.assignment_id, due.due, due.days) == (assignment, date(2026, 6, 4), -1)
    for last, why in ((None, "missing"), (date(2026, 5, 31), "not begun"), (date(2026, 11, 30), "not earlier")):
        with pytest.raises(InvalidInput, match=why):
            td_early_ends.grant(program, assignment, last)
    td_early_ends.grant(program, assignment, date(2026, 7, 31))
    row = agreed(program, rebecca)
    assert (row.terms.last, row.agreed_last, row.changed) == (date(2026, 7, 31), date(2026, 11, 30), False)
    assert queries.plan(program, rebecca.participation).td.assignments[0].last == date(2026, 7, 31)
    with program.reading() as session:
        assert td.early_ends_due(session, date(2026, 6, 5)) == ()
    with pytest.raises(InvalidInput, match="early end was granted"):
        td_agreements.change(program, assignment, replace(row.terms, last=date(2026, 8, 31)), anew=True)
    td_early_ends.take_back(program, assignment)
    row = agreed(program, rebecca)
    assert (row.terms.last, row.agreed_last, row.early_end) == (date(2026, 11, 30), None, None)


def test_a_due_day_says_so_when_a_year_has_no_holidays(program: Program, rebecca: Someone, assignment: str) -> None:
    for row in holidays.listed(program).rows:
        holidays.remove(program, row.id)
    td_early_ends.request(program, assignment, date(2026, 5, 20), "")
    found = agreed(program, rebecca).early_end
    assert found is not None
    assert (found.due.day, found.due.note) == (
        date(2026, 6, 3), "No holidays of 2026 are on file, so only weekends are left out.",
    )  # fmt: skip


def test_an_end_is_called_up_at_90_60_and_30_days(program: Program, rebecca: Someone, assignment: str) -> None:
    with program.reading() as session:
        for today, expected in (
            (date(2026, 8, 31), []),
            (date(2026, 9, 1), [(90, 90)]),
            (date(2026, 10, 1), [(60, 60)]),
            (date(2026, 10, 2), [(59, 60)]),
            (date(2026, 10, 31), [(30, 30)]),
            (date(2026, 11, 30), [(0, 30)]),
            (date(2026, 12, 1), []),
        ):
            assert [(one.days, one.stage) for one in td.ending(session, today)] == expected
            assert {one.assignment_id for one in td.ending(session, today)} <= {assignment}
            shown = td.view(session, rebecca.person, None, today).ending
            assert shown.startswith("The assignment ends") is bool(expected)
        assert td.view(session, rebecca.person, None, date(2026, 10, 31)).ending == (
            "The assignment ends in 30 days, on Nov 30, 2026. See to the return, or to what comes next."
        )


def test_the_end_of_somebody_who_left_is_not_called_up(program: Program, rebecca: Someone, assignment: str) -> None:
    participations.set_state(
        program, rebecca.participation, ParticipationState.WITHDRAWN, date(2026, 5, 20), "moved away"
    )
    with program.reading() as session:
        assert td.ending(session, date(2026, 11, 1)) == ()
