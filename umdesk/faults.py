"""What a developer needs to know of a fault of ours, for the window and the terminal alike: no names, nothing typed."""

import platform
import traceback
from types import TracebackType

from umdesk import __version__

Trace = TracebackType | None


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
    found = []
    for frame in traceback.extract_tb(trace):
        parts = frame.filename.replace("\\", "/").split("/")
        known = next((at for at, part in enumerate(parts) if part in ("umdesk", "site-packages")), len(parts) - 1)
        found.append(f"  {'/'.join(parts[known:])}:{frame.lineno} in {frame.name}")  # no home folder, no user's name
    return found
