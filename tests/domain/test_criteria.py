"""The department's criteria: required, left to the coordinator, or off; what is not on file nobody can tell."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umdesk.domain.classes import ClassCatalogue, ClassTitle
from umdesk.domain.eligibility import Applicant, Criteria, is_full_time, judge
from umdesk.domain.eligibility.advice import also_asked, next_steps
from umdesk.domain.intake.rows import time_base
from umdesk.domain.settings import DEFAULTS
from umdesk.domain.words import Demand, Eligibility, EntryLevel

ELIGIBLE, NOT, DECIDES = Eligibility.ELIGIBLE, Eligibility.NOT_ELIGIBLE, Eligibility.COORDINATOR_DECIDES
REQUIRED, COORDINATOR, OFF = Demand.REQUIRED, Demand.COORDINATOR_DECIDES, Demand.OFF
DAY = date(2026, 2, 9)
CATALOGUE = ClassCatalogue.of(
    [ClassTitle("1379", "Office Assistant", None, None, "CA52", EntryLevel.YES, bridging=False, confirmed=True)]
)
MARY = Applicant(
    "1379", "", "permanent", DAY, class_date=date(2025, 1, 15), hired=date(2024, 2, 9), time_base="Full time",
    window=(date(2026, 2, 1), date(2026, 2, 28)), has_statement=True, has_comment=True, is_signed=True,
    takes_part=False,
)  # fmt: skip
LATE = "Received on Feb 9, 2026, after the window closed on Feb 8, 2026"
EVERYTHING = Criteria(
    REQUIRED, 12, REQUIRED, 24, REQUIRED, REQUIRED, REQUIRED, REQUIRED, REQUIRED, REQUIRED, REQUIRED, REQUIRED
)


def test_who_meets_everything_is_eligible() -> None:
    assert judge(CATALOGUE, MARY, EVERYTHING).eligibility is ELIGIBLE


@pytest.mark.parametrize(
    ("lacks", "criterion", "said"),
    [
        ({"tenure": "limited term"}, "tenure", "The tenure is “limited term”, neither permanent nor probationary."),
        (
            {"class_date": date(2025, 3, 1)}, "months_in_class_demand",
            "11 months in class on the day received; the department asks for 12 months.",
        ),
        (
            {"hired": date(2024, 2, 10)}, "months_with_state_demand",
            "23 months with the state on the day received; the department asks for 24 months.",
        ),
        (
            {"tenure": "probationary", "probation_ends": DAY}, "probation",
            "Probation was not over on the day received: it ends on Feb 9, 2026.",
        ),
        ({"tenure": "probationary"}, "probation", "Probation is not over: the tenure is probationary."),
        ({"time_base": "1/2"}, "full_time", "The time base is “1/2”; the department asks for full time."),
        (
            {"window": (None, date(2026, 2, 8))}, "window",
            f"{LATE}, and no reason for taking it late is on file.",
        ),
        (
            {"window": (date(2026, 2, 10), None)}, "window",
            "Received on Feb 9, 2026, before the window opened on Feb 10, 2026.",
        ),
        ({"has_statement": False}, "statement", "No statement is on file."),
        (
            {"has_comment": False}, "comment",
            "The supervisor's comment is not on file; the department asks for one, whatever it says.",
        ),
        ({"takes_part": True}, "not_participant", "In the program already on the day received."),
        ({"is_signed": False}, "signed", "No date of signature is on file."),
    ],
)  # fmt: skip
def test_what_is_not_met_follows_its_demand(lacks: dict[str, object], criterion: str, said: str) -> None:
    lacking = replace(MARY, **lacks)  # type: ignore[arg-type]
    required = judge(CATALOGUE, lacking, EVERYTHING)
    assert (required.eligibility, required.reasons[0].text) == (NOT, said)
    assert required.reasons[0].source == "Department criteria, 2 CCR 599.983(d)"
    left_open = judge(CATALOGUE, lacking, replace(EVERYTHING, **{criterion: COORDINATOR}))  # type: ignore[arg-type]
    assert (left_open.eligibility, left_open.reasons[0].text) == (DECIDES, said)
    off = judge(CATALOGUE, lacking, replace(EVERYTHING, **{criterion: OFF}))  # type: ignore[arg-type]
    assert said not in [reason.text for reason in off.reasons]


@pytest.mark.parametrize(
    ("lacks", "said"),
    [
        ({"tenure": ""}, "The tenure is missing."),
        (
            {"class_date": None},
            "The date of appointment to the class is missing; the department asks for 12 months in class.",
        ),
        ({"hired": None}, "The first day with the state is missing; the department asks for 24 months."),
        ({"hired": date(2027, 1, 1)}, "The first day with the state is later than the day received: check both."),
        (
            {"probation_ends": date(2026, 6, 1)},
            "The tenure is permanent, and probation is said to end on Jun 1, 2026: check both.",
        ),
        ({"time_base": " "}, "The time base is missing; the department asks for full time."),
    ],
)  # fmt: skip
def test_what_is_not_on_file_is_left_to_the_coordinator_even_where_it_is_required(
    lacks: dict[str, object], said: str
) -> None:
    answer = judge(CATALOGUE, replace(MARY, **lacks), EVERYTHING)  # type: ignore[arg-type]
    assert (answer.eligibility, answer.reasons[0].text) == (DECIDES, said)


def test_taken_late_with_a_reason_is_in_time() -> None:
    late = replace(MARY, window=(None, date(2026, 2, 8)), late_reason="The mail was late.")
    answer = judge(CATALOGUE, late, EVERYTHING)
    assert answer.eligibility is ELIGIBLE
    assert (
        "Received on Feb 9, 2026, after the window closed on Feb 8, 2026; taken late with a reason: The mail was late."
        in [reason.text for reason in answer.reasons]
    )


def test_what_nobody_looked_at_is_held_against_nobody() -> None:
    before = replace(MARY, window=None, has_statement=None, has_comment=None, is_signed=None, takes_part=None)
    assert judge(CATALOGUE, before, EVERYTHING).eligibility is ELIGIBLE


def test_the_settings_are_the_criteria() -> None:
    settings = {key.removeprefix("eligibility."): d.default for key, d in DEFAULTS.items() if key.startswith("elig")}
    assert Criteria(**{k: Demand(v) if isinstance(v, str) else v for k, v in settings.items()}) == Criteria()  # type: ignore[arg-type]
    assert list(settings) == list(Criteria.__slots__)


def test_the_advice_says_what_more_is_asked() -> None:
    assert also_asked(Criteria()) == ()
    assert also_asked(Criteria(statement=COORDINATOR, signed=REQUIRED)) == (
        "a statement of why you apply",
        "a signature with its date",
    )
    assert all(next_steps(judge(CATALOGUE, replace(MARY, tenure=tenure))) for tenure in ("permanent", "casual"))


@pytest.mark.parametrize("written", ["Full time", "full-time", "FT", "f/t", "1", "1.0", "100%", "1/1", "FULL"])
def test_full_time_is_known_however_it_is_written(written: str) -> None:
    assert is_full_time(written)
    assert time_base(written) == "Full time"


@pytest.mark.parametrize("written", ["1/2", "Part time 3/4", "Intermittent", "0.5", "full moon"])
def test_less_than_full_time_is_not(written: str) -> None:
    assert not is_full_time(written)


maybe = st.sampled_from([None, True, False])
days = st.dates(date(2020, 1, 1), date(2027, 1, 1)) | st.none()
applicants = st.builds(
    Applicant,
    st.sampled_from(["1379", "9999", ""]), st.just(""), st.sampled_from(["permanent", "probationary", "casual", ""]),
    st.just(DAY), st.booleans(), days, days, days, st.sampled_from(["Full time", "1/2", ""]),
    st.none() | st.tuples(days, days), st.sampled_from(["", "late mail"]), maybe, maybe, maybe, maybe,
)  # fmt: skip
demands = st.sampled_from(Demand)
criteria = st.builds(Criteria, demands, st.integers(0, 40), demands, st.integers(0, 40), *([demands] * 8))
ORDER = [NOT, DECIDES, ELIGIBLE]


@given(applicants)
def test_by_default_nothing_but_class_tenure_and_day_counts(applicant: Applicant) -> None:
    bare = Applicant(applicant.class_code, "", applicant.tenure, DAY, applicant.received_known, applicant.class_date)
    assert judge(CATALOGUE, applicant) == judge(CATALOGUE, bare)


@given(applicants, criteria, st.sampled_from([n for n in Criteria.__slots__ if not n.startswith("months_")]))
def test_a_stricter_demand_never_gives_a_better_answer(applicant: Applicant, asked: Criteria, name: str) -> None:
    answers = [
        ORDER.index(judge(CATALOGUE, applicant, replace(asked, **{name: demand})).eligibility)  # type: ignore[arg-type]
        for demand in (REQUIRED, COORDINATOR, OFF)
    ]
    assert answers == sorted(answers)


@given(applicants, criteria)
def test_every_reason_has_its_source_and_the_worst_comes_first(applicant: Applicant, asked: Criteria) -> None:
    answer = judge(CATALOGUE, applicant, asked)
    assert (answer.eligibility is ELIGIBLE) == all(reason.ok for reason in answer.reasons)
    assert [reason.ok for reason in answer.reasons] == sorted(reason.ok for reason in answer.reasons)
    assert all(reason.text.strip() and reason.source for reason in answer.reasons)


@given(st.integers(0, 3000), st.integers(0, 100))
def test_months_are_full_only_when_they_are(days_held: int, wanted: int) -> None:
    since = DAY - timedelta(days=days_held)
    held = (DAY.year - since.year) * 12 + DAY.month - since.month - (1 if DAY.day < since.day else 0)
    answer = judge(CATALOGUE, replace(MARY, class_date=since), Criteria(months_in_class=wanted)).eligibility
    assert answer is (ELIGIBLE if held >= wanted else NOT)
