"""The criteria file: what it says when it is wrong, what it becomes, and that the published schema says the same."""

import json
import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umdesk.domain import criteria_file
from umdesk.domain.criteria_file import CriteriaFile, FaultyFile, FileCriterion, read, write
from umdesk.domain.words import Aggregate
from umdesk.resources import resource

EFFORT = {"name": "Effort", "maximum": 5, "weight": 3}
WHOLE = {
    "name": "Spring 2026", "aggregate": "trimmed mean", "minimum_raters": "4", "spread_threshold": 12.5, "seats": 12,
    "blind": True, "tie_ladder": ["Drive", "EFFORT"], "draw_seed": "blue heron 7",
    "criteria": [
        {**EFFORT, "step": 0.1, "required": False, "levels": {"5": "Steady", "0": "None", "2.50": " Some "}},
        {"name": " Drive ", "maximum": "10", "weight": "1.5", "counted": False, "description": "What to look for"},
    ],
}  # fmt: skip


def test_a_whole_file_becomes_exact_values():
    assert read(json.dumps(WHOLE).encode("utf-8-sig")) == CriteriaFile(
        criteria=(
            FileCriterion(
                "Effort", Decimal(5), Decimal(3), Decimal("0.1"), required=False,
                levels={"0": "None", "2.5": "Some", "5": "Steady"},
            ),
            FileCriterion(
                "Drive", Decimal(10), Decimal("1.5"), Decimal(1), counted=False, description="What to look for"
            ),
        ),
        name="Spring 2026", aggregate=Aggregate.TRIMMED_MEAN, minimum_raters=4, spread_threshold=Decimal("12.5"),
        seats=12, blind=True, tie_ladder=("Drive", "Effort"), draw_seed="blue heron 7",
    )  # fmt: skip


def test_what_may_be_missing_has_its_stated_default():
    found = read(json.dumps({"criteria": [EFFORT]}).encode())

    assert found == CriteriaFile((FileCriterion("Effort", Decimal(5), Decimal(3)),))
    assert (found.aggregate, found.minimum_raters, found.spread_threshold, found.seats, found.blind) == (
        Aggregate.MEAN, 3, 20, 0, False,
    )  # fmt: skip
    assert (found.tie_ladder, found.draw_seed, found.criteria[0].step) == ((), None, 1)
    assert (found.criteria[0].required, found.criteria[0].counted, found.criteria[0].levels) == (True, True, {})


def without(key):
    return {name: value for name, value in EFFORT.items() if name != key}


BAD_ROWS = {
    "there is no key “point”": {**EFFORT, "point": 1},
    "the key “name” is missing": without("name"),
    "“name” is empty": {**EFFORT, "name": "  "},
    "“name” names a personal characteristic that is never collected": {**EFFORT, "name": "Age group"},
    "the key “maximum” is missing": without("maximum"),
    "“maximum” is a number above 0": {**EFFORT, "maximum": 0},
    "“weight” is a number above 0": {**EFFORT, "weight": "-1"},
    "“weight” has more than 6 decimals": {**EFFORT, "weight": "0.1234567"},
    "the step 6 is larger than the maximum 5": {**EFFORT, "step": 6},
    "“step” is a number above 0": {**EFFORT, "step": "1e3"},
    "“required” is true or false": {**EFFORT, "required": "yes"},
    "“levels” is an object with a text": {**EFFORT, "levels": ["None"]},
    "“levels” names “six”": {**EFFORT, "levels": {"six": "Much"}},
    "“levels” names “6”": {**EFFORT, "levels": {"6": "Much"}},
    "“levels” describes 1 twice": {**EFFORT, "levels": {"1": "Some", "1.0": "More"}},
    "it is no object": "Effort",
}
BAD_TOPS = {
    "There is no key “criterion”": {"criterion": []},
    "The key “criteria” is missing": {"criteria": None},
    "“criteria” is a list": {"criteria": {}},
    "“aggregate” is one of “mean”, “median”, “trimmed mean”": {"aggregate": "average"},
    "“minimum_raters” is a whole number from 1 to 99": {"minimum_raters": 2.5},
    "“spread_threshold” is a number above 0 and at most 100": {"spread_threshold": 101},
    "“seats” is a whole number": {"seats": True},
    "“blind” is true or false": {"blind": 1},
    "“tie_ladder” is a list of texts": {"tie_ladder": "Effort"},
    "“tie_ladder” names “Zeal”, and no criterion": {"tie_ladder": ["Zeal"]},
    "“tie_ladder” names “Effort” twice": {"tie_ladder": ["Effort", "effort"]},
    "“draw_seed” is a text": {"draw_seed": 7},
    "“draw_seed” is a text of letters": {"draw_seed": "  "},
    "“name” holds a character": {"name": "\ud800"},
}


def top(change):
    if change.get("criteria", 0) is None:
        return {}
    return {"criteria": [EFFORT], **change}


@pytest.mark.parametrize("fault", BAD_ROWS)
def test_a_fault_of_a_criterion_is_told_with_its_place(fault):
    with pytest.raises(FaultyFile) as refused:
        read(json.dumps({"criteria": [{"name": "Drive", "maximum": 5, "weight": 1}, BAD_ROWS[fault]]}).encode())

    (told,) = refused.value.faults
    assert told.startswith("Criterion 2")
    assert fault in told


@pytest.mark.parametrize("fault", BAD_TOPS)
def test_a_fault_of_the_rules_is_told(fault):
    with pytest.raises(FaultyFile) as refused:
        read(json.dumps(top(BAD_TOPS[fault])).encode())

    (told,) = refused.value.faults
    assert told.startswith(fault)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "It is not JSON: line 1"),
        (b"name: x", "It is not JSON: line 1, character 1"),
        ("{}".encode("utf-16"), "not a text in UTF-8"),
        (b"[1]", "begins with something else"),
        (b'{"criteria": [], "seats": NaN}', "It holds NaN"),
        (b'{"criteria": [], "seats": 1, "seats": 2}', "“seats” stands twice"),
        (b"[" * 100_000, "nested too deep"),
        (b'{"criteria": [], "seats": 1e9999999999999999999}', "no number that umdesk can compute with"),
        ('{"criteria": [{"name": "\u200b", "maximum": 1, "weight": 1}]}'.encode(), "only signs that nobody sees"),
        (b" " * 1_000_001, "larger than 1 MB"),
    ],
)
def test_what_is_no_such_document_is_refused_in_a_sentence(data, fault):
    with pytest.raises(FaultyFile) as refused:
        read(data)

    (told,) = refused.value.faults
    assert fault in told


def test_every_fault_is_told_at_once():
    rows = [EFFORT, {"weight": "much"}, {**EFFORT, "name": "effort "}]

    with pytest.raises(FaultyFile) as refused:
        read(json.dumps({"criteria": rows, "seats": -1}).encode())

    assert refused.value.faults == (
        "Criterion 2: the key “name” is missing.",
        "Criterion 2: the key “maximum” is missing.",
        "Criterion 2: “weight” is a number above 0 and at most 1000000.",
        "Criterion 3 “effort”: another criterion has this name already.",
        "“seats” is a whole number from 0 to 9,999.",
    )
    assert refused.value.message.startswith("The criteria file has 5 faults, so nothing was changed.\nCriterion 2: ")


numbers = st.decimals(min_value="0.01", max_value=1000, places=2)


@given(maximum=numbers, weight=numbers, step=numbers, aggregate=st.sampled_from(Aggregate), seed=st.text(min_size=1))
def test_what_is_written_is_read_back_exactly_and_without_the_seed(maximum, weight, step, aggregate, seed):
    one = FileCriterion("Effort", maximum, weight, min(step, maximum), levels={"0": "None"})
    content = CriteriaFile((one,), "Spring", aggregate, spread_threshold=Decimal("2.5"), draw_seed=f"seed-{seed}")

    data = write(content)

    assert "draw_seed" not in data.decode()
    back = read(data)
    assert back == replace(content, draw_seed=None)
    assert Fraction(back.criteria[0].weight) == Fraction(weight)


# --- the schema -------------------------------------------------------------------------------------------------------

SCHEMA = json.loads(resource("schemas/criteria-file.schema.json").read_text(encoding="utf-8"))


def holds(rule, value):
    """Whether a value keeps a rule of the schema, for the words that the schema uses."""
    if "$ref" in rule and not holds(SCHEMA["$defs"][rule["$ref"].rpartition("/")[2]], value):
        return False
    if "anyOf" in rule and not any(holds(one, value) for one in rule["anyOf"]):
        return False
    if "enum" in rule and value not in rule["enum"]:
        return False
    kinds = rule.get("type", [])
    if kinds and not any(is_kind(kind, value) for kind in ([kinds] if isinstance(kinds, str) else kinds)):
        return False
    return all(check(rule, value) for check in (bounds, of_text, of_list, of_object))


def is_kind(kind, value):
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return {
        "object": isinstance(value, dict), "array": isinstance(value, list), "string": isinstance(value, str),
        "boolean": isinstance(value, bool), "null": value is None, "number": number,
        "integer": number and value == int(value),
    }[kind]  # fmt: skip


def bounds(rule, value):
    if isinstance(value, bool) or not isinstance(value, int | float):
        return True
    return (
        rule.get("minimum", value) <= value <= rule.get("maximum", value)
        and value > rule.get("exclusiveMinimum", value - 1)
    )  # fmt: skip


def of_text(rule, value):
    if not isinstance(value, str):
        return True
    fits = rule.get("minLength", 0) <= len(value) <= rule.get("maxLength", len(value))
    return fits and re.search(rule.get("pattern", ""), value) is not None


def of_list(rule, value):
    if not isinstance(value, list):
        return True
    return len(value) <= rule.get("maxItems", len(value)) and all(holds(rule.get("items", {}), one) for one in value)


def of_object(rule, value):
    if not isinstance(value, dict):
        return True
    known = rule.get("properties", {})
    other = rule.get("additionalProperties", {})
    return (
        set(rule.get("required", ())) <= set(value)
        and all(holds(rule.get("propertyNames", {}), key) for key in value)
        and all(holds(known[key], one) if key in known else other is not False and holds(other, one)
                for key, one in value.items())
    )  # fmt: skip


#: Faults that no schema can tell: they compare one value with another, or stand inside a text.
BEYOND = (
    "larger than the maximum", "“levels” names “6”", "“levels” describes", "and no criterion", "twice",
    "“name” is empty", "“name” names", "decimals", "“name” holds", "text of letters", "above 0 and at most 100",
    "“weight” is a number above 0",
)  # fmt: skip


def test_the_schema_takes_what_the_reader_takes():
    assert holds(SCHEMA, WHOLE)
    assert holds(SCHEMA, {"criteria": [EFFORT]})
    assert holds(SCHEMA, json.loads(write(read(json.dumps(WHOLE).encode()))))


def test_the_schema_refuses_what_the_reader_refuses():
    bad = {fault: {"criteria": [row]} for fault, row in BAD_ROWS.items()}
    bad |= {fault: top(change) for fault, change in BAD_TOPS.items()}

    taken = [fault for fault, content in bad.items() if holds(SCHEMA, content)]

    assert [fault for fault in taken if not any(word in fault for word in BEYOND)] == []


def test_the_schema_names_the_keys_and_defaults_of_the_reader():
    empty = CriteriaFile(())
    said = {key: rule["default"] for key, rule in SCHEMA["properties"].items() if "default" in rule}

    assert said == {key: getattr(empty, key) if key != "tie_ladder" else [] for key in said}
    assert set(SCHEMA["properties"]) == set(CriteriaFile.__dataclass_fields__)
    row = SCHEMA["$defs"]["criterion"]
    assert set(row["properties"]) == set(FileCriterion.__dataclass_fields__)
    blank = FileCriterion("x", Decimal(1), Decimal(1))
    assert {key: rule["default"] for key, rule in row["properties"].items() if "default" in rule} == {
        key: getattr(blank, key) for key in ("description", "step", "required", "counted", "levels")
    }
    assert SCHEMA["properties"]["criteria"]["maxItems"] == criteria_file.CRITERIA_MOST
