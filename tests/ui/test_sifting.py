"""What a long list shows is what a plain look through all rows would show, however it was asked before."""

from operator import itemgetter

from hypothesis import given
from hypothesis import strategies as st

from umdesk.domain.folding import folded
from umdesk.ui.widgets.sifting import Sifter, words_of

ROWS = st.lists(st.tuples(st.sampled_from(["Ana", "Ánh", "Bo", "Bruce", ""]), st.sampled_from([None, 1, 2, 30])))
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("words"), st.sampled_from(["", "a", "an", "an 3", "b", "bru", "br u", "zz", "30 a"])),
        st.tuples(st.just("condition"), st.sampled_from(["none", "short", "nobody"])),
        st.tuples(st.just("sort"), st.tuples(st.integers(-1, 1), st.booleans())),
        st.tuples(st.just("prepare"), st.integers(0, 20)),
        st.tuples(st.just("put"), st.tuples(st.integers(0, 9), st.sampled_from([("Ana", 2), ("Bo", None), ("", 1)]))),
        st.tuples(st.just("gone"), st.integers(0, 9)),
    ),
    max_size=12,
)
CONDITIONS = {"none": None, "short": lambda row: len(row[1][0]) < 4, "nobody": lambda row: False}


def naive(rows, words, condition, sorting):
    column, last_first = sorting
    order = list(rows)
    if column >= 0:
        key = (lambda row: folded(row[1][0]) or None) if column == 0 else (lambda row: row[1][1])
        known = sorted((row for row in order if key(row) is not None), key=key, reverse=last_first)
        order = known + [row for row in order if key(row) is None]
    kept = [row for row in order if condition is None or condition(row)]
    return [row for row in kept if all(word in folded(f"{row[1][0]}\n{row[1][1]}") for word in folded(words).split())]


@given(rows=ROWS, steps=STEPS)
def test_words_conditions_and_sorting_in_any_order_give_what_a_plain_look_gives(rows, steps):
    numbered = list(enumerate(rows))
    sifter = Sifter(
        [lambda row: row[1][0], lambda row: str(row[1][1])],
        [lambda row: folded(row[1][0]) or None, lambda row: row[1][1]],
        lambda row: str(row[0]),
        lambda row: row[0],
    )
    sifter.set_rows(numbered)
    preparing = sifter.prepare()
    words, condition, sorting = "", None, (-1, False)
    for step, value in steps:
        if step == "words":
            words = value
            sifter.set_words(words_of(words))
        elif step == "condition":
            condition = CONDITIONS[value]
            sifter.set_condition(condition)
        elif step == "sort":
            sorting = value
            sifter.sort(value[0], last_first=value[1])
        elif step == "put":
            numbered = sorted([*(row for row in numbered if row[0] != value[0]), value], key=itemgetter(0))
            sifter.put([value])
            preparing = sifter.prepare()
        elif step == "gone":
            numbered = [row for row in numbered if row[0] != value]
            sifter.put([], [str(value)])
            preparing = sifter.prepare()
        else:
            for _ in range(value):
                next(preparing, None)

        expected = naive(numbered, words, condition, sorting)
        assert [sifter.rows[number] for number in sifter.shown] == expected
        assert [sifter.place(str(row[0])) for row in expected] == list(range(len(expected)))
        assert sifter.all_rows() == numbered


def test_a_column_that_turns_out_to_have_many_different_values_is_searched_too():
    rows = [(number, f"Unit {number % 3}", f"Person {number if number > 400 else 7}") for number in range(900)]
    sifter = Sifter([lambda row: row[1], lambda row: row[2]], [], lambda row: str(row[0]))
    sifter.set_rows(rows)

    for words in ("unit", "2", "person 7", "unit person 899", "x"):
        sifter.set_words(words_of(words))
        shown = [rows[number] for number in sifter.shown]
        assert shown == [row for row in rows if all(word in f"{row[1]} {row[2]}".lower() for word in words.split())]
