"""A report leaves as PDF, workbook or JSON, which is recorded; a filed one is compared with what is counted later."""

import io
import json
import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
import python_calamine
from pypdf import PdfReader
from sqlalchemy import select

from tests.annual_office import AnnualOffice
from tests.documents.pdf_rules import check
from tests.sample_report import LISTED
from umdesk.domain.counts import program_year_period
from umdesk.domain.errors import CannotWrite, InvalidInput, NotNow
from umdesk.domain.program_facts import Who
from umdesk.domain.reports import filed
from umdesk.domain.reports.filed import FiledContent, FiledLine, FiledNumber
from umdesk.domain.reports.lines import NOBODY, Line, Opens
from umdesk.domain.reports.model import Content, Number, Unit
from umdesk.jobs import reports
from umdesk.services import disclosures, history, integrity
from umdesk.services import reports as report_services
from umdesk.services.people import merging
from umdesk.services.reporting import filing
from umdesk.storage.models import Advancement, Blob, FiledReport
from umdesk.ui.reports import prepared
from umdesk.ui.reports.filed import said

YEAR = program_year_period(2026)
START = date(2025, 7, 1)


@pytest.fixture
def office(program):
    """Two participants of 2025-26, one of whom moved up."""
    office = AnnualOffice(program)
    office.nelson = office.person("Nelson", (date(2020, 1, 1), "1441"))
    office.garcia = office.person("Garcia", (date(2020, 1, 1), "1441"))
    for person in (office.nelson, office.garcia):
        office.participation(person, (START, "active"))
    office.moved(office.nelson, date(2025, 12, 15))
    office.put()
    return office


def told(program) -> str:
    return history.events(program)[0].summary


def test_it_is_saved_as_what_the_name_ends_in_and_kept_as_a_copy_that_left(program, office, tmp_path):
    made = reports.save(program, "advancements", YEAR, tmp_path / "moves.pdf")
    read = check((tmp_path / "moves.pdf").read_bytes())
    assert (made.title, read.title) == (("Advancements, Jul 1, 2025 to Jun 30, 2026",) * 2)
    assert "UM hires (2) 1" in read.text
    assert told(program) == "Advancements, Jul 1, 2025 to Jun 30, 2026 was saved as PDF"

    reports.save(program, "advancements", YEAR, tmp_path / "moves.XLSX")
    book = python_calamine.load_workbook(io.BytesIO((tmp_path / "moves.XLSX").read_bytes()))
    assert (book.sheet_names[:2], book.sheet_names[-1]) == (["Summary", "By route"], "How it is counted")
    assert told(program).endswith("was saved as a workbook")

    reports.save(program, "advancements", YEAR, tmp_path / "moves.json")
    plain = json.loads((tmp_path / "moves.json").read_text(encoding="utf-8"))
    assert plain["period"] == {"from": "2025-07-01", "to": "2026-06-30", "complete": False, "through": "2026-05-20"}
    assert {"key": "um-hires", "label": "UM hires", "value": 1, "unit": "count"} in plain["figures"]
    assert (plain["year"], plain["made_by"], plain["made_on"]) == (2026, "Maria Ortega", "2026-05-20")
    assert made.file_name() == "Advancements 2025-07-01 to 2026-06-30.pdf"


def test_what_cannot_be_written_is_not_recorded(program, tmp_path):
    before = told(program)
    with pytest.raises(InvalidInput, match="does not say as what"):
        reports.save(program, "advancements", YEAR, tmp_path / "moves.docx")
    with pytest.raises(CannotWrite):
        reports.save(program, "advancements", YEAR, tmp_path / "nowhere" / "moves.pdf")
    assert (list(tmp_path.glob("moves*")), told(program)) == ([], before)


def with_people(program, *ids: str) -> reports.Made:
    """A report whose table names people."""
    made = reports.make(program, "advancements", YEAR).report
    return reports.Made(replace(made, content=Content((replace(LISTED, people=ids),))))


def test_a_report_that_names_people_is_a_disclosure_of_these_alone(program, office, tmp_path):
    reports.keep(program, with_people(program, office.nelson), tmp_path / "list.xlsx")

    (line,) = disclosures.of_person(program, office.nelson)
    assert (line.what, line.how) == ("Advancements, Jul 1, 2025 to Jun 30, 2026", "saved as a workbook")
    assert disclosures.of_person(program, office.garcia) == ()


@pytest.mark.parametrize(
    "damage", [lambda _kept: b"garbage", lambda kept: re.sub(rb'"value":"\d+"', b'"value":"7"', kept)]
)
def test_filed_numbers_that_are_damaged_are_told_of_and_the_program_works_on(program, office, damage):
    made = reports.make(program, "advancements", YEAR)
    one = filing.file(program, made.report, made.paper(), filed_on=date(2026, 5, 20), filed_with="CalHR")
    with program.operation("tests.damage", "Damaged it") as op:
        kept = op.session.get(Blob, op.session.get(FiledReport, one).content_sha256)
        kept.data = damage(kept.data)
    assert [found.kind for found in integrity.check(program).findings] == ["document"]
    assert said(prepared.compare(program, made.report)) == (
        "Filed May 20, 2026 with CalHR. What was counted when this report was filed is damaged in the program. Its "
        "paper is kept apart."
    )
    kept = filing.paper(program, one)
    assert (kept.paper.data, kept.paper.people) == (made.pdf().data, ())
    assert kept.lost.startswith("The numbers of this report and the list of whom they count were lost")
    report_services.record_copy(program, kept.paper, "saved as PDF")
    assert told(program) == "Advancements, Jul 1, 2025 to Jun 30, 2026 was saved as PDF"


def test_a_report_that_names_a_record_since_merged_leaves_with_the_data_of_whose_it_is(program, office, tmp_path):
    made = with_people(program, office.nelson, office.garcia)
    filed_on = date(2026, 5, 20)
    one = filing.file(program, made.report, made.paper(), filed_on=filed_on, filed_with="CalHR\n of the State")
    assert told(program).endswith("was filed with CalHR of the State")
    merging.merge(program, office.nelson, office.garcia, (), "One person")
    report_services.record_copy(program, filing.paper(program, one).paper, "saved as PDF")
    reports.keep(program, made, tmp_path / "list.pdf")
    assert [line.how for line in disclosures.of_person(program, office.nelson)] == ["saved as PDF"] * 2


def test_filing_keeps_the_paper_and_says_later_what_changed(program, office):
    made = reports.make(program, "advancements", YEAR)
    one = filing.file(
        program, made.report, made.paper(), filed_on=date(2026, 5, 19), filed_with=" CalHR ", note="Receipt 7"
    )
    assert told(program) == "Advancements, Jul 1, 2025 to Jun 30, 2026 was filed with CalHR"
    (row,) = filing.listed(program)
    assert (row.id, row.kind, row.period, row.through) == (one, "advancements", YEAR, date(2026, 5, 20))
    assert (row.filed_on, row.filed_with, row.note, row.filed_by) == (
        date(2026, 5, 19), "CalHR", "Receipt 7", "Maria Ortega",
    )  # fmt: skip
    assert filing.listed(program, "budget") == ()
    assert filing.paper(program, one).paper.data == made.pdf().data
    assert filing.differences(program, one, made.report) == ()

    ann = made.report.content.numbers()[0].lines[0].what
    with program.operation("tests.put", "Take a move back") as op:
        op.session.delete(op.session.scalars(select(Advancement)).one())
    office.moved(office.garcia, date(2026, 1, 10))
    office.moved(office.garcia, date(2026, 3, 1), from_class_code="5157", to_class_code="5393")
    office.put()

    later = reports.make(program, "advancements", YEAR).report
    found = {each.key: each for each in filing.differences(program, one, later)}
    hires = found["um-hires"]
    assert (hires.label, hires.filed, hires.now) == ("UM hires", 1, 1)
    assert [line.who.name for line in hires.came_in] == ["Garcia, Ann"]
    assert [(line.who.name, line.on) for line in hires.went_out] == [("Nelson, Ann", date(2025, 12, 15))]
    assert (found["advancements"].filed, found["advancements"].now) == (1, 2)
    assert "into-bridging" not in found
    moves = {each.key: each for each in filing.figures(program, one, later)}["advancements"]
    assert (moves.label, moves.filed, moves.now, moves.changed) == ("Advancements", 1, 2, True)
    assert [(line.who.name, line.key, line.what) for line in moves.lines] == [("Nelson, Ann", office.nelson, ann)]
    merging.merge(program, office.garcia, office.nelson, (), "One person")
    (line,) = filing.figures(program, one, later)[0].lines
    assert (line.who.name, line.key) == ("Garcia, Ann", office.garcia)
    kept = PdfReader(io.BytesIO(filing.paper(program, one).paper.data))
    assert "UM hires" in kept.pages[0].extract_text()


def test_money_that_was_corrected_goes_out_and_comes_in_and_a_merged_person_is_the_same_one():
    def spent(amount: str) -> Number:
        line = Line(Who("p1", "Nelson", ""), amount=Decimal(amount), opens=Opens.PLAN, key="p1")
        return Number("spent", "Spent", (line,), Unit.DOLLARS)

    def changes(numbers, became):
        return filed.differences(before, numbers, lambda line: Who(line.person, "", ""), became)

    line = FiledLine("gone", Opens.PLAN, "gone", None, Decimal(5))
    before = FiledContent((FiledNumber("spent", "Spent", Decimal(5), Unit.DOLLARS, (line,)),), None, ())

    assert changes((spent("5.00"),), {"gone": "p1"}) == ()
    (one,) = changes((spent("7"),), {"gone": "p1"})
    assert (one.filed, one.now, one.came_in[0].amount, one.went_out[0].amount) == (5, 7, 7, 5)
    (gone,) = changes((), {})
    assert (gone.went_out[0].opens, gone.went_out[0].key) == (Opens.PLAN, "gone")
    (unknown,) = filed.figures(before, (), lambda _line: Who("", "No longer on file", ""), {})
    assert (unknown.filed, unknown.now, unknown.lines[0].opens, unknown.lines[0].key) == (5, 0, Opens.NOTHING, "")
    assert (gone.label, gone.filed, gone.now, len(gone.went_out)) == ("Spent", 5, 0, 1)


def test_what_was_stated_before_is_told_in_the_words_of_today_or_by_its_kind():
    def line(opens: Opens, key: str, amount: int | None, on: date | None = None, what: str = "") -> Line:
        return Line(NOBODY, "", what, on, None if amount is None else Decimal(amount), opens, key)

    def before(*lines: Line) -> FiledContent:
        kept = tuple(FiledLine("", one.opens, one.key, one.on, one.amount) for one in lines)
        return FiledContent((FiledNumber("n", "N", 0, Unit.COUNT, kept),), None, ())

    def told(was: Line, *now: Line) -> str:
        (one,) = filed.differences(before(was), (Number("n", "N", now),), lambda _line: NOBODY, {})
        return one.went_out[0].what

    goal = line(Opens.GOAL, "g", 4, what="Hiring goal, 2025-26")
    assert told(line(Opens.GOAL, "g", 3), goal) == "Hiring goal, 2025-26"
    assert told(line(Opens.GOAL, "gone", 3), goal) == "Goal"
    given = line(Opens.ALLOCATION, "a", 500, what="Tuition: allocation")
    more = line(Opens.ALLOCATION, "a", 20, START, "Tuition: adjustment")
    assert told(line(Opens.ALLOCATION, "a", 400), given, more) == "Tuition: allocation"
    assert told(line(Opens.ALLOCATION, "a", 30, date(2026, 1, 1)), given, more) == "Allocation"
    rater = line(Opens.CYCLE, "c", None, what="Ann")
    assert told(rater, rater._replace(key="d")) == "Selection cycle"


def test_what_somebody_did_is_told_in_the_words_of_the_filing_or_those_of_today():
    ann, when = Who("p1", "Nelson", ""), date(2026, 1, 5)
    course = Line(ann, "", "Excel course", when, Decimal(90), Opens.PLAN, "p1")
    book = course._replace(what="Books", amount=Decimal(20))

    def told(version: int, *today: Line) -> list[tuple[str, bool]]:
        words = {"words": ["Course in Excel"]} if version == 3 else {}
        line = ["p1", "plan", "p1", "2026-01-05", "90", *([0] if words else [])]
        number = {"key": "spent", "label": "Spent", "unit": Unit.DOLLARS.value, "value": "90", "lines": [0]}
        kept = {"version": version, "through": None, "people": [], "lines": [line], "numbers": [number], **words}
        now = (Number("spent", "Spent", today, Unit.DOLLARS),)
        found = filed.figures(filed.read(json.dumps(kept).encode()), now, lambda _line: ann, {})
        return [(line.what, one.worded) for one in found for line in one.lines]

    assert told(3, course) == [("Course in Excel", True)]
    for version in (1, 2):
        assert told(version, course, book) == [("Excel course", False)]
        assert told(version, course, course._replace(what="Another")) == [("", False)]
        assert told(version, course._replace(on=date(2026, 2, 1))) == [("", False)]


@pytest.mark.parametrize(
    ("on", "whom", "field"),
    [
        (None, "CalHR", "filed_on"),
        (date(2026, 5, 21), "CalHR", "filed_on"),
        (date(2025, 6, 30), "CalHR", "filed_on"),
        (date(2026, 5, 20), " ", "filed_with"),
    ],
)
def test_filing_asks_for_a_day_that_can_be_and_to_whom(program, on, whom, field):
    made = reports.make(program, "advancements", YEAR)
    with pytest.raises(InvalidInput) as refused:
        filing.file(program, made.report, made.paper(), filed_on=on, filed_with=whom)
    assert refused.value.field == field
    assert filing.listed(program) == ()


def test_a_report_of_another_day_is_not_filed(program, clock):
    made = reports.make(program, "advancements", YEAR)
    clock.set(clock.moment + timedelta(days=1))
    with pytest.raises(NotNow, match="was made on May 20, 2026"):
        filing.file(program, made.report, made.paper(), filed_on=date(2026, 5, 20), filed_with="CalHR")


def test_a_filed_paper_that_leaves_again_is_a_disclosure_of_those_it_names(program, office):
    made = with_people(program, office.garcia)
    one = filing.file(program, made.report, made.paper(), filed_on=date(2026, 5, 20), filed_with="CalHR")
    report_services.record_copy(program, filing.paper(program, one).paper, "printed")
    assert [line.how for line in disclosures.of_person(program, office.garcia)] == ["printed"]
