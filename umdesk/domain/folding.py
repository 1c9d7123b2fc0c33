"""Texts made comparable: what people search for and sort by has no case and no accents."""

import re
import unicodedata

#: Letters that no accent is taken from, since they are letters of their own, and what they are typed as.
_LETTERS = str.maketrans(
    {"đ": "d", "ð": "d", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ħ": "h", "ŧ": "t"}
)

_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")

_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})


def folded(text: str) -> str:
    """The text without case and accents: "Muñoz" and "MUNOZ" are one, and so are "Đặng" and "Dang"."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return _BEYOND_ASCII.sub(_without_accents, parts)


def spellings(word: str) -> frozenset[str]:
    """A word folded in each way in which it is typed: "Müller" is "muller" and "mueller"."""
    plain = folded(word)
    if word.isascii():
        return frozenset((plain,))
    return frozenset((plain, folded(unicodedata.normalize("NFC", word).casefold().translate(_SPELLED_OUT))))


def _without_accents(found: re.Match[str]) -> str:
    return "".join(part for part in found[0] if not unicodedata.combining(part))
