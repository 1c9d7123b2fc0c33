"""The packet's workbook: text that stays text, formulas that both office programs know, values beside them."""

import re
import zipfile
from dataclasses import replace
from io import BytesIO

from python_calamine import CalamineWorkbook

from tests.random_packets import random_packet
from umdesk.exchange import packet_workbook

_KNOWN = {
    "IF", "OR", "AND", "COUNT", "AVERAGE", "MEDIAN", "SUM", "MAX", "MIN", "ROUND", "SUMPRODUCT", "ISNUMBER", "COUNTIFS",
    "COUNTIF", "SUMIF",
}  # fmt: skip


def formulas(data: bytes) -> list[str]:
    """Every formula of the workbook."""
    with zipfile.ZipFile(BytesIO(data)) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if name.startswith("xl/worksheets/")]
    return [found for sheet in sheets for found in re.findall(r"<f[^>]*>([^<]*)</f>", sheet)]


def rows(data: bytes, name: str) -> list[list[object]]:
    """The rows of a sheet as a viewer that does not compute shows them."""
    return CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_name(name).to_python(skip_empty_area=False)


def test_formulas_use_what_both_office_programs_know():
    used = set()
    for seed in range(6):
        found = formulas(packet_workbook.make(random_packet(seed, applications=4), "0" * 64).data)
        assert found
        used |= {name for formula in found for name in re.findall(r"([A-Z]+)\(", formula)}

    assert used <= _KNOWN


def test_the_values_beside_the_formulas_are_the_ranking():
    packet = random_packet(11, applications=30)
    data = packet_workbook.make(packet, "0" * 64).data

    ranking = rows(data, "Ranking")[3:]
    assert [(row[0], row[1]) for row in ranking[: len(packet.places)]] == [(p.rank, p.number) for p in packet.places]
    assert [round(row[3], 2) for row in ranking[: len(packet.places)]] == [float(p.score) for p in packet.places]
    assert {row[0] for row in ranking[len(packet.places) :]} <= {""}
    checks = rows(data, "Checks")
    assert checks[1][4] == checks[2][4] == 0
    assert {row[3] for row in checks[8:]} == {"agrees"}


def test_text_never_becomes_a_formula_or_a_link():
    packet = random_packet(3, applications=3)
    sheet = replace(packet.applications[0].sheets[0], comments=(("=1+1", '=HYPERLINK("http://x")'),))
    hostile = replace(
        packet.applications[0], name="=cmd|' /C calc'!A0", sheets=(sheet, *packet.applications[0].sheets[1:])
    )
    packet = replace(
        packet, notice="http://example.com", made_by="+1", applications=(hostile, *packet.applications[1:])
    )

    data = packet_workbook.make(packet, "0" * 64).data

    assert not [formula for formula in formulas(data) if "cmd" in formula or "HYPERLINK" in formula]
    assert '=1+1: =HYPERLINK("http://x")' in rows(data, "Ratings")[8]
    assert rows(data, "Scores")[3][1] == "=cmd|' /C calc'!A0"
    with zipfile.ZipFile(BytesIO(data)) as book:
        assert not [
            name for name in book.namelist() if "externalLink" in name or "hyperlink" in book.read(name).decode()
        ]


def test_the_same_packet_gives_the_same_bytes():
    packet = random_packet(5, applications=5)

    assert packet_workbook.make(packet, "0" * 64).data == packet_workbook.make(packet, "0" * 64).data
