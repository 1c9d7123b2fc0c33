"""Which place a folder is in, from what a computer says of its disks and of its sync programs."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import PASSWORD
from umdesk.domain.errors import CannotWrite
from umdesk.services import programs
from umdesk.storage import computer, places
from umdesk.storage.computer import Computer, Drive, Mount
from umdesk.storage.places import Place, judge

LINUX = Computer(
    "linux",
    "/home/maria",
    mounts=computer.read_linux_mounts(
        "/dev/vda / ext4 rw,relatime 0 0\n"
        "tmpfs /run tmpfs rw,nosuid 0 0\n"
        "server:/export/people /home nfs4 rw,relatime,vers=4.2 0 0\n"
        "//server/office /mnt/office\\040share cifs rw,relatime 0 0\n"
        "maria@server: /media/ssh fuse.sshfs rw,nosuid 0 0\n"
        "/dev/sr0 /media/disc iso9660 ro,nosuid 0 0\n"
        "/dev/sdb1 /media/stick vfat rw,nosuid 0 0\n"
        "/dev/vdb /srv/mount\\134old ext4 ro 0 0\n"
        "broken line\n"
    ),
    removable=frozenset({"/dev/sdb1"}),
)
WINDOWS = Computer(
    "win32",
    r"C:\Users\Maria",
    drives={"C:": Drive.FIXED, "D:": Drive.OPTICAL, "E:": Drive.REMOVABLE, "H:": Drive.REMOTE},
    synced=(
        *computer.synced_by_environment({"OneDriveCommercial": r"C:\Users\Maria\Work files", "OneDrive": ""}),
        *computer.read_dropbox_info('{"business": {"path": "C:\\\\Team", "host": 1}}'),
    ),
)
MAC = Computer(
    "darwin",
    "/Users/maria",
    mounts=computer.read_mac_mounts(
        "/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)\n"
        "/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled)\n"
        "//maria@server/people (old) on /Volumes/people (smbfs, nodev, nosuid, mounted by maria)\n"
    ),
)


@pytest.mark.parametrize(
    "place",
    ["/mnt/office share/umdesk", "/mnt/office share", "/media/ssh/x/y"],
)
def test_a_mounted_share_is_the_network(place: str) -> None:
    assert judge(place, LINUX) == Place(network=True)
    assert judge(place, LINUX).safe_mode


def test_a_disk_of_the_computer_is_not(tmp_path: Path) -> None:
    assert judge("/srv/umdesk", LINUX) == Place()
    assert judge("/mnt/office share too", LINUX) == Place()
    assert judge(r"C:\Users\Public\Documents\umdesk", WINDOWS) == Place()
    assert judge("c:/umdesk", WINDOWS) == Place()
    assert judge("/anywhere", Computer("linux", "/home/maria")) == Place()


def test_a_home_on_a_server_is_a_redirected_profile() -> None:
    assert judge("/home/maria/umdesk", LINUX) == Place(network=True, redirected=True)
    assert judge("/home/bo/umdesk", LINUX) == Place(network=True)
    on_share = Computer("win32", r"\\server\profiles\maria", drives={"C:": Drive.FIXED})
    assert judge(r"\\server\profiles\Maria\Documents", on_share) == Place(network=True, redirected=True)


def test_a_profile_that_windows_carries_between_computers_is_redirected_but_for_what_stays() -> None:
    roaming = Computer("win32", r"C:\Users\Maria", drives={"C:": Drive.FIXED}, roaming=True)
    assert judge(r"C:\Users\maria\AppData\Roaming\umdesk", roaming) == Place(redirected=True)
    assert judge(r"C:\Users\Maria\Documents", roaming).safe_mode
    assert judge(r"C:\Users\Maria\AppData\Local\umdesk\demo", roaming) == Place()
    assert judge(r"C:\Users\Public\umdesk", roaming) == Place()


@pytest.mark.parametrize(
    "place",
    [r"\\server\share\umdesk", "//server/share", r"H:\umdesk", r"\\?\UNC\server\share", r"h:\x"],
)
def test_windows_names_a_share_or_maps_a_letter_to_it(place: str) -> None:
    assert judge(place, WINDOWS) == Place(network=True)


def test_windows_long_names_of_a_disk_are_not_shares() -> None:
    assert judge(r"\\?\C:\umdesk", WINDOWS) == Place()
    assert judge(r"\\?\E:\umdesk", WINDOWS) == Place(removable=True)


def test_media_that_can_only_be_read_or_be_pulled_out() -> None:
    assert judge("/media/disc/redding.umdesk", LINUX) == Place(read_only=True)
    assert judge("/srv/mount\\old/x", LINUX) == Place(read_only=True)
    assert judge(r"D:\redding.umdesk", WINDOWS) == Place(read_only=True)
    assert judge("/media/stick", LINUX) == Place(removable=True)


@pytest.mark.parametrize(
    ("place", "program"),
    [
        (r"C:\Users\Maria\work FILES\umdesk", "OneDrive"),
        (r"C:\Users\Maria\OneDrive - Department of Example\Documents\umdesk", "OneDrive"),
        (r"C:\Users\Bo\OneDrive\umdesk", "OneDrive"),
        (r"c:\team\umdesk", "Dropbox"),
        (r"C:\Users\Maria\Dropbox (Example)\x", "Dropbox"),
        (r"G:\My Drive\umdesk", "Google Drive"),
        (r"G:\Shared drives\Office", "Google Drive"),
        (r"C:\Users\Maria\iCloudDrive", "iCloud"),
        (r"C:\Users\Maria\Box\umdesk", "Box"),
        (r"C:\Users\Maria\Nextcloud", "Nextcloud"),
        (r"C:\Projects\Box\umdesk", ""),
        (r"C:\Users\Maria\Team work", ""),
        (r"C:\dropboxes", ""),
    ],
)
def test_a_folder_that_a_sync_program_copies(place: str, program: str) -> None:
    assert judge(place, WINDOWS).synced == program
    assert judge(place, WINDOWS).safe_mode is bool(program)


@pytest.mark.parametrize(
    ("place", "program"),
    [
        ("/Users/maria/Library/Mobile Documents/com~apple~CloudDocs/umdesk", "iCloud"),
        ("/Users/maria/Library/CloudStorage/OneDrive-Example/umdesk", "OneDrive"),
        ("/Users/maria/Library/CloudStorage/GoogleDrive-maria@example/My Drive", "Google Drive"),
        ("/Users/maria/Library/CloudStorage/Box-Box", "Box"),
        ("/Users/Shared/umdesk", ""),
    ],
)
def test_sync_programs_on_a_mac(place: str, program: str) -> None:
    assert judge(place, MAC).synced == program


def test_a_share_on_a_mac() -> None:
    assert judge("/Volumes/people/umdesk", MAC) == Place(network=True)
    assert judge("/System/Volumes/Data/umdesk", MAC) == Place()


@pytest.mark.parametrize(
    ("mark", "program"),
    [
        (".dropbox", "Dropbox"),
        (".owncloudsync.log", "ownCloud"),
        (".sync_3f2a.db", "Nextcloud"),
        ("._sync_3f2a.db", "Nextcloud"),
    ],
)
def test_what_a_sync_program_leaves_in_its_folder_tells_it(tmp_path: Path, mark: str, program: str) -> None:
    inside = tmp_path / "files" / "office" / "redding.umdesk"
    inside.mkdir(parents=True)
    (tmp_path / "files" / mark).write_text("")

    assert places.place_of(inside).synced == program
    assert places.place_of(tmp_path / "files" / "not there yet").synced == program
    assert places.place_of(tmp_path) == Place()


def test_the_settings_of_dropbox_are_no_mark_of_a_synced_folder(tmp_path: Path) -> None:
    (tmp_path / ".dropbox").mkdir()
    assert places.place_of(tmp_path / "umdesk") == Place()


def test_a_link_into_a_synced_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "OneDrive").mkdir()
    (tmp_path / "office").symlink_to(tmp_path / "OneDrive")
    assert places.place_of(tmp_path / "office" / "redding.umdesk").synced == "OneDrive"


def test_dropbox_settings_that_were_cut_off_name_no_folder() -> None:
    for text in ("", "{", "[]", '{"personal": {}}', '{"personal": 1}', "null"):
        assert computer.read_dropbox_info(text) == ()


def test_of_two_mounts_at_one_place_the_later_holds() -> None:
    mounts = (Mount("auto", "/data", "autofs"), Mount("server:/data", "/data", "nfs"))
    assert places.mount_of("/data/x", mounts) == mounts[1]


def test_in_a_synced_folder_the_database_works_in_its_safe_mode_and_nothing_lies_beside_it(
    program_folder: Path,
) -> None:
    synced = program_folder.parent / "OneDrive" / program_folder.name
    synced.parent.mkdir()
    program_folder.rename(synced)

    program = programs.open_program(synced, password=PASSWORD)

    assert journal(program) == "delete"
    with program.operation("x", "Nothing"):
        assert not (synced / "program.db-wal").exists()
    program.close()
    back = synced.rename(program_folder)
    program = programs.open_program(back, password=PASSWORD)
    assert journal(program) == "wal"
    program.close()


def journal(program: programs.Program) -> str:
    return str(program.opened.anchor.execute("PRAGMA journal_mode").fetchone()[0])


@contextlib.contextmanager
def mounted(where: Path, *options: str) -> Iterator[Path]:
    """A file system of its own, where one may make one (as root, on Linux)."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("mounting takes root on Linux")
    where.mkdir(exist_ok=True)
    if subprocess.run(["mount", *options, str(where)], check=False, capture_output=True).returncode:
        pytest.skip("this system does not let one mount")
    try:
        yield where
    finally:
        subprocess.run(["umount", "--lazy", str(where)], check=True)


def test_a_real_disk_that_can_only_be_read(program_folder: Path, tmp_path: Path) -> None:
    with mounted(tmp_path / "disc", "--bind", "-o", "ro", str(program_folder)) as disc:
        subprocess.run(["mount", "-o", "remount,bind,ro", str(disc)], check=True)
        assert places.place_of(disc) == Place(read_only=True)
        with pytest.raises(CannotWrite):
            programs.open_program(disc, password=PASSWORD)
        program = programs.open_program(disc, password=PASSWORD, write=False)
        assert programs.describe(program).office == "Redding Field Office"
        program.close()


def test_the_room_on_a_real_disk_is_counted(tmp_path: Path) -> None:
    with mounted(tmp_path / "small", "-t", "tmpfs", "-o", "size=1m", "tmpfs") as small:
        assert places.place_of(small) == Place()
        assert places.free_bytes(small / "not" / "there") == 1 << 20
