"""Records to keep: how many of each kind are on file, from which day to which, and how long they have to be kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from umdesk.domain import dates
from umdesk.domain.packet import PATTERN
from umdesk.domain.program_facts import Who
from umdesk.domain.reports.basis import Basis
from umdesk.domain.reports.lines import NOBODY, Line, Opens, by_name
from umdesk.domain.reports.model import Cell, Content, Figures, Number, Table, total
from umdesk.domain.writing import capital, counted

SCHEDULE = "by the schedule (STD 73)"
ASK_THE_SCHEDULE = "ask the schedule before anything is destroyed"
DEFINITIONS = (
    "On file: records dated on or before the last day counted. In the period: those of them dated in the period.",
    "From and to: the first and the last day of what is on file.",
    "Documents printed are also those of other rows, so that the sum of records on file leaves them out.",
)
NOTES = (
    "umdesk deletes nothing by itself. What leaves the program is for people to decide.",
    "How long each kind is kept says the department's records retention schedule (STD 73, SAM 1600).",
    "No published rule names years for Upward Mobility records.",
    "Records without a schedule may not be destroyed before the Secretary of State has decided (Gov. Code 12275).",
)


class RecordKind(StrEnum):
    """The kinds of records, in the order of the page."""

    PACKETS = "selection packets of closed cycles"
    APPLICATIONS = "applications"
    LETTERS = "letters to applicants"
    APPLICATION_FILES = "files with applications"
    PARTICIPATIONS = "participations with what happened in them"
    PLANS = "plans signed or put in force"
    PAGES = "pages of signed paper, scanned"
    AGREEMENTS = "T&D agreements signed"
    PARTICIPATION_FILES = "files with participations"
    YEAR_FILES = "files of program years"
    REPORTS = "filed reports"
    PRINTED = "documents printed and kept whole"
    DISCLOSURES = "disclosures of personal data"


@dataclass(frozen=True, slots=True)
class Kept:
    """A record on file: its day, what it is, whose and what to look at; `who` is nobody's for what is about no person.

    The day is None in the list, not in the count, where it could tell whose an application of a sealed cycle is.
    """

    on: date
    record: str = ""
    what: str = ""
    who: Who = NOBODY
    opens: Opens = Opens.NOTHING
    key: str = ""
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class Packet:
    """A closed cycle with the last day on which its packet is kept at least."""

    cycle: str
    id: str
    closed_on: date
    keep_until: date


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """What is on file by its kind; `years` is how long a packet is kept at least (a setting of the program)."""

    kept: Mapping[RecordKind, Sequence[Kept]]
    packets: Sequence[Packet]
    years: int


def content(facts: RecordFacts, basis: Basis) -> Content:
    """What is on file on the last day of the period."""
    rows: list[tuple[Cell, ...]] = []
    numbers = []
    for kind in RecordKind:
        filed = [one for one in facts.kept.get(kind, ()) if one.on <= basis.period.last]
        number = Number(f"on-file/{kind}", capital(kind), _lines(filed))
        inside = Number(
            f"in-period/{kind}",
            f"{capital(kind)}, in the period",
            _lines([one for one in filed if one.on in basis.period]),
        )
        numbers.append(number)
        first, last = (min(one.on for one in filed), max(one.on for one in filed)) if filed else (None, None)
        how_long = f"{counted(facts.years, 'year')} from closing (setting)" if kind is RecordKind.PACKETS else SCHEDULE
        rows.append((capital(kind), number, inside, first, last, how_long))
    columns = ("Record", "On file", "In the period", "From", "To", "How long")
    kinds = Table("What is on file", columns, tuple(rows), empty="Nothing is on file.")
    every = total("on-file", "Records on file", [one for one in numbers if not one.key.endswith(RecordKind.PRINTED)])
    return Content(
        (Figures(f"On {dates.show(basis.period.last)}", (every, *_review(facts, basis))), kinds, _cycles(facts, basis)),
        definitions=DEFINITIONS,
        notes=(*NOTES, PATTERN),
    )


def _cycles(facts: RecordFacts, basis: Basis) -> Table:
    rows = tuple(
        (
            packet.cycle,
            packet.closed_on,
            packet.keep_until,
            "still to be kept" if packet.keep_until >= basis.period.last else ASK_THE_SCHEDULE,
        )
        for packet in sorted(facts.packets, key=lambda packet: (packet.keep_until, packet.cycle))
        if packet.closed_on <= basis.period.last
    )
    columns = ("Cycle", "Closed", "Keep at least through", "State")
    return Table("Selection packets by cycle", columns, rows, empty="No cycle is closed.")


def _review(facts: RecordFacts, basis: Basis) -> tuple[Number, ...]:
    """The packets whose years are over."""
    lines = by_name(
        Line(NOBODY, "", f"{packet.cycle}: kept at least through {dates.show(packet.keep_until)}", packet.closed_on,
             opens=Opens.CYCLE, key=packet.id)
        for packet in facts.packets
        if packet.closed_on <= basis.period.last and packet.keep_until < basis.period.last
    )  # fmt: skip
    return (Number("packets-over", "Selection packets whose years are over", lines),)


def _lines(found: Sequence[Kept]) -> tuple[Line, ...]:
    return by_name(
        Line(one.who, one.record, one.what, None if one.sealed else one.on, opens=one.opens, key=one.key)
        for one in found
    )
