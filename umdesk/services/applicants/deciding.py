"""The coordinator's word on eligibility: a decision beside the computed answer, which it keeps, and taking it back.

Also the fresh answer of the rules in place of the one on record, which nothing brings in but the coordinator.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.words import ApplicationState, CycleState, Eligibility
from umdesk.domain.writing import one_line
from umdesk.services import own_part, sealing
from umdesk.services.applicants.recording import Occasion, forget, record, record_answer
from umdesk.services.applicants.standing import Standing, standings
from umdesk.services.permissions import permit
from umdesk.storage.models import Application, Cycle, EligibilityDecision
from umdesk.storage.program import Program

DECIDABLE = (Eligibility.ELIGIBLE, Eligibility.NOT_ELIGIBLE)


def decide_eligibility(program: Program, application_id: str, decided: Eligibility, reason: str) -> None:
    """Decide that an applicant is eligible or not, with a reason; the computed answer is kept beside it.

    Raises:
        InvalidInput: the reason is missing, or the decision leaves the question open.
        NotNow: the cycle is closed, or the application is withdrawn or decided.
    """
    permit(program, "applicants.deciding.decide_eligibility")
    tidy = one_line(reason)
    if not tidy:
        raise InvalidInput("A decision on eligibility needs a reason.", "Say why in a sentence.", "reason")
    if decided not in DECIDABLE:
        raise InvalidInput("A decision says eligible or not eligible.", "Choose one of the two.", "decided")
    with (
        program.operation("applicants.deciding.decide_eligibility", "", reason=tidy) as op,
        own_part.unmoved(op.session, program),
    ):
        sealing.refuse_names_of(op.session, program, [application_id])
        application = changeable(op.session, application_id)
        computed = standings(op.session, application_ids=[application_id])[application_id].computed
        record(op.session, [application_id], Occasion.DECISION, program.account.name, program.now())
        op.session.add(
            EligibilityDecision(
                application_id=application_id,
                computed=computed.eligibility.value,
                computed_reasons=[reason.text for reason in computed.reasons],
                decided=decided.value,
                reason=tidy,
                decided_by=program.account.name,
                decided_at=program.now(),
            )
        )
        op.summary = f"Decided that application {application.number} is {decided.value}"


def take_back_eligibility(program: Program, application_id: str) -> None:
    """Let the computed answer hold again; the history keeps what was decided.

    It is judged live again, unless it is on record for another reason too.

    Raises:
        NotNow: the cycle is closed, or the application is withdrawn or decided.
    """
    permit(program, "applicants.deciding.take_back_eligibility")
    with (
        program.operation("applicants.deciding.take_back_eligibility", "") as op,
        own_part.unmoved(op.session, program),
    ):
        sealing.refuse_names_of(op.session, program, [application_id])
        application = changeable(op.session, application_id)
        op.summary = f"Took back the decision on the eligibility of application {application.number}"
        query = select(EligibilityDecision).where(EligibilityDecision.application_id == application_id)
        for decision in op.session.scalars(query):
            op.session.delete(decision)
        forget(op.session, application_id, Occasion.DECISION)


def take_fresh(program: Program, application_id: str, reason: str) -> None:
    """Let the answer that the rules give today take the place of the one on record, with a reason.

    Raises:
        InvalidInput: the reason is missing.
        NotNow: the cycle is closed, the application is withdrawn or decided, or the answer is the same.
    """
    permit(program, "applicants.deciding.take_fresh")
    tidy = one_line(reason)
    if not tidy:
        raise InvalidInput("A changed answer needs a reason.", "Say in a sentence why it is right now.", "reason")
    with (
        program.operation("applicants.deciding.take_fresh", "", reason=tidy) as op,
        own_part.unmoved(op.session, program),
    ):
        sealing.refuse_names_of(op.session, program, [application_id])
        application = changeable(op.session, application_id)
        stands = standings(op.session, application_ids=[application_id])[application_id]
        if stands.fresh is None:
            raise NotNow(
                f"The rules still give application {application.number} the answer that is on record; nothing was "
                "changed."
            )
        fresh = Standing(stands.fresh, recorded=stands.recorded)
        record_answer(op.session, application_id, fresh, Occasion.FRESH, program.account.name, program.now())
        op.summary = (
            f"Took the fresh answer to application {application.number}: {stands.fresh.eligibility.value}, "
            f"which was {stands.computed.eligibility.value}"
        )


def changeable(session: Session, application_id: str) -> Application:
    """The application, if what it stands on may still change (session block).

    Raises:
        NotNow: its cycle is closed, or the application is withdrawn or decided.
    """
    application = session.get_one(Application, application_id)
    cycle = session.get_one(Cycle, application.cycle_id)
    if cycle.state == CycleState.CLOSED:
        raise NotNow(f"{cycle.name} is closed and keeps its applications as they are.", "Nothing was changed.")
    if application.state != ApplicationState.RECEIVED:
        raise NotNow(
            f"Application {application.number} is {application.state}; nothing was changed.",
            "Take that back first.",
        )
    return application
