"""What the menu *More* of the list of applicants offers: one line for each thing to do."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from umdesk.ui.widgets.actions import action

if TYPE_CHECKING:
    from umdesk.ui.applicants.tab import ApplicantsTab

Does = Callable[["ApplicantsTab"], object]


@dataclass(frozen=True, slots=True)
class More:
    """One entry: its words, its symbol, what the account must be allowed ("module.function"), and what it does."""

    text: str
    symbol: str
    needs: str
    does: Does
    changes: bool = True
    """Whether it changes the program, so that it is not offered where one only looks."""


def opens(window: str) -> Does:
    """Opens the window of this name beside the work (`sidewindows.make`)."""
    return lambda tab: tab.context.window_wanted.emit(window)


def opens_with_cycle(window: str) -> Does:
    """Opens the window of this name with the cycle whose applicants are listed."""

    def does(tab: "ApplicantsTab") -> None:
        chosen = tab.view.chosen_cycle()
        tab.context.window_wanted.emit(window if chosen is None else f"{window} {chosen}")

    return does


ENTRIES: tuple[More, ...] = (
    More("Application &window…", "calendar", "cycles.cycle", opens_with_cycle("window"), changes=False),
    More("Application &form…", "pdf", "application_forms.snapshot", opens_with_cycle("form"), changes=False),
    More("Screening and &letters…", "report", "letters.asking.screened", opens_with_cycle("letters"), changes=False),
    More("Likely &duplicates…", "people", "people.duplicates.likely", opens("duplicates"), changes=False),
    More("&Could I apply?…", "help", "eligibility.could_apply", opens("could-apply"), changes=False),
)


def fill(menu: QMenu, tab: "ApplicantsTab") -> None:
    """Put into the menu what the account may do."""
    for entry in ENTRIES:
        offered = tab.context.may if entry.changes else tab.context.sees
        if offered(entry.needs):
            menu.addAction(action(menu, entry.symbol, entry.text, partial(entry.does, tab)))


def first_step(tab: "ApplicantsTab") -> tuple[QAction, ...]:
    """What comes before the first application: the application window, for who may make one."""
    if not tab.context.may("cycles.create_cycle"):
        return ()
    tip = "The dates, places and announcement of an application window, and its form"
    return (action(tab, "calendar", "Application &window…", partial(opens("window"), tab), tip=tip),)
