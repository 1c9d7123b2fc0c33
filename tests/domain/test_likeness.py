"""Who is likely one person: each way in which two records come about, and what is no sign of one."""

import time

import pytest

from umdesk.domain.likeness import Someone, Strength, compared, likely

NELSON = Someone("a", "Nelson", "Rebecca", "704134", "rebecca.nelson@dot.ca.gov", "530 555 0100")
APART = "employee numbers one digit apart (704134 and 704143)"


def other(last: str, first: str, number: str = "", email: str = "", phone: str = "") -> Someone:
    return Someone("b", last, first, number, email, phone)


@pytest.mark.parametrize(
    ("who", "strength", "reason"),
    [
        (other("Nelson", "Rebecca", "704134"), Strength.STRONG, "The same name and the same employee number."),
        (other("Nelson", "Rebecca"), Strength.LIKELY, "The same name; Rebecca Nelson has no employee number."),
        (
            other("Nelson", "Rebecca", "815007"),
            Strength.POSSIBLE,
            "The same name, but different employee numbers (704134 and 815007).",
        ),
        (
            other("Nélson", "REBECCA", "704143"),
            Strength.STRONG,
            f"The same name but for accents, capitals or signs and {APART}.",
        ),
        (
            other("Rebecca", "Nelson"),
            Strength.LIKELY,
            "First and last name in each other's place; Nelson Rebecca has no employee number.",
        ),
        (
            other("Nelsno", "Rebecca"),
            Strength.POSSIBLE,
            "Names that are a slip or a middle name apart; Rebecca Nelsno has no employee number.",
        ),
        (
            other("Nelson", "Becky"),
            Strength.POSSIBLE,
            "Rebecca and Becky can be one first name; Becky Nelson has no employee number.",
        ),
        (
            other("Bruce", "Becky", "815007", "Rebecca.Nelson@dot.ca.gov"),
            Strength.POSSIBLE,
            "The same email, but different employee numbers (704134 and 815007).",
        ),
        (
            other("Nelson", "Becky", "", "", "(530) 555-0100"),
            Strength.POSSIBLE,
            "Rebecca and Becky can be one first name and the same telephone; Becky Nelson has no employee number.",
        ),
        (other("Bruce", "Ann", "0704134"), Strength.LIKELY, "Employee numbers that differ by zeros in front."),
    ],
)
def test_two_records_are_likely_one_with_a_reason_in_words(who, strength, reason):
    found = compared(NELSON, who)
    assert found is not None
    assert (found.strength, found.reason) == (strength, reason)
    assert [(pair.strength, pair.reason) for pair in likely([NELSON, who])] == [(strength, reason)]


@pytest.mark.parametrize(
    "who",
    [
        other("Nelson", "Chase", "815007"),
        other("Nelson", "Chase"),
        other("Bruce", "Rebecca"),
        other("Bruce", "Chase", "704135"),  # a digit apart says nothing of two other names
        other("Nelsen", "Rebecca", "815007"),
        other("Bruce", "Chase", "815007", "", "530 555 0100"),  # colleagues share a telephone
    ],
)
def test_what_many_share_is_no_sign(who):
    assert likely([NELSON, who]) == []


def test_those_found_to_be_two_are_left_out_and_the_likeliest_come_first():
    people = [NELSON, other("Nelson", "Rebecca", "704134"), Someone("c", "Nelson", "Rebecca")]
    assert [pair.strength for pair in likely(people)] == [Strength.STRONG, Strength.LIKELY, Strength.LIKELY]
    assert len(likely(people, [frozenset("ab")])) == 2


def test_an_email_of_the_whole_office_makes_nobody_one():
    names = [chr(97 + n % 26) * (4 + n % 5) for n in range(20)]
    office = [Someone(str(n), name, name[::2], "", "office@dot.ca.gov") for n, name in enumerate(names)]
    assert likely(office) == []


def test_many_people_of_one_name_take_no_time_and_cancel_is_heard():
    crowd = [Someone(f"{n:05}", "Garcia", "Maria", f"{n * 37:06}" if n % 3 else "") for n in range(6_000)]
    began = time.process_time()
    assert likely(crowd)
    assert time.process_time() - began < 5

    class Stop(Exception):
        pass

    def stop(done: int, _total: int, _what: str) -> None:
        if done:
            raise Stop

    with pytest.raises(Stop):
        likely(crowd, (), stop)
