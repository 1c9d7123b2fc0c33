"""Ratings files: what stands in a cell, which column is what, and what becomes of each row."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from umdesk.domain import rating_columns, rating_import
from umdesk.domain.errors import InvalidInput
from umdesk.domain.intake.tables import Line, Table
from umdesk.domain.rating_columns import read_conflict, read_number, read_rating
from umdesk.domain.rating_plan import HIDDEN, Fate, Known, KnownApplication, OnFile, RatingPlan, RowPlan
from umdesk.domain.rating_text import Blank
from umdesk.domain.scoring import Criterion
from umdesk.domain.words import Conflict

CRITERIA = (
    Criterion("a", "Aptitude", Decimal(10), Decimal(2), Decimal("0.5")),
    Criterion("c", "Courses", Decimal(5), Decimal(1), required=False),
    Criterion("n", "Notes", Decimal(5), Decimal(1), required=True, counted=False),
)
TITLES = ("Application", "Rater", "Aptitude", "Courses", "Notes", "Conflict", "Comment: Aptitude")
APPLICATIONS = {
    "2026-0001": KnownApplication("p1"),
    "2026-0002": KnownApplication("p2"),
    "2026-0003": KnownApplication("p3", "is withdrawn"),
}


def table(*rows: Sequence[Any], titles: Sequence[str] = TITLES) -> Table:
    lines = tuple(Line(number, tuple(row)) for number, row in enumerate((titles, *rows), start=1))
    return Table("ratings.xlsx", "Sheet1", lines, len(titles))


def plan(
    *rows: Sequence[Any],
    titles: Sequence[str] = TITLES,
    sheets: dict[tuple[str, str], OnFile] | None = None,
    replace: bool = False,
) -> RatingPlan:
    found, columns = rating_columns.find([table(*rows, titles=titles)], CRITERIA)
    raters = {"bo lee": ("r1", "Bo Lee"), "cy": ("r2", "Cy")}
    known = Known(CRITERIA, APPLICATIONS, {"2025-0009": "Spring 2025"}, raters, sheets or {})
    return rating_import.make(found, columns, known, replace=replace)


def only(*row: Any, **more: Any) -> RowPlan:
    (made,) = plan(row, **more).rows
    return made


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("4", Decimal(4)), ("4.0", Decimal(4)), ("4.50", Decimal("4.5")), ("4,5", Decimal("4.5")),
        (" 4\u00a0", Decimal(4)),
        ("04", Decimal(4)), (".5", Decimal("0.5")), ("4.", Decimal(4)), ("+4", Decimal(4)), ("0", Decimal(0)),
        ("100", Decimal(100)), ("0.30000000000000004", Decimal("0.3")), ("-0.0", Decimal(0)),
        ("n/a", None), ("N.A.", None), ("not applicable", None), ("", Blank.BLANK),
        (" \u00a0", Blank.BLANK),
    ],
)  # fmt: skip
def test_a_rating_in_a_cell(cell: str, value: Any) -> None:
    found = read_rating(cell)
    assert (found, str(found)) == (value, str(value))


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        (date(2026, 5, 4), "is a date (May 4, 2026), not a number"), ("1e2", "“1e2” is no number"),
        ("50%", "“50%” is a percent"), ("1,000", "could be two numbers"), ("4/5", "“4/5” is no number"),
        ("four", "“four” is no rating"), ("#N/A", "is an error of the spreadsheet"), ("-", "“-” is no number"),
        ("4 5", "“4 5” is no number"), ("NaN", "“NaN” is no rating"), ("\u0664", "is no number"),
        ("Yes", "“Yes” is no rating"), ("1" + "0" * 300, "is no number"), ("9" * 41, "is no number"),
    ],
)  # fmt: skip
def test_what_is_no_rating_is_told_so(cell: Any, why: str) -> None:
    with pytest.raises(ValueError, match=why.replace("(", r"\(").replace(")", r"\)")):
        read_rating(cell)


def test_an_application_number_as_spreadsheets_and_people_write_it() -> None:
    assert {read_number(text) for text in ("2026-0007", " 2026\u201307 ", "2026 - 7", "2026\u22120007")} == {
        "2026-0007"
    }
    assert read_number("A-17") == "A-17"
    with pytest.raises(ValueError, match="may have made it of “2026-0007”"):
        read_number(date(2026, 7, 1))


def test_a_conflict_in_a_cell() -> None:
    assert [read_conflict(cell).conflict for cell in ("", "None", "RECUSED", "Cleared - a namesake")] == [
        Conflict.NONE, Conflict.NONE, Conflict.RECUSED, Conflict.CLEARED,
    ]  # fmt: skip
    assert read_conflict("cleared: a namesake").reason == "a namesake"
    for cell in ("cleared", "cleared:", "perhaps"):
        with pytest.raises(ValueError, match="conflict"):
            read_conflict(cell)


def test_titles_in_any_order_case_and_width() -> None:
    titles = (
        "COMMENTS: courses ",
        "aptitude (0 to 10)",
        "Height",
        " rater  name",
        "Notes",
        "Application_No",
        "Courses",
    )
    columns = rating_columns.find([Table("x", "empty", (), 0), table(titles=titles)], CRITERIA)[1]
    assert (columns.application, columns.rater, columns.conflict) == (5, 3, None)
    assert {c.key: index for index, c in columns.ratings} == {"a": 1, "n": 4, "c": 6}
    assert [(index, c.key) for index, c in columns.comments] == [(0, "c")]
    assert columns.remarks == ("“Height” is no criterion of the cycle and was left out.",)


def test_criteria_whose_names_differ_in_a_sign_each_have_their_column() -> None:
    names = ("Écrit", "Ecrit", "***", ":", "Class", "Application", "Comment: Ecrit")
    made = tuple(Criterion(str(i), name, Decimal(9), Decimal(1)) for i, name in enumerate(names))
    titles = ("Application", "Rater", *names, *(f"Comment: {name}" for name in names))
    columns = rating_columns.find([table(titles=titles)], made)[1]
    assert [(index - 2, c.name) for index, c in columns.ratings] == list(enumerate(names))
    assert [(index - 9, c.name) for index, c in columns.comments] == list(enumerate(names))


def test_further_sheets_with_ratings_are_not_left_out_without_a_word() -> None:
    more = [Table("x", name, lines, 3) for name, lines in (("May", table(("2026-0001", "Bo", "4")).lines),
            ("Empty", table().lines), ("Notes", (Line(1, ("Hello",)),)))]  # fmt: skip
    columns = rating_columns.find([table(("2026-0001", "Bo", "4")), *more], CRITERIA)[1]
    assert columns.remarks == ("The sheet “May” has ratings too and was not read: a file is read one sheet at a time.",)
    many = rating_columns.find([table(titles=(*TITLES, *map(str, range(3000))))], CRITERIA)[1]
    assert many.remarks == ("“0”, “1”, “2”, “3”, “4”, “5” and 2994 more are no criteria and were left out.",)


@pytest.mark.parametrize(
    ("titles", "said"),
    [
        (("Application", "Rater", "Courses", "courses"), "more than one column “courses”"),
        (("Application", "Courses", "Aptitude"), "no line of titles with “Rater”"),
        (("Application", "Rater", "Height"), "no column with the name of a criterion"),
    ],
)
def test_titles_that_cannot_be_used(titles: tuple[str, ...], said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        rating_columns.find([table(titles=titles)], CRITERIA)


def test_why_a_row_is_refused() -> None:
    reasons = {
        ("", "Cy", "4"): "The application is missing.",
        ("2026-0001", " ", "4"): "The rater is missing.",
        ("2026-0001", "17", "4"): "“17” is no name of a rater.",
        ("2026-0009", "Cy", "4"): "There is no application “2026-0009” in this cycle.",
        ("2025-0009", "Cy", "4"): "2025-0009 is an application of Spring 2025, not of this cycle.",
        ("2026-0003", "Cy", "4"): "2026-0003 is withdrawn, so it is not rated.",
        ("2026-0001", "Cy", "11"): "Aptitude takes 0 to 10. The file has 11.",
        ("2026-0001", "Cy", "4.2"): "Aptitude goes in steps of 0.5. The file has 4.2.",
        ("2026-0001", "Cy", "n/a", "x"): "Aptitude is required, so N/A cannot be used. "
        "Courses “x” is no rating; a number, N/A or nothing belongs there.",
    }
    for row, reason in reasons.items():
        assert (only(*row).fate, only(*row).reason) == (Fate.REFUSED, reason)


def test_a_row_that_comes_twice() -> None:
    rows = plan(
        ("2026-0001", "Cy", "4"), ("2026-1", "CY", "4.0"), ("2026-0001", "Cy", "5"), ("2026-0001", "Di", "5"),
        ("2026-0002", "di", "5"), ("2026-0002", "José", "5"), ("2026-0001", "Jose\u0301\u200b", "5"),
    )  # fmt: skip
    assert [(row.row, row.fate, row.rater) for row in rows.rows] == [
        (2, Fate.IMPORTED, "Cy"), (3, Fate.UNCHANGED, "Cy"), (4, Fate.REFUSED, "Cy"), (5, Fate.IMPORTED, "Di"),
        (6, Fate.IMPORTED, "Di"), (7, Fate.IMPORTED, "José"), (8, Fate.IMPORTED, "José"),
    ]  # fmt: skip
    assert rows.rows[2].reason == "Cy and 2026-0001 stand in row 2 already, with something else."
    assert rows.raters_added == ("Di", "José")


def test_a_refused_rating_never_tells_what_is_there() -> None:
    there = {("p1", "r2"): OnFile({"a": Decimal("7.5")}, submitted=True)}
    made = only("2026-0001", "Cy", "4", sheets=there)
    assert (made.fate, made.reason) == (Fate.DIFFERS, "On file Cy has something else for 2026-0001: Aptitude.")
    assert made.text == "Aptitude 7.5 → 4."


def test_who_is_sealed_learns_nothing_from_trying() -> None:
    """Right and wrong guesses of all kinds have one answer, so that no guess is confirmed."""
    there = {("p1", "r2"): OnFile({"a": Decimal("7.5"), "c": None}, {"a": "Calm"}, submitted=True, hidden=True)}
    guesses = [("7.5", "n/a"), ("7.5",), ("4", "3"), ("7", "n/a")]
    for replace in (False, True):
        rows = [only("2026-0001", "Cy", *guess, sheets=there, replace=replace) for guess in guesses]
        told = {(row.fate, row.reason, row.incomplete, row.differences) for row in rows}
        assert len(told) == 1
        assert rows[0].differences[0].before == HIDDEN
    assert "7.5" not in repr(told)
    blank = [only("2026-0001", "Cy", sheets=on_file) for on_file in (there, {("p1", "r2"): OnFile(hidden=True)})]
    assert blank[0] == blank[1], "nor whether the sheet has been begun"


def test_a_blank_never_takes_a_rating_away_by_itself_and_a_comment_never_does() -> None:
    there = {("p1", "r2"): OnFile({"a": Decimal(7), "c": Decimal(2)}, {"a": "Calm and  clear"}, submitted=True)}
    assert only("2026-0001", "Cy", "7", "", sheets=there).fate is Fate.DIFFERS
    assert only("2026-0001", "Cy", "7", "2", sheets=there).fate is Fate.UNCHANGED
    assert only("2026-0001", "Cy", "7", "2", "", "", "Calm and clear", sheets=there).fate is Fate.UNCHANGED
    assert only("2026-0001", "Cy", "7", "2", "", "", "Quick", sheets=there).fate is Fate.DIFFERS
    assert only("2026-0001", "Cy", "7", titles=TITLES[:3], sheets=there).fate is Fate.UNCHANGED, "no column, no word"
    assert only("2026-0001", "Cy", sheets=there).fate is Fate.UNCHANGED, "a row without anything takes nothing away"


def test_ratings_that_wait_to_be_given_again_give_way() -> None:
    there = {("p1", "r2"): OnFile({"a": Decimal(7), "c": Decimal(2)}, outdated=frozenset("a"))}
    made = only("2026-0001", "Cy", "4", "2", sheets=there)
    assert (made.fate, made.incomplete) == (Fate.IMPORTED, "")
    assert only("2026-0001", "Cy", "", "2", sheets=there).incomplete == "Aptitude is missing."


# --- against a second computation, written without looking at the first -----------------------------------------------

CELLS = st.sampled_from(["", "n/a", "0", "2", "2.5", "5", "7", "x"])
STORED = st.sampled_from([None, "n/a", "0", "2", "5"])
ROWS = st.lists(
    st.tuples(st.sampled_from(["2026-0001", "2026-0002", "2026-0003", "2026-0004"]), st.sampled_from(["Cy", "Di"]),
              CELLS, CELLS, st.sampled_from(["", "none", "recused", "cleared: ok", "cleared"])),
    max_size=6,
)  # fmt: skip


def naive(rows: list[tuple[str, ...]], there: dict[str, tuple[Any, Any, str]], *, replace: bool) -> dict[str, Any]:
    """Counts and row numbers; `there` is by application for Cy: aptitude, courses (None is blank) and conflict."""
    told: dict[str, Any] = {"imported": 0, "unchanged": 0, "incomplete": [], "refused": [], "added": []}
    seen: dict[tuple[str, str], tuple[str, ...]] = {}
    for number, row in enumerate(rows, start=2):
        application, rater, aptitude, courses, conflict = row
        bad = application in ("2026-0003", "2026-0004") or "x" in (aptitude, courses) or conflict == "cleared"
        bad = bad or aptitude == "n/a" or courses in ("2.5", "7")
        key = application, rater
        same = (aptitude, courses, conflict)
        if bad or (key in seen and seen[key] != same):
            told["refused"].append(number)
            continue
        if key in seen:
            told["unchanged"] += 1
            continue
        old_a, old_c, old_conflict = (
            there.get(application, (None, None, "none")) if rater == "Cy" else (None, None, "none")
        )
        file_a, file_c = aptitude or None, courses or None
        silent = (file_a, file_c, conflict) == (None, None, "")
        wrong = old_conflict == "recused" and conflict in ("", "none") and not silent
        if conflict == "recused" or (file_a, file_c) == (None, None):
            # Nothing is taken away: what the row leaves blank stays.
            file_a, file_c = file_a or old_a, file_c or old_c
        wrong = wrong or (not replace and (old_a not in (None, file_a) or old_c not in (None, file_c)))
        changes = (file_a, file_c) != (old_a, old_c)
        if conflict.startswith("cleared") and old_conflict != "cleared":
            changes, wrong = True, wrong or (not replace and old_conflict == "recused")
        if conflict == "recused" and old_conflict != "recused":
            changes = True
            wrong = wrong or (not replace and old_conflict == "cleared")
        if wrong:
            told["refused"].append(number)
            continue
        seen[key] = same
        if rater == "Di":
            changes = True
            if "Di" not in told["added"]:
                told["added"].append("Di")
        told["imported" if changes else "unchanged"] += 1
        after = (old_a, old_c) if silent else (file_a, file_c)
        if silent:
            lacks = after == (None, None) and old_conflict != "recused"
        else:
            lacks = conflict != "recused" and (after[0] is None)
        if lacks:
            told["incomplete"].append(number)
    return told


@example([("2026-0001", "Cy", "", "", ""), ("2026-0001", "Di", "", "", "none")], {}, False)
@settings(max_examples=60)
@given(ROWS, st.dictionaries(st.sampled_from(["2026-0001", "2026-0002"]),
       st.tuples(st.sampled_from([None, "0", "2", "5"]), STORED, st.sampled_from(["none", "recused", "cleared"]))),
       st.booleans())  # fmt: skip
def test_a_plan_equals_a_second_computation(
    rows: list[tuple[str, ...]], there: dict[str, tuple[Any, Any, str]], replace: bool
) -> None:
    sheets = {}
    for application, (aptitude, courses, conflict) in there.items():
        stored = {"a": aptitude, "c": courses}
        values = {key: None if each == "n/a" else Decimal(each) for key, each in stored.items() if each is not None}
        reason = "ok" if conflict == "cleared" else ""
        done = aptitude is not None
        sheets[APPLICATIONS[application].id, "r2"] = OnFile(values, {}, Conflict(conflict), reason, submitted=done)
    cells = [(a, r, x, y, conflict) for a, r, x, y, conflict in rows]
    titles = ("Application", "Rater", "Aptitude", "Courses", "Conflict")
    answer = plan(*cells, titles=titles, sheets=sheets, replace=replace).as_json()
    assert {
        "imported": answer["imported"],
        "unchanged": answer["unchanged"],
        "incomplete": [row["row"] for row in answer["incomplete"]],  # type: ignore[attr-defined]
        "refused": [row["row"] for row in answer["refused"]],  # type: ignore[attr-defined]
        "added": answer["raters_added"],
    } == naive(rows, there, replace=replace)
