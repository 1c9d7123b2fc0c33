"""What a form hands over to be changed: values by the names of fields."""

from collections.abc import Collection


def refuse_unknown(names: Collection[str], fields: Collection[str]) -> None:
    """Let only names of these fields through.

    Raises:
        KeyError: there is another name, which is a bug of the caller.
    """
    if unknown := set(names) - set(fields):
        raise KeyError(f"no such field: {', '.join(sorted(unknown))}")
