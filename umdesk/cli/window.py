"""Opens the window, or says in a sentence why this computer cannot show one."""

import ctypes
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path

from umdesk.domain.errors import UserError

# Debian and Ubuntu packages by the library that they bring.
PACKAGES = {
    "libEGL": "libegl1",
    "libGL": "libgl1",
    "libGLX": "libglx0",
    "libOpenGL": "libopengl0",
    "libX11": "libx11-6",
    "libX11-xcb": "libx11-xcb1",
    "libdbus-1": "libdbus-1-3",
    "libfontconfig": "libfontconfig1",
    "libfreetype": "libfreetype6",
    "libglib-2.0": "libglib2.0-0",
    "libgssapi_krb5": "libgssapi-krb5-2",
    "libgthread-2.0": "libglib2.0-0",
    "libwayland-client": "libwayland-client0",
    "libwayland-cursor": "libwayland-cursor0",
    "libwayland-egl": "libwayland-egl1",
    "libxcb": "libxcb1",
    "libxcb-cursor": "libxcb-cursor0",
    "libxcb-icccm": "libxcb-icccm4",
    "libxcb-image": "libxcb-image0",
    "libxcb-keysyms": "libxcb-keysyms1",
    "libxcb-randr": "libxcb-randr0",
    "libxcb-render": "libxcb-render0",
    "libxcb-render-util": "libxcb-render-util0",
    "libxcb-shape": "libxcb-shape0",
    "libxcb-shm": "libxcb-shm0",
    "libxcb-sync": "libxcb-sync1",
    "libxcb-util": "libxcb-util1",
    "libxcb-xfixes": "libxcb-xfixes0",
    "libxcb-xkb": "libxcb-xkb1",
    "libxkbcommon": "libxkbcommon0",
    "libxkbcommon-x11": "libxkbcommon-x11-0",
    "libz": "zlib1g",
    "libzstd": "libzstd1",
}
_MODULES = ("QtWidgets", "QtSvg", "QtPdf", "QtPdfWidgets", "QtPrintSupport")
_NOT_FOUND = re.compile(r"^\s*(\S+\.so\S*) => not found", re.MULTILINE)
_CANNOT_OPEN = re.compile(r"(\S+\.so[.\d]*): cannot open shared object")


class NoWindow(UserError):
    """This computer cannot show a window now."""


def open_window(arguments: Sequence[str]) -> int:
    """Open the window and return its exit code when it has closed.

    Args:
        arguments: what stood on the command line: nothing, or a program folder to open.

    Raises:
        NoWindow: there is no screen, or Qt lacks a system library.
    """
    require_screen()
    try:
        from umdesk.app import run  # noqa: PLC0415 -- only the window needs Qt
    except ImportError as error:
        if not _CANNOT_OPEN.search(str(error)):
            raise
        raise lacking(missing_libraries() or _CANNOT_OPEN.findall(str(error))) from None
    return run(list(arguments))


def require_screen() -> None:
    """Raise `NoWindow` where Qt would end the process: no screen, or a screen that it cannot reach."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return
    if os.environ.get("WAYLAND_DISPLAY"):
        return
    if not os.environ.get("DISPLAY"):
        raise NoWindow(
            "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set), so the window cannot open.",
            "Start it from a desktop session; the commands in umdesk --help work without a screen.",
        )
    plugin = _qt_folder() / "Qt" / "plugins" / "platforms" / "libqxcb.so"
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:
        missing = missing_of(plugin) or _CANNOT_OPEN.findall(str(error))
        if missing:
            raise lacking(missing) from None
    if not _screen_answers():
        raise NoWindow(
            f"The screen {os.environ['DISPLAY']} (DISPLAY) does not answer, so the window cannot open.",
            "Start it from a desktop session; the commands in umdesk --help work without a screen.",
        )


def _screen_answers() -> bool:
    """Whether the X server that DISPLAY names takes a connection; Qt ends the process where it does not."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    answers = not xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return answers


def missing_libraries() -> list[str]:
    """The system libraries that Qt's modules ask for and this computer lacks (known on Linux only)."""
    found: set[str] = set()
    for name in _MODULES:
        for module in _qt_folder().glob(f"{name}.abi3.so"):
            found.update(missing_of(module))
    return sorted(found)


def missing_of(file: Path) -> list[str]:
    """The libraries that one file asks for and this computer lacks; empty where `ldd` is not to be had."""
    try:
        told = subprocess.run(["ldd", str(file)], capture_output=True, text=True, check=False).stdout  # noqa: S603, S607 -- a fixed command on our own file
    except OSError:
        return []
    return sorted(set(_NOT_FOUND.findall(told)))


def lacking(libraries: Iterable[str]) -> NoWindow:
    """What is missing and which package brings it."""
    names = sorted(set(libraries))
    packages = sorted({PACKAGES[name.split(".so")[0]] for name in names if name.split(".so")[0] in PACKAGES})
    return NoWindow(
        f"Qt needs a system library that this computer lacks: {', '.join(names)}.",
        f"On Debian or Ubuntu install it with: sudo apt-get install {' '.join(packages)}" if packages else "",
    )


def _qt_folder() -> Path:
    spec = find_spec("PySide6")
    if spec is None or not spec.submodule_search_locations:
        raise NoWindow("PySide6, the window library, is not installed.", "Install umdesk with its pinned requirements.")
    return Path(next(iter(spec.submodule_search_locations)))
