"""`umdesk report PROGRAM summary`: the page of a period, and its figures for scripts."""

import json

import pytest
from pypdf import PdfReader

from umdesk.cli.main import main

pytestmark = pytest.mark.usefixtures("signed_in")


def text_of(path):
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def test_a_program_year_is_written_as_a_pdf_and_said_in_the_terminal(program_folder, tmp_path, capsys):
    page = tmp_path / "summary.pdf"
    assert main(["report", str(program_folder), "summary", "--year", "2025", "--output", str(page)]) == 0

    said = capsys.readouterr().out
    assert "Program summary, Jul 1, 2024 to Jun 30, 2025" in said
    assert "UM hires" in said
    assert str(page) in said
    assert "Redding Field Office" in text_of(page)


def test_json_holds_every_figure_with_its_key(program_folder, tmp_path, capsys):
    page = tmp_path / "summary.pdf"
    arguments = ["--json", "--from", "2024-01-01", "--to", "3/31/2024", "--output", str(page)]
    assert main(["report", str(program_folder), "summary", *arguments]) == 0

    told = json.loads(capsys.readouterr().out)
    assert (told["report"], told["from"], told["to"], told["through"]) == ("summary", "2024-01-01", "2024-03-31", None)
    assert {"key": "applicants", "group": "At a glance", "label": "Applicants", "value": 0} in told["figures"]
    assert told["pages"] == 1


def test_a_year_that_has_not_begun_is_a_sentence_and_writes_nothing(program_folder, tmp_path, capsys):
    page = tmp_path / "summary.pdf"
    assert main(["report", str(program_folder), "summary", "--year", "2099", "--output", str(page)]) == 1

    assert "begins on Jul 1, 2098, so there is nothing to count yet" in capsys.readouterr().err
    assert not page.exists()


def test_a_date_that_is_none_is_a_usage_error(program_folder, tmp_path, capsys):
    page = str(tmp_path / "summary.pdf")
    assert main(["report", str(program_folder), "summary", "--from", "soon", "--to", "later", "--output", page]) == 2
    assert "'soon' is no date" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_a_sentence(program_folder, tmp_path, capsys):
    page = str(tmp_path / "nowhere" / "summary.pdf")
    assert main(["report", str(program_folder), "summary", "--year", "2025", "--output", page]) == 1
    assert "does not exist" in capsys.readouterr().err
