"""The action plan: written, moved, carried forward once, with evidence, and with columns of the department's own."""

from datetime import date

import pytest

from tests.attachment_files import pdf
from umdesk.domain.action_plan import STARTING
from umdesk.domain.errors import Gone, InvalidInput, NotNow
from umdesk.domain.year_words import ActionStatus, YearFilePurpose
from umdesk.services import history
from umdesk.services.programs import Program
from umdesk.services.year import action_columns, actions, files

EVIDENCE = YearFilePurpose.EVIDENCE


def texts(program: Program, year: int) -> list[str]:
    return [row.text for row in actions.of_year(program, year).rows]


def test_actions_are_written_moved_and_removed(program: Program) -> None:
    first = actions.add(program, 2026, {"text": "Hold orientations", "target_date": date(2026, 3, 1)})
    last = actions.add(program, 2026, {"text": "Find mentors"})
    actions.add(program, 2026, {"text": "Print flyers"})
    assert texts(program, 2026) == ["Hold orientations", "Find mentors", "Print flyers"]
    actions.move(program, last, 1)
    actions.move(program, last, -1)
    actions.move(program, first, -1)  # nowhere to go
    assert texts(program, 2026) == ["Hold orientations", "Find mentors", "Print flyers"]
    for name, value in (
        ("target_date", date(2026, 7, 1)),
        ("done_on", date(2026, 5, 21)),
        ("result", "x" * 4001),
    ):
        with pytest.raises(InvalidInput) as refused:
            actions.change(program, first, {name: value})
        assert refused.value.field == name
    with program.reading() as session:
        assert [row.id for row in actions.overdue(session, program.today())] == [first]

    actions.change(program, first, {"status": ActionStatus.DONE, "result": "61 came"})
    row = actions.of_year(program, 2026).rows[0]
    assert (row.done_on, row.open, row.overdue(program.today())) == (date(2026, 5, 20), False, False)
    actions.change(program, first, {"status": ActionStatus.IN_PROGRESS})
    assert actions.of_year(program, 2026).rows[0].done_on is None
    actions.change(program, first, {"done_on": date(2026, 4, 1)})
    assert actions.of_year(program, 2026).rows[0].status is ActionStatus.DONE
    assert (actions.year_of(program, first), actions.year_of(program, program.id)) == (2026, None)

    actions.remove(program, first)
    assert texts(program, 2026) == ["Find mentors", "Print flyers"]
    assert history.undo(program) == "Removed the action “Hold orientations” from the action plan of 2025-26"
    assert texts(program, 2026) == ["Hold orientations", "Find mentors", "Print flyers"]


def test_what_is_left_open_is_carried_forward_once(program: Program) -> None:
    open_one = actions.add(program, 2025, {"text": "Find mentors", "target_date": date(2025, 3, 1), "aim": "None"})
    actions.add(program, 2025, {"text": "Print flyers", "status": ActionStatus.DONE})
    actions.add(program, 2025, {"text": "Buy a tent", "status": ActionStatus.DROPPED})

    assert actions.of_year(program, 2026).to_carry == 1
    assert (actions.carry_forward(program, 2026), actions.carry_forward(program, 2026)) == (1, 0)
    carried = actions.of_year(program, 2026).rows[0]
    assert (carried.text, carried.aim, carried.since, carried.target_date) == ("Find mentors", "None", 2025, None)
    with program.reading() as session:
        assert actions.overdue(session, program.today()) == ()  # the new year goes on with it
    actions.carry_forward(program, 2027)
    assert actions.of_year(program, 2027).rows[0].since == 2025
    actions.remove(program, carried.id)
    assert actions.of_year(program, 2027).rows[0].since == 2025
    assert actions.of_year(program, 2025).rows[0].carried_on
    actions.remove(program, open_one)
    assert actions.of_year(program, 2027).rows[0].since is None


def test_columns_belong_to_the_department(program: Program) -> None:
    assert action_columns.listed(program) == STARTING
    action = actions.add(program, 2026, {"text": "Find mentors"})
    unit = action_columns.add(program, " Unit ")
    action_columns.rename(program, "aim", "Barrier")
    action_columns.show(program, "done_on", shown=False)
    action_columns.move(program, unit, -20)
    found = action_columns.listed(program)
    assert [one.title for one in found][:3] == ["Unit", "Action", "Barrier"]
    assert [one.key for one in found if not one.shown] == ["done_on"]
    for title in ("", "barrier", "x" * 41):
        with pytest.raises(InvalidInput):
            action_columns.add(program, title)
    actions.change(program, action, {unit: "Redding"})
    assert actions.of_year(program, 2026).rows[0].extra == {unit: "Redding"}
    for wrong in (lambda: action_columns.remove(program, unit), lambda: action_columns.remove(program, "aim")):
        with pytest.raises(NotNow):
            wrong()
    with pytest.raises(NotNow):
        action_columns.show(program, "text", shown=False)
    actions.change(program, action, {unit: ""})
    action_columns.remove(program, unit)
    with pytest.raises(Gone):
        action_columns.rename(program, unit, "Unit")


def test_evidence_is_kept_with_an_action_and_comes_back_with_it(program: Program) -> None:
    action = actions.add(program, 2026, {"text": "Hold orientations"})
    kept = files.add(program, EVIDENCE, action, "Sign-in sheet.pdf", pdf(1))
    with pytest.raises(InvalidInput, match="kept with this record already"):
        files.add(program, EVIDENCE, action, "Again.pdf", pdf(1))
    with pytest.raises(InvalidInput):
        files.add(program, EVIDENCE, action, "program.exe", b"MZ 1234")
    with pytest.raises(Gone):
        files.add(program, YearFilePurpose.MATERIAL, action, "Flyer.pdf", pdf(1))
    files.set_note(program, kept, " page  2 ")
    row = files.listed(program, EVIDENCE, action)[0]
    assert (row.name, row.note, files.content(program, kept) == pdf(1)) == ("Sign-in sheet.pdf", "page 2", True)
    assert actions.of_year(program, 2026).rows[0].files == 1
    actions.remove(program, action)
    history.undo(program)
    assert [one.id for one in files.listed(program, EVIDENCE, action)] == [kept]
    files.remove(program, kept)
    assert files.listed(program, EVIDENCE, action) == ()
