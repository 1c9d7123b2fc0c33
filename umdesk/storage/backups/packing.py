"""Packing a backup into its one file, and making sure that the file is what was written."""

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import IO

from umdesk.domain.errors import CannotWrite
from umdesk.storage import engine as engines
from umdesk.storage.backups.archive import ABOUT, DATABASE, KEYS, About, read_about, verify
from umdesk.storage.sharing import share_file

#: A zip file knows no day before 1980, where a clock may stand whose battery died; when it was made says about.json.
_SOME_DAY = (1980, 1, 1, 0, 0, 0)
_CHUNK = 1 << 20


def pack(working: Path, packed: Path, about: About) -> None:
    """Put what a backup says of itself, its keys and its database into one file, and that onto the disk."""
    import zipfile  # noqa: PLC0415 -- start-up time

    with packed.open("wb") as out:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
            for name in (ABOUT, KEYS, DATABASE):
                info = zipfile.ZipInfo(name, _SOME_DAY)
                info.external_attr = 0o600 << 16
                if name == ABOUT:
                    archive.writestr(info, about.text())
                    continue
                info.file_size = (working / name).stat().st_size
                with (working / name).open("rb") as source, archive.open(info, "w") as member:
                    shutil.copyfileobj(source, member, _CHUNK)
        flush_to_disk(out)


def flush_to_disk(out: IO[bytes]) -> None:
    """Bring a written file onto the disk, so that reading it back reads the disk where the system allows."""
    out.flush()
    os.fsync(out.fileno())
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(out.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def settle_file(file: Path) -> None:
    """Let a finished file outlast a power cut and be used by all, as far as a stick or a share knows of such things."""
    with suppress(OSError):
        share_file(file)
    with suppress(OSError):
        engines.sync_folder(file.parent)


def compare(packed: Path, about: About) -> None:
    """Read a packed backup back.

    Raises:
        CannotWrite: it is not what was written.
    """
    wrong = verify(packed, None)
    if wrong or read_about(packed) != about:
        raise CannotWrite(
            "The disk gave back something else than what was written, so the backup was thrown away; "
            "the ones there are as they were.",
            "Check the disk, or choose another one for the backups.",
        )
