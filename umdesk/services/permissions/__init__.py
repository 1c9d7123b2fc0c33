"""Who may do what: one table of operations and queries by role, asked in the first line of each.

A row is "module.function" of `umdesk.services` (packages count by their own name and module) and a word a role:

    yes    may do it, or sees all of the answer
    own    only for what is theirs: the participants whose appointment names them today, their own rating sheets
    part   sees the answer without what is kept from the role (of counseling notes a reader sees date and kind)
    –      may not

An account with several roles has the best word of them. A function without a row may be called by nobody.
"""

from collections.abc import Mapping
from enum import IntEnum

from umdesk.domain.errors import NotAllowed
from umdesk.domain.words import Role
from umdesk.services.acting import HasAccount
from umdesk.services.permissions import people, plans, selection, whole, year


class Grant(IntEnum):
    """A word of the table; a higher one is better."""

    NO = 0
    OWN = 1
    PART = 2
    YES = 3


PARTS = (whole, people, selection, plans, year)
"""The parts of the table; a name stands in one of them, once."""

_WORDS = {"yes": Grant.YES, "part": Grant.PART, "own": Grant.OWN, "–": Grant.NO}
_WITH_A_PASSWORD_OF_ANOTHER = frozenset(
    {"programs.describe", "programs.lock", "programs.unlock", "programs.set_password"}
)
"""What is possible before a password that somebody else chose was changed."""


def _read(table: str) -> dict[str, dict[Role, Grant]]:
    header, *rows = (line for line in table.splitlines() if line.strip() and not line.startswith("#"))
    roles = [Role(word) for word in header.split()]
    return {
        name: {role: _WORDS[word] for role, word in zip(roles, words, strict=True)}
        for name, *words in (row.split() for row in rows)
    }


#: The table: "module.function" → what each role may.
ALLOWED: Mapping[str, Mapping[Role, Grant]] = {
    name: words for part in PARTS for name, words in _read(part.ROWS).items()
}


def grant(program: HasAccount, what: str) -> Grant:
    """The best word that the signed-in account has for `what` ("module.function").

    Raises:
        KeyError: the table has no row for `what`, which is a bug.
    """
    row = ALLOWED[what]
    if program.account.must_change and what not in _WITH_A_PASSWORD_OF_ANOTHER:
        return Grant.NO
    return max((row[role] for role in program.account.roles), default=Grant.NO)


def may(program: HasAccount, what: str) -> bool:
    """Whether the signed-in account may do `what` at least for what is theirs; for screens to offer it or not."""
    return grant(program, what) is not Grant.NO


def permit(program: HasAccount, what: str) -> None:
    """Let the signed-in account do `what` ("module.function") or raise NotAllowed.

    Raises:
        NotAllowed: the account has none of the roles that may, or has to choose a password of its own first.
        KeyError: the table has no row for `what`, which is a bug.
    """
    if may(program, what):
        return
    if program.account.must_change:
        raise NotAllowed(
            f"{program.account.name} has a password that somebody else chose; nothing was done.",
            "Choose a password of your own first.",
        )
    roles = " or ".join(sorted(role.value for role, word in ALLOWED[what].items() if word is not Grant.NO))
    raise NotAllowed(
        f"{program.account.name} may not do this; nothing was changed.",
        f"It takes an account with the role {roles}.",
    )
