"""Ranks, exact scores, draws, spread, stability and agreement equal a second reckoning from the rows alone.

`make reckon` does the same for a thousand cycles, up to 40 raters and 500 applications.
"""

import json
from fractions import Fraction

import pytest

from tests.comparing import compare
from tests.random_cycles import fill
from umdesk.cli.main import main

CYCLES = 40


@pytest.mark.usefixtures("signed_in")
def test_random_cycles_equal_a_second_reckoning(program, capsys):
    seen = set()
    for seed in range(CYCLES):
        cycle, name = fill(program, seed, people=4 + seed % 9, raters=1 + seed % 6)
        wanted = compare(program, cycle, name)
        seen.update(row["decided_by"].partition(":")[0] for row in wanted.ranking)
        seen.update(word for word, _, _ in wanted.stability.values())
        if seed in (3, 4, 5):
            assert main(["rank", str(program.folder), "--cycle", name, "--json"]) == 0
            told = json.loads(capsys.readouterr().out)
            assert [(row["rank"], row["application"], row["n"], row["decided_by"]) for row in told["ranking"]] == [
                (row["rank"], row["application"], row["n"], row["decided_by"]) for row in wanted.ranking
            ]
            assert [Fraction(row["exact"]) for row in told["ranking"]] == [row["exact"] for row in wanted.ranking]
            assert {row["application"] for row in told["unranked"]} == wanted.unranked.keys()
    assert seen == {"score", "criterion", "draw", "shared", "stable", "unstable", "not decided"}
