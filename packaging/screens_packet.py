"""Pictures of the selection packet in the window, for `make screens`; its pages are among the demo's documents."""

from typing import Any

from umdesk.domain.words import CycleState
from umdesk.jobs import packet as jobs
from umdesk.services import cycles
from umdesk.ui.selection.packetwindow import PacketWindow


def photograph(frame: Any, camera: Any) -> None:
    """What the packet of a closed cycle holds and lacks, and the packet that was made."""
    context = frame.window.workspace.context
    frame.window.workspace.go_to("Selection")
    tab = frame.window.workspace.current()
    tab.show_record(_closed(context.program))
    tab.show_part("Packet")
    camera.settle(0.7)
    camera.take("Selection, packet")
    window = PacketWindow(context, "Selection packet", frame.window)
    window.show_made(jobs.make(context.program, tab.cycle.id))
    window.show()
    camera.settle(0.7)
    camera.take("Window packet", window)
    window.close()


def _closed(program: Any) -> str:
    return next(line.id for line in cycles.list_cycles(program) if line.state is CycleState.CLOSED)
