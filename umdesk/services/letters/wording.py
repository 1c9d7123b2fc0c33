"""Letters as they would be printed: the department's texts filled with what is on file about each applicant."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from umdesk.domain import dates, letters, screening
from umdesk.domain.eligibility import EligibilityAnswer, Reason
from umdesk.domain.eligibility.advice import next_steps
from umdesk.domain.errors import InvalidInput, NotNow
from umdesk.domain.letter_texts import KEYS
from umdesk.domain.letters import SELECTION_KINDS, LetterSnapshot
from umdesk.domain.privacy_notice import PrivacyNotice
from umdesk.domain.words import ApplicationState, Eligibility, LetterKind
from umdesk.domain.writing import counted, full_name
from umdesk.services import sealing, settings
from umdesk.services.applicants.standing import Standing, standings
from umdesk.services.letters.outcomes import NO_SCORES, OwnScores, own_scores
from umdesk.services.permissions import permit
from umdesk.services.plans.participations import coordinator_name
from umdesk.storage.chunks import chunks
from umdesk.storage.models import Application, Appointment, Cycle, Person, ProgramRecord, Unit
from umdesk.storage.program import Program


def prepare(
    program: Program,
    application_ids: Sequence[str],
    kind: LetterKind,
    *,
    reply_by: date | None = None,
    wanted: str = "",
) -> tuple[tuple[str, LetterSnapshot], ...]:
    """The letters of one kind as they would be printed, each with its application; nothing is written.

    Args:
        program: the open program.
        application_ids: to whom.
        kind: which letter.
        reply_by: the day by which an answer is asked for; None is that of the settings.
        wanted: what has to be known, a line each; "" is what keeps each application from an answer.

    Raises:
        InvalidInput: the department's text has a field that there is none of or a brace without its partner; the day
            has passed; nothing is wanted of an application to which more information is asked for; or the letter does
            not fit where an application stands.
        NotNow: names, or for a letter of selection results, are sealed for the account.
    """
    permit(program, "letters.wording.prepare")
    today = program.today()
    if reply_by is not None and reply_by < today:
        raise InvalidInput("The day to answer by has passed.", "Choose today or a later day.", "reply_by")
    with program.reading() as session:
        sealing.refuse_names_of(session, program, application_ids)
        frame = _Frame.of(session, kind, today, reply_by)
        stands = standings(session, application_ids=list(application_ids))
        facts = _facts(session, application_ids)
        if kind in SELECTION_KINDS:
            sealing.refuse_scores_of(session, program, application_ids)
        own = own_scores(session, {row.cycle_id for row in facts.values()}) if frame.tells_scores else {}
        return tuple(
            (each, frame.letter(facts[each], stands[each], _points(wanted), own.get(facts[each].number, NO_SCORES)))
            for each in dict.fromkeys(application_ids)
        )


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all letters of one kind have in common."""

    kind: LetterKind
    subject: str
    text: str
    owner: tuple[str, str]
    coordinator: str
    title: str
    contact: str
    notice: PrivacyNotice | None
    today: date
    reply_by: date
    review: str
    tells_scores: bool

    @classmethod
    def of(cls, session: Session, kind: LetterKind, today: date, reply_by: date | None) -> "_Frame":
        said = settings.section(session, "letters")
        owner = session.scalars(select(ProgramRecord)).one()
        key = f"letters.{KEYS[kind]}"
        asks = kind is LetterKind.MORE_INFORMATION
        days = settings.value(session, "letters.reply_days")
        return cls(
            kind, str(said[f"{key}_subject"]), str(said[key]), (owner.department, owner.office),
            coordinator_name(session), str(said["letters.title"]), str(said["letters.contact"]),
            settings.privacy_notice(session) if asks else None,
            today, reply_by or today + timedelta(days=days), str(said["letters.review"]) or letters.UNWRITTEN,
            kind in SELECTION_KINDS and bool(said["letters.scores"]),
        )  # fmt: skip

    def letter(self, facts: Any, stands: Standing, wanted: Sequence[str], own: OwnScores) -> LetterSnapshot:
        """The letter for one application."""
        name = full_name(facts.last_name, facts.first_name)
        missing = wanted or _unmet(stands)
        if self.kind is LetterKind.MORE_INFORMATION and not missing:
            raise InvalidInput(
                f"Nothing is open about application {facts.number}, {name}.",
                "Say what you want to know, or leave the application out.",
                "wanted",
            )
        if self.kind is LetterKind.NOT_ELIGIBLE and stands.eligibility is not Eligibility.NOT_ELIGIBLE:
            raise InvalidInput(
                f"The answer to application {facts.number}, {name}, is “{stands.eligibility.value}”.",
                "Choose another letter, or leave the application out.",
                "kind",
            )
        if self.kind in SELECTION_KINDS:
            self._refuse_unfit(facts, name)
        values = {
            "name": name, "first_name": facts.first_name, "last_name": facts.last_name, "number": facts.number,
            "cycle": facts.cycle, "class": f"{facts.class_code} {facts.class_title}".strip(),
            "received": dates.show(facts.received) if facts.received_known else "a day that is not on file",
            "target_class": facts.target_class or "not stated", "unit": facts.unit or "not on file",
            "reasons": letters.listed(_reasons(stands)), "next_steps": letters.listed(_next_steps(stands)),
            "wanted": letters.listed(missing), "reply_by": dates.show(self.reply_by),
            "closes": dates.show(facts.closes) if facts.closes else "a day that is not set",
            "coordinator": self.coordinator or "the coordinator", "contact": self.contact,
            "department": self.owner[0], "office": self.owner[1], "today": dates.show(self.today),
            "score": own.score, "scores": own.scores if self.tells_scores else "", "review": self.review,
            "places": counted(facts.seats, "place") if facts.seats else "a number of places",
            "waitlist_until": dates.show(facts.waitlist_until) if facts.waitlist_until else "a day that is not set yet",
        }  # fmt: skip
        values = {field: values[field] for field in letters.fields_of(self.kind)}
        key = f"letters.{KEYS[self.kind]}"
        return LetterSnapshot(
            *self.owner,
            kind=self.kind.value,
            number=facts.number,
            code=f"{facts.number} letter {self.kind.value}",
            addressee=tuple(line for line in (name, facts.unit) if line),
            subject=letters.fill(self.subject, values, f"{key}_subject"),
            blocks=letters.blocks(letters.fill(self.text, values, key)),
            coordinator=self.coordinator,
            title=self.title,
            contact=self.contact,
            made_on=self.today,
            notice=self.notice,
        )

    def _refuse_unfit(self, facts: Any, name: str) -> None:
        """Only what was decided and applied can be told, and only as it stands."""
        state = ApplicationState(facts.state)
        if screening.LETTER_OF.get(state) is not self.kind:
            raise InvalidInput(
                f"Application {facts.number}, {name}, is “{state.value}”, so this letter does not fit.",
                "Apply the decisions first, choose another letter, or leave the application out.",
                "kind",
            )
        if not self.tells_scores and letters.names_field(self.text, "score"):
            raise InvalidInput(
                "The text of this letter tells the score, and the settings keep scores out of letters.",
                "Take {score} out of the text, or allow “Own scores in letters” in the settings.",
                f"letters.{KEYS[self.kind]}",
            )


def _next_steps(stands: Standing) -> tuple[str, ...]:
    """What an applicant can do next, by the answer in force."""
    computed = stands.computed
    return next_steps(EligibilityAnswer(stands.eligibility, computed.reasons))


def _reasons(stands: Standing) -> tuple[str, ...]:
    """Why, in words for the applicant: a coordinator's decision first, then what stands in the way by the rules."""
    decided = stands.decided
    said = screening.against(stands.computed.reasons)
    if decided is None:
        return said or tuple(f"{r.text} (Source: {r.source}.)" for r in stands.computed.reasons)
    if decided.eligibility is not Eligibility.NOT_ELIGIBLE:
        said = ()
    return (f"The coordinator decided: {decided.reason.rstrip('.')}.", *said)


def _unmet(stands: Standing) -> tuple[str, ...]:
    reasons: Iterable[Reason] = stands.computed.reasons if stands.decided is None else ()
    return tuple(reason.text for reason in reasons if not reason.ok)


def _points(text: str) -> tuple[str, ...]:
    return tuple(line.strip().removeprefix(letters.BULLET) for line in text.splitlines() if line.strip())


def _facts(session: Session, application_ids: Sequence[str]) -> dict[str, Any]:
    query = (
        select(
            Application.id, Application.number, Application.received, Application.received_known,
            Application.target_class, Person.last_name, Person.first_name, Appointment.class_code,
            Appointment.class_title, Unit.name.label("unit"), Cycle.name.label("cycle"), Cycle.closes,
            Application.state, Application.cycle_id, Cycle.seats, Cycle.waitlist_until,
        )
        .join(Person, Person.id == Application.person_id)
        .join(Cycle, Cycle.id == Application.cycle_id)
        .join(Appointment, Appointment.id == Application.appointment_id)
        .outerjoin(Unit, Unit.id == Appointment.unit_id)
    )  # fmt: skip
    found: dict[str, Any] = {}
    for chunk in chunks(list(application_ids)):
        found.update({row.id: row for row in session.execute(query.where(Application.id.in_(chunk)))})
    if len(found) < len(set(application_ids)):
        raise NotNow(
            "One of the applications is no longer there; no letter was made.", "Choose the applications again."
        )
    return found
