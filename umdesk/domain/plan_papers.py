"""The papers of a Career Development Plan: their kinds, and what those beside the plan itself show.

Frozen plain values, as in `umdesk.domain.snapshots`. Each has a number by which a page that comes back from the scanner
is known: the plan's number with "R3 copy", "V2", "C1" or "W1".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from umdesk.domain.privacy_notice import UNWRITTEN, PrivacyNotice


class PaperKind(StrEnum):
    """The papers, in the words under which a printed one is kept."""

    COPY = "participant copy"
    REVIEW = "review"
    CERTIFICATE = "certificate"
    WITHDRAWAL = "withdrawal"


PLAN, AGREEMENT, WORKSHEET = "cdp", "td agreement", "worksheet"
"""The kinds under which a printed plan, T&D agreement and worksheet are kept, which have snapshots of their own."""
TITLES: Mapping[str, str] = {
    PLAN: "Plan",
    AGREEMENT: "T&D agreement",
    PaperKind.REVIEW: "Review form",
    PaperKind.COPY: "Participant's copy",
    PaperKind.CERTIFICATE: "Certificate",
    PaperKind.WITHDRAWAL: "Withdrawal form",
    WORKSHEET: "Worksheet",
}
"""Kind of printed document → what people call one; pages of all of these are filed when they come back."""


@dataclass(frozen=True, slots=True)
class CopyActivity:
    """What the participant does: in words, with whom or where, from when until when."""

    text: str
    provider: str = ""
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class CopySnapshot:
    """The participant's one page: what was agreed, in plain words.

    `goals` are (text, day by which) in the order of the plan, `ask` (what for, name). `standing` says in a sentence
    whether the plan is signed. `next_review` is None while none is planned.
    """

    department: str
    office: str
    number: str
    plan_number: str
    revision_number: int
    participant: str
    target: str
    period: str
    standing: str
    goals: tuple[tuple[str, date | None], ...] = ()
    activities: tuple[CopyActivity, ...] = ()
    ask: tuple[tuple[str, str], ...] = ()
    next_review: date | None = None
    no_promise: str = ""


@dataclass(frozen=True, slots=True)
class ReviewedActivity:
    """An activity as it stands at a review: `planned` its dates in words, `status` how far it is, `last` since when.

    `hours` are those recorded so far against those planned, in words.
    """

    text: str
    planned: str
    status: str
    last: date | None = None
    hours: str = ""


@dataclass(frozen=True, slots=True)
class ReviewSnapshot:
    """A review form: what is on record before the talk, and room for what is said in it.

    `kind` is in the words of ReviewKind, or "" for a review outside the schedule; `due` the day on which it is due.
    `agreed_before` is what the last review left to do.
    """

    department: str
    office: str
    number: str
    plan_number: str
    revision_number: int
    participant: str
    employee_number: str
    unit: str
    class_now: str
    target: str
    supervisor: str
    coordinator: str
    kind: str
    due: date | None
    made_on: date
    goals: tuple[tuple[str, date | None], ...] = ()
    activities: tuple[ReviewedActivity, ...] = ()
    agreed_before: str = ""
    notice: PrivacyNotice = UNWRITTEN


@dataclass(frozen=True, slots=True)
class CertificateSnapshot:
    """A certificate: `done` is a sentence on what the person has reached, `on` the day of it.

    `title` is "Certificate of completion" or "Certificate of advancement"; `signers` are (role, name).
    """

    department: str
    office: str
    number: str
    title: str
    participant: str
    done: str
    on: date
    signers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class WithdrawalSnapshot:
    """A withdrawal: from when and why, what ends with it, and what the department says on coming back.

    `effective` and `reason` are empty on a form that is filled in by hand.
    """

    department: str
    office: str
    number: str
    plan_number: str
    participant: str
    employee_number: str
    unit: str
    class_now: str
    supervisor: str
    coordinator: str
    started: date
    effective: date | None
    reason: str
    ends: tuple[str, ...]
    right_to_return: str
    notice: PrivacyNotice = UNWRITTEN


PaperSnapshot = CopySnapshot | ReviewSnapshot | CertificateSnapshot | WithdrawalSnapshot
