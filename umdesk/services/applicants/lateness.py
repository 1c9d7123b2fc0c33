"""Late applications come in with a reason, whoever brings them in: by hand, as a PDF, in a spreadsheet."""

from datetime import date

from umdesk.domain import dates
from umdesk.domain.errors import InvalidInput
from umdesk.domain.intake.lateness import is_late
from umdesk.domain.writing import one_line
from umdesk.storage.models import Cycle


def late_reason(cycle: Cycle, received: date | None, reason: str) -> str:
    """The reason to keep with an application of a cycle, "" for one that is in time (session block).

    Raises:
        InvalidInput: it is late and no reason is given; the field is "late_reason".
    """
    if not is_late(received, cycle.closes):
        return ""
    tidy = one_line(reason)
    if not tidy:
        raise InvalidInput(
            f"This application is late: received {dates.show(received)}, and {cycle.name} closed on "
            f"{dates.show(cycle.closes)}.",
            "Give a reason why it is taken in all the same.",
            "late_reason",
        )
    return tidy
