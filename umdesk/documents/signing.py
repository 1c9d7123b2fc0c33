"""The signature block of a form: a line each with printed name, room for ink and date, never alone on a page."""

from collections.abc import Sequence

from umdesk.documents.blocks import Block, Together
from umdesk.documents.builder import BODY, Builder, Column

_SIGNATURES = (
    Column("Signed by", 82.0),
    Column("Printed name", 150.0),
    Column("Signature", 186.0),
    Column("Date", 86.0),
)
_INK = 32.0


def signatures(form: Builder, says: Sequence[str], signers: Sequence[tuple[str, str]]) -> Together:
    """The block with the sentences that are signed for; `signers` are (who, printed name)."""
    blocks: list[Block] = [form.heading(2, "Signatures")]
    blocks += [form.paragraph(sentence, before=3.0) for sentence in says if sentence.strip()]
    rows = [(who, name, "", "") for who, name in signers]
    blocks.append(form.table(_SIGNATURES, rows, least=_INK, before=6.0, style=BODY))
    return Together(tuple(blocks), company=True)
