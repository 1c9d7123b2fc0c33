"""What a developer needs to know of a fault of ours, for the window and the terminal alike: no names, nothing typed."""

import platform
import sys
import traceback
from pathlib import Path
from types import TracebackType

from umdesk import __version__

Trace = TracebackType | None


def leave_no_memory_behind() -> None:
    """Let no process that dies put its memory, with keys and names in it, on the disk."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 -- asked on Windows only

        no_dialog, no_report = 0x0001, 0x0002
        ctypes.windll.kernel32.SetErrorMode(no_dialog | no_report)
    else:
        import resource  # noqa: PLC0415 -- does not exist on Windows

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


def report(kind: type[BaseException], trace: Trace, cause: BaseException | None = None, *, beside: str = "") -> str:
    """Versions, the kind of the error and the places in the code; `beside` names a library with its version.

    The message of the error and the values of variables are left out on purpose: they can hold names.
    """
    versions = [f"umdesk {__version__}", f"Python {platform.python_version()}"]
    versions += [beside] if beside else []
    versions.append(f"{platform.system()} {platform.release()}")
    lines = [", ".join(versions), _name(kind), *_places(trace)]
    while cause is not None:
        lines += [f"caused by {_name(type(cause))}", *_places(cause.__traceback__)]
        cause = cause.__cause__ or cause.__context__
    return "\n".join(lines)


def _name(kind: type[BaseException]) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


def _places(trace: Trace) -> list[str]:
    return [f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}" for frame in traceback.extract_tb(trace)]


def _short(file: str) -> str:
    """The file as it is imported, without the folder it is installed in, which can name a user."""
    path = Path(file)
    for root in sorted(filter(None, sys.path), key=len, reverse=True):
        if path.is_relative_to(root):
            return path.relative_to(root).as_posix()
    return path.name
