"""The agreement on a T&D assignment: what was agreed, what the rule gives the employee, and three signatures."""

from collections.abc import Iterator

from umdesk.documents.blocks import Block, Together
from umdesk.documents.builder import BODY, SMALL, STRONG, Box, Builder, Column
from umdesk.documents.notice import notice_parts
from umdesk.documents.pages import WIDTH, Furniture
from umdesk.documents.pdf import Pdf
from umdesk.domain import dates
from umdesk.domain.snapshots import snapshot_digest
from umdesk.domain.td_limits import DAYS_TO_GRANT_AN_EARLY_END
from umdesk.domain.td_snapshot import TDAgreementSnapshot
from umdesk.domain.writing import capital

TITLE = "Training and Development Agreement"
_HALF = WIDTH / 2
_SIGNATURES = (
    Column("Signed by", 92.0),
    Column("Printed name", 146.0),
    Column("Signature", 182.0),
    Column("Date", 84.0),
)
_RULES = (
    "T&D assignments last at most 24 months together in any 36 (2 CCR 438.1). Ordinary leave counts as served.",
    (
        "The employee may ask in writing to end the assignment early. The request is granted within a reasonable time, "
        f"{DAYS_TO_GRANT_AN_EARLY_END} working days after its receipt at most (2 CCR 438)."
    ),
    "The employee has the right to return to the former position (Government Code 19050.8).",
    (
        "After a leave of absence of more than 20 working days in a row the employee goes back to the former position, "
        "unless the department finds otherwise (2 CCR 438.1)."
    ),
    (
        "Whether the employee has permanent status in the present class, and a license or certificate that the T&D "
        "class asks for: ask HR before the assignment begins."
    ),
)


def render(agreement: TDAgreementSnapshot, *, draft: bool) -> Pdf:
    """The agreement as a tagged PDF; a draft says so on each page and carries no codes."""
    digest = snapshot_digest(agreement)
    name = f"{TITLE} {agreement.number}"
    form = Builder(f"{name} (draft)" if draft else name, agreement.department)
    for block in _blocks(form, agreement, draft=draft):
        form.add(block)
    if draft:
        return form.finish(Furniture("DRAFT", draft=True), digest)
    return form.finish(Furniture(agreement.number, digest[:10], code=True), digest)


def _blocks(form: Builder, agreement: TDAgreementSnapshot, *, draft: bool) -> Iterator[Block]:
    yield from form.head(
        (agreement.department, agreement.office),
        [(f"Agreement {agreement.number}", STRONG), (f"Career Development Plan {agreement.plan_number}", BODY)],
        TITLE,
        "Upward Mobility Program, Government Code sections 19050.8 and 19401, 2 CCR 438 to 439",
    )
    if draft:
        yield form.paragraph(
            "DRAFT. This page is not for signature; the assignment may still change.", STRONG, before=6.0
        )
    if agreement.replaces:
        yield form.paragraph(f"This agreement replaces {agreement.replaces}.", STRONG, before=6.0)
    yield from form.boxes(_who_and_where(agreement), before=10.0)
    yield form.heading(2, "Purpose and duties")
    yield from form.boxes(
        [
            [Box("Purpose (2 CCR 439)", tuple(capital(text) for text in agreement.purposes), room=30.0)],
            [
                Box(
                    "Duties, goals of the training, and how it is learned (2 CCR 438.4)",
                    _lines(agreement.duties),
                    room=90.0,
                )
            ],
        ],
        before=4.0,
    )
    yield form.heading(2, "Time on T&D assignments")
    yield form.items(agreement.standing)
    if agreement.over_reason:
        yield form.paragraph(f"Reason for going over the limit: {agreement.over_reason}")
    yield form.heading(2, "What the rule says")
    yield form.items(_RULES)
    yield form.heading(2, "Notice about the information on this form")
    yield form.paragraph("California Civil Code section 1798.17", SMALL, before=2.0, keeps_next=True)
    yield form.terms(notice_parts(agreement.notice), SMALL, before=3.0)
    yield _signatures(form, agreement)


def _who_and_where(agreement: TDAgreementSnapshot) -> list[list[Box]]:
    return [
        [
            Box("Employee", (agreement.employee,), _HALF, style=STRONG),
            Box("Employee number", (agreement.employee_number,), _HALF),
        ],
        [
            Box("Present class", (agreement.present_class,), _HALF),
            Box("T&D class", (agreement.td_class,), _HALF, style=STRONG),
        ],
        [Box("From unit", (agreement.from_unit,), _HALF), Box("To unit", (agreement.to_unit,), _HALF)],
        [
            Box("Current supervisor", (agreement.current_supervisor,), _HALF),
            Box("New supervisor", (agreement.new_supervisor,), _HALF),
        ],
        [
            Box("First day", (dates.show(agreement.first),), WIDTH / 4),
            Box("Last day", (dates.show(agreement.last),), WIDTH / 4),
            Box("Length", (agreement.lasts,), WIDTH / 4),
            Box("Time base", (agreement.time_base,), WIDTH / 4),
        ],
    ]


def _signatures(form: Builder, agreement: TDAgreementSnapshot) -> Together:
    rows = [
        ("Employee", agreement.employee, "", ""),
        ("Current supervisor", agreement.current_supervisor, "", ""),
        ("New supervisor", agreement.new_supervisor, "", ""),
    ]
    return Together(
        (
            form.heading(2, "Signatures"),
            form.paragraph("By signing, each of us says that we have read this agreement and agree to it.", before=3.0),
            form.table(_SIGNATURES, rows, least=32.0, before=6.0, style=BODY),
        ),
        company=True,
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.splitlines())
