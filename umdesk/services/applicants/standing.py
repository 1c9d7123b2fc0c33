"""Who is eligible in a cycle and why: the computed answer, and the coordinator's decision beside it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain.classes import ClassCatalogue
from umdesk.domain.eligibility import Applicant, EligibilityAnswer, Reason, judge
from umdesk.domain.words import ApplicationState, Eligibility
from umdesk.services import classes, settings
from umdesk.storage.models import Application, Appointment, EligibilityDecision


@dataclass(frozen=True, slots=True)
class Decided:
    """A coordinator's decision: what was decided, why, by whom and when; `computed` is the answer at that time."""

    eligibility: Eligibility
    reason: str
    by: str
    at: datetime
    computed: Eligibility


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an application stands: the answer in force, the computed one with its reasons, and the decision if any."""

    computed: EligibilityAnswer
    decided: Decided | None = None

    @property
    def eligibility(self) -> Eligibility:
        """The answer in force."""
        return self.decided.eligibility if self.decided else self.computed.eligibility

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Every reason for the answer in force; a decision comes first."""
        if self.decided is None:
            return self.computed.reasons
        text = f"Decided “{self.decided.eligibility.value}”: {self.decided.reason}"
        return (Reason(text, f"{self.decided.by}, coordinator", ok=True), *self.computed.reasons)

    def state(self, stored: ApplicationState) -> ApplicationState:
        """The state to show for a stored one: a received application is eligible, not eligible, or still received."""
        if stored is not ApplicationState.RECEIVED:
            return stored
        return {
            Eligibility.ELIGIBLE: ApplicationState.ELIGIBLE,
            Eligibility.NOT_ELIGIBLE: ApplicationState.NOT_ELIGIBLE,
        }.get(self.eligibility, ApplicationState.RECEIVED)


class Judge:
    """Judges applications of one session; like cases are judged once, so that 100,000 take a moment."""

    def __init__(self, catalogue: ClassCatalogue, months_in_class: int) -> None:
        self._catalogue = catalogue
        self._months = months_in_class
        self._known: dict[Applicant, EligibilityAnswer] = {}

    @classmethod
    def of(cls, session: Session, catalogue: ClassCatalogue | None = None) -> "Judge":
        """A judge with the program's classes and settings, or with other classes to see what they would do."""
        return cls(catalogue or classes.facts(session), settings.value(session, "eligibility.months_in_class"))

    @property
    def catalogue(self) -> ClassCatalogue:
        """The classes that it judges by."""
        return self._catalogue

    def answer(self, applicant: Applicant) -> EligibilityAnswer:
        """The computed answer."""
        if not self._months and applicant.class_date is not None and applicant.class_date <= applicant.received:
            # Without a rule on months in class, one earlier day is as good as another.
            applicant = replace(applicant, class_date=applicant.received)
        found = self._known.get(applicant)
        if found is None:
            found = self._known[applicant] = judge(self._catalogue, applicant, months_in_class=self._months)
        return found


def decisions(session: Session, application_ids: Iterable[str] | None = None) -> dict[str, Decided]:
    """The decision in force of each application that has one."""
    row = EligibilityDecision
    query = select(row.application_id, row.decided, row.reason, row.decided_by, row.decided_at, row.computed).order_by(
        row.decided_at
    )
    if application_ids is not None:
        query = query.where(row.application_id.in_(list(application_ids)))
    return {r[0]: Decided(Eligibility(r[1]), r[2], r[3], r[4], Eligibility(r[5])) for r in session.execute(query)}


def standings(session: Session, cycle_id: str) -> dict[str, Standing]:
    """Where every application of a cycle stands, by application id (session block for other services)."""
    judge_of = Judge.of(session)
    decided = decisions(session)
    rows = session.execute(
        select(
            Application.id, Appointment.class_code, Appointment.class_title, Appointment.tenure, Application.received,
            Application.received_known, Appointment.class_date,
        )
        .join(Appointment, Appointment.id == Application.appointment_id)
        .where(Application.cycle_id == cycle_id)
    )  # fmt: skip
    return {r[0]: Standing(judge_of.answer(Applicant(*r[1:])), decided.get(r[0])) for r in rows}
