"""What rendering gives back."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished document: the file, its page count, the digest of its content (64 hex digits).

    `unprintable` lists the characters that no font has and that show as a replacement, each once.
    """

    data: bytes
    pages: int
    digest: str
    unprintable: tuple[str, ...]
