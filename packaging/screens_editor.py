"""Pictures of the parts of a plan that are written, where something stands in them."""

from typing import Any

from umdesk.domain.plans import FROZEN, Section
from umdesk.services.plans import queries

_PARTS = (Section.PARTICIPANT, Section.TARGET, Section.GOALS, Section.COMPETENCIES, Section.COSTS, Section.SUPPORT)


def photograph(frame: Any, camera: Any) -> None:
    """Each part of the draft that lacks least; the draft that has begun is walked through with the tabs."""
    workspace = frame.window.workspace
    rows = [row for row in queries.list_plans(workspace.context.program) if row.revision_state not in FROZEN]
    workspace.go_to("Career plans")
    editor = workspace.current().editor
    row = min(rows, key=lambda row: row.missing)
    workspace.current().open_plan(row.participation_id)
    for section in _PARTS:
        editor.go_to_page(section)
        camera.settle(0.5)
        camera.take(f"Career plans, {section.lower()}, whole")
