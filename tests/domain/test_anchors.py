"""An anchor is typed from paper: with any spaces, in the short or the long form, and a slip of the finger is seen."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umdesk.domain import anchors
from umdesk.domain.anchors import Anchor
from umdesk.domain.errors import InvalidInput

HASH = hashlib.sha256(b"x").hexdigest()


def test_the_short_form_is_the_number_sixteen_digits_and_a_check_group():
    assert anchors.short_form(123, HASH) == "123 2d71 1642 b726 b044 d3bd"


@given(st.integers(1, 10**7), st.binary(min_size=32, max_size=32), st.sampled_from([" ", "-", " - ", ":", "\t"]))
def test_what_is_printed_can_be_typed_in_again(event, digest, between):
    hash_ = digest.hex()
    short = between.join(anchors.short_form(event, hash_).split(" "))
    long = between.join((str(event), *anchors.long_form(event, hash_)))
    assert anchors.parse(short.upper()) == Anchor(event, hash_[:16])
    assert anchors.parse(long) == Anchor(event, hash_)
    assert anchors.parse(f"Event {event}: {hash_}") == Anchor(event, hash_)
    assert anchors.parse(f"{event} {hash_[:16]}") == Anchor(event, hash_[:16])


@given(st.integers(4, 23), st.sampled_from("0123456789abcdef"))
def test_a_mistyped_digit_is_a_slip_and_not_a_changed_history(place, digit):
    typed = list(anchors.short_form(123, HASH))
    if typed[place] in {" ", digit}:
        return
    typed[place] = digit
    with pytest.raises(InvalidInput, match="not typed as it stands"):
        anchors.parse("".join(typed))


@pytest.mark.parametrize(
    "text",
    [
        "365 e16c fed7 66ef 77bb 4db0", "Event 365:\nE16C FED7\n66EF 77BB\n4DB0\n", "365 “e16c fed7 — 66ef_77bb 4db0”",
        "365, el6c fed7 66ef 77bb 4dbO",
    ],
)  # fmt: skip
def test_a_photo_and_a_letter_taken_for_a_digit_are_read(text):
    assert anchors.parse(text) == Anchor(365, "e16cfed766ef77bb")


def test_a_comma_after_the_number_is_not_taken_for_one_of_thousands():
    typed = anchors.short_form(123, HASH).replace(" ", ",", 1)
    assert anchors.parse(typed) == anchors.parse("123 " + HASH[:16]), typed
    assert anchors.parse(f"1,230 {HASH}") == Anchor(1230, HASH)


@pytest.mark.parametrize("text", ["", "123", "9f41b380", "123 9f41", "123 9f41 b380 c2d3 e4f5 7a2", "no anchor at all"])
def test_what_is_no_anchor_is_refused(text):
    with pytest.raises(InvalidInput, match="not an anchor"):
        anchors.parse(text)
