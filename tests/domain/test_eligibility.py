"""Eligibility: the first answer that applies, with its reasons."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umdesk.domain.classes import ClassCatalogue, ClassOverride, ClassTitle
from umdesk.domain.eligibility import Applicant, Criteria, full_months, judge
from umdesk.domain.words import Category, Eligibility, EntryLevel

ELIGIBLE, NOT, DECIDES = Eligibility.ELIGIBLE, Eligibility.NOT_ELIGIBLE, Eligibility.COORDINATOR_DECIDES


def row(code: str, title: str, schematic: str, level: str = "yes", *, bridging: bool = False, confirmed: bool = True):
    return ClassTitle(code, title, None, None, schematic, EntryLevel(level), bridging, confirmed)


CATALOGUE = ClassCatalogue.of(
    [
        row("1379", "Office Assistant (Typing)", "CA52"),
        row("0731", "Groundskeeper", "BL60"),
        row("1727", "Supervising Account Clerk I", "CU50", "no"),
        row("4179", "Accountant Trainee", "JL35"),
        row("5278", "Management Services Technician", "JY40", bridging=True),
        row("1303", "Personnel Specialist", "", confirmed=False),
        row("1400", "IT Associate", "LM70", confirmed=False),
        row("3000", "Something Odd", "NA10"),
        row("1501", "Half Known", "CA11", "unknown"),
    ],
    [ClassOverride("8888", Category.LPEL, date(2026, 1, 1), "Our own trainee class")],
)
MARY = Applicant("1379", "Office Assistant (Typing)", "Permanent", date(2026, 2, 9), class_date=date(2022, 9, 28))


@pytest.mark.parametrize(
    ("code", "title", "expected", "said"),
    [
        ("1379", "", ELIGIBLE, "Class 1379, Office Assistant (Typing), is a low-paying entry-level class."),
        ("731", "", ELIGIBLE, "Class 0731, Groundskeeper, is a low-paying entry-level class."),
        ("5278", "", ELIGIBLE, "Class 5278, Management Services Technician, is a bridging class."),
        ("1727", "", NOT, "Class 1727, Supervising Account Clerk I, is not an entry-level class."),
        (
            "4179", "", NOT,
            (
                "Class 4179, Accountant Trainee, is an entry-level technical, professional or administrative class: "
                "the program leads to it, not from it."
            ),
        ),
        ("3333", "", DECIDES, "Class 3333 is not in the class list."),
        (
            "3000", "", DECIDES,
            "Class 3000, Something Odd, is in no group of classes that the program's rules name.",
        ),
        ("1501", "", DECIDES, "Nobody has said whether 1501, Half Known, is entry level."),
        ("1303", "", DECIDES, "What is known of class 1303, Personnel Specialist, is not confirmed."),
        ("1400", "", DECIDES, "What is known of class 1400, IT Associate, is not confirmed."),
        ("8888", "", ELIGIBLE, "Class 8888 is a low-paying entry-level class, as the department decided."),
        ("", "Groundskeeper", ELIGIBLE, "No class code is on file; the title “Groundskeeper” is class 0731."),
        ("", "Wizard", DECIDES, "No class code is on file, and “Wizard” is not in the class list."),
        ("", "", DECIDES, "No class is on file."),
        (
            "1379", "Groundskeeper", DECIDES,
            "The title “Groundskeeper” does not fit class 1379, Office Assistant (Typing): one of the two is wrong.",
        ),
    ],
)  # fmt: skip
def test_the_class_decides_first(code: str, title: str, expected: Eligibility, said: str) -> None:
    answer = judge(CATALOGUE, replace(MARY, class_code=code, class_title=title))
    assert answer.eligibility is expected
    assert answer.reasons[0].text == said


@pytest.mark.parametrize(
    ("tenure", "expected", "said"),
    [
        ("permanent", ELIGIBLE, "Tenure: permanent."),
        ("Probationary", ELIGIBLE, "Tenure: probationary."),
        ("Limited term", DECIDES, "The tenure is “Limited term”, neither permanent nor probationary."),
        ("temporary", DECIDES, "The tenure is “temporary”, neither permanent nor probationary."),
        ("Intermitt.", DECIDES, "The tenure is “Intermitt.”, neither permanent nor probationary."),
        ("", DECIDES, "The tenure is missing."),
    ],
)
def test_tenure_leaves_the_answer_to_the_coordinator_or_does_not(tenure: str, expected: Eligibility, said: str) -> None:
    answer = judge(CATALOGUE, replace(MARY, tenure=tenure))
    assert answer.eligibility is expected
    assert said in [reason.text for reason in answer.reasons]


def test_not_eligible_comes_before_what_is_open() -> None:
    answer = judge(CATALOGUE, replace(MARY, class_code="1727", class_title="Custodian", tenure=""))
    assert answer.eligibility is NOT
    assert [reason.ok for reason in answer.reasons] == [False, False, False]


def test_a_missing_day_of_receipt_is_said() -> None:
    answer = judge(CATALOGUE, replace(MARY, received_known=False))
    assert answer.eligibility is DECIDES
    assert answer.reasons[0].text == (
        "The day the application was received is missing, and the answer depends on that day."
    )


def test_a_missing_class_date_is_said_and_decides_nothing_by_default() -> None:
    answer = judge(CATALOGUE, replace(MARY, class_date=None))
    assert answer.eligibility is ELIGIBLE
    assert answer.reasons[-1].text == "The date of appointment to the class is missing; no rule asks for it."


@pytest.mark.parametrize(
    ("class_date", "expected"),
    [(date(2025, 8, 9), ELIGIBLE), (date(2025, 8, 10), NOT), (None, DECIDES), (date(2026, 3, 1), DECIDES)],
)
def test_months_in_class_count_only_when_the_department_asks(class_date: date | None, expected: Eligibility) -> None:
    answer = judge(CATALOGUE, replace(MARY, class_date=class_date), Criteria(months_in_class=6))
    assert answer.eligibility is expected
    assert judge(CATALOGUE, replace(MARY, class_date=class_date)).eligibility is ELIGIBLE


def test_the_class_is_judged_on_the_day_received() -> None:
    early = replace(MARY, class_code="8888", class_title="", received=date(2025, 12, 31))
    assert judge(CATALOGUE, early).eligibility is DECIDES
    assert judge(CATALOGUE, replace(early, received=date(2026, 1, 1))).eligibility is ELIGIBLE


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2025, 1, 31), date(2025, 2, 27), 0),
        (date(2025, 1, 31), date(2025, 2, 28), 1),
        (date(2025, 1, 15), date(2026, 1, 14), 11),
        (date(2025, 1, 15), date(2026, 1, 15), 12),
    ],
)
def test_full_months(start: date, end: date, months: int) -> None:
    assert full_months(start, end) == months


codes = st.sampled_from(["1379", "0731", "1727", "4179", "5278", "1303", "3000", "1501", "8888", "9999", ""])
tenures = st.sampled_from(["permanent", "probationary", "limited term", "", "casual"])


@given(codes, tenures, st.booleans(), st.sampled_from(["", "Groundskeeper", "Custodian"]))
def test_every_answer_has_its_reasons(code: str, tenure: str, known: bool, title: str) -> None:
    answer = judge(CATALOGUE, Applicant(code, title, tenure, date(2026, 2, 9), received_known=known))
    assert answer.reasons
    assert (answer.eligibility is ELIGIBLE) == all(reason.ok for reason in answer.reasons)
    assert all(reason.text.endswith(".") and reason.source for reason in answer.reasons)
