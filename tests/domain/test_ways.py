"""The ways along the career ladders, and the advice on what each step takes."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from umdesk.domain import ways
from umdesk.domain.classes import ClassCatalogue, ClassFacts, ClassTitle
from umdesk.domain.ladders import Step
from umdesk.domain.ways import Advice, Holder
from umdesk.domain.words import EntryLevel, Route

EXAM, BRIDGING, TRANSFER, TD = Route.EXAM, Route.BRIDGING, Route.TRANSFER, Route.TRAINING_AND_DEVELOPMENT
LADDER = (
    Step("1379", "5278", BRIDGING),
    Step("5278", "5157", TRANSFER),
    Step("5278", "5157", EXAM),
    Step("1379", "5157", TD, "Two places a year"),
    Step("5157", "5393", EXAM),
    Step("5157", "1379", TRANSFER),
)


def facts(code: str, **known: object) -> ClassFacts:
    row = ClassTitle(code, f"Class {code}", None, None, "JY20", EntryLevel.YES, bridging=False, confirmed=True)
    found = ClassCatalogue.of([replace(row, **known)]).facts(code, date(2026, 5, 20))  # type: ignore[arg-type]
    assert found is not None
    return found


def test_the_nearest_classes_come_first_with_a_shortest_way() -> None:
    found = ways.reachable(LADDER, "1379")
    assert [(one.class_code, ways.in_short(one.way)) for one in found] == [
        ("5157", "T&D"),
        ("5278", "bridging"),
        ("5393", "T&D to 5157, then exam"),
    ]
    assert ways.reachable(LADDER, "9999") == ()


def test_all_ways_to_a_class_are_told_the_shortest_first() -> None:
    found = ways.ways_to(LADDER, "1379", "5157")
    assert [ways.in_short(way) for way in found] == ["T&D", "bridging to 5278, then exam or transfer"]
    assert ways.ways_to(LADDER, "1379", "1379") == ()
    assert ways.ways_to(LADDER, "5393", "1379") == ()


@given(
    st.lists(
        st.builds(Step, st.sampled_from("abcdef"), st.sampled_from("abcdef"), st.sampled_from(Route)).filter(
            lambda step: step.from_code != step.to_code
        ),
        max_size=14,
    )
)
def test_every_class_that_can_be_reached_has_a_way_that_holds_together(steps: list[Step]) -> None:
    for one in ways.reachable(steps, "a"):
        found = ways.ways_to(steps, "a", one.class_code)
        assert len(found[0]) == len(one.way) <= ways.LONGEST
        for way in (one.way, *found):
            assert (way[0].from_code, way[-1].to_code) == ("a", one.class_code)
            assert all(first.to_code == second.from_code for first, second in pairwise(way))
            assert len({hop.to_code for hop in way} | {"a"}) == len(way) + 1
            assert all(step in steps for hop in way for step in hop.steps)


def test_a_transfer_shows_both_salaries_and_leaves_the_answer_to_hr() -> None:
    known = {
        "1379": facts("1379", salary_minimum=Decimal(3000), salary_maximum=Decimal(4000)),
        "5157": facts("5157", salary_minimum=Decimal("3438.50"), salary_maximum=Decimal(4303)),
    }
    said = ways.takes(Step("1379", "5157", TRANSFER), known, Holder("limited term"))
    assert said[1] == Advice("The tenure on file is limited term. Ask HR whether a transfer is open.", ask_hr=True)
    assert said[2] == Advice(
        "Substantially the same: the highest salaries lie less than two steps apart.", "2 CCR 599.666"
    )
    assert said[3] == Advice(
        "1379 pays $3,000 to $4,000 a month, 5157 pays $3,438.50 to $4,303 a month; the highest is 7.6% higher. Ask HR "
        "whether they are substantially the same.",
        "the program's classes",
        ask_hr=True,
    )
    unknown = ways.takes(Step("1379", "9999", TRANSFER), {"1379": facts("1379")}, Holder("permanent"))
    assert unknown[2].text.startswith(
        "1379 pays a salary that is not noted here, 9999 pays a salary that is not noted here."
    )


def test_t_and_d_names_its_limit_what_is_used_and_the_tenure() -> None:
    holder = Holder("probationary", "6 months of 24 months used, 18 months left", "")
    said = ways.takes(LADDER[3], {}, holder)
    assert said[:4] == (
        Advice("Two places a year", "noted on the ladder"),
        Advice("At most 24 months in any 36.", "2 CCR 438.1"),
        Advice("6 months of 24 months used, 18 months left.", "T&D on record here"),
        Advice(
            "Permanent status in the current class is needed. On file: probationary. Ask HR.",
            "DGS Personnel Operations Manual",
            ask_hr=True,
        ),
    )
    assert not ways.takes(LADDER[3], {}, replace(holder, tenure="Permanent"))[3].ask_hr


def test_an_exam_tells_what_is_on_record_of_it() -> None:
    holder = Holder(exams={"5157": ["Failed on Feb 2, 2026."]})
    assert ways.takes(LADDER[2], {}, holder)[-1] == Advice("Failed on Feb 2, 2026.", "exams on record here")


def test_what_a_class_asks_is_told_with_its_source_or_left_to_hr() -> None:
    known = facts(
        "5157", minimum_qualifications="One year as an OA.\nOr a degree.", probation_months=12, source="calhr"
    )
    assert ways.of_class("5157", known) == (
        Advice("Minimum qualifications, as noted here: One year as an OA.\nOr a degree.", "calhr"),
        Advice("Ask HR whether they are met.", ask_hr=True),
        Advice("Probation: 12 months.", "calhr"),
    )
    assert all(one.ask_hr for one in ways.of_class("5157", facts("5157")))
    assert all(one.ask_hr for one in ways.of_class("9999", None))


def test_advice_that_only_hr_can_answer_says_so() -> None:
    for route in Route:
        for one in ways.takes(Step("1379", "5157", route), {}, Holder()):
            assert one.ask_hr == ("Ask HR" in one.text), one
            assert one.ask_hr or one.source, one
