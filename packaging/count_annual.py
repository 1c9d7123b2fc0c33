"""The annual reports, the funnel, selection, action plan and records, counted year by year and row by row."""

from datetime import date
from decimal import Decimal

from count_people import Behind, Numbers, between, by_class, classes, common, each, movers, put
from count_plans import Budget, estimated, plans_and_activities, years_ended
from count_world import DAY, OPEN, Known, days_of, months_later, program_year
from ten_years import Row

from umdesk.storage import models

KINDS = ("participation", "hiring", "apprenticeship")
GROUPS = ("Horticulture", "Office and allied", "Custodian and domestic", "Mechanical and construction trades")
CHANNELS = {
    "Orientation at noon": "Orientation", "email from HR": "Email", "Flyer": "Flyer", "the intranet": "Intranet",
    "my supervisor": "Supervisor", "a coworker": "Coworker", "SEIU": "Union", "": "Not known", "at lunch": "Other",
    "Career fair": "Career fair",
}  # fmt: skip
STAGES = ("reached", "applied", "eligible", "selected", "signed", "advanced")


def workforce(known: Known, first: date, last: date, whole: date) -> Numbers:
    """The Workforce Analysis worksheet: the period, goals and budget of its program year, the last calendar year."""
    year = program_year(whole)
    begins, ends = date(year - 1, 1, 1), min(date(year - 1, 12, 31), known.today)
    numbers = common(known, first, last) | classes(known, first, last, whole) | goals(known, year, last)
    coming = goals(known, year + 1, last)
    numbers |= {key: behind for key, behind in coming.items() if "/goal/" in key}
    moved = known.hires(begins, ends)
    numbers |= {"calendar-um-hires": movers(moved)} | by_class("calendar-um-hires", moved)
    numbers |= {"calendar-um-moves": movers(known.first_moves(begins, ends, known.is_um_move))}
    numbers |= by_class("um-hires", known.hires(first, last)) | _budget(known, last, whole)
    return _in_groups(known, last, _without(numbers, "unclear-moves", "change/", "picture/"))


def _in_groups(known: Known, day: date, numbers: Numbers) -> Numbers:
    """Employees in classes of a group alone: LPEL, ELTPA or bridging on the day."""
    return {
        key: behind for key, behind in numbers.items()
        if key.split("/")[0] not in {"employees", "stated"} or key.split("/")[1] in {"lpel", "eltpa", "bridging"}
        or known.category(key.split("/")[1], day) in {"LPEL", "ELTPA", "bridging"}
    }  # fmt: skip


def progress(known: Known, first: date, last: date, whole: date) -> Numbers:
    """The progress report: the moves of the period by group, route and class, and the goals of its program years."""
    hires, moves = known.hires(first, last), known.first_moves(first, last, known.is_um_move)
    apprentices = known.first_moves(first, last, lambda move: str(move["route"]) == "apprenticeship")
    numbers = _without(common(known, first, last), "participants", "advancements", "unclear-moves")
    numbers |= {"apprentices": movers(apprentices), "route": movers(hires)}
    numbers |= {"group/um-hires": movers(hires), "group/um-moves": movers(moves)}
    numbers |= {f"group/{name}/{key}": [] for name in GROUPS for key in ("um-hires", "um-moves")}
    for key, found in (("um-hires", hires), ("um-moves", moves)):
        numbers |= by_class(key, found)
        for move in found:
            group = f"group/{known.group(move['from_class_code'], move['on'])}"
            put(numbers, f"{group}/{key}", move["person_id"])
            for other in ("um-hires", "um-moves"):
                numbers.setdefault(f"{group}/{other}", [])
    numbers |= by_class("apprentices", apprentices)
    for move in hires:
        put(numbers, f"route/{move['route']}", move["person_id"])
    for year in range(program_year(first), program_year(whole) + 1):
        numbers |= goals(known, year, known.today)
    return numbers


def director(known: Known, first: date, last: date, whole: date) -> Numbers:
    """The director's page: the period, the money, and five years against their goals."""
    year = program_year(whole)
    in_force = [
        part["person_id"] for part in known.part.values()
        if known.state(part, last) == "active" and known.in_force(part, last)
    ]  # fmt: skip
    budget = _budget(known, last, whole)
    numbers = _without(common(known, first, last), "um-moves", "into-bridging", "advancements", "unclear-moves")
    numbers |= {"plans-in-force": each(in_force)}
    numbers |= {f"budget/{key}": budget[f"budget/{key}"] for key in ("allocated", "spent", "open", "left")}
    for one in range(year - 4, year + 1):
        numbers |= _without(goals(known, one, last, always=True), f"{one}/difference/", f"{one}/goal/apprenticeship",
                            f"{one}/reached/apprenticeship")  # fmt: skip
    return numbers


def evaluation(known: Known, _first: date, last: date, whole: date) -> Numbers:
    """Five program years side by side."""
    numbers: Numbers = {}
    for year in range(program_year(whole) - 4, program_year(whole) + 1):
        begins, ends = days_of(year)
        found = _of_a_year(known, begins, min(ends, last), year)
        goal = goals(known, year, last).get(f"{year}/goal/hiring")
        numbers |= {f"{year}/{key}": behind for key, behind in found.items()}
        numbers |= {f"{year}/goal/hiring": goal} if goal is not None else {}
    return numbers


def _of_a_year(known: Known, first: date, last: date, year: int) -> Numbers:
    asked = [row for row in known.rows[models.Application] if first <= row["received"] <= last]
    budget = Budget(known, first, last, last, [year]).numbers
    numbers: Numbers = {
        "applicants": each({row["person_id"] for row in asked}),
        "eligible": each({row["person_id"] for row in asked if eligibility(known, row) == "eligible"}),
        "selected": each(row["person_id"] for row in _selected(known, first, last)),
        "participants": each(known.participants(first, last)),
        "um hires": movers(known.hires(first, last)),
        "allocated": budget["budget/allocated"], "spent": budget["budget/spent"],
        "completed": [], "withdrew or ended": [], "plans signed": [], "activities done": [], "hours": [],
    }  # fmt: skip
    for part in known.part.values():
        person = part["person_id"]
        entered = {str(row["state"]) for row in known.states[part["id"]] if first <= row["effective"] <= last}
        for key, states in (("completed", {"completed"}), ("withdrew or ended", {"withdrawn", "ended"})):
            if entered & states:
                put(numbers, key, person)
        signed = [known.signed_on(row) for row in known.revisions[known.plan[part["id"]]["id"]]]
        if any(day is not None and first <= day <= last for day in signed):
            put(numbers, "plans signed", person)
        for row in known.rows_of(models.Progress, part):
            if row["hours"] and first <= row["on"] <= last:
                put(numbers, "hours", person, row["hours"])
        for item in {row["item_id"] for row in known.rows_of(models.Progress, part)}:
            if known.status(item, last) == "done" and known.status(item, first - DAY) != "done":
                put(numbers, "activities done", person)
    return numbers


def goals(known: Known, year: int, through: date, *, always: bool = False) -> Numbers:
    """The goals of a program year and how far each was reached by a day; `always` that also without a goal."""
    numbers: Numbers = {}
    for kind in KINDS:
        rows = [row for row in known.rows[models.YearGoal] if row["year"] == year and str(row["kind"]) == kind]
        frames = [(row["period_from"], row["period_to"]) for row in rows]
        if not rows and not always:
            continue
        people: dict[str, None] = {}
        for first, last in frames or [days_of(year)]:
            people |= dict.fromkeys(_reached(known, kind, first, min(last, through)))
        reached = each(people)
        numbers[f"{year}/reached/{kind}"] = reached
        if rows:
            goal: Behind = [(row["id"], Decimal(_holds(row))) for row in rows]
            numbers[f"{year}/goal/{kind}"] = goal
            less: Behind = [(who, -(amount or 0)) for who, amount in goal]
            numbers[f"{year}/difference/{kind}"] = [*reached, *less]
    return numbers


def _holds(goal: Row) -> int:
    granted = str(goal["reduction_answer"]) in {"granted", "granted in part"} and goal["reduced_to"] is not None
    return int(goal["reduced_to"] if granted else goal["employees"])


def _reached(known: Known, kind: str, first: date, last: date) -> list[str]:
    if kind == "participation":
        return known.participants(first, last)
    if kind == "hiring":
        return [move["person_id"] for move in known.hires(first, last)]
    moves = known.first_moves(first, last, lambda move: str(move["route"]) == "apprenticeship")
    return [move["person_id"] for move in moves]


def _budget(known: Known, last: date, whole: date) -> Numbers:
    """The budget of the program year in which a period ends, up to the last day counted."""
    year = program_year(whole)
    return Budget(known, days_of(year)[0], last, days_of(year)[1], [year]).numbers


def eligibility(known: Known, row: Row) -> str:
    """The answer to an application: by the category of the class it stands on, on the day it was received."""
    category = known.category(known.appointment[row["appointment_id"]]["class_code"], row["received"])
    return {"LPEL": "eligible", "bridging": "eligible", "": "to decide"}.get(category, "not eligible")


def _selected(known: Known, first: date = date.min, last: date = OPEN) -> list[Row]:
    """The applications whose selection was applied in a period."""
    return [known.application[row["application_id"]] for row in known.rows[models.Decision]
            if str(row["outcome"]) == "selected" and row["applied_at"] is not None
            and first <= row["applied_at"].astimezone().date() <= last]  # fmt: skip


def summary(known: Known, first: date, last: date, _whole: date) -> Numbers:
    """The program summary."""
    numbers = _without(common(known, first, last), "advancements") | plans_and_activities(known, first, last)
    asked = [row for row in known.rows[models.Application] if first <= row["received"] <= last]
    numbers["applicants"] = each({row["person_id"] for row in asked})
    for key, answer in (("eligible", "eligible"), ("not-eligible", "not eligible"), ("undecided", "to decide")):
        numbers[key] = each({row["person_id"] for row in asked if eligibility(known, row) == answer})
    numbers["selected"] = each(row["person_id"] for row in _selected(known, first, last))
    numbers["estimated-cost"] = estimated(known, first, last)
    numbers["actual-cost"] = [
        (part["person_id"], row["amount"]) for part in known.part.values() for row in known.money[part["id"]]
        if first <= row["on"] <= last
    ]  # fmt: skip
    numbers["Advancements/Moves"] = []
    received, chosen = {row["id"] for row in asked}, {row["id"]: row for row in _selected(known, first, last)}
    for row in [*asked, *(one for one in chosen.values() if one["id"] not in received)]:
        answer = eligibility(known, row) if row["id"] in received else ""
        cycle = f"Applications by cycle/{known.cycle[row['cycle_id']]['name']}"
        for key, counts in (
            ("Received", answer), ("Eligible", answer == "eligible"), ("Not eligible", answer == "not eligible"),
            ("To decide", answer == "to decide"), ("Withdrawn", answer and str(row["state"]) == "withdrawn"),
            ("Selected", row["id"] in chosen),
        ):  # fmt: skip
            numbers.setdefault(f"{cycle}/{key}", [])
            numbers.setdefault(f"Applications by cycle/{key}", [])
            for place in (cycle, "Applications by cycle") if counts else ():
                put(numbers, f"{place}/{key}", row["person_id"])
    for moves in known.moves.values():
        for move in moves:
            if first <= move["on"] <= last:
                put(numbers, f"{between('Advancements', move)}/{move['route']}/Moves", move["person_id"])
                put(numbers, "Advancements/Moves", move["person_id"])
    return numbers


def outreach(known: Known, first: date, last: date, _whole: date) -> Numbers:
    """What made the program known in a period, and the funnel of the applications received in it."""
    numbers: Numbers = {f"funnel/all/{stage}": [] for stage in STAGES} | {"outreach/all": []}

    def add(stage: str, channel: str, unit: str, who: str, amount: Decimal | None = None) -> None:
        for place in (f"channel/{channel}", f"unit/{unit}"):
            for one in STAGES:
                numbers.setdefault(f"funnel/{place}/{one}", [])
            put(numbers, f"funnel/{place}/{stage}", who, amount)
        put(numbers, f"funnel/all/{stage}", who, amount)

    for row in known.rows[models.Outreach]:
        if first <= row["on"] <= last:
            amount, name = Decimal(row["reach"] or 0), str(row["channel"]).capitalize()
            add("reached", name, known.unit.get(row["unit_id"], "All units"), row["id"], amount)
            if row["reach"] is None:
                continue
            put(numbers, f"outreach/{row['id']}", row["id"], amount)
            put(numbers, "outreach/all", row["id"], amount)
    selected = {row["id"] for row in _selected(known)}
    for row in known.rows[models.Application]:
        if first <= row["received"] <= last:
            unit = known.unit[known.appointment[row["appointment_id"]]["unit_id"]]
            for stage in _stages(known, row, selected):
                add(stage, CHANNELS[row["heard_of"]], unit, row["person_id"])
    return numbers


def _stages(known: Known, row: Row, selected: set[str]) -> list[str]:
    """How far an application came."""
    stages, person = ["applied"], row["person_id"]
    if eligibility(known, row) == "eligible":
        stages.append("eligible")
    if row["id"] in selected:
        stages.append("selected")
    parts = [part for part in known.parts_of[person] if part["application_id"] == row["id"]]
    if any(known.in_force(part) for part in parts):
        stages.append("signed")
    for part in parts:
        active = [end for _begins, end, state in known.stretches(part) if state == "active"]
        until = months_later(max(active), 12) if max(active) < OPEN else OPEN
        for move in known.moves[person]:
            within = part["started"] <= move["on"] <= until
            if known.is_um_move(move) and (move["participation_id"] == part["id"] or within):
                return [*stages, "advanced"]
    return stages


def action_plan(known: Known, first: date, _last: date, whole: date) -> Numbers:
    """How far the actions of the period's program years are."""
    numbers: Numbers = {f"actions/{key}": [] for key in ("not-started", "in-progress", "done", "dropped", "overdue",
                                                         "carried")} | {"actions": []}  # fmt: skip
    carried = {row["carried_from_id"] for row in known.rows[models.Action]}
    for row in known.rows[models.Action]:
        if row["year"] in years_ended(first, whole):
            put(numbers, "actions", row["id"])
            put(numbers, f"actions/{str(row['status']).replace(' ', '-')}", row["id"])
            is_open = str(row["status"]) in {"not started", "in progress"} and row["id"] not in carried
            if row["target_date"] < known.today and is_open:
                put(numbers, "actions/overdue", row["id"])
            if row["carried_from_id"]:
                put(numbers, "actions/carried", row["id"])
    return numbers


def handbook(known: Known, first: date, last: date, whole: date) -> Numbers:
    """The employees by class in the program handbook."""
    return _in_groups(known, last, classes(known, first, last, whole))


def _without(numbers: Numbers, *keys: str) -> Numbers:
    """Without the numbers that a report does not have; a key that ends with a slash stands for all that begin so."""
    return {
        key: behind for key, behind in numbers.items()
        if key not in keys and not any(one.endswith("/") and key.startswith(one) for one in keys)
    }  # fmt: skip
