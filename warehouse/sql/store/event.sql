-- One row per event of the archive that the store has taken in; withdrawals too.
create table if not exists ops.event (
    event_code varchar not null,
    event_kind varchar not null check (event_kind in ('received', 'withdrawn'))
);
