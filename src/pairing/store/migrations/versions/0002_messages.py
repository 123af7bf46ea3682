"""Messages as codes and facts, in pieces and in the notes of versions.

A piece's name is what it holds, so that a rewritten one is a new piece.
"""

from __future__ import annotations

import hashlib
import json
import zlib

import sqlalchemy as sa
from alembic import op

from pairing.store.migrations.from_0_1_0 import is_told, renewed, renewed_note

revision = "0002"
down_revision = "0001"

_VERSIONS = sa.table(
    "versions",
    sa.column("work_id", sa.String),
    sa.column("number", sa.Integer),
    sa.column("what", sa.Text),
    sa.column("pieces", sa.JSON),
)
_PIECES = sa.table("pieces", sa.column("digest", sa.String), sa.column("body", sa.LargeBinary))


def upgrade() -> None:
    """Rewrite every piece that has messages, and let versions name the new ones."""
    connection = op.get_bind()
    new_of: dict[str, str] = {}
    for row in connection.execute(sa.select(_VERSIONS)).all():
        pieces = dict(row.pieces)
        for name, digest in row.pieces.items():
            if is_told(name):
                if digest not in new_of:
                    new_of[digest] = _rewritten(connection, digest)
                pieces[name] = new_of[digest]
        connection.execute(
            sa.update(_VERSIONS)
            .where(_VERSIONS.c.work_id == row.work_id, _VERSIONS.c.number == row.number)
            .values(pieces=pieces, what=json.dumps(renewed_note(row.what), ensure_ascii=False))
        )
    # What else was kept under the same name is the same text, and has no messages: pins alone.
    manifests = connection.scalars(sa.select(_VERSIONS.c.pieces)).all()
    used = {digest for pieces in manifests for digest in pieces.values()}
    for digest in new_of.keys() - used:
        connection.execute(sa.delete(_PIECES).where(_PIECES.c.digest == digest))


def _rewritten(connection: sa.Connection, digest: str) -> str:
    body = connection.scalars(sa.select(_PIECES.c.body).where(_PIECES.c.digest == digest)).one()
    renewed_body = renewed(zlib.decompress(body))
    new = hashlib.sha256(renewed_body).hexdigest()
    there = connection.scalars(sa.select(_PIECES.c.digest).where(_PIECES.c.digest == new)).first()
    if there is None:
        connection.execute(
            sa.insert(_PIECES).values(digest=new, body=zlib.compress(renewed_body, 6))
        )
    return new


def downgrade() -> None:
    """There is no way back: the templates of 0.1.0 were words of one version."""
    raise NotImplementedError("restore a backup that 0.1.0 has made")
