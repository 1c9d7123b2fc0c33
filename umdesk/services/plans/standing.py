"""How plans stand, as the facts from which `domain.next_step` says what comes next: what is missing, late or near."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from umdesk.domain import dates, plan_steps, plans
from umdesk.domain.next_step import Standing
from umdesk.domain.plan_steps import Taken
from umdesk.domain.plans import Content, Gap
from umdesk.domain.td_limits import END_WARNINGS
from umdesk.domain.words import TAKES_PART, ParticipationState, ProgressStatus, RevisionState
from umdesk.domain.writing import counted, quoted
from umdesk.services import settings
from umdesk.services.plans import in_force, reviews, signing, turns
from umdesk.services.plans.in_force import Held
from umdesk.services.plans.reviews import DueReview
from umdesk.services.plans.td import TDView
from umdesk.storage import models


@dataclass(frozen=True, slots=True)
class Seen:
    """A revision as whoever asks has read it already: what it agrees and lacks, and what happened to its activities.

    `statuses` are those of activities by identity; `td` is None for a person without T&D.
    """

    agreed: Content
    gaps: Sequence[Gap]
    participation: ParticipationState
    statuses: Mapping[str, ProgressStatus]
    td: TDView | None
    newest: bool = True


@dataclass(frozen=True, slots=True)
class Around:
    """What lies around plans and is read once for many: settings, reviews that are due, revisions in force."""

    today: date
    supervisor_prints: bool
    late_after: int
    due: Mapping[str, Sequence[DueReview]]
    in_force: Mapping[str, Held]
    notes: Mapping[str, Taken]

    def of(self, session: Session, plan: models.Plan, revision: models.Revision, seen: Seen) -> Standing:
        """How a revision of a plan stands."""
        state = RevisionState(revision.state)
        printed = signing.printed_on(revision)
        needed = () if state in plans.FROZEN else plans.needed(seen.gaps)
        back = None if state in plans.FROZEN else self.notes.get(revision.id)
        carried = state in plans.CARRIED_OUT
        late, near = _td(seen.td, self.today, planned_too=carried)
        goes_on = carried and seen.participation in TAKES_PART
        due = self.due.get(plan.participation_id, ()) if goes_on else ()
        overdue = [f"The {review.kind} review {_since(review)}." for review in due]
        overdue += self._late_signatures(state, printed) if seen.participation in TAKES_PART else []
        overdue += _late_activities(seen, self.today) if goes_on else []
        holding = self.in_force.get(plan.id)
        return Standing(
            state=state,
            participation=seen.participation,
            missing=len(needed),
            places=tuple(dict.fromkeys(str(gap.section) for gap in needed)),
            printed_on=printed,
            activities=len(seen.agreed.activities),
            done=sum(seen.statuses.get(row.item) is ProgressStatus.DONE for row in seen.agreed.activities),
            newest=seen.newest,
            in_force=holding is not None and holding.id == revision.id,
            not_signed=signing.not_signed_words(signing.signatures_of(revision)),
            supervisor_prints=self.supervisor_prints,
            review_due=bool(due),
            overdue=(*overdue, *late),
            soon=tuple(near),
            note=plan_steps.told(back) if back and back.after is state else "",
        )

    def _late_signatures(self, state: RevisionState, printed: date | None) -> list[str]:
        days = plan_steps.late(printed, self.today, self.late_after) if state is RevisionState.PRINTED else 0
        return [f"Printed {counted(days, 'day')} ago and not signed yet."] if days else []


def around(session: Session, today: date, participation_ids: Iterable[str], plan_ids: Iterable[str]) -> Around:
    """What lies around these participations and their plans."""
    due: defaultdict[str, list[DueReview]] = defaultdict(list)
    for review in reviews.due(session, today, participation_ids):
        due[review.participation_id].append(review)
    wanted = settings.section(session, "plans")
    plans_asked = list(plan_ids)
    return Around(
        today=today,
        supervisor_prints=bool(wanted["plans.supervisor_prints"]),
        late_after=int(str(wanted["plans.unsigned_days"])),
        due=due,
        in_force=in_force.revisions_in_force(session, plans_asked),
        notes=turns.last_notes(session, plans_asked if len(plans_asked) == 1 else None),
    )


def _since(review: DueReview) -> str:
    if not review.days_over:
        return "is due today"
    return f"is due since {dates.show(review.due)} ({counted(review.days_over, 'day')})"


def _late_activities(seen: Seen, today: date) -> list[str]:
    late = [
        row
        for row in seen.agreed.activities
        if row.ends and row.ends < today and seen.statuses.get(row.item) not in plans.CLOSED
    ]
    if not late:
        return []
    first = min(late, key=lambda row: row.ends or today)
    more = f" and {counted(len(late) - 1, 'more', 'more')}" if len(late) > 1 else ""
    return [f"{quoted(first.text, 50)}{more} should have ended by {dates.show(first.ends)}; no end is recorded."]


def _td(view: TDView | None, today: date, *, planned_too: bool) -> tuple[list[str], list[str]]:
    """What of T&D is over its limit, and what ends within 90 days."""
    if view is None:
        return [], []
    over = [view.warning] if view.standing.first_over is not None else []
    until = today + timedelta(days=max(END_WARNINGS))
    near = [
        f"T&D ends on {dates.show(one.last)} ({counted((one.last - today).days, 'day')} left)."
        for one in view.assignments
        if one.first <= today <= one.last <= until and (planned_too or not one.planned)
    ]
    return over, near
