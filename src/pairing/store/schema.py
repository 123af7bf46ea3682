"""The tables of the database: works, their versions and the pieces these share, and entries."""

from __future__ import annotations

import datetime

from sqlalchemy import JSON, DateTime, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

__all__ = ["Base", "EntryRow", "PieceRow", "VersionRow", "WorkRow"]


class Base(DeclarativeBase):
    """What all tables have in common."""


class WorkRow(Base):
    """One school on which somebody works."""

    __tablename__ = "works"

    work_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(Text)


class VersionRow(Base):
    """One state of a work. The key alone keeps two people from writing the same number."""

    __tablename__ = "versions"

    work_id: Mapped[str] = mapped_column(ForeignKey("works.work_id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=True))
    by: Mapped[str] = mapped_column(Text)
    what: Mapped[str] = mapped_column(Text)
    """What was done: the JSON of a message."""

    pieces: Mapped[dict[str, str]] = mapped_column(JSON, deferred=True)
    """The digest of each piece by the piece's name; read where it is asked for, for it is long."""


class PieceRow(Base):
    """A text, packed; versions in which it did not change share it."""

    __tablename__ = "pieces"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    body: Mapped[bytes] = mapped_column(LargeBinary)


class EntryRow(Base):
    """A row of a table that somebody entered after the plan; none is ever changed.

    Entries stand beside the versions of a work: many people enter them at once, and nobody takes
    one back by undoing something else.
    """

    __tablename__ = "entries"

    number: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(32), unique=True)
    """The same in every copy of the store: what is restored twice stays one."""

    work_id: Mapped[str] = mapped_column(ForeignKey("works.work_id"), index=True)
    at: Mapped[datetime.datetime] = mapped_column(DateTime(timezone=True))
    by: Mapped[str] = mapped_column(Text)
    table: Mapped[str] = mapped_column(String(32))
    body: Mapped[str] = mapped_column(Text)
    """The JSON of the row."""
