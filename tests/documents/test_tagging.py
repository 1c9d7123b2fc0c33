"""The tag layer, the fonts, and how text is broken and pages are filled."""

import io

import pdfua
import pikepdf
import pytest

from tests.documents.pdf_rules import check
from umdesk.documents import cdp, fonts, joined, ranking, recovery
from umdesk.documents.fonts import BOLD, REGULAR, printable
from umdesk.documents.objects import Objects
from umdesk.documents.tagging import TaggedCanvas
from umdesk.documents.wrapping import wrap

PRETEND_FIGURE = "Scores from 60 to 90"


def canvas_with_heading() -> TaggedCanvas:
    canvas = TaggedCanvas("A <title> & more", "Department")
    with canvas.content(canvas.root.add("H1")):
        canvas.write(72, 700, "Heading", weight=BOLD, size=14)
    return canvas


def paper_with(*texts: str) -> bytes:
    canvas = canvas_with_heading()
    for at, text in enumerate(texts):
        with canvas.content(canvas.root.add("P")):
            canvas.write(72, 650 - 20 * at, text, weight=REGULAR, size=9)
    canvas.end_page(last=True)
    return canvas.finish()


def test_nothing_is_drawn_outside_a_structure_element_or_an_artifact():
    canvas = canvas_with_heading()

    with pytest.raises(AssertionError, match="only inside"):
        canvas.write(72, 650, "loose", weight=REGULAR, size=9)
    with pytest.raises(AssertionError, match="only inside"):
        canvas.rule((0, 0), (10, 0), 1)
    with pytest.raises(AssertionError, match="only inside"):
        canvas.fill([(0, 0, 10, 10)], 0.5)


def test_marked_content_does_not_nest():
    canvas = canvas_with_heading()

    with canvas.artifact(), pytest.raises(AssertionError, match="nest"), canvas.content(canvas.root.add("P")):
        pass


def test_a_figure_has_its_alternative_text_and_place():
    canvas = canvas_with_heading()
    figure = canvas.root.add("Figure", alt=PRETEND_FIGURE)
    figure.box = (72, 600, 172, 650)
    with canvas.content(figure):
        canvas.fill([(72, 600, 100, 50)], 0.4)
    canvas.end_page(last=True)

    (read,) = check(canvas.finish()).root.all("Figure")

    assert read.tag == "Figure"


def test_an_element_on_two_pages_stays_one_element():
    canvas = canvas_with_heading()
    paragraph = canvas.root.add("P")
    with canvas.content(paragraph):
        canvas.write(72, 100, "begins here ", weight=REGULAR, size=9)
    canvas.bookmarks = True
    canvas.bookmark("Heading", 0, 700)
    canvas.end_page(last=False)
    with canvas.content(paragraph):
        canvas.write(72, 700, "and ends there", weight=REGULAR, size=9)
    canvas.end_page(last=True)

    read = check(canvas.finish())

    assert [node.text for node in read.root.all("P")] == ["begins here and ends there"]
    assert read.bookmarks == ["Heading"]


def test_letters_of_any_script_are_read_back_and_papers_that_are_joined_have_them_once():
    texts = ("Nguyễn Ковальчук", "Ελλάδα Նարինե", "5 ≥ 3 (a\\b)")
    first, second = paper_with(*texts), paper_with(*reversed(texts))

    whole = joined.join([first, second, first], "Papers")

    assert [node.text for node in check(first).root.all("P")] == list(texts)
    assert [node.text for node in check(whole, papers=3).root.all("P")] == [*texts, *reversed(texts), *texts]
    assert whole.count(b"/Length1") == first.count(b"/Length1") == second.count(b"/Length1")
    assert first == paper_with(*texts)


def test_an_object_after_the_structure_tree_is_a_bug():
    objects = Objects()
    objects.end(["1 0 obj\nnull\nendobj\n"])

    with pytest.raises(AssertionError, match="finished already"):
        objects.new()


def test_the_title_stands_in_the_information_and_in_the_metadata():
    canvas = canvas_with_heading()
    canvas.end_page(last=True)

    assert check(canvas.finish()).title == "A <title> & more"


def test_pdfua_finds_nothing_in_any_document(plan, ranking_snapshot, sheet, tmp_path):
    papers = {
        "cdp.pdf": cdp.render(plan, draft=False),
        "draft.pdf": cdp.render(plan, draft=True),
        "ranking.pdf": ranking.render(ranking_snapshot),
        "recovery.pdf": recovery.render(sheet),
    }
    for name, pdf in papers.items():
        (tmp_path / name).write_bytes(pdf.data)

    assert {name: pdfua.validate(str(tmp_path / name)).findings for name in papers} == dict.fromkeys(papers, ())


def test_the_code_on_the_page_is_the_footer_of_the_page(plan):
    pdf = cdp.render(plan, draft=False)

    with pikepdf.open(io.BytesIO(pdf.data)) as opened:
        streams = [page.Contents.read_bytes().decode("latin-1") for page in opened.pages]
    modules = [stream.rsplit("/Subtype /Footer", 1)[1].count(" re") for stream in streams]

    assert all(count > 150 for count in modules), "the QR code is drawn on each page"


def test_text_is_composed_and_what_cannot_be_seen_is_left_out():
    assert printable("e\u0301\u00ad\u200b\ufeffx\u00a0y\tz\r\nnew") == ("éx\u00a0y z\nnew", ())


def test_each_character_that_no_font_has_is_reported_once():
    assert printable("a東b東c\U0001f393") == ("a\ufffdb\ufffdc\ufffd", ("東", "\U0001f393"))


def test_the_replacement_itself_is_a_glyph_of_the_font():
    assert REGULAR.glyph(fonts.REPLACEMENT) is not None
    assert BOLD.glyph(fonts.REPLACEMENT) is not None


def test_runs_change_where_the_font_changes():
    assert [text for _, text in REGULAR.runs("Ana Նարինե 5 ≥ 3")] == ["Ana ", "Նարինե", " 5 ", "≥", " 3"]


def test_words_wrap_at_spaces_and_keep_one_for_the_ear():
    assert wrap("one two  three", REGULAR.width("one two", 9), REGULAR, 9) == ("one two ", "three")


def test_a_word_wider_than_the_line_is_cut_but_never_before_an_accent():
    width = REGULAR.width("aaa", 9) + 0.1

    assert wrap("aaaaa", width, REGULAR, 9) == ("aaa", "aa")
    assert wrap("aaag\u0303a", REGULAR.width("aaag", 9) + 0.1, REGULAR, 9)[1:] != ("\u0303a",)


def test_line_breaks_stay_and_an_empty_text_is_one_empty_line():
    assert wrap("one\n\ntwo", 200, REGULAR, 9) == ("one ", " ", "two")
    assert wrap("one", -1, REGULAR, 9) == wrap("one", 0, REGULAR, 9) == ("o", "n", "e"), "no room is no endless loop"
    assert wrap("", 200, REGULAR, 9) == ("",)
