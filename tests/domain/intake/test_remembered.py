"""Columns kept for a sender are taken again where their headers come back, and never against the law."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from tests.applications import HEADER, NELSON, table_of
from umdesk.domain.intake import headers
from umdesk.domain.intake.fields import Field
from umdesk.domain.intake.remembered import SenderColumns, fields_of, fitting

AT = datetime(2026, 3, 1, tzinfo=UTC)
ODD = ("Who", "Vorname", "Nº", "What they are", "Since", "Came")
ROW = ("Nelson", "Rebecca", "704134", "1379", "9/28/2022", "2/15/2026")
MEANT = (Field.LAST_NAME, Field.FIRST_NAME, Field.EMPLOYEE_NUMBER, Field.CLASS_CODE, Field.CLASS_DATE, Field.RECEIVED)
REDDING = SenderColumns("Redding personnel office", dict(zip(ODD, MEANT, strict=True)), AT)


def test_what_was_chosen_by_hand_comes_back_with_the_same_headers() -> None:
    layout = headers.at(table_of(ODD, ROW), 1).choose(dict(enumerate(MEANT)))
    kept = SenderColumns("Redding", fields_of(layout), AT)
    found = fitting(table_of(("A title",), (), ODD, ROW), [kept], exactly=True)
    assert found is not None
    assert found.columns is kept
    assert (found.layout.first_line, [column.field for column in found.layout.columns]) == (3, list(MEANT))
    assert found.layout.problems() == ()


def test_headers_are_compared_without_case_accents_and_signs_and_in_any_order() -> None:
    turned = [header.upper() + ":" for header in reversed(ODD)]
    found = fitting(table_of(turned, tuple(reversed(ROW))), [REDDING], exactly=True)
    assert found is not None
    assert [column.field for column in found.layout.columns] == list(reversed(MEANT))


def test_a_missing_header_is_no_fit_and_a_further_one_no_exact_fit() -> None:
    assert fitting(table_of(ODD[:-1], ROW[:-1]), [REDDING]) is None
    more = table_of((*ODD, "Shoe size"), (*ROW, "9"))
    assert fitting(more, [REDDING], exactly=True) is None
    assert fitting(more, [REDDING]) is not None


def test_a_header_that_stands_there_twice_is_no_fit() -> None:
    assert fitting(table_of((*ODD, "Who"), (*ROW, "x")), [REDDING]) is None


def test_the_sender_with_the_most_headers_is_taken() -> None:
    small = SenderColumns("Small", dict(zip(ODD[:4], MEANT[:4], strict=True)), AT)
    found = fitting(table_of(ODD, ROW), [small, REDDING])
    assert found is not None
    assert found.columns.sender == "Redding personnel office"


def test_what_is_never_collected_is_neither_kept_nor_taken() -> None:
    table = table_of((*HEADER, "Date of birth", "Old key"), (*NELSON, "1/2/1980", "123-45-6789"))
    assert {"Date of birth", "Old key"}.isdisjoint(fields_of(headers.find(table)))
    forged = SenderColumns("Forged", {"Last Name": Field.LAST_NAME, "Date of birth": Field.NOTES}, AT)
    assert fitting(table, [forged]) is None
    by_values = SenderColumns("Forged", {"Last Name": Field.LAST_NAME, "Old key": Field.NOTES}, AT)
    assert fitting(table, [by_values]) is None


def test_headers_of_another_script_are_told_apart() -> None:
    kept = SenderColumns("Office", {"姓": Field.LAST_NAME, "名": Field.FIRST_NAME, "職": Field.CLASS_TITLE}, AT)
    found = fitting(table_of(("名", "姓", "職"), ("B", "A", "Custodian")), [kept], exactly=True)
    assert found is not None
    assert [c.field for c in found.layout.columns] == [Field.FIRST_NAME, Field.LAST_NAME, Field.CLASS_TITLE]


fields = st.lists(st.sampled_from([None, *Field]), min_size=len(ODD), max_size=len(ODD))


@given(fields)
def test_whatever_was_chosen_comes_back_as_it_was(chosen: list[Field | None]) -> None:
    table = table_of(ODD, ROW)
    layout = headers.at(table, 1).choose(dict(enumerate(chosen)))
    found = fitting(table, [SenderColumns("Any", fields_of(layout), AT)], exactly=True)
    assert found is not None
    assert [column.field for column in found.layout.columns] == chosen
