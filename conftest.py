"""What every test run needs before the first import of Qt."""

import gc
import os
import sys

from hypothesis import settings

# Tests never open a window on the screen of whoever runs them.
os.environ["QT_QPA_PLATFORM"] = os.environ.get("UMDESK_TEST_PLATFORM", "offscreen")

# Else each worker, and each process that a test starts, would compile all of umdesk again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# How long an example takes says how busy the machine is, and nothing about the rule.
settings.register_profile("umdesk", parent=settings.default, deadline=None)
settings.load_profile("umdesk")


def pytest_unconfigure() -> None:
    """Look for garbage once at the end: pytest would do so five times, in half a million objects."""
    gc.collect()
    gc.freeze()


def pytest_collection_finish() -> None:
    """Leave what was imported and collected out of every later collection of garbage: it stays to the end."""
    gc.collect()
    gc.freeze()
    # A test leaves little behind beside that; by default Python looks for it with every 700 objects.
    gc.set_threshold(10_000, 10, 10)
