"""A goal of a program year as somebody types it: judged field by field, and how far it is, in words.

What a goal counts, and which goals can stand beside each other, says `umdesk.domain.goals`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from umdesk.domain import dates, goals
from umdesk.domain.counts import Period
from umdesk.domain.errors import InvalidInput
from umdesk.domain.goals import Goal
from umdesk.domain.writing import enumerated, one_line, sound
from umdesk.domain.year_words import GoalKind, ReductionAnswer

MOST = 99_999
"""Employees that a goal can be at most."""


@dataclass(frozen=True, slots=True)
class GoalTerms:
    """A goal as the coordinator writes it; days not given are the first and the last of the program year."""

    kind: GoalKind
    employees: int | None
    period_from: date | None = None
    period_to: date | None = None
    approved_on: date | None = None
    approved_note: str = ""
    reduced_to: int | None = None
    reduction_asked_on: date | None = None
    reduction_reason: str = ""
    reduction_answer: ReductionAnswer | None = None
    reduction_answered_on: date | None = None
    note: str = ""


def terms_of(goal: Goal) -> GoalTerms:
    """A goal as a form shows it."""
    return GoalTerms(
        goal.kind, goal.employees, goal.timeframe.first, goal.timeframe.last, goal.approved_on, goal.approved_note,
        goal.reduced_to, goal.reduction_asked_on, goal.reduction_reason, goal.reduction_answer,
        goal.reduction_answered_on, goal.note,
    )  # fmt: skip


def checked(terms: GoalTerms, year: int, others: Iterable[Goal], today: date, goal_id: str = "") -> Goal:
    """The goal that was typed, if it can stand in the year beside the others; `goal_id` is its own where it has one.

    Raises:
        InvalidInput: a number or a day that cannot be, or a timeframe that overlaps another of the kind; `field`
            names which.
    """
    first, last = dates.program_year_period(year)
    begins, ends = terms.period_from or first, terms.period_to or last
    employees = _number(terms.employees, "employees")
    dates.refuse_other_year(begins, year, "period_from")
    dates.refuse_other_year(ends, year, "period_to")
    if ends < begins:
        raise InvalidInput("The timeframe ends before it begins.", "Correct one of the two dates.", "period_to")
    _refuse_later(terms.approved_on, today, "approved_on")
    goal = Goal(
        year, terms.kind, employees, Period(begins, ends), terms.approved_on, one_line(terms.approved_note),
        terms.reduced_to, terms.reduction_asked_on, sound(terms.reduction_reason).strip(), terms.reduction_answer,
        terms.reduction_answered_on, sound(terms.note).strip(), goal_id,
    )  # fmt: skip
    _check_reduction(goal, today)
    try:
        goals.check(goal, others)
    except InvalidInput as error:
        field = "period_from" if error.field == "timeframe" else error.field
        raise InvalidInput(error.message, error.advice, field) from None
    return goal


def told_of_days(year: int, days: Iterable[date | None]) -> str:
    """Which days of an approval or a reduction look mistyped, as a sentence; "" for none.

    CalHR may answer late or approve several years at once, so that a day is told and not refused: one that is in
    neither of the two calendar years in which the program year lies.
    """
    far = [dates.show(day) for day in days if day is not None and day.year not in (year - 1, year)]
    if not far:
        return ""
    named = dates.program_year_name(year)
    return f"Is the year right? {enumerated(far)} {'lies' if len(far) == 1 else 'lie'} far from program year {named}."


def time_over(timeframe: Period, today: date) -> int:
    """How much of a timeframe is over with the end of today, in whole percent, never 100 before its last day."""
    days = (timeframe.last - timeframe.first).days + 1
    gone = min(max((today - timeframe.first).days + 1, 0), days)
    return gone * 100 // days


def how_far(goal: Goal, reached: int, today: date) -> str:
    """How far a goal is, in words: "7 of 12 reached, 64 % of the time is over"."""
    share = time_over(goal.timeframe, today)
    if today < goal.timeframe.first:
        time = f"the time begins on {dates.show(goal.timeframe.first)}"
    elif share >= 100:
        time = "the time is over"
    else:
        time = f"{share} % of the time is over"
    return f"{reached:,} of {goal.holds:,} reached, {time}"


def approval(goal: Goal) -> str:
    """What CalHR said to a goal, in a sentence or two."""
    said = f"Approved by CalHR on {dates.show(goal.approved_on)}." if goal.approved_on else "Not approved by CalHR yet."
    if goal.reduced_to is None:
        return said
    asked = f"A reduction from {goal.employees:,} to {goal.reduced_to:,} was asked for on "
    asked += dates.show(goal.reduction_asked_on)
    if goal.reduction_answer is None:
        return f"{said} {asked}; no answer yet."
    return f"{said} {asked} and {goal.reduction_answer} on {dates.show(goal.reduction_answered_on)}."


def _number(number: int | None, field: str) -> int:
    if number is None:
        raise InvalidInput("The number of employees is missing.", "Write a number such as 12.", field)
    if number < 0:
        raise InvalidInput("A goal cannot be below zero.", "Write a number such as 12.", field)
    if number > MOST:
        raise InvalidInput(f"A goal can be {MOST:,} at most.", "Correct the number.", field)
    return number


def _refuse_later(day: date | None, today: date, field: str) -> None:
    if day is not None and day > today:
        raise InvalidInput("This date has not come yet.", "Correct the date.", field)


def _check_reduction(goal: Goal, today: date) -> None:
    told = (goal.reduction_asked_on, goal.reduction_reason, goal.reduction_answer, goal.reduction_answered_on)
    if goal.reduced_to is None:
        if any(told):
            raise InvalidInput(
                "To how many employees the goal shall be reduced is missing.",
                "Write the number, or clear the fields of the reduction.",
                "reduced_to",
            )
        return
    if _number(goal.reduced_to, "reduced_to") >= goal.employees:
        raise InvalidInput(
            f"A reduction is to fewer than the goal of {goal.employees:,}.", "Correct one of the two.", "reduced_to"
        )
    if goal.reduction_asked_on is None:
        raise InvalidInput("The day on which it was asked for is missing.", "Write the day.", "reduction_asked_on")
    _refuse_later(goal.reduction_asked_on, today, "reduction_asked_on")
    if not goal.reduction_reason:
        raise InvalidInput("The reason is missing.", "Say why the goal shall be reduced.", "reduction_reason")
    _check_answer(goal, goal.reduction_asked_on, today)


def _check_answer(goal: Goal, asked_on: date, today: date) -> None:
    answered = goal.reduction_answered_on
    if goal.reduction_answer is not None and answered is None:
        raise InvalidInput("The day of the answer is missing.", "Write the day.", "reduction_answered_on")
    if goal.reduction_answer is None and answered is not None:
        raise InvalidInput("What CalHR answered is missing.", "Choose the answer.", "reduction_answer")
    _refuse_later(answered, today, "reduction_answered_on")
    if answered is not None and answered < asked_on:
        raise InvalidInput(
            "The answer came before it was asked for.", "Correct one of the two dates.", "reduction_answered_on"
        )
