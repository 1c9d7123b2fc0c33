"""`umdesk print PROGRAM application-form`."""

import json
from datetime import date

import pypdf
import pytest

from tests.documents.pdf_rules import check
from umdesk.cli.main import main
from umdesk.domain.application_form import FIELDS, Mark, Part, read_mark
from umdesk.services import cycles, history, settings
from umdesk.services.cycles import CycleChanges
from umdesk.services.programs import open_program

pytestmark = pytest.mark.usefixtures("signed_in")


def printed(program, tmp_path, capsys):
    output = tmp_path / "form.pdf"
    program.close()
    asked = ["print", str(program.folder), "application-form", "--cycle", "spring 2026", "--output", str(output)]
    assert main([*asked, "--json"]) == 0
    return json.loads(capsys.readouterr().out), output


def test_the_form_of_a_cycle_is_printed_and_written_down(program, tmp_path, capsys):
    made = cycles.create_cycle(program, "Spring 2026")
    cycles.edit_cycle(program, made, CycleChanges(opens=date(2026, 1, 5), closes=date(2026, 1, 30)))
    settings.change(program, "notice.purposes", "To judge applications.")

    answer, output = printed(program, tmp_path, capsys)

    assert answer == {
        "document": "application-form",
        "cycle": "Spring 2026",
        "opens": "2026-01-05",
        "closes": "2026-01-30",
        "output": str(output),
        "pages": 3,
    }
    text = check(output.read_bytes()).text
    assert "Applications are received from Jan 5, 2026 to Jan 30, 2026." in text
    assert "Purposes To judge applications." in text
    reader = pypdf.PdfReader(output)
    assert list(reader.get_fields()) == [field.name for field in FIELDS]
    assert read_mark(reader.metadata.subject) == Mark(1, "Spring 2026")
    again = open_program(program.folder, password="correct horse battery")
    try:
        assert history.events(again, None, 2)[1].summary == "Application form, Spring 2026 was saved as PDF"
    finally:
        again.close()


def test_a_department_may_leave_parts_off_its_form(program, tmp_path, capsys):
    cycles.create_cycle(program, "Spring 2026")
    settings.change(program, "form.background", False)
    settings.change(program, "form.supervisor_comment", False)

    answer, output = printed(program, tmp_path, capsys)

    assert (answer["opens"], answer["closes"], answer["pages"]) == (None, None, 2)
    asked = [field.name for field in FIELDS if field.part not in (Part.BACKGROUND, Part.COMMENT)]
    assert list(pypdf.PdfReader(output).get_fields()) == asked


def test_a_form_of_an_unknown_cycle_is_a_sentence_and_no_file(program, tmp_path, capsys):
    cycles.create_cycle(program, "Spring 2026")
    program.close()
    output = tmp_path / "form.pdf"

    asked = ["print", str(program.folder), "application-form", "--cycle", "Fall", "--output", str(output)]
    assert main(asked) == 1

    assert "There are: Spring 2026." in capsys.readouterr().err
    assert not output.exists()
