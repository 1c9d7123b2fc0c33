"""`umdesk rank`: the ranking as JSON and for people."""

import json

import pytest

from tests.selection_cycle import make_cycle
from umdesk.cli.main import main
from umdesk.domain.words import CycleState


@pytest.fixture(autouse=True)
def password(monkeypatch):
    monkeypatch.setenv("UMDESK_PASSWORD", "correct horse battery")
    monkeypatch.delenv("UMDESK_ACCOUNT", raising=False)


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


def test_there_is_no_ranking_before_scoring(program, capsys):
    make_cycle(program)

    assert main(["rank", str(program.folder), "--cycle", "Spring 2026", "--json"]) == 1
    assert "there is no ranking before scoring" in json.loads(capsys.readouterr().out)["error"]["message"]


def test_an_unknown_cycle_is_a_sentence_that_names_the_others(program, capsys):
    make_cycle(program)

    assert main(["rank", str(program.folder), "--cycle", "Fall"]) == 1
    assert "There are: Spring 2026." in capsys.readouterr().err
