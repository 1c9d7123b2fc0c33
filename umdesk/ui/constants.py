"""Keeps None, True and False alive under Python 3.11."""

import ctypes
import sys

_PLENTY = 1 << 40


def keep_constants_alive() -> None:
    """Give Python's constants more references than anything can lose.

    The wheels of PySide6 6.12 are built for Python 3.12 and later, where these objects are immortal and are handed out
    without a reference. Under 3.11 every call that returns nothing therefore takes one reference from None, and after
    some thousand calls the interpreter ends with "deallocating None". This does what 3.12 does by itself.
    """
    if sys.version_info < (3, 12) and sys.implementation.name == "cpython":
        for constant in (None, True, False, NotImplemented, ...):
            ctypes.c_ssize_t.from_address(id(constant)).value += _PLENTY
