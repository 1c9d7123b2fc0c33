"""What the window says about backups."""

from datetime import datetime

from umdesk.domain import dates
from umdesk.domain.backups import OLD
from umdesk.domain.errors import Damaged, UserError
from umdesk.domain.writing import counted
from umdesk.services.backups import Contents, SecondPlace, Status
from umdesk.ui.theme import Tone


def in_status_line(status: Status, failed: UserError | None, now: datetime) -> tuple[str, Tone, str]:
    """The words, the tone and the tip of the status line; the worst comes first."""
    newest = _newest(status, now)
    if failed is not None:
        return f"Backup failed: {_why(failed)}", Tone.BAD, f"{failed}\n{newest}"
    if status.newest is None:
        return "No backup yet", Tone.ATTENTION, "A backup is made on closing and every hour while you work."
    if status.second is not None and (status.second.absent_since or status.second.problem):
        return _second_short(status.second), Tone.ATTENTION, f"{second_place(status.second)}\n{newest}"
    age = now - status.newest
    if age >= OLD and not status.complete:
        return f"Backup {age.days} days old", Tone.ATTENTION, newest
    today = now.astimezone().date()
    made = status.newest.astimezone().date()
    when = dates.show_time(status.newest) if made == today else dates.show(made).rsplit(",", 1)[0]
    return f"Backup {when}", Tone.GOOD, newest


def newest_and_second(status: Status, now: datetime) -> tuple[str, Tone]:
    """The sentences above the list of backups."""
    _short, tone, _tip = in_status_line(status, None, now)
    second = "" if status.second is None else f" {second_place(status.second)}"
    return f"{_newest(status, now)}{second}", tone


def _newest(status: Status, now: datetime) -> str:
    if status.newest is None:
        return "There is no backup yet."
    today = status.newest.astimezone().date() == now.astimezone().date()
    when = f"today, {dates.show_time(status.newest)}" if today else dates.show_moment(status.newest)
    since = " Nothing changed since." if status.complete else ""
    return f"The newest backup is of {when}.{since}"


def _second_short(second: SecondPlace) -> str:
    if second.absent_since is not None:
        return f"Second place absent since {_day(second.absent_since)}"
    return "Second place: no copy"


def second_place(second: SecondPlace) -> str:
    """How the second place stands, in a sentence or two."""
    if second.absent_since is not None:
        said = f"The second place “{second.place}” is absent since {_day(second.absent_since)}; it catches up later."
    elif second.problem:
        said = f"No copy was made in the second place “{second.place}”. {second.problem}"
    elif second.copied_at is not None:
        said = f"The second place “{second.place}” got its last copy on {dates.show_moment(second.copied_at)}."
    else:
        said = f"The second place “{second.place}” gets a copy with the next backup."
    if second.same_disk:
        said += " It is on the same disk as the program, so it does not help when that disk fails."
    return said


def _day(moment: datetime) -> str:
    return dates.show(moment.astimezone().date()).rsplit(",", 1)[0]


def _why(failed: UserError) -> str:
    if isinstance(failed, Damaged):
        return "the program is damaged"
    return "disk full" if " full" in failed.message else "see why"


def size(count: int) -> str:
    """A number of bytes as people read it: "3.4 MB"."""
    return f"{max(count, 100_000) / 1_000_000:,.1f} MB"


def facts(contents: Contents) -> list[tuple[str, str]]:
    """What a backup holds, as labels and values."""
    counts = (
        counted(contents.people, "person", "people"),
        counted(contents.applications, "application"),
        counted(contents.plans, "career plan"),
        counted(contents.events, "event") + " in the history",
    )
    change = contents.last_change
    if contents.last_change_at is not None:
        change = f"{change} ({contents.last_change_by}, {dates.show_moment(contents.last_change_at)})"
    opens = f"The passwords that these accounts had then: {', '.join(contents.opens)}."
    if contents.recovery_sheet is not None:
        opens += f" The recovery sheet made on {dates.show(contents.recovery_sheet.astimezone().date())}."
    rows = [
        ("Made", f"{dates.show_moment(contents.about.made_at)}, by umdesk {contents.about.umdesk}"),
        ("Program", f"{contents.office}, {contents.department}"),
        ("Holds", "  ·  ".join(counts)),
        ("Last change", change or "None"),
        ("What opens it", opens),
        ("Would be lost", lost(contents)),
        ("Numbers", numbers(contents)),
    ]
    return [row for row in rows if row[1]]


def numbers(contents: Contents) -> str:
    """Whether a number that was given after the backup could be given to somebody else; "" when none was."""
    if contents.lost is None or contents.lost.changes is None:
        return (
            "Numbers of applications and plans that were given after this backup may be given again to somebody else. "
            "Compare with what is on paper before you add anybody."
        )
    if not contents.lost.numbers:
        return ""
    return (
        f"Given since, up to: {', '.join(contents.lost.numbers)}. Restored over the present program, none of them is "
        "given again. A copy restored beside gives them again, so do not go on in both."
    )


def lost(contents: Contents) -> str:
    """What the present program has and the backup has not."""
    if contents.lost is None:
        return "Nothing: the present program is another one, or there is none."
    if contents.lost.changes is None:
        when = dates.show_moment(contents.about.made_at)
        return f"Everything after {when}. The present program cannot be read, so nobody knows how much that is."
    if not contents.lost.changes:
        return "Nothing: no change was made since."
    if not contents.lost.last:  # who asks is no coordinator of the present program
        return f"{counted(contents.lost.changes, 'change')} made since."
    many = contents.lost.changes > len(contents.lost.last)
    said = f"{counted(contents.lost.changes, 'change')} made since{', the last of them' if many else ''}:"
    return "\n".join((said, *(f"–  {line}" for line in contents.lost.last)))
