"""The rules of the import, each as a sentence."""

from datetime import date
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.applications import HEADER, NELSON, plan_of
from umdesk.domain.intake import names
from umdesk.domain.intake.fields import Field
from umdesk.domain.intake.matching import Choice, Decision, Outcome, Present
from umdesk.domain.intake.plan import Plan

COLUMNS = dict(
    zip(("last", "first", "number", "code", "title", "tenure", "class_date", "received"), range(8), strict=True)
)


def row(**changes: str) -> tuple[str, ...]:
    """Rebecca Nelson's row with some cells changed."""
    cells = list(NELSON)
    for name, value in changes.items():
        cells[COLUMNS[name]] = value
    return tuple(cells)


def outcomes(*rows: tuple[str, ...], **more: object) -> list[Outcome]:
    return [verdict.outcome for verdict in plan_of(HEADER, *rows, **more).verdicts]


IN, TWICE, ASK, NO = Outcome.IMPORTED, Outcome.DUPLICATE, Outcome.ATTENTION, Outcome.REFUSED


def test_a_whole_row_comes_in() -> None:
    assert outcomes(NELSON) == [IN]


def test_without_a_last_name_a_row_is_refused() -> None:
    assert outcomes(row(last=" "), row(last="\xa0"), row(last="?")) == [NO, NO, NO]


def test_a_single_word_in_a_one_column_name_is_refused() -> None:
    plan = plan_of(("Name", "Class"), ("Esparta", "Custodian"), ("Esparta, Bonilla", "Custodian"))
    assert [v.outcome for v in plan.verdicts] == [NO, IN]
    assert "single word" in plan.verdicts[0].reason


def test_neither_class_nor_title_is_refused_and_one_of_them_is_enough() -> None:
    rows = (row(code="", title=""), row(number="111111", code=""), row(number="222222", title=""))
    assert outcomes(*rows) == [NO, IN, IN]


def test_a_text_in_the_place_of_a_name_is_refused_and_a_text_in_the_place_of_a_date_quoted_briefly() -> None:
    plan = plan_of(HEADER, row(last="N" * 32_767), row(number="222222", received="x" * 32_767))
    assert plan.verdicts[0].reason == "The last name has 32,767 letters, and 200 is the most."
    assert [v.outcome for v in plan.verdicts] == [NO, ASK]
    assert len(plan.verdicts[1].reason) < 100


def test_a_known_employee_number_is_a_duplicate_whatever_its_form() -> None:
    plan = plan_of(HEADER, row(number="51883"), row(number="051883"), row(number="51883.0", last="Other", first="One"))
    assert [(v.outcome, v.of) for v in plan.verdicts] == [(IN, None), (TWICE, 2), (TWICE, 2)]
    assert "The name there is another" in plan.verdicts[2].reason


def test_without_a_number_equal_name_class_and_day_are_a_duplicate() -> None:
    again = row(number="", last="NELSON", first="Rébecca", received="Feb 15, 2026")
    assert outcomes(NELSON, again) == [IN, TWICE]
    assert outcomes(row(number=""), row(number="")) == [IN, TWICE]


def test_equal_name_and_class_on_another_day_without_a_number_wants_attention() -> None:
    assert outcomes(NELSON, row(number="", received="2/16/2026")) == [IN, ASK]
    assert outcomes(row(number="", received="2/16/2026"), NELSON) == [IN, ASK]


@pytest.mark.parametrize(
    ("last", "first"),
    [
        ("Nleson", "Rebecca"), ("Nelsn", "Rebecca"), ("Nelsson", "Rebecca"),
        ("Nelsom", "Rebecca"), ("Nelson", "Rebeca"),
        ("Rebecca", "Nelson"), ("Rebecca", "Nelsno"), ("Nelson", "Rebecca J."),
        ("nélson", "REBECCA"), ("Neslon", "Rebeca"),
    ],
)  # fmt: skip
def test_a_similar_name_in_the_same_class_wants_attention_where_one_side_has_no_number(last: str, first: str) -> None:
    other = row(last=last, first=first, number="", received="2/20/2026")
    assert outcomes(NELSON, other) == [IN, ASK]
    assert outcomes(other, NELSON) == [IN, ASK]


@pytest.mark.parametrize(("last", "first"), [("Nelson", "Robert"), ("Wilson", "Rebecca"), ("Garcia", "Ana")])
def test_other_names_are_other_people(last: str, first: str) -> None:
    assert outcomes(NELSON, row(last=last, first=first, number="")) == [IN, IN]


def test_a_similar_name_in_another_class_is_another_person() -> None:
    assert outcomes(NELSON, row(last="Nleson", number="", code="1441", title="")) == [IN, IN]


def test_two_different_numbers_are_two_people() -> None:
    assert outcomes(NELSON, row(number="111111"), row(last="Nleson", number="222222")) == [IN, IN, IN]


@pytest.mark.parametrize("number", ["704135", "704143", "70413", "7041344", "074134"])
def test_an_equal_name_with_a_number_one_slip_away_wants_attention(number: str) -> None:
    assert outcomes(NELSON, row(number=number, code="1441", title="")) == [IN, ASK]


def test_a_similar_name_with_a_number_one_slip_away_is_another_person() -> None:
    assert outcomes(NELSON, row(last="Nleson", number="704135")) == [IN, IN]


@pytest.mark.parametrize("column", ["class_date", "received"])
def test_a_date_that_is_none_wants_attention_and_a_missing_one_comes_in(column: str) -> None:
    assert outcomes(row(**{column: "31/31/2024"})) == [ASK]
    assert outcomes(row(**{column: ""})) == [IN]


def test_unknown_class_limited_term_and_a_title_that_does_not_fit_come_in() -> None:
    rows = (
        row(code="8888", number="1"),
        row(tenure="LT", number="22"),
        row(title="Custodian", number="333"),
        row(tenure="", number="4444"),
    )
    assert outcomes(*rows) == [IN, IN, IN, IN]


def test_a_refused_row_makes_no_other_row_a_duplicate() -> None:
    assert outcomes(row(last=""), NELSON) == [NO, IN]


def test_a_row_that_waits_for_a_decision_does() -> None:
    plan = plan_of(HEADER, row(class_date="31/31/2024"), NELSON)
    assert [(v.outcome, v.of) for v in plan.verdicts] == [(ASK, None), (TWICE, 2)]


def test_refused_goes_before_duplicate_and_duplicate_before_attention() -> None:
    assert outcomes(NELSON, row(last=""), row(class_date="soon")) == [IN, NO, TWICE]


PRESENT = Present("2026-0007", "Nelson", "Rebecca", "704134", "1379", "Office Assistant (Typing)", date(2026, 2, 15))


def test_the_cycle_counts_like_rows_before() -> None:
    rows = (NELSON, row(number=""), row(number="", last="Nleson"), row(number="704135"))
    plan = plan_of(HEADER, *rows, present=(PRESENT,))
    assert [(v.outcome, v.of) for v in plan.verdicts] == [
        (TWICE, "2026-0007"), (TWICE, "2026-0007"), (ASK, "2026-0007"), (ASK, "2026-0007"),
    ]  # fmt: skip


def test_a_number_of_somebody_else_in_the_program_wants_attention_but_a_married_name_does_not() -> None:
    rows = (NELSON, row(number="111111"), row(number="222222", last="Bruce", first="Chase"))
    elsewhere = {"704134": ("Lopez", "Rebecca"), "111111": ("Nelson", "Rebecca"), "222222": ("Garcia", "Ana")}
    assert outcomes(*rows, elsewhere=elsewhere) == [IN, IN, ASK]


def test_a_coordinator_decides_rows_that_want_attention() -> None:
    near, bad = row(last="Nleson", number=""), row(number="111111", class_date="31/31/2024")
    plan = plan_of(HEADER, NELSON, near, bad, decisions={3: Decision(Choice.BRING_IN), 4: Decision(Choice.BRING_IN)})
    assert [v.outcome for v in plan.verdicts] == [IN, IN, IN]
    same = plan_of(
        HEADER, NELSON, near, bad, decisions={3: Decision(Choice.SAME_PERSON), 4: Decision(Choice.LEAVE_OUT)}
    )
    assert [(v.outcome, v.of) for v in same.verdicts] == [(IN, None), (TWICE, 2), (NO, None)]


def test_a_date_put_right_settles_the_row() -> None:
    right = Decision(dates=((Field.CLASS_DATE, date(2024, 12, 31)),))
    plan = plan_of(HEADER, row(class_date="31/31/2024"), decisions={2: right})
    assert plan.verdicts[0].outcome is IN
    assert plan.verdicts[0].entry.class_date == date(2024, 12, 31)


NAMES = st.sampled_from(["Nelson", "Nleson", "NELSON", "Nélson", "Lee", "", " ", "Bruce", "Rebecca", "De la Cruz"])
CELLS = st.tuples(
    NAMES,
    NAMES,
    st.sampled_from(["", "704134", "704143", "704134.0", "n/a", "A-12", "51883", "051883"]),
    st.sampled_from(["", "1379", "731", "8888", "n/a"]),
    st.sampled_from(["", "Custodian", "OFFICE ASSISTANT (TYPING)", "Whatever"]),
    st.sampled_from(["", "Perm", "LT"]),
    st.sampled_from(["", "9/28/2022", "31/31/2024", "44832"]),
    st.sampled_from(["", "2/15/2026", "2/16/2026", "soon"]),
)


def accounted(plan: Plan) -> bool:
    found = plan.as_json()
    listed = len(found["duplicates"]) + len(found["attention"]) + len(found["refused"])
    return bool(found["rows"] == found["imported"] + listed)


@given(st.lists(CELLS, max_size=12))
def test_every_line_is_a_row_with_one_outcome_or_no_row(cells: list[tuple[str, ...]]) -> None:
    plan = plan_of(HEADER, *cells)
    assert accounted(plan)
    lines = {verdict.row for verdict in plan.verdicts} | {number for number, _ in plan.skipped}
    assert lines == {number for number, line in enumerate(cells, start=2) if any(cell.strip() for cell in line)}


@given(st.lists(CELLS, max_size=12))
def test_what_came_in_is_a_duplicate_the_second_time(cells: list[tuple[str, ...]]) -> None:
    first = plan_of(HEADER, *cells)
    present = tuple(
        Present(
            f"2026-{v.row:04}", v.entry.last_name, v.entry.first_name, v.entry.employee_number, v.entry.class_code,
            v.entry.class_title, v.entry.received,
        )
        for v in first.of(IN)
    )  # fmt: skip
    second = plan_of(HEADER, *cells, present=present)
    assert second.of(IN) == ()
    assert accounted(second)


@given(st.text("abc", max_size=5), st.text("abc", max_size=5))
def test_one_slip_is_told_the_same_from_both_sides_and_leaves_a_common_trace(a: str, b: str) -> None:
    assert names.one_slip(a, b) == names.one_slip(b, a)
    if names.one_slip(a, b):
        assert names.traces(a) & names.traces(b)


def test_one_slip_is_one_letter_or_one_swap() -> None:
    assert all(
        names.one_slip("nelson", other) for other in ("nelson", "nlson", "nelsonn", "nelsom", "enlson", "nelsno")
    )
    assert not any(names.one_slip("nelson", other) for other in ("neslno", "elsonn", "nels", "", "wilson"))


def test_many_of_one_name_are_compared_as_few_are() -> None:
    numbers = [*(f"{100_000 + 37 * step}" for step in range(60)), "100036", "010037", "999999"]
    alike = [
        next((there for there in range(here) if names.one_slip(numbers[here], numbers[there])), None)
        for here in range(len(numbers))
    ]
    found = plan_of(HEADER, *(row(number=number) for number in numbers)).verdicts
    assert [verdict.of for verdict in found] == [None if place is None else found[place].row for place in alike]
    assert [verdict.outcome for verdict in found[-3:]] == [ASK, ASK, IN]


def test_a_list_of_thousands_of_one_name_does_not_take_minutes() -> None:
    began = process_time()
    found = plan_of(HEADER, *(row(number=f"{1_000 + 7 * step:06}") for step in range(6_000))).verdicts
    assert len(found) == 6_000
    assert process_time() - began < 5
