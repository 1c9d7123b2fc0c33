"""The papers beside a plan: the participant's copy, the review form, the certificate, the withdrawal form.

Each is made from what is on record as it is asked for. Once it leaves the program it is kept as it was printed and is
a disclosure; the next one of its kind has another number, unless nothing on it has changed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates, plans
from umdesk.domain.errors import NotNow, UserError
from umdesk.domain.plan_papers import (
    TITLES,
    CertificateSnapshot,
    CopyActivity,
    CopySnapshot,
    PaperKind,
    PaperSnapshot,
    ReviewedActivity,
    ReviewSnapshot,
    WithdrawalSnapshot,
)
from umdesk.domain.snapshots import snapshot_digest
from umdesk.domain.words import ParticipationState, ProgressStatus, RevisionState
from umdesk.domain.writing import counted, grouped, quoted
from umdesk.services import classes, disclosures, scope, settings
from umdesk.services.permissions import permit
from umdesk.services.plans import printing, queries, reviews, td_papers
from umdesk.services.plans.printing import PDF, Made
from umdesk.services.plans.views import ActivityState, PlanDetail
from umdesk.storage import blobs, models
from umdesk.storage.program import Program

ISSUED = frozenset({PaperKind.CERTIFICATE, PaperKind.WITHDRAWAL})
"""Papers that speak for the department: only the coordinator gives them out."""
_LETTERS = {PaperKind.REVIEW: "V", PaperKind.CERTIFICATE: "C", PaperKind.WITHDRAWAL: "W"}
_MOST_ENDING = 8


@dataclass(frozen=True, slots=True)
class PaperToPrint:
    """A paper as the print job needs it; `record_id` is what it is about."""

    kind: PaperKind
    number: str
    participation_id: str
    record_id: str
    plan_number: str
    snapshot: PaperSnapshot

    @property
    def title(self) -> str:
        """What people call it: "Review form 2026-0007 V2"."""
        return f"{TITLES[self.kind]} {self.number.removesuffix(' copy')}"


def to_print(program: Program, kind: PaperKind, participation_id: str) -> PaperToPrint:
    """A paper as it is from what is on record.

    Raises:
        NotNow: there is nothing yet that it could say.
        NotAllowed: it is of none of the account's own participants.
    """
    permit(program, "plans.papers.to_print")
    newest = queries.plan(program, participation_id)
    agreed = next((row.id for row in newest.revisions if row.state in plans.ON_PAPER), newest.revision_id)
    detail = newest if agreed == newest.revision_id else queries.plan(program, participation_id, agreed)
    held = reviews.of_plan(program, participation_id)
    with program.reading() as session:
        scope.refuse_others(session, program, "plans.papers.to_print", participation_id)
        gathered = _Gathered(session, detail, held)
        makers: dict[PaperKind, Callable[[], tuple[PaperSnapshot, str]]] = {
            PaperKind.COPY: gathered.copy,
            PaperKind.REVIEW: lambda: gathered.review(program),
            PaperKind.CERTIFICATE: gathered.certificate,
            PaperKind.WITHDRAWAL: gathered.withdrawal,
        }
        snapshot, record_id = makers[kind]()
        numbered = _numbered(session, kind, snapshot, detail.plan_number, record_id)
    return PaperToPrint(kind, numbered.number, participation_id, record_id, detail.plan_number, numbered)


def keep(program: Program, paper: PaperToPrint, made: Made, how: str, deliver: Callable[[], object]) -> None:
    """Keep a participant's copy or review form that leaves the program ("saved as PDF"), which is a disclosure.

    `deliver` puts it where it goes; it is the last thing before the change is committed, and what it raises takes
    everything back.

    Raises:
        NotNow: another paper got its number meanwhile.
    """
    permit(program, "plans.papers.keep")
    _keep(program, "plans.papers.keep", paper, made, how=how, deliver=deliver)


def issue(program: Program, paper: PaperToPrint, made: Made, how: str, deliver: Callable[[], object]) -> None:
    """The same for any paper, also a certificate and a withdrawal form, which speak for the department.

    Raises:
        NotNow: another paper got its number meanwhile.
    """
    permit(program, "plans.papers.issue")
    _keep(program, "plans.papers.issue", paper, made, how=how, deliver=deliver)


def keep_all(program: Program, leaving: Sequence["Leaf"], how: str, deliver: Callable[[], object]) -> None:
    """The same for a whole batch in one step: papers, and copies of plans; all of them leave or none.

    Raises:
        NotNow: another paper got the number of one of them meanwhile.
        NotAllowed: one of them is only the coordinator's to give out.
    """
    permit(program, "plans.papers.keep_all")
    if any(leaf.paper is not None and leaf.paper.kind in ISSUED for leaf in leaving):
        permit(program, "plans.papers.issue")
    with program.reading() as session:  # what is refused never was about to leave
        _plans(program, session, "plans.papers.keep_all", [leaf.revision_id for leaf in leaving if leaf.revision_id])
        for leaf in leaving:
            if leaf.paper is not None:
                scope.refuse_others(session, program, "plans.papers.keep_all", leaf.paper.participation_id)
    what = f"A batch of {counted(len(leaving), 'paper')} was {how}"
    with program.operation("plans.papers.keep_all", what, undoable=False, leaves=what) as op:
        for is_plan, run in groupby(leaving, key=lambda leaf: bool(leaf.revision_id)):
            if is_plan:
                _note_plans(program, op.session, op.name, [leaf.revision_id for leaf in run], how)
                continue
            for leaf in run:
                if leaf.paper is not None:
                    _note(program, op.session, op.name, leaf.paper, leaf.made, how=how)
                else:
                    td_papers.note_copy(op.session, program, op.name, leaf.assignment_id, how)
        op.session.flush()
        deliver()


@dataclass(frozen=True, slots=True)
class Leaf:
    """One paper of a batch: a plan by its revision, a T&D agreement by its assignment, or another paper."""

    made: Made
    revision_id: str = ""
    paper: PaperToPrint | None = None
    assignment_id: str = ""


def way_out(kind: PaperKind) -> str:
    """The operation through which a paper of a kind leaves, as the table of permissions names it."""
    return "plans.papers.issue" if kind in ISSUED else "plans.papers.keep"


def _keep(
    program: Program, what: str, paper: PaperToPrint, made: Made, *, how: str, deliver: Callable[[], object]
) -> None:
    if what != "plans.papers.issue" and paper.kind in ISSUED:
        permit(program, "plans.papers.issue")
    with program.reading() as session:  # what is refused never was about to leave
        scope.refuse_others(session, program, what, paper.participation_id)
    told = f"{paper.title} was {how}"
    with program.operation(what, told, undoable=False, leaves=told) as op:
        _note(program, op.session, op.name, paper, made, how=how)
        op.session.flush()
        deliver()


def _note_plans(program: Program, session: Session, what: str, revision_ids: Sequence[str], how: str) -> None:
    printing.note_copies(session, program, _plans(program, session, what, revision_ids), how)


def _plans(program: Program, session: Session, what: str, revision_ids: Sequence[str]) -> list[models.Revision]:
    """The revisions, if the account reaches each of them with `what`."""
    rows = scope.revisions(session, program, what, revision_ids)
    for row in rows.values():
        if isinstance(row, UserError):
            raise row
    return [row for row in rows.values() if isinstance(row, models.Revision)]


def _note(program: Program, session: Session, what: str, paper: PaperToPrint, made: Made, *, how: str) -> None:
    """Keep a paper as it was printed, and write that it leaves."""
    document = models.PrintedDocument
    scope.refuse_others(session, program, what, paper.participation_id)
    same = session.scalars(select(document).where(document.kind == paper.kind, document.number == paper.number))
    digest = made.digest[:10]
    if paper.kind is not PaperKind.COPY and any(one.digest != digest for one in same):
        raise NotNow(f"The number {paper.number} went to another paper meanwhile.", "Make the paper again.")
    session.add(
        document(
            kind=paper.kind.value, number=paper.number, record_id=paper.record_id, digest=digest, pages=made.pages,
            blob_sha256=blobs.keep(session, made.data, PDF), printed_at=program.now(), printed_by=program.account.name,
        )
    )  # fmt: skip
    person = session.get_one(models.Participation, paper.participation_id).person_id
    name = program.account.name
    leaving = disclosures.Leaving(disclosures.the_department(name), "Work with the plan", paper.title, how)
    disclosures.note(session, program.now(), name, leaving, person_ids=[person])


def _numbered(
    session: Session, kind: PaperKind, snapshot: PaperSnapshot, plan_number: str, record_id: str
) -> PaperSnapshot:
    """The snapshot with its number: the last one's again if nothing on it has changed, else the next."""
    if kind is PaperKind.COPY:
        return snapshot
    document, letter = models.PrintedDocument, _LETTERS[kind]
    rows = session.scalars(select(document).where(document.kind == kind, document.number.startswith(f"{plan_number} ")))
    given = {int(row.number.rpartition(letter)[2]): row for row in rows}
    last = max(given, default=0)
    if last and given[last].record_id == record_id:
        again = replace(snapshot, number=f"{plan_number} {letter}{last}")
        if snapshot_digest(again)[:10] == given[last].digest:
            return again
    return replace(snapshot, number=f"{plan_number} {letter}{last + 1}")


class _Gathered:
    """One plan with what is on record beside it, and the papers that say it."""

    def __init__(self, session: Session, detail: PlanDetail, held: reviews.ReviewsView) -> None:
        self._session = session
        self._detail = detail
        self._held = held
        self._program = session.scalars(select(models.ProgramRecord)).one()
        self._part = session.get_one(models.Participation, detail.participation_id)

    def copy(self) -> tuple[CopySnapshot, str]:
        """The participant's copy of the newest revision that was printed."""
        detail, agreed = self._detail, self._detail.content
        if detail.state not in plans.FROZEN:
            raise NotNow(
                f"Plan {detail.plan_number} was not printed yet, so there is nothing agreed to copy.",
                "Print the plan to sign first.",
            )
        ask = [("My supervisor", agreed.supervisor_name)]
        ask += [("My mentor or coach", agreed.mentor_name)] if agreed.mentor_name else []
        ask += [("Upward mobility coordinator", agreed.coordinator_name)]
        snapshot = CopySnapshot(
            department=self._program.department,
            office=self._program.office,
            number=f"{detail.plan_number} R{detail.revision_number} copy",
            plan_number=detail.plan_number,
            revision_number=detail.revision_number,
            participant=agreed.participant,
            target=_class(agreed.target_class_code, agreed.target_class_title),
            period=_span(agreed.period_from, agreed.period_to),
            standing=_standing(detail),
            goals=tuple((goal.text, goal.target_date) for goal in agreed.goals),
            activities=tuple(CopyActivity(one.text, one.provider, one.starts, one.ends) for one in agreed.activities),
            ask=tuple(ask),
            next_review=self._held.next.due if self._held.next else None,
            no_promise=settings.value(self._session, "plans.no_promise_line"),
        )
        return snapshot, detail.revision_id

    def review(self, program: Program) -> tuple[ReviewSnapshot, str]:
        """The form for the review that is due or comes next."""
        detail, agreed, slot = self._detail, self._detail.content, self._held.next
        row = next((one for one in self._held.rows if slot is not None and one.slot == slot), None)
        last = next((one for one in self._held.rows if one.minutes.held_on), None)
        states = {state.item: state for state in detail.activities}
        snapshot = ReviewSnapshot(
            **self._head(),
            revision_number=detail.revision_number,
            target=_class(agreed.target_class_code, agreed.target_class_title),
            kind=slot.kind.value if slot else "",
            due=slot.due if slot else None,
            made_on=program.today(),
            goals=tuple((goal.text, goal.target_date) for goal in agreed.goals),
            activities=tuple(_reviewed(one, states.get(one.item)) for one in agreed.activities),
            agreed_before=last.minutes.next_steps if last else "",
            notice=settings.privacy_notice(self._session),
        )
        return snapshot, (row.id if row else "") or detail.participation_id

    def certificate(self) -> tuple[CertificateSnapshot, str]:
        """The certificate of completion, or of the last advancement where the program goes on."""
        detail, agreed = self._detail, self._detail.content
        completed = [state for state in detail.states if state.state is ParticipationState.COMPLETED]
        if completed and detail.participation_state is ParticipationState.COMPLETED:
            title, on = "Certificate of completion", completed[-1].effective
            done = f"has completed the Upward Mobility Program, begun on {dates.show(self._part.started)}."
        elif detail.advancements:
            moved = max(detail.advancements, key=lambda row: row.on)
            title, on = "Certificate of advancement", moved.on
            before = _class(moved.from_class, classes.facts(self._session).title(moved.from_class, moved.on))
            done = f"has advanced from {before} to {moved.to_class} in the Upward Mobility Program."
        else:
            raise NotNow(
                f"{agreed.participant} has neither completed the program nor advanced on record.",
                "Record the completion or the advancement first.",
            )
        signers = (("Supervisor", agreed.supervisor_name), ("Upward mobility coordinator", agreed.coordinator_name))
        program = self._program
        snapshot = CertificateSnapshot(
            program.department, program.office, "", title, agreed.participant, done, on, signers
        )  # fmt: skip
        return snapshot, detail.participation_id

    def withdrawal(self) -> tuple[WithdrawalSnapshot, str]:
        """The withdrawal form: as it is on record, or to be filled in by hand while the person takes part."""
        detail = self._detail
        left = [state for state in detail.states if state.state is ParticipationState.WITHDRAWN]
        snapshot = WithdrawalSnapshot(
            **self._head(),
            started=self._part.started,
            effective=left[-1].effective if left else None,
            reason=left[-1].reason if left else "",
            ends=self._ending(),
            right_to_return=settings.value(self._session, "plans.right_to_return"),
            notice=settings.privacy_notice(self._session),
        )
        return snapshot, detail.participation_id

    def _head(self) -> dict[str, str]:
        detail, agreed = self._detail, self._detail.content
        return {
            "department": self._program.department,
            "office": self._program.office,
            "number": "",
            "plan_number": detail.plan_number,
            "participant": agreed.participant,
            "employee_number": agreed.employee_number,
            "unit": agreed.unit_name,
            "class_now": _class(agreed.current_class_code, agreed.current_class_title),
            "supervisor": agreed.supervisor_name,
            "coordinator": agreed.coordinator_name,
        }

    def _ending(self) -> tuple[str, ...]:
        """What ends with a withdrawal, a line each."""
        detail = self._detail
        running = [state for state in detail.activities if state.in_plan and state.status not in plans.CLOSED]
        lines = [f"The Career Development Plan {detail.plan_number} and its reviews."]
        # A line that says that one more follows takes as much room as the one.
        shown = running if len(running) <= _MOST_ENDING + 1 else running[:_MOST_ENDING]
        lines += [f"Activity {quoted(state.text, 90)}, {state.status}." for state in shown]
        if len(running) > len(shown):
            lines.append(f"And {len(running) - len(shown)} more activities of the plan.")
        if any(not one.planned for one in detail.td.assignments):
            lines.append("How a T&D assignment ends, and to which position one returns, is for HR to say: ask HR.")
        return tuple(lines)


def _reviewed(row: plans.Activity, state: ActivityState | None) -> ReviewedActivity:
    span = _span(row.starts, row.ends)
    if state is None:
        return ReviewedActivity(row.text, span, ProgressStatus.NOT_STARTED.value)
    planned = f" of {grouped(state.planned_hours)}" if state.planned_hours else ""
    hours = f"{grouped(state.hours)}{planned}" if state.hours or state.planned_hours else ""
    return ReviewedActivity(row.text, span, state.status.value, state.last, hours)


def _standing(detail: PlanDetail) -> str:
    if detail.state is RevisionState.SIGNED and detail.signatures.employee:
        return f"I signed this plan on paper on {dates.show(detail.signatures.employee)}."
    if detail.state is RevisionState.FILED:
        held = detail.in_force
        holds = f"It is in force since {dates.show(held.on)}." if held else "It is not in force."
        return f"This plan is filed; not everyone signed it. {holds}"
    return "This plan is printed. It is agreed when it is signed on paper."


def _class(code: str, title: str) -> str:
    return f"{code} {title}".strip()


def _span(first: date | None, last: date | None) -> str:
    return " to ".join(dates.show(day) for day in (first, last) if day)
