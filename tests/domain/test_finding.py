"""Finding by words: what fits and what stands first, as the rule says and as a plain look through all would have it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umdesk.domain import finding
from umdesk.domain.finding import Entry, Grade, Index, Kind

PEOPLE = (
    Entry(Kind.PERSON, "1", "O’Brien, Seán", "100731"),
    Entry(Kind.PERSON, "2", "Nelson, Rebecca", "000512 rebecca.nelson@fire.example"),
    Entry(Kind.PERSON, "3", "Abbott, Nelly", "100900"),
    Entry(Kind.PERSON, "4", "Brien, Ana", "4"),
    Entry(Kind.PERSON, "5", "García-López, Ana", ""),
)


def titles(index: Index, text: str, most: int = 10) -> list[str]:
    return [entry.title for group in index.find(finding.words_of(text), most) for entry in group.entries]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("obrien", ["O’Brien, Seán"]),
        ("O'BRIEN sean", ["O’Brien, Seán"]),
        ("sean o’brien", ["O’Brien, Seán"]),
        ("brien", ["Brien, Ana", "O’Brien, Seán"]),
        ("nel", ["Nelson, Rebecca", "Abbott, Nelly"]),
        ("rebecca, nelson", ["Nelson, Rebecca"]),
        ("512", ["Nelson, Rebecca"]),
        ("00512", ["Nelson, Rebecca"]),
        ("731", ["O’Brien, Seán"]),
        ("rebecca.nelson@fire", ["Nelson, Rebecca"]),
        ("ana", ["Brien, Ana", "García-López, Ana"]),
        ("lopez garcia", ["García-López, Ana"]),
        ("nobody", []),
        ("", []),
        (" ,-' ", []),
    ],
)
def test_people_are_found_as_one_types_them(typed, found):
    assert titles(Index(PEOPLE), typed) == found


def test_a_number_is_found_with_and_without_its_zeros_and_at_every_key_on_the_way():
    index = Index([Entry(Kind.APPLICATION, str(n), f"2026-{n:04d}") for n in (7, 70, 17)])

    for typed in ("2026", "2026-", "2026-0", "2026-00", "2026-000", "2026-0007", "2026-7"):
        assert titles(index, typed)[0] == "2026-0007"
    assert titles(index, "2026-0007") == ["2026-0007", "2026-0070", "2026-0017"]


def test_groups_stand_in_the_order_of_how_well_they_fit():
    index = Index(
        [
            Entry(Kind.COMMAND, "lock", "Lock the window"),
            Entry(Kind.PERSON, "1", "Lock, Ana"),
            Entry(Kind.PERSON, "2", "Lockwood, Bo"),
            Entry(Kind.HELP, "h", "Locking"),
            Entry(Kind.UNIT, "u", "Havelock"),
        ]
    )

    found = index.find(finding.words_of("lock"), 5)

    assert [(group.kind, group.grade) for group in found] == [
        (Kind.PERSON, Grade.WHOLE), (Kind.COMMAND, Grade.WHOLE), (Kind.HELP, Grade.FIRST), (Kind.UNIT, Grade.MIDDLE),
    ]  # fmt: skip
    assert [entry.title for entry in found[0].entries] == ["Lock, Ana", "Lockwood, Bo"]


@pytest.mark.parametrize(
    ("text", "typed", "marked"),
    [
        ("O’Brien, Seán", "obri", ["O’Bri"]),
        ("O’Brien, Seán", "sean", ["Seán"]),
        ("Muñoz, José", "munoz jo", ["Muñoz", "Jo"]),
        ("0731 Office Technician", "731", ["731"]),
        ("Abbott, Nelly", "ell", ["ell"]),
        ("Weiß, Bo", "weiss", ["Weiß"]),
        ("Nelson, Nelly", "nel", ["Nel", "Nel"]),
        ("Nelson", "x", []),
    ],
)
def test_the_part_that_fits_is_marked(text, typed, marked):
    found = finding.marks(text, finding.words_of(typed))

    assert [text[start : start + length] for start, length in found] == marked


WORDS = st.lists(
    st.sampled_from(["ana", "Aná", "an", "anna", "o’an", "0007", "70", "7", "b", "ba-an"]), min_size=1, max_size=3
)
ENTRIES = st.dictionaries(st.sampled_from("abcdefgh"), WORDS.map(" ".join), max_size=8)
TYPED = st.one_of(WORDS.map(" ".join), st.sampled_from(["a", "n", "an a", "a n", "0", "7 a", "na", "b an"]))


def naive(entries: dict[str, str], typed: str) -> list[str]:
    words = finding.words_of(typed)
    made = [Entry(Kind.UNIT, each, title) for each, title in entries.items()]
    graded = [(finding.grade(each, words), finding.folded(each.title), each.id) for each in made]
    return [each[2] for each in sorted(found for found in graded if found[0] is not None)]


@given(before=ENTRIES, after=ENTRIES, gone=st.sets(st.sampled_from("abcdefgh")), typed=TYPED, many=st.integers(1, 9))
def test_an_index_finds_what_a_plain_look_through_all_finds_also_after_changes(before, after, gone, typed, many):
    index = Index([Entry(Kind.UNIT, each, title) for each, title in before.items()], many=many)
    index.find(finding.words_of(typed), 5)
    index.put([Entry(Kind.UNIT, each, title) for each, title in (*before.items(), *after.items())])
    index.remove(Kind.UNIT, gone)
    there = {each: title for each, title in (before | after).items() if each not in gone}

    found = [entry.id for group in index.find(finding.words_of(typed), 5) for entry in group.entries]

    assert found == naive(there, typed)[:5]
    assert index.ids(Kind.UNIT) == set(there)


def test_what_is_put_again_is_found_by_its_new_title_only_in_a_long_list_too():
    index = Index(Entry(Kind.PERSON, str(n), f"Person {n}") for n in range(2500))

    index.put(Entry(Kind.PERSON, str(n), f"Renamed {n}") for n in range(0, 2500, 2))

    assert titles(index, "renamed 1200") == ["Renamed 1200"]
    assert titles(index, "person 1200") == []
    assert titles(index, "person 1201") == ["Person 1201"]
    assert len(index) == 2500


@given(st.text(st.sampled_from("aAéÉıßŁñ̃ -'’0Σς1ﬁ")), st.text(st.sampled_from("ae sszñ0")))
def test_marks_are_apart_and_inside_the_text(text, typed):
    words = finding.words_of(typed)

    found = finding.marks(text, words)

    ends = [0, *(start + length for start, length in found)]
    assert all(start >= end and length > 0 for (start, length), end in zip(found, ends, strict=False))
    assert ends[-1] <= len(text)
    fits = [finding.grade(Entry(Kind.UNIT, "", text), [word]) is not None for word in words]
    assert bool(found) == any(fits)
