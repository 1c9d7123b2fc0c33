"""The coordinator's word on eligibility: a decision beside the computed answer, which it keeps, and taking it back."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.words import ApplicationState, CycleState, Eligibility
from umdesk.services.applicants.details import standing_of
from umdesk.services.permissions import permit
from umdesk.storage.models import Application, Appointment, Cycle, EligibilityDecision
from umdesk.storage.program import Program

DECIDABLE = (Eligibility.ELIGIBLE, Eligibility.NOT_ELIGIBLE)


def decide_eligibility(program: Program, application_id: str, decided: Eligibility, reason: str) -> None:
    """Decide that an applicant is eligible or not, with a reason; the computed answer is kept beside it.

    Raises:
        InvalidInput: the reason is missing, or the decision leaves the question open.
        NotNow: the cycle is closed, or the application is withdrawn or decided.
    """
    permit(program, "applicants.deciding.decide_eligibility")
    tidy = " ".join(reason.split())
    if not tidy:
        raise InvalidInput("A decision on eligibility needs a reason.", "Say why in a sentence.", "reason")
    if decided not in DECIDABLE:
        raise InvalidInput("A decision says eligible or not eligible.", "Choose one of the two.", "decided")
    with program.operation("applicants.deciding.decide_eligibility", "", reason=tidy) as op:
        application = changeable(op.session, application_id)
        held = op.session.get_one(Appointment, application.appointment_id)
        computed = standing_of(op.session, application, held).computed
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

    Raises:
        NotNow: the cycle is closed, or the application is withdrawn or decided.
    """
    permit(program, "applicants.deciding.take_back_eligibility")
    with program.operation("applicants.deciding.take_back_eligibility", "") as op:
        application = changeable(op.session, application_id)
        op.summary = f"Took back the decision on the eligibility of application {application.number}"
        query = select(EligibilityDecision).where(EligibilityDecision.application_id == application_id)
        for decision in op.session.scalars(query):
            op.session.delete(decision)


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
