"""The picture of career ladders: layers, order, no overlap, circles."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from umdesk.domain.ladders import Step, Way, around, beside, draw
from umdesk.domain.words import Route


def step(start: str, end: str, route: Route = Route.EXAM) -> Step:
    return Step(start, end, route)


CLERICAL = (step("1441", "1138"), step("1138", "5278", Route.BRIDGING), step("5278", "5157"), step("1138", "5157"))


def test_classes_stand_right_of_those_that_lead_to_them():
    picture = draw(CLERICAL)
    assert [(placed.class_code, placed.layer) for placed in picture.classes] == [
        ("1441", 0), ("1138", 1), ("5278", 2), ("5157", 3),
    ]  # fmt: skip
    assert picture.layers == 4


def test_a_long_line_passes_the_classes_between():
    picture = draw(CLERICAL)
    (long,) = [run for run in picture.runs if (run.from_code, run.to_code) == ("1138", "5157")]
    passed = picture.place("5278")

    assert [layer for layer, _row in long.points] == [1, 2, 3]
    assert passed is not None
    assert abs(long.points[1][1] - passed.row) >= 1


def test_two_routes_between_two_classes_are_one_run():
    (run,) = draw([step("1441", "1138", Route.TRANSFER), step("1441", "1138")]).runs
    assert [each.route for each in run.steps] == [Route.EXAM, Route.TRANSFER]


def test_a_circle_is_drawn_with_one_line_back():
    picture = draw([step("1000", "2000"), step("2000", "3000"), step("3000", "1000")])
    layers = {placed.class_code: placed.layer for placed in picture.classes}
    assert layers == {"1000": 0, "2000": 1, "3000": 2}
    (back,) = [run for run in picture.runs if run.from_code == "3000"]
    assert [layer for layer, _row in back.points] == [2, 1, 0]


def test_the_ways_of_one_class():
    steps = (*CLERICAL, step("2011", "0731"), step("1379", "1138"))
    assert set(around(steps, "1441")) == set(CLERICAL)
    assert set(around(steps, "1138")) == {*CLERICAL, step("1379", "1138")}
    assert around(steps, "9999") == ()


def test_a_class_without_a_step_stands_alone():
    picture = draw((), ["1441"])
    assert [(placed.class_code, placed.layer) for placed in picture.classes] == [("1441", 0)]
    assert draw(()).classes == ()


def test_arrow_keys_follow_the_steps():
    picture = draw((*CLERICAL, step("1379", "1138")))
    assert beside(picture, "1441", Way.RIGHT) == "1138"
    assert beside(picture, "1138", Way.RIGHT) == "5278"
    assert beside(picture, "5157", Way.RIGHT) == "5157"
    assert {beside(picture, "1441", Way.UP), beside(picture, "1441", Way.DOWN)} == {"1379", "1441"}
    assert beside(picture, "none", Way.UP) == picture.classes[0].class_code


codes = st.sampled_from([f"{number:04d}" for number in range(12)])
ladders = st.lists(st.tuples(codes, codes, st.sampled_from(Route)).filter(lambda s: s[0] != s[1]), max_size=25)


@given(ladders)
def test_no_two_classes_overlap_and_no_line_runs_through_one(drawn):
    steps = [Step(*each) for each in set(drawn)]
    picture = draw(steps)

    assert {p.class_code for p in picture.classes} == {c for s in steps for c in (s.from_code, s.to_code)}
    assert {each for run in picture.runs for each in run.steps} == set(steps)
    spots = [(p.layer, p.row) for p in picture.classes]
    spots += [point for run in picture.runs for point in run.points[1:-1]]
    for (layer, row), (other_layer, other_row) in combinations(spots, 2):
        assert layer != other_layer or abs(row - other_row) > 0.999
    assert all(0 <= p.layer < picture.layers and -0.001 <= p.row <= picture.height - 0.999 for p in picture.classes)


@given(ladders, st.sampled_from(Way))
def test_the_same_steps_give_the_same_picture_and_keys_stay_in_it(drawn, way):
    steps = [Step(*each) for each in drawn]
    picture = draw(steps)
    assert draw(reversed(steps)) == picture
    known = {p.class_code for p in picture.classes}
    assert all(beside(picture, code, way) in known for code in known)
