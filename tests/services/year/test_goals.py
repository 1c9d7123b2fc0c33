"""Goals of a program year: what is refused and where, what holds, whom they count, two missed years, the texts."""

from dataclasses import replace
from datetime import date

import pytest

from tests.services.plans.conftest import someone
from umdesk.domain.errors import Gone, InvalidInput
from umdesk.domain.goal_terms import GoalTerms, approval, how_far, terms_of, time_over
from umdesk.domain.year_drafts import draft_record, year_of_draft
from umdesk.domain.year_words import GoalKind, ReductionAnswer, YearText
from umdesk.services import history
from umdesk.services.programs import Program
from umdesk.services.year import goals, texts

HIRING = GoalTerms(GoalKind.HIRING, 12)
ASKED = replace(
    HIRING, approved_on=date(2025, 7, 20), reduced_to=9, reduction_asked_on=date(2026, 3, 1), reduction_reason="Freeze"
)
WRONG = (
    ({"employees": None}, "employees"),
    ({"employees": -1}, "employees"),
    ({"employees": 100_000}, "employees"),
    ({"period_from": date(2025, 6, 30)}, "period_from"),
    ({"period_to": date(2026, 7, 1)}, "period_to"),
    ({"period_from": date(2026, 2, 1), "period_to": date(2026, 1, 31)}, "period_to"),
    ({"approved_on": date(2026, 5, 21)}, "approved_on"),
    ({"reduced_to": None}, "reduced_to"),
    ({"reduced_to": -1}, "reduced_to"),
    ({"reduced_to": 12}, "reduced_to"),
    ({"reduction_asked_on": None}, "reduction_asked_on"),
    ({"reduction_reason": " "}, "reduction_reason"),
    ({"reduction_answer": ReductionAnswer.REFUSED}, "reduction_answered_on"),
    ({"reduction_answered_on": date(2026, 4, 1)}, "reduction_answer"),
    (
        {"reduction_answer": ReductionAnswer.GRANTED, "reduction_answered_on": date(2026, 2, 28)},
        "reduction_answered_on",
    ),
)


def test_what_cannot_be_is_told_under_its_field_and_changes_nothing(program: Program) -> None:
    for changes, field in WRONG:
        with pytest.raises(InvalidInput) as refused:
            goals.add(program, 2026, replace(ASKED, **changes))
        assert (changes, refused.value.field) == (changes, field)
    assert goals.standing(program, 2026).goals == ()


def test_goals_of_a_year_are_set_changed_and_removed(program: Program) -> None:
    someone(program)
    whole = goals.add(program, 2026, GoalTerms(GoalKind.PARTICIPATION, 3))
    half = goals.add(program, 2026, replace(HIRING, period_to=date(2025, 12, 31)))
    with pytest.raises(InvalidInput, match="overlaps the hiring goal from Jul 1, 2025 to Dec 31, 2025") as refused:
        goals.add(program, 2026, replace(HIRING, period_from=date(2025, 12, 31)))
    assert refused.value.field == "period_from"
    rest = goals.add(program, 2026, replace(HIRING, employees=4, period_from=date(2026, 1, 1)))
    answered = {"reduction_answer": ReductionAnswer.IN_PART, "reduction_answered_on": date(2026, 4, 2)}
    goals.change(program, half, replace(ASKED, period_to=date(2025, 12, 31), **answered))

    first, second, third = goals.standing(program, 2026).goals
    assert [one.goal.id for one in (first, second, third)] == [whole, half, rest]
    assert (second.goal.holds, terms_of(third.goal).employees) == (9, 4)
    assert [one.who.name for one in first.reached] == ["Nelson, Rebecca"]
    assert how_far(first.goal, 1, program.today()) == "1 of 3 reached, 88 % of the time is over"
    assert approval(second.goal) == (
        "Approved by CalHR on Jul 20, 2025. A reduction from 12 to 9 was asked for on Mar 1, 2026 and granted in part "
        "on Apr 2, 2026."
    )
    assert (goals.year_of(program, rest), goals.year_of(program, program.id)) == (2026, None)

    goals.remove(program, rest)
    assert history.undo(program) == "Removed the hiring goal of 2025-26"
    assert len(goals.standing(program, 2026).goals) == 3
    goals.remove(program, rest)
    with pytest.raises(Gone):
        goals.change(program, rest, HIRING)


def test_time_is_never_over_before_its_last_day(program: Program) -> None:
    goals.add(program, 2026, HIRING)
    year = goals.standing(program, 2026).goals[0].goal.timeframe
    days = (date(2025, 6, 30), date(2025, 7, 1), date(2026, 6, 29), date(2026, 6, 30), date(2027, 1, 1))
    assert [time_over(year, day) for day in days] == [0, 0, 99, 100, 100]


def test_two_missed_years_in_a_row_ask_for_words_which_are_kept(program: Program) -> None:
    for year in (2024, 2025):
        assert goals.standing(program, 2026).missed is None
        goals.add(program, year, HIRING)
    found = goals.standing(program, 2026)
    assert (found.missed, found.explained) == (2025, False)

    texts.write(program, 2025, {YearText.EXPLANATION: " A freeze\r\nsince March ", YearText.NEEDS: ""})
    written = texts.of_year(program, 2025)
    assert (written[YearText.EXPLANATION], written[YearText.NEEDS]) == ("A freeze\nsince March", "")
    texts.write(program, 2025, {YearText.NEEDS: "Openings"})
    assert goals.standing(program, 2026).explained
    history.undo(program)
    assert texts.of_year(program, 2026)[YearText.EXPLANATION] == ""
    assert history.undo(program).startswith("Wrote “why the goals were missed”")
    record = draft_record(program.id, "year_note", 2025)
    assert (year_of_draft(program.id, "year_note", record), year_of_draft(program.id, "action", record)) == (2025, None)
