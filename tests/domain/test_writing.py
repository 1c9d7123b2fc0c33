"""How names, numbers and counts are written, and how texts are made comparable."""

from decimal import Decimal

import pytest

from umdesk.domain.folding import folded
from umdesk.domain.writing import counted, enumerated, full_name, grouped, listed_name, one_line, plain, quoted, sound


def test_a_name_in_a_list_and_in_a_sentence():
    assert listed_name("Nelson", "Rebecca") == "Nelson, Rebecca"
    assert full_name("Nelson", "Rebecca") == "Rebecca Nelson"
    assert listed_name("Nelson", "") == full_name("Nelson", "") == "Nelson"


def test_one_thing_and_several():
    assert [counted(number, "row") for number in (0, 1, 2, 1204)] == ["0 rows", "1 row", "2 rows", "1,204 rows"]


def test_words_in_a_row():
    assert [enumerated(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


@pytest.mark.parametrize(
    ("value", "alone", "with_commas"),
    [
        ("5.50", "5.5", "5.5"),
        ("10", "10", "10"),
        ("1200.00", "1200", "1,200"),
        ("0.00", "0", "0"),
        ("1E+2", "100", "100"),
    ],
)
def test_a_number_has_no_needless_zeros(value, alone, with_commas):
    assert plain(Decimal(value)) == alone
    assert grouped(Decimal(value)) == with_commas


def test_a_text_is_named_on_one_line_and_cut():
    assert one_line(" Excel\n  course ") == "Excel course"
    assert quoted(" Excel\n  course ", 40) == "“Excel course”"
    assert quoted("Excel course", 6) == "“Excel…”"
    assert quoted("  ", 40) == ""


@pytest.mark.parametrize(
    ("written", "typed"),
    [("Ünal ŞAHİN, José", "unal sahin, jose"), ("Đặng", "dang"), ("Łukasz Øre", "lukasz ore"), ("STRASSE", "straße")],
)
def test_who_is_searched_for_is_found_without_case_and_accents(written, typed):
    assert folded(written) == folded(typed)


def test_a_text_from_word_has_lines_and_only_characters_that_files_take() -> None:
    assert sound("one\r\ntwo\x0bthree\x0cfour\u2028five\tand é 😀") == "one\ntwo\nthree\nfour\nfive\tand é 😀"
    assert sound("a\x00b\x07c\x1bd\x7fe\ud83df\ufffeg\uffff") == "abcdefg"
