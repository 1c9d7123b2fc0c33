"""What every screen of an open program gets by constructor."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from umdesk.domain.words import Role
from umdesk.services import permissions
from umdesk.services.permissions import Grant
from umdesk.ui.remembered import Remembered
from umdesk.ui.runner import Runner

if TYPE_CHECKING:
    from umdesk.services.programs import Program


class Context(QObject):
    """The open program, the runner, and the few things that a screen may ask of the window.

    The signals are the whole contact between screens and window: a screen emits, the window listens (and the other
    way round for `announced`, which comes in the GUI thread whatever thread wrote).
    """

    announced = Signal(object)
    """An operation was committed: `umdesk.services.programs.Announced`."""
    typing = Signal()
    """Somebody types and the text is not on disk yet."""
    saved = Signal()
    """All that was typed until now is on disk."""
    kept = Signal()
    """What was typed into a form that records with a button is on disk, and not recorded yet."""
    settling = Signal()
    """Lock, switch, print or close is near: what a form holds that records with a button is kept now."""
    help_wanted = Signal(str)
    """Show this help page beside the work."""
    place_wanted = Signal(str, str)
    """Go to the tab with this title and show this record (the tab's `show_record(id)`)."""
    page_wanted = Signal(str, str, str)
    """Go to the tab with this title, show this record, and in it this page (the tab's `show_page(key)`)."""
    window_wanted = Signal(str)
    """Open the window of this name beside the work (`sidewindows.make`)."""
    person_wanted = Signal(str)
    """Open the page of the person with this id."""
    lock_wanted = Signal()
    """Lock the window."""
    backed_up = Signal(object)
    """A backup was made by hand (None), or could not be (`UserError`): the status line looks again."""
    actions_changed = Signal()
    """The primary action or what can be undone has changed."""

    def __init__(
        self, program: "Program", runner: Runner, remembered: Remembered, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.program = program
        self.runner = runner
        self.remembered = remembered
        self._announced_outside.connect(self.announced)
        self._stop_listening = program.listen(self._announced_outside.emit)

    def may(self, what: str) -> bool:
        """Whether to offer a change: the account may do `what` ("module.function") and the program can be written."""
        return self.program.writable and permissions.may(self.program, what)

    def sees(self, what: str) -> bool:
        """Whether to show an answer: the account gets one from `what`, at least on what is theirs."""
        return permissions.may(self.program, what)

    def sees_all(self, what: str) -> bool:
        """Whether the account gets an answer from `what` on everybody, not only on those who are theirs."""
        return permissions.grant(self.program, what) > Grant.OWN

    @property
    def only_reads(self) -> bool:
        """Whether the account is a reader and nothing else: it looks and prints, and changes nothing."""
        return self.program.account.roles == {Role.READER}

    _announced_outside = Signal(object)  # crosses from the writing thread into this object's thread

    def stop(self) -> None:
        """Listen no longer; before the program is closed."""
        self._stop_listening()
