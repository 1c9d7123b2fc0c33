"""Scans of signed paper: what is filed, what is to be looked at, what is a problem, and what bad input does."""

import io
import json
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from tests.conftest import CHEAP, PASSWORD, SetClock
from tests.documents.test_plan_papers import CERTIFICATE
from tests.scanned_paper import Sheet, pdf_of, shuffled, tiff_of
from tests.services.plans.conftest import someone
from tests.services.plans.writing import write_plan
from umdesk.cli.main import main
from umdesk.documents import certificate
from umdesk.domain import scans
from umdesk.domain.scans import read_code
from umdesk.exchange.scans import codes, lines, opening, pictures
from umdesk.exchange.scans.pdf import _as_tiff
from umdesk.jobs import print_plan, scan
from umdesk.jobs.scan import Scanned, Trouble
from umdesk.services import history, programs
from umdesk.services.plans import filing, revisions
from umdesk.services.programs import Program

DPI = 150


@dataclass(frozen=True)
class Office:
    """A program with three plans; the first has a second revision, and `old` is its first one as it was printed."""

    program: Program
    plans: dict[str, bytes]
    revisions: dict[str, str]
    old: bytes

    def sheets(self, number: str, *, signed: int = 3) -> list[Sheet]:
        """The pages of a plan, of whose signature lines the first `signed` have ink."""
        pdf = self.plans[number]
        places = lines.lines_of(pdf)
        count = len(pypdf.PdfReader(io.BytesIO(pdf)).pages)
        return [
            Sheet(pdf, page, DPI, tuple((line.box[0] + 12, line.box[1] + 9) for line in places.get(page, ())[:signed]))
            for page in range(1, count + 1)
        ]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Made once; what a test files it takes back."""
    program, _code = programs.create_program(
        tmp_path_factory.mktemp("scans") / "redding.umdesk", department="Department of Example",
        office="Redding Field Office", coordinator="Maria Ortega", password=PASSWORD, clock=SetClock(), cost=CHEAP,
    )  # fmt: skip
    plans: dict[str, bytes] = {}
    ids: dict[str, str] = {}
    for number, (last, first) in enumerate((("Nelson", "Rebecca"), ("Lee", "Alan"), ("Adams", "Zoe"))):
        one = someone(program, last, first, f"00470{number}")
        write_plan(program, one.revision)
        plans[one.number], ids[one.number] = print_plan.print_to_sign(program, one.revision).data, one.revision
    first = next(iter(plans))
    old = plans[first]
    ids[first] = revisions.amend(program, ids[first], "Another course")
    plans[first] = print_plan.print_to_sign(program, ids[first]).data
    yield Office(program, plans, ids, old)
    program.close()


@pytest.fixture
def stack(tmp_path: Path) -> Path:
    return tmp_path / "stack.pdf"


def filed(scanned: Scanned) -> dict[str, tuple[int, ...]]:
    return {f"{one.paper.plan} R{one.paper.revision}": one.pages for one in scanned.filed}


def test_a_shuffled_stack_files_itself_with_exactly_its_two_problems(office: Office, stack: Path) -> None:
    first, second, third = office.plans
    sheets = office.sheets(first) + office.sheets(second, signed=1) + office.sheets(third)
    count = {number: len(office.sheets(number)) for number in office.plans}
    chance = random.Random(7)
    given = [*(one for one in sheets if (one.pdf, one.page) != (office.plans[third], 1)), Sheet(office.old, 2, DPI)]
    skewed = [replace(one, skew=chance.choice((-1.0, 1.0)), noise=4 * (one.page == 1)) for one in given]
    stack.write_bytes(pdf_of(shuffled(skewed, chance, upside_down=2)))

    scanned = scan.run(office.program, [stack])

    assert filed(scanned) == {
        f"{first} R2": tuple(range(1, count[first] + 1)),
        f"{second} R1": tuple(range(1, count[second] + 1)),
        f"{third} R1": tuple(range(2, count[third] + 1)),
    }
    assert sorted((one.trouble, one.what) for one in scanned.problems) == [
        (Trouble.MISSING, f"Page 1 of {count[third]} of plan {third}, revision 1 (Zoe Adams) is missing."),
        (Trouble.SUPERSEDED, f"Page 2 of plan {first}, revision 1, which revision 2 replaced; it was not filed."),
    ]
    hints = {one.paper.plan: [each.what for each in scanned.look if each.paper.plan == one.paper.plan]
             for one in scanned.filed}  # fmt: skip
    assert hints == {
        first: ["Signed, it seems, by the employee, the supervisor and the coordinator: record the dates."],
        second: [
            "The signature line “Supervisor” seems empty.",
            "The signature line “Coordinator” seems empty.",
            "Signed, it seems, by the employee: record the date.",
        ],
        third: ["Signed, it seems, by the employee, the supervisor and the coordinator: record the dates."],
    }
    rows = filing.filed(office.program, office.revisions[first])
    assert [(row.page, row.current, row.source) for row in rows] == [
        (page, True, "stack.pdf") for page in range(1, count[first] + 1)
    ]
    for row in rows:
        kept = Image.open(io.BytesIO(filing.picture(office.program, row.id)))
        upright = codes.read(kept.convert("L"))
        assert upright is not None
        assert (upright.code.page, upright.lying.turn) == (row.page, 0)

    again = scan.run(office.program, [stack])
    assert filed(again) == {}
    assert {one.what for one in again.look} == {"This very scan of the page is filed already."}
    assert len(again.problems) == 2
    assert len(filing.filed(office.program, office.revisions[first])) == count[first]

    assert history.undo(office.program)
    assert filing.filed(office.program, office.revisions[first]) == ()


def test_a_newer_scan_of_a_page_is_shown_and_both_are_kept(office: Office, tmp_path: Path) -> None:
    number = list(office.plans)[1]
    pages = office.sheets(number)
    for name, skew in (("first.tif", 0.5), ("second.tif", -0.5)):
        (tmp_path / name).write_bytes(tiff_of([replace(page, skew=skew, turned=90) for page in pages]))
    scanned = scan.run(office.program, [tmp_path / "first.tif", tmp_path / "second.tif"])
    assert scanned.problems == ()
    told = [one.page for one in scanned.look if one.what.startswith("Another scan of this page was filed before")]
    assert told == [page.page for page in pages]
    rows = filing.filed(office.program, office.revisions[number])
    assert [(row.page, row.current, row.source) for row in rows] == [
        (page.page, name == "second.tif", name) for page in pages for name in ("second.tif", "first.tif")
    ]
    history.undo(office.program)
    history.undo(office.program)
    assert filing.filed(office.program, office.revisions[number]) == ()


def test_bilevel_pages_stay_as_they_are_and_an_empty_back_is_left_out(office: Office, tmp_path: Path) -> None:
    number = list(office.plans)[2]
    front = replace(office.sheets(number)[0], bilevel=True)
    back = Image.new("1", (1275, 1650), 1)
    fax = tmp_path / "fax.pdf"
    front.scanned().save(fax, "PDF", save_all=True, append_images=[back], resolution=150.0)
    scanned = scan.run(office.program, [fax])
    assert (filed(scanned), scanned.blank) == ({f"{number} R1": (1,)}, ("Page 2 of fax.pdf",))
    (row,) = filing.filed(office.program, office.revisions[number])
    picture = Image.open(io.BytesIO(filing.picture(office.program, row.id)))
    assert (row.media_type, picture.mode, picture.size) == ("image/png", "1", (1275, 1650))
    history.undo(office.program)


def test_a_page_without_a_code_is_filed_by_hand(office: Office, stack: Path) -> None:
    number = list(office.plans)[1]
    one, *others = office.sheets(number)
    stack.write_bytes(pdf_of([replace(one, covered=1.0, turned=180, seed=5), *others]))
    scanned = scan.run(office.program, [stack])
    unread = next(problem for problem in scanned.problems if problem.trouble is Trouble.UNREADABLE)
    gone = next(problem for problem in scanned.problems if problem.trouble is Trouble.MISSING)
    assert (unread.page, gone.paper_page) == (1, 1)
    assert gone.paper is not None
    assert gone.paper in filing.waiting(office.program)[:3] or gone.paper.filed == frozenset()
    scan.by_hand(office.program, unread, gone.paper, 1, 180)
    assert [row.page for row in filing.filed(office.program, office.revisions[number])] == [1, 2]
    assert filing.filed(office.program, office.revisions[number])[0].look == "Matched by hand."
    history.undo(office.program)
    history.undo(office.program)


def test_each_bad_file_is_a_sentence_and_stops_no_other(office: Office, tmp_path: Path) -> None:
    number = list(office.plans)[1]
    good = pdf_of(office.sheets(number)[:1])
    locked = pypdf.PdfWriter(clone_from=io.BytesIO(good))
    locked.encrypt("secret", algorithm="RC4-128")
    locked.write(tmp_path / "locked.pdf")
    (tmp_path / "broken.pdf").write_bytes(good[: len(good) // 3])
    (tmp_path / "empty.tif").write_bytes(b"")
    (tmp_path / "list.jpg").write_bytes(b"PK\x03\x04 a spreadsheet")
    (tmp_path / "cut.jpg").write_bytes(b"\xff\xd8\xff\xe0 no picture")
    Image.effect_noise((600, 500), 90).save(tmp_path / "photo.jpg")
    (tmp_path / "bomb.tif").write_bytes(_as_tiff(b"", 60000, 60000, black_is_1=False))
    (tmp_path / "good.pdf").write_bytes(good)
    with (tmp_path / "huge.pdf").open("wb") as huge:
        huge.truncate(opening.LARGEST + 1)
    names = ("locked.pdf", "broken.pdf", "empty.tif", "list.jpg", "cut.jpg", "photo.jpg", "bomb.tif", "huge.pdf")
    scanned = scan.run(office.program, [tmp_path / name for name in (*names, "good.pdf")])
    said = {one.file: one.what for one in scanned.problems if one.trouble is Trouble.UNREADABLE}
    assert set(said) == set(names)
    assert "protected by a password" in said["locked.pdf"]
    assert "damaged" in said["broken.pdf"]
    assert "is empty (0 bytes)" in said["empty.tif"]
    assert "not a PDF, JPEG, PNG or TIFF" in said["list.jpg"]
    assert "damaged" in said["cut.jpg"]
    assert said["photo.jpg"].startswith("No code could be read on this page")
    assert "more dots than any page" in said["bomb.tif"]
    assert "a scan can have 250 MB" in said["huge.pdf"]
    assert filed(scanned) == {f"{number} R1": (1,)}
    history.undo(office.program)


def test_two_pages_in_one_picture_are_none_of_them_and_a_speck_is_no_page(office: Office, tmp_path: Path) -> None:
    first, second = list(office.plans)[:2]
    left, right = (office.sheets(number)[0].scanned() for number in (first, second))
    both = Image.new("L", (left.width * 2, left.height), 255)
    both.paste(left, (0, 0))
    both.paste(right, (left.width, 0))
    both.save(tmp_path / "both.png")
    Image.new("L", (1, 1)).save(tmp_path / "dot.png")
    Image.new("1", (30000, 3)).save(tmp_path / "line.png")
    scanned = scan.run(office.program, [tmp_path / name for name in ("both.png", "dot.png", "line.png")])
    assert scanned.filed == ()
    assert {one.file: one.what for one in scanned.problems} == {
        "both.png": f"Several pages are in this one picture: {first} R2 page 1 and {second} R1 page 1. "
        "Scan each by itself.",
        "dot.png": "No code could be read on this page: it is faint or covered, or the page is none of umdesk's.",
        "line.png": "No code could be read on this page: it is faint or covered, or the page is none of umdesk's.",
    }
    assert {one.trouble for one in scanned.problems} == {Trouble.UNREADABLE}


def test_a_page_of_another_program_is_foreign(office: Office) -> None:
    number = list(office.plans)[1]
    paper = filing.papers(office.program, [f"{number} R1"])[0]
    code = read_code(f"{number} R1 1/{paper.pages} 0123456789")
    assert code is not None
    assert scans.matched(code, [paper]) is None
    assert "not what was printed here under that number" in scans.foreign(code, [paper])
    assert "no paper of a plan here" in scans.foreign(code, [])
    assert "no paper of your participants" in scans.foreign(code, [], own=True)
    assert read_code("K7QM-3XWE-9RT") is None
    assert read_code(f"{number} R1 3/2 0123456789") is None
    assert read_code(f"\u202e{number} R1 1/2 0123456789") is None


def test_the_terminal_answers_with_three_lists(
    office: Office, stack: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    number = list(office.plans)[1]
    stack.write_bytes(pdf_of(office.sheets(number, signed=2)[1:]))
    folder = stack.parent / "copy.umdesk"
    shutil.copytree(office.program.folder, folder, ignore=shutil.ignore_patterns("lock"))
    monkeypatch.setenv("UMDESK_PASSWORD", PASSWORD)
    assert main(["scan", str(folder), str(stack), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "filed": [{"plan": number, "revision": 1, "pages": [2]}],
        "look": [
            {"plan": number, "page": 2, "what": "The signature line “Coordinator” seems empty."},
            {
                "plan": number, "page": 2,
                "what": "Signed, it seems, by the employee and the supervisor: record the dates.",
            },
        ],
        "problems": [
            {
                "file": "stack.pdf", "page": 1,
                "what": f"Page 1 of 2 of plan {number}, revision 1 (Alan Lee) is missing.",
            }
        ],
    }  # fmt: skip
    Image.linear_gradient("L").resize((850, 1100)).save(stack, "PDF")
    assert main(["scan", str(folder), str(stack), "--json"]) == 1
    assert [each["page"] for each in json.loads(capsys.readouterr().out)["problems"]] == [1]
    stack.write_bytes(b"no scan")
    assert main(["scan", str(folder), str(stack), "--json"]) == 1
    assert main(["scan", str(folder), str(stack.parent / "none.pdf")]) == 1
    assert "There is no file" in capsys.readouterr().err


def test_only_a_table_of_signatures_has_signature_lines(office: Office) -> None:
    labels = [line.label for places in lines.lines_of(office.old).values() for line in places]
    assert labels == ["Employee", "Supervisor", "Coordinator"]
    assert lines.lines_of(certificate.render(CERTIFICATE).data) == {}


def test_a_kept_page_is_small(office: Office) -> None:
    page = replace(next(iter(office.sheets(list(office.plans)[1]))), dpi=300).scanned()
    read = codes.read(page)
    assert read is not None
    assert round(read.lying.dpi) == 300
    kept = pictures.compact(page, 0, read.lying.dpi)
    assert len(kept.data) < 250_000
    assert Image.open(io.BytesIO(kept.data)).size == (1700, 2200)
