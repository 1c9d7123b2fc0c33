"""Places that break databases: which one a folder is in, and whether the database works there in its safe mode.

The safe mode is the DELETE journal: slower, but it needs no memory shared between processes, which a network cannot
give, and between two operations the database is one whole file, which a sync program can copy.
"""

import os
import shutil
from dataclasses import dataclass, replace
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

from umdesk.storage.computer import Computer, Drive, Mount, this_computer

NETWORK_FILE_SYSTEMS = frozenset(
    {
        "9p", "afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "fuse.davfs2", "fuse.glusterfs",
        "fuse.gvfsd-fuse", "fuse.rclone", "fuse.s3fs", "fuse.sshfs", "fuse.vmhgfs-fuse", "gfs2", "glusterfs", "lustre",
        "ncpfs", "nfs", "nfs4", "ocfs2", "prl_fs", "smb2", "smb3", "smbfs", "vboxsf", "webdav",
    }
)  # fmt: skip
_READ_ONLY_FILE_SYSTEMS = frozenset({"iso9660", "squashfs", "udf", "cd9660"})
#: The name of a folder that only a sync program makes, and the program.
_SYNC_NAMES = {
    "onedrive": "OneDrive", "dropbox": "Dropbox", "google drive": "Google Drive", "googledrive": "Google Drive",
    "my drive": "Google Drive", "shared drives": "Google Drive", "icloud drive": "iCloud", "iclouddrive": "iCloud",
    "mobile documents": "iCloud", "box sync": "Box", "nextcloud": "Nextcloud", "owncloud": "ownCloud",
}  # fmt: skip
#: How the names go on where one person has several: "OneDrive - Department of Example", "GoogleDrive-maria@…".
_SYNC_BEGINNINGS = {
    "onedrive - ": "OneDrive", "onedrive-": "OneDrive", "dropbox (": "Dropbox", "googledrive-": "Google Drive",
    "box-": "Box", "nextcloud-": "Nextcloud", "owncloud-": "ownCloud",
}  # fmt: skip
#: What sync programs leave in the folder they copy. A *folder* .dropbox is only Dropbox's own settings.
_SYNC_FILES = {
    ".dropbox": "Dropbox", ".owncloudsync.log": "ownCloud", ".nextcloudsync.log": "Nextcloud",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """What a folder's place is like.

    Attributes:
        network: it lies on another computer.
        redirected: it is in the person's own folder, and that one lies on a server or is carried to one.
        synced: the sync program that copies it, or "".
        read_only: nobody may write to its medium.
        removable: its medium can be pulled out.
    """

    network: bool = False
    redirected: bool = False
    synced: str = ""
    read_only: bool = False
    removable: bool = False

    @property
    def safe_mode(self) -> bool:
        """Whether the database works with the DELETE journal here."""
        return self.network or self.redirected or bool(self.synced)


def place_of(folder: Path) -> Place:
    """What the place of a folder is like, which need not exist yet; asks nothing of the network itself."""
    named, real = str(folder.absolute()), os.path.realpath(folder)
    found = judge(named if _is_unc(named) else real, this_computer())
    return replace(
        found,
        synced=found.synced or marked_as_synced(Path(real)),
        read_only=found.read_only or _is_sealed(folder),
    )


def judge(place: str, computer: Computer) -> Place:
    """What the place of a folder is like, by the facts of a computer alone.

    Args:
        place: the whole path, links followed.
        computer: which computer.
    """
    path = _path(place, computer)
    drive = (computer.drives or {}).get(path.drive.upper())
    mount = mount_of(place, computer.mounts)
    network = _is_unc(place) or drive is Drive.REMOTE or (mount is not None and mount.type in NETWORK_FILE_SYSTEMS)
    sealed = mount is not None and ("ro" in mount.options or mount.type in _READ_ONLY_FILE_SYSTEMS)
    at_home = _inside(place, computer.home, computer)
    stays = _inside(place, str(_path(computer.home, computer) / "AppData" / "Local"), computer)
    return Place(
        network=network,
        redirected=at_home and (network or (computer.roaming and not stays)),
        synced=synced_by(place, computer),
        read_only=drive is Drive.OPTICAL or sealed,
        removable=drive is Drive.REMOVABLE or (mount is not None and mount.source in computer.removable),
    )


def on_local_disk(folder: Path) -> bool:
    """Whether the database may use WAL in this folder: a disk of this computer that no sync program copies."""
    return not place_of(folder).safe_mode


def free_bytes(folder: Path) -> int | None:
    """How much room is left on the disk of a folder, which need not exist yet; None where nobody knows."""
    standing = next((parent for parent in (folder, *folder.parents) if parent.exists()), None)
    try:
        return None if standing is None else shutil.disk_usage(standing).free
    except OSError:
        return None


def database_bytes(folder: Path) -> int:
    """The size of a program's database with its journal; 0 where there is none."""
    return sum(file.stat().st_size for file in (folder / "program.db", folder / "program.db-wal") if file.is_file())


def mount_of(place: str, mounts: tuple[Mount, ...]) -> Mount | None:
    """The file system that a path is on: the deepest one, and of two at one place the later."""
    inside = [m for m in mounts if place == m.where or place.startswith(m.where.rstrip("/") + "/")]
    return max(reversed(inside), key=lambda mount: len(mount.where), default=None)


def synced_by(place: str, computer: Computer) -> str:
    """The sync program that copies a folder, by what it told the computer and by the names on the way; "" for none."""
    told = next((name for name, root in computer.synced if root and _inside(place, root, computer)), "")
    if told:
        return told
    for part in _path(place, computer).parts:
        name = part.casefold()
        if name in _SYNC_NAMES:
            return _SYNC_NAMES[name]
        begun = next((program for start, program in _SYNC_BEGINNINGS.items() if name.startswith(start)), "")
        if begun:
            return begun
    # A folder called "Box" may hold anything unless it lies where Box puts its own.
    return "Box" if _inside(place, str(_path(computer.home, computer) / "Box"), computer) else ""


def marked_as_synced(folder: Path) -> str:
    """The sync program that left its mark in a folder or in one above it; "" for none."""
    for holder in (folder, *folder.parents):
        try:
            with os.scandir(holder) as entries:
                found = next(filter(None, (_mark(entry) for entry in entries if entry.name.startswith("."))), "")
        except OSError:
            continue
        if found:
            return found
    return ""


def _is_sealed(folder: Path) -> bool:
    """Whether the file system itself refuses to be written to (not on Windows, which does not tell)."""
    standing = next((parent for parent in (folder, *folder.parents) if parent.exists()), None)
    if standing is None or not hasattr(os, "statvfs"):
        return False
    try:
        return bool(os.statvfs(standing).f_flag & os.ST_RDONLY)
    except OSError:
        return False


def _mark(entry: "os.DirEntry[str]") -> str:
    name = entry.name
    if name in _SYNC_FILES:
        return _SYNC_FILES[name] if entry.is_file() else ""
    if name == ".dropbox.cache":
        return "Dropbox"
    if name == ".stfolder":
        return "Syncthing"
    return "Nextcloud" if name.startswith((".sync_", "._sync_")) and name.endswith(".db") else ""


def _path(place: str, computer: Computer) -> PurePath:
    return PureWindowsPath(_plain(place)) if computer.windows else PurePosixPath(place)


def _inside(place: str, holder: str, computer: Computer) -> bool:
    # Windows compares names without regard to case, which PureWindowsPath does by itself.
    return _path(place, computer).is_relative_to(_path(holder, computer))


def _is_unc(place: str) -> bool:
    r"""Whether a path names a server: \\server\share, also as \\?\UNC\server\share."""
    return _plain(place).startswith(("\\\\", "//"))


def _plain(place: str) -> str:
    r"""A Windows path without the prefix for long names (\\?\)."""
    if place.upper().startswith("\\\\?\\UNC\\"):
        return "\\\\" + place[8:]
    return place[4:] if place.startswith(("\\\\?\\", "\\\\.\\")) else place
