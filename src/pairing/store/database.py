"""The database of the store: where it is, how it is opened, and its tables brought up to date.

Its tables are made or changed whole or not at all, by one process at a time: whoever is killed in
the middle leaves them as they were, and whoever comes at the same moment waits.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from platformdirs import user_data_path
from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event, text
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError

from pairing.errors import StoreUnusableError
from pairing.model.messages.message import say

__all__ = ["default_url", "opened"]

_LOCK = 7_243_246
"""PostgreSQL's lock of whoever changes the tables; any number that nobody else takes."""


def default_url() -> str:
    """PAIRING_DATABASE, or a SQLite file in the user's own folder for data."""
    if given := os.environ.get("PAIRING_DATABASE"):
        return given
    folder = user_data_path("pairing", appauthor=False, ensure_exists=True)
    # These are children: nobody else on this computer reads along.
    folder.chmod(0o700)
    return f"sqlite:///{folder / 'pairing.db'}"


def opened(url: str) -> Engine:
    """The database with the tables that this version of the program needs.

    Raises StoreUnusableError, which says why, where it cannot be used.
    """
    try:
        engine = _engine(url)
        _migrate(engine)
    except StoreUnusableError:
        raise
    except (ArgumentError, NoSuchModuleError) as error:
        raise StoreUnusableError(
            say(
                "store.address",
                "the address of the database is not understood: {error}",
                error=str(error),
            )
        ) from error
    except ModuleNotFoundError as error:
        raise StoreUnusableError(
            say(
                "store.driver",
                "the database needs a driver that is not installed: {name}",
                name=error.name or str(error),
            )
        ) from error
    except (DatabaseError, OSError) as error:
        cause = str(getattr(error, "orig", None) or error)
        raise StoreUnusableError(
            say("store.unusable", "the database cannot be used: {error}", error=cause)
        ) from error
    return engine


def _engine(url: str | URL, **more: Any) -> Engine:
    # A server that was started anew has closed its old connections: each is tried before use.
    engine = create_engine(url, pool_pre_ping=True, **more)
    if engine.dialect.name == "sqlite":
        if engine.url.database:
            Path(engine.url.database).parent.mkdir(parents=True, exist_ok=True)

        @event.listens_for(engine, "connect")
        def _careful(connection: Any, _: Any) -> None:
            # Readers do not wait for a writer, a writer waits for another, and a version that
            # was told of as kept outlives a power cut.
            for line in ("busy_timeout=20000", "journal_mode=WAL", "synchronous=FULL"):
                connection.execute(f"PRAGMA {line}")
            connection.execute("PRAGMA foreign_keys=ON")
            # What is removed is not to be read out of the file.
            connection.execute("PRAGMA secure_delete=ON")

    return engine


def _migrate(engine: Engine) -> None:
    """Bring the tables to what this version of the program needs."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    scripts = ScriptDirectory.from_config(config)
    newest = scripts.get_current_head()
    with engine.connect() as connection:
        revision = MigrationContext.configure(connection).get_current_revision()
    if revision == newest:
        return
    if revision is not None and revision not in {one.revision for one in scripts.walk_revisions()}:
        raise StoreUnusableError(
            say(
                "store.newer",
                "a newer version of this program has used the database ({revision}): use that one",
                revision=revision,
            )
        )
    alone = _alone(engine)
    with alone.begin() as connection:
        _lock(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _alone(engine: Engine) -> Engine:
    """An engine whose transactions hold what makes and changes tables, too."""
    if engine.dialect.name != "sqlite" or not engine.url.database:
        # In memory there is one connection, which nobody else can see.
        return engine
    alone = _engine(engine.url, poolclass=NullPool)

    @event.listens_for(alone, "connect")
    def _by_hand(connection: Any, _: Any) -> None:
        # Left alone, Python's driver begins no transaction before a table is made.
        connection.isolation_level = None

    @event.listens_for(alone, "begin")
    def _at_once(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return alone


def _lock(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
