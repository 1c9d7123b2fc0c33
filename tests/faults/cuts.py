"""keys.json cut off at every byte: damage in a sentence, or the whole file; never something in between."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import PASSWORD
from tests.faults.base import fresh
from tests.faults.judge import Lost
from tests.faults.whole import NOW, facts, opened
from umdesk.domain.errors import Damaged, UserError
from umdesk.services import backups, integrity, programs


@dataclass
class Cuts:
    """What a run of cuts came to."""

    cuts: int = 0
    damaged: int = 0
    whole: int = 0
    restored: int = 0


def run(base: Path, place: Path, step: int = 1) -> Cuts:
    """Cut keys.json after every `step`-th byte; open, sign in and check; put it back by a restore.

    Raises:
        Lost: a cut file was taken for a whole one, or the program is not as before once keys.json is back.
    """
    result = Cuts()
    folder = fresh(base, place / "cut")
    with opened(folder, PASSWORD) as program:
        made = backups.make(program)
        assert made is not None
    shutil.copy(made.file, place / "kept.umbackup")
    before, keys = facts(folder), (folder / "keys.json").read_bytes()
    for length in sorted({*range(0, len(keys) + 1, step), len(keys) - 1, len(keys)}):
        (folder / "keys.json").write_bytes(keys[:length])
        result.cuts += 1
        if _opens(folder):
            # Only the line's end may be missing.
            if length < len(keys.rstrip()):
                raise Lost(f"keys.json with {length} of {len(keys)} bytes opens the program")
            result.whole += 1
            continue
        result.damaged += 1
        if not any(each.kind == "keys" for each in integrity.check_folder(folder, PASSWORD).findings):
            raise Lost(f"the check finds nothing in keys.json with {length} of {len(keys)} bytes")
    (folder / "keys.json").write_bytes(keys[: len(keys) // 2])
    backups.restore_over(place / "kept.umbackup", backups.Way(password=PASSWORD), folder, NOW)
    if facts(folder) != before:
        raise Lost("the program is not as before after a restore over the cut keys.json")
    result.restored += 1
    return result


def _opens(folder: Path) -> bool:
    for open_it in (lambda: programs.account_names(folder), lambda: programs.open_program(folder, password=PASSWORD)):
        try:
            there = open_it()
        except Damaged:
            return False
        except UserError as error:
            raise Lost(f"a cut keys.json was refused for another reason: {error}") from error
    there.close()
    return True
