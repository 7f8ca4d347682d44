-- One row per received file, in the order of receipts (receipt_code sorts by time).
create table if not exists ops.receipt (
    receipt_code varchar not null,
    sha256 varchar not null,
    file_name varchar not null,
    archive_name varchar not null,
    inbox_identity varchar,
    sender_name varchar,
    size_bytes bigint not null,
    received_at timestamptz not null,
    received_date date not null,
    outcome_code varchar not null check (outcome_code in ('accepted', 'returned', 'duplicate'))
);
