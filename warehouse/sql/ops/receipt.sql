-- One row per received file.
select
    receipt_code,
    sha256,
    file_name,
    archive_name,
    sender_name,
    size_bytes,
    received_at,
    received_date,
    outcome_code,
from store.ops.receipt
