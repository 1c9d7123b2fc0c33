"""The rules of the import: each row is refused, a duplicate, in need of attention, or comes in; in this order."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from umdesk.domain.intake import names
from umdesk.domain.intake.fields import Field
from umdesk.domain.intake.rows import DATES, Entry
from umdesk.domain.writing import listed_name, quoted

FEW_NAMESAKES = 16
"""Up to so many people of one name are compared one by one."""
LONGEST_LINE = 200
"""Letters of a name, a number or a title; what has more is something else in the wrong column."""
_LONGEST_QUOTE = 60


class Outcome(StrEnum):
    """What becomes of a row."""

    IMPORTED = "imported"
    DUPLICATE = "duplicate"
    ATTENTION = "attention"
    REFUSED = "refused"


class Choice(StrEnum):
    """What a coordinator can decide on a row that wants attention."""

    BRING_IN = "bring in"
    SAME_PERSON = "same person"
    LEAVE_OUT = "leave out"


@dataclass(frozen=True, slots=True)
class Decision:
    """A coordinator's decision on one row: a choice, or dates put right (None: the date is not known)."""

    choice: Choice | None = None
    dates: tuple[tuple[Field, date | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Present:
    """An application that is in the cycle already; `received` is None where the day is not known."""

    number: str
    last_name: str
    first_name: str
    employee_number: str
    class_code: str
    class_title: str
    received: date | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of one row and why; `of` is the line or the application number that it repeats.

    `against` says what the row contradicts that is on record of its person; it comes in all the same.
    """

    entry: Entry
    outcome: Outcome
    reason: str = ""
    of: int | str | None = None
    decided: bool = False
    against: str = ""

    @property
    def said(self) -> str:
        """Everything that there is to say of the row."""
        return " ".join(filter(None, (self.reason, self.against)))

    @property
    def row(self) -> int:
        """The line number that the spreadsheet shows."""
        return self.entry.row


def judge(
    entries: Iterable[Entry],
    present: Sequence[Present],
    elsewhere: Mapping[str, tuple[str, str]],
    decisions: Mapping[int, Decision],
) -> tuple[Verdict, ...]:
    """Judge the rows in their order, against the cycle and against the rows before them.

    `elsewhere` tells the last and first name of everybody in the program by employee number. `decisions` are by
    line number.
    """
    seen = _Seen()
    for application in present:
        seen.add(_known_of(application))
    verdicts = []
    for written in entries:
        decision = decisions.get(written.row, Decision())
        entry = _with_dates(written, decision)
        verdict = _verdict(entry, seen, elsewhere, decision)
        if verdict.outcome in (Outcome.IMPORTED, Outcome.ATTENTION):
            seen.add(_known_row(entry))
        elif verdict.of is not None and entry.employee_number and not verdict.decided:
            # Found by the number; the name may be written in another way than there.
            same = seen.by_number[number_key(entry.employee_number)]
            seen.add(replace(_known_row(entry), where=same.where, place=same.place))
        verdicts.append(verdict)
    return tuple(verdicts)


def _with_dates(entry: Entry, decision: Decision) -> Entry:
    for which, day in decision.dates:
        bad = tuple(found for found in entry.bad_dates if found[0] is not which)
        value: dict[str, Any] = {DATES[which]: day}
        entry = replace(entry, bad_dates=bad, **value)
    return entry


@dataclass(frozen=True, slots=True)
class _Known:
    """Someone a later row can repeat."""

    where: int | str
    shown: str
    name: names.Folded
    number: str
    class_key: str
    received: date | None
    place: str
    """Where to look: "line 5", "nelson.pdf" or "application 2026-0007"."""


@dataclass(slots=True)
class _Namesakes:
    """Numbered people of one name; many of them are found by what is left of a number when one sign goes."""

    people: list[_Known] = field(default_factory=list)
    traced: int = 0
    by_trace: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def mistyped(self, row: _Known) -> _Known | None:
        """The first of them whose number is one digit or one swap apart."""
        near: Iterable[int] = range(len(self.people))
        if len(self.people) > FEW_NAMESAKES:
            for place in range(self.traced, len(self.people)):
                for trace in _number_traces(self.people[place].number):
                    self.by_trace[trace].append(place)
            self.traced = len(self.people)
            near = sorted({place for trace in _number_traces(row.number) for place in self.by_trace.get(trace, ())})
        return next((self.people[i] for i in near if numbers_alike(row.number, self.people[i].number)), None)


@dataclass(slots=True)
class _Alike:
    """People found by class and by what similar last names have in common; traced when somebody first asks."""

    untraced: list[_Known] = field(default_factory=list)
    by_trace: defaultdict[tuple[str, str], list[_Known]] = field(default_factory=lambda: defaultdict(list))

    def of(self, class_key: str, trace: str) -> Sequence[_Known]:
        """Those of a class whose last name leaves this trace, in the order in which they came."""
        for known in self.untraced:
            for left in names.traces(known.name.last):
                self.by_trace[known.class_key, left].append(known)
        self.untraced.clear()
        return self.by_trace.get((class_key, trace), ())


@dataclass(slots=True)
class _Seen:
    """Everybody in the cycle and in the rows so far, found by number, by name and by likeness."""

    by_number: dict[str, _Known] = field(default_factory=dict)
    by_day: dict[tuple[str, str, str, date | None], _Known] = field(default_factory=dict)
    namesakes: defaultdict[tuple[str, str], _Namesakes] = field(default_factory=lambda: defaultdict(_Namesakes))
    numbered: _Alike = field(default_factory=_Alike)
    unnumbered: _Alike = field(default_factory=_Alike)

    def add(self, known: _Known) -> None:
        """Remember someone."""
        if known.number:
            self.by_number.setdefault(number_key(known.number), known)
            self.namesakes[known.name.last, known.name.first].people.append(known)
        self.by_day.setdefault(_day_key(known), known)
        alike = self.numbered if known.number else self.unnumbered
        alike.untraced.append(known)

    def repeated(self, row: _Known) -> _Known | None:
        """Who a row is without doubt: the same number; or, of a row without one, the same name, class and day."""
        if row.number:
            return self.by_number.get(number_key(row.number))
        return self.by_day.get(_day_key(row))

    def mistyped(self, row: _Known) -> _Known | None:
        """Someone of the very name whose number is one digit or one swap apart."""
        namesakes = self.namesakes.get((row.name.last, row.name.first)) if row.number else None
        return namesakes.mistyped(row) if namesakes else None

    def likely(self, row: _Known) -> _Known | None:
        """Someone with a similar name in the same class, where one side has no number."""
        tried: set[tuple[int | str, names.Folded]] = set()
        for trace in sorted(names.traces(row.name.last) | names.traces(row.name.first)):
            pools = [self.unnumbered] if row.number else [self.unnumbered, self.numbered]
            for known in (k for pool in pools for k in pool.of(row.class_key, trace)):
                if (known.where, known.name) not in tried and names.similar(row.name, known.name):
                    return known
                tried.add((known.where, known.name))
        return None


def number_key(number: str) -> str:
    """An employee number for comparing: without blanks and case."""
    return number.replace(" ", "").casefold()


def numbers_alike(a: str, b: str) -> bool:
    """One digit or one swap apart, also when a digit was lost and a zero filled its place."""
    return names.one_slip(a, b) or names.one_slip(a.lstrip("0"), b.lstrip("0"))


def _number_traces(number: str) -> set[str]:
    """What two numbers that are alike have in common; see `names.traces`."""
    return names.traces(number) | names.traces(number.lstrip("0"))


def _day_key(known: _Known) -> tuple[str, str, str, date | None]:
    return known.name.last, known.name.first, known.class_key, known.received


def class_key(code: str, title: str) -> str:
    """A class for comparing: its code, or the words of its title where no code is known."""
    folded = names.fold(title, "").last
    return code.casefold() or f"title {folded}"


def _known_of(application: Present) -> _Known:
    shown = listed_name(application.last_name, application.first_name)
    name = names.fold(application.last_name, application.first_name)
    key = class_key(application.class_code, application.class_title)
    place = f"application {application.number}"
    return _Known(application.number, shown, name, application.employee_number, key, application.received, place)


def _known_row(entry: Entry) -> _Known:
    name = names.fold(entry.last_name, entry.first_name)
    key = class_key(entry.class_code, entry.class_title)
    return _Known(entry.row, entry.name, name, entry.employee_number, key, entry.received, entry.place)


def _verdict(entry: Entry, seen: _Seen, elsewhere: Mapping[str, tuple[str, str]], decision: Decision) -> Verdict:
    if refusal := _refusal(entry):
        return Verdict(entry, Outcome.REFUSED, refusal)
    row = _known_row(entry)
    if repeated := seen.repeated(row):
        return Verdict(entry, Outcome.DUPLICATE, _repeats(row, repeated), repeated.where)
    likely = seen.mistyped(row) or seen.likely(row)
    doubts = [*_date_doubts(entry), *_likeness_doubts(row, likely), *_stranger_doubts(row, elsewhere)]
    of = likely.where if likely else None
    if not doubts:
        return Verdict(entry, Outcome.IMPORTED, decided=bool(decision.dates))
    match decision.choice:
        case Choice.BRING_IN:
            return Verdict(entry, Outcome.IMPORTED, f"Brought in by you. {' '.join(doubts)}", of, decided=True)
        case Choice.SAME_PERSON if likely:
            reason = f"Left out by you: the same person as {likely.place}, {likely.shown}."
            return Verdict(entry, Outcome.DUPLICATE, reason, of, decided=True)
        case Choice.LEAVE_OUT | Choice.SAME_PERSON:
            return Verdict(entry, Outcome.REFUSED, f"Left out by you. {' '.join(doubts)}", of, decided=True)
    return Verdict(entry, Outcome.ATTENTION, " ".join(doubts), of)


def _refusal(entry: Entry) -> str:
    if entry.refusal:
        return entry.refusal
    reasons = []
    if entry.one_word:
        reasons.append("The name is a single word, so nobody can tell the last name from the first.")
    elif not entry.last_name:
        reasons.append("The last name is missing.")
    if not entry.class_code and not entry.class_title:
        reasons.append("Neither a class code nor a class title is given.")
    return " ".join(reasons + _too_long(entry))


def _too_long(entry: Entry) -> list[str]:
    """What cannot be a name, a number or a title, since it has too many letters."""
    lines = {
        "last name": entry.last_name, "first name": entry.first_name, "employee number": entry.employee_number,
        "class code": entry.class_code, "class title": entry.class_title,
    }  # fmt: skip
    return [
        f"The {what} has {len(text):,} letters, and {LONGEST_LINE} is the most."
        for what, text in lines.items()
        if len(text) > LONGEST_LINE
    ]


def _repeats(row: _Known, known: _Known) -> str:
    if not row.number:
        return f"The name, the class and the date received are those of {known.place}, {known.shown}."
    other = "" if names.similar(row.name, known.name) else " The name there is another: check the number."
    return f"Employee number {row.number} is in {known.place} already: {known.shown}.{other}"


def _date_doubts(entry: Entry) -> list[str]:
    said = {Field.HIRED: "start with the state"}
    return [
        f"The {said.get(which, which.value)} {quoted(written, _LONGEST_QUOTE)} is not a date."
        for which, written in entry.bad_dates
    ]


def _likeness_doubts(row: _Known, likely: _Known | None) -> list[str]:
    if likely is None:
        return []
    if row.number and likely.number:
        numbers = f"employee number {row.number} is one slip away from {likely.number}"
        return [f"The same name as {likely.place}, and {numbers}: one person or two?"]
    side = "this row has no employee number" if not row.number else f"{likely.place} has no employee number"
    alike = "The same name and class" if names.equal(row.name, likely.name) else "A similar name and the same class"
    return [f"{alike} as {likely.place}, {likely.shown}, and {side}: one person or two?"]


def _stranger_doubts(row: _Known, elsewhere: Mapping[str, tuple[str, str]]) -> list[str]:
    """A number that belongs to somebody else in the program."""
    owner = elsewhere.get(number_key(row.number)) if row.number else None
    if owner is None:
        return []
    if names.may_be_one(row.name, names.fold(*owner)):
        return []
    shown = ", ".join(part for part in owner if part)
    return [f"Employee number {row.number} belongs to {shown} in this program: check the number."]
