"""What a snapshot says of itself."""

import pandas as pd

from warehouse.scope import Scope
from warehouse.snapshot import Snapshot


def publication(snapshot: Snapshot, _scope: Scope) -> pd.DataFrame:
    """One row. Columns: snapshot_id, published_at (UTC, naive), is_made_up, made_up_date (samples' own today)."""
    return snapshot.ask(
        """
        select snapshot_id, published_at at time zone 'UTC' as published_at, is_made_up, made_up_date
        from ops.snapshot
        """
    )
