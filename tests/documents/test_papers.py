"""The ranking and the recovery sheet on paper."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.documents.pdf_rules import check
from umdesk.documents import ranking, recovery
from umdesk.domain.snapshots import AgreementRow, WithoutRaterLine, snapshot_digest


def test_the_ranking_lists_rank_score_and_what_decided(ranking_snapshot):
    pdf = ranking.render(ranking_snapshot)

    read = check(pdf.data)
    assert read.title == "Ranking, Spring 2026"
    rows = read.rows(0)
    assert rows[0] == ["Rank", "Number", "Name", "Score", "Raters", "Spread", "Decided by", "Decision"]
    assert rows[1] == ["1", "2026-0001", "Nelson, Rebecca 1", "96.25", "3", "", "score", "Selected"]
    assert rows[12][6:] == ["draw", "Selected The one above declined."]
    assert len(rows) == 61
    assert pdf.pages == read.page_count == 3
    assert all("Decided by" in page for page in read.artifacts[1:2])


def test_the_ranking_says_all_that_is_needed_to_check_it_by_hand(ranking_snapshot):
    text = check(ranking.render(ranking_snapshot).data).text

    for sentence in (
        "12 places; the thick line is drawn under 2026-0012, rank 12.",
        "Mean of at least 3 raters",
        "Interest 10 1.5 yes yes Recommendation 5 1 no no",
        "First the mean of Interest decides.",
        "SHA-256 of the seed " + "ab" * 32,
        "Seed 0123456789abcdef0123456789abcdef",
        "2026-0900 Smith, John withdrawn on Mar 3, 2026",
        "Ann Lee • Cruz Díaz",
        "One application has a spread of 20 or more.",
    ):
        assert sentence in text


def explained(ranking_snapshot):
    """The same with rater scores, points by criterion, agreement and stability."""
    scored = tuple(
        replace(row, rater_scores=(("Ann Lee", row.score + 2), ("Cruz Díaz", row.score - 2)), points=(Decimal(4), None))
        for row in ranking_snapshot.rows
    )
    return replace(
        ranking_snapshot,
        rows=scored,
        agreement=(
            AgreementRow("Interest", "0.812", "60 pairs on 60 applications by 2 raters", "Raters agreed well."),
        ),
        marks="The marks are customary.",
        stability=(WithoutRaterLine("Ann Lee", "unstable", "2026-0013 would enter and 2026-0012 would leave"),),
    )


def test_each_applicant_has_a_line_of_dots_with_its_numbers_below_it(ranking_snapshot):
    read = check(ranking.render(explained(ranking_snapshot)).data)

    first, second = (figure.spoken for figure in read.root.all("Figure"))
    assert first.startswith(
        "Rater scores from 2026-0001, rank 1, to 2026-0040, rank 40, as rings on lines from 0 to 100."
    )
    assert first.endswith("The cut lies under 2026-0012. The table that follows holds the numbers.")
    assert "The cut" not in second
    for words in (
        "2026-0001 96.25 Ann Lee 98.25; Cruz Díaz 94.25",
        "2026-0001 4.00 – 96.25",
        "Ann Lee Unstable 2026-0013 would enter and 2026-0012 would leave",
        "Interest 0.812 60 pairs on 60 applications by 2 raters Raters agreed well. The marks are customary.",
    ):
        assert words in read.text


def test_a_long_name_of_a_cycle_is_cut_in_the_footer_only(ranking_snapshot):
    name = "Spring 2026 for everybody in the northern region and beyond, " * 3

    read = check(ranking.render(replace(ranking_snapshot, cycle=name)).data)

    assert name.strip() in read.text
    assert all(len(page[-1]) < 90 for page in read.artifacts)


def test_a_seed_is_not_told_before_the_draw(ranking_snapshot):
    text = check(ranking.render(replace(ranking_snapshot, seed="")).data).text

    assert "Seed not drawn yet" in text


def test_a_ranking_without_rows_or_places_says_so(ranking_snapshot):
    bare = replace(
        ranking_snapshot, rows=(), unranked=(), above_line=None, places=None, seed_digest="", seed="", ties=()
    )

    text = check(ranking.render(bare).data).text

    assert "No application has a rank." in text
    assert "There is no draw: those still tied share a rank." in text


def test_the_recovery_sheet_is_one_page_with_the_code_and_no_digest(sheet):
    pdf = recovery.render(sheet)

    read = check(pdf.data)
    assert pdf.pages == 1
    assert f"Recovery code {sheet.code}" in read.text
    assert read.artifacts == [["Recovery sheet 1/1"]]


@pytest.mark.parametrize(
    ("render", "fixture"),
    [(ranking.render, "ranking_snapshot"), (recovery.render, "sheet")],
)
def test_identical_input_gives_identical_bytes(render, fixture, request):
    snapshot = request.getfixturevalue(fixture)

    assert render(snapshot) == render(replace(snapshot))


def test_the_digest_tells_content_apart_and_knows_equal_amounts(plan):
    more = replace(plan, costs=(replace(plan.costs[0], estimate=Decimal("138.00")), plan.costs[1]))
    other = replace(plan, costs=(replace(plan.costs[0], estimate=Decimal("138.01")), plan.costs[1]))

    assert snapshot_digest(more) == snapshot_digest(plan)
    assert snapshot_digest(other) != snapshot_digest(plan)
    assert len(snapshot_digest(plan)) == 64
