"""Random cycles, written into a program row by row: ties, blanks, N/A, recusals, criteria that changed, all rules.

The rows go past the history: a long run writes millions of them, and it is the ranking that is tried here.
"""

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from umdesk.services.programs import Program
from umdesk.storage import models
from umdesk.storage.engine import WRITE
from umdesk.storage.models import new_id

AT = datetime(2026, 3, 2, 17, tzinfo=UTC)
CLASSES = ("1379",) * 12 + ("1727", "9999")
"""Low-paying entry level; one that is not; one that nobody knows, on which the coordinator decides."""


class Filling:
    """Rows of one cycle to be written; `people` and `raters` are how many at most."""

    def __init__(self, seed: int, people: int, raters: int) -> None:
        self.rng = random.Random(seed)
        self.seed = seed
        self.name = f"Cycle {seed}"
        self.rows: dict[type[models.Record], list[dict[str, Any]]] = {}
        self.cycle = new_id()
        self._criteria()
        self._cycle(people)
        self.raters = [self.add(models.Rater, cycle_id=self.cycle, name=f"Rater {n:02d}") for n in range(raters)]
        for number in range(people):
            self._application(number)

    def add(self, model: type[models.Record], **values: Any) -> str:
        """Add a row to be written; gives its id."""
        row = {"id": new_id(), **values}
        self.rows.setdefault(model, []).append(row)
        return str(row["id"])

    def _criteria(self) -> None:
        """One to three versions; a later one changes scales, weights, what counts, or drops and adds a criterion."""
        rng = self.rng
        criteria = [self.criterion(place) for place in range(rng.randint(1, 8 if self.seed % 3 == 0 else 4))]
        criteria[0]["counted"] = True
        self.versions: list[tuple[str, list[dict[str, Any]]]] = []
        for version in range(1, rng.choice((1, 1, 1, 2, 3)) + 1):
            if version > 1:
                criteria = [self._changed(dict(criterion)) for criterion in criteria]
                if len(criteria) > 1 and rng.random() < 0.3:
                    criteria.pop()
                if rng.random() < 0.3:
                    criteria.append(self.criterion(len(criteria) + 10 * version, required=False))
            set_id = self.add(models.CriteriaSet, cycle_id=self.cycle, version=version, made_at=AT, reason="")
            self.versions.append((set_id, criteria))
            for position, criterion in enumerate(criteria):
                self.add(models.Criterion, criteria_set_id=set_id, position=position, **criterion)

    def criterion(self, place: int, *, required: bool | None = None) -> dict[str, Any]:
        """The columns of a random criterion."""
        rng = self.rng
        return {
            "key": new_id(),
            "name": f"Criterion {place}",
            "description": "",
            "maximum": Decimal(rng.choice(("1", "2", "3", "5", "7", "2.5"))),
            "weight": Decimal(rng.choice(("1", "1", "2", "3", "0.5", "12.5"))),
            "step": Decimal(rng.choice(("1", "1", "0.5"))),
            "required": rng.random() < 0.6 if required is None else required,
            "counted": rng.random() < 0.85,
            "levels": {},
        }

    def _changed(self, criterion: dict[str, Any]) -> dict[str, Any]:
        rng = self.rng
        chance = rng.random()
        if chance < 0.15:
            criterion["maximum"] += 1
        elif chance < 0.25:
            criterion["required"] = not criterion["required"]
        elif chance < 0.45:
            criterion["weight"] += 1
        elif chance < 0.55:
            criterion["counted"] = not criterion["counted"]
        elif chance < 0.6:
            criterion["levels"] = {"1": "Some"}
        return criterion

    def _cycle(self, people: int) -> None:
        rng = self.rng
        keys = [criterion["key"] for criterion in self.versions[-1][1]]
        self.add(
            models.Cycle, name=self.name, state="scoring", notice="",
            seats=rng.choice((0, 1, 2, rng.randint(1, people + 2), people // 2)),
            aggregate=rng.choice(("mean", "median", "trimmed mean")), minimum_raters=rng.choice((1, 1, 2, 3)),
            spread_threshold=Decimal(20), blind=False, tie_ladder=rng.sample(keys, rng.randint(0, min(2, len(keys)))),
            draw_seed=rng.choice((None, None, f"seed {self.seed}")), draw_seed_source="tests", scoring_started_at=AT,
        )  # fmt: skip
        self.rows[models.Cycle][0]["id"] = self.cycle

    def applicant(self, place: int, class_code: str, state: str) -> str:
        """Add a person with an application; gives its id."""
        person = self.add(models.Person, last_name=f"Person{place}", first_name="Ana")
        appointment = self.add(
            models.Appointment, person_id=person, effective=date(2020, 1, 1), class_code=class_code, class_title="",
            tenure="permanent", time_base="full time", class_date=date(2020, 1, 1),
        )  # fmt: skip
        return self.add(
            models.Application, number=f"{self.seed:06d}-{place + 1:04d}", cycle_id=self.cycle, person_id=person,
            appointment_id=appointment, received=date(2026, 2, 9), state=state,
        )  # fmt: skip

    def _application(self, place: int) -> None:
        rng = self.rng
        application = self.applicant(place, rng.choice(CLASSES), rng.choice(("received",) * 19 + ("withdrawn",)))
        for times in range(rng.choice((0,) * 12 + (1, 2))):
            self.add(
                models.EligibilityDecision, application_id=application, computed="eligible", computed_reasons=[],
                decided=rng.choice(("eligible", "not eligible")), reason="Tried", decided_by="Maria Ortega",
                decided_at=AT + timedelta(days=times),
            )  # fmt: skip
        alike = rng.random() < 0.5  # half of the raters give one number: then scores meet exactly
        missing = rng.choice((0.0, 0.0, 0.1, 0.6))
        for rater in self.raters:
            if rng.random() >= missing:
                self._sheet(application, rater, alike=alike)

    def _sheet(self, application: str, rater: str, *, alike: bool) -> None:
        rng = self.rng
        set_id, criteria = self.versions[-1] if rng.random() < 0.85 else rng.choice(self.versions)
        conflict = rng.choice(("none",) * 17 + ("cleared", "recused", "recused"))
        sheet = self.add(
            models.Sheet, application_id=application, rater_id=rater, criteria_set_id=set_id, assigned_at=AT,
            conflict=conflict, conflict_reason="" if conflict == "none" else "Same unit",
        )  # fmt: skip
        share = rng.choice((0, 1))
        for criterion in criteria:
            chance = rng.random()
            values: dict[str, Any] = {"sheet_id": sheet, "criterion_key": criterion["key"], "comment": ""}
            if chance < 0.03:
                continue
            if chance < 0.05:
                self.add(models.Rating, **values, value=None, not_applicable=False)  # a comment alone
            elif chance < 0.25 and not criterion["required"]:
                self.add(models.Rating, **values, value=None, not_applicable=True)
            else:
                steps = int(criterion["maximum"] / criterion["step"])
                step = rng.choice((0, steps)) if not alike else steps * share
                value = min(
                    criterion["step"] * (step if rng.random() < 0.8 else rng.randint(0, steps)), criterion["maximum"]
                )
                self.add(models.Rating, **values, value=value, not_applicable=False)

    def write(self, program: Program) -> str:
        """Put the cycle into the program; gives its id."""
        with program.opened.engine.connect().execution_options(**{WRITE: True}) as connection, connection.begin():
            for model, rows in self.rows.items():
                for row in rows:
                    row.setdefault("id", new_id())
                connection.execute(model.__table__.insert(), rows)
        return self.cycle


def fill(program: Program, seed: int, *, people: int, raters: int) -> tuple[str, str]:
    """Write a random cycle into a program; gives its id and name. The same seed makes the same cycle but for ids."""
    filling = Filling(seed, people, raters)
    return filling.write(program), filling.name


@dataclass(frozen=True)
class FullCycle:
    """A cycle in which every rater rated everything: its id, the ids of its raters and the keys of its criteria."""

    id: str
    raters: tuple[str, ...]
    keys: tuple[str, ...]


def full_cycle(program: Program, *, people: int, raters: int, criteria: int) -> FullCycle:
    """Write a cycle in scoring with every rating given, as large as one wants it."""
    rng = random.Random(people)
    filling = Filling(1, 0, raters)
    filling.rows = {model: filling.rows[model] for model in (models.Cycle, models.Rater)}
    filling.rows[models.Cycle][0].update(seats=people // 10, aggregate="mean", minimum_raters=1, draw_seed="seed")
    set_id = filling.add(models.CriteriaSet, cycle_id=filling.cycle, version=1, made_at=AT, reason="")
    every = [
        {**filling.criterion(place, required=place < criteria - 2), "maximum": Decimal(10), "step": Decimal(1),
         "counted": True}
        for place in range(criteria)
    ]  # fmt: skip
    for position, criterion in enumerate(every):
        filling.add(models.Criterion, criteria_set_id=set_id, position=position, **criterion)
    keys = tuple(str(criterion["key"]) for criterion in every)
    filling.rows[models.Cycle][0]["tie_ladder"] = list(keys[:2])
    for place in range(people):
        application = filling.applicant(place, "1379", "received")
        for rater in filling.raters:
            sheet = filling.add(
                models.Sheet, application_id=application, rater_id=rater, criteria_set_id=set_id, assigned_at=AT,
                conflict="none", conflict_reason="",
            )  # fmt: skip
            for key in keys:
                filling.add(
                    models.Rating, sheet_id=sheet, criterion_key=key, value=Decimal(rng.randint(0, 10)),
                    not_applicable=False, comment="",
                )  # fmt: skip
    return FullCycle(filling.write(program), tuple(filling.raters), keys)
