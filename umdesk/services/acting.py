"""What the table of permissions has to know of who is acting."""

from typing import Protocol

from umdesk.domain.words import Role


class HasAccount(Protocol):
    """Anything that knows who is acting."""

    @property
    def account(self) -> "HasRoles":
        """Who is acting."""


class HasRoles(Protocol):
    """Someone with a name and roles."""

    @property
    def name(self) -> str:
        """The account's name."""

    @property
    def roles(self) -> frozenset[Role]:
        """The account's roles."""

    @property
    def must_change(self) -> bool:
        """Whether somebody else chose the account's password."""
