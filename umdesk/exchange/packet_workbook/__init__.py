"""The selection packet as a workbook whose formulas rank again, so that an auditor needs no umdesk.

Formulas use only what Excel and LibreOffice both know, no macro, no link, no dynamic array; text never becomes a
formula. Each formula carries the value that it had when the workbook was made, for viewers that do not compute.
"""

from dataclasses import dataclass
from io import BytesIO

from umdesk.domain import packet_numbers
from umdesk.domain.packet import PacketSnapshot
from umdesk.domain.progress import Progress
from umdesk.exchange.packet_workbook import live, plain
from umdesk.exchange.packet_workbook.cells import Pen
from umdesk.exchange.packet_workbook.places import Places

_OPTIONS = {
    "in_memory": True,  # its parts hold people's data: none of them lies on the disk, even for a moment
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(frozen=True, slots=True)
class PacketWorkbook:
    """A finished workbook; `differences` says in sentences where its rank is another one than umdesk's."""

    data: bytes
    differences: tuple[str, ...]


def make(packet: PacketSnapshot, digest: str, progress: Progress | None = None) -> PacketWorkbook:
    """Make the workbook of a packet; `digest` is that of the packet's content. `progress` may raise, which ends it."""
    import xlsxwriter  # noqa: PLC0415 -- start-up time

    computed = packet_numbers.lines(packet)
    differences = packet_numbers.differences(packet, computed)
    file = BytesIO()
    with xlsxwriter.Workbook(file, _OPTIONS) as book:
        made = packet.made_at.replace(tzinfo=None)
        book.set_properties({"title": packet.title, "author": packet.department, "created": made})
        book.set_calc_mode("auto")
        pen = Pen(book, progress, sum(len(one.sheets) for one in packet.applications) + 2 * len(computed))
        places = Places(packet)
        plain.about(pen, packet, digest, differences)
        live.criteria(pen, packet)
        plain.raters(pen, packet)
        live.ratings(pen, packet, places, computed)
        live.scores(pen, packet, places, computed)
        live.ranking(pen, packet, places, computed)
        plain.decisions(pen, packet)
        plain.flags(pen, packet)
        plain.letters(pen, packet)
        plain.history(pen, packet)
        live.checks(pen, packet, places, computed, differences)
    return PacketWorkbook(file.getvalue(), differences)
