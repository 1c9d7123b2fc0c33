"""What is known of a generated program, looked up in its rows in plain words: who held, did and planned what, when.

Nothing here comes from the rules of umdesk: the definitions are those that its reports print. Periods are pairs of
days, both of which belong to them.
"""

import calendar
import csv
from collections import defaultdict
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from ten_years import Row, World

from umdesk.storage import models

CLASSES = Path(__file__).resolve().parent.parent / "resources" / "classes.csv"
OPEN = date(9999, 12, 31)
DAY = timedelta(days=1)
LPEL_BANDS = {
    ("BL00", "BM00"): "Horticulture", ("CA00", "CZ99"): "Office and allied", ("DA00", "DZ99"): "Custodian and domestic",
    ("PA00", "RZ99"): "Mechanical and construction trades",
}  # fmt: skip
ELTPA_BANDS = (
    ("AA00", "BZ99"), ("EA00", "FZ99"), ("GA00", "IZ99"), ("JA00", "MZ99"), ("OA60", "OZ99"), ("SA00", "TZ99"),
    ("VA00", "VZ99"), ("WA00", "ZY99"), ("UA00", "UG99"),
)  # fmt: skip
STATES = ("active", "on leave", "completed", "withdrawn", "ended")
"""The states of a participation; of two entered for one day the later of this list holds."""
FAR = ("not started", "in progress", "done", "dropped")
"""How far an activity is; of two records of one day the later of this list holds."""


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or else the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def program_year(day: date) -> int:
    """The program year of a day, by the year in which it ends."""
    return day.year + 1 if day.month >= 7 else day.year


def days_of(year: int) -> tuple[date, date]:
    """The first and the last day of a program year."""
    return date(year - 1, 7, 1), date(year, 6, 30)


class Known:
    """The rows of a world, found by what they belong to; `today` is the day on which it is counted."""

    def __init__(self, world: World) -> None:
        """Sort the rows by person, participation, plan and revision."""
        self.today = world.today
        self.rows = defaultdict(list, world.rows)
        self.parts_of = self._by(models.Participation, "person_id")
        self.person = {row["id"]: row for row in self.rows[models.Person]}
        self.part = {row["id"]: row for row in self.rows[models.Participation]}
        self.states = self._by(models.ParticipationStateRow, "participation_id")
        for found in self.states.values():
            found.sort(key=lambda row: (row["effective"], STATES.index(str(row["state"]))))
        self.appointments = self._by(models.Appointment, "person_id")
        self.appointment = {row["id"]: row for row in self.rows[models.Appointment]}
        self.application = {row["id"]: row for row in self.rows[models.Application]}
        self.cycle = {row["id"]: row for row in self.rows[models.Cycle]}
        self.rating = {row["sheet_id"]: row["value"] for row in self.rows[models.Rating]}
        self.left = self._by(models.Separation, "person_id")
        self.moves = self._by(models.Advancement, "person_id")
        self.plan = {row["participation_id"]: row for row in self.rows[models.Plan]}
        self.revisions = self._by(models.Revision, "plan_id")
        self.number = {row["id"]: row["number"] for row in self.rows[models.Revision]}
        self.steps = self._by(models.RevisionStep, "revision_id")
        self.activities = self._by(models.PlanActivity, "revision_id")
        self.costs = self._by(models.PlanCost, "revision_id")
        self.progress = self._by(models.Progress, "item_id")
        self.money = self._by(models.MoneyRecord, "participation_id")
        self.funds: dict[str, str] = {}
        self.wordings: dict[str, list[Row]] = defaultdict(list)
        self._of_part: dict[Any, dict[str, list[Row]]] = {}
        self.unit = {row["id"]: row["name"] for row in self.rows[models.Unit]}
        with CLASSES.open(encoding="utf-8", newline="") as file:
            read = [_typed(row) for row in csv.DictReader(file)]
        self.classes: dict[str, list[Row]] = defaultdict(list)
        for row in [*read, *self.rows[models.JobClass]]:
            self.classes[row["class_code"]].append(row)
        self.overrides = self._by(models.ClassOverride, "class_code")

    def _by(self, model: Any, column: str) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows[model]:
            found[row[column]].append(row)
        return found

    def name(self, person: str) -> str:
        """A person as lists name them."""
        row = self.person[person]
        return f"{row['last_name']}, {row['first_name']}"

    def rows_of(self, model: Any, part: Row) -> list[Row]:
        """The rows of a table that belong to a participation, in the order in which they were recorded."""
        if model not in self._of_part:
            self._of_part[model] = self._by(model, "participation_id")
        return self._of_part[model][part["id"]]

    def state(self, part: Row, day: date) -> str:
        """The state of a participation on a day, "" before the first."""
        state = ""
        for row in self.states[part["id"]]:
            if row["effective"] <= day:
                state = str(row["state"])
        return state

    def stretches(self, part: Row) -> list[tuple[date, date, str]]:
        """From when to when a participation was in which state."""
        rows = self.states[part["id"]]
        ends = [row["effective"] - DAY for row in rows[1:]] + [OPEN]
        return [(row["effective"], end, str(row["state"])) for row, end in zip(rows, ends, strict=True)]

    def active_in(self, person: str, first: date, last: date) -> bool:
        """Whether somebody was active in the program on at least one day of a period."""
        return any(
            state == "active" and begins <= end and begins <= last and end >= first
            for part in self.parts_of[person]
            for begins, end, state in self.stretches(part)
        )

    def participants(self, first: date, last: date) -> list[str]:
        """The people who were active on at least one day of a period."""
        return [person for person in self.parts_of if self.active_in(person, first, last)]

    def class_row(self, code: str, day: date) -> Row | None:
        """What the catalogue says of a class on a day: the newest confirmed title begun by then."""
        begun = [
            row for row in self.classes[code]
            if row["confirmed"] and (row["title_from"] is None or row["title_from"] <= day)
        ]  # fmt: skip
        return max(begun, key=lambda row: row["title_from"] or date.min, default=None)

    def title(self, code: str, day: date) -> str:
        """A class as people name it on a day: its code and the title it had then, confirmed or not."""
        begun = [row for row in self.classes[code] if row["title_from"] is None or row["title_from"] <= day]
        row = self.class_row(code, day) or max(begun, key=lambda row: row["title_from"] or date.min, default=None)
        return f"{code} {row['title']}" if row else code

    def overridden(self, code: str, day: date) -> str:
        """The department's own category of a class on a day, "" where it has none."""
        for row in self.overrides[code]:
            if row["effective"] <= day and (row["ends"] is None or day <= row["ends"]):
                return str(row["category"])
        return ""

    @cache  # noqa: B019 -- there is one world, and it ends with the program
    def category(self, code: str, day: date) -> str:
        """What a class is on a day: LPEL, ELTPA, bridging, other, or "" where nobody can say yet."""
        own, row = self.overridden(code, day), self.class_row(code, day)
        if own or row is None:
            return own
        if row["bridging"]:
            return "bridging"
        schematic = row["schematic_code"]
        lpel = any(low <= schematic <= high for low, high in LPEL_BANDS)
        if not lpel and not any(low <= schematic <= high for low, high in ELTPA_BANDS):
            return ""
        if row["entry_level"] != "yes":
            return "other"
        return "LPEL" if lpel else "ELTPA"

    def group(self, code: str, day: date) -> str:
        """The occupational group of a class, as the progress report names it."""
        row = self.class_row(code, day)
        if self.category(code, day) == "bridging":
            return "Bridging classes"
        for (low, high), name in LPEL_BANDS.items():
            if row is not None and low <= row["schematic_code"] <= high:
                return name
        return "Classes by the department's own category"

    def holds(self, person: str, day: date) -> Row | None:
        """What somebody holds on a day; None before the first appointment, and after they left."""
        begun = [row for row in self.appointments[person] if row["effective"] <= day]
        newest = max(begun, key=lambda row: row["effective"], default=None)
        if newest is None or any(newest["effective"] <= row["on"] < day for row in self.left[person]):
            return None
        return newest

    def is_um_move(self, move: Row) -> bool:
        """Whether a move leads from an LPEL or bridging class into an ELTPA class, on its day."""
        before, after = (self.category(move[name], move["on"]) for name in ("from_class_code", "to_class_code"))
        return before in {"LPEL", "bridging"} and after == "ELTPA"

    def took_part(self, move: Row) -> bool:
        """Whether somebody was active on the day of their move or within the 12 months before it."""
        return self.active_in(move["person_id"], months_later(move["on"], -12), move["on"])

    def first_moves(self, first: date, last: date, counts: Any) -> list[Row]:
        """Of each person the first move of a period that counts."""
        found = []
        for moves in self.moves.values():
            mine = [move for move in moves if first <= move["on"] <= last and counts(move)]
            # Of two moves on one day the one from and to the smaller class code stands for both.
            mine.sort(key=lambda one: (one["on"], one["from_class_code"], one["to_class_code"], str(one["route"])))
            found += mine[:1]
        return found

    def hires(self, first: date, last: date) -> list[Row]:
        """The UM hires of a period, each person once."""
        return self.first_moves(first, last, lambda move: self.is_um_move(move) and self.took_part(move))

    def signed_on(self, revision: Row) -> date | None:
        """The day on which a revision came to hold: its last signature, or when it was put in force; else None."""
        was_signed = any(str(step["to_state"]) == "signed" for step in self.steps[revision["id"]])
        if not was_signed and revision["in_force_on"] is None:
            return None
        signed = [revision.get(name) for name in ("employee_signed", "supervisor_signed", "coordinator_signed")]
        return revision["in_force_on"] or max(day for day in signed if day)

    def in_force(self, part: Row, day: date = OPEN) -> Row | None:
        """The newest revision of a participation's plan that had come to hold by a day."""
        held = [row for row in self.revisions[self.plan[part["id"]]["id"]] if (self.signed_on(row) or OPEN) <= day]
        held = [row for row in held if self.signed_on(row) is not None]
        return max(held, key=lambda row: row["number"], default=None)

    def agreed(self, part: Row) -> Row:
        """The newest printed or signed revision of a plan, or its newest draft where none was printed."""
        rows = self.revisions[self.plan[part["id"]]["id"]]
        printed = [row for row in rows if row["printed_at"] is not None]
        return max(printed or rows, key=lambda row: row["number"])

    def status(self, item: str, day: date) -> str:
        """How far an activity is on a day: what the newest record by then says, of one day the further one."""
        by_then = [row for row in self.progress[item] if row["on"] <= day]
        newest = max(by_then, key=lambda row: (row["on"], FAR.index(str(row["status"]))), default=None)
        return str(newest["status"]) if newest else "not started"

    def begun(self, item: str, day: date) -> bool:
        """Whether an activity was begun by a day: any record by then says more than "not started"."""
        return any(row["on"] <= day and str(row["status"]) != "not started" for row in self.progress[item])

    def counted_activities(self, part: Row, day: date) -> list[Row]:
        """The activities of a plan: of the revision that counts, and those begun that a later revision took out."""
        revisions = sorted(self.revisions[self.plan[part["id"]]["id"]], key=lambda row: row["number"])
        found = {row["item_id"]: row for row in self.activities[self.agreed(part)["id"]]}
        for revision in reversed(revisions):
            for row in self.activities[revision["id"]]:
                if row["item_id"] not in found and self.begun(row["item_id"], day):
                    found[row["item_id"]] = row
        return list(found.values())

    def fund_of_line(self, item: str | None) -> str:
        """The fund of a cost line, as its newest revision that names one says; "" for none."""
        if not self.funds:
            for row in sorted(self.rows[models.PlanCost], key=lambda row: self.number[row["revision_id"]]):
                self.funds[row["item_id"]] = row["fund"] or self.funds.get(row["item_id"], "")
        return self.funds.get(item or "", "")


def _typed(row: dict[str, str]) -> Row:
    """A line of the catalogue with days and yes or no as such."""
    return {
        **row,
        "title_from": date.fromisoformat(row["title_from"]) if row["title_from"] else None,
        "bridging": row["bridging"] == "yes",
        "confirmed": row["confirmed"] == "yes",
        "hard_to_fill": False,
    }
