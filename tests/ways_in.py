"""Whether somebody can sign in to a program folder."""

from pathlib import Path

from umdesk.domain.errors import UserError
from umdesk.services import programs


def opens(folder: Path, password: str, account: str) -> bool:
    """Whether the account signs in with this password, looking only."""
    try:
        programs.open_program(folder, password=password, account=account, write=False).close()
    except UserError:
        return False
    return True
