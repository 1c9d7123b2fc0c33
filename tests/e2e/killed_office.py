"""Works in a program until it is killed, then looks whether everything that was called saved is there.

Run as a script with a closed program folder: every round forks a worker that types, saves and imports, and is killed
with SIGKILL before its n-th SQL statement or after some milliseconds. The worker writes a line for each thing that is
saved, after it was saved. What the next opening finds must be that, or one step further. Ends with 0 when all held.
"""

import itertools
import os
import signal
import sys
import threading
import time
from pathlib import Path

from sqlalchemy import Engine, event

from umdesk.jobs import import_file
from umdesk.services import applicants, cycles, drafts, history, integrity, programs
from umdesk.services.programs import Program

PASSWORD = "correct horse battery"
CYCLE = "Spring 2026"
ROWS_IN_A_FILE = 5
FILES = 40
KEYS_A_STEP = 3


def main(folder: Path, statements: list[int], milliseconds: list[int]) -> None:
    """Be killed once for each number, and check after each time."""
    files = [_file(folder.parent, number) for number in range(FILES)]
    said = folder.parent / "said.txt"
    said.touch()
    _prepare(folder)
    for kind, number in [("statement", n) for n in statements] + [("millisecond", n) for n in milliseconds]:
        worker = os.fork()
        if worker == 0:
            _work(folder, said, files, kind, number)
            os._exit(3)  # it was to be killed
        _, status = os.waitpid(worker, 0)
        assert os.WIFSIGNALED(status), f"{kind} {number}: ended by itself"
        assert os.WTERMSIG(status) == signal.SIGKILL
        _verify(folder, said, f"killed at {kind} {number}")


def _prepare(folder: Path) -> None:
    program = programs.open_program(folder, password=PASSWORD)
    cycle = cycles.create_cycle(program, CYCLE)
    applicants.add(program, cycle, applicants.NewApplicant("Typed", "Ana", "999999", class_code="1441"))
    program.close()


def _work(folder: Path, said: Path, files: list[Path], kind: str, number: int) -> None:
    """Type, save and import until the end comes; `said` gets a line for each thing after it was saved."""
    program = programs.open_program(folder, password=PASSWORD)
    done = _said(said)
    ids = _ids(program)
    _arm(kind, number)
    with said.open("a", encoding="utf-8", buffering=1) as out:
        for step in itertools.count(done["saved"] + 1):
            for key in range(KEYS_A_STEP):
                typed = done["typed"] + (step - done["saved"] - 1) * KEYS_A_STEP + key + 1
                drafts.keep(program, "application", ids["application"], "notes", str(typed))
                out.write(f"typed {typed}\n")
            applicants.edit_person(program, ids["person"], {"work_phone": str(step)})
            out.write(f"saved {step}\n")
            if step % 2 == 0:
                place = _imported(program) // ROWS_IN_A_FILE
                if place < FILES:
                    import_file.run(program, files[place], CYCLE)
                    out.write(f"imported {(place + 1) * ROWS_IN_A_FILE}\n")


def _arm(kind: str, number: int) -> None:
    if kind == "millisecond":
        threading.Thread(target=_end_after, args=(number / 1000,), daemon=True).start()
        return
    left = itertools.count(number, -1)

    @event.listens_for(Engine, "before_cursor_execute")
    def count(*_: object) -> None:
        if next(left) <= 0:
            os.kill(os.getpid(), signal.SIGKILL)


def _end_after(seconds: float) -> None:
    time.sleep(seconds)
    os.kill(os.getpid(), signal.SIGKILL)


def _verify(folder: Path, said: Path, when: str) -> None:
    done = _said(said)
    program = programs.open_program(folder, password=PASSWORD)
    ids = _ids(program)
    detail = applicants.detail(program, ids["application"])
    found = {
        "typed": int(drafts.of_record(program, ids["application"]).get("notes", "0")),
        "saved": int(detail.work_phone or "0"),
        "imported": _imported(program),
    }
    allowed = {
        "typed": {done["typed"], done["typed"] + 1},
        "saved": {done["saved"], done["saved"] + 1},
        "imported": {done["imported"], done["imported"] + ROWS_IN_A_FILE},
    }
    for what, value in found.items():
        assert value in allowed[what], f"{when}: {what} {value}, but {done[what]} was called saved"
    checked = integrity.check(program)
    assert checked.findings == (), f"{when}: {checked.findings}"
    assert history.events(program, None, 1), when
    program.close()
    said.write_text("".join(f"{what} {value}\n" for what, value in found.items()), encoding="utf-8")


def _said(said: Path) -> dict[str, int]:
    """The last thing of each kind that was called saved; a line that was cut off was not."""
    last = {"typed": 0, "saved": 0, "imported": 0}
    for line in said.read_text(encoding="utf-8").splitlines(keepends=True):
        if line.endswith("\n"):
            what, value = line.split()
            last[what] = int(value)
    return last


def _ids(program: Program) -> dict[str, str]:
    row = next(row for row in applicants.rows(program) if row.employee_number == "999999")
    return {"application": row.id, "person": row.person_id}


def _imported(program: Program) -> int:
    return len(applicants.rows(program)) - 1


def _file(folder: Path, number: int) -> Path:
    """A CSV file with people of its own."""
    lines = ["Last Name,First Name,Employee No.,Class Code,Tenure,Received"]
    for row in range(ROWS_IN_A_FILE):
        employee = number * ROWS_IN_A_FILE + row + 1
        lines.append(f"Family{employee},Given{employee},{employee:06},1441,Permanent,2/9/2026")
    file = folder / f"applications-{number}.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


if __name__ == "__main__":
    main(Path(sys.argv[1]), [int(n) for n in sys.argv[2].split(",")], [int(n) for n in sys.argv[3].split(",")])
