"""The numbers of a packet as a workbook computes them, and the years that it is kept."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.random_packets import packet_of, random_packet
from umdesk.domain.packet import keep_until
from umdesk.domain.packet_numbers import differences, lines, rounded
from umdesk.domain.ranking import Candidate, RaterSheet, Rules
from umdesk.domain.scoring import Criterion


@pytest.mark.parametrize(
    ("closed", "years", "until"),
    [
        (date(2026, 5, 20), 5, date(2031, 5, 20)),
        (date(2024, 2, 29), 5, date(2029, 3, 1)),
        (date(2024, 2, 29), 8, date(2032, 2, 29)),
    ],
)
def test_no_year_of_keeping_is_short(closed, years, until):
    assert keep_until(closed, years) == until


def test_a_workbook_ranks_as_umdesk_does_for_cycles_made_by_chance():
    for seed in range(80):
        packet = random_packet(seed)
        computed = lines(packet)
        assert differences(packet, computed) == ()
        ranks = {line.number: line.rank for line in computed if line.rank is not None}
        assert ranks == {place.number: place.rank for place in packet.places}, seed
        found = {line.number: line.n for line in computed}
        assert all(found[place.number] == place.n for place in packet.places)


def test_scores_nearer_than_nine_places_are_told_where_the_workbook_cannot():
    rules = Rules((Criterion("k", "Points", Decimal("1e12"), Decimal(1)),), minimum_raters=1)
    near = [Candidate(f"2026-000{n}", (RaterSheet("Bo", {"k": Decimal(500 + n)}),)) for n in (1, 2, 3)]
    packet = packet_of(near, rules, ("Bo",))

    told = differences(packet, lines(packet))

    assert [place.rank for place in packet.places] == [1, 2, 3]
    where = "Its exact score lies within a billionth of that of"
    told_of = {sentence.partition(": ")[0]: sentence.partition(": ")[2] for sentence in told}
    assert told_of == {
        "2026-0001": f"umdesk gives rank 3, the workbook rank 1. {where} 2026-0003, 2026-0002, closer than a workbook "
        "compares.",
        "2026-0002": f"umdesk gives rank 2, the workbook rank 1. {where} 2026-0003, 2026-0001, closer than a workbook "
        "compares.",
    }


def test_a_wrong_rank_is_found():
    packet = random_packet(7)
    wrong = replace(packet.places[0], rank=packet.places[0].rank + 1)

    (told,) = differences(replace(packet, places=(wrong, *packet.places[1:])), lines(packet))

    assert told.startswith(f"{wrong.number}: umdesk gives rank 2, the workbook rank 1.")


def test_rounding_is_half_away_from_zero():
    assert [rounded(value) for value in (0.0000000005, 1.0000000015, 2.0000000004, 1e-12)] == [
        1e-9,
        1.000000002,
        2.0,
        0,
    ]
