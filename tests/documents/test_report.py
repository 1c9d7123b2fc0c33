"""Any report on paper: what it says, how it is tagged, and its charts."""

from dataclasses import replace
from decimal import Decimal
from time import process_time

import pytest

from tests.documents.pdf_rules import check
from tests.sample_report import CONTENT, REPORT, TREND, several, sum_of, with_part
from umdesk.documents import charts, report
from umdesk.domain.reports.model import Content, Series, Table


@pytest.fixture(scope="module")
def paper():
    """The report with every kind of part, read back by its structure."""
    return check(report.render(REPORT).data)


def test_the_head_says_whose_it_is_on_what_period_and_who_made_it(paper):
    assert paper.title == "Director's summary, Jul 1, 2025 to Jun 30, 2026"
    assert [node.text for node in paper.root.all("H1")] == ["Director's summary"]
    for said in (
        "Department of Example", "Redding Field Office", "Made on May 20, 2026", "by Maria Ortega",
        "Upward Mobility Program, program year 2025-26, Jul 1, 2025 to Jun 30, 2026, through May 20, 2026",
    ):  # fmt: skip
        assert said in paper.text
    assert paper.artifacts[0][-1].startswith("Director's summary 1/")


def test_what_is_missing_stands_before_the_first_part(paper):
    words = paper.text

    assert words.index("The needs of the next two years are not written.") < words.index("At a glance")


def test_figures_stand_in_their_units_and_lead_to_their_footnotes(paper):
    for said in ("Participants (1) 2", "UM hires 1", "left -$1,199.50", "hours 7.25 hours"):
        assert said in paper.text
    assert "1. Participant: active on a day of the period. 2. Costs: money records dated in the period." in paper.text


def test_tables_show_rows_and_totals_and_say_when_they_are_empty(paper):
    listed = next(rows for rows in map(paper.rows, range(9)) if rows[0][0] == "Name")

    assert listed == [
        ["Name", "Since", "Spent", "Activities", "Note"],
        ["Nelson, Rebecca", "Sep 1, 2025", "$340.75", "3", "=1+1"],
        ["Nguyễn, Daniel", "Feb 28, 2026", "$9.25", "0", "@cmd"],
        ["Total", "", "$350.00", "2", ""],
    ]
    assert "No class has employees." in paper.text
    assert "Two exams fell out. Nobody could apply." in paper.text
    assert "+ more <b>text</b>" in paper.text
    assert "Nobody wrote what is needed." in paper.text


def test_a_chart_tells_its_numbers_in_words_and_in_a_table(paper):
    first, second = paper.root.all("Figure")

    assert first.spoken == "Bar chart: UM hires by year, UM hires. 2023-24: 1. 2024-25: 4. 2025-26: 2. Goal 3."
    assert "Draft: 0 to 30 days 2, Over 30 days 3." in second.spoken
    assert "2023-24" in first.text
    assert "Goal 3" in first.text
    assert paper.rows(0) == [
        ["Program year", "UM hires"], ["2023-24", "1"], ["2024-25", "4"], ["2025-26", "2"],
    ]  # fmt: skip
    assert paper.rows(1)[1:] == [["Draft", "2", "3"], ["In review by somebody", "1", "0"]]


def test_a_long_chart_is_cut_into_pictures_of_one_scale():
    names = tuple(f"Class {place} with a title that is far too long for the room beside its bar" for place in range(70))
    hires = Series("Hires", tuple(several(f"hires/{place}", place % 9) for place in range(70)))
    long = replace(TREND, categories=names, series=(hires,))

    read = check(report.render(with_part(long)).data)

    assert len(read.root.all("Figure")) == len(charts.pieces(long, 504.0)) == 4
    assert sum(len(piece.categories) for piece in charts.pieces(long, 504.0)) == 70


def test_the_screen_gets_the_same_chart_in_its_colours():
    shown = charts.svg(TREND, 504.0, charts.Inks("#eeeeee", "#888888", ("#66aaff",))).decode()

    assert "Goal 3" in shown
    assert "clipPath" not in shown
    assert "rgb(" in shown or "#" in shown


def test_bars_below_nothing_run_the_other_way():
    left = replace(TREND, goal=None, series=(Series("Left", tuple(sum_of(f"l{n}", str(n - 1)) for n in range(3))),))
    shapes = charts.drawing(left, 504.0).contents
    below, above = (shape for shape in shapes if type(shape).__name__ == "Rect")
    zero = next(shape for shape in shapes if type(shape).__name__ == "Line")

    assert below.x + below.width == pytest.approx(zero.x1) == pytest.approx(above.x)
    assert below.width == pytest.approx(above.width)
    assert "-$1.00" in [shape.text for shape in shapes if type(shape).__name__ == "String"]


def test_a_year_without_a_goal_has_no_bar_and_says_so():
    goals = Series("Goal", (several("goal", 3), "no goal", "no goal"))
    both = replace(TREND, goal=None, series=(*TREND.series, goals))
    shapes = charts.drawing(both, 504.0).contents
    samples, bars = 2, 3 + 1

    assert sum(type(shape).__name__ == "Rect" for shape in shapes) == samples + bars
    assert [shape.text for shape in shapes if type(shape).__name__ == "String"].count("no goal") == 2
    read = check(report.render(with_part(both)).data)
    assert read.rows(0)[1:] == [["2023-24", "1", "3"], ["2024-25", "4", "no goal"], ["2025-26", "2", "no goal"]]
    assert "2025-26: UM hires 2, Goal: no goal" in read.root.all("Figure")[0].spoken


def test_one_footnote_of_a_whole_column_stands_in_its_heading_and_others_at_their_numbers():
    def told(key, definition):
        return replace(several(key, 1), definition=definition)

    rows = (("x", told("a", "All."), told("b", "One.")), ("y", told("c", "All."), several("d", 2)))
    table = Table("T", ("Who", "A", "B"), rows)
    read = check(report.render(with_part(table)).data)

    assert read.rows(0) == [["Who", "A (1)", "B"], ["x", "1", "1 (2)"], ["y", "1", "2"]]


def test_a_wide_table_is_set_in_narrower_type_before_anything_breaks():
    titles = tuple(f"Column {place}" for place in range(9))
    row = ("Somebody with a long name", *(sum_of(f"c{place}", "123456.78") for place in range(8)))
    read = check(report.render(with_part(Table("Wide", titles, (row,)))).data)

    assert read.rows(0)[1] == ["Somebody with a long name", *["$123,456.78"] * 8]


def test_more_columns_than_fit_break_their_words_and_nothing_else():
    titles = ("Address", *(f"C{place}" for place in range(14)))
    row = ("https://" + "x" * 200, *(["many words of a text that nobody foresaw"] * 13), "")
    read = check(report.render(with_part(Table("Wide", titles, (row,)))).data)

    assert read.rows(0)[1][0].replace(" ", "") == row[0]
    assert read.rows(0)[1][-1] == ""


def test_a_list_of_five_thousand_people_is_drawn_in_under_two_seconds():
    rows = tuple(
        (f"Nelson {n}, Ann", f"{n:06}", "1441 Office Assistant (General)", REPORT.head.made_on, "active",
         sum_of(f"h{n}", str(n % 40)), several(f"a{n}", n % 3)) for n in range(5000)
    )  # fmt: skip
    table = Table("Participants", ("Name", "Number", "Class", "Since", "State", "Spent", "Activities"), rows)
    began = process_time()
    made = report.render(with_part(table))

    assert process_time() - began < 2.0
    assert made.pages > 50


def test_the_same_report_gives_the_same_bytes_and_another_number_another_digest():
    other = replace(REPORT, content=replace(CONTENT, parts=(*CONTENT.parts[1:],)))

    assert report.render(REPORT).data == report.render(REPORT).data
    assert report.render(other).digest != report.render(REPORT).digest


def test_an_empty_report_is_a_page():
    read = check(report.render(replace(REPORT, content=Content(()))).data)

    assert read.page_count == 1


def test_a_goal_beyond_all_bars_stays_on_the_picture():
    shapes = charts.drawing(replace(TREND, goal=Decimal(400)), 504.0).contents
    said = next(shape for shape in shapes if type(shape).__name__ == "String" and shape.text == "Goal 400")

    assert said.x < 504.0
