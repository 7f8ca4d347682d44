-- One row per run that got as far as the store. One with a snapshot_id published it, of the state named beside.
create table if not exists ops.run (
    started_at timestamptz not null,
    ended_at timestamptz not null,
    exit_code integer not null,
    file_count integer not null,
    returned_count integer not null,
    snapshot_id varchar,
    state_hash varchar not null
);
