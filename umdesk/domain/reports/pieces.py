"""Large JSON read and written a piece at a time.

Python's own reader and writer keep every other thread waiting until the last sign of 25 million: a third of a second
in which a window answers nobody. Between two pieces others have their turn.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_SPACES = frozenset(" \t\n\r")
_DECODER = json.JSONDecoder()
_ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def read(data: bytes) -> dict[str, Any]:
    """The object in JSON of UTF-8, each element of its lists read for itself.

    Raises:
        ValueError: it is no JSON object, or damaged.
    """
    text = _Text(data.decode())
    found: dict[str, Any] = {}
    for _place in text.members("{", "}"):
        key = text.value()
        text.skip(":")
        found[key] = [text.value() for _element in text.members("[", "]")] if text.is_at("[") else text.value()
    text.end()
    return found


class _Text:
    """A text with the place up to which it is read."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._skip_space()

    def is_at(self, sign: str) -> bool:
        return self._text.startswith(sign, self._at)

    def skip(self, sign: str) -> None:
        if not self.is_at(sign):
            raise ValueError(f"no {sign} at {self._at}")
        self._at += 1
        self._skip_space()

    def value(self) -> Any:
        found, self._at = _DECODER.raw_decode(self._text, self._at)
        self._skip_space()
        return found

    def members(self, first: str, last: str) -> Iterator[None]:
        """Stops at each member, which the caller reads."""
        self.skip(first)
        if not self.is_at(last):
            yield
            while not self.is_at(last):
                self.skip(",")
                yield
        self.skip(last)

    def end(self) -> None:
        if self._at != len(self._text):
            raise ValueError(f"more at {self._at}")

    def _skip_space(self) -> None:
        while self._text[self._at : self._at + 1] in _SPACES:
            self._at += 1


def write(content: Mapping[str, Any]) -> bytes:
    """An object as canonical JSON, without spaces and by its keys, each element of its lists written for itself."""
    members = (f"{_ENCODER.encode(key)}:{_written(content[key])}" for key in sorted(content))
    return f"{{{','.join(members)}}}".encode()


def _written(value: Any) -> str:
    if not isinstance(value, Sequence) or isinstance(value, str):
        return _ENCODER.encode(value)
    return f"[{','.join(map(_ENCODER.encode, value))}]"
