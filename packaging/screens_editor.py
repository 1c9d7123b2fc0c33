"""Pictures of the parts of a plan that are written: participant, target class with its ways, goals, costs, support."""

from typing import Any

from umdesk.domain.plans import FROZEN, Section
from umdesk.services.plans import queries

_PARTS = (Section.PARTICIPANT, Section.TARGET, Section.GOALS, Section.COMPETENCIES, Section.COSTS, Section.SUPPORT)


def photograph(frame: Any, camera: Any) -> None:
    """Each part of the draft that lacks most and of the one that lacks least."""
    workspace = frame.window.workspace
    rows = [row for row in queries.list_plans(workspace.context.program) if row.revision_state not in FROZEN]
    workspace.go_to("Career plans")
    editor = workspace.current().editor
    for name, row in (("begun", max(rows, key=_missing)), ("whole", min(rows, key=_missing))):
        workspace.current().open_plan(row.participation_id)
        for section in _PARTS:
            editor.go_to_page(section)
            camera.settle(0.5)
            camera.take(f"Career plans, {section.lower()}, {name}")


def _missing(row: queries.PlanRow) -> int:
    return row.missing
