"""What every file of umdesk keeps to, beyond what ruff, mypy and the import contracts check."""

import ast
import re
import sys
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = sorted((ROOT / "umdesk").rglob("*.py"))
SHIPPED = [*CODE, *sorted(path for path in (ROOT / "resources").rglob("*") if path.is_file())]
ROOMS = {"domain", "storage", "services", "documents", "exchange", "jobs", "ui", "cli"}


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def trees() -> dict[Path, ast.Module]:
    """Each file as Python reads it, read once and only where the rules are checked."""
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in CODE}


def test_a_file_fits_into_one_head():
    # A migration is frozen: it is written once and never grows.
    living = [path for path in CODE if path.parent.name != "versions"]
    lengths = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in living}

    assert {name: lines for name, lines in lengths.items() if lines > 400} == {}, "give its noun a folder"


def test_a_class_does_one_thing():
    methods = {
        (named(path), cls.name): sum(isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef) for part in cls.body)
        for path, tree in trees().items()
        for cls in ast.walk(tree)
        if isinstance(cls, ast.ClassDef)
    }

    assert {name: count for name, count in methods.items() if count > 20} == {}


def test_there_is_no_drawer_for_everything():
    drawers = {"utils", "util", "common", "helpers", "misc", "manager", "managers"}

    assert [named(path) for path in CODE if drawers & {path.stem, *path.parts}] == []


def test_every_room_is_in_the_import_contracts():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = next(c for c in settings["tool"]["importlinter"]["contracts"] if c["type"] == "layers")["layers"]
    listed = set(re.findall(r"umdesk\.(\w+)", " ".join(layers)))
    rooms = {path.name for path in (ROOT / "umdesk").iterdir() if (path / "__init__.py").exists()}

    assert rooms == ROOMS
    assert rooms <= listed


def test_nothing_reaches_for_the_network():
    network = {"http", "urllib", "ftplib", "smtplib", "ssl", "requests", "httpx", "aiohttp", "xmlrpc", "webbrowser"}
    imported = {
        (named(path), name)
        for path, tree in trees().items()
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [str(node.module)]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }

    assert {found for found in imported if found[1].split(".")[0] in network} == set()
    assert {found for found in imported if found[1].startswith("PySide6.QtNetwork")} == set()


def test_nothing_is_printed_past_the_terminal():
    prints = [
        (named(path), node.lineno)
        for path, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]

    assert prints == []


def test_no_file_names_a_package_registry_or_a_path_of_one_machine():
    # Put together here, so that this file does not name them either.
    forbidden = [".".join(parts) for parts in (("pypi", "org"), ("pythonhosted", "org"), ("anaconda", "org"))]
    forbidden += ["--index-url", "--extra-index", "--find-links", "/tmp" + "/", "/home" + "/", "/work" + "/"]
    texts = [path for path in SHIPPED if path.suffix in {".py", ".md", ".csv", ".svg", ".txt"}]
    texts += sorted(ROOT.glob("*.txt")) + sorted(ROOT.glob("*.md"))

    found = [(named(path), word) for path in texts for word in forbidden if word in path.read_text(encoding="utf-8")]

    assert found == []


def test_every_pinned_library_has_its_hashes():
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", "")
        pins = [line for line in text.splitlines() if line and not line.startswith("#")]

        assert [pin.split()[0] for pin in pins if "==" not in pin or "--hash=sha256:" not in pin] == []


def test_what_runs_is_pinned_as_it_is_tested():
    def pins(name):
        text = (ROOT / name).read_text(encoding="utf-8")
        return set(re.findall(r"^([\w.-]+==[\w.]+)", text, re.MULTILINE))

    assert pins("requirements.txt") <= pins("requirements-dev.txt")


def test_every_library_of_the_project_is_pinned():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {
        re.match(r"[\w-]+", line).group().lower().replace("_", "-") for line in settings["project"]["dependencies"]
    }
    pinned = set(re.findall(r"^([\w.-]+)==", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE))

    assert wanted <= pinned


def test_every_library_that_is_imported_is_one_of_the_project():
    modules = {
        "PIL", "PySide6", "sqlalchemy", "sqlcipher3", "alembic", "cryptography", "reportlab", "python_calamine",
        "xlsxwriter", "pypdf", "rapidfuzz", "platformdirs", "shiboken6", "umdesk", "zxingcpp",
    }  # fmt: skip
    imported = set()
    for tree in trees().values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported.add(str(node.module).split(".")[0])

    assert imported - modules - sys.stdlib_module_names == set()
    assert modules - imported == set()


def test_what_people_read_has_one_kind_of_apostrophe():
    kept_in_programs = {"umdesk/domain/intake/fields.py", "umdesk/services/applicants/recorded.py"}
    curly = re.compile(r"\w’s\b|s’ ")
    texts = [path for path in SHIPPED if path.suffix in {".py", ".md"} and named(path) not in kept_in_programs]

    assert [named(path) for path in texts if curly.search(path.read_text(encoding="utf-8"))] == []
