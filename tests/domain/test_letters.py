"""Texts of letters: fields are filled once, and what cannot be filled is named before anything is printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umdesk.domain import letters
from umdesk.domain.errors import InvalidInput
from umdesk.domain.letter_texts import SUBJECTS, TEXTS
from umdesk.domain.screening import letter_wanted, outcome_letter_wanted
from umdesk.domain.settings import DEFAULTS
from umdesk.domain.words import ApplicationState, Eligibility, LetterKind

VALUES = {field: f"<{field}>" for field in letters.FIELDS}


@pytest.mark.parametrize("kind", LetterKind)
def test_the_shipped_texts_have_only_fields_that_there_are(kind):
    for text in (SUBJECTS[kind], TEXTS[kind]):
        assert "{" not in letters.fill(text, VALUES)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Dear {nmae},", "No letter has a field {nmae}. Perhaps {name} is meant."),
        ("Dear {name", "A brace is never closed"),
        ("Dear name}", "A brace was never opened"),
        ("Dear {first {name}}", "A brace is never closed"),
        ("{}", "No letter has a field {}."),
        ("Dear {name\n}", "A brace is never closed"),
    ],
)
def test_a_text_that_cannot_be_filled_is_refused_by_name(text, fault):
    with pytest.raises(InvalidInput) as refused:
        letters.check(text, where="letters.received")
    assert fault in str(refused.value)
    assert refused.value.field == "letters.received"
    with pytest.raises(InvalidInput, match=r"brace|field"):
        DEFAULTS["letters.received"].check(text)


def test_a_field_of_another_letter_is_refused_before_printing():
    with pytest.raises(InvalidInput, match=r"This letter has no field \{reasons\}"):
        DEFAULTS["letters.selected"].check("{reasons}")
    with pytest.raises(InvalidInput, match=r"This letter has no field \{scores\}"):
        DEFAULTS["letters.received_subject"].check("{scores}")


def test_a_brace_is_typed_twice_and_a_filled_value_is_not_read_again():
    assert letters.fill("{{{name}}} {number}", {"name": "{number}", "number": "7"}) == "{{number}} 7"


def test_an_emptied_text_is_the_shipped_one_again():
    assert DEFAULTS["letters.received"].check("  ") == TEXTS[LetterKind.RECEIVED]


@given(st.text(alphabet="ab{} \n", max_size=30))
def test_any_text_is_filled_or_refused(text):
    try:
        letters.check(text, {"a", "b"})
    except InvalidInput:
        return
    assert isinstance(letters.fill(text, {"a": "{", "b": "}"}), str)


def test_paragraphs_and_lists():
    assert letters.blocks("Dear A,\n\nWhy:\n- one\n  more\n- two\n\n\nBye\nnow") == (
        "Dear A,", "Why:", ("one more", "two"), "Bye\nnow",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("eligibility", "state", "made", "wanted"),
    [
        (Eligibility.ELIGIBLE, ApplicationState.ELIGIBLE, (), LetterKind.RECEIVED),
        (Eligibility.ELIGIBLE, ApplicationState.ELIGIBLE, (LetterKind.RECEIVED,), None),
        (Eligibility.NOT_ELIGIBLE, ApplicationState.NOT_ELIGIBLE, (LetterKind.RECEIVED,), LetterKind.NOT_ELIGIBLE),
        (Eligibility.COORDINATOR_DECIDES, ApplicationState.RECEIVED, (), LetterKind.MORE_INFORMATION),
        (Eligibility.ELIGIBLE, ApplicationState.WITHDRAWN, (), None),
        (Eligibility.ELIGIBLE, ApplicationState.SELECTED, (), None),
    ],
)
def test_an_application_wants_the_letter_of_its_answer_once(eligibility, state, made, wanted):
    assert letter_wanted(eligibility, state, frozenset(made)) is wanted


def test_a_decided_application_wants_the_letter_of_where_it_stands():
    states = (ApplicationState.SELECTED, ApplicationState.WAITLISTED, ApplicationState.DECLINED)

    assert [outcome_letter_wanted(state, None) for state in states] == [
        LetterKind.SELECTED, LetterKind.WAITLISTED, LetterKind.DECLINED,
    ]  # fmt: skip
    assert outcome_letter_wanted(ApplicationState.WAITLISTED, LetterKind.WAITLISTED) is None
    assert outcome_letter_wanted(ApplicationState.SELECTED, LetterKind.WAITLISTED) is LetterKind.SELECTED
    assert outcome_letter_wanted(ApplicationState.SCORED, None) is None
