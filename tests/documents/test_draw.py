"""The draw on paper, before it is held and after."""

from dataclasses import replace
from datetime import date

from tests.documents.pdf_rules import check
from umdesk.documents import draw
from umdesk.domain.draws import DrawnGroup, DrawnLine, DrawSnapshot, example
from umdesk.domain.ties import draw_digest, seed_digest

SEED = "seven green apples"
NUMBERS = sorted(("2026-0001", "2026-0004", "2026-0009"), key=lambda number: draw_digest(SEED, number))
HELD = DrawSnapshot(
    department="Department of Example",
    office="Redding",
    cycle="Spring 2026",
    digest=seed_digest(SEED),
    source="words read out, witnessed by Ann Lee and Bo Day",
    fixed="May 4, 2026, 9:00 AM",
    seed=SEED,
    needed=True,
    groups=(
        DrawnGroup("76.67", tuple(DrawnLine(rank, n, draw_digest(SEED, n)) for rank, n in enumerate(NUMBERS, start=3))),
    ),
    held="May 20, 2026, 9:00 AM; witnessed by Ann Lee and Bo Day",
    made_on=date(2026, 5, 20),
    made_by="Maria Ortega",
)


def test_the_fingerprint_is_one_page_that_tells_no_seed() -> None:
    pdf = draw.render(replace(HELD, seed="", groups=(), held=""))
    read = check(pdf.data)
    assert (read.title, pdf.pages) == ("Fingerprint of the draw, Spring 2026", 1)
    assert HELD.digest in read.text
    assert f"the command {example()[0]} answers {example()[1]}" in read.text
    assert f"“{SEED}”" not in read.text
    assert f" {SEED} " not in read.text


def test_a_cycle_may_be_called_what_no_font_draws() -> None:
    pdf = draw.render(replace(HELD, cycle="Spring 😀\n漢 2026\uffff"))
    read = check(pdf.data)
    assert pdf.unprintable == ("😀", "漢", "\uffff")
    assert any("Draw, Spring \ufffd \ufffd 2026\ufffd 1/" in " ".join(artifact) for artifact in read.artifacts)


def test_the_draw_lists_each_group_with_its_digests_in_order() -> None:
    read = check(draw.render(HELD).data)
    assert read.title == "Draw, Spring 2026"
    assert read.rows(0)[1:] == [[str(r), n, draw_digest(SEED, n)] for r, n in enumerate(NUMBERS, start=3)]
    for sentence in (
        f"Seed {SEED}",
        "the same, so it is the seed that was fixed",
        "held on May 20, 2026, 9:00 AM; witnessed by Ann Lee and Bo Day",
        "Group 1: tied at a score of 76.67",
    ):
        assert sentence in read.text
    assert "another one: this is not the seed" in check(draw.render(replace(HELD, seed="eight")).data).text
    assert "No place had to be drawn" in check(draw.render(replace(HELD, needed=False, groups=())).data).text
