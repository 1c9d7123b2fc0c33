"""Under the account of a rater no command, no file and no file's name tells what is sealed, whatever else they are."""

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.cli.test_roles import COMMANDS, MARIA, folder, run, template, world  # noqa: F401 -- fixtures
from tests.conftest import PASSWORD
from tests.roles_world import RITA, TOM, World
from tests.services.test_sealing import SCORES, Blind, blind_of
from umdesk.domain.words import Role
from umdesk.services import accounts, programs

_ELSEWHERE = ("account", "backup", "salvage", "print recovery", "ratings")


def at_blind(line: str) -> str:
    """A command as one writes it, on the blind cycle."""
    for cycle in ("Open_ratings", "To_decide", "Next_year"):
        line = line.replace(cycle, "Blind_ratings")
    return line


#: The commands on the blind cycle and on the open one; where they write a file, it lies in OUT.
ASKED = (
    *(at_blind(line) for name, (line, _may) in COMMANDS.items() if not name.startswith(_ELSEWHERE)),
    "rank PROGRAM --cycle Open_ratings",
    "print PROGRAM ranking --cycle Open_ratings --output OUT/open.pdf",
    "print PROGRAM person --application NUMBER --recipient Ana --purpose Asked --output OUT/person.pdf",
    "print PROGRAM person --employee EMPLOYEE --recipient Ana --purpose Asked --output OUT/person.pdf",
    "person PROGRAM EMPLOYEE",
    "person PROGRAM EMPLOYEE --as-of 2026-03-01",
    "cycle state PROGRAM --name Blind_ratings --to deciding",
)


Run = Callable[..., Any]


@pytest.fixture
def blind(folder: Path, world: World) -> Blind:  # noqa: F811 -- fixtures
    """The blind cycle; Rita, who rates it, is a coordinator as well from now on."""
    program = programs.open_program(folder, password=PASSWORD)
    found = blind_of(program, world)
    accounts.set_roles(program, world.accounts[RITA], [Role.RATER, Role.COORDINATOR])
    program.close()
    return found


def told_by(path: Path) -> Iterator[str]:
    """What a file tells: its name, the text and the facts about a PDF, the parts of a workbook or an archive."""
    yield path.name
    data = path.read_bytes()
    if data[:5] == b"%PDF-":
        reader = PdfReader(io.BytesIO(data))
        yield "\n".join(page.extract_text() for page in reader.pages)
        yield str(reader.metadata) + str(reader.xmp_metadata and reader.xmp_metadata.dc_title) + str(reader.outline)
    elif data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name
                yield archive.read(name).decode("utf-8", "replace")
    else:
        yield data.decode("utf-8", "replace")


def test_no_command_and_no_file_tells_who_rates_what_is_sealed(
    run: Run,  # noqa: F811 -- a fixture
    blind: Blind,
    tmp_path: Path,
) -> None:
    (number, (_name, employee)), *_more = blind.whose.items()
    refused = 0
    for line in ASKED:
        before = set((tmp_path / "out").rglob("*"))
        written = line.replace("NUMBER", number).replace("EMPLOYEE", employee)
        code, out, err = run(RITA, written, "--json")
        refused += code == 1
        said = out + err
        files = [
            text for path in set((tmp_path / "out").rglob("*")) - before if path.is_file() for text in told_by(path)
        ]
        for text in (said, *files):
            assert [word for word in SCORES if re.search(rf"(?<![\d.]){re.escape(word)}(?![\d])", text)] == [], line
        # Nothing that names somebody of the blind cycle has a number of it.
        for text in (*said.splitlines(), *records(out), *files):
            for one, whose in blind.whose.items():
                assert not (one in text and any(word.casefold() in text.casefold() for word in whose)), line
    assert refused >= 8
    code, out, err = run(RITA, "rank PROGRAM --cycle Blind_ratings")
    assert (code, out) == (1, "")
    assert "are sealed for you until your own rating sheets are in: 2 are still open." in err
    assert "61.25" in run(MARIA, "rank PROGRAM --cycle Blind_ratings")[1], "who does not rate reads it"


def records(out: str) -> Iterator[str]:
    """Each record of an answer in JSON, by itself."""

    def walk(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            yield " ".join(str(each) for each in value.values() if not isinstance(each, (dict, list)))
            for each in value.values():
                yield from walk(each)
        elif isinstance(value, list):
            for each in value:
                yield from walk(each)

    return walk(json.loads(out)) if out.startswith("{") else iter(())


def test_a_guess_at_what_another_rated_is_answered_alike_whether_it_fits_or_not(
    run: Run,  # noqa: F811 -- a fixture
    blind: Blind,
    tmp_path: Path,
) -> None:
    guess, answers = tmp_path / "out" / "guess.csv", set()
    for value in ("7.25", "7", "0"):
        guess.write_text(f"Application,Rater,Aptitude\n{max(blind.whose)},{TOM},{value}\n", encoding="utf-8")
        found = run(RITA, "ratings import PROGRAM OUT/guess.csv --cycle Blind_ratings --dry-run", "--json")
        answers.add(found)
    assert len(answers) == 1, answers
