"""Passwords that somebody else chose, disclosures of personal data, statements of disagreement.

Frozen: it never imports the live models.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add one column and three tables."""
    with op.batch_alter_table("account") as batch:
        batch.add_column(sa.Column("must_change", sa.Boolean(), nullable=False, server_default=sa.false()))
    # The default was only for the rows that are there.
    with op.batch_alter_table("account") as batch:
        batch.alter_column("must_change", server_default=None)
    op.create_table(
        "disclosure",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("everyone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosure")),
    )
    op.create_table(
        "disclosure_person",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("disclosure_id", sa.LargeBinary(16), nullable=False),
        sa.Column("person_id", sa.LargeBinary(16), nullable=False),
        sa.ForeignKeyConstraint(["disclosure_id"], ["disclosure.id"], name=op.f("fk_disclosure_person_disclosure_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_disclosure_person_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disclosure_person")),
        sa.UniqueConstraint("disclosure_id", "person_id", name=op.f("uq_disclosure_person_disclosure_id_person_id")),
    )
    op.create_index(op.f("ix_disclosure_person_person_id"), "disclosure_person", ["person_id"], unique=False)
    op.create_table(
        "disagreement",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("person_id", sa.LargeBinary(16), nullable=False),
        sa.Column("filed", sa.Date(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_disagreement_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disagreement")),
    )
    op.create_index(op.f("ix_disagreement_person_id"), "disagreement", ["person_id"], unique=False)
