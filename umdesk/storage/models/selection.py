"""What selection keeps: raters, their sheets and ratings, decisions, the waitlist, corrections, and who saw what."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from umdesk.storage.models.base import Id, Record


class Rater(Record):
    """A rater of a cycle, by name; with an account once they have one. `unit` is where they work, "" if unknown."""

    __tablename__ = "rater"
    __table_args__ = (UniqueConstraint("cycle_id", "name"),)

    cycle_id: Mapped[str] = mapped_column(Id, ForeignKey("cycle.id"))
    name: Mapped[str]
    account_id: Mapped[str | None] = mapped_column(Id, ForeignKey("account.id"), index=True)
    unit: Mapped[str] = mapped_column(default="")


class Sheet(Record):
    """One rater's ratings of one application, on one version of the criteria.

    What the rater said of a conflict of interest is `declared_conflict` with `declared_reason`, `declared_as` a word of
    `DeclaredAs` or "" while nobody asked. What holds is `conflict`, which only the coordinator clears; `conflict_by`
    and `conflict_at` tell who set it so. `entered_as` is a word of `EnteredAs` or "" while there is no rating.
    """

    __tablename__ = "sheet"
    __table_args__ = (UniqueConstraint("application_id", "rater_id"),)

    application_id: Mapped[str] = mapped_column(Id, ForeignKey("application.id"), index=True)
    rater_id: Mapped[str] = mapped_column(Id, ForeignKey("rater.id"), index=True)
    criteria_set_id: Mapped[str] = mapped_column(Id, ForeignKey("criteria_set.id"), index=True)
    assigned_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    submitted_at: Mapped[datetime | None]
    conflict: Mapped[str] = mapped_column(default="none")
    conflict_reason: Mapped[str] = mapped_column(default="")
    conflict_by: Mapped[str] = mapped_column(default="")
    conflict_at: Mapped[datetime | None]
    declared_as: Mapped[str] = mapped_column(default="")
    declared_at: Mapped[datetime | None]
    declared_conflict: Mapped[bool] = mapped_column(default=False)
    declared_reason: Mapped[str] = mapped_column(default="")
    entered_as: Mapped[str] = mapped_column(default="")


class Reopening(Record):
    """A submitted sheet that the coordinator gave back to its rater."""

    __tablename__ = "reopening"

    sheet_id: Mapped[str] = mapped_column(Id, ForeignKey("sheet.id"), index=True)
    reason: Mapped[str]
    reopened_by: Mapped[str]
    reopened_at: Mapped[datetime]


class PaperEntry(Record):
    """A paper sheet as it was typed: `turn` 1 and 2 as two people read it, 3 what was settled where they differ.

    `ratings` are texts ("4", "N/A") by criterion key, `comments` too; `conflict` is a word of `Conflict`.
    """

    __tablename__ = "paper_entry"
    __table_args__ = (UniqueConstraint("sheet_id", "turn"),)

    sheet_id: Mapped[str] = mapped_column(Id, ForeignKey("sheet.id"))
    turn: Mapped[int]
    ratings: Mapped[dict[str, Any]] = mapped_column(JSON)
    comments: Mapped[dict[str, Any]] = mapped_column(JSON)
    conflict: Mapped[str]
    typed_by: Mapped[str]
    typed_at: Mapped[datetime]


class Rating(Record):
    """One value of one rater for one criterion; no row is a blank, `not_applicable` has no value."""

    __tablename__ = "rating"
    __table_args__ = (UniqueConstraint("sheet_id", "criterion_key"),)

    sheet_id: Mapped[str] = mapped_column(Id, ForeignKey("sheet.id"), index=True)
    criterion_key: Mapped[str] = mapped_column(Id)
    value: Mapped[Decimal | None]
    not_applicable: Mapped[bool] = mapped_column(default=False)
    comment: Mapped[str] = mapped_column(default="")


class Decision(Record):
    """What was decided for an application; pending until `applied_at` is set, for all of a cycle together.

    `reason_kind` is the department's word for a departure from rank, `reason` says it in words.
    """

    __tablename__ = "decision"

    application_id: Mapped[str] = mapped_column(Id, ForeignKey("application.id"), unique=True)
    outcome: Mapped[str]
    reason_kind: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    rank: Mapped[int | None]
    score: Mapped[str | None]
    decided_by: Mapped[str]
    decided_at: Mapped[datetime]
    applied_at: Mapped[datetime | None]


class SpreadSettlement(Record):
    """How a large spread was settled (`how`, a word of `SettledBy`), and what spread it was: an exact fraction "p/q".

    Another spread has to be settled anew; "" stands where it is not known.
    """

    __tablename__ = "spread_settlement"

    application_id: Mapped[str] = mapped_column(Id, ForeignKey("application.id"), unique=True)
    how: Mapped[str] = mapped_column(default="discussion")
    spread: Mapped[str] = mapped_column(default="")
    note: Mapped[str]
    settled_by: Mapped[str]
    settled_at: Mapped[datetime]


class WaitlistMove(Record):
    """A waitlisted applicant who was selected after all, in place of one who declined (None: a place came free)."""

    __tablename__ = "waitlist_move"

    application_id: Mapped[str] = mapped_column(Id, ForeignKey("application.id"), index=True)
    in_place_of_id: Mapped[str | None] = mapped_column(Id, ForeignKey("application.id"), index=True)
    on: Mapped[date]
    reason: Mapped[str] = mapped_column(default="")
    moved_by: Mapped[str]
    moved_at: Mapped[datetime]


class Correction(Record):
    """A correction of a closed cycle: what was changed, and the result before and after it, side by side."""

    __tablename__ = "correction"

    cycle_id: Mapped[str] = mapped_column(Id, ForeignKey("cycle.id"), index=True)
    reason: Mapped[str]
    changes: Mapped[list[Any]] = mapped_column(JSON)
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    after: Mapped[dict[str, Any]] = mapped_column(JSON)
    corrected_by: Mapped[str]
    corrected_at: Mapped[datetime]


class Viewing(Record):
    """Who saw a sealed part of a cycle, and when it was first on that day; `what` is a word of `Seen`."""

    __tablename__ = "viewing"

    cycle_id: Mapped[str] = mapped_column(Id, ForeignKey("cycle.id"), index=True)
    what: Mapped[str]
    seen_by: Mapped[str]
    seen_at: Mapped[datetime]
