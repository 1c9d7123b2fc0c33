"""`umdesk demo`: a complete fictional program, made by the services that people use."""

import re
import shutil
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from umdesk.cli.main import main
from umdesk.domain.counts import program_year_period
from umdesk.domain.errors import CannotWrite
from umdesk.domain.words import (
    ApplicationState,
    Conflict,
    CycleState,
    ExamOutcome,
    LetterKind,
    Outcome,
    RevisionState,
)
from umdesk.domain.year_words import OutreachChannel
from umdesk.jobs import demo
from umdesk.jobs.demo.timeline import FIRST_END, Timeline
from umdesk.services import (
    conflicts,
    cycles,
    history,
    letters,
    masking,
    mentor_matches,
    my_sheets,
    packet,
    paper_sheets,
    programs,
    raters,
    results,
    waitlist,
)
from umdesk.services.masking import MaskState
from umdesk.services.plans import duties, exams, filing, printing, queries, td_agreements
from umdesk.services.year import outreach


@pytest.fixture(scope="module")
def made(demo_made, tmp_path_factory):
    folder = tmp_path_factory.mktemp("copy") / "demo"
    shutil.copytree(demo_made.program.parent, folder)
    documents = folder / demo_made.documents.name
    files = tuple(documents / file.name for file in demo_made.files)
    return replace(demo_made, program=folder / demo_made.program.name, documents=documents, files=files)


@pytest.fixture(scope="module")
def opened(made):
    program = programs.open_program(made.program, password="demo", write=False)
    yield program
    program.close()


def test_the_demo_is_marked_and_always_has_the_password_demo(opened):
    told = programs.describe(opened)

    assert told.demo is True
    assert told.name == "demo"


def test_every_row_of_the_workbook_was_dealt_with(made):
    assert made.applications == 54
    assert made.selected == 12


def test_the_funnel_shows_by_which_channels_people_came(opened):
    _events, applied = outreach.funnel_of(opened, program_year_period(2026))

    found = Counter(one.channel for one in applied if one.channel)
    assert found == dict.fromkeys(
        (
            OutreachChannel.ORIENTATION, OutreachChannel.EMAIL, OutreachChannel.STAFF_MEETING,
            OutreachChannel.SUPERVISOR, OutreachChannel.COWORKER,
        ),
        9,
    )  # fmt: skip


def test_the_cycle_is_closed_with_ties_a_draw_and_a_departure(opened):
    found = results.ranking(opened, cycles.named(opened, "Spring 2026").id)

    decided_by = {row.decided_by for row in found.rows}
    assert {"score", "draw"} < decided_by
    assert [row.reason != "" for row in found.rows if row.departure] == [True, True]
    assert sum(row.outcome is Outcome.SELECTED for row in found.rows) == found.seats == 12


def test_at_least_six_plans_are_printed_on_two_pages_or_more(opened):
    pages = [printing.to_print(opened, revision).pages for revision in printing.printable(opened)]

    assert sum(count >= 2 for count in pages) >= 6


def test_plans_are_in_every_step_before_and_after_signing(opened):
    states = {row.revision_state for row in queries.list_plans(opened)}

    assert states == set(RevisionState) - {RevisionState.SUPERSEDED}


def test_one_plan_was_amended_and_one_has_its_annual_revision(opened):
    plans = [queries.plan(opened, row.participation_id) for row in queries.list_plans(opened)]

    assert [[revision.state for revision in plan.revisions] for plan in plans if len(plan.revisions) > 1] == [
        [RevisionState.DRAFT, RevisionState.SIGNED],
        [RevisionState.PRINTED, RevisionState.SUPERSEDED],
    ]


def test_each_part_of_carrying_out_is_filled_in(opened):
    rows = {row.plan_number[-4:]: row for row in queries.list_plans(opened)}
    first, second = rows["0001"], rows["0002"]

    assert [page.page for page in filing.filed(opened, first.revision_id)] == [1, 2, 3]
    fifth = rows["0005"].participation_id
    assert [one.signed.new_supervisor for one in td_agreements.listed(opened, fifth)] == [FIRST_END]
    assert [one.early_end is not None for one in td_agreements.listed(opened, second.participation_id)] == [True]
    assert [one.duties.approved for one in duties.listed(opened, second.participation_id)] == [True]
    assert [one.exam.outcome for one in exams.listed(opened, fifth)] == [ExamOutcome.PASSED]
    assert [one.mentor for one in mentor_matches.of_participation(opened, first.participation_id)] == ["Ann Lee"]
    assert queries.plan(opened, rows["0007"].participation_id).in_force is not None


def test_a_demo_made_later_ends_on_its_day():
    assert Timeline(date(2027, 3, 1)).end == date(2027, 3, 1)
    assert Timeline(date(2026, 3, 1)).end == FIRST_END


def test_the_history_runs_forward(opened):
    # Lines come newest first.
    moments = [line.at for line in history.events(opened, None, limit=1000)]

    assert moments == sorted(moments, reverse=True)
    assert (moments[-1].date().isoformat(), moments[0].date().isoformat()) == ("2026-02-02", "2026-06-12")


def test_the_closed_cycle_shows_what_selection_is(opened):
    cycle = cycles.named(opened, "Spring 2026").id

    assert [(line.rater, line.conflict, line.reason != "") for line in conflicts.of_cycle(opened, cycle)] == [
        ("Samuel Okafor", Conflict.CLEARED, True),
        ("Teresa Villanueva", Conflict.RECUSED, True),
    ]
    assert [row.number for row in results.results(opened, cycle).rows if row.wide and not row.settled] == []
    assert all("eligible" in row.reason or "Withdrawn" in row.reason for row in results.results(opened, cycle).unranked)
    states = [row.state for row in waitlist.of_cycle(opened, cycle).rows if row.happened]
    assert states == [ApplicationState.SELECTED, ApplicationState.DECLINED]
    told = Counter(one.wants for one in letters.decided(opened, cycle))
    assert told == {LetterKind.NOT_SELECTED: 31, None: 17}
    status = packet.status(opened, cycle)
    assert (len(status.missing), status.final) == (1, True)


def test_a_blind_cycle_is_in_the_middle_of_its_ratings(opened):
    cycle = cycles.named(opened, "Fall 2026")
    panel = {line.name: line for line in raters.of_cycle(opened, cycle.id)}

    assert (cycle.blind, cycle.state) == (True, CycleState.SCORING)
    assert {name: (line.account != "", line.submitted) for name, line in panel.items()} == {
        "Marcus Webb": (False, 0),
        "Samuel Okafor": (True, 4),
        "Teresa Villanueva": (True, 0),
    }
    assert [line.waits for line in conflicts.of_cycle(opened, cycle.id)] == [True]
    checked = [line.state for line in masking.of_cycle(opened, cycle.id)]
    assert Counter(checked) == {MaskState.CHECKED: 7, MaskState.TO_CHECK: 3}
    assert [(line.rater, line.turn) for line in paper_sheets.waiting(opened, cycle.id)] == [("Marcus Webb", 2)]


def test_its_rater_signs_in_and_finds_the_list_of_names(made):
    program = programs.open_program(made.program, password="demo", account="Teresa Villanueva", write=False)

    assert [(one.name, one.to_declare) for one in my_sheets.cycles(program)] == [("Fall 2026", 10)]
    program.close()


def test_every_document_is_a_pdf_but_the_workbook_of_the_packet(made):
    assert len(made.files) == 18
    others = [file.name for file in made.files if not file.read_bytes().startswith(b"%PDF-")]
    assert others == ["Selection packet Spring 2026.xlsx"]
    assert {file.parent for file in made.files} == {made.documents}


def test_nothing_else_is_left_in_the_folder(made):
    assert sorted(path.name for path in made.documents.parent.iterdir()) == ["demo.umdesk", "documents"]


def test_a_demo_that_is_there_is_not_touched(made):
    before = (made.program / "keys.json").read_bytes()

    with pytest.raises(CannotWrite, match="exists already"):
        demo.make_demo(made.documents.parent)

    assert (made.program / "keys.json").read_bytes() == before


def test_one_that_is_stopped_leaves_nothing_behind(tmp_path):
    class Stopped(Exception):
        pass

    def stop(done, total, text):
        assert 0 <= done < total
        if text.startswith("Scoring"):
            raise Stopped

    with pytest.raises(Stopped):
        demo.make_demo(tmp_path / "demo", progress=stop)

    assert list((tmp_path / "demo").iterdir()) == []


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(CannotWrite, match="could not be made"):
        demo.make_demo(tmp_path / "file")


def test_the_command_says_what_it_made(demo_told):
    folder = Path(demo_told["program"]).parent

    assert demo_told["program"] == str(folder / "demo.umdesk")
    assert (folder / "demo.umdesk" / "program.db").exists()
    assert demo_told["password"] == "demo"
    assert demo_told["printed"] == 9
    assert all(Path(name).parent == folder / "documents" for name in demo_told["documents"])


def test_a_second_demo_in_the_same_place_is_refused_in_a_sentence(made, capsys):
    assert main(["demo", str(made.documents.parent)]) == 1

    assert re.match(r"umdesk: .*demo\.umdesk exists already; it was not touched\.", capsys.readouterr().err)
