"""The table model: sorting, words, conditions, and the time it takes with 100,000 rows."""

import time
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication

from umdesk.ui.theme import Tone
from umdesk.ui.widgets.rows import Column, RowsModel
from umdesk.ui.widgets.table import RowsTable


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    name: str
    score: int | None
    state: str = "Eligible"


COLUMNS = [
    Column[Person]("Name", lambda person: person.name, stretch=True),
    Column[Person](
        "Score",
        lambda person: "" if person.score is None else f"{person.score:,}",
        lambda person: person.score,
        number=True,
    ),
    Column[Person]("Eligibility", lambda person: person.state, tone=lambda person: Tone.GOOD),
]
PEOPLE = [
    Person("a", "Nelson, Rebecca", 1200),
    Person("b", "Muñoz, José", 90),
    Person("c", "Bruce, Chase", None),
    Person("d", "Nguyễn, Anh", 90, "You decide"),
]


def model(people=PEOPLE):
    made = RowsModel[Person](COLUMNS, lambda person: person.id)
    made.set_rows(people)
    return made


def keys(rows):
    return [person.id for person in rows.rows()]


def test_the_model_keeps_to_the_rules_of_qt(qtmodeltester, qapp):
    rows = model()
    qtmodeltester.check(rows)

    rows.set_words("n")
    qtmodeltester.check(rows)
    rows.sort(1, Qt.SortOrder.DescendingOrder)
    qtmodeltester.check(rows)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["a", "b", "c", "d"]),
        ("munoz", ["b"]),
        ("MUÑOZ jose", ["b"]),
        ("nguyen", ["d"]),
        ("nelson 1,200", ["a"]),
        ("decide", ["d"]),
        ("nobody", []),
    ],
)
def test_words_are_found_without_case_and_accents(qapp, words, found):
    rows = model()

    rows.set_words(words)

    assert keys(rows) == found


def test_a_condition_narrows_what_the_words_left(qapp):
    rows = model()

    rows.set_words("n")
    rows.set_condition(lambda person: person.score == 90)

    assert keys(rows) == ["b", "d"]
    rows.set_words("")
    rows.set_condition(None)
    assert keys(rows) == ["a", "b", "c", "d"]


def test_numbers_sort_as_numbers_and_an_empty_cell_stands_last_both_ways(qapp):
    rows = model()

    rows.sort(1, Qt.SortOrder.AscendingOrder)
    assert keys(rows) == ["b", "d", "a", "c"]

    rows.sort(1, Qt.SortOrder.DescendingOrder)
    assert keys(rows) == ["a", "b", "d", "c"]

    rows.sort(-1)
    assert keys(rows) == ["a", "b", "c", "d"]


def test_numbers_stand_right_and_a_status_has_symbol_and_word(qapp):
    rows = model()
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

    assert rows.index(0, 1).data(Qt.ItemDataRole.TextAlignmentRole) == int(right)
    assert rows.index(0, 2).data() == "Eligible"
    assert not rows.index(0, 2).data(Qt.ItemDataRole.DecorationRole).isNull()
    assert rows.index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole) == "Eligibility: Eligible"


def test_the_current_row_stays_while_rows_come_sort_and_go(qtbot):
    table = RowsTable(model(), "People")
    qtbot.addWidget(table)
    table.choose("b")

    table.rows_model.sort(0, Qt.SortOrder.AscendingOrder)
    assert table.current_key() == "b"
    table.rows_model.set_rows([Person("z", "Adams, Zoe", 1), *PEOPLE])
    assert table.current_key() == "b"
    with qtbot.waitSignal(table.chosen) as gone:
        table.rows_model.set_words("nelson")

    assert gone.args == [""]
    assert table.current_key() == ""


def test_enter_opens_the_current_row(qtbot):
    table = RowsTable(model(), "People")
    qtbot.addWidget(table)
    table.choose("c")

    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)

    assert opened.args == ["c"]


def test_selected_rows_are_copied_with_their_titles(qtbot):
    table = RowsTable(model(), "People")
    qtbot.addWidget(table)
    table.choose("a")
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    table.selectionModel().select(table.rows_model.index(3, 0), flags)

    table.copy()

    assert QGuiApplication.clipboard().text() == (
        "Name\tScore\tEligibility\nNelson, Rebecca\t1,200\tEligible\nNguyễn, Anh\t90\tYou decide"
    )


def test_a_key_filters_a_hundred_thousand_rows_within_a_frame(qapp):
    people = [Person(str(number), f"Person{number % 977} Name{number}", number) for number in range(100_000)]
    rows = model(people)
    rows.set_words("warm")  # folds the text, which idle moments do in the window

    spent = []
    for words in ("n", "na", "nam", "name1", "name12", "person3 name9", ""):
        begun = time.process_time()
        rows.set_words(words)
        spent.append(time.process_time() - begun)

    assert rows.rowCount() == 100_000
    assert sorted(spent)[len(spent) // 2] < 0.016


def test_the_columns_fill_the_table_and_keep_what_they_need(qtbot):
    columns = [Column[Person]("Name", lambda person: person.name), COLUMNS[1]]
    rows = RowsModel[Person](columns, lambda person: person.id)
    table = RowsTable(rows, "People")
    qtbot.addWidget(table)
    table.resize(600, 200)
    table.show()
    rows.set_rows(PEOPLE)
    assert table.horizontalHeader().length() == table.viewport().width()

    table.resize(100, 200)
    assert table.columnWidth(0) >= table.fontMetrics().horizontalAdvance("Nelson, Rebecca")


def test_rows_that_are_put_leave_what_is_chosen_selected_and_in_view_as_it_was(qtbot):
    people = [Person(f"{number:03}", f"Person {number:03}", number) for number in range(200)]
    rows = RowsModel[Person](COLUMNS, lambda person: person.id, came=lambda person: person.id)
    table = RowsTable(rows, "People")
    qtbot.addWidget(table)
    table.resize(400, 200)
    table.show()
    rows.set_rows(people)
    table.choose("100")
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    table.selectionModel().select(rows.index(102, 0), flags)
    top = table.verticalScrollBar().value()

    table.put_rows([Person("100", "Adams, Zoe", 100), Person("0995", "Between", 1)], ["002"])

    assert keys(rows) == sorted([*(person.id for person in people if person.id != "002"), "0995"])
    assert table.current_key() == "100"
    assert [rows.key(index.row()) for index in table.selectionModel().selectedRows()] == ["100", "102"]
    assert table.verticalScrollBar().value() == top
    assert rows.find("100").name == "Adams, Zoe"


def test_a_row_that_sorts_elsewhere_moves_and_stays_the_current_one(qtbot, qtmodeltester):
    table = RowsTable(model(), "People")
    qtbot.addWidget(table)
    qtmodeltester.check(table.rows_model)
    table.rows_model.sort(0, Qt.SortOrder.AscendingOrder)
    table.choose("c")

    table.put_rows([Person("c", "Zeller, Chase", None)])

    assert keys(table.rows_model) == ["b", "a", "d", "c"]
    assert (table.current_key(), table.currentIndex().row()) == ("c", 3)
    table.rows_model.set_words("nelson")
    table.put_rows([Person("a", "Reyes, Ana", 1)])
    assert keys(table.rows_model) == []


def test_rows_made_ready_beforehand_follow_what_was_typed_meanwhile(qapp):
    rows = model()
    ready = rows.sifted([*PEOPLE, Person("e", "Nelson, Ana", 3)])
    rows.set_words("nelson")
    rows.sort(1, Qt.SortOrder.AscendingOrder)

    rows.take(ready)

    assert keys(rows) == ["e", "a"]


def test_very_many_rows_are_sorted_while_the_window_goes_on(qtbot):
    rows = model()
    many = [Person(str(number), "Nelson, Ana", number * 7919 % 10_007) for number in range(10_007)]
    rows.set_rows(many)

    rows.sort(1, Qt.SortOrder.AscendingOrder)
    assert rows.key(1) == "1"  # as they came
    qtbot.waitUntil(lambda: [rows.row(place).score for place in range(10_007)] == [*range(10_007)])

    rows.set_rows(many)
    rows.sort(1, Qt.SortOrder.DescendingOrder)
    rows.put_rows([Person("new", "Zeller, Chase", 20_000)])  # nobody waits for an order in which others come
    assert rows.key(0) == "new"

    rows.sort(-1)
    rows.set_rows(many)
    rows.sort(1, Qt.SortOrder.DescendingOrder)
    rows.take(rows.sifted([Person("first", "Reyes, Ana", 1), Person("last", "Reyes, Ana", 2)]))
    assert keys(rows) == ["last", "first"]
