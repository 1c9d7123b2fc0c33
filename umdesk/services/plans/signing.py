"""Signatures on the printed page: dates, who did not sign and why, where the original is; and what then holds.

A plan is signed by hand. A date here says that a signature of that day stands on the paper, nothing typed is one.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from umdesk.domain import dates, plan_steps, plans
from umdesk.domain.errors import InvalidInput, NotAllowed, NotNow
from umdesk.domain.words import NotSigned, RevisionState, Signatory
from umdesk.domain.writing import enumerated
from umdesk.services import scope, settings
from umdesk.services.permissions import Grant, grant, permit
from umdesk.services.plans import content as contents
from umdesk.services.plans import frozen, turns
from umdesk.storage import models
from umdesk.storage.program import Program

CALLED: Mapping[Signatory, str] = {
    Signatory.EMPLOYEE: "participant",
    Signatory.SUPERVISOR: "supervisor",
    Signatory.COORDINATOR: "coordinator",
}
"""What people call those who sign."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Why a signature line stays empty."""

    why: NotSigned
    reason: str


@dataclass(frozen=True, slots=True)
class Signatures:
    """What stands on the signature lines of a printed page, by signatory, and where the original is kept.

    `missing` says of each who did not sign why; `not_signed` says it in one text where it was recorded so.
    """

    employee: date | None = None
    supervisor: date | None = None
    coordinator: date | None = None
    not_signed: str = ""
    original_kept_at: str = ""
    missing: Mapping[Signatory, Missing] = field(default_factory=dict)

    def date_of(self, signatory: Signatory) -> date | None:
        """The day on which one of them signed, None while there is no date."""
        return {
            Signatory.EMPLOYEE: self.employee,
            Signatory.SUPERVISOR: self.supervisor,
            Signatory.COORDINATOR: self.coordinator,
        }[signatory]


@dataclass(frozen=True, slots=True)
class InForce:
    """That a revision holds although not everybody signed: from when, why, and who said so."""

    on: date
    reason: str
    by: str


def record(program: Program, revision_id: str, signatures: Signatures) -> RevisionState:
    """Record what stands on the signed paper; gives the state that follows from it. Cannot be undone.

    Signed: employee and supervisor, and the coordinator where the printed page has a line for them, have a date.
    Filed: each has a date or a reason why there is none. Otherwise the revision stays printed and waits.

    Raises:
        NotNow: the revision is not printed, or a newer one was printed in its place.
        InvalidInput: a date lies before the day of printing or after today, or says less than a reason.
        NotAllowed: it would no longer hold, which a coordinator said it does, and the account is a supervisor's.
    """
    permit(program, "plans.signing.record")
    with program.operation("plans.signing.record", "", undoable=False) as op:
        revision = scope.revision(op.session, program, op.name, revision_id)
        number = contents.plan_of(op.session, revision).number
        state = contents.state_of(revision)
        if state not in plan_steps.SIGN.before:
            raise NotNow(
                f"Revision {revision.number} of plan {number} is {state}; only a printed one can be signed.",
                "Print it to sign first." if state not in plans.FROZEN else "Open the newest revision.",
            )
        _check(signatures, revision, program.today())
        _write(revision, signatures)
        following = _state(signatures, asked(op.session, revision))
        if following is RevisionState.PRINTED and revision.in_force_on is not None:
            if grant(program, op.name) is Grant.OWN:
                raise NotAllowed(
                    f"{revision.in_force_by} put the plan in force with these signatures; nothing was changed.",
                    "Say of each who signed or why not, or ask the coordinator.",
                )
            revision.in_force_on, revision.in_force_reason, revision.in_force_by = None, "", ""
        turns.note_step(op.session, program, revision, following)
        op.summary = f"Recorded the signatures of plan {number}, revision {revision.number}: {following}"
        return following


def put_in_force(program: Program, revision_id: str, reason: str, on: date | None = None) -> None:
    """Let a filed revision hold although not everybody signed it; `on` is the day, today unless it is said.

    Raises:
        InvalidInput: there is no reason, or the day lies before the printing or after today.
        NotNow: the revision is not filed, or it is in force already.
    """
    permit(program, "plans.signing.put_in_force")
    with program.operation("plans.signing.put_in_force", "", reason=reason.strip() or None) as op:
        revision = scope.revision(op.session, program, op.name, revision_id)
        number = contents.plan_of(op.session, revision).number
        if contents.state_of(revision) is not RevisionState.FILED:
            raise NotNow(
                f"Revision {revision.number} of plan {number} is {revision.state}; nothing was changed.",
                "Only one that is filed, not signed by everybody, is put in force by a decision.",
            )
        if revision.in_force_on is not None:
            raise NotNow(f"It is in force since {dates.show(revision.in_force_on)} already; nothing was changed.")
        if not reason.strip():
            raise InvalidInput("A reason is missing.", "Say why it holds without every signature.", field="reason")
        day = on or program.today()
        problem = wrong_date(day, printed_on(revision), program.today())
        if problem:
            raise InvalidInput(problem, "Correct the date.", field="on")
        revision.in_force_on, revision.in_force_reason = day, reason.strip()
        revision.in_force_by = program.account.name
        op.summary = f"Put plan {number}, revision {revision.number}, in force from {dates.show(day)}"


def signatures_of(revision: models.Revision) -> Signatures:
    """What is recorded of the signatures of a revision."""
    missing = {
        one: Missing(NotSigned(why), getattr(revision, f"{one}_not_signed_reason"))
        for one in Signatory
        if (why := getattr(revision, f"{one}_not_signed"))
    }
    return Signatures(
        revision.employee_signed, revision.supervisor_signed, revision.coordinator_signed, revision.not_signed_note,
        revision.original_kept_at, missing,
    )  # fmt: skip


def asked(session: Session, revision: models.Revision) -> tuple[Signatory, ...]:
    """Who signs a revision: those with a line on the printed page, before printing those the department asks."""
    page = frozen.snapshot_of(session, revision)
    coordinator = settings.value(session, "plans.coordinator_signs") if page is None else page.coordinator_signs
    return tuple(one for one in Signatory if one is not Signatory.COORDINATOR or coordinator)


def in_force_of(revision: models.Revision) -> InForce | None:
    """The coordinator's word that a filed revision holds."""
    if revision.in_force_on is None:
        return None
    return InForce(revision.in_force_on, revision.in_force_reason, revision.in_force_by)


def printed_on(revision: models.Revision) -> date | None:
    """The day on which a revision was printed to sign."""
    return revision.printed_at.astimezone().date() if revision.printed_at else None


def wrong_date(day: date | None, printed: date | None, today: date) -> str:
    """Why a day cannot be that of a signature, in words; "" where it can."""
    if day is not None and printed is not None and day < printed:
        return f"The plan was printed on {dates.show(printed)} and cannot have been signed before."
    return "This date has not come yet." if day is not None and day > today else ""


def not_signed_words(signatures: Signatures) -> str:
    """Who did not sign and why: "the participant refused (wants another course)"."""
    said = [
        f"the {CALLED[one]} {'refused' if gone.why is NotSigned.REFUSED else 'was absent'} ({gone.reason})"
        for one, gone in signatures.missing.items()
    ]
    return "; ".join([*said, *([signatures.not_signed] if signatures.not_signed else [])])


def _check(signatures: Signatures, revision: models.Revision, today: date) -> None:
    for one in Signatory:
        day, gone = signatures.date_of(one), signatures.missing.get(one)
        problem = wrong_date(day, printed_on(revision), today)
        if problem:
            raise InvalidInput(problem, "Correct the date.", field=one)
        if day is not None and gone is not None:
            raise InvalidInput(
                f"The {CALLED[one]} has a date and is also said to have {_did(gone.why)}.",
                "Keep what stands on the paper and clear the other.",
                field=one,
            )
        if gone is not None and not gone.reason.strip():
            raise InvalidInput(
                f"It is not said why the {CALLED[one]} did not sign.", "Say it in a few words.", field=f"{one}_reason"
            )


def _did(why: NotSigned) -> str:
    return "refused" if why is NotSigned.REFUSED else "been absent"


def _write(revision: models.Revision, signatures: Signatures) -> None:
    for one in Signatory:
        gone = signatures.missing.get(one)
        setattr(revision, f"{one}_signed", signatures.date_of(one))
        setattr(revision, f"{one}_not_signed", gone.why if gone else "")
        setattr(revision, f"{one}_not_signed_reason", gone.reason.strip() if gone else "")
    revision.not_signed_note = signatures.not_signed.strip()
    revision.original_kept_at = signatures.original_kept_at.strip()


def _state(signatures: Signatures, lines: Collection[Signatory]) -> RevisionState:
    open_lines = [one for one in lines if signatures.date_of(one) is None]
    if not open_lines and not signatures.not_signed.strip():
        return RevisionState.SIGNED
    said = signatures.not_signed.strip() or all(one in signatures.missing for one in open_lines)
    return RevisionState.FILED if said else RevisionState.PRINTED


def waiting_for(signatures: Signatures, lines: Collection[Signatory]) -> str:
    """Whose signature is still open, in words: "the supervisor and the coordinator"; "" for nobody's."""
    rest = [one for one in lines if signatures.date_of(one) is None and one not in signatures.missing]
    return enumerated([f"the {CALLED[one]}" for one in rest])
