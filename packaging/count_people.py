"""The reports on people, counted one person after the other: participants, advancements, pipeline, T&D, plans, classes.

Each function gives the numbers of a report by their keys, and behind each number who or what it counts: (the id of the
person or of the record, what it adds, None where it is one).
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from count_world import Known, days_of, months_later, program_year
from ten_years import Row

from tests import td_by_days
from umdesk.storage import models

Behind = list[tuple[str, Decimal | None]]
Numbers = dict[str, Behind]
MOST_LISTED = 25
"""How many of the plans that wait longest are listed one by one."""
CENTS = Decimal("0.01")
ASKED = ("target", "qualified", "list", "activities", "in_force", "reviewed")


def each(people: Iterable[str]) -> Behind:
    """Every one of them counts one."""
    return [(person, None) for person in people]


def movers(moves: Iterable[Row]) -> Behind:
    """The people of some moves, each move counting one."""
    return each(move["person_id"] for move in moves)


def put(numbers: Numbers, key: str, who: str, amount: Decimal | None = None) -> None:
    """One more thing behind a number."""
    numbers.setdefault(key, []).append((who, amount))


def common(known: Known, first: date, last: date) -> Numbers:
    """The numbers that several reports begin with."""
    return {
        "participants": each(known.participants(first, last)),
        "um-hires": movers(known.hires(first, last)),
        "um-moves": movers(known.first_moves(first, last, known.is_um_move)),
        "into-bridging": movers(known.first_moves(first, last, lambda move: _into_bridging(known, move))),
        "advancements": movers(_dated(known, first, last)),
        "unclear-moves": movers(move for move in _dated(known, first, last) if _unclear(known, move)),
    }


def by_class(prefix: str, moves: Iterable[Row]) -> Numbers:
    """Moves by the two classes, whatever they were called on that day."""
    numbers: Numbers = {}
    for move in moves:
        put(numbers, between(prefix, move), move["person_id"])
    return numbers


def between(prefix: str, move: Row) -> str:
    """The name of what counts moves between the two classes of a move."""
    return "/".join([prefix, *(move[name] or "unknown" for name in ("from_class_code", "to_class_code"))])


def advancements(known: Known, first: date, last: date, _whole: date) -> Numbers:
    """Who moved, by which route, from where to where."""
    dated = _dated(known, first, last)
    numbers = common(known, first, last) | by_class("class", dated) | {"class": movers(dated)}
    del numbers["participants"]
    for move in dated:
        put(numbers, f"route/{move['route']}", move["person_id"])
    return numbers | {"route": movers(dated)}


def classes(known: Known, _first: date, last: date, _whole: date) -> Numbers:
    """Employees by class on the last day counted, and what the department stated."""
    numbers: Numbers = {f"employees/{key}": [] for key in ("lpel", "eltpa", "bridging", "other", "unsorted")}
    numbers |= {f"employees/{code}": [] for code in known.classes}
    keys = {"LPEL": "lpel", "ELTPA": "eltpa", "bridging": "bridging", "other": "other", "": "unsorted"}
    for person in known.appointments:
        held = known.holds(person, last)
        if held is not None:
            put(numbers, f"employees/{held['class_code']}", person)
            put(numbers, f"employees/{keys[known.category(held['class_code'], last)]}", person)
    newest: dict[str, Row] = {}
    for row in known.rows[models.Headcount]:
        if row["on"] <= last and row["on"] >= newest.get(row["class_code"], {"on": date.min})["on"]:
            newest[row["class_code"]] = row
    for code, row in newest.items():
        put(numbers, f"stated/{code}", "", Decimal(row["employees"]))
    return numbers


def participants(known: Known, first: date, last: date, _whole: date) -> Numbers:
    """Who takes part, in what state, and what they did."""
    numbers: Numbers = {"participants": each(known.participants(first, last)), "began": []}
    numbers |= {key: [] for key in ("active", "on-leave", "completed", "withdrawn", "ended")}
    numbers |= {key: [] for key in ("done", "planned", "hours", "spent")}
    for person in known.participants(first, last):
        took = [part for part in known.parts_of[person] if _active(known, part, first, last)]
        if any(first <= part["started"] <= last for part in took):
            put(numbers, "began", person)
        newest = max(took, key=lambda part: part["started"])
        put(numbers, known.state(newest, last).replace(" ", "-"), person)
        for row in (row for part in took for row in known.counted_activities(part, last)):
            for key in ("planned", "done") if known.status(row["item_id"], last) == "done" else ("planned",):
                put(numbers, key, person)
                put(numbers, f"person/{person}/{key}", person)
        for key in ("planned", "done", "hours", "spent"):
            numbers.setdefault(f"person/{person}/{key}", [])
        for part in took:
            for key, rows, column in (
                ("hours", _progress(known, part), "hours"), ("spent", known.money[part["id"]], "amount"),
            ):  # fmt: skip
                for row in rows:
                    if first <= row["on"] <= last and row.get(column) is not None:
                        put(numbers, key, person, row[column])
                        put(numbers, f"person/{person}/{key}", person, row[column])
    return numbers


def plans(known: Known, _first: date, last: date, _whole: date) -> Numbers:
    """The plans of everybody in the program on the last day, by the state of their newest revision and its age."""
    ages = (
        (30, "0–30 days"),
        (90, "31–90 days"),
        (180, "91–180 days"),
        (365, "181–365 days"),
        (10**6, "Over 365 days"),
    )
    numbers: Numbers = {key: [] for key in ("waiting-long", "waiting", "plans", "age/All plans")} | {
        f"age/{age}": [] for _most, age in ages
    }
    waits: list[tuple[date, str, str, str, int]] = []
    for part in known.part.values():
        if known.state(part, last) not in {"active", "on leave"}:
            continue
        own = known.plan[part["id"]]
        begun = [row for row in known.revisions[own["id"]] if row["started_on"] <= last]
        if not begun:
            continue
        newest, person = max(begun, key=lambda row: row["number"]), part["person_id"]
        state, since = _state_of_revision(known, newest, last)
        days = (last - since).days
        numbers = {f"state/{state}/{age}": [] for _most, age in ages} | numbers
        age = next(words for most, words in ages if days <= most)
        for key in ("plans", "age/All plans", f"age/{age}", f"state/{state}", f"state/{state}/{age}"):
            put(numbers, key, person)
        if state in {"draft", "in review", "ready", "printed"}:
            put(numbers, "waiting", person)
            waits.append((since, known.name(person), own["number"], person, days))
            if days > 90:
                put(numbers, "waiting-long", person)
    for _since, _name, number, person, days in sorted(waits)[:MOST_LISTED]:
        put(numbers, f"waits/{number}", person, Decimal(days))
    return numbers


def pipeline(known: Known, first: date, last: date, whole: date) -> Numbers:
    """Who gets ready for which class, and who is still employed after a UM hire."""
    del first, whole
    numbers: Numbers = {
        "all-answered": [],
        "already-there": [],
        "pipeline": [],
        "hard-to-fill": [],
        "target-total/Participants": [],
    }
    for line in ASKED:
        numbers |= {f"line/{line}/{answer}": [] for answer in ("yes", "not yet", "ask HR")}
    for person in known.participants(last, last):
        part = next(part for part in known.parts_of[person] if known.state(part, last) == "active")
        answers, target = readiness(known, part, last)
        ready = sum(answer == "yes" for answer in answers.values())
        for lines in range(len(ASKED) + 1):
            numbers.setdefault(f"target/{target or 'none'}/{lines}", [])
            numbers.setdefault(f"target-total/{lines} of 6", [])
        for key in ("pipeline", f"target/{target or 'none'}", f"target/{target or 'none'}/{ready}"):
            put(numbers, key, person)
        put(numbers, f"target-total/{ready} of 6", person)
        put(numbers, "target-total/Participants", person)
        if target and any(row.get("hard_to_fill") for row in [known.class_row(target, last)] if row):
            put(numbers, "hard-to-fill", person)
        holds = known.holds(person, last)
        if holds is not None and target and holds["class_code"] == target:
            put(numbers, "already-there", person)
        if ready == len(ASKED):
            put(numbers, "all-answered", person)
        for line, answer in answers.items():
            put(numbers, f"line/{line}/{answer}", person)
    for year in range(2016, program_year(last) + 1):
        begins, ends = days_of(year)
        for move in known.hires(begins, min(ends, last)):
            _retained(known, numbers, year, move)
    return numbers


def _retained(known: Known, numbers: Numbers, year: int, move: Row) -> None:
    person = move["person_id"]
    put(numbers, f"cohort/{year}", person)
    put(numbers, "cohort-total/UM hires", person)
    for years in (1, 2, 3):
        day, words = months_later(move["on"], 12 * years), f"{years} year{'s' if years > 1 else ''}"
        if day <= known.today:
            what = "employed" if known.holds(person, day) else "left"
            for one in ("employed", "left"):
                numbers.setdefault(f"cohort/{year}/{years}/{one}", [])
                numbers.setdefault(f"cohort-total/{one.capitalize()} after {words}", [])
            put(numbers, f"cohort/{year}/{years}/{what}", person)
            put(numbers, f"cohort-total/{what.capitalize()} after {words}", person)


def readiness(known: Known, part: Row, day: date) -> tuple[dict[str, str], str]:
    """The six lines of the readiness list as of a day, and the target class ("" for none)."""
    held = known.in_force(part, day)
    begun = [row for row in known.revisions[known.plan[part["id"]]["id"]] if row["started_on"] <= day]
    newest = max(begun, key=lambda row: row["number"], default=None)
    source = held or newest
    target = source["target_class_code"] if source else ""
    notes = [
        row for row in known.rows_of(models.QualificationNote, part)
        if row["class_code"] == target and row["noted_on"] <= day
    ]  # fmt: skip
    noted = max(notes, key=lambda row: row["noted_on"], default=None)
    listed = any(
        row["class_code"] == target and str(row["outcome"]) == "passed" and row["taken_on"] <= day
        and (row["list_expires"] is None or row["list_expires"] >= day)
        for row in known.rows_of(models.ExamResult, part)
    )  # fmt: skip
    required = [row for row in known.activities[source["id"]] if row["required"]] if source else []
    far = [known.status(row["item_id"], day) for row in required]
    wanted = [status for status in far if status != "dropped"]
    unnoted = "ask HR" if target else "not yet"
    answers = {
        "target": bool(target), "list": bool(target) and listed,
        "activities": bool(wanted) and all(status == "done" for status in wanted),
        "in_force": held is not None, "reviewed": not overdue_reviews(known, part, day),
    }  # fmt: skip
    said = {line: "yes" if answer else "not yet" for line, answer in answers.items()}
    return {**said, "qualified": str(noted["met"]) if noted and target else unnoted}, target


def overdue_reviews(known: Known, part: Row, day: date) -> list[date]:
    """The reviews whose day has passed: of each kind the newest that is due, unless it was held."""
    signed = [known.signed_on(row) for row in known.revisions[known.plan[part["id"]]["id"]]]
    starts = min((one for one in signed if one is not None and one <= day), default=None)
    due: dict[tuple[date, str], bool] = {}
    turn = 1
    while starts is not None and (on := months_later(starts, 3 * turn)) <= day:
        if known.state(part, on) == "active":
            due[on, "annual" if turn % 4 == 0 else "quarterly"] = False
        turn += 1
    for row in known.rows_of(models.Review, part):
        if row["due"] <= day:
            due[row["due"], str(row["kind"])] = row["held_on"] is not None and row["held_on"] <= day
    newest = {kind: max(on for on, other in due if other == kind) for _on, kind in due}
    return [on for (on, kind), held in due.items() if on == newest[kind] and on < day and not held]


def td(known: Known, first: date, last: date, _whole: date) -> Numbers:
    """The T&D assignments that were served on at least one day of the period."""
    numbers: Numbers = {f"td/{key}": [] for key in ("over", "ends-soon", "last-day", "assignments", "people")}
    of_person: dict[str, list[Row]] = defaultdict(list)
    for row in known.rows[models.TDAssignment]:
        of_person[row["person_id"]].append(row)
    for person, rows in of_person.items():
        served = [row for row in rows if row["starts"] <= last and row["ends"] >= first]
        for row in served:
            put(numbers, "td/assignments", person)
            if row["starts"] <= last <= row["ends"]:
                put(numbers, "td/last-day", person)
                if row["ends"] <= last + timedelta(days=90):
                    put(numbers, "td/ends-soon", person)
            inside = max(row["starts"], first), min(row["ends"], last)
            months = _cents(Fraction(td_by_days.length(*(day.toordinal() for day in inside)), 30))
            put(numbers, "td/months", person, months)
            put(numbers, f"td/{row['id']}/months", person, months)
            put(numbers, f"td/{row['id']}/used", person, td_used(known, person, rows, last))
            others = _history(known, person, [one for one in rows if one is not row])
            allowed = td_by_days.last_allowed(others, row["starts"].toordinal(), int(row["time_base"] * 100))
            if allowed is None or allowed < row["ends"].toordinal():
                put(numbers, "td/over", person)
        if served:
            put(numbers, "td/people", person)
    return numbers


def td_used(known: Known, person: str, rows: list[Row], day: date) -> Decimal:
    """Months of T&D in the 36 months that end with a day, or hours where anybody is not full time."""
    history = _history(known, person, rows)
    used = td_by_days.answers(history, day.toordinal(), day.toordinal(), td_by_days.FULL).used
    return _cents(td_by_days.months_or_hours(used, in_hours=history.in_hours))


def _history(known: Known, person: str, rows: list[Row]) -> td_by_days.History:
    return td_by_days.History(
        tuple((row["starts"].toordinal(), row["ends"].toordinal(), int(row["time_base"] * 100)) for row in rows),
        tuple((row["effective"].toordinal(), int(float(row["time_base"]) * 100)) for row in known.appointments[person]),
    )


def _cents(amount: Fraction) -> Decimal:
    return (Decimal(amount.numerator) / Decimal(amount.denominator)).quantize(CENTS, ROUND_HALF_UP)


def _dated(known: Known, first: date, last: date) -> list[Row]:
    return [move for moves in known.moves.values() for move in moves if first <= move["on"] <= last]


def _into_bridging(known: Known, move: Row) -> bool:
    before, after = (known.category(move[name], move["on"]) for name in ("from_class_code", "to_class_code"))
    return after == "bridging" and before != "bridging"


def _unclear(known: Known, move: Row) -> bool:
    return "" in [known.category(move[name], move["on"]) for name in ("from_class_code", "to_class_code")]


def _active(known: Known, part: Row, first: date, last: date) -> bool:
    return any(
        state == "active" and begins <= end and begins <= last and end >= first
        for begins, end, state in known.stretches(part)
    )


def _progress(known: Known, part: Row) -> list[Row]:
    return known.rows_of(models.Progress, part)


def _state_of_revision(known: Known, revision: Row, day: date) -> tuple[str, date]:
    """The state of a revision on a day, and since when."""
    state, since = "draft", revision["started_on"]
    steps = known.steps[revision["id"]]
    if not steps:
        return str(revision["state"]), since
    for step in steps:
        on = step["made_at"].astimezone().date()
        if on <= day:
            state, since = str(step["to_state"]), on
    return state, since
