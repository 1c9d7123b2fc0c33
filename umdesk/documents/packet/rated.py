"""Every application: what raters read of it, every rating with its comments, and what came of it."""

from collections.abc import Iterator, Sequence

from umdesk.documents.blocks import Block, Together
from umdesk.documents.builder import SMALL, Builder, Column
from umdesk.documents.packet.telling import Telling
from umdesk.documents.pages import WIDTH
from umdesk.domain import dates
from umdesk.domain.packet import (
    COUNTS,
    ApplicationPart,
    CriterionPart,
    LetterPart,
    PacketSnapshot,
    PlacePart,
    SheetPart,
    Value,
    fraction,
)
from umdesk.domain.scoring import shown
from umdesk.domain.writing import capital, counted, plain

_BESIDE = 6
"""How many raters stand side by side in one table; more of them get another table."""
_FIRST = 144.0


def applications(paper: Builder, packet: PacketSnapshot, telling: Telling) -> Iterator[Block]:
    """All applications by number, a heading each."""
    places = {place.number: place for place in packet.places}
    unranked = {one.number: one.reason for one in packet.unranked}
    letters: dict[str, list[LetterPart]] = {}
    for letter in packet.letters:
        letters.setdefault(letter.number, []).append(letter)
    if not packet.applications:
        yield paper.paragraph("Nobody applied.")
    if packet.final:
        yield paper.paragraph("Names, classes and units stand as they were on the day of closing.", SMALL)
    if packet.rules.blind:
        yield paper.paragraph(
            "Raters saw an application number only. The texts below are as they read them, with names and units "
            "masked; where nobody checked the masking, as the program masks them."
        )
    for one in packet.applications:
        telling("Laying out the applications")
        yield telling.heading(paper.heading(3, f"{one.number}  {one.name}", before=18.0), "Drawing the applications")
        yield paper.paragraph(_facts(one), SMALL, before=2.0, keeps_next=True)
        outcome = _outcome(packet, places.get(one.number), unranked.get(one.number, ""))
        yield paper.paragraph(outcome, before=2.0, keeps_next=True)
        if one.note:
            yield paper.paragraph(one.note, before=2.0, keeps_next=True)
        yield from _texts(paper, one)
        yield from _ratings(paper, packet.criteria, one)
        for letter in letters.get(one.number, ()):
            yield from _letter(paper, letter)


def _letter(paper: Builder, letter: LetterPart) -> Iterator[Block]:
    """What a letter said, line by line as it was printed."""
    if not letter.words:
        return
    sent = f"sent {dates.show(letter.sent_on)}" if letter.sent_on else "not sent"
    yield paper.paragraph(f"Letter “{letter.kind}”, {sent}, in its own words:", before=6.0, keeps_next=True)
    for line in letter.words:
        yield paper.paragraph(line, SMALL, before=1.0)


def _texts(paper: Builder, one: ApplicationPart) -> Iterator[Block]:
    pairs = [(title, text) for title, text in one.texts]
    if pairs:
        yield paper.terms(pairs, SMALL, before=6.0)


def _ratings(paper: Builder, criteria: Sequence[CriterionPart], one: ApplicationPart) -> Iterator[Block]:
    sheets = [sheet for sheet in one.sheets if sheet.rater]
    if not sheets:
        yield paper.paragraph("Nobody has a sheet for it.", before=6.0)
    tables = -(-len(sheets) // _BESIDE)
    for number in range(tables):
        some = sheets[len(sheets) * number // tables : len(sheets) * (number + 1) // tables]
        width = (WIDTH - _FIRST) / max(len(some), 3)
        columns = (Column("Criterion (maximum)", WIDTH - width * len(some)), *(Column(s.rater, width) for s in some))
        yield Together((paper.table(columns, list(_rows(criteria, some)), before=6.0),))
    said = [pair for sheet in sheets for pair in _words(sheet)]
    if said:
        yield paper.terms(said, SMALL, before=5.0)


def _rows(criteria: Sequence[CriterionPart], sheets: Sequence[SheetPart]) -> Iterator[tuple[str, ...]]:
    for place, criterion in enumerate(criteria):
        shown_only = "" if criterion.counted else ", not counted"
        title = f"{criterion.name} ({plain(criterion.maximum)}{shown_only})"
        yield title, *(_value(sheet.values[place]) for sheet in sheets)
    yield "Score", *(_score(sheet) for sheet in sheets)


def _words(sheet: SheetPart) -> Iterator[tuple[str, str]]:
    """What a rater wrote, and how the ratings came in."""
    for criterion, text in sheet.comments:
        yield f"{sheet.rater}, {criterion}", text
    for criterion, value in sheet.left_out:
        yield f"{sheet.rater}, {criterion}", f"{value} (no longer a criterion)"
    if sheet.came:
        yield f"{sheet.rater}, how it came", " ".join(sheet.came)


def _facts(one: ApplicationPart) -> str:
    told = (one.class_text, one.unit, f"received {dates.show(one.received)}", one.eligibility, one.state)
    return " · ".join(part for part in told if part)


def _outcome(packet: PacketSnapshot, place: PlacePart | None, why: str) -> str:
    if place is None:
        return f"Not ranked. {why}".strip()
    how = packet.rules.aggregate.value
    spread = "" if place.spread is None else f", spread {place.spread:.2f}{' (wide)' if place.wide else ''}"
    decision = f" {capital(place.decision)}." if place.decision else ""
    return (
        f"Rank {place.rank} of {len(packet.places)}, decided by {place.decided_by}. Score {place.score:.2f}, exactly "
        f"{place.exact}: the {how} of {counted(place.n, 'score')}{spread}.{decision}"
    )


def _value(value: Value) -> str:
    if value is None:
        return "blank"
    return value if isinstance(value, str) else plain(value)


def _score(sheet: SheetPart) -> str:
    if sheet.score:
        return f"{shown(fraction(sheet.score))}"
    return "none: not complete" if sheet.counts == COUNTS else sheet.counts.replace("no: ", "none: ")
