"""By what channel somebody heard of the program, what an outreach may be, and the funnel's numbers."""

from datetime import date
from decimal import Decimal

import pytest

from umdesk.domain.errors import InvalidInput
from umdesk.domain.outreach import Applied, Event, channel_of, check
from umdesk.domain.program_facts import Who
from umdesk.domain.reports import outreach
from umdesk.domain.reports.model import Table
from umdesk.domain.year_words import OutreachChannel

DAY = date(2026, 3, 2)
ANA, BO = Who("1", "Nuñez, Ana", "000042"), Who("2", "Ito, Bo", "000043")


@pytest.mark.parametrize(
    ("said", "channel"),
    [
        ("Flyer in the break room", OutreachChannel.FLYER), ("E-MAIL from HR", OutreachChannel.EMAIL),
        ("my supervisor", OutreachChannel.SUPERVISOR), ("the noon orientation", OutreachChannel.ORIENTATION),
        ("SEIU steward", OutreachChannel.UNION), ("co-worker", OutreachChannel.COWORKER),
        ("at lunch", OutreachChannel.OTHER), ("  ", None), ("n/a", None), ("Website", OutreachChannel.INTRANET),
    ],
)  # fmt: skip
def test_the_own_words_of_people_name_a_channel(said: str, channel: OutreachChannel | None) -> None:
    assert channel_of(said) is channel


def test_every_channel_is_named_by_its_own_word() -> None:
    assert [channel_of(channel.value) for channel in OutreachChannel] == list(OutreachChannel)


@pytest.mark.parametrize(
    ("event", "field"),
    [
        (Event(None, OutreachChannel.EMAIL, "Mail"), "on"), (Event(DAY, None, "Mail"), "channel"),
        (Event(DAY, OutreachChannel.EMAIL, ""), "title"),
        (Event(DAY, OutreachChannel.EMAIL, "Mail", reach=-1), "reach"),
        (Event(DAY, OutreachChannel.EMAIL, "Mail", follow_up_due=date(2026, 3, 1)), "follow_up_due"),
    ],
)  # fmt: skip
def test_what_cannot_be_names_its_field(event: Event, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check(event)
    assert refused.value.field == field


def test_the_funnel_counts_each_application_once_a_stage_and_adds_up() -> None:
    events = [
        ("e1", Event(DAY, OutreachChannel.EMAIL, "Mail to all", reach=120)),
        ("e2", Event(DAY, OutreachChannel.FLYER, "Flyer", reach=30, unit="Redding Center")),
        ("e3", Event(DAY, OutreachChannel.FLYER, "Flyer again")),
    ]
    applied = [
        Applied("a1", ANA, "2026-0001", DAY, OutreachChannel.EMAIL, "Redding Center", True, True, True, True),
        Applied("a2", BO, "2026-0002", DAY, None, "", True),
    ]
    content = outreach.content(events, applied)
    values = {number.key: number.value for number in content.numbers()}
    stages = ("reached", "applied", "eligible", "selected", "signed", "advanced")
    assert [values[f"funnel/all/{stage}"] for stage in stages] == [150, 2, 2, 1, 1, 1]
    assert [values[f"funnel/channel/Email/{stage}"] for stage in stages] == [120, 1, 1, 1, 1, 1]
    assert [values[f"funnel/unit/Redding Center/{stage}"] for stage in stages] == [30, 1, 1, 1, 1, 1]
    assert [values[f"funnel/unit/No unit on file/{stage}"] for stage in stages] == [0, 1, 1, 0, 0, 0]
    tables = {part.title: part for part in content.parts if isinstance(part, Table)}
    assert [row[0] for row in tables["By channel"].rows] == ["Email", "Flyer", "Not known"]
    assert [row[0] for row in tables["By unit"].rows] == ["Redding Center", "All units", "No unit on file"]
    everywhere = tables["By unit"].rows[1]
    assert (everywhere[1].value, set(everywhere[2:])) == (120, {None}), "nobody applies from all units"  # type: ignore[union-attr]
    labels = [number.label for number in content.parts[0].numbers]  # type: ignore[union-attr]
    assert labels == ["Reached", "Applied", "Eligible", "Selected", "Plan signed", "Advanced"]
    assert sum(Decimal(values[f"outreach/{key}"]) for key in ("e1", "e2")) == values["outreach/all"] == 150
