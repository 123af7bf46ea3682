"""Works, their versions, and the pieces that versions share."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables, but those that a start which was killed has left."""
    op.create_table(
        "works",
        sa.Column("work_id", sa.String(32), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "pieces",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "versions",
        sa.Column("work_id", sa.String(32), sa.ForeignKey("works.work_id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("pieces", sa.JSON, nullable=False),
        if_not_exists=True,
    )


def downgrade() -> None:
    """Drop them, and all that was kept."""
    for name in ("versions", "pieces", "works"):
        op.drop_table(name)
