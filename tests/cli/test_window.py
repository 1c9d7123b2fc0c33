"""Where no window can be shown, a sentence says why and what to install."""

import sys
from pathlib import Path

import pytest

from umdesk.cli import window
from umdesk.cli.window import NoWindow

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux lacks libraries and screens")


def test_a_missing_library_is_named_with_its_package():
    said = window.lacking(["libEGL.so.1", "libxcb-cursor.so.0", "libEGL.so.1"])

    assert said.message == "Qt needs a system library that this computer lacks: libEGL.so.1, libxcb-cursor.so.0."
    assert said.advice == "On Debian or Ubuntu install it with: sudo apt-get install libegl1 libxcb-cursor0"


def test_a_library_that_nobody_knows_is_named_all_the_same():
    said = window.lacking(["libqux.so.7"])

    assert "libqux.so.7" in said.message
    assert said.advice == ""


@linux
def test_what_the_linker_does_not_find_is_missing(tmp_path, monkeypatch):
    linker = tmp_path / "ldd"
    linker.write_text("#!/bin/sh\necho '  libGL.so.1 => not found'\necho '  libm.so.6 => /lib/libm.so.6 (0x1)'\n")
    linker.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    assert window.missing_of(Path("any.so")) == ["libGL.so.1"]
    assert window.missing_libraries() == ["libGL.so.1"]


@linux
def test_here_nothing_is_missing():
    assert window.missing_libraries() == []


@linux
def test_no_screen_is_a_sentence(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)

    with pytest.raises(NoWindow, match="There is no screen here"):
        window.require_screen()


@linux
def test_a_screen_that_does_not_answer_is_a_sentence(monkeypatch):
    for name in ("WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", ":4096")

    with pytest.raises(NoWindow, match=r"The screen :4096|lacks"):
        window.require_screen()
