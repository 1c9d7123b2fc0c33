"""The report on outreach: what was done, whom it reached, and the funnel of the applications of the period."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TypeAlias

from umdesk.domain.outreach import STAGES, Applied, Event, Stage
from umdesk.domain.reports.lines import NOBODY, Line, Opens, by_name
from umdesk.domain.reports.model import Bars, Cell, Content, Figures, Number, Series, Table, total
from umdesk.domain.writing import capital
from umdesk.domain.year_words import OutreachChannel

Held: TypeAlias = "tuple[str, Event]"
"""An outreach with its id."""
Group: TypeAlias = "tuple[str, list[Held], list[Applied]]"
"""A row of a table: its name, and what counts in it."""
UNKNOWN = "Not known"
EVERY_UNIT = "All units"
"""The row of what was meant for no unit alone; nobody applies from it, so its other places stay empty."""
NO_UNIT = "No unit on file"
DEFINITIONS = (
    "Reached: employees as each outreach of the period names them. Whoever was reached twice counts twice.",
    (
        "The later stages follow the applications received in the period, each counted once: eligible by the answer on "
        "record, selected once decisions were applied, plan signed once a revision was signed or put in force, "
        "advanced once the person moved from a low-paying entry-level or bridging class to an entry-level technical, "
        "professional or administrative class in the program or within the months of the UM hire after it."
    ),
    "Channel: what the application says on how its person heard of the program.",
    "Unit: that of the appointment that the application stands on; of an outreach, the unit it was for.",
)


def content(events: Sequence[Held], applied: Sequence[Applied]) -> Content:
    """The outreach of a period (id and event) and what became of the applications that were received in it."""
    whole = _row("all", "", events, applied)
    return Content(
        (
            Figures("From reached to advanced", whole),
            Bars("From reached to advanced", _names(), (Series("Number", whole),), by="Stage"),
            _table("By channel", "Channel", "channel", _by_channel(events, applied), whole),
            _table("By unit", "Unit", "unit", _by_unit(events, applied), whole),
            _listing(events),
        ),
        definitions=DEFINITIONS,
    )


def _names() -> tuple[str, ...]:
    return ("Reached", *(stage.name for stage in STAGES))


def _row(key: str, name: str, events: Iterable[Held], applied: Sequence[Applied]) -> tuple[Number, ...]:
    """The numbers of a row; those of the whole report have no `name`."""

    def label(text: str) -> str:
        return f"{name}: {text.lower()}" if name else text

    reached = tuple(
        Line(NOBODY, "", one.title, one.on, Decimal(one.reach), Opens.OUTREACH, event)
        for event, one in events
        if one.reach
    )

    def stage(of: Stage) -> Number:
        lines = (
            Line(one.who, one.number, of.name, one.on, opens=Opens.APPLICATION if one.id else Opens.NOTHING, key=one.id)
            for one in applied
            if of.came(one)
        )
        return Number(f"funnel/{key}/{of.key}", label(of.name), by_name(lines))

    return (Number(f"funnel/{key}/reached", label("Reached"), reached, definition=DEFINITIONS[0]), *map(stage, STAGES))


def _by_channel(events: Sequence[Held], applied: Sequence[Applied]) -> list[Group]:
    return [
        (
            capital(channel) if channel else UNKNOWN,
            [found for found in events if found[1].channel is channel],
            [one for one in applied if one.channel is channel],
        )
        for channel in (*OutreachChannel, None)
    ]


def _by_unit(events: Sequence[Held], applied: Sequence[Applied]) -> list[Group]:
    names = sorted({one.unit for _, one in events if one.unit} | {one.unit for one in applied if one.unit})
    rows: list[Group] = [
        (name, [found for found in events if found[1].unit == name], [one for one in applied if one.unit == name])
        for name in names
    ]
    general = [found for found in events if not found[1].unit]
    homeless = [one for one in applied if not one.unit]
    return [*rows, (EVERY_UNIT, general, []), (NO_UNIT, [], homeless)]


def _table(title: str, head: str, key: str, groups: Iterable[Group], whole: tuple[Number, ...]) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (name, *_told_of(name, _row(f"{key}/{name}", name, events, applied)))
        for name, events, applied in groups
        if events or applied
    ]
    last: tuple[Cell, ...] | None = ("Total", *whole) if rows else None
    return Table(title, (head, *_names()), tuple(rows), last, frozenset(range(1, len(STAGES) + 2)))


def _told_of(name: str, numbers: Sequence[Number]) -> Sequence[Cell]:
    return (numbers[0], *[None] * len(STAGES)) if name == EVERY_UNIT else numbers


def _listing(events: Sequence[Held]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for key, one in events:
        line = Line(NOBODY, "", one.title, one.on, Decimal(one.reach or 0), Opens.OUTREACH, key)
        reach = Number(f"outreach/{key}", f"{one.title}: reached", (line,)) if one.reach is not None else None
        channel, unit = capital(one.channel or ""), one.unit or EVERY_UNIT
        rows.append((one.on, channel, one.title, one.audience, unit, reach, _told(one)))
    columns = ("Date", "Channel", "What", "Audience", "Unit", "Reached", "Follow-up")
    reached = total("outreach/all", "Reached", (cell for row in rows for cell in row if isinstance(cell, Number)))
    last = ("Total", None, None, None, None, reached, None) if rows else None
    return Table("Outreach of the period", columns, tuple(rows), last, frozenset({5}), empty="No outreach on record.")


def _told(one: Event) -> str:
    if one.follow_up_done is not None:
        return "Done"
    return one.follow_up or ("Due" if one.follow_up_due else "")
