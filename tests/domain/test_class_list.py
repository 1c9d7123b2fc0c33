"""A department's class list compared with the catalogue."""

from datetime import date
from decimal import Decimal

import pytest

from tests.applications import catalogue, table_of
from umdesk.domain.class_changes import AddClass, EditTitle, Override, Retitle
from umdesk.domain.class_list import layout, plan
from umdesk.domain.class_list.fields import ClassField, guess
from umdesk.domain.class_list.plan import Kind
from umdesk.domain.errors import InvalidInput
from umdesk.domain.words import Category, EntryLevel

ON = date(2026, 7, 1)
HEADER = ("Class Code", "Class Title", "Schem Code", "LPEL/ELTPA", "Salary Range", "Probation", "CBID")
TYPIST = ("1379", "Office Assistant (Typing)", "CA52", "LPEL", "3,438 - 4,303", "6 months", "R04")


def compared(*rows, header=HEADER):
    table = table_of(header, *rows)
    return plan.compare(table, layout.find(table), catalogue(), ON)


def of_kind(found, kind):
    return [each for each in found.differences if each.kind is kind]


def only(found, kind):
    (difference,) = of_kind(found, kind)
    return difference


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Class Code", ClassField.CODE), ("CLASS CD", ClassField.CODE), ("Classification", ClassField.TITLE),
        ("Schematic", ClassField.SCHEMATIC), ("LPEL or ELTPA", ClassField.CATEGORY), ("LPEL (Y/N)", ClassField.LPEL),
        ("ELTPA", ClassField.ELTPA), ("Entry-Level?", ClassField.ENTRY_LEVEL), ("Bridging class", ClassField.BRIDGING),
        ("Min. Salary", ClassField.SALARY_MINIMUM), ("Salary Max", ClassField.SALARY_MAXIMUM),
        ("Monthly Salary", ClassField.SALARY), ("Probation (months)", ClassField.PROBATION),
        ("CBID", ClassField.BARGAINING_UNIT), ("MQs", ClassField.QUALIFICATIONS),
        ("Hard-to-fill", ClassField.HARD_TO_FILL),
        ("Remarks", ClassField.NOTE), ("Work phone", None), ("", None),
    ],
)  # fmt: skip
def test_a_header_is_guessed(header, field):
    assert guess(header) is field


def test_a_class_that_is_not_there_is_new_with_all_that_the_list_says():
    found = compared(("731", "Groundskeeper", "BL60", "LPEL", "", "", ""), ("999", "Gardener", "bl61", "LPEL",
                     "$3,100.00–$3,900.00 per month", "1 year", "R12"))  # fmt: skip
    new = only(found, Kind.NEW)
    (change,) = new.changes

    assert (new.class_code, new.title, new.taken) == ("0999", "Gardener", True)
    assert isinstance(change, AddClass)
    assert {k: change.values[k] for k in ("schematic_code", "entry_level", "salary_minimum", "probation_months")} == {
        "schematic_code": "BL61", "entry_level": EntryLevel.YES, "salary_minimum": Decimal(3100),
        "probation_months": 12,
    }  # fmt: skip
    assert "lost its leading zeros and is read as 0999" in new.words
    assert of_kind(found, Kind.SAME)[0].class_code == "0731"


def test_facts_that_differ_are_shown_old_and_new():
    facts = only(compared(TYPIST), Kind.FACTS)

    assert facts.details == (
        ("Lowest salary", "", "$3,438"), ("Highest salary", "", "$4,303"), ("Probation", "", "6 months"),
        ("Bargaining unit", "", "R04"),
    )  # fmt: skip
    assert isinstance(facts.changes[0], EditTitle)


def test_another_title_holds_from_the_day_given_and_a_short_form_is_the_same():
    found = compared(("2011", "Custodian I", "", "", "", "", ""), ("1730", "Sr Account Clerk", "", "", "", "", ""))
    retitled = only(found, Kind.TITLE)
    (change,) = retitled.changes

    assert isinstance(change, Retitle)
    assert (change.title, change.on) == ("Custodian I", ON)
    assert retitled.details == (("Title", "Custodian", "Custodian I, from Jul 1, 2026"),)
    assert only(found, Kind.SAME).class_code == "1730"


def test_a_title_that_waits_is_confirmed():
    (change,) = only(compared(("5157", "Analyst I", "", "", "", "", "")), Kind.TITLE).changes
    assert isinstance(change, EditTitle)
    assert change.values == {"confirmed": True, "source": "List list.xlsx"}


def test_a_category_that_contradicts_is_put_forward_as_a_decision_and_never_taken_by_itself():
    found = compared(("4800", "Staff Services Manager I", "", "ELTPA", "", "", ""))
    difference = only(found, Kind.CATEGORY)
    (change,) = difference.changes

    assert not difference.taken
    assert isinstance(change, Override)
    assert (change.category, change.effective) == (Category.ELTPA, ON)
    assert change.reason == "List list.xlsx calls it ELTPA; by its own facts it is Other"
    assert found.changes(each.key for each in found.differences if each.taken) == ()


def test_bridging_is_a_fact_of_a_new_class_and_a_decision_on_one_that_is_there():
    found = compared(("0999", "Trainee", "JY40", "bridging", "", "", ""), ("1379", "", "", "Bridging", "", "", ""))
    assert ("Bridging class", "", "yes") in only(found, Kind.NEW).details
    assert only(found, Kind.CATEGORY).class_code == "1379"


def test_a_category_tells_an_entry_level_that_nobody_knew():
    found = compared(("0999", "Gardener", "BL61", "LPEL", "", "", ""))
    assert ("Entry level", "not known", "yes") not in only(found, Kind.NEW).details
    assert ("Entry level", "", "yes") in only(found, Kind.NEW).details
    assert of_kind(found, Kind.CATEGORY) == []


def test_ticked_columns_say_the_category():
    header = ("Code", "Title", "LPEL", "ELTPA")
    found = compared(("1379", "Office Assistant (Typing)", "X", ""), ("4800", "", "", "Y"), header=header)
    assert only(found, Kind.SAME).class_code == "1379"
    assert only(found, Kind.CATEGORY).class_code == "4800"
    both = only(compared(("1379", "", "x", "x"), header=header), Kind.REFUSED)
    assert both.words == "Line 2: The class is ticked as LPEL and as ELTPA. Tick one of them in the list."


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("12345", "Clerk", "", "", "", "", ""), "Line 2: “12345” is not a class code."),
        (("0999", "#REF!", "", "", "", "", ""), "holds an error of the spreadsheet: the class title is #REF!"),
        (("0999", "0", "", "", "", "", ""), "“0” is no class title"),
        (("0999", "Clerk", "C1", "", "", "", ""), "“C1” is not a schematic code"),
        (("0999", "Clerk", "", "maybe", "", "", ""), "“maybe” is no category"),
        (("0999", "Clerk", "", "", "a lot", "", ""), "“a lot” is no salary range"),
        (("0999", "Clerk", "", "", "", "some time", ""), "“some time” is no probation"),
        (("0999", "", "CA10", "", "", "", ""), "class 0999 is not in the catalogue and has no title"),
    ],
)
def test_a_line_that_cannot_be_used_says_why(row, words):
    assert words in only(compared(row), Kind.REFUSED).words


def test_lines_that_hold_no_class_are_left_out():
    table = table_of(
        ("Department of Example", "", ""), ("Code", "Title", "Probation"), ("Clerical classes", "", ""),
        ("1379", "Office Assistant (Typing)", ""), ("Code", "Title", "Probation"), ("Total", "1", ""),
    )  # fmt: skip
    found = plan.compare(table, layout.find(table), catalogue(), ON)
    assert found.skipped == ((3, "a heading"), (5, "the header again"), (6, "a total or a note"))
    assert only(found, Kind.SAME).line == 4


def test_a_class_that_stands_twice_is_taken_once():
    found = compared(TYPIST, TYPIST, ("1379", "Another", "", "", "", "", ""))
    assert only(found, Kind.FACTS).line == 2
    assert only(found, Kind.REFUSED).words == (
        "Line 4 says otherwise of class 1379 than line 2. Settle it in the list."
    )  # fmt: skip


def test_what_is_not_in_the_list_is_named_and_stays():
    missing = of_kind(compared(TYPIST), Kind.MISSING)
    assert "1441" in {each.class_code for each in missing}
    assert all(not each.changes for each in missing)


def test_code_and_title_may_stand_in_one_column():
    found = compared(("1379 - Office Assistant (Typing)", "R04"), header=("Class code", "CBID"))
    assert only(found, Kind.FACTS).class_code == "1379"


def test_columns_are_chosen_by_hand():
    table = table_of(("Class", "Name of it", "What"), ("1379", "Office Assistant (Typing)", "LPEL"))
    with pytest.raises(InvalidInput, match="no header line"):
        layout.find(table)
    by_hand = layout.at(table, 1)
    assert by_hand.problem() == ""
    chosen = by_hand.choose({2: ClassField.CATEGORY, 0: None})
    assert chosen.problem() == "No column is the class code. Choose the column that holds it."
    assert (
        by_hand.choose({1: ClassField.CODE}).problem()
        == "Column A and column B are both the class code. Choose one of them."
    )
