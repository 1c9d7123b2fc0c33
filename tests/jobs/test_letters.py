"""Letters from screening to the post: which application wants which, made whole, let out, marked as sent."""

import io
from datetime import date, timedelta

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from tests.applications import HEADER, write_xlsx
from tests.documents.pdf_rules import check
from umdesk.domain.errors import CannotWrite, InvalidInput, NotNow
from umdesk.domain.letters import SCREENING_KINDS
from umdesk.domain.words import Eligibility, LetterKind
from umdesk.jobs import import_file
from umdesk.jobs import letters as jobs
from umdesk.jobs.letters import Wish
from umdesk.services import applicants, disclosures, history, letters, reports, settings
from umdesk.storage.models import EligibilityRecord, Letter, PrintedDocument

ROWS = (
    ("Nelson", "Rebecca", "704134", "1379", "Office Assistant (Typing)", "Permanent", "9/28/2022", "2/15/2026"),
    ("Bruce", "Chase", "429163", "5157", "Staff Services Analyst (General)", "Permanent", "2/27/2024", "2/9/2026"),
    ("Aguilar", "Rosa", "512008", "1379", "Office Assistant (Typing)", "", "2/27/2024", "2/9/2026"),
)


@pytest.fixture
def cycle(program, tmp_path):
    """Three applications: eligible, not eligible, and one whose tenure is missing."""
    import_file.run(program, write_xlsx(tmp_path / "list.xlsx", (HEADER, *ROWS)), "Spring 2026")
    return applicants.detail(program, applicants.rows(program)[0].id).cycle_id


def ids(program, cycle, kind):
    return tuple(one.row.id for one in letters.screened(program, cycle) if one.wants is kind)


def made(program, cycle, kind, **more):
    made_ids = jobs.make(program, Wish(ids(program, cycle, kind), kind, **more))
    return [row for one in letters.screened(program, cycle) for row in one.letters if row.id in made_ids]


def text_of(program, row):
    (data,) = letters.documents(program, [row.id])
    return check(data).text


def count(program, *models):
    with program.reading() as session:
        return [len(session.scalars(select(model.id)).all()) for model in models]


def test_each_application_wants_the_letter_of_its_answer_until_it_is_made(program, cycle):
    wanted = {one.row.last_name: one.wants for one in letters.screened(program, cycle)}
    assert wanted == {
        "Nelson": LetterKind.RECEIVED, "Bruce": LetterKind.NOT_ELIGIBLE, "Aguilar": LetterKind.MORE_INFORMATION,
    }  # fmt: skip
    for kind in SCREENING_KINDS:
        made(program, cycle, kind)
    assert {one.wants for one in letters.screened(program, cycle)} == {None}


def test_a_letter_says_why_and_what_to_do_next(program, cycle):
    (row,) = made(program, cycle, LetterKind.NOT_ELIGIBLE, reply_by=date(2026, 6, 1))
    text = text_of(program, row)
    assert "Chase Bruce" in text
    assert "Your application 2026-0002: not eligible" in text
    assert "not an entry-level class" in text or "the program leads to it" in text
    assert "Source: 2 CCR 599.981" in text
    assert "Ask the coordinator." in text
    assert "by Jun 1, 2026" in text
    assert "Civil Code section 1798.17" not in text


def test_more_information_is_asked_for_with_the_notice(program, cycle):
    settings.change(program, "notice.access", "You may see your records (Civil Code 1798.34).")
    (row,) = made(program, cycle, LetterKind.MORE_INFORMATION)
    text = text_of(program, row)
    assert "The tenure is missing." in text
    assert "Please answer by Jun 3, 2026." in text
    assert "You may see your records" in text

    nelson = next(one.row.id for one in letters.screened(program, cycle) if one.row.last_name == "Nelson")
    with pytest.raises(InvalidInput, match="Nothing is open about application 2026-0001"):
        letters.prepare(program, [nelson], LetterKind.MORE_INFORMATION)
    ((_id, asked),) = letters.prepare(program, [nelson], LetterKind.MORE_INFORMATION, wanted="- Your unit\nYour {name}")
    assert ("Your unit", "Your {name}") in asked.blocks


def test_a_decision_of_the_coordinator_stands_first_in_the_letter(program, cycle):
    (aguilar,) = ids(program, cycle, LetterKind.MORE_INFORMATION)
    applicants.decide_eligibility(program, aguilar, Eligibility.NOT_ELIGIBLE, "The appointment is limited to one year.")
    wanting = ids(program, cycle, LetterKind.NOT_ELIGIBLE)
    found = dict(letters.prepare(program, wanting, LetterKind.NOT_ELIGIBLE))
    reasons = next(block for block in found[aguilar].blocks if isinstance(block, tuple))
    assert reasons[0] == "The coordinator decided: The appointment is limited to one year."


def test_a_text_that_cannot_be_filled_is_refused_before_anything_is_made(program, cycle):
    with pytest.raises(InvalidInput, match="nmae"):
        settings.change(program, "letters.received", "Dear {nmae}")
    settings.change(program, "letters.received", "Dear {first_name} of {unit},\n\n- {reasons}")
    with pytest.raises(InvalidInput, match="has passed"):
        jobs.make(program, Wish(ids(program, cycle, LetterKind.RECEIVED), LetterKind.RECEIVED, date(2026, 5, 1)))
    assert count(program, Letter) == [0]
    (row,) = made(program, cycle, LetterKind.RECEIVED)
    assert "Dear Rebecca of not on file," in text_of(program, row)


def test_making_is_undone_until_a_letter_was_let_out(program, cycle, tmp_path, clock):
    made(program, cycle, LetterKind.RECEIVED)
    assert count(program, Letter, PrintedDocument) == [1, 1]
    assert history.undo(program) == "Made 1 letter “received”"
    assert count(program, Letter, PrintedDocument) == [0, 0]

    (row,) = made(program, cycle, LetterKind.RECEIVED)
    clock.set(clock() + timedelta(minutes=1))
    (file,) = jobs.save_each(program, [(row, "2026-0001")], tmp_path)
    assert file.name == "2026-0001 letter received.pdf"
    assert check(file.read_bytes()).text == text_of(program, row)
    assert history.undo_step(program) != "Made 1 letter “received”"
    person = next(one.row.person_id for one in letters.screened(program, cycle) if one.letters)
    told = disclosures.of_person(program, person)[0]
    assert (told.what, told.how) == ("1 letter “received”", "saved as PDF")


def test_letters_that_cannot_all_be_written_are_not_written_at_all(program, cycle, tmp_path):
    rows = [row for kind in (LetterKind.RECEIVED, LetterKind.NOT_ELIGIBLE) for row in made(program, cycle, kind)]
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "2026-0002 letter not eligible.pdf").mkdir()
    with pytest.raises(InvalidInput, match="is a folder"):
        jobs.save_each(program, [(row, f"2026-000{n}") for n, row in enumerate(rows, 1)], folder)
    assert [path.name for path in folder.iterdir()] == ["2026-0002 letter not eligible.pdf"]
    with pytest.raises(CannotWrite):
        jobs.save_each(program, [(rows[0], "2026-0001")], tmp_path / "nowhere")
    assert disclosures.of_person(program, letters.screened(program, cycle)[0].row.person_id) == ()


def test_a_letter_that_was_sent_is_for_good_and_puts_the_answer_on_record(program, cycle):
    (row,) = made(program, cycle, LetterKind.NOT_ELIGIBLE)
    for day, fault in ((None, "missing"), (date(2026, 5, 21), "not come yet"), (date(2026, 5, 1), "later than this")):
        with pytest.raises(InvalidInput, match=fault):
            letters.mark_sent(program, [row.id], day)
    letters.mark_sent(program, [row.id], date(2026, 5, 20))
    (sent,) = letters.of_application(program, row.application_id)
    assert (sent.sent_on, sent.sent_by) == (date(2026, 5, 20), "Maria Ortega")
    ids_of = applicants.detail(program, row.application_id).history_ids
    said = [line.summary for line in history.events(program, ids_of)]
    assert said[:2] == ["Sent 1 letter on May 20, 2026", "Made 1 letter “not eligible”"]
    with program.reading() as session:
        (record,) = session.scalars(select(EligibilityRecord))
    assert (record.application_id, record.answer, record.occasion) == (
        row.application_id, "not eligible", "letter sent",
    )  # fmt: skip
    assert history.undo_step(program) != f"Made 1 letter “{row.kind.value}”"
    with pytest.raises(NotNow, match="was sent on May 20, 2026"):
        letters.mark_sent(program, [row.id], date(2026, 5, 20))
    with pytest.raises(NotNow, match="was sent on May 20, 2026"):
        letters.discard(program, [row.id])


def test_a_letter_that_was_not_sent_can_be_thrown_away_and_that_undone(program, cycle):
    (row,) = made(program, cycle, LetterKind.RECEIVED)
    letters.record_copy(program, [row.id], "printed", lambda: None)
    letters.discard(program, [row.id])
    assert count(program, Letter, PrintedDocument) == [0, 0]
    history.undo(program)
    assert count(program, Letter, PrintedDocument) == [1, 1]


def test_letters_of_several_kinds_are_one_file_for_printing(program, cycle):
    rows = [row for kind in SCREENING_KINDS for row in made(program, cycle, kind)]
    shown = jobs.together(program, rows)
    assert shown.title == "3 letters"
    assert check(shown.data, papers=3).page_count == 3
    looked_at = jobs.preview(program, Wish((rows[0].application_id,), LetterKind.RECEIVED))
    assert check(looked_at.data).text == text_of(program, rows[0])


def test_the_screening_list_is_a_paper_and_a_workbook(program, cycle, tmp_path):
    (row,) = made(program, cycle, LetterKind.NOT_ELIGIBLE)
    letters.mark_sent(program, [row.id], date(2026, 5, 20))
    shown = jobs.make_list(program, cycle)
    rows = check(shown.paper.data).rows(0)
    assert [line[4] for line in rows[1:]] == ["eligible", "not eligible", "coordinator decides"]
    assert rows[2][6] == "not eligible, sent May 20, 2026"
    reports.record_copy(program, shown.paper, "printed")

    jobs.save_screening(program, cycle, tmp_path / "list.xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO((tmp_path / "list.xlsx").read_bytes()))
    read = book.get_sheet_by_index(0).to_python()
    assert read[0][:3] == ["Number", "Name", "Employee number"]
    assert read[2][:6] == [
        "2026-0002", "Bruce, Chase", "429163", "5157 Staff Services Analyst (General)", date(2026, 2, 9),
        "not eligible",
    ]  # fmt: skip
    told = disclosures.of_person(program, letters.screened(program, cycle)[0].row.person_id)
    assert [one.how for one in told] == ["saved as a workbook", "printed"]


def test_a_letter_that_tells_an_answer_no_longer_in_force_is_neither_let_out_nor_marked_as_sent(program, cycle):
    (row,) = made(program, cycle, LetterKind.NOT_ELIGIBLE)
    held = applicants.detail(program, row.application_id).appointment_id
    applicants.edit_appointment(program, held, {"class_code": "1379", "class_title": ""})
    with pytest.raises(NotNow, match="the answer is “eligible” today"):
        letters.record_copy(program, [row.id], "printed", lambda: None)
    with pytest.raises(NotNow, match="No letter was marked as sent"):
        letters.mark_sent(program, [row.id], program.today())
    with pytest.raises(InvalidInput, match="Choose another letter"):
        jobs.make(program, Wish((row.application_id,), LetterKind.NOT_ELIGIBLE))
    assert count(program, EligibilityRecord) == [0]
    applicants.decide_eligibility(program, row.application_id, Eligibility.NOT_ELIGIBLE, "It went out already")
    letters.mark_sent(program, [row.id], program.today())
