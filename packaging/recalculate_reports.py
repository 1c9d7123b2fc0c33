"""Saves every report of the demo as a workbook, has LibreOffice add the totals up again, and compares.

The values that the formulas carry are taken out first, so that what is read back was computed by LibreOffice:

    python packaging/recalculate_reports.py [--program demo.umdesk] [--year 2026]
"""

import argparse
import io
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from python_calamine import CalamineWorkbook

from umdesk.domain.errors import UserError
from umdesk.domain.reports import periods
from umdesk.domain.reports.kinds import KINDS
from umdesk.jobs import demo, reports
from umdesk.services import programs
from umdesk.services.reporting.building import BUILDERS

_CARRIED = re.compile(rb"(<f>[^<]*</f>)<v>[^<]*</v>")


def main() -> int:
    """Save, spoil, recalculate and compare; 1 when anything differs or LibreOffice says anything."""
    options = _options()
    soffice = shutil.which("soffice")
    if soffice is None:
        print("LibreOffice (soffice) is not installed.")
        return 1
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        sound = _write(folder, options.program or _demo(folder), options.year)
        said = _recalculate(soffice, folder)
        wrong = [line for name, data in sound.items() for line in _compare(folder, name, data)]
    formulas = sum(len(_formulas(data)) for data in sound.values())
    print(f"{len(sound)} workbooks with {formulas:,} formulas")
    print("\n".join([*said, *wrong]) or "LibreOffice said nothing, and every cell is what umdesk wrote.")
    return 1 if said or wrong else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", type=Path, help="a program folder with the password of the demo")
    parser.add_argument("--year", type=int, default=2026)
    return parser.parse_args()


def _demo(folder: Path) -> Path:
    return demo.make_demo(folder / "demo").program


def _write(folder: Path, program_folder: Path, year: int) -> dict[str, bytes]:
    """The workbook of each kind; beside them, without the values of their formulas, as files."""
    program = programs.open_program(program_folder, password=demo.PASSWORD)
    made = {}
    for kind in KINDS.values():
        if kind.key not in BUILDERS:
            continue
        period = periods.period_of(None, None, year=year, today=program.today(), calendar=kind.calendar)
        try:
            made[kind.key] = reports.make(program, kind.key, period).workbook()
        except UserError as error:
            print(f"{kind.key}: {error}")
    program.close()
    for name, data in made.items():
        with zipfile.ZipFile(io.BytesIO(data)) as sound, zipfile.ZipFile(folder / f"{name}.xlsx", "w") as spoilt:
            for part in sound.namelist():
                spoilt.writestr(part, _CARRIED.sub(rb"\1", sound.read(part)))
    return made


def _formulas(data: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [found for part in archive.namelist() for found in _CARRIED.findall(archive.read(part))]


def _recalculate(soffice: str, folder: Path) -> list[str]:
    """What LibreOffice complains of; the recalculated workbooks stand beside the others as .ods."""
    began = time.monotonic()
    told = subprocess.run(
        [
            soffice, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", "ods",
            "--outdir", str(folder), *map(str, sorted(folder.glob("*.xlsx"))),
        ],
        capture_output=True, text=True, check=True, timeout=600,
    )  # fmt: skip
    print(f"LibreOffice took {time.monotonic() - began:.0f} s")
    return [line for line in told.stderr.splitlines() if line.strip() and "javaldx" not in line]


def _compare(folder: Path, name: str, sound: bytes) -> list[str]:
    expected = CalamineWorkbook.from_filelike(io.BytesIO(sound))
    computed = CalamineWorkbook.from_path(folder / f"{name}.ods")
    wrong = []
    for sheet in expected.sheet_names:
        rows, others = (book.get_sheet_by_name(sheet).to_python() for book in (expected, computed))
        for at, (row, other) in enumerate(zip(rows, others, strict=False), 1):
            for cell, found in zip(row, other, strict=False):
                numbers = isinstance(cell, float) and isinstance(found, float)
                if not (abs(cell - found) < 1e-6 if numbers else str(cell).strip() == str(found).strip()):
                    wrong.append(f"{name}, {sheet}, row {at}: {cell!r} is {found!r}")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
