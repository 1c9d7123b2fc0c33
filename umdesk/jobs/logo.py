"""Makes a picture on the disk the department's logo, once it was opened to see that it is one."""

from pathlib import Path

from umdesk.domain import logo
from umdesk.domain.attachments import seen_name
from umdesk.exchange import attached
from umdesk.services.programs import Program
from umdesk.services.year import logo as kept
from umdesk.services.year.logo import Logo


def set_logo(program: Program, path: Path) -> None:
    """Make a PNG or JPEG of up to 2 MB the logo.

    Raises:
        InvalidInput: it cannot be read, is no such picture, is damaged, or has too many dots or too few.
    """
    name = seen_name(path.name)
    data = attached.read_file(path)
    found = attached.look(data, logo.check(data, name), name)
    logo.check_dots(found.width, found.height, name)
    kept.keep(program, name, data)


def picture(program: Program) -> tuple[Logo, bytes] | None:
    """The logo, and a PNG of it to be shown; None where the department has none.

    Raises:
        Gone: its bytes were lost when the program was damaged.
    """
    one = kept.shown(program)
    if one is None:
        return None
    return one, attached.look(one.data, logo.check(one.data, one.name), one.name).picture
