"""Which lines are rows, and what a row says."""

from datetime import date

import pytest

from tests.applications import BRUCE, HEADER, NELSON, plan_of, table_of
from umdesk.domain.intake import headers, names, rows
from umdesk.domain.intake.fields import Field

TITLE_LINE = ("Applications received, Spring 2026",)


def read(*table: tuple[object, ...]) -> rows.Reading:
    whole = table_of(*table)
    return rows.read(whole, headers.find(whole), number_width=6)


@pytest.mark.parametrize(
    "line",
    [
        ("Total received:", "2"), ("Total", "", "2"), ("", "", "Grand total", "2"), ("Count", "2"), ("Count: 2",),
        ("TOTAL APPLICATIONS 2",), ("Grand Total: 2",),
        ("Subtotal", "", "", "2"), ("2 applications",),
        ("Applications received: 2",), ("Number of applicants", "2"), ("", "", "", "", "2"),
        ("Total:", "2", "Eligible:", "1"),
        ("Sum", "2"), ("n = 2",), ("Redding total", "2"), ("=====",), ("- - -", "---"),
        ("Totals", "2", "", "", "", "", "", "2"),
        ("Records: 2",), ("Note: late ones are marked",), ("Prepared by M. Ortega",), ("Page 1 of 1",),
        ("* limited term",),
        ("This list was made from the paper forms that came in by mail",), HEADER, TITLE_LINE,
    ],
)  # fmt: skip
def test_lines_that_are_no_rows(line: tuple[str, ...]) -> None:
    reading = read(TITLE_LINE, HEADER, NELSON, line, BRUCE, (), line)
    assert [entry.row for entry in reading.entries] == [3, 5]
    assert [number for number, _ in reading.skipped] == [4, 7]


@pytest.mark.parametrize(
    "line",
    [
        ("", "Rebecca", "704134", "1379"), ("Count", "Basil", "704135", "2011", "Custodian"), ("Nelson", "Rebecca"),
        ("Total", "Ann", "", "2011", "Custodian"), ("Nelson",), ("", "", "704134"), ("", "", "", "1379", "Custodian"),
    ],
)  # fmt: skip
def test_incomplete_lines_are_rows_all_the_same(line: tuple[str, ...]) -> None:
    assert [entry.row for entry in read(HEADER, BRUCE, line).entries] == [2, 3]


def test_blank_lines_and_lines_with_only_a_running_number_are_no_rows() -> None:
    header, none = ("No.", *HEADER), ("3", "", "\xa0", " ")
    reading = read(header, ("1", *NELSON), ("2", *BRUCE), none, ("", "\xa0"))
    assert [entry.row for entry in reading.entries] == [2, 3]
    assert reading.skipped == ()


@pytest.mark.parametrize(
    ("written", "last", "first"),
    [
        ("Nelson, Rebecca", "Nelson", "Rebecca"),
        ("Rebecca Nelson", "Nelson", "Rebecca"),
        ("NELSON,REBECCA J.", "NELSON", "REBECCA J."),
        ("Luis Manuel Rosado", "Rosado", "Luis Manuel"),
        ("María de la Cruz", "de la Cruz", "María"),
        ("de la Cruz, María", "de la Cruz", "María"),
        ("Smith, Jr., John", "Smith Jr.", "John"),
        ("John Smith, Jr.", "Smith Jr.", "John"),
        ("John Smith III", "Smith III", "John"),
        ("Ms. Rebecca Nelson", "Nelson", "Rebecca"),
        ("Esparta", "", ""),
        ("Nelson,", "", ""),
        ("", "", ""),
    ],
)
def test_a_one_column_name_is_split_in_either_order(written: str, last: str, first: str) -> None:
    assert names.split(written) == (last, first)


def test_a_header_can_say_that_the_last_name_comes_first() -> None:
    (entry,) = read(("Name (Last First)", "Class"), ("Nelson Rebecca", "Custodian")).entries
    assert (entry.last_name, entry.first_name) == ("Nelson", "Rebecca")


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("704134", "704134"), ("704134.0", "704134"),
        ("51883", "051883"), ("'051883", "051883"), (" 704 134 ", "704134"),
        ("704,134", "704134"), ("A-1234", "A-1234"),
        ("12-345", "12-345"), ("1234567", "1234567"), ("n/a", ""), ("-", ""),
        ("000000", ""), ("0", ""), ("TBD", ""), ("#704134", "704134"),
    ],
)  # fmt: skip
def test_employee_numbers_are_text_of_one_width(written: str, number: str) -> None:
    assert rows.employee_number(written, 6) == number


@pytest.mark.parametrize(
    ("code", "title", "expected"),
    [
        ("731", "", ("0731", "")),
        ("'0731", "", ("0731", "")),
        ("1379.0", "Aide", ("1379", "Aide")),
        ("1379 - Office Assistant (Typing)", "", ("1379", "Office Assistant (Typing)")),
        ("1379 Office Assistant", "OA", ("1379", "OA")),
        ("", "Office Assistant (Typing) (1379)", ("1379", "Office Assistant (Typing)")),
        ("", "1379", ("1379", "")),
        ("Custodian", "", ("", "Custodian")),
        ("n/a", "Custodian", ("", "Custodian")),
        ("", "", ("", "")),
    ],
)
def test_class_code_and_title_are_told_apart(code: str, title: str, expected: tuple[str, str]) -> None:
    assert rows.class_parts(code, title) == expected


def test_days_in_all_forms() -> None:
    assert rows.day(date(2026, 2, 13)) == rows.day("2/13/26") == rows.day("46066") == rows.day("20260213")
    assert rows.day("44604", since_1904=True) == date(2026, 2, 13)
    assert rows.day("") is None
    assert rows.day("n/a") is None
    assert rows.day(date(1899, 12, 31)) is None
    for text in ("31/31/2024", "sometime in 2019", "TBD", "704134", "20251399"):
        with pytest.raises(ValueError):  # noqa: PT011 -- any message will do
            rows.day(text)
    for far in (date.max, "12/31/9999"):
        with pytest.raises(ValueError, match="The year 9999 is too far away; it must be from 1900 to 2100"):
            rows.day(far)


def test_tenure_and_time_base_in_the_usual_short_forms() -> None:
    written = ("Perm", "PERMANENT", "Prob.", "Probationary", "LT", "Limited-Term", "Temp")
    assert [rows.tenure(text) for text in written] == [
        "permanent", "permanent", "probationary", "probationary", "limited term", "limited term", "temporary",
    ]  # fmt: skip
    assert rows.tenure("Career executive") == "Career executive"
    assert rows.time_base("1.0") == rows.time_base("FT") == "Full time"
    assert rows.time_base(date(2026, 1, 2)) == "1/2"


def test_a_title_without_a_code_is_looked_up_and_capitals_are_put_right() -> None:
    header = ("Name", "Class")
    plan = plan_of(header, ("A, B", "CUSTODIAN"), ("C, D", "Office  assistant (typing)"), ("E, F", "Office Assistant"))
    assert [(v.entry.class_code, v.entry.class_title) for v in plan.verdicts] == [
        ("2011", "Custodian"), ("1379", "Office Assistant (Typing)"), ("", "Office Assistant"),
    ]  # fmt: skip


def test_what_stands_in_a_row_is_tidied() -> None:
    (entry,) = read(
        ("Last name", "First name", "Class", "Notes"), ("Harris\xa0", "Andrew  ", "Custodian", " a \n b ")
    ).entries
    assert (entry.last_name, entry.first_name, entry.notes) == ("Harris", "Andrew", "a\nb")


def test_a_date_that_is_none_is_kept_as_it_was_written() -> None:
    (entry,) = read(HEADER, (*NELSON[:6], "31/31/2024", "soon")).entries
    assert entry.bad_dates == ((Field.CLASS_DATE, "31/31/2024"), (Field.RECEIVED, "soon"))


def test_the_name_of_an_office_above_a_repeated_header_is_no_row() -> None:
    found = plan_of(HEADER, NELSON, ("Susanville unit",), HEADER, BRUCE)
    assert [verdict.row for verdict in found.verdicts] == [2, 5]
    assert found.skipped == ((3, "a title"), (4, "the header again"))


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ("Yes", "recommends"), ("recommended", "recommends"), ("I recommend her.", "recommends"), ("x", "recommends"),
        ("With some reservations", "with reservations"), ("yes, but not this year", "with reservations"),
        ("recommended with conditions", "with reservations"),
        ("No", "does not recommend"), ("not recommended", "does not recommend"),
        ("do not support", "does not recommend"),
        ("N/A", "no comment"), ("none", "no comment"), ("No comment", "no comment"), ("", ""),
        ("see my letter", None), ("She has been with us for ten years and knows every form by heart.", None),
    ],
)  # fmt: skip
def test_what_a_supervisor_recommends_is_read_in_the_words_that_people_use(written: str, word: str | None) -> None:
    assert rows.recommendation(written) == word


def test_a_long_text_keeps_its_lines_and_its_blanks() -> None:
    header = ("Last name", "First name", "Class code", "Statement", "Supervisor recommends", "Supervisor comment")
    text = "I type.  I file.\n\nAnd  more 👩‍💻.  "
    layout_row = ("Nelson", "Rebecca", "1379", text, "see my letter", "Good.")
    (entry,) = read(header, layout_row).entries
    assert entry.statement == "I type.  I file.\n\nAnd  more 👩‍💻."
