"""Bands, categories and dated titles of classes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umdesk.domain.classes import Band, ClassCatalogue, ClassOverride, ClassTitle, band, category, class_code
from umdesk.domain.words import Category, EntryLevel

DAY = date(2026, 2, 9)


def title(code: str, name: str, schematic: str, **changes: object) -> ClassTitle:
    facts: dict[str, object] = {
        "class_code": code,
        "title": name,
        "title_from": None,
        "title_to": None,
        "schematic_code": schematic,
        "entry_level": EntryLevel.YES,
        "bridging": False,
        "confirmed": True,
    }
    return ClassTitle(**(facts | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("schematic", "expected"),
    [
        ("BL00", Band.LPEL), ("BL60", Band.LPEL), ("BL99", Band.LPEL), ("BM00", Band.LPEL),
        ("BM01", Band.ELTPA), ("BK99", Band.ELTPA), ("AA00", Band.ELTPA), ("BZ99", Band.ELTPA),
        ("CA00", Band.LPEL), ("CZ99", Band.LPEL), ("DA00", Band.LPEL), ("DZ99", Band.LPEL),
        ("EA00", Band.ELTPA), ("FZ99", Band.ELTPA), ("GA00", Band.ELTPA), ("IZ99", Band.ELTPA),
        ("JA00", Band.ELTPA), ("MZ99", Band.ELTPA), ("NA00", Band.UNMAPPED), ("NZ99", Band.UNMAPPED),
        ("OA00", Band.UNMAPPED), ("OA59", Band.UNMAPPED), ("OA60", Band.ELTPA), ("OZ99", Band.ELTPA),
        ("PA00", Band.LPEL), ("QM50", Band.LPEL), ("RZ99", Band.LPEL), ("SA00", Band.ELTPA),
        ("TZ99", Band.ELTPA), ("UA00", Band.ELTPA), ("UG99", Band.ELTPA), ("UH00", Band.UNMAPPED),
        ("UZ99", Band.UNMAPPED), ("VA00", Band.ELTPA), ("VZ99", Band.ELTPA), ("WA00", Band.ELTPA),
        ("ZY99", Band.ELTPA), ("ZZ00", Band.UNMAPPED), ("ZZ99", Band.UNMAPPED),
        ("", Band.UNMAPPED), ("BL6", Band.UNMAPPED), ("BL600", Band.UNMAPPED), ("1441", Band.UNMAPPED),
        (" bl60 ", Band.LPEL), ("BL６0", Band.UNMAPPED),
    ],
)  # fmt: skip
def test_a_schematic_code_lies_in_its_band(schematic: str, expected: Band) -> None:
    assert band(schematic) is expected


def test_every_schematic_code_agrees_with_the_letters_read_by_hand() -> None:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    for first in letters:
        for second in letters:
            for number in (0, 1, 59, 60, 99):
                pair = first + second
                lpel = pair == "BL" or (pair == "BM" and number == 0) or first in "CDPQR"
                eltpa = (
                    first in "ABEFGHIJKLMSTVWXY"
                    or (first == "O" and (second != "A" or number >= 60))
                    or (first == "U" and second <= "G")
                    or (first == "Z" and second <= "Y")
                )
                expected = Band.LPEL if lpel else Band.ELTPA if eltpa else Band.UNMAPPED
                assert band(f"{pair}{number:02d}") is expected, f"{pair}{number:02d}"


@pytest.mark.parametrize(
    ("schematic", "level", "bridging", "expected"),
    [
        ("CA55", EntryLevel.YES, False, Category.LPEL),
        ("CU40", EntryLevel.NO, False, Category.OTHER),
        ("CU40", EntryLevel.UNKNOWN, False, Category.OTHER),
        ("JL35", EntryLevel.YES, False, Category.ELTPA),
        ("JY15", EntryLevel.NO, False, Category.OTHER),
        ("JY40", EntryLevel.YES, True, Category.BRIDGING),
        ("NA10", EntryLevel.YES, True, Category.BRIDGING),
        ("NA10", EntryLevel.YES, False, Category.UNMAPPED),
        ("", EntryLevel.NO, False, Category.UNMAPPED),
    ],
)
def test_a_category_follows_from_flag_band_and_level(
    schematic: str, level: EntryLevel, bridging: bool, expected: Category
) -> None:
    assert category(schematic, level, bridging) is expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [("731", "0731"), (" 0731 ", "0731"), ("731.0", "0731"), ("1441", "1441"), ("7", "0007"), ("", ""), ("A12", "A12")],
)
def test_a_class_code_has_four_digits(written: str, expected: str) -> None:
    assert class_code(written) == expected


@given(st.text(max_size=8))
def test_a_class_code_in_its_form_keeps_it(written: str) -> None:
    assert class_code(class_code(written)) == class_code(written)


def test_after_its_title_ends_a_class_keeps_its_band_and_last_confirmed_title() -> None:
    catalogue = ClassCatalogue.of(
        [
            title("5157", "Analyst I", "JY20", title_from=date(2026, 1, 1), confirmed=False),
            title("5157", "Staff Services Analyst (General)", "JY20", title_to=date(2025, 12, 31)),
        ]
    )
    facts = catalogue.facts("5157", DAY)
    assert facts is not None
    assert (facts.title, facts.band, facts.category) == (
        "Staff Services Analyst (General)", Band.ELTPA, Category.ELTPA,
    )  # fmt: skip
    assert facts.confirmed
    assert facts.unconfirmed_title == "Analyst I"
    before = catalogue.facts("5157", date(2025, 12, 31))
    assert before is not None
    assert before.unconfirmed_title == ""


def test_a_confirmed_new_title_holds_from_its_first_day() -> None:
    catalogue = ClassCatalogue.of(
        [
            title("5157", "Staff Services Analyst (General)", "JY20", title_to=date(2025, 12, 31)),
            title("5157", "Analyst I", "JY20", title_from=date(2026, 1, 1)),
        ]
    )
    assert catalogue.title("5157", date(2025, 12, 31)) == "Staff Services Analyst (General)"
    assert catalogue.title("5157", date(2026, 1, 1)) == "Analyst I"


def test_before_its_first_title_a_class_shows_that_title() -> None:
    catalogue = ClassCatalogue.of([title("5393", "Analyst II", "", title_from=date(2026, 1, 1))])
    assert catalogue.title("5393", date(2020, 1, 1)) == "Analyst II"


def test_a_class_with_no_confirmed_title_is_marked() -> None:
    facts = ClassCatalogue.of([title("1400", "IT Associate", "LM70", confirmed=False)]).facts("1400", DAY)
    assert facts is not None
    assert (facts.confirmed, facts.category) == (False, Category.ELTPA)


def test_an_override_wins_from_its_date_even_over_the_bridging_flag() -> None:
    catalogue = ClassCatalogue.of(
        [title("5278", "Management Services Technician", "JY40", bridging=True)],
        [
            ClassOverride("5278", Category.LPEL, date(2026, 3, 1), "Later"),
            ClassOverride("5278", Category.OTHER, date(2026, 1, 1), "Not used here"),
        ],
    )
    categories = {
        day: facts.category
        for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 2, 28), date(2026, 3, 1))
        if (facts := catalogue.facts("5278", day))
    }
    assert list(categories.values()) == [Category.BRIDGING, Category.OTHER, Category.OTHER, Category.LPEL]


def test_an_override_makes_an_unknown_class_known() -> None:
    catalogue = ClassCatalogue.of([], [ClassOverride("8888", Category.LPEL, date(2026, 1, 1), "Local class")])
    facts = catalogue.facts("8888", DAY)
    assert facts is not None
    assert (facts.category, facts.title) == (Category.LPEL, "")
    assert catalogue.facts("8888", date(2025, 12, 31)) is None


TITLED = ClassCatalogue.of(
    [
        title("1379", "Office Assistant (Typing)", "CA52"),
        title("1441", "Office Assistant (General)", "CA55"),
        title("1973", "Tax Technician I, Board of Equalization", "CX85"),
        title("1974", "Tax Technician II, Board of Equalization", "CX86"),
        title("1730", "Senior Account Clerk", "CU60"),
        title("2011", "Custodian", "DC40"),
    ]
)


@pytest.mark.parametrize(
    ("code", "written", "fits"),
    [
        ("1379", "OFFICE  ASSISTANT (TYPING)", True),
        ("1379", "Office Asst (Typing)", True),
        ("1379", "Ofc. Asst. - Typing", True),
        ("1379", "Office Assistant", True),
        ("1379", "Office Assistant (General)", False),
        ("1379", "Office Technician (Typing)", False),
        ("1973", "Tax Technician I", True),
        ("1973", "Tax Tech I", True),
        ("1974", "Tax Technician I", False),
        ("1973", "Tax Technician II, Board of Equalization", False),
        ("1730", "Sr Account Clerk", True),
        ("1730", "Account Clerk II", False),
        ("2011", "Custodian II", False),
        ("2011", "", True),
        ("9999", "Anything", True),
    ],
)
def test_a_written_title_fits_its_code_in_usual_short_forms(code: str, written: str, fits: bool) -> None:
    assert TITLED.title_fits(code, written) is fits


def test_a_title_finds_its_classes() -> None:
    assert TITLED.codes_titled("custodian") == ("2011",)
    assert TITLED.codes_titled("Office Assistant") == ("1379", "1441")
    assert TITLED.codes_titled("Chief of Staff") == ()


@given(st.permutations(list(TITLED.titles.values())))
def test_the_order_of_rows_changes_nothing(rows: list[tuple[ClassTitle, ...]]) -> None:
    assert ClassCatalogue.of(row for group in rows for row in group) == TITLED
