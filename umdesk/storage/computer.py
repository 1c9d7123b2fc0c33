"""What this computer says of its disks and of the programs that copy folders: facts only, for the rules in `places`."""

import contextlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

_OCTAL = re.compile(r"\\([0-7]{3})")
_MAC_MOUNT = re.compile(r"^(?P<source>.+?) on (?P<where>/.*) \((?P<options>[^()]*)\)$")


class Drive(StrEnum):
    """What Windows calls a drive letter."""

    FIXED = "fixed"
    REMOVABLE = "removable"
    REMOTE = "remote"
    OPTICAL = "optical"


#: GetDriveTypeW's answers (winbase.h); what is left out says nothing of use.
_DRIVE_TYPES = {2: Drive.REMOVABLE, 3: Drive.FIXED, 4: Drive.REMOTE, 5: Drive.OPTICAL}


@dataclass(frozen=True, slots=True)
class Mount:
    """One mounted file system: what is mounted, where, of which type, with which options."""

    source: str
    where: str
    type: str
    options: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Computer:
    """All that the rules on places want to know.

    Attributes:
        platform: as `sys.platform` has it.
        home: the person's own folder, as the system names it.
        mounts: of Linux and macOS, in the order in which they were mounted.
        drives: of Windows: "C:" and what it is.
        synced: name of a sync program and the folder it copies.
        roaming: whether Windows carries the person's profile between computers at sign-in and sign-out.
        removable: the devices ("/dev/sdb1") that can be pulled out.
    """

    platform: str
    home: str
    mounts: tuple[Mount, ...] = ()
    drives: Mapping[str, Drive] | None = None
    synced: tuple[tuple[str, str], ...] = ()
    roaming: bool = False
    removable: frozenset[str] = frozenset()

    @property
    def windows(self) -> bool:
        """Whether its paths are Windows'."""
        return self.platform == "win32"


def this_computer() -> Computer:
    """Ask the operating system; what it does not tell stays empty."""
    home = Path.home()
    return Computer(
        platform=sys.platform,
        home=str(home),
        mounts=(mounts := _mounts()),
        drives=_drives(),
        synced=(
            *synced_by_environment(os.environ),
            *_dropbox(os.environ, home),
            *_registered_sync_roots(),
        ),
        roaming=_roams(),
        removable=frozenset(mount.source for mount in mounts if _can_be_pulled_out(mount.source)),
    )


def read_linux_mounts(text: str) -> tuple[Mount, ...]:
    r"""The lines of /proc/mounts, in which a space in a name is written \040 (proc(5), fstab(5))."""
    found = []
    for line in text.splitlines():
        parts = line.split(" ")
        if len(parts) >= 4:
            source, where, kind = (_unescaped(part) for part in parts[:3])
            found.append(Mount(source, where, kind, frozenset(parts[3].split(","))))
    return tuple(found)


def _unescaped(text: str) -> str:
    return _OCTAL.sub(lambda octal: chr(int(octal.group(1), 8)), text)


def read_mac_mounts(text: str) -> tuple[Mount, ...]:
    """The lines of macOS's `mount`: "//maria@server/share on /Volumes/share (smbfs, nodev, nosuid)"."""
    found = []
    for line in text.splitlines():
        match = _MAC_MOUNT.match(line)
        if match:
            kind, *options = match["options"].split(", ")
            said = frozenset("ro" if option == "read-only" else option for option in options)
            found.append(Mount(match["source"], match["where"], kind, said))
    return tuple(found)


def synced_by_environment(environment: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The folders that OneDrive names in the environment of every process on Windows."""
    names = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
    return tuple(("OneDrive", folder) for name in names if (folder := environment.get(name, "").strip()))


def read_dropbox_info(text: str) -> tuple[tuple[str, str], ...]:
    """The folders in Dropbox's info.json: {"personal": {"path": …}, "business": {"path": …}}."""
    try:
        accounts = json.loads(text)
        return tuple(("Dropbox", str(account["path"])) for account in accounts.values())
    except (ValueError, KeyError, TypeError, AttributeError):
        return ()


def _mounts() -> tuple[Mount, ...]:
    if sys.platform == "win32":
        return ()
    with contextlib.suppress(OSError):
        return read_linux_mounts(Path("/proc/mounts").read_text("utf-8", "replace"))
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        said = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=2, check=False)
        return read_mac_mounts(said.stdout)
    return ()


def _drives() -> Mapping[str, Drive] | None:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 -- Windows only

        ask = ctypes.windll.kernel32.GetDriveTypeW
        letters = (f"{letter}:" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        kinds = {letter: int(ask(f"{letter}\\")) for letter in letters}
        return {letter: _DRIVE_TYPES[kind] for letter, kind in kinds.items() if kind in _DRIVE_TYPES}
    return None


def _dropbox(environment: Mapping[str, str], home: Path) -> tuple[tuple[str, str], ...]:
    roots = [Path(environment[name]) / "Dropbox" for name in ("APPDATA", "LOCALAPPDATA") if environment.get(name)]
    found: tuple[tuple[str, str], ...] = ()
    for root in (*roots, home / ".dropbox"):
        with contextlib.suppress(OSError):
            found += read_dropbox_info((root / "info.json").read_text("utf-8", "replace"))
    return found


def _registered_sync_roots() -> tuple[tuple[str, str], ...]:
    """What sync programs have told Windows of: one key a provider, named "Provider!user!account"."""
    found: list[tuple[str, str]] = []
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 -- Windows only

        name = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Explorer\SyncRootManager"
        with contextlib.suppress(OSError), winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, name) as providers:
            for number in range(winreg.QueryInfoKey(providers)[0]):
                provider = winreg.EnumKey(providers, number)
                with contextlib.suppress(OSError), winreg.OpenKey(providers, rf"{provider}\UserSyncRoots") as roots:
                    count = winreg.QueryInfoKey(roots)[1]
                    found += [(provider.split("!")[0], str(winreg.EnumValue(roots, n)[1])) for n in range(count)]
    return tuple(found)


def _roams() -> bool:
    """Whether a profile of this user lies on a server ("CentralProfile" in Windows' list of profiles)."""
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 -- Windows only

        name = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList"
        home = os.environ.get("USERPROFILE", "").casefold()
        with contextlib.suppress(OSError), winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, name) as profiles:
            for number in range(winreg.QueryInfoKey(profiles)[0]):
                user = winreg.EnumKey(profiles, number)
                with contextlib.suppress(OSError), winreg.OpenKey(profiles, user) as profile:
                    if str(winreg.QueryValueEx(profile, "ProfileImagePath")[0]).casefold() == home:
                        return bool(winreg.QueryValueEx(profile, "CentralProfile")[0])
    return False


def _can_be_pulled_out(source: str) -> bool:
    if not source.startswith("/dev/"):
        return False
    block = Path(os.path.realpath(Path("/sys/class/block") / Path(source).name))
    try:
        # A partition says nothing of it; the disk that holds it does.
        said = [file.read_text("ascii") for holder in (block, block.parent) if (file := holder / "removable").is_file()]
    except OSError:
        return False
    return bool(said) and said[0].strip() == "1"
