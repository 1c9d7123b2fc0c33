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
