"""The tab Today: lines by how they press, and each opens its place."""

from PySide6.QtCore import Qt

from tests.services.plans.conftest import someone
from tests.services.plans.writing import write_plan
from umdesk.domain.today import Kind
from umdesk.jobs import print_plan
from umdesk.services.plans import revisions


def test_a_line_opens_the_page_where_it_is_done_and_goes_when_it_is_done(frame, program, qtbot):
    rebecca = someone(program)
    write_plan(program, rebecca.revision)
    print_plan.print_to_sign(program, rebecca.revision)
    alan = someone(program, "Ito", "Alan", "004712")
    write_plan(program, alan.revision)
    revisions.submit(program, alan.revision)
    frame.show_program(program)
    workspace = frame.window.workspace
    tab = workspace.current()
    assert [due.kind for due in tab.model.rows()] == [
        Kind.PLAN,
        Kind.BACKUP,
        Kind.DEADLINE,
        Kind.SIGNATURE,
        Kind.DEADLINE,
    ]

    tab.chips.choose("Coming up")
    kinds = [due.kind for due in tab.model.rows()]
    assert kinds == [Kind.DEADLINE, Kind.SIGNATURE, Kind.DEADLINE]
    tab.table.choose(tab.model.key(kinds.index(Kind.SIGNATURE)))
    qtbot.keyClick(tab.table, Qt.Key.Key_Return)

    editor = workspace.current().editor
    assert (editor.detail.participation_id, editor.view.sections.current()) == (rebecca.participation, "signatures")
    revisions.back_to_draft(program, alan.revision, "Costs are missing.")
    workspace.go_to("Today")
    assert [due for due in tab.model.rows() if due.kind is Kind.PLAN] == []
    frame.window.close_program()
