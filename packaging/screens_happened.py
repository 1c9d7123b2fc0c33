"""Pictures of what is carried out beside a plan, for `make screens`."""

from typing import Any

from umdesk.services.plans import queries

PAGES = ("progress", "money", "reviews", "contacts", "readiness", "status")


def photograph(frame: Any, camera: Any) -> None:
    """Each page of a signed plan, a record that is put right, and what a change of status does."""
    workspace = frame.window.workspace
    rows = queries.list_plans(workspace.context.program)
    workspace.go_to("Career plans")
    signed = next(row for row in rows if row.revision_state == "signed")
    workspace.current().open_plan(signed.participation_id)
    editor = workspace.current().editor
    for page in PAGES:
        editor.go_to_page(page)
        camera.settle(0.7)
        camera.take(f"Career plans, {page}")
    editor.go_to_page("progress")
    editor.beside.page("progress").put_right()
    camera.take("Career plans, progress put right")
    editor.beside.page("progress").recording.begin()
    opened = editor.beside.page("progress").open_files()
    if opened is not None:
        camera.settle(0.7)
        camera.take("Window evidence", opened)
        opened.close()
    editor.go_to_page("status")
    editor.beside.page("status").changing.fields["state"].set_value("withdrawn")
    editor.beside.page("status").changing.fields["state"].edited.emit()
    camera.take("Career plans, status before a withdrawal")
    editor.beside.page("status").changing.begin()
    editor.beside.page("status").advancing.fields["on"].set_raw("1/2/2024")
    editor.beside.page("status").advancing.fields["on"].left.emit()
    camera.take("Career plans, a move of another year", editor.beside.page("status"))
    editor.beside.page("status").advancing.begin()
