"""When an application is late: one rule for those that are typed in, come as a PDF or stand in a spreadsheet."""

from datetime import date


def is_late(received: date | None, closes: date | None) -> bool:
    """Whether an application came in after the last day of its cycle's window.

    The closing day itself is in time. A cycle without a closing day has no late applications, and of one whose day
    nobody knows (None) nobody can say so; that one is asked about with its eligibility.
    """
    return received is not None and closes is not None and received > closes
