"""Says which system library of Qt is missing, and which package to install.

`python packaging/check_qt.py` ends with 0 when a window can be made. `--screen` also asks for a screen to show it on.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

# Debian and Ubuntu packages by the library that they bring.
PACKAGES = {
    "libEGL": "libegl1",
    "libGL": "libgl1",
    "libGLX": "libglx0",
    "libOpenGL": "libopengl0",
    "libxkbcommon-x11": "libxkbcommon-x11-0",
    "libxkbcommon": "libxkbcommon0",
    "libdbus-1": "libdbus-1-3",
    "libfontconfig": "libfontconfig1",
    "libfreetype": "libfreetype6",
    "libglib-2": "libglib2.0-0",
    "libgthread-2": "libglib2.0-0",
    "libgssapi_krb5": "libgssapi-krb5-2",
    "libz": "zlib1g",
    "libzstd": "libzstd1",
    "libnss3": "libnss3",
    "libnspr4": "libnspr4",
    "libX11-xcb": "libx11-xcb1",
    "libX11": "libx11-6",
    "libxcb-cursor": "libxcb-cursor0",
    "libxcb-icccm": "libxcb-icccm4",
    "libxcb-image": "libxcb-image0",
    "libxcb-keysyms": "libxcb-keysyms1",
    "libxcb-randr": "libxcb-randr0",
    "libxcb-render-util": "libxcb-render-util0",
    "libxcb-render": "libxcb-render0",
    "libxcb-shape": "libxcb-shape0",
    "libxcb-shm": "libxcb-shm0",
    "libxcb-sync": "libxcb-sync1",
    "libxcb-util": "libxcb-util1",
    "libxcb-xfixes": "libxcb-xfixes0",
    "libxcb-xkb": "libxcb-xkb1",
    "libxcb": "libxcb1",
    "libwayland-client": "libwayland-client0",
    "libwayland-cursor": "libwayland-cursor0",
    "libwayland-egl": "libwayland-egl1",
}
_MISSING = re.compile(r"^\s*(\S+\.so\S*) => not found|(?:^|\s)(\S+\.so[.\d]*): cannot open shared object", re.MULTILINE)


def package_of(library: str) -> str:
    """The package that brings `library` ("libEGL.so.1"); "" when it is not known."""
    return PACKAGES.get(
        library.split(".so")[0].rstrip(".0123456789") or library, PACKAGES.get(library.split(".so")[0], "")
    )


def sentence(libraries: Iterable[str]) -> str:
    """What is missing and how to install it, for people."""
    names = sorted(set(libraries))
    packages = sorted({package_of(name) for name in names} - {""})
    said = f"Qt needs a system library that this computer lacks: {', '.join(names)}."
    if packages:
        said += f" On Debian or Ubuntu install it with: sudo apt-get install {' '.join(packages)}"
    return said


def missing_of(file: Path) -> list[str]:
    """The libraries that `file` asks for and the system does not have (Linux only)."""
    try:
        told = subprocess.run(["ldd", str(file)], capture_output=True, text=True, check=False).stdout
    except OSError:
        return []
    return [first or second for first, second in _MISSING.findall(told)]


def missing_libraries(plugins: Iterable[str]) -> list[str]:
    """The system libraries that the widgets and the named platform plugins lack."""
    found: list[str] = []
    import PySide6  # noqa: PLC0415 the message below is for when this works and its parts do not

    home = Path(PySide6.__file__).parent
    if sys.platform.startswith("linux"):
        for name in ("QtWidgets", "QtSvg", "QtPdf", "QtPdfWidgets", "QtPrintSupport"):
            for module in home.glob(f"{name}.abi3.so"):
                found += missing_of(module)
        for name in plugins:
            found += missing_of(home / "Qt" / "plugins" / "platforms" / f"libq{name}.so")
    try:
        import PySide6.QtWidgets  # noqa: F401, PLC0415 whether this works is the question
    except ImportError as error:
        found += [first or second for first, second in _MISSING.findall(str(error))] or [str(error)]
    return found


def main() -> int:
    """Print one sentence and return 1 when no window can be made."""
    wants_screen = "--screen" in sys.argv[1:]
    has_screen = bool(
        not sys.platform.startswith("linux")
        or os.environ.get("DISPLAY")
        or os.environ.get("WAYLAND_DISPLAY")
        or os.environ.get("QT_QPA_PLATFORM")
    )
    plugins = ["xcb"] if os.environ.get("DISPLAY") and wants_screen else []
    libraries = missing_libraries(plugins)
    if libraries:
        print(sentence(libraries), file=sys.stderr)
        return 1
    if wants_screen and not has_screen:
        print(
            "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set), so the window cannot open. "
            "Run this from a desktop session; `make demo` and `umdesk --help` work without a screen.",
            file=sys.stderr,
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
