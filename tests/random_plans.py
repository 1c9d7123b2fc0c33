"""Random Career Development Plans: short, long and empty fields, in every script that the fonts cover.

`write` puts one into a program as a complete plan; `snapshot` makes one that no program has to accept.
"""

import random
import unicodedata
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from umdesk.documents import fonts
from umdesk.domain.privacy_notice import PrivacyNotice
from umdesk.domain.snapshots import (
    ActivityLine,
    ChangeLine,
    CompetencyLine,
    CostLine,
    GoalLine,
    PlanSnapshot,
)
from umdesk.domain.words import ActivityType, Approval, CostCategory, GoalTerm, ItemKind, RevisionKind
from umdesk.services import resources
from umdesk.services.plans import editing
from umdesk.services.programs import Program

HOSTILE = '<b>bold</b> & </para> &amp; =HYPERLINK("http://x") %s {0} \\ ( ) [BDC] EMC \\) BT /F1 1 Tf'
SAMPLES = (
    "Ngọc Trâm Đặng Nguyễn", "Nguye\u0302\u0303n", "Նարինե Սարգսյան", "Алексей Щербаков", "Ελένη Παπαδοπούλου",
    "Ἀθηνᾶ ᾧ", "Łukasz Żółć, Ñandú, Šťastný", "m\u0303g\u0303", "∑ ≤ ≠ → ☐ ☑", HOSTILE, "東 Lee 🎓", "1. 2. 3.",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen" * 5, "a  b\t\tc\n\nd\r\ne", "Category: also Optional",
)  # fmt: skip


@cache
def alphabets() -> tuple[str, ...]:
    """The letters that the fonts draw, a text a script, as the first word of a letter's name says it."""
    scripts: dict[str, list[str]] = {}
    for name in (*fonts.REGULAR.names, *fonts.BOLD.names):
        for code in fonts.face(name).charToGlyph:
            sign = chr(code) if code < 0x10000 and not 0xD800 <= code < 0xE000 else ""
            if sign and unicodedata.category(sign)[0] in "LMNPS" and fonts.printable(sign) == (sign, ()):
                scripts.setdefault(unicodedata.name(sign, "OTHER").split()[0], []).append(sign)
    return tuple("".join(dict.fromkeys(signs)) for signs in scripts.values() if len(signs) >= 20)


class Writer:
    """Makes values by a seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def text(self, longest: int = 300, *, empty: float = 0.25) -> str:
        """Nothing, a sample, or words of one script up to a length."""
        if self.chance.random() < empty:
            return ""
        if self.chance.random() < 0.25:
            return self.chance.choice(SAMPLES)[:longest]
        letters = self.chance.choice(alphabets())
        length = min(longest, int(self.chance.paretovariate(0.7) * 8))
        words = []
        while sum(map(len, words)) < length:
            words.append("".join(self.chance.choices(letters, k=self.chance.randint(1, 12))))
        return self.chance.choice((" ", " ", "\n", "  ")).join(words)[:length]

    def word(self, longest: int = 120) -> str:
        """Some text that is never empty."""
        return self.text(longest, empty=0.0).strip() or "Learn"

    def day(self) -> date | None:
        """A day, sometimes none."""
        return None if self.chance.random() < 0.3 else self.some_day()

    def some_day(self) -> date:
        """A day."""
        return date(2026, 7, 1) + timedelta(days=self.chance.randint(0, 900))

    def amount(self) -> Decimal | None:
        """Hours or dollars, sometimes none."""
        return None if self.chance.random() < 0.3 else Decimal(self.chance.randint(0, 10**6)) / 100

    def count(self, most: int) -> range:
        """Some, mostly few."""
        return range(min(most, int(self.chance.paretovariate(1.0)) - 1 + self.chance.randint(0, 2)))


def snapshot(seed: int) -> PlanSnapshot:
    """A plan with anything in any field."""
    make, chance = Writer(seed), random.Random(seed + 1)
    number = chance.randint(1, 4)
    serves = ("", "Goal 1", "Competency 2")
    plan = PlanSnapshot(
        department=make.word(), office=make.word(), plan_number=f"2026-{seed % 10_000:04d}", revision_number=number,
        period_from=make.day(), period_to=make.day(), participant=make.text(80), employee_number=make.text(20),
        unit=make.text(80), class_code=make.text(4), class_title=make.text(80), target_class_code="5157",
        target_class_title=make.text(80), supervisor=make.text(80), coordinator=make.text(80), mentor=make.text(80),
        kind=chance.choice(list(RevisionKind)).value, reason=make.text(200),
        short_goals=tuple(GoalLine(make.word(400), make.day(), make.text(200)) for _ in make.count(6)),
        long_goals=tuple(GoalLine(make.word(400), make.day(), make.text(200)) for _ in make.count(4)),
        competencies=tuple(CompetencyLine(make.word(100), make.text(), make.text()) for _ in make.count(8)),
        activities=tuple(
            ActivityLine(
                chance.choice(list(ActivityType)).value, make.word(400), make.text(100), make.day(), make.day(),
                make.amount(), make.amount(), chance.choice(serves), chance.random() < 0.7, chance.choice(serves),
                make.text(60), make.text(60),
            )
            for _ in make.count(40)
        ),
        costs=tuple(
            CostLine(
                make.word(200), make.amount(), make.text(60), chance.choice(list(CostCategory)).value, make.text(40),
                make.day(), chance.choice(("", "Activity 1", "Activity 12")),
            )
            for _ in make.count(12)
        ),
        support=make.text(3000), supervisor_comments=make.text(3000),
        supervisor_approval=chance.choice(["", *[each.value for each in Approval]]),
        participant_comments=make.text(3000), training_and_development=tuple(make.word() for _ in make.count(4)),
        reviews=tuple(make.word() for _ in make.count(3)), coordinator_signs=chance.random() < 0.5,
        notice=PrivacyNotice(*[make.text(300) for _ in range(8)]), no_promise=make.text(200),
        disagrees=chance.random() < 0.2,
    )  # fmt: skip
    if number == 1:
        return replace(plan, reason="")
    changes = tuple(ChangeLine(make.word(), make.text(), make.text()) for _ in make.count(20))
    return replace(plan, changes=changes, changes_since=chance.choice((None, None, 1)) if number > 2 else None)


def write(program: Program, revision: str, seed: int) -> None:
    """Fill a draft in through the services, with all that is needed before printing."""
    make = Writer(seed)
    chance = make.chance
    first = make.some_day()
    editing.set_fields(
        program,
        revision,
        {
            "period_from": first, "period_to": first + timedelta(days=chance.randint(0, 800)),
            "target_class_code": "5157", "target_class_title": make.word(80), "support": make.text(2000),
            "supervisor_comments": make.text(2000), "participant_comments": make.text(2000),
            "mentor_name": make.text(60), "unit_name": make.text(60),
            "supervisor_approval": chance.choice(["", Approval.APPROVES.value, Approval.WITH_CHANGES.value]),
        },
    )  # fmt: skip
    for term in (GoalTerm.SHORT, GoalTerm.LONG):
        for _ in range(chance.randint(1, 3)):
            goal = {"term": term, "text": make.word(300), "target_date": make.day(), "measure": make.text(150)}
            editing.add_row(program, revision, ItemKind.GOAL, goal)
    for _ in make.count(4):
        row = {"name": make.word(80), "now": make.text(150), "wanted": make.text(150)}
        editing.add_row(program, revision, ItemKind.COMPETENCY, row)
    kinds = [kind for kind in ActivityType if kind is not ActivityType.TD_ASSIGNMENT]
    offers = [None, *(each.id for each in resources.list_resources(program))]
    for _ in range(chance.randint(1, 5)):
        starts = make.some_day()
        row = {
            "type": chance.choice(kinds), "text": make.word(300), "provider": make.text(80), "starts": starts,
            "ends": starts + timedelta(days=chance.randint(0, 300)), "state_hours": make.amount(),
            "own_hours": make.amount(), "training_category": make.text(40), "required": chance.random() < 0.7,
            "resource_id": chance.choice(offers),
        }  # fmt: skip
        editing.add_row(program, revision, ItemKind.ACTIVITY, row)
    for _ in make.count(4):
        row = {
            "text": make.word(120), "estimate": Decimal(chance.randint(0, 10**6)) / 100, "fund": make.text(40),
            "category": chance.choice(list(CostCategory)), "request_number": make.text(30), "planned_on": make.day(),
        }  # fmt: skip
        editing.add_row(program, revision, ItemKind.COST, row)
