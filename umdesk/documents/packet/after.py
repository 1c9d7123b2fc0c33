"""What followed: decisions with reasons, the waitlist, corrections, letters, who saw what, and the history."""

from collections.abc import Iterator
from datetime import datetime

from umdesk.documents.blocks import Block
from umdesk.documents.builder import SMALL, Builder, Column
from umdesk.documents.pages import WIDTH
from umdesk.domain import anchors, dates
from umdesk.domain.packet import DecisionPart, EventPart, PacketSnapshot
from umdesk.domain.writing import capital, counted

_CHECKED = (
    "In umdesk it is checked under Program, Check and repair, or in a terminal: umdesk check PROGRAM --anchor “ANCHOR”."
)
_DECISIONS = (
    Column("Rank then", 34.0, "right"),
    Column("Number", 54.0),
    Column("Name", 88.0),
    Column("Decision", 62.0),
    Column("Reason", 136.0),
    Column("By whom and when", WIDTH - 374.0),
)
_MOVES = (
    Column("Day", 60.0),
    Column("Application", 120.0),
    Column("What", 140.0),
    Column("Reason", 110.0),
    Column("By", WIDTH - 430.0),
)
_BESIDE = (Column("Number", 64.0), Column("Before", 220.0), Column("After", 220.0))
_LETTERS = (
    Column("Number", 58.0),
    Column("Name", 126.0),
    Column("Letter", 100.0),
    Column("Made", 120.0),
    Column("Sent", WIDTH - 404.0),
)
_SEEN = (Column("First on that day", 130.0), Column("Who", 160.0), Column("What", WIDTH - 290.0))
_HISTORY = (
    Column("Event", 40.0, "right"),
    Column("When", 106.0),
    Column("Who", 84.0),
    Column("What", 170.0),
    Column("Reason", WIDTH - 400.0),
)


def decisions(paper: Builder, packet: PacketSnapshot) -> Iterator[Block]:
    """Each decision, what departs from rank and why, then who declined and who moved up, then corrections."""
    if packet.decisions:
        yield paper.table(_DECISIONS, [_decision(one) for one in packet.decisions])
    else:
        yield paper.paragraph("Nothing is decided.")
    if packet.moves or packet.waitlist_until:
        yield paper.heading(3, "After the decisions")
    if packet.waitlist_until:
        yield paper.paragraph(f"The waitlist may move on until {dates.show(packet.waitlist_until)}.")
    if packet.moves:
        rows = [(dates.show(m.on), f"{m.number}\n{m.name}", m.what, m.reason, m.by) for m in packet.moves]
        yield paper.table(_MOVES, rows)
    for one in packet.corrections:
        yield paper.heading(3, f"Correction of {dates.show_moment(one.at)}, by {one.by}")
        yield paper.paragraph(f"Reason: {one.reason}")
        if one.changes:
            yield paper.items(one.changes)
        if one.beside:
            yield paper.table(_BESIDE, one.beside)
        rest = counted(one.unchanged, "application")
        yield paper.paragraph(f"{rest} kept rank, score and decision.", SMALL, before=3.0)


def letters(paper: Builder, packet: PacketSnapshot) -> Iterator[Block]:
    """The letters to applicants; what each said stands with its application."""
    if not packet.letters:
        yield paper.paragraph("No letter was made.")
        return
    rows = [
        (
            one.number, one.name, capital(one.kind), f"{_day(one.made_at)}, {one.made_by}",
            f"{dates.show(one.sent_on)}, {one.sent_by}" if one.sent_on else "not sent",
        )
        for one in packet.letters
    ]  # fmt: skip
    yield paper.paragraph("What each letter said stands with its application.", SMALL, keeps_next=True)
    yield paper.table(_LETTERS, rows)


def viewings(paper: Builder, packet: PacketSnapshot) -> Iterator[Block]:
    """Who saw which sealed part and when it was first on that day."""
    if packet.viewings:
        rows = [(dates.show_moment(one.at), one.by, capital(one.what)) for one in packet.viewings]
        yield paper.table(_SEEN, rows)
    else:
        yield paper.paragraph("No viewing is on record.")


def history(paper: Builder, packet: PacketSnapshot) -> Iterator[Block]:
    """The hash that stands for the whole history, then the events of the cycle."""
    long = anchors.long_form(packet.event, packet.hash)
    yield paper.paragraph(
        "Every event of the program is sealed with a hash made from the event and the hash before it. The hash of "
        f"event {packet.event:,} stands for all events up to it, so for every line below. {_CHECKED}"
    )
    yield paper.terms(
        [
            ("Anchor", anchors.short_form(packet.event, packet.hash)),
            (f"Whole hash of event {packet.event:,}", " ".join(long)),
        ],
        SMALL,
    )
    yield paper.paragraph(
        "Entering ratings and what else is done hundreds of times stands in one line for a day and an account; the "
        "ratings themselves are in this packet.",
        SMALL,
        keeps_next=True,
    )
    yield paper.table(_HISTORY, [_event(one) for one in packet.history], style=SMALL)


def _decision(one: DecisionPart) -> tuple[str, ...]:
    reason = "\n".join(part for part in (one.departs, one.kind, one.reason) if part)
    when = f"{one.by}, {_day(one.at)}"
    applied = f"\nApplied {_day(one.applied_at)}" if one.applied_at else "\nPending"
    rank = "" if one.rank is None else str(one.rank)
    return rank, one.number, one.name, capital(one.outcome), reason, when + applied


def _day(moment: datetime) -> str:
    return dates.show(moment.astimezone().date())


def _event(one: EventPart) -> tuple[str, ...]:
    more = "" if one.times == 1 else f" (and {one.times - 1:,} more of this kind on that day)"
    return f"{one.number:,}", dates.show_moment(one.at), one.by, one.what + more, one.reason
