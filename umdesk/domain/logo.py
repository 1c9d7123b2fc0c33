"""The department's logo: which picture will do."""

from umdesk.domain.attachments import MediaType, megabytes, refuse_a_lie, sniff
from umdesk.domain.errors import InvalidInput

LARGEST = 2 * 1024 * 1024
"""Bytes."""
_MOST_DOTS = 25_000_000
_FEWEST = 16
"""Dots of the shorter side."""
_ADVICE = "The logo stays as it was. Choose a PNG or JPEG picture of up to 2 MB."


def check(data: bytes, name: str) -> MediaType:
    """The kind of a picture by its content; `name` is what a sentence calls it.

    Raises:
        InvalidInput: it is empty, too large, another kind of file, or its name says another kind.
    """
    if len(data) > LARGEST:
        most, has = megabytes(LARGEST), megabytes(len(data))
        said = has if has != most else f"a little more than {most}"
        raise InvalidInput(f"“{name}” has {said}, and {most} is the most.", _ADVICE)
    try:
        kind = sniff(data, name)
        refuse_a_lie(kind, name)
    except InvalidInput as error:
        raise InvalidInput(error.message, _ADVICE) from error
    if kind not in (MediaType.PNG, MediaType.JPEG):
        raise InvalidInput(f"“{name}” is no picture.", _ADVICE)
    return kind


def check_dots(width: int, height: int, name: str) -> None:
    """Refuse a picture of so many dots, or so few, that it is no logo.

    Raises:
        InvalidInput: it has too many or too few.
    """
    if width * height > _MOST_DOTS or min(width, height) < _FEWEST:
        which = "more than a logo needs" if width * height > _MOST_DOTS else "too few to be printed"
        raise InvalidInput(f"“{name}” has {width:,} × {height:,} dots, {which}.", _ADVICE)
