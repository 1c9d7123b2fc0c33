"""Recalculates packet workbooks of random cycles in LibreOffice and compares every rank and score with umdesk's.

The cached values are made nonsense first, so that what is read back was computed by LibreOffice:

    python packaging/recalculate.py [--cycles 60] [--first 1] [--large]
"""

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from python_calamine import CalamineWorkbook

from tests.random_packets import packet_of, random_packet
from umdesk.domain.packet import PacketSnapshot, fraction
from umdesk.domain.ranking import Candidate, RaterSheet, Rules
from umdesk.domain.scoring import Criterion
from umdesk.exchange import packet_workbook

NONSENSE = "424242"
_CACHED = re.compile(rb"(<f>[^<]*</f>)<v>[^<]*</v>")
_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>"""


def main() -> int:
    """Make, spoil, recalculate and compare; 1 when anything differs."""
    options = _options()
    soffice = shutil.which("soffice")
    if soffice is None:
        print("LibreOffice (soffice) is not installed.")
        return 1
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        packets = {f"cycle{seed}": random_packet(seed) for seed in range(options.first, options.first + options.cycles)}
        packets["near"] = _nearer_than_nine_places()
        if options.large:
            packets["wide"] = random_packet(9001, applications=60, raters=40)
            packets["long"] = random_packet(9002, applications=500, raters=5)
        expected = {name: _write(folder / f"{name}.xlsx", packet) for name, packet in packets.items()}
        began = time.monotonic()
        _recalculate(soffice, folder)
        took = time.monotonic() - began
        wrong = [line for name in packets for line in _compare(folder, name, packets[name], expected[name])]
        ranked = sum(len(packet.places) for packet in packets.values())
    print(f"{len(packets)} workbooks, {ranked:,} ranked applications, LibreOffice took {took:.0f} s")
    print(f"umdesk foretold a difference for {sum(map(len, expected.values()))} applications")
    print("\n".join(wrong) if wrong else "Every rank, score and number of scores is what umdesk foretold.")
    return 1 if wrong else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("--cycles", type=int, default=60, help="how many random cycles")
    parser.add_argument("--first", type=int, default=1, help="the number of the first one")
    parser.add_argument("--large", action="store_true", help="also 40 raters, and 500 applications")
    return parser.parse_args()


def _nearer_than_nine_places() -> PacketSnapshot:
    """Scores that a workbook cannot tell apart, so that umdesk has to foretell a difference."""
    rules = Rules((Criterion("k", "Points", Decimal("1e12"), Decimal(1)),), minimum_raters=1)
    points = (1, 2, 3, 9000, 20000)
    near = [
        Candidate(f"2026-{n:04d}", (RaterSheet("Bo", {"k": Decimal(500 + each)}),)) for n, each in enumerate(points)
    ]
    return packet_of(near, rules, ("Bo",))


def _write(path: Path, packet: PacketSnapshot) -> tuple[str, ...]:
    """Write a workbook with nonsense in place of each cached value; gives the differences that umdesk foretold."""
    made = packet_workbook.make(packet, "0" * 64)
    whole = path.with_suffix(".whole")
    whole.write_bytes(made.data)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("xl/worksheets/"):
                content = content.replace(b' t="str"', b"")
                content = _CACHED.sub(rb"\1<v>" + NONSENSE.encode() + b"</v>", content)
            new.writestr(name, content)
    whole.unlink()
    return made.differences


def _recalculate(soffice: str, folder: Path) -> None:
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS)
    files = [str(path) for path in sorted(folder.glob("*.xlsx"))]
    command = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", str(folder / "out"), *files], check=True, capture_output=True)


def _compare(folder: Path, name: str, packet: PacketSnapshot, foretold: tuple[str, ...]) -> list[str]:
    book = CalamineWorkbook.from_path(str(folder / "out" / f"{name}.xlsx"))
    ranking = {row[1]: row for row in book.get_sheet_by_name("Ranking").to_python(skip_empty_area=False)[3:]}
    checks = book.get_sheet_by_name("Checks").to_python(skip_empty_area=False)
    places = {place.number: place for place in packet.places}
    known = {sentence.partition(":")[0] for sentence in foretold}
    wrong = []
    for one in packet.applications:
        row, place = ranking[one.number], places.get(one.number)
        if place is None:
            good = row[0] == "" and row[3] == ""
        else:
            close = isinstance(row[3], float) and abs(row[3] - float(fraction(place.exact))) < 1e-9
            good = row[0] == place.rank and close and row[4] == place.n
        if good == (one.number in known):
            wrong.append(f"{name} {one.number}: {row[:6]}, umdesk {place}")
    if checks[1][4] != len(known) or checks[2][4] != 0:
        wrong.append(f"{name}: the sheet Checks says {checks[1][4]} differ and {checks[2][4]} moved")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
