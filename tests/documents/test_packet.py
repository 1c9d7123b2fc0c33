"""The selection packet on paper: tagged, complete, the same again for the same cycle."""

from dataclasses import replace
from datetime import date

import pytest

from tests.documents.pdf_rules import check
from tests.random_packets import NOON, random_packet
from umdesk.documents import packet as document
from umdesk.domain.packet import (
    AgreementPart,
    ConflictPart,
    CorrectionPart,
    DecisionPart,
    DrawnPart,
    EventPart,
    FlagPart,
    LetterPart,
    MovePart,
    PacketSnapshot,
    SheetPart,
    ViewingPart,
)
from umdesk.domain.ties import draw_digest

SEED = "0123456789abcdef0123456789abcdef"


@pytest.fixture(scope="module")
def packet() -> PacketSnapshot:
    """A packet with something in each part, and texts that try to be markup."""
    made = random_packet(11, applications=12, raters=7)
    first = made.applications[0]
    wordy = tuple(_with_words(sheet) for sheet in first.sheets)
    texts = (("Statement", "I want to learn <b>budgeting</b> & more.\n\nIt is my goal.\x07"), ("Exams", "None"))
    one, two = made.places[:2]
    group = tuple(DrawnPart(place.rank, place.number, draw_digest(SEED, place.number)) for place in (one, two))
    old = replace(made.versions[0], reason="", criteria=made.criteria[:1])
    return replace(
        made,
        applications=(replace(first, name="<i>O'Neil</i>, Ana", texts=texts, sheets=wordy), *made.applications[1:]),
        versions=(old, replace(made.versions[0], version=2, reason="A level was missing.")),
        closed_at=NOON,
        keep_until=date(2031, 5, 20),
        state="closed",
        conflict_definition="You have one if:\n\n- you are related;\n- you are friends.\n\nSay so.",
        conflicts=(ConflictPart(one.number, one.name, "Rater 01", "a conflict: cousin", "recused", "", "Maria", NOON),),
        draw=replace(made.draw, seed=SEED, digest="ab" * 32, source="the operating system", held_at=NOON,
                     witnesses="witnessed by Ann Lee and Bo Cruz", groups=(group,)),
        flags=(FlagPart(two.number, two.name, two.score, "settled by discussion", True, "Talked.", "Maria", NOON),),
        notes=("Without any one rater, the same applicants would be in the places.",),
        agreement=(AgreementPart("Aptitude", "0.812", "45 pairs", "Raters agreed well."),),
        decisions=(DecisionPart(one.number, one.name, 1, "selected", "", "", "", "Maria", NOON, NOON),
                   DecisionPart(two.number, two.name, 2, "not selected", "resigned", "Left in May.", "Above the line.",
                                "Maria", NOON, None)),
        moves=(MovePart(date(2026, 6, 1), one.number, one.name, "Declined the place.", "Moved away.", ""),),
        corrections=(CorrectionPart(NOON, "Maria", "Typing slip.", ("2026-0003, Bo: 8 → 9",),
                                    ((one.number, "2, 80.00", "1, 81.00"),), 11),),
        letters=(LetterPart(one.number, one.name, "selected", NOON, "Maria", date(2026, 6, 2), "Maria"),),
        viewings=(ViewingPart("the results", "Maria", NOON),),
        history=(EventPart(2, NOON, "Maria", "Made the cycle", ""), EventPart(9, NOON, "Bo", "Rated", "", 40)),
        missing=("1 letter was not sent.",),
    )  # fmt: skip


def _with_words(sheet: SheetPart) -> SheetPart:
    words = (("Criterion 1", "Good <para>example</para>."),)
    return replace(sheet, comments=words, came=("Submitted May 20.",), left_out=(("Old criterion", "4"),))


@pytest.fixture(scope="module")
def paper(packet: PacketSnapshot) -> document.Pdf:
    return document.render(packet)


def test_it_is_tagged_and_says_each_thing_once_in_order(packet, paper):
    made = check(paper.data)

    assert made.title == "Selection packet, Spring 2026"
    contents = made.rows(0)
    parts = [row[0] for row in contents[1:]]
    assert parts == [
        "Announcement", "Criteria and rules", "Raters and conflicts of interest", "Results", "Ties and the draw",
        "Wide spreads, stability and agreement", "Decisions", "Letters sent", "Who saw what", "History",
        "Every application with its ratings",
    ]  # fmt: skip
    pages = [int(row[1]) for row in contents[1:]]
    assert pages == sorted(pages)
    assert 1 <= pages[0] <= pages[-1] <= paper.pages
    assert paper.unprintable == ("\x07",)


def test_what_people_wrote_stands_as_they_wrote_it(paper):
    text = check(paper.data).text

    for words in ("<i>O'Neil</i>, Ana", "<b>budgeting</b> & more.", "Good <para>example</para>.", "Talked.",
                  "witnessed by Ann Lee and Bo Cruz", "You have one if:", "Old criterion"):  # fmt: skip
        assert words in text, words


def test_the_same_packet_gives_the_same_bytes_and_progress_can_stop_it(packet, paper):
    told: list[tuple[int, int]] = []

    again = document.render(packet, lambda done, total, _text: told.append((done, total)))

    assert again == paper
    assert told == [(number, 24) for number in range(1, 25)]
    with pytest.raises(KeyboardInterrupt):
        document.render(packet, _stop)


def _stop(_done: int, _total: int, _text: str) -> None:
    raise KeyboardInterrupt
