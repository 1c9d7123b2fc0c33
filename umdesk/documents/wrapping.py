"""Breaks text into lines of a width."""

import unicodedata

from umdesk.documents.fonts import Weight

_BREAK_AFTER = "-–—/"


def wrap(text: str, width: float, weight: Weight, size: float) -> tuple[str, ...]:
    """Printable text in lines no wider than `width` points; at least one line.

    Lines end at line breaks, spaces, after hyphens and slashes, and inside a word only when it is wider than the line.
    A line that ended at a space or a line break keeps one space, so that no two words run together when they are read.
    """
    lines: list[str] = []
    for paragraph in text.strip().split("\n"):
        lines += _wrap_paragraph(paragraph, width, weight, size)
        lines[-1] += " "
    lines[-1] = lines[-1].rstrip()
    return tuple(lines)


def _wrap_paragraph(text: str, width: float, weight: Weight, size: float) -> list[str]:
    if weight.width(text, size) <= width:
        return [text.strip()]
    lines: list[str] = []
    line = ""
    for word in _words(text):
        if weight.width(line + word.rstrip(), size) <= width:
            line += word
            continue
        if line.strip():
            lines.append(line.rstrip() + (" " if line.endswith(" ") else ""))
        line = word
        while line and weight.width(line.rstrip(), size) > width:  # an empty line is too wide where there is no room
            cut = _fitting(line, width, weight, size)
            lines.append(line[:cut])
            line = line[cut:]
    if line.strip():
        lines.append(line.rstrip())
    return lines or [""]


def _words(text: str) -> list[str]:
    """Words with the space behind them; a word is also what stands before a hyphen or slash inside it."""
    words: list[str] = []
    word = ""
    for index, character in enumerate(text):
        word += character
        following = text[index + 1 : index + 2]
        at_space = character == " " and following != " "
        at_mark = character in _BREAK_AFTER and len(word) > 2 and following.isalpha()
        if at_space or at_mark:
            words.append(word)
            word = ""
    if word:
        words.append(word)
    return words


def _fitting(word: str, width: float, weight: Weight, size: float) -> int:
    """How many characters of a too wide word fit, at least one, never parting a letter from its combining marks."""
    used = 0.0
    for index, character in enumerate(word):
        used += weight.width(character, size)
        if used > width and index:
            cut = index
            while cut > 1 and unicodedata.combining(word[cut]):
                cut -= 1
            return cut
    return len(word)
