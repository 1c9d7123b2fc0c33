"""The selection packet of a cycle: what stands in it, what is missing for it, how long it is kept, and who made one."""

from umdesk.services.packet.gathering import snapshot
from umdesk.services.packet.keeping import (
    PACKET,
    WORKBOOK,
    Holding,
    Kept,
    Status,
    Workbook,
    document,
    record_workbook,
    status,
)

__all__ = [
    "PACKET", "WORKBOOK", "Holding", "Kept", "Status", "Workbook", "document",
    "record_workbook", "snapshot", "status",
]  # fmt: skip
