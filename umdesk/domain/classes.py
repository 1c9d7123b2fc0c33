"""Civil-service classes: the band of a schematic code, dated titles, and what a class is to the program.

The bands are those of the state's presentation of the Upward Mobility Program (2 CCR 599.981 names the
occupations); entry level cannot be told from a band and is a fact of each class.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from umdesk.domain.folding import folded
from umdesk.domain.words import Category, EntryLevel

CLASS_CODE_WIDTH = 4

DEFINITION_SOURCE = "2 CCR 599.981"


class Band(StrEnum):
    """What a schematic code says of the occupation; it says nothing of the level."""

    LPEL = "LPEL"
    ELTPA = "ELTPA"
    UNMAPPED = "unmapped"


# In this order: BL00-BM00 (horticulture) lies inside AA00-BZ99.
_BANDS: tuple[tuple[Band, tuple[tuple[str, str], ...]], ...] = (
    (Band.LPEL, (("BL00", "BM00"), ("CA00", "CZ99"), ("DA00", "DZ99"), ("PA00", "RZ99"))),
    (
        Band.ELTPA,
        (
            ("AA00", "BZ99"),
            ("EA00", "FZ99"),
            ("GA00", "IZ99"),
            ("JA00", "MZ99"),
            ("OA60", "OZ99"),
            ("SA00", "TZ99"),
            ("VA00", "VZ99"),
            ("WA00", "ZY99"),
            ("UA00", "UG99"),
        ),
    ),
)

_SCHEMATIC = re.compile(r"[A-Z]{2}[0-9]{2}", re.ASCII)


def class_code(text: str) -> str:
    """The class code in its one form: digits filled with zeros to four ("731" and "731.0" are "0731").

    Text that is no number is returned trimmed, so that an unknown class still shows what was written.
    """
    if len(text) == CLASS_CODE_WIDTH and text.isascii() and text.isdigit():
        return text  # as nearly every code is
    trimmed = text.strip()
    digits = trimmed.removesuffix(".0")
    return digits.zfill(CLASS_CODE_WIDTH) if digits.isascii() and digits.isdigit() else trimmed


@lru_cache(4096)  # there are few schematic codes, and each application and each move asks for two
def band(schematic_code: str) -> Band:
    """The band of a schematic code such as "BL60"; UNMAPPED for what is in none or is no schematic code."""
    code = schematic_code.strip().upper()
    if not _SCHEMATIC.fullmatch(code):
        return Band.UNMAPPED
    for name, ranges in _BANDS:
        if any(low <= code <= high for low, high in ranges):
            return name
    return Band.UNMAPPED


def band_range(schematic_code: str) -> tuple[str, str] | None:
    """The first and the last schematic code of the range that gives a code its band; None for a code in none."""
    code = schematic_code.strip().upper()
    if not _SCHEMATIC.fullmatch(code):
        return None
    return next((found for _name, ranges in _BANDS for found in ranges if found[0] <= code <= found[1]), None)


def category(schematic_code: str, entry_level: EntryLevel, bridging: bool) -> Category:
    """What a class is to the program by its own facts: bridging wins, then band together with entry level.

    An unknown entry level inside a band gives OTHER here; `ClassFacts.entry_level` tells it apart, and
    eligibility then leaves the answer to the coordinator.
    """
    if bridging:
        return Category.BRIDGING
    found = band(schematic_code)
    if found is Band.UNMAPPED:
        return Category.UNMAPPED
    if entry_level is EntryLevel.YES:
        return Category(found.value)
    return Category.OTHER


@dataclass(frozen=True, slots=True)
class ClassTitle:
    """One dated title of a class with the facts that came with it; None as a date means open.

    Salaries are US dollars a month, probation whole months; None where nobody knows. `id` is that of the row on
    record, "" for one that is not; two rows that say the same are equal whatever their ids.
    """

    class_code: str
    title: str
    title_from: date | None
    title_to: date | None
    schematic_code: str
    entry_level: EntryLevel
    bridging: bool
    confirmed: bool
    status: str = "active"
    note: str = ""
    source: str = ""
    salary_minimum: Decimal | None = None
    salary_maximum: Decimal | None = None
    probation_months: int | None = None
    minimum_qualifications: str = ""
    bargaining_unit: str = ""
    hard_to_fill: bool = False
    id: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class ClassOverride:
    """A department's own category for a class from `effective` to `ends`, both inclusive; None for no end."""

    class_code: str
    category: Category
    effective: date
    reason: str
    ends: date | None = None
    id: str = field(default="", compare=False)

    def holds(self, day: date) -> bool:
        """Whether the decision is in force on the day."""
        return self.effective <= day and (self.ends is None or day <= self.ends)


@dataclass(frozen=True, slots=True)
class ClassFacts:
    """What is known of a class on a day.

    `category` holds any override of the department, which `override` then names. `confirmed` is False when
    no title of the class is confirmed: such facts never decide alone. `unconfirmed_title` is a newer title
    that is said to hold on the day but is not confirmed, so the last confirmed one is still shown.
    """

    class_code: str
    title: str
    schematic_code: str
    band: Band
    category: Category
    entry_level: EntryLevel
    bridging: bool
    confirmed: bool
    status: str
    note: str
    source: str
    override: ClassOverride | None = None
    unconfirmed_title: str = ""
    salary_minimum: Decimal | None = None
    salary_maximum: Decimal | None = None
    probation_months: int | None = None
    minimum_qualifications: str = ""
    bargaining_unit: str = ""
    hard_to_fill: bool = False


@dataclass(frozen=True, slots=True)
class ClassCatalogue:
    """All dated titles and overrides of a program, to be asked about a code on a day."""

    titles: Mapping[str, tuple[ClassTitle, ...]]
    overrides: Mapping[str, tuple[ClassOverride, ...]]
    by_title: Mapping[str, tuple[str, ...]] = field(repr=False)
    _made: dict[tuple[int, int, int], ClassFacts] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What was told already, by the ids of the rows that it follows from: each application and each move asks."""

    @classmethod
    def of(cls, titles: Iterable[ClassTitle], overrides: Iterable[ClassOverride] = ()) -> "ClassCatalogue":
        """Build the catalogue from rows in any order."""
        rows: dict[str, list[ClassTitle]] = {}
        names: dict[str, set[str]] = {}
        for row in titles:
            rows.setdefault(row.class_code, []).append(row)
            for form in _forms(row.title):
                names.setdefault(" ".join(form), set()).add(row.class_code)
        changed: dict[str, list[ClassOverride]] = {}
        for override in overrides:
            changed.setdefault(override.class_code, []).append(override)
        return cls(
            {code: tuple(sorted(found, key=_starts)) for code, found in rows.items()},
            {code: tuple(sorted(found, key=lambda o: o.effective)) for code, found in changed.items()},
            {name: tuple(sorted(codes)) for name, codes in names.items()},
        )

    def facts(self, code: str, day: date) -> ClassFacts | None:
        """The class on that day, None when the catalogue knows neither the code nor an override of it."""
        code = class_code(code)
        rows = self.titles.get(code, ())
        override = next((o for o in reversed(self.overrides.get(code, ())) if o.holds(day)), None)
        if not rows and override is None:
            return None
        if len(rows) == 1:  # most classes, and this is asked for every application
            row = newest = rows[0]
        else:
            row = in_force(rows, day) or _nothing_known(code)
            newest = _last_begun(rows, day) if rows else row
        key = id(row), id(newest), id(override)
        made = self._made.get(key)
        if made is None:
            made = _facts(code, row, newest, override)
            if rows:  # what is on record keeps its id
                self._made[key] = made
        return made

    def category_on(self, code: str, day: date) -> Category | None:
        """The category of a class on a day: unmapped for a class nobody knows, None without a class code."""
        if not class_code(code):
            return None
        facts = self.facts(code, day)
        return facts.category if facts is not None else Category.UNMAPPED

    def counted_category(self, code: str, day: date) -> Category:
        """The category as moves and employees are counted by; unmapped as well for a class that is not confirmed.

        A fact that nobody confirmed never decides alone, so it makes no UM hire either; a department's own decision
        does.
        """
        facts = self.facts(code, day)
        if facts is None or not (facts.confirmed or facts.override):
            return Category.UNMAPPED
        return facts.category

    def title(self, code: str, day: date) -> str:
        """The title to show for a code on a day, "" for a class nobody knows."""
        found = self.facts(code, day)
        return found.title if found else ""

    def codes_titled(self, title: str) -> tuple[str, ...]:
        """The codes of the classes that had this title at any time, in order; abbreviations are not followed."""
        return self.by_title.get(" ".join(_words(title)), ())

    def title_fits(self, code: str, title: str) -> bool:
        """Whether a written title can mean the class: any title it ever had, in usual short forms too.

        The part after a comma and what stands in parentheses may be missing, and words may be abbreviated
        ("Ofc Asst (Typing)"); numerals must be equal. An empty title, or a code nobody knows, fits.
        """
        words = _words(title)
        rows = self.titles.get(class_code(code), ())
        if not words or not rows:
            return True
        return any(_abbreviates(words, form) for row in rows for form in _forms(row.title))


def in_force(rows: Iterable[ClassTitle], day: date) -> ClassTitle | None:
    """The title that a class has on a day: of the confirmed ones where there are any; None without rows."""
    known = tuple(rows)
    return _last_begun([row for row in known if row.confirmed] or known, day) if known else None


def _starts(row: ClassTitle) -> date:
    return row.title_from or date.min


def _last_begun(rows: Iterable[ClassTitle], day: date) -> ClassTitle:
    """The last row that had begun by the day, else the first: a title's end never ends the class."""
    ordered = sorted(rows, key=_starts)
    begun = [row for row in ordered if _starts(row) <= day]
    return begun[-1] if begun else ordered[0]


def _facts(code: str, row: ClassTitle, newest: ClassTitle, override: ClassOverride | None) -> ClassFacts:
    """The facts of one title of a class; `newest` is the last that began, confirmed or not."""
    return ClassFacts(
        class_code=code,
        title=row.title,
        schematic_code=row.schematic_code,
        band=band(row.schematic_code),
        category=override.category if override else category(row.schematic_code, row.entry_level, row.bridging),
        entry_level=row.entry_level,
        bridging=row.bridging,
        confirmed=row.confirmed,
        status=row.status,
        note=row.note,
        source=row.source,
        override=override,
        unconfirmed_title=newest.title if newest.title != row.title and not newest.confirmed else "",
        salary_minimum=row.salary_minimum,
        salary_maximum=row.salary_maximum,
        probation_months=row.probation_months,
        minimum_qualifications=row.minimum_qualifications,
        bargaining_unit=row.bargaining_unit,
        hard_to_fill=row.hard_to_fill,
    )


def _nothing_known(code: str) -> ClassTitle:
    return ClassTitle(code, "", None, None, "", EntryLevel.UNKNOWN, bridging=False, confirmed=False)


_NUMERALS = frozenset({"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"})


def _words(title: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[a-z0-9]+", folded(title)))


@lru_cache(maxsize=4096)  # a catalogue is read again and again, and its titles stay the same
def _forms(title: str) -> tuple[tuple[str, ...], ...]:
    """A title's words in full, without its parenthesis, without what follows its comma, without both."""
    short = title.split(",", 1)[0]
    return tuple(
        dict.fromkeys(
            _words(form) for form in (title, re.sub(r"\(.*?\)", " ", title), short, re.sub(r"\(.*?\)", " ", short))
        )
    )


def _abbreviates(written: tuple[str, ...], full: tuple[str, ...]) -> bool:
    return len(written) == len(full) and all(_short_for(a, b) for a, b in zip(written, full, strict=True))


def _short_for(short: str, word: str) -> bool:
    """Whether a word is another, or its beginning letter with some of the rest in order ("sr" for "senior")."""
    if short == word:
        return True
    if word in _NUMERALS or short in _NUMERALS or len(short) < 2 or short[0] != word[0]:
        return False
    rest = iter(word)
    return all(letter in rest for letter in short)
