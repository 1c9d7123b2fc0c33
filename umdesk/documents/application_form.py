"""The application form of a cycle: filled in on a screen or, printed, by hand.

What it asks and how its fields are named stands in `domain.application_form`; here is where each thing stands. What the
office writes on it (number, day of receipt, who received it) and the signatures are no fields: they are ink.
"""

from collections.abc import Iterator

from umdesk.documents.blocks import Block, Together
from umdesk.documents.builder import BODY, SHADE, SMALL, STRONG
from umdesk.documents.form_blocks import Blank, BlankRow, FormBuilder
from umdesk.documents.notice import notice_parts
from umdesk.documents.pages import WIDTH, Furniture
from umdesk.documents.pdf import Pdf
from umdesk.documents.widgets import Asked
from umdesk.domain import dates
from umdesk.domain.application_form import FIELDS, NEEDED, FormField, Part, asked, mark
from umdesk.domain.snapshots import FormSnapshot, snapshot_digest

TITLE = "Upward Mobility Program application"
_HALF = WIDTH / 2
_DATE = 164.0
_STATEMENT_LINES = 12  # with it, statement and background fill a page
_FIELD = {field.name: field for field in FIELDS}

#: Where the fields stand: rows of (field, width in points), each row as wide as the page.
ROWS: dict[Part, tuple[tuple[tuple[str, float], ...], ...]] = {
    Part.PERSON: (
        (("last_name", 190.0), ("first_name", 180.0), ("employee_number", 134.0)),
        (("work_phone", 134.0), ("work_email", 236.0), ("hired", 134.0)),
    ),
    Part.APPOINTMENT: (
        (("class_code", 112.0), ("class_title", 258.0), ("salary_range", 134.0)),
        (("position_number", 136.0), ("class_date", 148.0), ("tenure", 220.0)),
        (("probation_ends", 136.0), ("time_base", 148.0), ("unit", 220.0)),
        (("work_location", WIDTH),),
    ),
    Part.SUPERVISOR: ((("supervisor_name", _HALF), ("supervisor_email", _HALF)),),
    Part.INTEREST: ((("target_class", WIDTH),), (("statement", WIDTH),), (("heard_of", WIDTH),)),
    Part.BACKGROUND: (
        (("education", WIDTH),),
        (("training", WIDTH),),
        (("td_history", WIDTH),),
        (("exams", WIDTH),),
    ),
}


def render(form: FormSnapshot) -> Pdf:
    """The empty form as a tagged PDF with its fields."""
    digest = snapshot_digest(form)
    paper = FormBuilder(f"{TITLE}, {form.cycle}", form.department, mark(form.cycle))
    for block in _blocks(paper, form):
        paper.add(block)
    return paper.finish(Furniture(f"Application form, {form.cycle}", digest[:10]), digest)


def _blocks(paper: FormBuilder, form: FormSnapshot) -> Iterator[Block]:
    yield from paper.head(
        (form.department, form.office), [(form.cycle, STRONG), ("Application form", BODY)], TITLE, _window(form)
    )
    yield from _office(paper)
    for text in form.text.split("\n\n"):
        if text.strip():
            yield paper.paragraph(text, before=6.0)
    yield paper.paragraph(
        "Fill this form in on a screen, or print it and write in ink. Last name, first name and class "
        "code are needed; leave out what you do not know. What does not fit may stand on a sheet of its own.",
        SMALL,
        before=6.0,
    )
    yield paper.paragraph(
        "This form does not ask for race, ethnicity, sex, marital status, religion, age, disability or a Social "
        "Security number (Government Code sections 8310 and 19705). Please do not write about them.",
        SMALL,
        before=2.0,
    )
    shown = {field.part for field in asked([Part(part) for part in form.parts])}
    for part, rows in ROWS.items():
        if part in shown:
            yield paper.heading(2, part.value, before=9.0)
            yield from paper.blanks([[_blank(name, width) for name, width in row] for row in rows])
    yield _employee(paper)
    if Part.COMMENT in shown:
        yield _supervisor(paper)
    yield paper.heading(2, "Notice about the information on this form")
    yield paper.paragraph("California Civil Code section 1798.17", SMALL, before=2.0, keeps_next=True)
    yield paper.terms(notice_parts(form.notice), SMALL, before=3.0)


def _window(form: FormSnapshot) -> str:
    if form.opens and form.closes:
        return f"Applications are received from {dates.show(form.opens)} to {dates.show(form.closes)}."
    if form.closes:
        return f"Applications are received until {dates.show(form.closes)}."
    if form.opens:
        return f"Applications are received from {dates.show(form.opens)} on."
    return "The department announces when applications are received."


def _employee(paper: FormBuilder) -> Together:
    heading = paper.heading(2, Part.SIGNATURE.value)
    text = paper.paragraph(
        "I ask to take part in the department's Upward Mobility Program. Taking part is voluntary, and neither this "
        "application nor taking part is a promise of promotion or appointment.",
        before=3.0,
        keeps_next=True,
    )
    row = [Blank("Employee's signature", WIDTH - _DATE), _blank("signed", _DATE)]
    return Together((heading, text, *paper.blanks([row])))


def _supervisor(paper: FormBuilder) -> Together:
    recommends = _FIELD["supervisor_recommends"]
    heading = paper.heading(2, Part.COMMENT.value)
    text = paper.paragraph(
        "To be filled in by the employee's supervisor. The comment informs the department; an application is "
        "considered whatever it says, and also without it.",
        before=3.0,
        keeps_next=True,
    )
    choice = paper.choice(recommends.label, _asked(recommends), recommends.choices)
    rows = paper.blanks(
        [
            [_blank("supervisor_comment", WIDTH)],
            [Blank("Supervisor's signature", WIDTH - _DATE), _blank("supervisor_commented", _DATE)],
        ],
        before=0.0,
    )
    return Together((heading, text, choice, *rows))


def _office(paper: FormBuilder) -> list[BlankRow]:
    labels = ("Office use: application number", "Office use: date received", "Office use: received by")
    return paper.blanks([[Blank(label, WIDTH / 3) for label in labels]], before=8.0, shade=SHADE)


def _blank(name: str, width: float) -> Blank:
    field = _FIELD[name]
    lines = _STATEMENT_LINES if name == "statement" else field.lines
    return Blank(field.label, width, _asked(field), field.needs, lines)


def _asked(field: FormField) -> Asked:
    return Asked(field.name, field.spoken, field.name in NEEDED)
