"""The reports on selection and on records to keep, counted application by application and paper by paper."""

from collections import defaultdict
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any

from count_annual import eligibility
from count_people import Behind, Numbers, each, put
from count_world import OPEN, Known, months_later
from ten_years import Row

from umdesk.storage import models

PRINTED = "documents printed and kept whole"
RESULTS = ("scored", "selected", "waitlisted", "not-selected", "declined", "drawn", "departures")
TOTALS = {"drawn": "by-draw"}


def selection(known: Known, first: date, last: date, _whole: date) -> Numbers:
    """What became of the applications of each cycle that the period touches."""
    applied = {row["application_id"] for row in known.rows[models.Decision]
               if row["applied_at"] and first <= _day(row["applied_at"]) <= last}  # fmt: skip
    touched = {row["cycle_id"] for row in known.rows[models.Application]
               if first <= row["received"] <= last or row["id"] in applied}  # fmt: skip
    keys = ("received", "eligible", "not-eligible", "to-decide", "withdrawn")
    numbers: Numbers = {f"applications/{key}": [] for key in keys}
    numbers |= {f"results/{TOTALS.get(key, key)}": [] for key in (*RESULTS, "places", "raters")}
    for cycle_id in touched:
        own = f"cycle/{known.cycle[cycle_id]['name']}"
        numbers |= {f"{own}/{key}": [] for key in (*keys, *RESULTS)}
        of_cycle = [row for row in known.rows[models.Application] if row["cycle_id"] == cycle_id]
        for row in of_cycle:
            state, answer = str(row["state"]).replace(" ", "-"), eligibility(known, row).replace(" ", "-")
            for key in ("received", answer, *([state] if state == "withdrawn" else [])):
                put(numbers, f"{own}/{key}", row["person_id"])
                put(numbers, f"applications/{key}", row["person_id"])
            if state in RESULTS:
                put(numbers, f"{own}/{state}", row["person_id"])
                put(numbers, f"results/{state}", row["person_id"])
        for key, people in _ranked(known, cycle_id, of_cycle).items():
            numbers[f"{own}/{key}"] = each(people)
            numbers[f"results/{TOTALS.get(key, key)}"] += each(people)
        raters = [row for row in known.rows[models.Rater] if row["cycle_id"] == cycle_id]
        seats: Behind = [(cycle_id, Decimal(known.cycle[cycle_id]["seats"]))]
        numbers |= {f"{own}/seats": seats, f"{own}/raters": each(cycle_id for _ in raters)}
        numbers["results/places"] += seats
        numbers["results/raters"] += each(cycle_id for _ in raters)
    return numbers


def _ranked(known: Known, cycle_id: str, of_cycle: list[Row]) -> dict[str, list[str]]:
    """Who has a place in the ranking of a cycle, whom the draw placed, and whose decision departs from rank."""
    cycle = known.cycle[cycle_id]
    scores: dict[str, list[Decimal]] = defaultdict(list)
    for sheet in known.rows[models.Sheet]:
        scores[sheet["application_id"]].append(known.rating[sheet["id"]])
    placed = [
        (sum(scores[row["id"]]) / len(scores[row["id"]]), row) for row in of_cycle
        if len(scores[row["id"]]) >= cycle["minimum_raters"] and eligibility(known, row) != "not eligible"
        and str(row["state"]) != "withdrawn"
    ]  # fmt: skip
    seed = cycle.get("draw_seed")
    tied = [row for score, row in placed if sum(score == other for other, _row in placed) > 1]
    placed.sort(key=lambda one: (-one[0], _drawn(seed, one[1]) if seed else ""))
    ranks = {}
    for place, (score, row) in enumerate(placed, 1):
        before = placed[place - 2] if place > 1 else None
        shared = before is not None and before[0] == score and not seed
        ranks[row["id"]] = ranks[before[1]["id"]] if shared and before is not None else place
    departs = _departing(known, ranks, cycle["seats"])
    return {
        "scored": [row["person_id"] for _score, row in placed],
        "drawn": [row["person_id"] for row in tied] if seed else [],
        "departures": [row["person_id"] for _score, row in placed if row["id"] in departs],
    }


def _departing(known: Known, ranks: dict[str, int], seats: int) -> set[str]:
    """The applications whose decision departs from rank."""
    outcomes = {row["application_id"]: str(row["outcome"]) for row in known.rows[models.Decision]}
    waitlisted = max((rank for one, rank in ranks.items() if outcomes.get(one) == "waitlisted"), default=0)
    found = set()
    for one, rank in ranks.items():
        outcome, sharing = outcomes.get(one, ""), sum(rank == other for other in ranks.values())
        above, below = rank + sharing - 1 <= seats, rank > seats
        wrong = (outcome != "selected") if above else (outcome == "selected") if below else True
        if outcome and (wrong or (outcome == "not selected" and rank < waitlisted)):
            found.add(one)
    return found


def _drawn(seed: str, row: Row) -> str:
    return sha256(f"{seed}:{row['number']}".encode()).hexdigest()


def records(known: Known, first: date, last: date, _whole: date) -> Numbers:
    """What is on file on the last day counted, and what of it is of the period."""
    numbers: Numbers = {"packets-over": [], "on-file": []}
    for row in known.rows[models.Cycle]:
        closed = _day(row["closed_at"]) if row["closed_at"] is not None else OPEN
        if closed <= last and months_later(closed, 60) < last:
            put(numbers, "packets-over", row["id"])
    for name, found in _on_file(known).items():
        numbers |= {f"on-file/{name}": [], f"in-period/{name}": []}
        for who, day in found:
            if day <= last:
                put(numbers, f"on-file/{name}", who)
                if name != PRINTED:
                    put(numbers, "on-file", who)
            if first <= day <= last:
                put(numbers, f"in-period/{name}", who)
    return numbers


def _on_file(known: Known) -> dict[str, list[tuple[str, date]]]:
    """Every record by its kind: whose it is, and its day."""
    rows, signatories = known.rows, ("employee_signed", "current_supervisor_signed", "new_supervisor_signed")
    person = {
        row["id"]: row["person_id"] for model in (models.Application, models.Participation) for row in rows[model]
    }

    def of(model: Any, owner: str, day: str) -> list[tuple[str, date]]:
        return [(person.get(row.get(owner, ""), row.get(owner, "")), _day(row[day])) for row in rows[model]]

    signed = [
        (part["person_id"], known.signed_on(revision))
        for part in known.part.values() for revision in known.revisions[known.plan[part["id"]]["id"]]
    ]  # fmt: skip
    return {
        "selection packets of closed cycles": [
            (row["id"], _day(row["closed_at"])) for row in rows[models.Cycle] if row["closed_at"] is not None
        ],
        "applications": [(row["person_id"], row["received"]) for row in rows[models.Application]],
        "letters to applicants": [
            (person[row["application_id"]], row["sent_on"] or _day(row["made_at"])) for row in rows[models.Letter]
        ],
        "files with applications": of(models.Attachment, "application_id", "added_at"),
        "participations with what happened in them": of(models.Participation, "id", "started"),
        "plans signed or put in force": [(one, day) for one, day in signed if day is not None],
        "pages of signed paper, scanned": of(models.FiledPage, "", "filed_at"),
        "T&D agreements signed": [
            (row["person_id"], max(row[name] for name in signatories))
            for row in rows[models.TDAssignment] if all(row[name] for name in signatories)
        ],
        "files with participations": of(models.ParticipationFile, "participation_id", "added_at"),
        "files of program years": of(models.YearFile, "action_id", "added_at"),
        "filed reports": of(models.FiledReport, "", "filed_on"),
        PRINTED: of(models.PrintedDocument, "", "printed_at"),
        "disclosures of personal data": of(models.Disclosure, "", "at"),
    }  # fmt: skip


def _day(moment: date) -> date:
    return moment.astimezone().date() if isinstance(moment, datetime) else moment
