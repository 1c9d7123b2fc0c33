"""The application form: what it asks, in which order, and the names of its fields, on paper and in the fillable PDF.

A field is named as the import's column, so that a form that comes back is read like a row of a spreadsheet. No source
confirms the questions of any department's form: beyond name, class and statement they are usual ones of personnel
forms, and a department may leave out those of `OPTIONAL`. Nothing of GC 8310 or 19705 is asked, ever.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from umdesk.domain.intake.fields import Field

#: Written into the file, so that a form is known as ours and of which edition when it comes back (`mark`).
FORM = "umdesk application form"
EDITION = 1
_MARK = re.compile(rf"{FORM}, edition (\d{{1,4}})(?:, for (.+))?")


class Part(StrEnum):
    """The parts of the form in order, under the heading that each has."""

    PERSON = "About you"
    APPOINTMENT = "Your present appointment"
    SUPERVISOR = "Your supervisor"
    INTEREST = "What you want to reach"
    BACKGROUND = "Your background"
    SIGNATURE = "Your signature"
    COMMENT = "Supervisor's comment"


@dataclass(frozen=True, slots=True)
class FormField:
    """One field: `lines` is its height in lines, `hint` stands under the label, `choices` are offered, if any."""

    name: str
    field: Field
    part: Part
    label: str
    lines: int = 1
    hint: str = ""
    choices: tuple[str, ...] = ()

    @property
    def needs(self) -> str:
        """What to know before one fills it in: that it is needed, and the hint; "" for nothing."""
        return "; ".join(text for text in ("needed" if self.name in NEEDED else "", self.hint) if text)

    @property
    def spoken(self) -> str:
        """What a screen reader says: the label with its hint, and the part where the label alone does not tell."""
        whose = f"{self.part}: " if self.part is Part.COMMENT else ""
        return f"{whose}{self.label} ({self.needs})" if self.needs else f"{whose}{self.label}"


FIELDS: tuple[FormField, ...] = (
    FormField("last_name", Field.LAST_NAME, Part.PERSON, "Last name"),
    FormField("first_name", Field.FIRST_NAME, Part.PERSON, "First name"),
    FormField("employee_number", Field.EMPLOYEE_NUMBER, Part.PERSON, "Employee number"),
    FormField("work_phone", Field.WORK_PHONE, Part.PERSON, "Work phone"),
    FormField("work_email", Field.WORK_EMAIL, Part.PERSON, "Work email"),
    FormField("hired", Field.HIRED, Part.PERSON, "With the state since", hint="month/day/year"),
    FormField("class_code", Field.CLASS_CODE, Part.APPOINTMENT, "Class code", hint="four digits"),
    FormField("class_title", Field.CLASS_TITLE, Part.APPOINTMENT, "Class title"),
    FormField("salary_range", Field.SALARY_RANGE, Part.APPOINTMENT, "Range", hint="A, B, C, if the class has ranges"),
    FormField("position_number", Field.POSITION_NUMBER, Part.APPOINTMENT, "Position number"),
    FormField("class_date", Field.CLASS_DATE, Part.APPOINTMENT, "In this class since", hint="month/day/year"),
    FormField(
        "tenure",
        Field.TENURE,
        Part.APPOINTMENT,
        "Tenure",
        hint="permanent, probationary, limited term or temporary",
    ),
    FormField(
        "probation_ends", Field.PROBATION_ENDS, Part.APPOINTMENT, "Probation ends", hint="month/day/year, if it has not"
    ),
    FormField("time_base", Field.TIME_BASE, Part.APPOINTMENT, "Time base", hint="full time, 1/2, 3/4 …"),
    FormField("unit", Field.UNIT, Part.APPOINTMENT, "Division or unit"),
    FormField("work_location", Field.WORK_LOCATION, Part.APPOINTMENT, "Work location"),
    FormField("supervisor_name", Field.SUPERVISOR, Part.SUPERVISOR, "Supervisor's name"),
    FormField("supervisor_email", Field.SUPERVISOR_EMAIL, Part.SUPERVISOR, "Supervisor's email"),
    FormField("target_class", Field.TARGET_CLASS, Part.INTEREST, "Class or field you want to reach"),
    FormField(
        "statement",
        Field.STATEMENT,
        Part.INTEREST,
        "Why you apply",
        lines=10,
        hint="what you want to do, what you have done towards it, and what would help you",
    ),
    FormField("heard_of", Field.HEARD_OF, Part.INTEREST, "How you heard of the program"),
    FormField("education", Field.EDUCATION, Part.BACKGROUND, "Education and licenses", lines=4),
    FormField("training", Field.TRAINING, Part.BACKGROUND, "Training so far", lines=4),
    FormField("td_history", Field.TD_HISTORY, Part.BACKGROUND, "T&D assignments so far", lines=3, hint="with dates"),
    FormField(
        "exams", Field.EXAMS, Part.BACKGROUND, "Exams and list eligibility", lines=3, hint="exam, list, until when"
    ),
    FormField("signed", Field.SIGNED, Part.SIGNATURE, "Date signed", hint="month/day/year"),
    FormField(
        "supervisor_recommends",
        Field.SUPERVISOR_RECOMMENDS,
        Part.COMMENT,
        "Recommendation",
        choices=("recommends", "with reservations", "does not recommend"),
    ),
    FormField("supervisor_comment", Field.SUPERVISOR_COMMENT, Part.COMMENT, "Comment", lines=5),
    FormField("supervisor_commented", Field.SUPERVISOR_COMMENTED, Part.COMMENT, "Date", hint="month/day/year"),
)

#: What a form must hold to be of use when it comes back.
NEEDED = ("last_name", "first_name", "class_code")
#: What a department may leave off its form.
OPTIONAL = (Part.BACKGROUND, Part.COMMENT)


def asked(parts: Collection[Part]) -> tuple[FormField, ...]:
    """The fields of a form that has of the optional parts only these, in order."""
    return tuple(field for field in FIELDS if field.part not in OPTIONAL or field.part in parts)


@dataclass(frozen=True, slots=True)
class Mark:
    """What a file says of itself: a form of ours, of which edition, and for which cycle."""

    edition: int
    cycle: str


def mark(cycle: str) -> str:
    """The line that makes a file known as this form, for its document information (Subject).

    It stands there and in no field, since programs that fill a form in, print it anew or save it under another name
    keep a document's subject, while they drop entries that they do not know.
    """
    return f"{FORM}, edition {EDITION}, for {' '.join(cycle.split())}"


def read_mark(subject: str) -> Mark | None:
    """What a document's subject says, None when it is not one of our forms."""
    found = _MARK.fullmatch(" ".join(subject.split()))
    return None if found is None else Mark(int(found[1]), found[2] or "")
