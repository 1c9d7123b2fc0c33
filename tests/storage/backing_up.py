"""What the tests of backups share."""

import json
import zipfile

from umdesk.storage.engine import DatabaseKey
from umdesk.storage.models import Supervisor


def change(program, name="Ana Reyes"):
    with program.operation("test.change", f"Added {name}") as op:
        op.session.add(Supervisor(name=name))


def key_of(program):
    return DatabaseKey(program.opened.key, program.opened.keys.salt)


def flip(file, place):
    data = bytearray(file.read_bytes())
    data[place] ^= 0x01
    file.write_bytes(bytes(data))


def in_folder(program):
    return sorted(path.name for path in (program.folder / "backups").iterdir() if path.name != "lock")


def as_of_another_program(file, target):
    """The same archive, which says that it is of another program."""
    with zipfile.ZipFile(file) as archive:
        about, rest = json.loads(archive.read("about.json")), {n: archive.read(n) for n in ("keys.json", "program.db")}
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("about.json", json.dumps(about | {"program": "f" * 32}))
        for name, data in rest.items():
            archive.writestr(name, data)
    return target
