"""Reads the words of a PDF that umdesk drew: what a letter said, line by line."""

import io


def lines(data: bytes) -> tuple[str, ...]:
    """The lines of every page in their order, footers included; a line that was broken to fit is one again.

    umdesk's own PDFs end a broken line with the blank that it was broken at.
    """
    from pypdf import PdfReader  # noqa: PLC0415 -- start-up time

    found: list[str] = []
    for page in PdfReader(io.BytesIO(data)).pages:
        broken = False
        for line in page.extract_text().splitlines():
            if broken:
                found[-1] += line
            elif line.strip():
                found.append(line)
            broken = bool(found) and line.endswith(" ")
    return tuple(line.strip() for line in found)
