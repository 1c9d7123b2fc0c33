"""The reports on activities and money, counted one plan and one record after the other."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from count_people import Numbers, put
from count_world import Known, days_of, program_year
from ten_years import Row

from umdesk.storage import models

STATUSES = ("not started", "in progress", "done", "dropped")
HOURS = ("state-hours", "own-hours", "recorded-hours")
NO_FUND = "no fund named"


def took_part(known: Known, first: date, last: date) -> Iterator[Row]:
    """The participations that were active on at least one day of a period."""
    for part in known.part.values():
        if any(
            state == "active" and begins <= end and begins <= last and end >= first
            for begins, end, state in known.stretches(part)
        ):
            yield part


def activities(known: Known, first: date, last: date, _whole: date) -> Numbers:
    """Activities of the plans of the period's participants, and the hours recorded in it."""
    numbers: Numbers = {key: [] for key in ("activities", *(f"all/{each}" for each in (*STATUSES, *HOURS)))}
    planned = {
        row["item_id"]: (part, row)
        for part in took_part(known, first, last)
        for row in known.counted_activities(part, last)
    }
    names = {"not started": "Not started", "in progress": "In progress", "done": "Done", "dropped": "Dropped"}
    columns = [*names.values(), "Planned state hours", "Planned own hours", "Recorded hours"]
    numbers |= {f"{table}/total/{column}": [] for table in ("type", "category") for column in columns}
    for item, (part, row) in planned.items():
        person, status = part["person_id"], known.status(item, last)
        for place in _places(row):
            put(numbers, f"{place}/{status}", person)
            for column, key in (("state_hours", "state-hours"), ("own_hours", "own-hours")):
                if row[column] is not None:
                    put(numbers, f"{place}/{key}", person, row[column])
                    if place != "all":
                        total = f"{place.split('/')[0]}/total/Planned {key.replace('-', ' ')}"
                        put(numbers, total, person, row[column])
            if place != "all":
                put(numbers, f"{place.split('/')[0]}/total/{names[status]}", person)
        put(numbers, "activities", person)
    for row in known.rows[models.Progress]:
        if row["hours"] is not None and first <= row["on"] <= last:
            person = known.part[row["participation_id"]]["person_id"]
            _part, own = planned.get(row["item_id"]) or (None, _newest(known, row["item_id"]))
            for place in _places(own):
                put(numbers, f"{place}/recorded-hours", person, row["hours"])
                if place != "all":
                    put(numbers, f"{place.split('/')[0]}/total/Recorded hours", person, row["hours"])
    return _filled(numbers, _places_of(numbers), (*STATUSES, *HOURS))


def _places(row: Row) -> tuple[str, str, str]:
    return "all", f"type/{row['type'] or 'none'!s}", f"category/{row['training_category'] or 'none'}"


def _newest(known: Known, item: str) -> Row:
    """An activity as the newest revision that has it words it."""
    if not known.wordings:
        for row in known.rows[models.PlanActivity]:
            known.wordings[row["item_id"]].append(row)
    return max(known.wordings[item], key=lambda row: known.number[row["revision_id"]])


def _places_of(numbers: Numbers) -> set[str]:
    return {"/".join(key.split("/")[:-1]) for key in numbers if "/" in key and "/total/" not in key}


def _filled(numbers: Numbers, places: set[str], keys: tuple[str, ...]) -> Numbers:
    """With an empty list wherever nothing was found."""
    return {f"{place}/{key}": [] for place in places for key in keys} | numbers


class Budget:
    """The money of a period, counted line by line; `years` are the program years whose allocations it has."""

    def __init__(self, known: Known, first: date, last: date, whole: date, years: list[int]) -> None:
        """Count a period from its first to its last counted day; `whole` is the last day asked for."""
        self.known, self.first, self.last, self.whole, self.years = known, first, last, whole, years
        self.numbers: Numbers = {f"budget/{key}": [] for key in ("allocated", "committed", "spent", "open", "left")}
        given = [row for row in known.rows[models.Allocation] if row["year"] in years]
        self._given = {(str(row["category"]), row["fund"].casefold()) for row in given}
        for row in given:
            changes = [one for one in known.rows[models.AllocationChange] if one["allocation_id"] == row["id"]]
            for amount in (row["amount"], *(one["amount"] for one in changes)):
                self._add("allocated", str(row["category"]), row["fund"], row["id"], amount)
            for one in changes:
                put(self.numbers, f"change/{one['id']}", row["id"], one["amount"])
        for part in known.part.values():
            self._count(part)
        for key in [key for key in self.numbers if key.startswith(("budget/", "picture/"))]:
            for other in ("allocated", "committed", "spent", "open", "left"):
                if key.startswith("budget/") and key.count("/") == 3:
                    self.numbers.setdefault(f"{key.rsplit('/', 1)[0]}/{other}", [])

    def _count(self, part: Row) -> None:
        known, person = self.known, part["person_id"]
        for row in known.money[part["id"]]:
            if self.first <= row["on"] <= self.last:
                fund = row["fund"] or known.fund_of_line(row["item_id"])
                self._add("spent", str(row["category"]), fund, person, row["amount"])
        revision = known.in_force(part)
        if revision is None:
            return
        dates = {row["item_id"]: row for row in known.activities[revision["id"]]}
        lines = sorted(known.costs[revision["id"]], key=lambda row: row["position"])
        lines = [line for line in lines if line["estimate"] is not None]
        left = self._spent_on(part, lines)
        over = known.state(part, self.last) not in {"", "active", "on leave"}
        for line in lines:
            activity = dates.get(line["activity_item_id"], {"ends": None, "starts": None})
            day = line["planned_on"] or activity["ends"] or activity["starts"] or revision["period_from"]
            if not self.first <= day <= self.whole:
                continue
            category = str(line["category"])
            self._add("committed", category, line["fund"], person, line["estimate"])
            done = line["activity_item_id"] and known.status(line["activity_item_id"], self.last) in {"done", "dropped"}
            still = max(Decimal(0), line["estimate"] - left[line["item_id"]])
            if not over and not done and still:
                self._add("open", category, line["fund"], person, still)

    def _spent_on(self, part: Row, lines: list[Row]) -> dict[str, Decimal]:
        """What was spent on each cost line by the last day; on an activity: on the first of its lines of that kind."""
        spent: dict[str, Decimal] = defaultdict(Decimal)
        for row in self.known.money[part["id"]]:
            if row["on"] > self.last or row["item_id"] is None:
                continue
            first = next(
                (line for line in lines if line["activity_item_id"] == row["item_id"] and
                 str(line["category"]) == str(row["category"])), None,
            )  # fmt: skip
            spent[first["item_id"] if first else row["item_id"]] += row["amount"]
        return spent

    def _add(self, what: str, category: str, fund: str, who: str, amount: Decimal) -> None:
        """Add money to a number, to its row by kind of cost and fund, and to what is left."""
        if (category, fund.casefold()) not in self._given and ("", fund.casefold()) in self._given:
            category = ""
        names = {"general": "General", "training": "Training", "": NO_FUND}
        kind = category.capitalize() or "Any kind of cost"
        row = f"{kind}/{names[fund.casefold()]}"
        signed = {"allocated": amount, "spent": -amount, "open": -amount}
        for key in ("budget", f"budget/{row}"):
            put(self.numbers, f"{key}/{what}", who, amount)
            if what in signed:
                put(self.numbers, f"{key}/left", who, signed[what])
        series = {"allocated": "Allocated", "spent": "Spent", "open": "Still to be spent"}
        for one in series.values():
            self.numbers.setdefault(f"picture/{one}/{kind}", [])
        if what in series:
            put(self.numbers, f"picture/{series[what]}/{kind}", who, amount)


def years_ended(first: date, whole: date) -> list[int]:
    """The program years whose allocations a period has: those that end in it, or else the one it ends in."""
    ended = [year for year in range(2000, 2100) if first <= days_of(year)[1] <= whole]
    return ended or [program_year(whole)]


def budget(known: Known, first: date, last: date, whole: date) -> Numbers:
    """The budget report."""
    return Budget(known, first, last, whole, years_ended(first, whole)).numbers


def estimated(known: Known, first: date, last: date) -> list[tuple[str, Decimal | None]]:
    """Estimates of the plans of the period's participants, each cost line once."""
    return [
        (part["person_id"], row["estimate"])
        for part in took_part(known, first, last)
        for row in known.costs[known.agreed(part)["id"]]
        if row["estimate"] is not None
    ]


def plans_and_activities(known: Known, first: date, last: date) -> Numbers:
    """The tables of the program summary on plans by state and on activities by type and progress."""
    numbers: Numbers = {"active-plans": [], "Active plans by state/Plans": []}
    for part in known.part.values():
        if known.state(part, last) == "active":
            state = str(known.agreed(part)["state"]).capitalize()
            for key in ("active-plans", f"Active plans by state/{state}/Plans", "Active plans by state/Plans"):
                put(numbers, key, part["person_id"])
    table = "Activities by type and progress"
    types = set()
    for part in took_part(known, first, last):
        for row in known.counted_activities(part, last):
            status, kind = known.status(row["item_id"], last).capitalize(), _capital(str(row["type"]) or "no type yet")
            types.add(f"{table}/{kind}")
            for key in (f"{kind}/{status}", f"{kind}/All", status, "All"):
                put(numbers, f"{table}/{key}", part["person_id"])
    columns = (*(status.capitalize() for status in STATUSES), "All")
    return {f"{table}/{column}": [] for column in columns} | _filled(numbers, types, columns)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
