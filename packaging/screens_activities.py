"""Pictures of a plan's timeline, of what the catalogue and the templates offer it, and of their window."""

from typing import Any

from umdesk.domain.plans import FROZEN, Section
from umdesk.services.plans import queries
from umdesk.ui.catalogue.window import PlanTemplatesWindow
from umdesk.ui.plans.activities.suggestions import SuggestionsWindow


def photograph(frame: Any, camera: Any) -> None:
    """The timeline of a draft and of a printed plan, the two windows of a plan, and the catalogue."""
    workspace = frame.window.workspace
    context = workspace.context
    rows = queries.list_plans(context.program)
    workspace.go_to("Career plans")
    editor = workspace.current().editor
    for name, frozen in (("draft", False), ("printed", True)):
        row = next((row for row in rows if (row.revision_state in FROZEN) is frozen and row.activities), None)
        if row is None:
            continue
        workspace.current().open_plan(row.participation_id)
        editor.go_to_page(Section.ACTIVITIES)
        page = editor.view.pages.currentWidget()
        page.show_timeline(shown=True)
        camera.settle(1.0)
        camera.take(f"Career plans, timeline, {name}")
        page.show_timeline(shown=False)
        if not frozen:
            for window, what in ((SuggestionsWindow, "from the catalogue"), (PlanTemplatesWindow, "templates")):
                opened = window(context, row.revision_id, row.plan_number, frame.window)
                opened.show()
                camera.settle(0.5)
                camera.take(f"Career plans, {what}", opened)
                opened.close()
    opened = frame.open_window("catalogue")
    camera.settle(0.5)
    camera.take("Window catalogue", opened)
    opened.pages.setCurrentIndex(1)
    camera.settle(0.5)
    camera.take("Window catalogue, templates", opened)
    opened.close()
