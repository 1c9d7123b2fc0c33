"""Errors that a user can cause, each a sentence that says what happened and what to do."""

from collections.abc import Callable


class UserError(Exception):
    """Something a person can put right.

    `message` says what happened and what it means for the data; `advice` says what to do next. Everything
    else that is raised is a bug and goes to the crash dialog.
    """

    def __init__(self, message: str, advice: str = "") -> None:
        self.message = message
        self.advice = advice
        super().__init__(f"{message} {advice}".strip())


class NotAllowed(UserError):
    """The signed-in account has no role that may do this."""


class InvalidInput(UserError):
    """A value that a person typed or a file that they chose cannot be used; `field` names the value, if one."""

    def __init__(self, message: str, advice: str = "", field: str = "") -> None:
        super().__init__(message, advice)
        self.field = field


class NotNow(UserError):
    """The state of the record forbids this step (a closed cycle, a printed revision)."""


class Gone(NotNow):
    """The record is no longer there: what made it was undone, or somebody removed it."""


class WrongPassword(UserError):
    """No slot opened with what was typed; the next try is possible after `seconds`."""

    seconds = 0


class TooSoon(UserError):
    """After several wrong tries one has to wait `seconds` before the next; nothing was tried."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        minutes = -(-seconds // 60)
        how_long = "1 second" if seconds == 1 else f"{seconds} seconds" if seconds < 120 else f"{minutes} minutes"
        super().__init__(f"After several wrong tries umdesk waits. Wait {how_long}, then try again.")


class InUse(UserError):
    """Another process holds the program folder."""


class Damaged(UserError):
    """A file of the program is unreadable although the password fits."""


class CannotWrite(UserError):
    """A folder or file may not be written to, or the disk is full."""


class NotOnRecord(CannotWrite):
    """Something left the program, and then it could not be put on record.

    `plain` is what to raise in its place where nothing is outside any more; `forget` lets the program forget that
    something was about to leave.
    """

    def __init__(self, message: str, plain: UserError, forget: Callable[[], object]) -> None:
        super().__init__(message, f"What left is outside the program all the same. {plain.advice}")
        self.plain = plain
        self.forget = forget

    def standing(self, where: str) -> CannotWrite:
        """The same for a copy of which one knows where it stands."""
        return CannotWrite(
            f"{self.message} The copy is in “{where}”, and nothing else was changed.",
            f"{self.plain.advice} Save the copy once more in the same place, so that it is on record, or delete it.",
        )
