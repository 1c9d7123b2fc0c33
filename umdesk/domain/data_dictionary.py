"""The data dictionary: what each table and each of its columns means, for whoever reads the data without umdesk."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from umdesk.domain import career_tables, words, year_tables
from umdesk.domain.field_words import field_words
from umdesk.domain.writing import capital


@dataclass(frozen=True, slots=True)
class ColumnMeaning:
    """One column: `kind` in words ("date, YYYY-MM-DD"), `key` "key" or "", `points_at` "table.column" or "".

    `allowed` are the words that stand in it, where there is a list of them.
    """

    name: str
    meaning: str
    kind: str
    key: str = ""
    points_at: str = ""
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableMeaning:
    """One table: its file, what its rows are, how many there are, and its columns in order."""

    name: str
    meaning: str
    rows: int
    columns: tuple[ColumnMeaning, ...]


TABLES: Mapping[str, str] = {
    **career_tables.MEANINGS,
    **year_tables.MEANINGS,
    "account": "Someone who may sign in.",
    "account_role": "One role of one account; an account may have several.",
    "advancement": "A person's move to another civil-service class on a date.",
    "alembic_version": "The version of the tables themselves; one row.",
    "application": "One person's request to one cycle.",
    "appointment": "What a person holds from a date on: class, tenure, time base, unit, supervisor. The newest row "
    "that has begun holds; a later row follows it.",
    "attachment": "A file that came with an application; the file itself is in attachments.",
    "blob": "A file that the program keeps, by its SHA-256; the file itself is in documents or attachments.",
    "change": "What one event of the history did to one record, as JSON before and after.",
    "class_override": "The department's own category for a class from a date on.",
    "column_mapping": "What the columns in the lists of one sender are.",
    "contact": "A talk, call or mail with a person on a day.",
    "correction": "A correction of a closed cycle, with the result before and after it.",
    "counter": "The last number given out of a series, so that no number is given out twice.",
    "criteria_set": "One version of a cycle's criteria; the highest version holds.",
    "criteria_template": "Criteria and rules to begin a cycle with.",
    "criterion": "One criterion in one version of a cycle's criteria.",
    "cycle": "One application window with its rules.",
    "decision": "What was decided for an application; pending until it has a moment of applying.",
    "disagreement": "A person's statement of disagreement with what is on file about them (Civ. Code 1798.36).",
    "disclosure": "Personal data that left the program: to whom, when, why (Civ. Code 1798.25).",
    "disclosure_person": "One person whose data a disclosure held; a disclosure of everyone has no rows here.",
    "distinct_people": "Two people who look like one and are not, as a coordinator found.",
    "draft": "Typing that had not become part of its record when this was made.",
    "eligibility_decision": "A coordinator's answer on eligibility beside the answer by the rules; the newest holds.",
    "eligibility_record": "The answer by the rules as it stood on an occasion; the newest row holds.",
    "event": "One operation in the history: who, when, what, why. Each row's hash follows from the one before.",
    "job_class": "One dated title of a civil-service class.",
    "ladder_step": "One step of a career ladder: from a class to a class by a route.",
    "letter": "A letter to an applicant; the file is in documents.",
    "masked_text": "What raters of a blind cycle read in place of one text of an application.",
    "money_record": "Money that was spent on a participant, in US dollars.",
    "paper_entry": "A paper rating sheet as it was typed once; the same sheet is typed twice.",
    "participation": "A person in the program, from the day decisions were applied.",
    "participation_state": "A state of a participation from a date on; the newest that has begun holds.",
    "person": "An employee.",
    "person_merge": "Two records of one person that were made one; what the record was that is gone.",
    "plan": "A participant's Career Development Plan.",
    "plan_activity": "An activity as one revision of a plan words it.",
    "plan_competency": "A competency as one revision of a plan words it.",
    "plan_cost": "A cost line as one revision of a plan estimates it.",
    "plan_goal": "A goal as one revision of a plan words it.",
    "plan_item": "The identity of a goal, competency, activity or cost line through all revisions of a plan.",
    "printed_document": "A document that was printed, and each copy of it that left; the file is in documents.",
    "program": "Whose program this is; one row.",
    "progress": "What happened to an activity of a plan on a date.",
    "rater": "Someone who rates the applications of one cycle.",
    "rating": "One value of one rater for one criterion; no row is a blank.",
    "recovery_slot": "When the recovery sheet was made that opens the program.",
    "reopening": "A submitted rating sheet that was given back to its rater.",
    "revision": "One dated version of a plan; fixed once it is printed.",
    "saved_list": "Filters and search of a list, kept by an account under a name.",
    "setting": "A setting that is not at its default.",
    "sheet": "One rater's ratings of one application.",
    "spread_settlement": "How a wide spread between raters was settled.",
    "supervisor": "A supervisor.",
    "td_assignment": "A training and development assignment, both days included (2 CCR 438.1).",
    "unit": "A unit or station of the department.",
    "viewing": "Who saw a sealed part of a cycle on a day.",
    "waitlist_move": "A waitlisted applicant who was selected after all.",
}

LEFT_OUT: Mapping[tuple[str, str], str] = {
    ("account", "slot_digest"): "belongs to the keys of the program",
    ("account", "slot_number"): "belongs to the keys of the program",
    ("recovery_slot", "slot_digest"): "belongs to the keys of the program",
    ("recovery_slot", "slot_number"): "belongs to the keys of the program",
    ("blob", "data"): "is the file that the column “file” names",
}
"""Columns that are not given out, and why."""

_SPECIAL: Mapping[tuple[str, str], str] = {
    **career_tables.COLUMNS,
    **year_tables.COLUMNS,
    ("account", "must_change"): "Whether somebody else chose the password, so that it has to be changed first",
    ("advancement", "participation_id"): "The participation, if the person was in the program",
    ("alembic_version", "version_num"): "Version of the tables",
    ("advancement", "on"): "Day of the move",
    ("advancement", "route"): "How the person moved",
    ("application", "appointment_id"): "What the person held when applying; eligibility is judged on it",
    ("application", "notes"): "Notes of the department",
    ("application", "number"): "The number that people know it by, such as 2026-0007",
    ("application", "received"): "Day on which it was received",
    ("application", "received_known"): "Whether that day is known; where it is not, “received” only stands in for it",
    ("application", "source"): "The file, sheet and line that it came from, or that it was typed in",
    ("application", "state"): "State; that it is eligible, not eligible or scored follows from other tables",
    ("application", "statement"): "The applicant's statement",
    ("application", "target_class"): "The class that the applicant wants, as it was written",
    ("appointment", "tenure"): "Permanent, probationary, limited term, temporary, or as it was written",
    ("appointment", "time_base"): "Time base as it was written",
    ("appointment", "class_date"): "In this class since; empty where nobody knows",
    ("appointment", "effective"): "From when this row holds",
    ("attachment", "blob_sha256"): "The file, by its SHA-256",
    ("attachment", "file"): "The file in this archive",
    ("attachment", "media_type"): "What kind of file its content is, such as application/pdf",
    ("attachment", "size"): "Size in bytes",
    ("application", "came_as"): "How it reached the office; empty where nobody noted it",
    ("application", "late_reason"): "Why it was taken although the window was closed",
    ("application", "supervisor_recommends"): "The supervisor's word, which is information and never a veto; empty "
    "while nobody asked",
    ("blob", "file"): "The file in this archive",
    ("blob", "media_type"): "What kind of file it is, such as application/pdf",
    ("blob", "sha256"): "SHA-256 of the file, 64 hexadecimal digits",
    ("blob", "size"): "Size in bytes",
    ("change", "after"): "The record after the event as JSON; empty where it was removed",
    ("change", "before"): "The record before the event as JSON; empty where it was made",
    ("change", "event_seq"): "The event that changed it",
    ("change", "id"): "Number of the row",
    ("change", "record_id"): "The id of the record that was changed",
    ("change", "table_name"): "The table of the record that was changed",
    ("counter", "last"): "The last number given out",
    ("counter", "series"): "What is numbered, such as “application 2026”",
    ("class_override", "ends"): "Last day on which it holds; empty for no end",
    ("column_mapping", "fields"): "Header as written and what the column is, as JSON; null for one that is not used",
    ("contact", "participation_id"): "The participation, if the person was in the program",
    ("criterion", "key"): "Identity of the criterion through all versions; ratings point at it",
    ("criterion", "counted"): "Whether it counts in the score; one that does not is only shown",
    ("criterion", "required"): "Whether a rater's score needs a rating of it",
    ("criterion", "step"): "Ratings are multiples of this",
    ("criterion", "weight"): "Weight in the score",
    ("criterion", "levels"): "What each number of points means, as JSON",
    ("cycle", "draw_seed"): "Seed of the draw; withheld until the draw",
    ("cycle", "blind"): "Whether raters see no names",
    ("cycle", "spread_threshold"): "Points between highest and lowest score from which a second look is asked for",
    ("cycle", "seats"): "Places; 0 while nobody set them",
    ("cycle", "tie_ladder"): "Keys of the criteria that break ties, in order, as JSON",
    ("decision", "outcome"): "What was decided",
    ("decision", "rank"): "Rank when it was decided",
    ("decision", "score"): "The exact score in percent when it was decided, as a whole number or a fraction",
    ("disclosure", "everyone"): "Whether it held the data of all people on file at that moment",
    ("draft", "account_id"): "Who typed it, by the account",
    ("draft", "at"): "When it was typed",
    ("draft", "field"): "The field it was typed into",
    ("draft", "record_id"): "The id of the record",
    ("draft", "table_name"): "The table of the record",
    ("draft", "value"): "What was typed",
    ("event", "account_id"): "Who did it, by the account",
    ("event", "account_name"): "Who did it, by name",
    ("event", "at"): "When",
    ("event", "hash"): "SHA-256 over the hash before and this event with its changes",
    ("event", "id"): "Id of the event",
    ("event", "operation"): "What kind of operation it was, as the program calls it",
    ("event", "previous_hash"): "Hash of the event before",
    ("event", "reason"): "Why, where a reason was asked for",
    ("event", "seq"): "Number of the event, from 1 without gaps",
    ("event", "sitting"): "One id for all that was done between opening and closing the program",
    ("event", "summary"): "What was done, in one line",
    ("event", "undoable"): "Whether it could be undone",
    ("event", "undoes"): "The id of the event that this one took back",
    ("eligibility_record", "occasion"): "When it was put on record: scoring began, a letter was sent, and so on",
    ("job_class", "salary_minimum"): "Lowest salary in US dollars a month",
    ("job_class", "salary_maximum"): "Highest salary in US dollars a month",
    ("job_class", "probation_months"): "Length of the probation in months",
    ("job_class", "hard_to_fill"): "Whether the department finds the class hard to fill",
    ("letter", "sent_on"): "Day on which it was sent; empty while it was not",
    ("person_merge", "gone_id"): "The id of the record that is gone; the history knows it",
    ("saved_list", "filters"): "Filters and search, as JSON",
    ("job_class", "bridging"): "Whether it is a bridging class",
    ("job_class", "class_code"): "Class code, four digits as text",
    ("job_class", "entry_level"): "Whether it is an entry-level class",
    ("job_class", "schematic_code"): "Its place in the state's plan of classes, such as CA52",
    ("job_class", "confirmed"): "Whether the row was checked against a state source",
    ("money_record", "amount"): "Amount in US dollars; negative for a refund",
    ("participation", "application_id"): "The application that led to it",
    ("participation", "started"): "First day in the program",
    ("person", "employee_number"): "Employee number as text, with its leading zeros",
    ("plan", "number"): "The number that people know it by, such as 2026-0001",
    ("plan_activity", "own_hours"): "Planned hours on the participant's own time",
    ("plan_activity", "required"): "Whether the activity is required",
    ("plan_activity", "serves_item_id"): "The goal or competency that the activity serves",
    ("plan_activity", "state_hours"): "Planned hours on state time",
    ("plan_activity", "text"): "What the activity is",
    ("plan_activity", "type"): "What kind of activity it is; empty while nobody has chosen",
    ("plan_competency", "now"): "Where the participant stands now",
    ("plan_competency", "wanted"): "What is wanted",
    ("plan_cost", "activity_item_id"): "The activity that it pays for",
    ("plan_cost", "estimate"): "Estimated cost in US dollars",
    ("plan_cost", "text"): "What is paid for",
    ("plan_item", "kind"): "What it is",
    ("plan_item", "plan_id"): "The plan",
    ("printed_document", "blob_sha256"): "The file, by its SHA-256",
    ("printed_document", "digest"): "The first ten digits of the content's digest, as in the foot of each page",
    ("printed_document", "kind"): "Kind; “cdp” is a Career Development Plan, “cdp copy” a copy of one that left",
    ("printed_document", "number"): "What the document says it is, such as 2026-0001 R1",
    ("printed_document", "file"): "The file in this archive",
    ("printed_document", "record_id"): "The id of the record that it shows: a revision, or for a person's record the "
    "disclosure; empty for a report",
    ("progress", "evidence"): "What shows it, such as a certificate",
    ("progress", "status"): "How far the activity is",
    ("progress", "hours"): "Hours spent since the record before",
    ("rater", "account_id"): "The account with which the rater signs in",
    ("rating", "not_applicable"): "Whether the rater said that the criterion does not apply",
    ("rating", "value"): "The rating; empty where it is not applicable",
    ("rating", "criterion_key"): "The criterion, by its key",
    ("revision", "number"): "Number of the revision, from 1",
    ("revision", "content_digest"): "SHA-256 of the content that was printed",
    ("revision", "printed_document_id"): "The printed document",
    ("setting", "key"): "The setting, as the program calls it",
    ("setting", "value"): "Its value, as JSON",
    ("supervisor", "account_id"): "The account with which the supervisor signs in",
    ("sheet", "conflict"): "Whether the rater has a conflict of interest",
    ("sheet", "criteria_set_id"): "The version of the criteria that it was rated by",
    ("sheet", "declared_conflict"): "Whether the rater named a conflict of interest when asked",
    ("paper_entry", "turn"): "1 and 2 as two people typed the sheet, 3 what was settled where they differ",
    ("paper_entry", "ratings"): "Ratings as typed, by the criterion's key, as JSON",
    ("paper_entry", "comments"): "Comments as typed, by the criterion's key, as JSON",
    ("masked_text", "of_sha256"): "SHA-256 of the text that was masked; another text has to be checked anew",
    ("correction", "changes"): "What was changed, as JSON",
    ("correction", "before"): "Ranks, scores and decisions before the correction, as JSON",
    ("correction", "after"): "Ranks, scores and decisions after the correction, as JSON",
    ("criteria_template", "content"): "Criteria and rules in the form in which offices exchange them, as JSON",
    ("spread_settlement", "spread"): "The exact spread that was settled, as a fraction; empty where it is not known",
    ("waitlist_move", "in_place_of_id"): "The application of who declined; empty where a place came free",
    ("td_assignment", "class_code"): "Class of the assignment",
    ("td_assignment", "time_base"): "Time base, 1 for full time",
    ("td_assignment", "participation_id"): "The participation, if it belongs to one",
}

POINTERS: Mapping[tuple[str, str], str] = {
    ("draft", "account_id"): "account.id",
    ("event", "account_id"): "account.id",
    ("event", "undoes"): "event.id",
    ("rating", "criterion_key"): "criterion.key",
}
"""What columns point at although the database does not keep them to it."""

_DERIVED = (
    words.ApplicationState.ELIGIBLE,
    words.ApplicationState.NOT_ELIGIBLE,
    words.ApplicationState.SCORED,
)
_ELIGIBILITY = tuple(words.Eligibility)
ALLOWED: Mapping[tuple[str, str], Iterable[StrEnum]] = {
    **career_tables.ALLOWED,
    **year_tables.ALLOWED,
    ("account_role", "role"): words.Role,
    ("advancement", "route"): words.Route,
    ("application", "came_as"): words.CameAs,
    ("application", "supervisor_recommends"): words.Recommendation,
    ("contact", "kind"): words.ContactKind,
    ("eligibility_record", "answer"): _ELIGIBILITY,
    ("ladder_step", "route"): words.Route,
    ("letter", "kind"): words.LetterKind,
    ("application", "state"): tuple(state for state in words.ApplicationState if state not in _DERIVED),
    ("class_override", "category"): words.Category,
    ("cycle", "aggregate"): words.Aggregate,
    ("cycle", "state"): words.CycleState,
    ("decision", "outcome"): words.Outcome,
    ("eligibility_decision", "computed"): _ELIGIBILITY,
    ("eligibility_decision", "decided"): _ELIGIBILITY,
    ("job_class", "entry_level"): words.EntryLevel,
    ("participation_state", "state"): words.ParticipationState,
    ("plan_activity", "type"): words.ActivityType,
    ("plan_goal", "term"): words.GoalTerm,
    ("plan_item", "kind"): words.ItemKind,
    ("progress", "status"): words.ProgressStatus,
    ("revision", "state"): words.RevisionState,
    ("sheet", "conflict"): words.Conflict,
    ("sheet", "declared_as"): words.DeclaredAs,
    ("sheet", "entered_as"): words.EnteredAs,
    ("paper_entry", "conflict"): words.Conflict,
    ("spread_settlement", "how"): words.SettledBy,
    ("viewing", "what"): words.Seen,
}


def table_meaning(table: str) -> str:
    """What the rows of a table are.

    Raises:
        KeyError: nobody wrote it down, which is a bug.
    """
    return TABLES[table]


def column_meaning(table: str, column: str) -> str:
    """What a column holds.

    Raises:
        KeyError: nobody wrote it down, which is a bug.
    """
    special = _SPECIAL.get((table, column))
    if special is not None:
        return special
    if column == "id":
        return "The record's own id; other tables point at it"
    said = field_words(table, column)
    if column.endswith("_id"):
        return f"The {said}"
    return capital(said)


def allowed(table: str, column: str) -> tuple[str, ...]:
    """The words that stand in a column, () where any text may."""
    return tuple(str(word) for word in ALLOWED.get((table, column), ()))
