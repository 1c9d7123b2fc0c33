"""Exams and lists: what cannot be, who is on a list on a day, and what a record means today."""

from dataclasses import replace
from datetime import date

import pytest

from umdesk.domain.errors import InvalidInput
from umdesk.domain.exams import Exam, check, eligible, standing
from umdesk.domain.words import ExamOutcome, ListKind

TODAY = date(2026, 5, 20)
PASSED = Exam(
    "5157", ExamOutcome.PASSED, date(2026, 3, 2), ListKind.DEPARTMENTAL, "3", list_expires=date(2027, 3, 1)
)  # fmt: skip


@pytest.mark.parametrize(
    ("exam", "field"),
    [
        (replace(PASSED, class_code=""), "class_code"),
        (replace(PASSED, taken_on=None), "taken_on"),
        (Exam("5157", ExamOutcome.FAILED, date(2026, 5, 21)), "taken_on"),
        (Exam("5157", ExamOutcome.WAITING, list_kind=ListKind.OPEN), "list_kind"),
        (Exam("5157", ExamOutcome.FAILED, TODAY, list_rank="2"), "list_rank"),
        (replace(PASSED, list_expires=date(2026, 3, 1)), "list_expires"),
        (Exam("5157", ExamOutcome.FAILED, TODAY, retake_from=date(2026, 5, 19)), "retake_from"),
    ],
)
def test_what_cannot_be(exam: Exam, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check(exam, TODAY)
    assert refused.value.field == field


def test_a_planned_exam_needs_no_day_and_may_lie_ahead() -> None:
    check(PASSED, TODAY)
    check(Exam("5157", ExamOutcome.PLANNED), TODAY)
    check(Exam("5157", ExamOutcome.PLANNED, date(2026, 9, 1)), TODAY)


def test_who_is_on_the_list_on_a_day() -> None:
    assert [eligible(PASSED, "5157", day) for day in (date(2026, 3, 1), date(2026, 3, 2), date(2027, 3, 1))] == [
        False, True, True,
    ]  # fmt: skip
    assert not eligible(PASSED, "5157", date(2027, 3, 2))
    assert not eligible(PASSED, "1379", TODAY)
    assert not eligible(replace(PASSED, outcome=ExamOutcome.FAILED), "5157", TODAY)
    assert eligible(replace(PASSED, list_expires=None), "5157", date(2040, 1, 1))


@pytest.mark.parametrize(
    ("exam", "words"),
    [
        (PASSED, "On the list until Mar 1, 2027 (285 days left)"),
        (replace(PASSED, list_expires=date(2026, 5, 21)), "On the list until May 21, 2026 (1 day left)"),
        (replace(PASSED, list_expires=date(2026, 5, 19)), "List expired on May 19, 2026"),
        (replace(PASSED, list_expires=None), "Passed; no last day of the list is on file"),
        (Exam("5157", ExamOutcome.PLANNED, date(2026, 5, 19)), "Its day has passed: write down the result"),
        (Exam("5157", ExamOutcome.PLANNED, TODAY), ""),
        (Exam("5157", ExamOutcome.WAITING, date(2026, 5, 1)), ""),
        (Exam("5157", ExamOutcome.FAILED, TODAY, retake_from=date(2026, 6, 1)), "May be taken again from Jun 1, 2026"),
        (Exam("5157", ExamOutcome.FAILED, TODAY, retake_from=TODAY), "May be taken again"),
        (Exam("5157", ExamOutcome.FAILED, TODAY), ""),
    ],
)  # fmt: skip
def test_what_it_means_today(exam: Exam, words: str) -> None:
    assert standing(exam, TODAY) == words
