"""Leads from typing that was recovered to the part of its cycle in which it stands."""

from typing import TYPE_CHECKING

from umdesk.services import drafts

if TYPE_CHECKING:
    from umdesk.ui.selection.tab import SelectionTab

PARTS_OF = {
    "cycle": "Criteria", "criterion": "Criteria", "conflict": "Raters", "masked_text": "Masking",
    drafts.PAPER: "Sheets", "reopening": "Ratings", "decision": "Results", "further rater": "Results", "draw": "Draw",
    "waitlist_move": "Outcome",
}  # fmt: skip
"""The tables of typing in the tab Selection, and the part of a cycle in which each is typed."""
IN_WINDOWS = {"criteria_template": "Criteria", "correction": "Outcome"}
"""The same for what is typed in a window of a part."""


def lead(tab: "SelectionTab", record_id: str) -> None:
    """Show the part of the cycle in view in which typing about a record was recovered; nothing without such typing."""
    program, now = tab.context.program, tab.context.runner.now
    tables = PARTS_OF | IN_WINDOWS
    found = [each for each in now(drafts.recovered, program) or () if each.record == record_id and each.table in tables]
    if not found:
        return
    if found[0].field == "notice":  # the announcement has a window of its own
        tab.context.window_wanted.emit(f"window {record_id}")
        return
    title = tables[found[0].table]
    tab.show_part(title)
    if tab.inner.tabText(tab.inner.currentIndex()) == title:
        tab.page(title).show_typing(record_id, found[0].field)
