"""The fields of an application that a column of a spreadsheet can hold."""

from enum import StrEnum


class Field(StrEnum):
    """What a column can be; the values are the words that people read."""

    NAME = "name"
    LAST_NAME = "last name"
    FIRST_NAME = "first name"
    MIDDLE_NAME = "middle name"
    EMPLOYEE_NUMBER = "employee number"
    CLASS_CODE = "class code"
    CLASS_TITLE = "class title"
    TENURE = "tenure"
    TIME_BASE = "time base"
    CLASS_DATE = "date of appointment"
    UNIT = "unit"
    WORK_PHONE = "work phone"
    WORK_EMAIL = "work email"
    SUPERVISOR = "supervisor"
    SUPERVISOR_EMAIL = "supervisor email"
    TARGET_CLASS = "target class"
    RECEIVED = "date received"
    STATEMENT = "statement"
    NOTES = "notes"
    POSITION_NUMBER = "position number"
    SALARY_RANGE = "range"
    WORK_LOCATION = "work location"
    HIRED = "with the state since"
    PROBATION_ENDS = "end of probation"
    EDUCATION = "education and licenses"
    TRAINING = "training so far"
    TD_HISTORY = "T&D assignments so far"
    EXAMS = "exams and list eligibility"
    HEARD_OF = "heard of the program through"
    SIGNED = "date signed"
    SUPERVISOR_RECOMMENDS = "supervisor’s recommendation"
    SUPERVISOR_COMMENT = "supervisor’s comment"
    SUPERVISOR_COMMENTED = "date of the supervisor’s comment"


NAME_FIELDS = frozenset({Field.NAME, Field.LAST_NAME})
CLASS_FIELDS = frozenset({Field.CLASS_CODE, Field.CLASS_TITLE})
ESSENTIAL_FIELDS = frozenset(
    {
        Field.NAME, Field.LAST_NAME, Field.FIRST_NAME, Field.EMPLOYEE_NUMBER, Field.CLASS_CODE, Field.CLASS_DATE,
        Field.RECEIVED,
    }
)  # fmt: skip
"""What an application is known and judged by."""
