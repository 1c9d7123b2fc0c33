"""Lets Tab come to widgets where they stand, also to those that are made later than what stands behind them."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def keep_in_place(place: QWidget, made: Iterable[QWidget]) -> None:
    """Give the widgets just made inside `place` its own turn in the order of Tab; Qt puts them behind everything."""
    policy = place.focusPolicy()
    place.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # Qt orders no widget behind one that takes no keys
    before = place
    for widget in made:
        QWidget.setTabOrder(before, widget)
        before = widget
    place.setFocusPolicy(policy)


def stops_of(place: QWidget) -> list[QWidget]:
    """The widgets inside a place that Tab can come to, in the order in which they were made."""
    return [widget for widget in place.findChildren(QWidget) if widget.focusPolicy() & Qt.FocusPolicy.TabFocus]


def put_behind(place: QWidget, turns: list[QWidget]) -> None:
    """Give a page that was put into a window late its own turn, behind `place`.

    `turns` are all widgets of the page in their order, which `turns_of` tells while it stands alone; those that take
    no keys move too, since what they will hold finds its turn by them.
    """
    policies = [widget.focusPolicy() for widget in turns]
    for widget in turns:
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    keep_in_place(place, turns)
    for widget, policy in zip(turns, policies, strict=True):
        widget.setFocusPolicy(policy)


def turns_of(page: QWidget) -> list[QWidget]:
    """A page that stands in no window yet, and the widgets inside it, in the order of Tab."""
    found = [page]
    widget = page.nextInFocusChain()
    while widget is not None and widget is not page:
        found.append(widget)
        widget = widget.nextInFocusChain()
    return found
