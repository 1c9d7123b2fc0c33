"""The review form: what is on record before the talk, room for ink, and the signatures of the two who talk."""

from collections.abc import Iterator

from umdesk.documents.blocks import Block, Together
from umdesk.documents.builder import BODY, SMALL, STRONG, Box, Builder, Column
from umdesk.documents.notice import notice_parts
from umdesk.documents.pages import WIDTH, Furniture
from umdesk.documents.pdf import Pdf
from umdesk.documents.signing import signatures
from umdesk.domain import dates
from umdesk.domain.plan_papers import ReviewSnapshot
from umdesk.domain.snapshots import snapshot_digest
from umdesk.domain.writing import capital

TITLE = "Review of the Career Development Plan"
_HALF, _THIRD = WIDTH / 2, WIDTH / 3
_ROOM = 62.0
_GOALS = (Column("Goal", 262.0), Column("By", 62.0), Column("Where it stands (fill in)", 180.0))
_ACTIVITIES = (
    Column("Activity", 150.0),
    Column("Planned", 78.0),
    Column("On record", 86.0),
    Column("Hours", 54.0),
    Column("What we agree now (fill in)", 136.0),
)
_TALK = (
    (Box("What went well", (), room=_ROOM),),
    (Box("What stands in the way, and who helps with it", (), room=_ROOM),),
    (Box("Next steps: who does what, by when", (), room=_ROOM),),
    (
        Box("Does the plan have to change?  If so, it is amended and signed again.", (), WIDTH - 160.0, 30.0),
        Box("Next review on", (), 160.0),
    ),
)
"""What is filled in while the review is held."""


def render(review: ReviewSnapshot) -> Pdf:
    """The form as a tagged PDF."""
    digest = snapshot_digest(review)
    form = Builder(f"{TITLE} {review.plan_number}", review.department)
    for block in _blocks(form, review):
        form.add(block)
    return form.finish(Furniture(review.number, digest[:10], code=True), digest)


def _blocks(form: Builder, review: ReviewSnapshot) -> Iterator[Block]:
    yield from form.head(
        (review.department, review.office),
        [(f"Plan {review.plan_number}", STRONG), (f"Revision {review.revision_number}", BODY)],
        TITLE,
        f"{_which(review)}. Filled in from the record on {dates.show(review.made_on)}",
    )
    yield from form.boxes(_whose(review), before=10.0)
    if review.agreed_before.strip():
        yield form.heading(2, "What the last review left to do")
        yield form.paragraph(review.agreed_before)
    yield form.heading(2, "Goals")
    goals = [(text, dates.show(by), "") for text, by in review.goals]
    yield form.table(_GOALS, goals or [("", "", "")], least=24.0)
    yield form.heading(2, "Activities")
    rows = [
        (one.text, one.planned, (capital(one.status), f"on {dates.show(one.last)}" if one.last else ""), one.hours, "")
        for one in review.activities
    ]
    yield form.table(_ACTIVITIES, rows or [("", "", "", "", "")], least=30.0)
    yield form.heading(2, "What we talked about")
    yield from form.boxes(_TALK, before=4.0)
    yield Together(
        (
            form.heading(2, "Notice about the information on this form"),
            form.paragraph("California Civil Code section 1798.17", SMALL, before=2.0, keeps_next=True),
            form.terms(notice_parts(review.notice), SMALL, before=3.0),
        )
    )
    yield signatures(
        form,
        ("By signing, each of us says that this review was held and that we have read what is written here.",),
        (("Participant", review.participant), ("Supervisor", review.supervisor)),
    )


def _whose(review: ReviewSnapshot) -> list[list[Box]]:
    return [
        [
            Box("Participant", (review.participant,), _HALF, style=STRONG),
            Box("Employee number", (review.employee_number,), _HALF - 156.0),
            Box("Review due", (dates.show(review.due),), 156.0),
        ],
        [Box("Current class", (review.class_now,), _HALF), Box("Target class", (review.target,), _HALF)],
        [
            Box("Unit", (review.unit,), _THIRD),
            Box("Supervisor", (review.supervisor,), _THIRD),
            Box("Upward mobility coordinator", (review.coordinator,), _THIRD),
        ],
        [
            Box("Held on (fill in)", (), 120.0, room=34.0),
            Box("Who took part (fill in)", (), WIDTH - 120.0, room=34.0),
        ],
    ]


def _which(review: ReviewSnapshot) -> str:
    return f"{capital(review.kind)} review" if review.kind else "Review"
