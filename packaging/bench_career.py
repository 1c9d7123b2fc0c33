"""Measures the window with 2,000 participants and their plans, 500 of them printed: opening, lists, one plan, typing.

Each time is how long the GUI thread did not come back to its events, so a step that is done beside the window counts
only for what the window itself did; what one waits for altogether is said beside it.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from umdesk.services.programs import Program
    from umdesk.ui.frame import Frame

PARTICIPANTS, PRINTED, ACTIVITIES = 2_000, 500, 5
HELD_MS = 300.0
"""For so long the window may not answer; what takes longer runs off the GUI thread (design.md)."""
LAST = ("Nguyễn", "O’Brien", "Aguilar", "Ковальчук", "Whitfield", "Muñoz", "Xiong", "Sandoval", "Nelson", "Anaya")
FIRST = ("Rebecca", "Chase", "Siobhán", "Minh", "Олена", "José", "Mai See", "Ana", "Tamika", "Harpreet")
IDLE = 0.3
"""Seconds that are waited after each step for what the window does in idle moments."""
_STATES = ("draft", "in review", "ready", "signed", "filed")
_KINDS = ("on-the-job training", "college course", "exam preparation", "classroom or online course", "T&D assignment")


@dataclass(frozen=True)
class Step:
    """What one did in the window: the longest time that it did not answer, and all that it took (milliseconds).

    `worked` is the longest time of one core that the window's own thread took meanwhile: on a busy machine it tells
    what the program does, where `held` tells what other programs did too.
    """

    name: str
    held: float
    worked: float
    took: float

    def __str__(self) -> str:
        return f"  {self.name:<39}{self.held:5.0f} ms ({self.worked:4.0f} of the processor), {self.took:6.0f} ms in all"


def measure(application: "QApplication", program: "Program", folder: Path) -> bool:
    """Print the figures; says whether the window answered within 0.3 s at every step."""
    from umdesk.ui.frame import Frame  # noqa: PLC0415
    from umdesk.ui.remembered import Remembered  # noqa: PLC0415

    fill(program)
    frame = Frame(Remembered(folder / "career.ini"))
    frame.window.resize(1280, 800)
    frame.window.show()
    application.processEvents()
    steps = _walk(application, frame, program)
    frame.window.close()
    print(f"{PARTICIPANTS:,} participants, {PRINTED} plans printed, {ACTIVITIES} activities each")
    for step in steps:
        print(step)
    worst = max(step.held for step in steps)
    print(f"  the window did not answer for at most  {worst:6.0f} ms (at most {HELD_MS:.0f} ms)")
    return worst <= HELD_MS


def _walk(application: "QApplication", frame: "Frame", program: "Program") -> list[Step]:
    """Go through what a coordinator does on a morning."""
    from PySide6.QtTest import QTest  # noqa: PLC0415
    from PySide6.QtWidgets import QPlainTextEdit  # noqa: PLC0415

    from umdesk.domain.plans import Section  # noqa: PLC0415

    found: list[Step] = []

    def step(name: str, act: Callable[[], object]) -> None:
        found.append(_step(application, frame, name, act))

    step("opening the window, with Today", lambda: frame.show_program(program))
    space = frame.window.workspace
    assert space is not None  # noqa: S101 -- the program is open
    step("the list of career plans", lambda: space.go_to("Career plans"))
    tab = space.current()
    rows = tab.participants.model.rows()
    printed = next(row for row in rows if row.revision_state == "printed")
    draft = next(row for row in rows if row.revision_state == "draft")
    step("searching a name", lambda: QTest.keyClicks(tab.participants.search, "nguy"))
    tab.participants.search.clear()
    step("opening a plan, the first one", lambda: tab.open_plan(printed.participation_id))
    step("opening a draft", lambda: tab.open_plan(draft.participation_id))
    keys = list(tab.editor._places)  # noqa: SLF001 -- every page there is, in its order
    for key in keys:
        step(f"page {key}", partial(tab.editor.go_to_page, key))
    step("page Participant again", partial(tab.editor.go_to_page, keys[0]))
    tab.editor.go_to_page(Section.SUPPORT)
    written = tab.editor.findChildren(QPlainTextEdit)
    shown = next(each for each in written if each.isVisible() and not each.isReadOnly())
    for letter in "Two hours":
        step("a key in a field", lambda letter=letter: QTest.keyClicks(shown, letter))
    found[-9:] = [max(found[-9:], key=lambda each: each.held)]
    step("leaving the field, one operation", tab.editor.settle)
    step("back to the list", tab.show_list)
    step("Today again", lambda: space.go_to("Today"))
    step("the catalogue window", lambda: frame.open_window("catalogue"))
    return found


def _step(application: "QApplication", frame: "Frame", name: str, act: Callable[[], object]) -> Step:
    """Do one thing, and let the window do all that follows, also what it leaves for idle moments."""
    held, worked = [], []

    def turn(do: Callable[[], object]) -> None:
        began, busy = time.perf_counter(), time.thread_time()
        do()
        held.append(time.perf_counter() - began)
        worked.append(time.thread_time() - busy)

    began = time.perf_counter()
    turn(act)
    turn(application.processEvents)
    while frame.window.runner.busy:
        turn(application.processEvents)
    turn(application.processEvents)
    took = time.perf_counter() - began
    end = time.monotonic() + IDLE
    while time.monotonic() < end:
        turn(application.processEvents)
    return Step(name, max(held) * 1000, max(worked) * 1000, took * 1000)


def fill(program: "Program") -> None:
    """Put the participants straight into the tables, since their history would take minutes."""
    from sqlalchemy import insert  # noqa: PLC0415

    from umdesk.storage.engine import WRITE  # noqa: PLC0415

    tables = _rows(program.today(), program.now())
    engine = program.opened.engine.execution_options(**{WRITE: True})
    with program.queued(), engine.begin() as connection:
        for model, rows in tables.items():
            if rows:
                connection.execute(insert(model.__table__), rows)


def _rows(today: date, now: datetime) -> dict[Any, list[dict[str, Any]]]:
    from umdesk.storage import models  # noqa: PLC0415

    made: dict[Any, list[dict[str, Any]]] = {
        model: []
        for model in (
            models.Unit, models.Supervisor, models.Person, models.Appointment, models.Participation,
            models.ParticipationStateRow, models.Plan, models.Revision, models.PlanItem, models.PlanGoal,
            models.PlanCompetency, models.PlanActivity, models.PlanCost, models.Progress, models.Review,
            models.TDAssignment, models.ExamResult, models.CatalogueActivity,
        )
    }  # fmt: skip
    for number in range(40):
        made[models.Unit].append({"id": _id("1", number), "name": f"Unit {number}"})
        made[models.Supervisor].append({"id": _id("2", number), "name": f"Supervisor {number}"})
        made[models.CatalogueActivity] += [
            {
                "id": _id("c", number * 5 + at), "type": kind, "text": f"{kind.capitalize()} {number}",
                "provider": "Training office", "state_hours": Decimal(16),
            }
            for at, kind in enumerate(_KINDS)
        ]  # fmt: skip
    for number in range(PARTICIPANTS):
        for model, row in _participant(models, number, today, now):
            made[model].append(row)
    return made


def _id(kind: str, number: int) -> str:
    return f"{kind}{number:031x}"


def _participant(models: Any, number: int, today: date, now: datetime) -> list[tuple[Any, dict[str, Any]]]:
    """One person with a plan; the first ones are printed, the others in every state."""
    person, part, plan, revision = (_id(kind, number) for kind in "3456")
    state = "printed" if number < PRINTED else _STATES[number % len(_STATES)]
    began = today - timedelta(days=400 - number % 300)
    signed = began if state == "signed" else None
    unit = _id("1", number % 40)
    found = [
        (models.Person, {
            "id": person, "last_name": f"{LAST[number % 10]}{chr(97 + number % 26)}", "first_name": FIRST[number % 7],
            "employee_number": f"{100_000 + number * 7}",
        }),
        (models.Appointment, {
            "id": _id("7", number), "person_id": person, "effective": began, "class_code": "1379",
            "class_title": "Office Assistant (Typing)", "tenure": "permanent", "time_base": "Full time",
            "unit_id": unit, "supervisor_id": _id("2", number % 40),
        }),
        (models.Participation, {"id": part, "person_id": person, "started": began}),
        (models.ParticipationStateRow, {
            "id": _id("8", number), "participation_id": part, "state": "active", "effective": began,
        }),
        (models.Plan, {"id": plan, "participation_id": part, "number": f"{began.year}-{number:04d}"}),
        (models.Revision, {
            "id": revision, "plan_id": plan, "number": 1, "state": state, "started_on": began,
            "period_from": began, "period_to": began + timedelta(days=364), "current_class_code": "1379",
            "current_class_title": "Office Assistant (Typing)", "target_class_code": "5157",
            "target_class_title": "Staff Services Analyst (General)", "unit_name": f"Unit {number % 40}",
            "supervisor_name": f"Supervisor {number % 40}", "coordinator_name": "Coordinator",
            "support": "Two hours a week of state time.", "supervisor_comments": "Ready for more.",
            "supervisor_approval": "approves",
            "printed_at": now - timedelta(days=number % 60) if state in {"printed", "signed", "filed"} else None,
            "employee_signed": signed, "supervisor_signed": signed, "coordinator_signed": signed,
        }),
    ]  # fmt: skip
    lines = {models.PlanGoal: ("goal", 2), models.PlanCompetency: ("competency", 2), models.PlanCost: ("cost", 2)}
    for at, (model, (kind, count)) in enumerate([*lines.items(), (models.PlanActivity, ("activity", ACTIVITIES))]):
        for position in range(count):
            item = _id("9", number * 100 + at * 10 + position)
            found.append((models.PlanItem, {"id": item, "plan_id": plan, "kind": kind}))
            row = {"id": _id("a", number * 100 + at * 10 + position), "revision_id": revision, "item_id": item}
            found.append((model, {**row, "position": position, **_line(kind, position, began)}))
            if kind == "activity" and position < 3:
                found.append((models.Progress, {
                    "id": _id("b", number * 10 + position), "participation_id": part, "item_id": item,
                    "on": began + timedelta(days=60), "status": "done" if position < 2 else "in progress",
                    "hours": Decimal(8), "note": "Went well.",
                }))  # fmt: skip
    if number % 8 == 0:
        found.append((models.TDAssignment, {
            "id": _id("d", number), "person_id": person, "participation_id": part, "starts": began,
            "ends": today + timedelta(days=number % 200), "time_base": Decimal(1), "class_code": "5157",
        }))  # fmt: skip
        found.append((models.ExamResult, {
            "id": _id("e", number), "participation_id": part, "class_code": "5157", "outcome": "passed",
            "taken_on": began, "list_kind": "", "list_expires": today + timedelta(days=number % 200),
        }))  # fmt: skip
    return found


def _line(kind: str, position: int, began: date) -> dict[str, Any]:
    starts = began + timedelta(days=30 * position)
    if kind == "goal":
        term = "long-term" if position else "short-term"
        return {"term": term, "text": "Work as an analyst.", "measure": "Appointed", "target_date": starts}
    if kind == "competency":
        return {"name": "Analysis", "now": "Has not done this", "wanted": "Compares costs"}
    if kind == "cost":
        return {"text": "Tuition", "category": "tuition", "estimate": Decimal(138), "fund": "Training fund"}
    return {
        "type": _KINDS[position % 5], "text": f"Activity {position}", "provider": "Fiscal Services", "starts": starts,
        "ends": starts + timedelta(days=60), "state_hours": Decimal(16), "required": True,
    }  # fmt: skip
