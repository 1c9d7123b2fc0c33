"""What makes a finished file last."""

import os
from contextlib import suppress
from pathlib import Path


def flush_name(folder: Path) -> None:
    """Bring the new name of a file in `folder` onto the disk, where the system can; the file itself is there."""
    with suppress(OSError):  # Windows opens no folder, and does this by itself
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
