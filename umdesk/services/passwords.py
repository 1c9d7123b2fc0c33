"""The policy for passwords, with the list of those that people use most."""

from umdesk.domain import passwords
from umdesk.domain.errors import InvalidInput
from umdesk.resources import resource

IN_WORDS = passwords.IN_WORDS


def check(password: str, name: str = "") -> None:
    """Refuse a password that is too short or easily guessed; `name` is of the account that it is for.

    Raises:
        InvalidInput: which of the rules it breaks.
    """
    # Read anew each time: it takes two milliseconds, and hardly anybody chooses a password today.
    common = resource("common-passwords.txt").read_text(encoding="utf-8").split()
    passwords.check(password, name, common=frozenset(common))


def check_unless(*, demo: bool, password: str, name: str) -> None:
    """The same for an open program; in a demo anything will do that is not empty.

    Raises:
        InvalidInput: which of the rules it breaks.
    """
    if not demo:
        check(password, name)
    elif not password:
        raise InvalidInput("A password cannot be blank.", "Type one.", "password")
