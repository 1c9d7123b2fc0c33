"""Pictures of the steps of a plan for `make screens`: notes, a refusal to sign, a later revision, comparison."""

from datetime import timedelta
from typing import Any

from umdesk.domain.words import NotSigned, RevisionState
from umdesk.services.plans import queries, revisions


def photograph(frame: Any, camera: Any) -> None:
    """Send and send back, what stands on the signature lines, an annual revision, two revisions side by side."""
    workspace = frame.window.workspace
    program = workspace.context.program
    rows = queries.list_plans(program)

    draft = next(row for row in rows if row.revision_state is RevisionState.DRAFT and not row.missing)
    revisions.submit(program, draft.revision_id, "The course in September is the only one before spring.")
    workspace.go_to("Career plans", draft.participation_id)
    editor = workspace.current().editor
    camera.settle(0.7)
    editor.view.to_draft.click()
    camera.take("Plan, send back")
    editor.view.banner.reason.set_value("Please add a goal for the writing course.")
    editor.view.banner.press()
    camera.settle()
    camera.take("Plan, sent back")

    printed = next(row for row in rows if row.revision_state is RevisionState.PRINTED)
    workspace.go_to("Career plans", printed.participation_id)
    editor.go_to_page("signatures")
    camera.settle(0.7)
    camera.take("Plan, signatures")
    page, today = editor.beside.page("signatures"), program.today()
    fields = page.form.fields
    fields["employee_how"].set_value(NotSigned.REFUSED.value)
    fields["employee_how"].edited.emit()
    fields["employee_reason"].set_value("Wants another course")
    fields["supervisor"].set_value(today + timedelta(days=1))
    fields["supervisor"].check()
    camera.take("Plan, signatures, refused")
    for name in ("supervisor", "coordinator"):
        fields[name].set_value(today)
    page.form.press()
    camera.settle()
    camera.take("Plan, filed")

    editor.view.renew.click()
    camera.take("Plan, annual revision")
    editor.view.banner.press()
    camera.settle(0.7)
    editor.go_to_page("compare")
    camera.settle()
    camera.take("Plan, compare revisions")
    editor.go_to_page("versions")
    camera.settle()
    camera.take("Plan, versions")
