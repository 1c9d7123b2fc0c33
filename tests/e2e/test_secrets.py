"""A known name, the password and the key are found nowhere on the disk outside the encrypted files."""

import base64
import os
import shutil
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from tests.e2e.secret_office import OFFICE, PASSWORD, TEXTS, WRONG
from umdesk.services import programs

ROOT = Path(__file__).resolve().parents[2]
COORDINATOR = "Ingeborg Thúrin"
MAY_NAME_THE_COORDINATOR = {"keys.json"}


@pytest.fixture
def places(tmp_path: Path) -> dict[str, str]:
    """An environment in which everything that a program writes lies in one tree."""
    return places_in(tmp_path)


def places_in(holder: Path) -> dict[str, str]:
    """The same, with the tree in this folder."""
    wanted = {
        "HOME": "home", "USERPROFILE": "home", "TMPDIR": "tmp", "TEMP": "tmp", "TMP": "tmp",
        "XDG_CONFIG_HOME": "home/.config", "XDG_CACHE_HOME": "home/.cache", "XDG_DATA_HOME": "home/.local/share",
        "XDG_STATE_HOME": "home/.local/state", "XDG_RUNTIME_DIR": "run", "LOCALAPPDATA": "home/local",
        "APPDATA": "home/roaming",
    }  # fmt: skip
    for name in {*wanted.values(), "work", "outside"}:
        (holder / "tree" / name).mkdir(parents=True, exist_ok=True, mode=0o700)
    (holder / "outside").mkdir(exist_ok=True)
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "UMDESK_"))},
        **{name: str(holder / "tree" / place) for name, place in wanted.items()},
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "QT_QPA_PLATFORM": "offscreen",
    }


@pytest.fixture(scope="module")
def sitting(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder with the tree that a whole sitting left behind, and what the window said meanwhile."""
    holder = tmp_path_factory.mktemp("sitting")
    places = places_in(holder)
    office = window(places, new_program(places, holder), "work")
    said, complained = office.communicate(timeout=240)
    assert office.returncode == 0, complained
    return holder, said + complained


@pytest.fixture
def folder(sitting: tuple[Path, str], places: dict[str, str], tmp_path: Path) -> Path:
    """The program after the sitting, in the tree of the test."""
    for name in ("tree", "outside"):
        shutil.copytree(sitting[0] / name, tmp_path / name, dirs_exist_ok=True)
    return tmp_path / "tree" / "work" / "north.umdesk"


def command(places: dict[str, str], folder: Path, *arguments: str, password: str = PASSWORD) -> str:
    """Run one command on the program folder; gives what it said on standard error."""
    verb, *rest = arguments
    ended = subprocess.run(
        [sys.executable, "-m", "umdesk", verb, str(folder), *rest],
        cwd=folder.parent,
        env={**places, "UMDESK_PASSWORD": password},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return ended.stderr


def window(places: dict[str, str], folder: Path, what: str) -> "subprocess.Popen[str]":
    """Start the office in its own process."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.secret_office", str(folder), str(folder.parents[2] / "outside"), what],
        cwd=ROOT,
        env=places,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def new_program(places: dict[str, str], tmp_path: Path) -> Path:
    folder = tmp_path / "tree" / "work" / "north.umdesk"
    names = ["--department", "D", "--office", OFFICE, "--coordinator", COORDINATOR]
    command(places, folder, "new", *names, "--recovery-sheet", str(tmp_path / "outside" / "sheet.pdf"))
    if not folder.exists():
        command(places, folder, "new", *names)
    return folder


def spellings(text: str) -> Iterator[bytes]:
    """How a text may stand in a file."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    for form in {text, unicodedata.normalize("NFD", text), text.casefold(), plain, plain.casefold()}:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            yield form.encode(encoding)
    yield base64.b64encode(text.encode())
    yield text.encode("utf-8").hex().encode()
    yield text.encode("unicode_escape")


def spellings_of_key(key: bytes) -> Iterator[bytes]:
    yield key
    for written in (
        key.hex(),
        key.hex().upper(),
        base64.b64encode(key).decode(),
        base64.urlsafe_b64encode(key).decode(),
    ):
        for encoding in ("utf-8", "utf-16-le"):
            yield written.rstrip("=").encode(encoding)


def found(tree: Path, needles: set[bytes], but_not_in: set[str] = frozenset()) -> list[tuple[str, bytes]]:
    """Each file of the tree, and of the archives in it, that holds one of the needles, also in its name."""
    hits = []
    for path in sorted(tree.rglob("*")):
        name = str(path.relative_to(tree))
        contents = {name: name.encode()}
        if path.is_file() and not path.is_symlink():
            data = path.read_bytes()
            contents[f"{name} inside"] = data
            if zipfile.is_zipfile(BytesIO(data)):
                with zipfile.ZipFile(BytesIO(data)) as archive:
                    contents |= {f"{name}/{part}": archive.read(part) for part in archive.namelist()}
        hits += [
            (where, needle)
            for where, data in contents.items()
            for needle in needles
            if needle in data and path.name not in but_not_in and where.rpartition("/")[2] not in but_not_in
        ]
    return hits


def needles_of(folder: Path) -> set[bytes]:
    """The texts, and the key that encrypts the database."""
    program = programs.open_program(folder, password=PASSWORD)
    key, salt = program.opened.key, program.opened.keys.salt
    assert len(key) == 32
    program.close()
    derived = {spelling for text in TEXTS for spelling in spellings(text) if len(spelling) > 5}
    return derived | set(spellings_of_key(key)) | set(spellings_of_key(key + salt))


def test_the_search_finds_what_lies_in_the_open(tmp_path: Path) -> None:
    (tmp_path / "a.log").write_text("Signed in with Xylophon Pässwort 7391", encoding="utf-16")
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("c.txt", "ZSOFIA HALLSTROM-ØRSTED".casefold())
    (tmp_path / "Hällström-Ørsted.pdf").write_bytes(b"")
    needles = {spelling for text in TEXTS for spelling in spellings(text) if len(spelling) > 5}
    assert {where for where, _ in found(tmp_path, needles)} == {
        "a.log inside", "b.zip/c.txt", "Hällström-Ørsted.pdf",
    }  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="the places of Windows are not named by the environment alone")
def test_nothing_of_a_whole_sitting_lies_in_the_open(
    places: dict[str, str], folder: Path, sitting: tuple[Path, str], tmp_path: Path
) -> None:
    told = sitting[1]
    told += command(places, folder, "applicants", "--json", password=WRONG)
    for arguments in (["applicants", "--json"], ["check"], ["backup"], ["rank", "--cycle", "Spring 2026"]):
        told += command(places, folder, *arguments)

    needles = needles_of(folder)
    assert found(tmp_path / "tree", needles) == []
    assert [needle for needle in needles if needle in told.encode()] == []
    coordinator = set(spellings(COORDINATOR))
    assert found(tmp_path / "tree", coordinator, MAY_NAME_THE_COORDINATOR) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_nothing_lies_in_the_open_when_the_window_is_killed(
    places: dict[str, str], folder: Path, tmp_path: Path
) -> None:
    office = window(places, folder, "die")
    assert office.stdout is not None
    assert office.stdout.readline() == "typed\n"
    before = found(tmp_path / "tree", {spelling for text in TEXTS for spelling in spellings(text) if len(spelling) > 5})
    office.kill()
    _said, complained = office.communicate(timeout=60)

    assert before == []
    needles = needles_of(folder)
    assert found(tmp_path / "tree", needles) == []
    assert [needle for needle in needles if needle in complained.encode()] == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no core files")
def test_a_process_that_dies_leaves_no_memory_on_the_disk() -> None:
    script = (
        "import resource; resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY,) * 2)"
        " if resource.getrlimit(resource.RLIMIT_CORE)[1] == resource.RLIM_INFINITY else None\n"
        "from umdesk.cli.main import main\n"
        "main(['--version'])\n"
        "print(resource.getrlimit(resource.RLIMIT_CORE)[0])"
    )
    ended = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ended.stdout.splitlines()[-1] == "0"
