"""What a password must be: length over rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umdesk.domain import account_names, passwords
from umdesk.domain.errors import InvalidInput
from umdesk.services.passwords import check

COMMON = frozenset({"password", "correcthorsebattery"})


@pytest.mark.parametrize(
    "password",
    ["correct horse battery", "onlysmallletters", "CAPITALS AND MORE", "4821 9934 1702 55", "žluťoučký kůň"],
)
def test_length_is_enough_without_capitals_digits_or_signs(password: str) -> None:
    check(password, "Maria Ortega")


@pytest.mark.parametrize("password", ["", "short", "elevenchars", "           x", "            "])
def test_fewer_than_twelve_characters_are_refused(password: str) -> None:
    with pytest.raises(InvalidInput, match=r"at least 12 characters|cannot be blank") as refused:
        check(password)
    assert refused.value.field == "password"


@pytest.mark.parametrize(
    "password", ["Password1234", "1234password", "..PASSWORD!!..", "2026 password 2026", "passwordpassword"]
)
def test_a_common_password_with_digits_and_signs_around_it_is_refused(password: str) -> None:
    with pytest.raises(InvalidInput, match="10,000 passwords that people use most"):
        check(password)


@pytest.mark.parametrize("password", ["aaaaaaaaaaaa", "abcabcabcabc", "1212121212121", "ab12ab12ab12ab"])
def test_one_short_piece_over_and_over_is_refused(password: str) -> None:
    with pytest.raises(InvalidInput, match="one short piece over and over"):
        check(password)


@pytest.mark.parametrize("password", ["Maria Ortega", "mariaortega1", "ortega.maria!", "2026 maria-ortega 2026"])
def test_the_name_of_the_account_is_refused(password: str) -> None:
    with pytest.raises(InvalidInput, match="name of its account"):
        check(password, "Maria Ortega")


def test_accents_typed_on_two_keyboards_count_the_same() -> None:
    check("café au lait")
    check("cafe\u0301 au lait")


@given(
    st.text(st.characters(categories=("Ll", "Nd"), max_codepoint=127), min_size=4, max_size=30),
    st.sampled_from(sorted(COMMON)),
)
def test_digits_around_a_common_password_never_help(noise: str, word: str) -> None:
    digits = "".join(letter for letter in noise if letter.isdecimal())
    with pytest.raises(InvalidInput):
        passwords.check(digits + word + digits, common=COMMON)


@given(st.text(min_size=0, max_size=40))
def test_whatever_is_typed_is_taken_or_refused_in_a_sentence(password: str) -> None:
    try:
        passwords.check(password, "Maria Ortega", common=COMMON)
    except InvalidInput as error:
        assert error.message.endswith(".")  # noqa: PT017 -- most texts are refused, some are taken
    else:
        assert len(password.strip()) >= 1


@pytest.mark.parametrize(("typed", "name"), [(" Bo   Reader ", "Bo Reader"), ("Zoe\u0308", "Zo\u00eb")])
def test_a_name_is_tidied(typed: str, name: str) -> None:
    assert account_names.tidy(typed) == name


@pytest.mark.parametrize("typed", ["", "  ", "x" * 81, "Bo\u202eReader", "Bo\x00", "Bo\u200bReader"])
def test_a_name_that_cannot_be_told_apart_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        account_names.tidy(typed)
    assert refused.value.field == "name"


def test_names_are_one_without_regard_to_capitals_and_blanks() -> None:
    assert account_names.same("BO  reader", " Bo Reader")
    assert not account_names.same("Bo Reader", "BoReader")
