"""What the editor of a plan offers: it follows from the account's roles and from the state of the plan in view."""

from dataclasses import dataclass

from umdesk.domain.plans import ON_PAPER
from umdesk.domain.words import TAKES_PART, RevisionState
from umdesk.services.plans.queries import PlanDetail
from umdesk.ui.context import Context

_NOT_AGREED = frozenset({RevisionState.DRAFT, RevisionState.IN_REVIEW})


@dataclass(frozen=True, slots=True)
class Allowed:
    """What the account may do with the revision in view.

    `supervises`: a supervisor who is not the coordinator works on the plan of one of theirs. `looks`: nothing of the
    plan can be changed by this account, now or later.
    """

    supervises: bool
    looks: bool
    edit: bool
    send: bool
    mark_ready: bool
    back_to_draft: bool
    print_to_sign: bool
    sign: bool
    amend: bool
    renew: bool
    put_in_force: bool
    discard: bool
    progress: bool
    money: bool
    assignments: bool
    advancements: bool
    status: bool
    history: bool
    reviews: bool = False
    qualifications: bool = False
    exams: bool = False
    duties: bool = False


def allowed(context: Context, detail: PlanDetail) -> Allowed:
    """What the signed-in account may do with the revision that `detail` shows."""
    state, may = detail.state, context.may
    decides = may("plans.revisions.mark_ready")
    writes = may("plans.editing.set_fields") and detail.theirs
    supervises = writes and not decides
    open_to_them = not detail.frozen and (decides or state in _NOT_AGREED)
    prints = supervises and detail.standing.supervisor_prints
    goes_on = detail.standing.participation in TAKES_PART
    follows = detail.frozen and detail.newest and goes_on
    takes_back = writes and may("plans.revisions.back_to_draft")
    return Allowed(
        supervises=supervises,
        looks=not writes,
        edit=writes and open_to_them,
        send=supervises and goes_on and state is RevisionState.DRAFT,
        mark_ready=decides and goes_on and state in _NOT_AGREED,
        back_to_draft=takes_back and open_to_them and state is not RevisionState.DRAFT,
        print_to_sign=may("plans.printing.freeze") and goes_on and not detail.frozen and (decides or prints),
        sign=writes and may("plans.signing.record") and state in ON_PAPER,
        amend=may("plans.revisions.amend") and follows,
        renew=may("plans.revisions.renew") and follows,
        put_in_force=may("plans.signing.put_in_force") and detail.newest,
        discard=may("plans.revisions.discard") and not detail.frozen and detail.revision_number > 1,
        progress=writes and may("plans.records.record_progress"),
        money=may("plans.records.record_money"),
        assignments=may("plans.td_agreements.record"),
        advancements=may("plans.advancements.record_advancement"),
        status=may("plans.participations.set_state"),
        history=context.sees("history.events"),
        reviews=writes and may("plans.reviews.record"),
        qualifications=may("plans.readiness.note"),
        exams=may("plans.exams.add"),
        duties=may("plans.duties.add"),
    )


@dataclass(frozen=True, slots=True)
class Step:
    """The one thing to do next with a plan: what the primary button says, and its tip."""

    text: str
    symbol: str
    tip: str = ""


PRINT = Step("Prin&t to sign", "print", "Makes the page for the signatures and freezes it")
SIGN = Step("Record &signatures", "edit", "Type the dates that stand on the signed paper")
AMEND = Step("&Amend…", "edit")
SEND = Step("&Send to the coordinator", "right", "The coordinator looks at it and prints it to sign")
PROGRESS = Step("&Record progress", "play", "Write down what was done, with its date")


def primary_step(detail: PlanDetail, may: Allowed) -> Step | None:
    """What comes next with the revision in view; None when it is not this account's turn."""
    if may.print_to_sign:
        return PRINT
    if may.send:
        return SEND
    if not detail.newest or not detail.frozen:
        return None
    if detail.state is RevisionState.PRINTED and may.sign:
        return SIGN
    if may.amend:
        return AMEND
    return PROGRESS if may.supervises and may.progress else None
