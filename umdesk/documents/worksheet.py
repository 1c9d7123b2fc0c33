"""The worksheet of a plan: what the plan holds so far in its fields, and room for more, for a screen or for ink.

Who cannot come to the desk fills it in, and it is compared with the plan when it is back. Nothing on it is a signature.
"""

from collections.abc import Iterator, Sequence

from umdesk.documents.blocks import Block, Together
from umdesk.documents.builder import BODY, SMALL, STRONG, Box
from umdesk.documents.form_blocks import Blank, FormBuilder
from umdesk.documents.notice import notice_parts
from umdesk.documents.pages import WIDTH, Furniture
from umdesk.documents.pdf import Pdf
from umdesk.documents.widgets import Asked
from umdesk.domain import dates
from umdesk.domain.plans import Section
from umdesk.domain.snapshots import snapshot_digest
from umdesk.domain.words import ActivityType, Approval, ItemKind
from umdesk.domain.worksheet import FIELDS, ROWS, SECTIONS, Holds, Line, SheetField, WorksheetSnapshot, mark, plan_name
from umdesk.domain.writing import enumerated

TITLE = "Career Development Plan worksheet"
_DATE = 120.0
_LAID_OUT: dict[ItemKind, tuple[tuple[tuple[str, float], ...], ...]] = {
    ItemKind.GOAL: ((("text", WIDTH),), (("measure", WIDTH - _DATE), ("target_date", _DATE))),
    ItemKind.COMPETENCY: ((("name", WIDTH * 0.4), ("now", WIDTH * 0.3), ("wanted", WIDTH * 0.3)),),
    ItemKind.ACTIVITY: (
        (("text", WIDTH * 0.62), ("type", WIDTH * 0.38)),
        (
            ("provider", 134.0), ("starts", 66.0), ("ends", 66.0), ("state_hours", 86.0), ("own_hours", 86.0),
            ("cost", 66.0),
        ),
    ),
    ItemKind.COST: ((("text", WIDTH * 0.5), ("estimate", WIDTH * 0.2), ("fund", WIDTH * 0.3)),),
}  # fmt: skip
"""Rows of (field, width in points) of each kind of line, each row as wide as the page."""
_OF_PLAN: dict[Section, tuple[tuple[tuple[str, float], ...], ...]] = {
    Section.PARTICIPANT: ((("period_from", WIDTH / 2), ("period_to", WIDTH / 2)),),
    Section.TARGET: ((("target_class_code", _DATE), ("target_class_title", WIDTH - _DATE)),),
    Section.SUPPORT: (
        (("mentor_name", WIDTH),), (("support", WIDTH),), (("supervisor_comments", WIDTH),),
        (("participant_comments", WIDTH),),
    ),
}  # fmt: skip
_HEADINGS = {
    ItemKind.GOAL: "Goals",
    ItemKind.COMPETENCY: "What the participant should learn",
    ItemKind.ACTIVITY: "Activities",
    ItemKind.COST: "Other costs",
}


def render(sheet: WorksheetSnapshot) -> Pdf:
    """The worksheet as a tagged PDF with its fields."""
    digest = snapshot_digest(sheet)
    paper = FormBuilder(f"{TITLE} {sheet.number}, {sheet.participant}", sheet.department, mark(sheet.number, digest))
    for block in _blocks(paper, sheet):
        paper.add(block)
    return paper.finish(Furniture(sheet.number, digest[:10], code=True), digest)


def _blocks(paper: FormBuilder, sheet: WorksheetSnapshot) -> Iterator[Block]:
    right = [(f"Worksheet {sheet.number}", STRONG), (f"Printed on {dates.show(sheet.made_on)}", BODY)]
    under = f"Plan {sheet.plan_number}, revision {sheet.revision_number}, as it stood on that day"
    yield from paper.head((sheet.department, sheet.office), right, TITLE, under)
    yield from paper.boxes(_whose(sheet))
    yield paper.paragraph(
        "Fill this in on a screen, or print it and write in ink, and send it back to the coordinator. Change what is "
        "wrong; cross out or empty what should go. What you write is compared with the plan, and nothing in the plan "
        "changes before somebody has looked at it.",
        SMALL,
        before=6.0,
    )
    for section in (Section.PARTICIPANT, Section.TARGET):
        heading = {Section.PARTICIPANT: "Period of the plan", Section.TARGET: "Target class"}[section]
        rows = paper.blanks(list(_fields(sheet, section)))
        yield Together((paper.heading(2, heading, before=9.0), *rows))
    for kind in (ItemKind.GOAL, ItemKind.COMPETENCY, ItemKind.ACTIVITY, ItemKind.COST):
        yield from _list(paper, sheet, kind)
    yield from _support(paper, sheet)
    yield paper.heading(2, "Notice about the information on this form")
    yield paper.paragraph("California Civil Code section 1798.17", SMALL, before=2.0, keeps_next=True)
    yield paper.terms(notice_parts(sheet.notice), SMALL, before=3.0)


def _whose(sheet: WorksheetSnapshot) -> list[list[Box]]:
    third = WIDTH / 3
    return [
        [
            Box("Participant", (sheet.participant, sheet.employee_number), third),
            Box("Current class", (sheet.current_class,), third),
            Box("Unit", (sheet.unit,), third),
        ],
        [Box("Supervisor", (sheet.supervisor,), WIDTH / 2), Box("Coordinator", (sheet.coordinator,), WIDTH / 2)],
    ]


def _list(paper: FormBuilder, sheet: WorksheetSnapshot, kind: ItemKind) -> Iterator[Block]:
    heading = paper.heading(2, _HEADINGS[kind], before=9.0)
    first: list[Block] = [heading]
    if kind is ItemKind.ACTIVITY:
        types = enumerated([each.value for each in ActivityType])
        first.append(paper.paragraph(f"Types: {types}.", SMALL, before=2.0, keeps_next=True))
    for line in (each for each in sheet.lines if each.kind is kind):
        rows = paper.blanks([[_blank(line, name, width) for name, width in row] for row in _LAID_OUT[kind]])
        yield Together((*first, *rows))
        first = []


def _support(paper: FormBuilder, sheet: WorksheetSnapshot) -> Iterator[Block]:
    rows = paper.blanks(list(_fields(sheet, Section.SUPPORT)))
    yield Together((paper.heading(2, Section.SUPPORT.value, before=9.0), rows[0]))
    yield from rows[1:]
    approval = next(field for field in FIELDS[Section.SUPPORT] if field.holds is Holds.APPROVAL)
    value = dict(sheet.fields)[approval.name]
    asked = Asked(plan_name(approval.name), f"{approval.label}: approval", value=value)
    choice = paper.choice(approval.label, asked, [each.value for each in Approval])
    ink = paper.blanks([[Blank("Filled in by (this is no signature of the plan)", WIDTH - _DATE), Blank("On", _DATE)]])
    yield Together((choice, *ink))


def _fields(sheet: WorksheetSnapshot, section: Section) -> Iterator[Sequence[Blank]]:
    values, known = dict(sheet.fields), {field.name: field for field in FIELDS[section]}
    for row in _OF_PLAN[section]:
        blanks = []
        for name, width in row:
            field = known[name]
            spoken = f"{section}: {_with_hint(field)}"
            blanks.append(
                Blank(field.label, width, Asked(plan_name(name), spoken, value=values[name]), field.hint, field.lines)
            )
        yield blanks


def _blank(line: Line, name: str, width: float) -> Blank:
    field = next(each for each in ROWS[line.kind] if each.name == name)
    spoken = f"{SECTIONS[line.kind]}, {line.called}: {_with_hint(field)}"
    first = line.called if line.kind is ItemKind.GOAL else f"{line.called}: {field.label.lower()}"
    label = first if name in {"text", "name"} else field.label
    return Blank(label, width, Asked(line.name(name), spoken, value=line.value(name)), field.hint, field.lines)


def _with_hint(field: SheetField) -> str:
    hint = field.hint or ("month/day/year" if field.holds is Holds.DATE else "")
    return f"{field.label} ({hint})" if hint else field.label
