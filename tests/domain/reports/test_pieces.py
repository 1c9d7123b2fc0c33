"""Large JSON read and written a piece at a time is what Python's own reader and writer make of it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umdesk.domain.reports import pieces

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text(), VALUES, max_size=5), st.sampled_from([None, 2]))
def test_pieces_are_the_same_json(content: dict[str, object], indent: int | None) -> None:
    written = pieces.write(content)
    assert written == json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    assert pieces.read(written) == content
    assert pieces.read(json.dumps(content, indent=indent).encode()) == content


@pytest.mark.parametrize("damaged", [b"", b"garbage", b"[1]", b'{"a":[1,', b'{"a":1', b'{"a" 1}', b'{"a":1}x', b"\xff"])
def test_what_is_damaged_is_refused(damaged: bytes) -> None:
    with pytest.raises(ValueError, match=r"no |more at|Expecting|utf-8"):
        pieces.read(damaged)
