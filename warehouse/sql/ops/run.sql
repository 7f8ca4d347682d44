-- One row per earlier run.
select
    started_at,
    ended_at,
    exit_code,
    file_count,
    returned_count,
    snapshot_id,
from store.ops.run
