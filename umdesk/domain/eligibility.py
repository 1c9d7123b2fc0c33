"""Who may apply: the computed answer with its reasons, judged on the day an application was received."""

import calendar
from dataclasses import dataclass
from datetime import date

from umdesk.domain.classes import DEFINITION_SOURCE, ClassCatalogue, ClassFacts, class_code
from umdesk.domain.words import Category, Eligibility, EntryLevel, Tenure
from umdesk.domain.writing import counted

CRITERIA_SOURCE = "Department criteria, 2 CCR 599.983(d)"
RECORD_SOURCE = "Application record"

_CATEGORY_WORDS = {
    Category.LPEL: "a low-paying entry-level class",
    Category.ELTPA: (
        "an entry-level technical, professional or administrative class: the program leads to it, not from it"
    ),
    Category.BRIDGING: "a bridging class",
    Category.OTHER: "outside the classes that the program serves",
    Category.UNMAPPED: "in no group of classes that the program's rules name",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason in words; `ok` is False when it stands in the way of a plain "eligible"."""

    text: str
    source: str
    ok: bool


@dataclass(frozen=True, slots=True)
class EligibilityAnswer:
    """The computed answer and every reason for it, those that decided first."""

    eligibility: Eligibility
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Applicant:
    """What eligibility is judged on: the class and tenure held on the day received.

    `tenure` is a word of `Tenure`, or text as it was written, or "" when missing. `received_known` is False
    when no day of receipt is on file and `received` only stands in for it.
    """

    class_code: str
    class_title: str
    tenure: str
    received: date
    received_known: bool = True
    class_date: date | None = None


def judge(catalogue: ClassCatalogue, applicant: Applicant, *, months_in_class: int = 0) -> EligibilityAnswer:
    """Judge one application: not eligible, coordinator decides or eligible, the first that applies.

    `months_in_class` is the department's minimum of full months in the class; 0, the default, asks for none.
    """
    findings = [
        *_class_findings(catalogue, applicant),
        *_title_findings(catalogue, applicant),
        *_tenure_findings(applicant.tenure),
        *_date_findings(applicant, months_in_class),
    ]
    answers = {answer for answer, _ in findings}
    order = (Eligibility.NOT_ELIGIBLE, Eligibility.COORDINATOR_DECIDES, Eligibility.ELIGIBLE)
    answer = next(found for found in order if found in answers)
    ranked = sorted(findings, key=lambda finding: order.index(finding[0]))
    return EligibilityAnswer(answer, tuple(reason for _, reason in ranked))


_Finding = tuple[Eligibility, Reason]


def _good(text: str, source: str) -> _Finding:
    return Eligibility.ELIGIBLE, Reason(text, source, ok=True)


def _open(text: str, source: str) -> _Finding:
    return Eligibility.COORDINATOR_DECIDES, Reason(text, source, ok=False)


def _bad(text: str, source: str) -> _Finding:
    return Eligibility.NOT_ELIGIBLE, Reason(text, source, ok=False)


def _class_findings(catalogue: ClassCatalogue, applicant: Applicant) -> list[_Finding]:
    code = class_code(applicant.class_code)
    findings: list[_Finding] = []
    if not code:
        titled = catalogue.codes_titled(applicant.class_title)
        if len(titled) != 1:
            return [_open(_without_code(applicant.class_title, titled), RECORD_SOURCE)]
        code = titled[0]
        findings.append(
            _good(f"No class code is on file; the title “{applicant.class_title}” is class {code}.", RECORD_SOURCE)
        )
    facts = catalogue.facts(code, applicant.received)
    if facts is None:
        return [*findings, _open(f"Class {code} is not in the class list.", DEFINITION_SOURCE)]
    return [*findings, _category_finding(facts), *_class_notes(facts)]


def _without_code(title: str, titled: tuple[str, ...]) -> str:
    if titled:
        return f"No class code is on file, and “{title}” could be {' or '.join(titled)}."
    if title.strip():
        return f"No class code is on file, and “{title.strip()}” is not in the class list."
    return "No class is on file."


def _named(facts: ClassFacts) -> str:
    return f"Class {facts.class_code}, {facts.title}," if facts.title else f"Class {facts.class_code}"


def _category_finding(facts: ClassFacts) -> _Finding:
    words = f"{_named(facts)} is {_CATEGORY_WORDS[facts.category]}"
    if facts.override is not None:
        source = f"Department decision of {facts.override.effective.isoformat()}: {facts.override.reason}"
        return _decided(facts.category, f"{words}, as the department decided.", source)
    source = f"{DEFINITION_SOURCE}, {facts.schematic_code}" if facts.schematic_code else DEFINITION_SOURCE
    if not facts.confirmed:
        return _open(f"What is known of class {facts.class_code}, {facts.title}, is not confirmed.", source)
    if facts.category is Category.OTHER:
        if facts.entry_level is EntryLevel.UNKNOWN:
            return _open(f"Nobody has said whether {facts.class_code}, {facts.title}, is entry level.", source)
        return _bad(f"{_named(facts)} is not an entry-level class.", source)
    return _decided(facts.category, f"{words}.", source)


def _decided(category: Category, text: str, source: str) -> _Finding:
    if category in (Category.LPEL, Category.BRIDGING):
        return _good(text, source)
    if category is Category.UNMAPPED:
        return _open(text, source)
    return _bad(text, source)


def _class_notes(facts: ClassFacts) -> list[_Finding]:
    notes = []
    if facts.unconfirmed_title:
        text = f"Class {facts.class_code} may have a newer title, “{facts.unconfirmed_title}”, not confirmed yet."
        notes.append(_good(text, "Class list"))
    if facts.status == "abolished":
        notes.append(_good(f"Class {facts.class_code} is marked as abolished: check the class code.", "Class list"))
    return notes


def _title_findings(catalogue: ClassCatalogue, applicant: Applicant) -> list[_Finding]:
    code = class_code(applicant.class_code)
    if not code or catalogue.title_fits(code, applicant.class_title):
        return []
    known = catalogue.title(code, applicant.received)
    text = f"The title “{applicant.class_title.strip()}” does not fit class {code}, {known}: one of the two is wrong."
    return [_open(text, RECORD_SOURCE)]


def _tenure_findings(tenure: str) -> list[_Finding]:
    written = tenure.strip()
    if not written:
        return [_open("The tenure is missing.", CRITERIA_SOURCE)]
    if written.casefold() in (Tenure.PERMANENT, Tenure.PROBATIONARY):
        return [_good(f"Tenure: {written.casefold()}.", CRITERIA_SOURCE)]
    return [_open(f"The tenure is “{written}”, neither permanent nor probationary.", CRITERIA_SOURCE)]


def _date_findings(applicant: Applicant, months_in_class: int) -> list[_Finding]:
    findings: list[_Finding] = []
    if not applicant.received_known:
        text = "The day the application was received is missing, and the answer depends on that day."
        findings.append(_open(text, RECORD_SOURCE))
    if applicant.class_date is None:
        text = "The date of appointment to the class is missing"
        if months_in_class:
            wanted = f"{text}; the department asks for {counted(months_in_class, 'month')} in class."
            return [*findings, _open(wanted, CRITERIA_SOURCE)]
        return [*findings, _good(f"{text}; no rule asks for it.", RECORD_SOURCE)]
    if applicant.class_date > applicant.received:
        text = "The date of appointment to the class is later than the day received: check both."
        return [*findings, _open(text, RECORD_SOURCE) if months_in_class else _good(text, RECORD_SOURCE)]
    if months_in_class:
        findings.append(_months_finding(applicant.class_date, applicant.received, months_in_class))
    return findings


def _months_finding(class_date: date, received: date, minimum: int) -> _Finding:
    held = full_months(class_date, received)
    text = (
        f"{counted(held, 'month')} in class on the day received; the department asks for {counted(minimum, 'month')}."
    )
    return _good(text, CRITERIA_SOURCE) if held >= minimum else _bad(text, CRITERIA_SOURCE)


def full_months(start: date, end: date) -> int:
    """Full months from one day to a later one; from the 31st, a shorter month is full on its last day."""
    months = (end.year - start.year) * 12 + end.month - start.month
    last_day = calendar.monthrange(end.year, end.month)[1]
    return months if end.day >= min(start.day, last_day) else months - 1
