"""store → snapshot: whether there is news, and its publication."""

import hashlib

import duckdb

from etl.programme.catalogue import Catalogue
from etl.programme.rows import catalogue_rows
from warehouse.build import Published, publish_snapshot
from warehouse.clock import now
from warehouse.definitions import code_hash
from warehouse.home import Home
from warehouse.snapshot import current_snapshot_id
from warehouse.store import last_news_code, last_published_state


def state_hash(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> str:
    """What a snapshot built now would be made of: the events, the programme and the mart code."""
    parts = (last_news_code(connection), catalogue.content_hash, code_hash())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def is_news(home: Home, connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> bool:
    """Whether anything changed since the last published snapshot. A rolled-back pointer is not news."""
    return current_snapshot_id(home) is None or last_published_state(connection) != state_hash(connection, catalogue)


def publish(home: Home, connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> Published:
    """Build and publish a snapshot of the store under the catalogue; raises LawsBroken."""
    return publish_snapshot(
        connection,
        home,
        catalogue_rows(catalogue),
        catalogue_hash=catalogue.content_hash,
        published_at=now(),
        snapshots_kept=catalogue.settings.snapshots_kept,
        months_kept=catalogue.settings.months_kept,
        returned_wait_days=catalogue.settings.returned_wait_days,
    )
