"""What surrounds career plans: turns of a revision, resources, catalogue, reviews, exams, filed paper, holidays."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from umdesk.storage.models.base import Id, Record


class RevisionStep(Record):
    """One step of a revision from a state to another, with the note that went along."""

    __tablename__ = "revision_step"

    revision_id: Mapped[str] = mapped_column(Id, ForeignKey("revision.id"), index=True)
    from_state: Mapped[str]
    to_state: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    made_by: Mapped[str]
    made_at: Mapped[datetime]


class Resource(Record):
    """Something that the department can offer to a plan: a course, help with tuition, a mentor.

    `capacity` is how many matches a mentor or coach takes at a time, None for no limit; `fields` are those in which
    they can help.
    """

    __tablename__ = "resource"

    kind: Mapped[str]
    name: Mapped[str]
    provider: Mapped[str] = mapped_column(default="")
    fields: Mapped[str] = mapped_column(default="")
    how_to_get: Mapped[str] = mapped_column(default="")
    cost_note: Mapped[str] = mapped_column(default="")
    contact: Mapped[str] = mapped_column(default="")
    capacity: Mapped[int | None]
    checked_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")
    active: Mapped[bool] = mapped_column(default=True)


class MentorMatch(Record):
    """A participant's mentor or coach from a day on; until `ends`, None while it lasts."""

    __tablename__ = "mentor_match"

    resource_id: Mapped[str] = mapped_column(Id, ForeignKey("resource.id"), index=True)
    participation_id: Mapped[str] = mapped_column(Id, ForeignKey("participation.id"), index=True)
    starts: Mapped[date]
    ends: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")


class CatalogueActivity(Record):
    """An activity of the department's catalogue, to be suggested for a target class or a competency.

    Empty `target_class_code` and `competency` fit every plan. Hours are planned hours, `weeks` how long it usually
    takes, `estimate` its usual cost in US dollars.
    """

    __tablename__ = "catalogue_activity"
    __table_args__ = (Index("ix_catalogue_activity_target", "target_class_code"),)

    type: Mapped[str]
    text: Mapped[str]
    provider: Mapped[str] = mapped_column(default="")
    target_class_code: Mapped[str] = mapped_column(default="")
    competency: Mapped[str] = mapped_column(default="")
    training_category: Mapped[str] = mapped_column(default="")
    state_hours: Mapped[Decimal | None]
    own_hours: Mapped[Decimal | None]
    weeks: Mapped[int | None]
    cost_category: Mapped[str] = mapped_column(default="other")
    estimate: Mapped[Decimal | None]
    resource_id: Mapped[str | None] = mapped_column(Id, ForeignKey("resource.id"), index=True)
    note: Mapped[str] = mapped_column(default="")
    active: Mapped[bool] = mapped_column(default=True)


class PlanTemplate(Record):
    """A plan to begin with on a common path: goals, competencies, activities and cost lines without dates."""

    __tablename__ = "plan_template"

    name: Mapped[str] = mapped_column(unique=True)
    target_class_code: Mapped[str] = mapped_column(default="")
    description: Mapped[str] = mapped_column(default="")
    content: Mapped[dict[str, Any]]
    made_by: Mapped[str]
    made_at: Mapped[datetime]


class Review(Record):
    """A review of a participation that was due on a day: held on another, or not held and why."""

    __tablename__ = "review"
    __table_args__ = (UniqueConstraint("participation_id", "kind", "due"),)

    participation_id: Mapped[str] = mapped_column(Id, ForeignKey("participation.id"), index=True)
    kind: Mapped[str]
    due: Mapped[date]
    held_on: Mapped[date | None]
    attended: Mapped[str] = mapped_column(default="")
    summary: Mapped[str] = mapped_column(default="")
    next_steps: Mapped[str] = mapped_column(default="")
    not_held_reason: Mapped[str] = mapped_column(default="")
    made_by: Mapped[str]


class ExamResult(Record):
    """An exam of a participant for a class, and the list that it led to."""

    __tablename__ = "exam_result"

    participation_id: Mapped[str] = mapped_column(Id, ForeignKey("participation.id"), index=True)
    item_id: Mapped[str | None] = mapped_column(Id, ForeignKey("plan_item.id"), index=True)
    class_code: Mapped[str]
    class_title: Mapped[str] = mapped_column(default="")
    taken_on: Mapped[date | None]
    outcome: Mapped[str]
    list_kind: Mapped[str] = mapped_column(default="")
    list_rank: Mapped[str] = mapped_column(default="")
    list_expires: Mapped[date | None]
    retake_from: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")


class DutyChange(Record):
    """Duties that were modified or added for a participant, with HR's approval."""

    __tablename__ = "duty_change"

    participation_id: Mapped[str] = mapped_column(Id, ForeignKey("participation.id"), index=True)
    item_id: Mapped[str | None] = mapped_column(Id, ForeignKey("plan_item.id"), index=True)
    starts: Mapped[date]
    ends: Mapped[date | None]
    old_duties: Mapped[str]
    new_duties: Mapped[str]
    hr_approved_by: Mapped[str] = mapped_column(default="")
    hr_approved_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")


class QualificationNote(Record):
    """What was noted on a day about the minimum qualifications for a class; the newest row holds."""

    __tablename__ = "qualification_note"

    participation_id: Mapped[str] = mapped_column(Id, ForeignKey("participation.id"), index=True)
    class_code: Mapped[str]
    met: Mapped[str]
    noted_on: Mapped[date]
    note: Mapped[str] = mapped_column(default="")
    made_by: Mapped[str]


class ParticipationFile(Record):
    """A file that is kept with a participation: evidence of progress, a returned worksheet; `size` in bytes."""

    __tablename__ = "participation_file"

    participation_id: Mapped[str] = mapped_column(Id, ForeignKey("participation.id"), index=True)
    progress_id: Mapped[str | None] = mapped_column(Id, ForeignKey("progress.id"), index=True)
    purpose: Mapped[str]
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    blob_sha256: Mapped[str] = mapped_column(ForeignKey("blob.sha256"), index=True)
    note: Mapped[str] = mapped_column(default="")
    added_by: Mapped[str]
    added_at: Mapped[datetime]


class FiledPage(Record):
    """A page of signed paper that came back from the scanner, filed with the document that it was printed as.

    `page` counts from 1; of two filings of one page the newer holds. `turned` is by how many degrees the scan was
    turned clockwise to stand upright; `look` says in words what a person should look at, "" for nothing.
    """

    __tablename__ = "filed_page"

    printed_document_id: Mapped[str] = mapped_column(Id, ForeignKey("printed_document.id"), index=True)
    page: Mapped[int]
    blob_sha256: Mapped[str] = mapped_column(ForeignKey("blob.sha256"), index=True)
    source: Mapped[str]
    source_page: Mapped[int]
    turned: Mapped[int] = mapped_column(default=0)
    look: Mapped[str] = mapped_column(default="")
    filed_by: Mapped[str]
    filed_at: Mapped[datetime]


class Holiday(Record):
    """A state holiday, on which no working day is counted."""

    __tablename__ = "holiday"

    on: Mapped[date] = mapped_column(unique=True)
    name: Mapped[str]
