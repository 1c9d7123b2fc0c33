"""The withdrawal form: from when and why, what ends with it, the right to come back, and the signatures."""

from collections.abc import Iterator

from umdesk.documents.blocks import Block, Together
from umdesk.documents.builder import BODY, SMALL, STRONG, Box, Builder
from umdesk.documents.notice import notice_parts
from umdesk.documents.pages import WIDTH, Furniture
from umdesk.documents.pdf import Pdf
from umdesk.documents.signing import signatures
from umdesk.domain import dates
from umdesk.domain.plan_papers import WithdrawalSnapshot
from umdesk.domain.snapshots import snapshot_digest

TITLE = "Withdrawal from the Upward Mobility Program"
_SAYS = (
    "By signing, the participant asks to leave the program, and the others say that they talked it over with the "
    "participant."
)
_HALF, _THIRD = WIDTH / 2, WIDTH / 3


def render(withdrawal: WithdrawalSnapshot) -> Pdf:
    """The form as a tagged PDF."""
    digest = snapshot_digest(withdrawal)
    form = Builder(f"{TITLE}, {withdrawal.number}", withdrawal.department)
    for block in _blocks(form, withdrawal):
        form.add(block)
    return form.finish(Furniture(withdrawal.number, digest[:10], code=True), digest)


def _blocks(form: Builder, withdrawal: WithdrawalSnapshot) -> Iterator[Block]:
    yield from form.head(
        (withdrawal.department, withdrawal.office),
        [(f"Plan {withdrawal.plan_number}", STRONG), (withdrawal.number, BODY)],
        TITLE,
        "Taking part is the employee's own choice, and so is leaving",
    )
    yield from form.boxes(
        [
            [
                Box("Participant", (withdrawal.participant,), _HALF, style=STRONG),
                Box("Employee number", (withdrawal.employee_number,), _HALF / 2),
                Box("In the program since", (dates.show(withdrawal.started),), _HALF / 2),
            ],
            [
                Box("Class", (withdrawal.class_now,), _THIRD),
                Box("Unit", (withdrawal.unit,), _THIRD),
                Box("Supervisor", (withdrawal.supervisor,), _THIRD),
            ],
        ],
        before=10.0,
    )
    yield form.heading(2, "The withdrawal")
    yield from form.boxes(
        [
            [Box("Withdrawn from (the first day outside the program)", (dates.show(withdrawal.effective),), room=28.0)],
            [Box("Reason (the participant may leave it blank)", (withdrawal.reason,), room=76.0)],
        ],
        before=4.0,
    )
    yield form.heading(2, "What ends with it")
    yield form.items(withdrawal.ends)
    yield form.heading(2, "Coming back")
    yield form.paragraph(withdrawal.right_to_return)
    yield Together(
        (
            form.heading(2, "Notice about the information on this form"),
            form.paragraph("California Civil Code section 1798.17", SMALL, before=2.0, keeps_next=True),
            form.terms(notice_parts(withdrawal.notice), SMALL, before=3.0),
        )
    )
    yield signatures(
        form,
        (_SAYS,),
        (
            ("Participant", withdrawal.participant),
            ("Supervisor", withdrawal.supervisor),
            ("Coordinator", withdrawal.coordinator),
        ),
    )
