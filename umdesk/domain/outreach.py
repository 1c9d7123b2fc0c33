"""Outreach: what made the program known, and the funnel from there to an advancement."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from umdesk.domain import dates
from umdesk.domain.errors import InvalidInput
from umdesk.domain.folding import folded
from umdesk.domain.program_facts import Who
from umdesk.domain.year_words import OutreachChannel

LARGEST_REACH = 1_000_000
_WORDS: tuple[tuple[OutreachChannel, str], ...] = (
    (OutreachChannel.ORIENTATION, "orientation|information session|info session|workshop|webinar|presentation"),
    (OutreachChannel.EMAIL, "e-?mails?|newsletter"),
    (OutreachChannel.FLYER, "flyers?|fliers?|posters?|bulletin boards?|handouts?"),
    (OutreachChannel.INTRANET, "intranet|web ?sites?|web ?page|internet|sharepoint|online"),
    (OutreachChannel.STAFF_MEETING, "staff meetings?|team meetings?|unit meetings?|all[- ]hands"),
    (OutreachChannel.SUPERVISOR, "supervisors?|managers?|my boss|lead"),
    (OutreachChannel.COWORKER, "co-?workers?|colleagues?|friends?|word of mouth|another employee"),
    (OutreachChannel.CAREER_FAIR, "career fairs?|job fairs?|career days?"),
    (OutreachChannel.LETTER, "letters?|mailing|memos?"),
    (OutreachChannel.UNION, "unions?|seiu|stewards?"),
)
"""Channel → what people write for it, as a pattern of whole words; of several in one text the first here counts."""
_PATTERNS = tuple((channel, re.compile(rf"\b(?:{words})\b")) for channel, words in _WORDS)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that made the program known; `reach` is how many employees it reached, None where nobody knows.

    `unit` and `cycle` are the names of those it was for, "" for everybody and for no application window.
    """

    on: date | None
    channel: OutreachChannel | None
    title: str
    audience: str = ""
    reach: int | None = None
    unit: str = ""
    cycle: str = ""
    follow_up: str = ""
    follow_up_due: date | None = None
    follow_up_done: date | None = None
    note: str = ""

    @property
    def waits(self) -> bool:
        """Whether its follow-up is still to be done."""
        return self.follow_up_done is None and bool(self.follow_up or self.follow_up_due)


@dataclass(frozen=True, slots=True)
class Applied:
    """An application and how far it came; `channel` is None where it is not known what its person heard of it by."""

    id: str
    who: Who
    number: str
    on: date
    channel: OutreachChannel | None
    unit: str
    eligible: bool = False
    selected: bool = False
    signed: bool = False
    advanced: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the funnel after "reached": its name, and whether an application came that far."""

    key: str
    name: str
    came: Callable[[Applied], bool] = field(compare=False)


STAGES = (
    Stage("applied", "Applied", lambda _one: True),
    Stage("eligible", "Eligible", lambda one: one.eligible),
    Stage("selected", "Selected", lambda one: one.selected),
    Stage("signed", "Plan signed", lambda one: one.signed),
    Stage("advanced", "Advanced", lambda one: one.advanced),
)
"""The stages that applications go through, in order."""


def channel_of(heard: str) -> OutreachChannel | None:
    """By what channel somebody heard of the program, from their own words; None where these say nothing.

    Words that name no channel of the list, such as "at lunch", are another channel.
    """
    text = folded(" ".join(heard.split()))
    if not text or text in {"unknown", "n/a", "na", "none", "?", "-"}:
        return None
    for channel, pattern in _PATTERNS:
        if pattern.search(text):
            return channel
    return OutreachChannel.OTHER


def check(event: Event) -> None:
    """Refuse what cannot be.

    Raises:
        InvalidInput: the day, the channel or the title is missing, the reach is no number of employees, or a follow-up
            is due or done before the event.
    """
    if event.on is None:
        raise InvalidInput("The date is missing.", "Give the day on which it took place or went out.", "on")
    if event.channel is None:
        raise InvalidInput("The channel is missing.", "Choose how the program was made known.", "channel")
    if not event.title:
        raise InvalidInput("What it was is missing.", "Write a few words, like “Noon orientation, Redding”.", "title")
    if event.reach is not None and not 0 <= event.reach <= LARGEST_REACH:
        raise InvalidInput(
            "This cannot be a number of employees.", f"Write a whole number from 0 to {LARGEST_REACH:,}.", "reach"
        )
    for name, day in (("follow_up_due", event.follow_up_due), ("follow_up_done", event.follow_up_done)):
        if day is not None and day < event.on:
            raise InvalidInput(
                f"This day lies before the outreach itself ({dates.show(event.on)}).", "Give a later day.", name
            )
