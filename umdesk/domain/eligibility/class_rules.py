"""What an applicant's class means for the answer: its category, what is known of it, whether its title fits."""

from umdesk.domain.classes import DEFINITION_SOURCE, ClassCatalogue, ClassFacts, class_code
from umdesk.domain.eligibility.answers import RECORD_SOURCE, Applicant, Finding, bad, good, undecided
from umdesk.domain.words import Category, EntryLevel

_CATEGORY_WORDS = {
    Category.LPEL: "a low-paying entry-level class",
    Category.ELTPA: (
        "an entry-level technical, professional or administrative class: the program leads to it, not from it"
    ),
    Category.BRIDGING: "a bridging class",
    Category.OTHER: "outside the classes that the program serves",
    Category.UNMAPPED: "in no group of classes that the program's rules name",
}


def class_findings(catalogue: ClassCatalogue, applicant: Applicant) -> list[Finding]:
    """What the rules say of the class that is held; depends on its code, its title and the day received alone."""
    return [*_findings_of_code(catalogue, applicant), *_findings_of_title(catalogue, applicant)]


def _findings_of_code(catalogue: ClassCatalogue, applicant: Applicant) -> list[Finding]:
    code = class_code(applicant.class_code)
    findings: list[Finding] = []
    if not code:
        titled = catalogue.codes_titled(applicant.class_title)
        if len(titled) != 1:
            return [undecided(_without_code(applicant.class_title, titled), RECORD_SOURCE)]
        code = titled[0]
        findings.append(
            good(f"No class code is on file; the title “{applicant.class_title}” is class {code}.", RECORD_SOURCE)
        )
    facts = catalogue.facts(code, applicant.received)
    if facts is None:
        return [*findings, undecided(f"Class {code} is not in the class list.", DEFINITION_SOURCE)]
    return [*findings, _category_finding(facts), *_class_notes(facts)]


def _without_code(title: str, titled: tuple[str, ...]) -> str:
    if titled:
        return f"No class code is on file, and “{title}” could be {' or '.join(titled)}."
    if title.strip():
        return f"No class code is on file, and “{title.strip()}” is not in the class list."
    return "No class is on file."


def _named(facts: ClassFacts) -> str:
    return f"Class {facts.class_code}, {facts.title}," if facts.title else f"Class {facts.class_code}"


def _category_finding(facts: ClassFacts) -> Finding:
    words = f"{_named(facts)} is {_CATEGORY_WORDS[facts.category]}"
    if facts.override is not None:
        source = f"Department decision of {facts.override.effective.isoformat()}: {facts.override.reason}"
        return _decided(facts.category, f"{words}, as the department decided.", source)
    source = f"{DEFINITION_SOURCE}, {facts.schematic_code}" if facts.schematic_code else DEFINITION_SOURCE
    if not facts.confirmed:
        return undecided(f"What is known of class {facts.class_code}, {facts.title}, is not confirmed.", source)
    if facts.category is Category.OTHER:
        if facts.entry_level is EntryLevel.UNKNOWN:
            return undecided(f"Nobody has said whether {facts.class_code}, {facts.title}, is entry level.", source)
        return bad(f"{_named(facts)} is not an entry-level class.", source)
    return _decided(facts.category, f"{words}.", source)


def _decided(category: Category, text: str, source: str) -> Finding:
    if category in (Category.LPEL, Category.BRIDGING):
        return good(text, source)
    if category is Category.UNMAPPED:
        return undecided(text, source)
    return bad(text, source)


def _class_notes(facts: ClassFacts) -> list[Finding]:
    notes = []
    if facts.unconfirmed_title:
        text = f"Class {facts.class_code} may have a newer title, “{facts.unconfirmed_title}”, not confirmed yet."
        notes.append(good(text, "Class list"))
    if facts.status == "abolished":
        notes.append(good(f"Class {facts.class_code} is marked as abolished: check the class code.", "Class list"))
    return notes


def _findings_of_title(catalogue: ClassCatalogue, applicant: Applicant) -> list[Finding]:
    code = class_code(applicant.class_code)
    if not code or catalogue.title_fits(code, applicant.class_title):
        return []
    known = catalogue.title(code, applicant.received)
    text = f"The title “{applicant.class_title.strip()}” does not fit class {code}, {known}: one of the two is wrong."
    return [undecided(text, RECORD_SOURCE)]
