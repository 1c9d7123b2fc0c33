"""The participant's copy of their plan: what they agreed, in plain words, always on exactly one page."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from umdesk.documents.blocks import Block, Style
from umdesk.documents.builder import BODY, SMALL, STRONG, Box, Builder, Column
from umdesk.documents.fonts import BOLD
from umdesk.documents.pages import WIDTH, Furniture
from umdesk.documents.pdf import Pdf
from umdesk.domain import dates
from umdesk.domain.plan_papers import CopyActivity, CopySnapshot
from umdesk.domain.snapshots import snapshot_digest
from umdesk.domain.writing import one_line

TITLE = "My career plan"
_TEXT = Style(10.0, 13.6)
_GOALS = (Column("What I want to reach", WIDTH - 110.0), Column("By", 110.0))
_ACTIVITIES = (
    Column("What I will do", 254.0),
    Column("With or at", 126.0),
    Column("From", 62.0),
    Column("Until", 62.0),
)
_MOST_GOALS, _MOST_ACTIVITIES = 8, 16
_LONG, _NAME, _WORDS, _STEP, _ONE_LINE = 150, 60, 240, 15, 54


@dataclass(frozen=True, slots=True)
class _Shown:
    """How much of the plan stands on the page: so many goals and activities, each cut after so many letters."""

    goals: int
    activities: int
    goal_letters: int
    letters: int

    def less(self) -> "_Shown":
        """A little less: first shorter activities, then shorter goals, then fewer activities, then fewer goals."""
        if self.letters > _ONE_LINE:
            return replace(self, letters=max(_ONE_LINE, self.letters - _STEP))
        if self.goal_letters > _NAME:
            return replace(self, goal_letters=max(_NAME, self.goal_letters - _STEP))
        if self.activities > max(2, self.goals):
            return replace(self, activities=self.activities - 1)
        return replace(self, goals=max(1, self.goals - 1), activities=max(1, self.activities - 1))


def render(plan: CopySnapshot) -> Pdf:
    """The copy as a tagged PDF of one page; what has no room is told by its number."""
    digest = snapshot_digest(plan)
    shown = _Shown(min(len(plan.goals), _MOST_GOALS), min(len(plan.activities), _MOST_ACTIVITIES), _LONG, _LONG)
    while True:
        paper = Builder(f"{TITLE}, {plan.plan_number}", _cut(plan.department, _NAME))
        for block in _blocks(paper, plan, shown):
            paper.add(block)
        pdf = paper.finish(Furniture(plan.number, digest[:10], code=True), digest)
        if pdf.pages == 1 or shown == shown.less():
            return pdf
        shown = shown.less()


def _blocks(paper: Builder, plan: CopySnapshot, shown: _Shown) -> Iterator[Block]:
    yield from paper.head(
        (_cut(plan.department, _NAME), _cut(plan.office, _NAME)),
        [(f"Plan {plan.plan_number}", STRONG), (f"Revision {plan.revision_number}", BODY)],
        TITLE,
        f"{_cut(plan.participant, _NAME)}: my copy of the Career Development Plan that we agreed",
    )
    yield from paper.boxes(
        [
            [
                Box("The class that I work toward", (_cut(plan.target, _NAME),), WIDTH - 190.0, style=STRONG),
                Box("Time of the plan", (plan.period,), 190.0),
            ]
        ],
        before=10.0,
    )
    yield paper.paragraph(plan.standing, before=6.0)
    yield paper.heading(2, "My goals")
    goals = [(_cut(text, shown.goal_letters), dates.show(by)) for text, by in plan.goals[: shown.goals]]
    yield paper.table(_GOALS, goals or [("No goal is written yet.", "")], style=_TEXT)
    yield from _more(paper, len(plan.goals) - len(goals), "goal")
    yield paper.heading(2, "My activities")
    rows = [_activity(one, shown) for one in plan.activities[: shown.activities]]
    yield paper.table(_ACTIVITIES, rows or [("No activity is written yet.", "", "", "")])
    yield from _more(paper, len(plan.activities) - len(rows), "activity", "activities")
    ask = tuple((what, _cut(name, _NAME) or "not named yet") for what, name in plan.ask)
    if ask:
        yield paper.heading(2, "Whom I ask")
        yield paper.terms(ask, BODY)
    yield paper.heading(2, "My next review")
    yield paper.paragraph(_review(plan), Style(10.5, 14.0, BOLD) if plan.next_review else BODY)
    yield paper.paragraph(
        "When something changes or does not work out, I tell my supervisor before the next review.", before=4.0
    )
    if plan.no_promise.strip():
        yield paper.paragraph(_cut(plan.no_promise, _WORDS), SMALL, before=8.0)


def _activity(one: CopyActivity, shown: _Shown) -> tuple[str, str, str, str]:
    provider = _cut(one.provider, _NAME)
    return _cut(one.text, shown.letters), provider, dates.show(one.starts), dates.show(one.ends)


def _more(paper: Builder, number: int, one: str, many: str = "") -> Iterator[Block]:
    if number > 0:
        noun = one if number == 1 else many or f"{one}s"
        yield paper.paragraph(f"And {number} more {noun}: see the plan.", before=3.0)


def _review(plan: CopySnapshot) -> str:
    if plan.next_review is None:
        return "No review is planned yet. I ask my supervisor when it will be."
    return f"By {dates.show(plan.next_review)}, with my supervisor."


def _cut(text: str, most: int) -> str:
    """A text on one line, cut after `most` letters."""
    line = one_line(text)
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
