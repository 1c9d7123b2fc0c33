"""What a class is to the program, in words: its category and why, and since when that changes."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from umdesk.domain import dates, money
from umdesk.domain.classes import Band, ClassCatalogue, ClassFacts, band_range, category
from umdesk.domain.words import Category, EntryLevel

CATEGORY_WORDS = {
    Category.LPEL: "LPEL",
    Category.ELTPA: "ELTPA",
    Category.BRIDGING: "Bridging",
    Category.OTHER: "Other",
    Category.UNMAPPED: "Unmapped",
}
CATEGORY_MEANINGS = {
    Category.LPEL: "low-paying entry-level",
    Category.ELTPA: "entry-level technical, professional or administrative",
    Category.BRIDGING: "leads from one to the other",
    Category.OTHER: "outside the classes of the program",
    Category.UNMAPPED: "in no group that the rules name",
}
LEVEL_WORDS = {EntryLevel.YES: "Yes", EntryLevel.NO: "No", EntryLevel.UNKNOWN: "Not known"}
NOT_KNOWN = "not in the catalogue"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """Days on which what a class is to the program changes from one thing to another; None is open."""

    first: date | None
    last: date | None
    before: str
    after: str


def in_full(found: Category) -> str:
    """A category with what it means: "LPEL, low-paying entry-level"."""
    return f"{CATEGORY_WORDS[found]}, {CATEGORY_MEANINGS[found]}"


def standing(facts: ClassFacts | None) -> str:
    """What a class is to the program in one word or two: "LPEL", "ELTPA, not confirmed", "not in the catalogue"."""
    if facts is None:
        return NOT_KNOWN
    words = CATEGORY_WORDS[facts.category]
    if facts.override is not None:
        return f"{words}, as the department decided"
    if facts.category is Category.OTHER and facts.entry_level is EntryLevel.UNKNOWN:
        words = f"{words}, entry level not known"
    return words if facts.confirmed else f"{words}, not confirmed"


def explained(facts: ClassFacts) -> str:
    """Why a class has its category, for people."""
    if facts.override is not None:
        until = f" to {dates.show(facts.override.ends)}" if facts.override.ends else ""
        computed = category(facts.schematic_code, facts.entry_level, facts.bridging)
        return (
            f"The department decided so from {dates.show(facts.override.effective)}{until}: {facts.override.reason}. "
            f"By its own facts the class is {CATEGORY_WORDS[computed]}."
        ).replace("..", ".")
    if facts.bridging:
        return "It is marked as a bridging class, and that comes before its band."
    if facts.band is Band.UNMAPPED:
        where = (
            f"Schematic code {facts.schematic_code} lies in no band"
            if facts.schematic_code
            else ("It has no schematic code, so it lies in no band")
        )
        return f"{where}; the coordinator decides each application."
    low, high = band_range(facts.schematic_code) or ("", "")
    place = f"Schematic code {facts.schematic_code} lies in the {facts.band.value} band {low} to {high}"
    return {
        EntryLevel.YES: f"{place}, and the class is entry level.",
        EntryLevel.NO: f"{place}, but the class is not entry level.",
        EntryLevel.UNKNOWN: f"{place}, but nobody has said whether the class is entry level.",
    }[facts.entry_level]


def salary(low: Decimal | None, high: Decimal | None) -> str:
    """A salary range as people write it: "$3,438 to $4,303"; nothing for none."""
    shown = [dollars(amount) for amount in (low, high) if amount is not None]
    if low is None and high is not None:
        return f"up to {shown[0]}"
    if high is None and low is not None:
        return f"from {shown[0]}"
    return " to ".join(dict.fromkeys(shown))


def changed_spans(before: ClassCatalogue, after: ClassCatalogue, code: str) -> tuple[Span, ...]:
    """The days on which a class would be something else to the program, neighbouring days of one change joined."""
    days = sorted({date.min, *_edges(before, code), *_edges(after, code)})
    found: list[Span] = []
    for place, day in enumerate(days):
        was, becomes = standing(before.facts(code, day)), standing(after.facts(code, day))
        last = days[place + 1] - _DAY if place + 1 < len(days) else None
        if was == becomes:
            continue
        first = None if day == date.min else day
        if found and (found[-1].before, found[-1].after) == (was, becomes) and found[-1].last == day - _DAY:
            found[-1] = Span(found[-1].first, last, was, becomes)
        else:
            found.append(Span(first, last, was, becomes))
    return tuple(found)


def days_in_words(first: date | None, last: date | None) -> str:
    """Days from one to another: "from Jan 1, 2026", "until Dec 31, 2025", "at all times"."""
    if first and last:
        return f"from {dates.show(first)} to {dates.show(last)}"
    if first:
        return f"from {dates.show(first)}"
    return f"until {dates.show(last)}" if last else "at all times"


def _edges(catalogue: ClassCatalogue, code: str) -> set[date]:
    edges = {row.title_from for row in catalogue.titles.get(code, ()) if row.title_from}
    for override in catalogue.overrides.get(code, ()):
        edges.add(override.effective)
        if override.ends and override.ends < date.max:
            edges.add(override.ends + _DAY)
    return edges


def dollars(amount: Decimal) -> str:
    """An amount as people write a salary: whole dollars without cents."""
    return money.show(amount).removesuffix(".00")
