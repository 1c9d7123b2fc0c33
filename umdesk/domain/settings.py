"""The program's settings: each with its default, its meaning in one line and what values it takes.

Whatever the law leaves open, or no source confirms, is a setting here and never a number inside a rule.
"""

from decimal import Decimal

from umdesk.domain import conflicts, letters, plan_settings, year_settings
from umdesk.domain.decisions import DEPARTURE_REASONS
from umdesk.domain.letter_texts import KEYS, SUBJECTS, TEXTS
from umdesk.domain.setting_definitions import Definition, Value, Wording
from umdesk.domain.words import Demand, LetterKind

__all__ = ["DEFAULTS", "Definition", "Value"]


def _demand(name: str, title: str, default: Demand, meaning: str) -> Definition:
    choices = tuple(demand.value for demand in Demand)
    return Definition(f"eligibility.{name}", title, default.value, meaning, choices=choices)


def _letter(kind: LetterKind) -> tuple[Definition, Definition]:
    key, meaning = f"letters.{KEYS[kind]}", "Fields in braces are filled in. Empty it to have the first words back."
    name, fields, points = f"Letter “{kind.value}”", tuple(letters.fields_of(kind)), f"{meaning} “- ” begins a point."
    return (
        Wording(f"{key}_subject", f"{name}: subject", SUBJECTS[kind], meaning, fields=fields),
        Wording(key, f"{name}: text", TEXTS[kind], points, lines=True, fields=fields),
    )


def _notice(part: str, title: str, meaning: str) -> Definition:
    return Definition(f"notice.{part}", title, "", f"Privacy notice (Civ. Code 1798.17): {meaning}", lines=True)


_ALL = (
    Definition(
        "people.employee_number_width",
        "Digits of an employee number",
        6,
        "An employee number with fewer digits is filled with zeros on the left up to this many.",
        minimum=1,
        maximum=20,
    ),
    _demand(
        "tenure",
        "Tenure is permanent or probationary",
        Demand.COORDINATOR_DECIDES,
        "What follows where an applicant's tenure is another one.",
    ),
    Definition(
        "eligibility.months_in_class",
        "Months in class",
        0,
        "Full months in the class that the department asks of an applicant; 0 asks for none.",
        minimum=0,
        maximum=600,
    ),
    _demand(
        "months_in_class_demand",
        "Months in class count",
        Demand.REQUIRED,
        "What follows where an applicant has fewer months in class; with 0 months nothing does.",
    ),
    Definition(
        "eligibility.months_with_state",
        "Months with the state",
        0,
        "Full months of work for the state that the department asks of an applicant; 0 asks for none.",
        minimum=0,
        maximum=600,
    ),
    _demand(
        "months_with_state_demand",
        "Months with the state count",
        Demand.OFF,
        "What follows where an applicant has fewer months with the state; with 0 months nothing does.",
    ),
    _demand("probation", "Probation is completed", Demand.OFF, "What follows while an applicant is on probation."),
    _demand("full_time", "Full time base", Demand.OFF, "What follows where an applicant works less than full time."),
    _demand(
        "window",
        "Received in the window",
        Demand.OFF,
        "What follows where an application came before the window or late; taken late with a reason is in time.",
    ),
    _demand("statement", "Statement given", Demand.OFF, "What follows where an application has no statement."),
    _demand(
        "comment",
        "Supervisor's comment on file",
        Demand.OFF,
        "What follows where the supervisor has not commented. What the comment says never counts: it is no veto.",
    ),
    _demand(
        "not_participant",
        "Not in the program already",
        Demand.OFF,
        "What follows where an applicant took part in the program on the day received.",
    ),
    _demand("signed", "Application is signed", Demand.OFF, "What follows where no date of signature is on file."),
    Definition(
        "cycles.minimum_raters",
        "Raters needed for a score",
        3,
        "An application has no score while fewer raters than this have a complete sheet for it.",
        minimum=1,
        maximum=20,
    ),
    Definition(
        "cycles.spread_threshold",
        "Spread that asks for a second look",
        Decimal(20),
        "Points between the highest and the lowest score from which a further rater or a discussion is asked for.",
        minimum=1,
        maximum=100,
    ),
    Definition(
        "cycles.shortest_window",
        "Shortest window for applications",
        7,
        "Days, the first and the last one counted, below which you are warned before a cycle is opened; 0 never warns.",
        minimum=0,
        maximum=366,
    ),
    Definition(
        "selection.conflict_definition",
        "What a conflict of interest is",
        conflicts.DEFINITION,
        "Raters read it when they are asked, and the coordinator when one is judged. “- ” begins a point.",
        lines=True,
    ),
    Definition(
        "selection.departure_reasons",
        "Reasons for a departure from rank",
        DEPARTURE_REASONS,
        "One a line, to choose from where a decision departs from rank; words are asked for beside it.",
        lines=True,
    ),
    Definition(
        "selection.retention_years",
        "Years that a selection packet is kept",
        5,
        "Years from closing a cycle, shown with it; nothing is deleted by itself. The pattern, no rule: 2 CCR 548.53.",
        minimum=5,
        maximum=100,
    ),
    Definition(
        "selection.rating_days",
        "Days to rate",
        14,
        "Days from the start of scoring after which a rater whose sheets are not in is called up as late.",
        minimum=1,
        maximum=366,
    ),
    *plan_settings.DEFINITIONS,
    Definition(
        "counts.months_after",
        "Months after taking part",
        12,
        "A move counts as an Upward Mobility hire up to this many months after the person was a participant.",
        minimum=0,
        maximum=120,
    ),
    Definition(
        "counts.leave_counts",
        "Leave counts as taking part",
        False,
        "Whether a person on leave all through a period counts as one of its participants.",
    ),
    Definition(
        "form.background",
        "Ask for education, training and exams",
        True,
        "Whether the application form asks for education, training, T&D assignments and exams so far.",
    ),
    Definition(
        "form.supervisor_comment",
        "Ask the supervisor",
        True,
        "Whether the application form has a part in which the supervisor recommends the applicant or not, and why.",
    ),
    *year_settings.DEFINITIONS,
    *_letter(LetterKind.RECEIVED),
    *_letter(LetterKind.NOT_ELIGIBLE),
    *_letter(LetterKind.MORE_INFORMATION),
    *_letter(LetterKind.SELECTED),
    *_letter(LetterKind.WAITLISTED),
    *_letter(LetterKind.NOT_SELECTED),
    *_letter(LetterKind.DECLINED),
    Definition(
        "letters.review",
        "How to ask for a review",
        "",
        "What letters say on asking for a review of a decision: to whom, by when, how.",
        lines=True,
    ),
    Definition(
        "letters.scores",
        "Own scores in letters",
        False,
        "Whether letters of selection tell applicants their own scores by criterion; never anybody else's.",
    ),
    Definition(
        "letters.title",
        "Title under the signature line",
        "Upward Mobility coordinator",
        "What stands under the coordinator's name at the foot of a letter.",
    ),
    Definition(
        "letters.contact",
        "How to reach the coordinator",
        "",
        "Telephone, email or address; it stands at the foot of each letter.",
        lines=True,
    ),
    Definition(
        "letters.reply_days",
        "Days to answer a letter",
        14,
        "Days from the day a letter is made to the day by which an answer is asked for.",
        minimum=1,
        maximum=120,
    ),
    Definition(
        "lock.idle_minutes",
        "Lock after minutes without a key",
        10,
        "The window locks itself when nobody has touched a key or the mouse for this many minutes.",
        minimum=1,
        maximum=120,
    ),
    Definition(
        "backups.days",
        "Days with a backup each",
        14,
        "All backups of the last two days are kept, then the last one of each of this many days that have one.",
        minimum=0,
        maximum=366,
    ),
    Definition(
        "backups.weeks",
        "Weeks with a backup each",
        8,
        "After that, the last backup of each of this many weeks that have one is kept.",
        minimum=0,
        maximum=520,
    ),
    Definition(
        "backups.months",
        "Months with a backup each",
        12,
        "After that, the last backup of each of this many months that have one is kept.",
        minimum=0,
        maximum=240,
    ),
    Definition(
        "backups.disk_share",
        "Share of the disk for backups",
        10,
        "Percent of the disk that all backups of this program may take together; the oldest go first, three stay.",
        minimum=1,
        maximum=90,
    ),
    Definition(
        "backups.second_place",
        "Second place for backups",
        "",
        "A folder on a stick or a share that gets a copy of each backup; the program says when it is absent.",
        path=True,
    ),
    _notice("agency", "Agency and unit", "the agency and the unit within it that asks for the information."),
    _notice("official", "Responsible official", "title, business address and phone of who is responsible for it."),
    _notice("authority", "Legal authority", "the law that lets the department keep the information."),
    _notice("mandatory", "Mandatory or voluntary", "which information must be given and which may be left out."),
    _notice("consequences", "Consequences", "what happens when some of it is not given."),
    _notice("purposes", "Purposes", "the main purposes for which it is used."),
    _notice("disclosures", "Known disclosures", "to whom it may foreseeably be passed on."),
    _notice("access", "Right of access", "the person's right to see the records that are kept on them."),
)

#: Every setting there is, by key, in the order in which a settings page shows them.
DEFAULTS: dict[str, Definition] = {definition.key: definition for definition in _ALL}
