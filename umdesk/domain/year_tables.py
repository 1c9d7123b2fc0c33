"""What people call the tables of the program year, their records and fields, and what each column means.

`table_words`, `field_words` and `data_dictionary` take them in; a table has all its words here in one place.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from umdesk.domain import year_words

TABLES: Mapping[str, str] = {
    "action": "actions of the action plan",
    "action_column": "columns of the action plan",
    "allocation": "allocations",
    "allocation_change": "adjustments of allocations",
    "filed_report": "filed reports",
    "handbook_element": "elements of the handbook",
    "headcount": "numbers of employees",
    "outreach": "outreach",
    "planned_exam": "planned exams",
    "role_holder": "roles in the program",
    "separation": "people who left",
    "year_date": "dates of the calendar",
    "year_file": "files of the program year",
    "year_goal": "goals of program years",
    "year_note": "texts of program years",
}
"""Table → the records in it, in words."""

RECORDS: Mapping[str, str] = {
    "action": "action of the action plan",
    "action_column": "column of the action plan",
    "allocation": "allocation",
    "allocation_change": "adjustment of an allocation",
    "filed_report": "filed report",
    "handbook_element": "element of the handbook",
    "headcount": "number of employees",
    "outreach": "outreach",
    "planned_exam": "planned exam",
    "role_holder": "role in the program",
    "separation": "leaving",
    "year_date": "date of the calendar",
    "year_file": "file of the program year",
    "year_goal": "goal of a program year",
    "year_note": "text of a program year",
}
"""Table → what people call one record."""

TOLD_BY: Mapping[str, tuple[str, ...]] = {
    "action": ("year", "text"),
    "action_column": ("title",),
    "allocation": ("year", "fund"),
    "allocation_change": ("allocation_id", "on"),
    "filed_report": ("kind", "filed_on"),
    "handbook_element": ("key",),
    "headcount": ("class_code", "on"),
    "outreach": ("on", "title"),
    "planned_exam": ("year", "class_code"),
    "role_holder": ("role", "name"),
    "separation": ("person_id", "on"),
    "year_date": ("year", "on"),
    "year_file": ("purpose", "name"),
    "year_goal": ("year", "kind"),
    "year_note": ("year", "key"),
}
"""Table → the fields that tell one record from another."""

FIELDS: Mapping[str, Mapping[str, str]] = {
    "action": {
        "year": "program year",
        "position": "place",
        "text": "action",
        "aim": "barrier or aim",
        "responsible": "responsible",
        "target_date": "target date",
        "status": "status",
        "result": "result",
        "done_on": "done on",
        "extra": "own columns",
        "carried_from_id": "carried forward from",
    },
    "action_column": {"key": "key", "title": "title", "position": "place", "shown": "shown"},
    "allocation": {"year": "program year", "category": "kind of cost", "amount": "amount"},
    "allocation_change": {"allocation_id": "allocation", "amount": "change", "made_by": "made by"},
    "filed_report": {
        "kind": "report",
        "period_from": "period from",
        "period_to": "period to",
        "printed_document_id": "printed document",
        "content_sha256": "kept numbers",
        "filed_on": "filed on",
        "filed_with": "filed with",
        "filed_by": "filed by",
        "filed_at": "written down at",
    },
    "handbook_element": {
        "key": "element",
        "text": "text",
        "owner": "owner",
        "reviewed_on": "reviewed on",
        "next_review": "next review",
    },
    "headcount": {"class_code": "class code", "employees": "employees", "source": "source"},
    "outreach": {
        "channel": "channel",
        "title": "what",
        "audience": "audience",
        "reach": "employees reached",
        "unit_id": "unit",
        "cycle_id": "application window",
        "follow_up": "follow-up",
        "follow_up_due": "follow-up due on",
        "follow_up_done": "followed up on",
    },
    "planned_exam": {
        "year": "program year",
        "class_code": "class code",
        "class_title": "class",
        "planned_for": "planned for",
    },
    "role_holder": {"role": "role", "contact": "contact", "duties": "duties"},
    "separation": {"kind": "how"},
    "year_date": {"year": "program year", "key": "statutory date", "title": "what", "done_on": "done on"},
    "year_file": {
        "purpose": "purpose",
        "action_id": "action",
        "outreach_id": "outreach",
        "handbook_element_id": "element of the handbook",
        "media_type": "kind of file",
        "size": "size",
        "blob_sha256": "kept file",
        "added_by": "added by",
        "added_at": "added on",
    },
    "year_goal": {
        "year": "program year",
        "kind": "kind of goal",
        "employees": "employees",
        "period_from": "from",
        "period_to": "to",
        "approved_on": "approved by CalHR on",
        "approved_note": "note on the approval",
        "reduced_to": "reduction asked for, to",
        "reduction_asked_on": "reduction asked for on",
        "reduction_reason": "reason for the reduction",
        "reduction_answer": "answer to the reduction",
        "reduction_answered_on": "answered on",
    },
    "year_note": {"year": "program year", "key": "what", "text": "text"},
}
"""Table → field → what people call it, where the words that tables share do not say it."""

UNSHOWN: frozenset[tuple[str, str]] = frozenset({("filed_report", "content_sha256"), ("year_file", "blob_sha256")})
"""Fields that say nothing to people."""

MEANINGS: Mapping[str, str] = {
    "action": "An action of a year's action plan.",
    "action_column": "A column of the action plan as the department has it; no rows: the columns of the start.",
    "allocation": "Money that a year's budget has for a category of cost from a fund.",
    "allocation_change": "An adjustment of an allocation on a day.",
    "filed_report": "A report as it was filed; the paper and its numbers are in documents.",
    "handbook_element": "One of the five elements of the program handbook (2 CCR 599.983).",
    "headcount": "How many employees the department had in a class on a day, as it was told to umdesk.",
    "outreach": "Something that made the program known on a day.",
    "planned_exam": "An Upward Mobility exam that is planned in a program year.",
    "role_holder": "Who has a role in the program, from a day until another.",
    "separation": "A person left; a later appointment says that they came back.",
    "year_date": "A date of a program year's calendar, or when a statutory date was done.",
    "year_file": "A file of the program year, or the department's logo; the file itself is in documents.",
    "year_goal": "A goal of a program year, with its approval and a reduction that was asked for.",
    "year_note": "A text of a program year.",
}
"""Table → what its rows are."""

_YEAR = "Program year by the year in which it ends: 2026 is July 1, 2025 to June 30, 2026"
COLUMNS: Mapping[tuple[str, str], str] = {
    **{(table, "year"): _YEAR for table in ("action", "allocation", "planned_exam", "year_date", "year_goal")},
    ("year_note", "year"): _YEAR,
    ("action", "extra"): "Texts of the department's own columns by their keys, as JSON",
    ("action", "carried_from_id"): "The action of the year before that it goes on with",
    ("allocation", "amount"): "US dollars",
    ("allocation", "category"): "Kind of cost; empty for any",
    ("allocation_change", "amount"): "US dollars; negative where the allocation was cut",
    ("filed_report", "content_sha256"): "The numbers of the report with what is behind them as JSON, by its SHA-256",
    ("headcount", "employees"): "Employees in the class on that day",
    ("outreach", "reach"): "Employees whom it reached; empty where nobody knows",
    ("separation", "on"): "Last day",
    ("year_date", "key"): "Which statutory date it is about; empty for a date of the department's own",
    ("year_file", "blob_sha256"): "The file, by its SHA-256",
    ("year_file", "file"): "The file in this archive",
    ("year_file", "media_type"): "What kind of file its content is, such as application/pdf",
    ("year_file", "size"): "Size in bytes",
    ("year_goal", "employees"): "How many employees the goal is",
    ("year_goal", "reduced_to"): "How many the department asked for instead; empty where it did not ask",
}
"""(table, column) → what it holds, where its words alone do not say it."""

ALLOWED: Mapping[tuple[str, str], Iterable[StrEnum]] = {
    ("action", "status"): year_words.ActionStatus,
    ("handbook_element", "key"): year_words.HandbookPart,
    ("outreach", "channel"): year_words.OutreachChannel,
    ("role_holder", "role"): year_words.ProgramRole,
    ("separation", "kind"): year_words.LeftAs,
    ("year_file", "purpose"): year_words.YearFilePurpose,
    ("year_goal", "kind"): year_words.GoalKind,
    ("year_goal", "reduction_answer"): year_words.ReductionAnswer,
    ("year_note", "key"): year_words.YearText,
}
"""(table, column) → the words that may stand in it."""
