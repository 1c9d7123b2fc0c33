"""Filled forms in: a file for a row, the rules of a spreadsheet, and the file kept with its application."""

import io
import os
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from pikepdf.form import Form

from tests.filled_forms import NELSON, blank, by_hand, pages_only, person, saved, write
from umdesk.domain.errors import InvalidInput
from umdesk.domain.intake.forms import FormKind
from umdesk.domain.intake.matching import Choice, Decision, Outcome
from umdesk.jobs import import_forms, print_form
from umdesk.services import applicants, cycles, history
from umdesk.services.programs import Program

TODAY = date(2026, 5, 20)
TWO = "and this row has no employee number: one person or two?"


def bring(program: Program, *paths: Path, **more: object) -> import_forms.Imported:
    return import_forms.commit(program, import_forms.read(paths, TODAY), "Spring 2026", **more)  # type: ignore[arg-type]


def test_every_field_of_a_form_is_in_the_application(program: Program, tmp_path: Path) -> None:
    done = bring(program, write(tmp_path / "nelson.pdf", NELSON))
    assert done.plan.counts() == {Outcome.IMPORTED: 1}
    (row,) = applicants.rows(program)
    found = applicants.detail(program, row.id)
    assert found is not None
    days = {"hired", "class_date", "probation_ends", "signed", "supervisor_commented"}
    for name, written in NELSON.items():
        value = getattr(found, "supervisor" if name == "supervisor_name" else name)
        expected = date(*(int(written.split("/")[at]) for at in (2, 0, 1))) if name in days else written
        assert (name, value) == (name, expected)
    assert (found.came_as, found.source, found.received) == ("PDF", "nelson.pdf", TODAY)
    assert history.undo_step(program) == "Imported 1 application from nelson.pdf into Spring 2026"
    history.undo(program)
    assert cycles.list_cycles(program) == ()


def test_the_form_that_the_program_makes_comes_back_with_every_field_equal(program: Program, tmp_path: Path) -> None:
    cycle = cycles.create_cycle(program, "Spring 2026")
    path = tmp_path / "nelson.pdf"
    with pikepdf.open(io.BytesIO(print_form.make_form(program, cycle).data)) as pdf:
        form = Form(pdf)
        for name, value in NELSON.items():
            form[name].value = pikepdf.Name(f"/{value}") if name == "supervisor_recommends" else value
        pdf.save(path)
    (file,) = import_forms.read([path], TODAY).files
    assert (file.form.kind, file.form.cycle) == (FormKind.OURS, "Spring 2026")
    assert file.form.values == NELSON
    assert bring(program, path).plan.counts() == {Outcome.IMPORTED: 1}


@pytest.mark.skipif(sys.platform != "linux", reason="only there can a file have such a name")
def test_a_name_that_no_text_can_hold_stops_nothing(program: Program, tmp_path: Path) -> None:
    path = write(tmp_path / os.fsdecode(b"nel\xff\nson\xe2\x80\xae.pdf"), NELSON)
    done = bring(program, path)
    assert done.plan.verdicts[0].entry.file == "nel? son .pdf"
    assert done.plan.counts() == {Outcome.IMPORTED: 1}


def test_the_same_form_again_changes_nothing_and_is_found_by_its_number(program: Program, tmp_path: Path) -> None:
    path = write(tmp_path / "nelson.pdf", NELSON)
    bring(program, path)
    again = bring(program, path)
    assert again.event_id is None
    assert [verdict.of for verdict in again.plan.of(Outcome.DUPLICATE)] == ["2026-0001"]


def test_files_that_cannot_come_in_are_rows_with_their_sentence(program: Program, tmp_path: Path) -> None:
    good = write(tmp_path / "nelson.pdf", NELSON)
    twin = write(tmp_path / "twin.pdf", {**NELSON, "first_name": "Rebeca"})
    near = write(tmp_path / "near.pdf", {**NELSON, "last_name": "Nuñez-Nelsen", "employee_number": ""})
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(saved(pages_only()))
    (tmp_path / "empty.pdf").touch()
    paths = (good, scan, twin, near, tmp_path / "empty.pdf", tmp_path / "gone.pdf")
    done = bring(program, *paths)
    assert [(verdict.outcome.value, verdict.reason) for verdict in done.plan.verdicts] == [
        ("imported", ""),
        ("refused", "scan.pdf has no fields: it was flattened by a printer, or it is a scan. Type it from the page."),
        ("duplicate", "Employee number 704134 is in nelson.pdf already: Núñez-Nelson, Rebecca."),
        ("attention", f"A similar name and the same class as nelson.pdf, Núñez-Nelson, Rebecca, {TWO}"),
        ("refused", "empty.pdf is empty: there is nothing in the file. Ask for the form again."),
        ("refused", f"There is no file {tmp_path / 'gone.pdf'}. Check the name and the folder."),
    ]
    decided = bring(program, *paths, decisions={4: Decision(Choice.BRING_IN)})
    assert [verdict.row for verdict in decided.plan.of(Outcome.IMPORTED)] == [4]


def test_a_value_put_right_and_a_day_of_its_own_come_in(program: Program, tmp_path: Path) -> None:
    path = write(tmp_path / "nelson.pdf", {**NELSON, "class_date": "31/31/2022"})
    read = import_forms.read([path], TODAY)
    planned = import_forms.plan(program, read, "Spring 2026")
    assert planned.plan.verdicts[0].reason == "The date of appointment “31/31/2022” is not a date."
    right = import_forms.Batch(read.files, TODAY, {1: {"class_date": "9/28/2022"}}, {1: date(2026, 2, 3)})
    import_forms.commit(program, right, "Spring 2026")
    (row,) = applicants.rows(program)
    assert row.received == date(2026, 2, 3)


def test_a_late_form_comes_in_with_a_reason(program: Program, tmp_path: Path) -> None:
    path = write(tmp_path / "nelson.pdf", NELSON)
    cycle_id = cycles.create_cycle(program, "Spring 2026")
    cycles.edit_cycle(program, cycle_id, cycles.CycleChanges(closes=date(2026, 4, 30)))
    planned = import_forms.plan(program, import_forms.read([path], TODAY), "Spring 2026")
    assert (planned.late, planned.needs_reason) == (1, True)
    with pytest.raises(
        InvalidInput, match="1 application of these came late, after Spring 2026 closed on Apr 30, 2026"
    ):
        bring(program, path)
    bring(program, path, reason="The mail was slow")
    detail = applicants.detail(program, applicants.rows(program)[0].id)
    assert detail is not None
    assert detail.late_reason == "The mail was slow"


def test_a_file_with_what_is_never_collected_is_read_without_it_and_not_kept(program: Program, tmp_path: Path) -> None:
    values = {**NELSON, "birth_date": "1/2/1980"}
    path = tmp_path / "own.pdf"
    path.write_bytes(by_hand(values, blank(list(values))))
    read = import_forms.read([path], TODAY)
    assert read.layout().dropped == ("birth_date",)
    assert read.papers() == {}


@pytest.fixture
def hundred(tmp_path: Path) -> list[Path]:
    return [write(tmp_path / f"{at:03}.pdf", person(at)) for at in range(100)]


def test_a_hundred_forms_come_in_at_once_with_progress(program: Program, hundred: list[Path]) -> None:
    told: list[tuple[int, int, str]] = []
    began = time.perf_counter()
    read = import_forms.read(hundred, TODAY, lambda *step: told.append(step))
    done = import_forms.commit(program, read, "Spring 2026")
    assert time.perf_counter() - began < 10
    assert done.plan.counts() == {Outcome.IMPORTED: 100}
    assert len(applicants.rows(program)) == 100
    assert told[0] == (0, 100, "Reading 000.pdf")
    assert told[-1] == (100, 100, "Read 100 files")


def test_a_reading_that_is_cancelled_leaves_nothing(program: Program, hundred: list[Path]) -> None:
    class Cancelled(Exception):
        pass

    def steps() -> Iterator[None]:
        yield from [None] * 5
        raise Cancelled

    step = steps()
    before = history.events(program, None, 10)
    with pytest.raises(Cancelled):
        import_forms.read(hundred, TODAY, lambda _done, _total, _text: next(step))
    assert history.events(program, None, 10) == before


def test_a_folder_stands_for_the_forms_in_it(tmp_path: Path) -> None:
    folder, empty = tmp_path / "mail", tmp_path / "nothing"
    folder.mkdir()
    empty.mkdir()
    forms = [write(folder / name, NELSON) for name in ("a.pdf", "b.PDF")]
    (folder / "note.txt").write_text("from the front desk")
    assert import_forms.inside([folder, empty, forms[1]]) == [*forms, empty, forms[1]]


def test_forms_and_spreadsheets_do_not_mix(tmp_path: Path) -> None:
    form, sheet = write(tmp_path / "nelson.pdf", NELSON), tmp_path / "list.csv"
    sheet.write_text("a,b\n")
    assert import_forms.all_forms([form, form])
    assert not import_forms.all_forms([sheet])
    with pytest.raises(InvalidInput, match="cannot come in together"):
        import_forms.all_forms([form, sheet])
    with pytest.raises(InvalidInput, match="Only one spreadsheet"):
        import_forms.all_forms([sheet, sheet])
