"""Cycles, their criteria, and the applications with what comes with them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from umdesk.storage.models.base import Id, Record


class Cycle(Record):
    """One application window; `tie_ladder` holds criterion keys in order, `seats` 0 while nobody set them.

    `notice` is the text with which the window is announced. With `everyone_rates` each rater rates each application,
    else those that are assigned. `waitlist_until` is the last day on which the waitlist moves on; `draw_held_at` and
    `draw_witnesses` tell when the draw was shown and who looked on.
    """

    __tablename__ = "cycle"

    name: Mapped[str] = mapped_column(unique=True)
    state: Mapped[str]
    opens: Mapped[date | None]
    closes: Mapped[date | None]
    notice: Mapped[str] = mapped_column(default="")
    seats: Mapped[int] = mapped_column(default=0)
    aggregate: Mapped[str]
    minimum_raters: Mapped[int]
    spread_threshold: Mapped[Decimal]
    blind: Mapped[bool] = mapped_column(default=False)
    tie_ladder: Mapped[list[Any]] = mapped_column(JSON, default=list)
    draw_seed: Mapped[str | None]
    draw_seed_source: Mapped[str | None]
    draw_held_at: Mapped[datetime | None]
    draw_witnesses: Mapped[str] = mapped_column(default="")
    everyone_rates: Mapped[bool] = mapped_column(default=True)
    waitlist_until: Mapped[date | None]
    scoring_started_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]


class CriteriaSet(Record):
    """One version of a cycle's criteria; the highest version is in force."""

    __tablename__ = "criteria_set"
    __table_args__ = (UniqueConstraint("cycle_id", "version"),)

    cycle_id: Mapped[str] = mapped_column(Id, ForeignKey("cycle.id"))
    version: Mapped[int]
    made_at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(default="")


class CriteriaTemplate(Record):
    """Criteria and rules to begin a cycle with, as one document in the form in which offices exchange them."""

    __tablename__ = "criteria_template"

    name: Mapped[str] = mapped_column(unique=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_by: Mapped[str]
    made_at: Mapped[datetime]


class Criterion(Record):
    """One criterion of one version; `key` is the identity it keeps through versions."""

    __tablename__ = "criterion"
    __table_args__ = (UniqueConstraint("criteria_set_id", "key"),)

    criteria_set_id: Mapped[str] = mapped_column(Id, ForeignKey("criteria_set.id"))
    key: Mapped[str] = mapped_column(Id)
    position: Mapped[int]
    name: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    maximum: Mapped[Decimal]
    weight: Mapped[Decimal]
    step: Mapped[Decimal]
    required: Mapped[bool] = mapped_column(default=True)
    counted: Mapped[bool] = mapped_column(default=True)
    levels: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class Application(Record):
    """One person's request to one cycle; `state` holds only the stored states of ApplicationState.

    `came_as` is a word of `CameAs` or "" where nobody noted it; `supervisor_recommends` a word of `Recommendation` or
    "" while nobody asked the supervisor, whose word is information and never a veto.
    """

    __tablename__ = "application"

    number: Mapped[str] = mapped_column(unique=True)
    cycle_id: Mapped[str] = mapped_column(Id, ForeignKey("cycle.id"), index=True)
    person_id: Mapped[str] = mapped_column(Id, ForeignKey("person.id"), index=True)
    appointment_id: Mapped[str] = mapped_column(Id, ForeignKey("appointment.id"), index=True)
    received: Mapped[date]
    received_known: Mapped[bool] = mapped_column(default=True)
    state: Mapped[str]
    target_class: Mapped[str] = mapped_column(default="")
    statement: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    withdrawn_on: Mapped[date | None]
    withdrawn_reason: Mapped[str] = mapped_column(default="")
    came_as: Mapped[str] = mapped_column(default="")
    late_reason: Mapped[str] = mapped_column(default="")
    signed: Mapped[date | None]
    education: Mapped[str] = mapped_column(default="")
    training: Mapped[str] = mapped_column(default="")
    td_history: Mapped[str] = mapped_column(default="")
    exams: Mapped[str] = mapped_column(default="")
    heard_of: Mapped[str] = mapped_column(default="")
    supervisor_recommends: Mapped[str] = mapped_column(default="")
    supervisor_comment: Mapped[str] = mapped_column(default="")
    supervisor_commented: Mapped[date | None]
    declined_on: Mapped[date | None]
    declined_reason: Mapped[str] = mapped_column(default="")


class MaskedText(Record):
    """What raters of a blind cycle read in place of one text of an application (`field`), checked by the coordinator.

    `of_sha256` is the SHA-256 of the text that was masked: another text there has to be checked anew.
    """

    __tablename__ = "masked_text"
    __table_args__ = (UniqueConstraint("application_id", "field"),)

    application_id: Mapped[str] = mapped_column(Id, ForeignKey("application.id"))
    field: Mapped[str]
    text: Mapped[str]
    of_sha256: Mapped[str]
    checked_by: Mapped[str]
    checked_at: Mapped[datetime]


class Attachment(Record):
    """A file that came with an application, kept inside the program; `size` in bytes, `media_type` from its content."""

    __tablename__ = "attachment"

    application_id: Mapped[str] = mapped_column(Id, ForeignKey("application.id"), index=True)
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    blob_sha256: Mapped[str] = mapped_column(ForeignKey("blob.sha256"), index=True)
    note: Mapped[str] = mapped_column(default="")
    added_by: Mapped[str]
    added_at: Mapped[datetime]


class EligibilityRecord(Record):
    """The computed answer as it stood on an occasion from which on it never changes silently; the newest row holds."""

    __tablename__ = "eligibility_record"

    application_id: Mapped[str] = mapped_column(Id, ForeignKey("application.id"), index=True)
    answer: Mapped[str]
    reasons: Mapped[list[Any]] = mapped_column(JSON)
    occasion: Mapped[str]
    recorded_by: Mapped[str]
    recorded_at: Mapped[datetime]


class Letter(Record):
    """A letter to an applicant, kept whole as a printed document; `sent_on` None while it is not sent."""

    __tablename__ = "letter"

    application_id: Mapped[str] = mapped_column(Id, ForeignKey("application.id"), index=True)
    kind: Mapped[str]
    made_at: Mapped[datetime]
    made_by: Mapped[str]
    printed_document_id: Mapped[str] = mapped_column(Id, ForeignKey("printed_document.id"), index=True)
    sent_on: Mapped[date | None]
    sent_by: Mapped[str] = mapped_column(default="")


class ColumnMapping(Record):
    """What the columns of a sender's lists are: header as written → field, None for a column that is not used."""

    __tablename__ = "column_mapping"

    sender: Mapped[str] = mapped_column(unique=True)
    fields: Mapped[dict[str, Any]] = mapped_column(JSON)
    used_at: Mapped[datetime]


class EligibilityDecision(Record):
    """A coordinator's decision beside the computed answer, which it keeps; the newest row is in force."""

    __tablename__ = "eligibility_decision"

    application_id: Mapped[str] = mapped_column(Id, ForeignKey("application.id"), index=True)
    computed: Mapped[str]
    computed_reasons: Mapped[list[Any]] = mapped_column(JSON)
    decided: Mapped[str]
    reason: Mapped[str]
    decided_by: Mapped[str]
    decided_at: Mapped[datetime]
