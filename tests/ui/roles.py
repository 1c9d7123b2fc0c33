"""Signs in to a real program with accounts of other roles, each with a password of its own."""

from collections.abc import Collection

from sqlalchemy import select

from tests.connections import keep_connections
from umdesk.domain.words import Role
from umdesk.services import accounts, programs
from umdesk.services.programs import Program
from umdesk.storage import models

WORDS = "purple ladder window seventeen"


def supervisor_record(program: Program, name: str) -> str:
    """The id of the supervisor record of that name."""
    with program.reading() as session:
        return session.scalars(select(models.Supervisor.id).where(models.Supervisor.name == name)).one()


def sign_in(
    program: Program, name: str, roles: Collection[Role], *, supervisor: str = "", looking: bool = False
) -> Program:
    """Add an account, close the program and open it with that account; `supervisor` names the record that is theirs."""
    record = supervisor_record(program, supervisor) if supervisor else ""
    accounts.add(program, name, roles, WORDS, record)
    program.close()
    return keep_connections(
        programs.open_program(program.folder, password=WORDS, account=name, clock=program.clock, write=not looking)
    )
