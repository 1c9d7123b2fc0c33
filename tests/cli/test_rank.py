"""`umdesk rank`: the ranking as JSON and for people."""

import json

import pytest

from tests.selection_cycle import make_cycle
from umdesk.cli.main import main
from umdesk.domain.words import CycleState

pytestmark = pytest.mark.usefixtures("signed_in")


@pytest.fixture
def scored(program):
    made = make_cycle(program, people=3)
    made.go(CycleState.SCORING)
    made.rate("2026-0001", (5, 5), (6, 6), (6, 6))
    made.rate("2026-0002", (9, None), (9, "n/a"), (5, 5))
    made.rate("2026-0003", (9, 9))
    return made


def test_the_ranking_is_exact(scored, capsys):
    assert main(["rank", str(scored.program.folder), "--cycle", "spring 2026", "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert told == {
        "cycle": "Spring 2026",
        "formula": (
            "A rater's score = 100 × (2 × Aptitude/10 + 1 × Courses/10) ÷ 3; an optional criterion without a number "
            "leaves both sums. The score is the mean of at least 3 raters."
        ),
        "ranking": [
            {
                "rank": 1, "application": "2026-0002", "score": 76.67, "exact": "230/3", "n": 3, "spread": 40.0,
                "decided_by": "score",
            },
            {
                "rank": 2, "application": "2026-0001", "score": 56.67, "exact": "170/3", "n": 3, "spread": 10.0,
                "decided_by": "score",
            },
        ],
        "unranked": [{"application": "2026-0003", "reason": "1 complete score; it takes 3."}],
    }  # fmt: skip


def test_people_read_the_same_with_what_to_settle(scored, capsys):
    assert main(["rank", str(scored.program.folder), "--cycle", "Spring 2026"]) == 0

    said = capsys.readouterr().out
    assert "   1  2026-0002  76.67       3   40.00  look again  score" in said
    assert "2026-0003   1 complete score; it takes 3." in said


def test_before_scoring_everybody_is_among_the_unranked(program, capsys):
    made = make_cycle(program)

    assert main(["rank", str(program.folder), "--cycle", "Spring 2026", "--json"]) == 0
    captured = capsys.readouterr()
    told = json.loads(captured.out)
    assert told["ranking"] == []
    assert [one["application"] for one in told["unranked"]] == sorted(made.applications)
    assert all(one["reason"] == "No complete score yet; it takes 3." for one in told["unranked"])
    assert "scoring has not started" in captured.err


def test_an_unknown_cycle_is_a_sentence_that_names_the_others(program, capsys):
    make_cycle(program)

    assert main(["rank", str(program.folder), "--cycle", "Fall"]) == 1
    assert "There are: Spring 2026." in capsys.readouterr().err
