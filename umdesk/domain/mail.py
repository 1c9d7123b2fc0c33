"""Email addresses as people type them."""

from umdesk.domain.errors import InvalidInput
from umdesk.domain.writing import one_line


def checked(text: str, field: str) -> str:
    """An email address without blanks around it, "" for none.

    Raises:
        InvalidInput: it is no address; `field` is named.
    """
    mail = one_line(text)
    if mail and ("@" not in mail[1:-1] or " " in mail):
        raise InvalidInput("This is not an email address.", "It looks like name@department.ca.gov.", field)
    return mail
