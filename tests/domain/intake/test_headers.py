"""The header is found among title lines, and columns are guessed in the words that people use."""

import pytest

from tests.applications import BRUCE, HEADER, NELSON, table_of
from umdesk.domain.application_form import FIELDS, FormField
from umdesk.domain.errors import InvalidInput
from umdesk.domain.intake import headers
from umdesk.domain.intake.fields import Field
from umdesk.domain.intake.wordings import guess, is_never_collected

WORDINGS = {
    Field.NAME: "Name|Employee Name|Applicant|Full name|"
        "Name (Last, First)|Applicant's Name|Name of applicant|Employee's name",
    Field.LAST_NAME: "Last Name|Surname|Last|Family name|LastName|Employee last name|LAST NAME|Last\xa0name ",
    Field.FIRST_NAME: "First Name|Given name|First|FirstName|First name / MI",
    Field.EMPLOYEE_NUMBER: "Emp #|Employee ID|Employee No.|Emp. No|EE #|"
        "Empl ID|Personnel Number|ID|Staff ID|EmployeeID|Employee Number",
    Field.CLASS_CODE: "Class Code|Class #|Class No.|Class Cd|"
        "Classification Code|Job Code|ClassCode|Current class code",
    Field.CLASS_TITLE: "Classification|Class title|Working title|Job Title|"
        "Title|Class|Current Classification|Civil Service Classification",
    Field.TENURE: "Tenure|Status|Appointment Type|Appt Status|Tenure/Status|Employment status|Status (Perm/Prob/LT)",
    Field.TIME_BASE: "Time Base|FTE|Time-base|Timebase|Full time/Part time|Full/Part Time|FT/PT",
    Field.CLASS_DATE: "Appt. Date|In class since|Date Appointed|"
        "Class Date|Date of Appointment|Current class since|Date in class",
    Field.UNIT: "Unit / Station|Office|Unit|Work Location|Section|Field Office|Office/Unit",
    Field.WORK_PHONE: "Work Phone|Phone|Telephone|Phone #|Tel.|Ext.",
    Field.WORK_EMAIL: "E-mail|Email|Work e-mail|E-Mail Address",
    Field.SUPERVISOR: "Supervisor|Supervisor's name|Manager|Reports To|Immediate Supervisor|Supv.",
    Field.SUPERVISOR_EMAIL: "Supervisor E-mail|Supervisor's Email|Email of supervisor|Manager e-mail",
    Field.TARGET_CLASS: "Career goal (target class)|Target classification|Target Class|"
        "Desired class|Class sought|Career Goal|Position sought",
    Field.RECEIVED: "Date Rec'd|Received|Date Received|Recd|App. rec'd|"
        "Application Date|Timestamp|Date|Date submitted|Rec. date",
    Field.NOTES: "Notes|Comment|Remarks|Comments",
    Field.POSITION_NUMBER: "Position #|Position Number|Pos. No.|Position Control Number",
    Field.SALARY_RANGE: "Range|Salary Range|Alternate range|Pay range",
    Field.HIRED: "Hire date|Date of Hire|State hire date|Original Hire Date|State service date",
    Field.PROBATION_ENDS: "Probation end date|Prob. ends|End of Probation|Probation period ends|Probation completed",
    Field.EDUCATION: "Education|Education/Licenses|Degree|Licenses|Highest education",
    Field.TRAINING: "Training|Prior training|Courses taken|Training completed",
    Field.TD_HISTORY: "T&D|T & D assignments|T&D History|Training and Development assignments",
    Field.EXAMS: "Exams|Exams taken|List eligibility|Exam results|Exams/List eligibility",
    Field.HEARD_OF: "How did you hear about the program?|How heard|Heard of|Referral source|How you heard of us",
    Field.SIGNED: "Signature date|Date of signature|Employee signed",
    Field.SUPERVISOR_RECOMMENDS: "Supervisor's Recommendation|Recommendation|Supv. recommends|Recommended (Y/N)",
    Field.SUPERVISOR_COMMENT: "Supervisor comments|Comments of supervisor|Supervisor's remarks",
    Field.SUPERVISOR_COMMENTED: "Supervisor comment date|Date of supervisor's comment|Supervisor signed on",
}  # fmt: skip


@pytest.mark.parametrize(
    ("header", "field"), [(header, field) for field, texts in WORDINGS.items() for header in texts.split("|")]
)
def test_headers_are_guessed_in_many_wordings(header: str, field: Field) -> None:
    found = guess(header)
    assert found is not None
    assert found[0] is field


@pytest.mark.parametrize(
    "header",
    ["Rehire date", "Interview", "Home phone", "Cell", "Veteran", "Shoe size", "Supervisor phone", "Eligible?", "#"],
)
def test_other_columns_are_not_guessed(header: str) -> None:
    assert guess(header) is None


@pytest.mark.parametrize(
    "header",
    [
        "Race",
        "Race/Ethnicity",
        "Ethnic Group",
        "Hispanic (Y/N)",
        "Sex",
        "Gender",
        "M/F",
        "Gender identity",
        "Age",
        "DOB",
        "D.O.B.",
        "Date of Birth",
        "Birth date",
        "Birthday",
        "SSN",
        "SS#",
        "Soc. Sec. #",
        "Social Security No",
        "Last 4 of SSN",
        "Vet/Disab",
        "Disability (Y/N)",
        "Disabled?",
        "Marital Status",
        "Religion",
        "National Origin",
        "Ancestry",
        "EEO code",
    ],
)
def test_what_the_program_never_collects_is_recognised(header: str) -> None:
    assert is_never_collected(header)


@pytest.mark.parametrize(
    "header", ["Agency", "Language", "Class", "Received", "Sextant", "Message", "EEO officer", "Trace"]
)
def test_words_that_only_look_like_it_are_not(header: str) -> None:
    assert not is_never_collected(header)


def test_the_header_is_found_below_title_lines() -> None:
    table = table_of(("Applications received",), (), ("Window: February 2026", "", "Office: Redding"), HEADER, NELSON)
    layout = headers.find(table)
    assert (layout.first_line, layout.last_line) == (4, 4)
    assert [column.field for column in layout.columns] == [
        Field.LAST_NAME, Field.FIRST_NAME, Field.EMPLOYEE_NUMBER, Field.CLASS_CODE, Field.CLASS_TITLE, Field.TENURE,
        Field.CLASS_DATE, Field.RECEIVED,
    ]  # fmt: skip
    assert layout.problems() == ()


def test_two_lines_with_a_word_above_several_columns_make_one_header() -> None:
    table = table_of(
        ("Applications",),
        ("Employee", "", "", "Class", "", "Supervisor", "", "Application"),
        ("Last", "First", "Number", "Code", "Title", "Name", "E-mail", "Received"),
        ("Nelson", "Rebecca", "704134", "1379", "Office Assistant (Typing)", "Kyle Cabrera", "k@x.gov", "2/15/2026"),
    )
    layout = headers.find(table)
    assert (layout.first_line, layout.last_line) == (2, 3)
    assert [column.field for column in layout.columns] == [
        Field.LAST_NAME, Field.FIRST_NAME, Field.EMPLOYEE_NUMBER, Field.CLASS_CODE, Field.CLASS_TITLE,
        Field.SUPERVISOR, Field.SUPERVISOR_EMAIL, Field.RECEIVED,
    ]  # fmt: skip


def test_a_header_broken_over_two_lines_is_read_as_one() -> None:
    table = table_of(
        ("Last", "First", "Employee", "Class", "Date"), ("Name", "Name", "Number", "Code", "Received"), NELSON[:4]
    )
    layout = headers.find(table)
    assert [column.field for column in layout.columns] == [
        Field.LAST_NAME, Field.FIRST_NAME, Field.EMPLOYEE_NUMBER, Field.CLASS_CODE, Field.RECEIVED
    ]  # fmt: skip


def test_a_class_column_that_holds_codes_is_the_code() -> None:
    table = table_of(("Name", "Class", "Working title"), ("Nelson, R", "1379", "Office Assistant (Typing)"))
    layout = headers.find(table)
    assert [column.field for column in layout.columns] == [Field.NAME, Field.CLASS_CODE, Field.CLASS_TITLE]


def test_a_name_over_two_columns_is_last_and_first() -> None:
    layout = headers.find(
        table_of(("Name", "", "Class"), ("Nelson", "Rebecca", "Custodian"), ("Lee", "Bo", "Custodian"))
    )
    assert [column.field for column in layout.columns] == [Field.LAST_NAME, Field.FIRST_NAME, Field.CLASS_TITLE]


def test_a_column_that_counts_the_lines_is_no_employee_number() -> None:
    rows = [(str(n), f"Person{n}, A", "Custodian") for n in range(1, 5)]
    layout = headers.find(table_of(("ID", "Name", "Class"), *rows))
    assert layout.columns[0].sequence
    assert layout.column(Field.EMPLOYEE_NUMBER) is None


def test_two_columns_for_one_field_are_named_until_somebody_chooses() -> None:
    layout = headers.find(table_of((*HEADER, "Received"), (*NELSON, "2/16/2026")))
    (problem,) = layout.problems()
    assert "“Date Rec'd” (column H)" in problem
    assert "“Received” (column I)" in problem
    assert layout.choose({8: None}).problems() == ()


def test_a_weak_guess_gives_way_to_a_sure_one() -> None:
    layout = headers.find(table_of((*HEADER, "Date"), (*NELSON, "2/16/2026")))
    assert layout.problems() == ()
    assert layout.unused == ("Date",)


def test_a_missing_name_or_class_is_a_sentence() -> None:
    layout = headers.find(table_of(HEADER[:3], NELSON[:3]))
    assert layout.problems() == ("No column is the class code or the class title.",)


@pytest.mark.parametrize("rows", [(NELSON, BRUCE), (("alpha", "beta", "gamma"), NELSON), (("x",),)])
def test_a_header_that_nobody_can_guess_is_a_sentence(rows: tuple[tuple[str, ...], ...]) -> None:
    with pytest.raises(InvalidInput, match="no header line"):
        headers.find(table_of(*rows))


def test_columns_that_are_never_collected_are_dropped_and_named_and_cannot_be_chosen() -> None:
    header, row = (*HEADER, "DOB", "Ethnicity", "Number on file"), (*NELSON, "1/2/1980", "x", "123-45-6789")
    layout = headers.find(table_of(header, row)).choose({8: Field.NOTES})
    assert layout.dropped == ("DOB", "Ethnicity", "Number on file")
    assert layout.columns[8].field is None
    assert layout.columns[8].samples == ()


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_a_field_of_the_form_is_a_header_for_itself(field: FormField) -> None:
    assert guess(field.name) == (field.field, 3)
    assert not is_never_collected(field.name)


def test_every_field_of_the_form_side_by_side_makes_one_header() -> None:
    layout = headers.find(table_of([field.name for field in FIELDS], [_EXAMPLES.get(f.name, "x") for f in FIELDS]))
    assert [column.field for column in layout.columns] == [field.field for field in FIELDS]
    assert layout.problems() == ()


_EXAMPLES = dict.fromkeys(("hired", "class_date", "probation_ends", "signed", "supervisor_commented"), "3/1/2026") | {
    "tenure": "permanent"
}


@pytest.mark.parametrize(
    ("columns", "fields"),
    [
        (("Date Received", "Date signed"), (Field.RECEIVED, Field.SIGNED)),
        (("Date signed", "Notes"), (Field.RECEIVED, Field.NOTES)),
        (("Unit", "Work location"), (Field.UNIT, Field.WORK_LOCATION)),
        (("Work location", "Notes"), (Field.UNIT, Field.NOTES)),
        (("Appt. Date", "Hire date"), (Field.CLASS_DATE, Field.HIRED)),
        (("Notes", "Supervisor comments"), (Field.NOTES, Field.SUPERVISOR_COMMENT)),
    ],
)
def test_a_header_with_two_meanings_takes_the_one_that_is_free(
    columns: tuple[str, str], fields: tuple[Field, Field]
) -> None:
    layout = headers.find(table_of((*HEADER[:4], *columns), (*NELSON[:4], "2/9/2026", "2/8/2026")))
    assert tuple(column.field for column in layout.columns[4:]) == fields
    assert layout.problems() == ()


def test_a_date_column_without_any_day_is_not_taken_for_one() -> None:
    layout = headers.find(table_of((*HEADER, "Hire date", "Signature date"), (*NELSON, "long ago", "yes")))
    assert layout.unused == ("Hire date", "Signature date")
