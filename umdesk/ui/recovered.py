"""Leads from the message about recovered typing to the place where it stands."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from umdesk.services.drafts import Typed

if TYPE_CHECKING:
    from umdesk.ui.workspace import Workspace

_IN_WINDOWS = {"setting": "settings", "letter": "letters", "holiday": "holidays"}
"""The tables of typing that stands in a window beside the work."""


def way_to(
    found: Sequence[Typed], workspace: "Workspace", open_window: Callable[[str], None]
) -> Callable[[], None] | None:
    """What shows the first of these typings that has a place; None where none has."""
    for typed in found:
        if window := _IN_WINDOWS.get(typed.table):
            return partial(open_window, window)
        if place := workspace.place_of(typed.table):
            return partial(workspace.go_to, place, typed.record)
    return None
