-- A unit has one reporter, from a file that was not withdrawn, and no later one names another.
with reported as (
    select
        programme_code,
        unit_code,
        max(receipt_code) as latest_receipt_code,
    from ops.submission
    where
        withdrawn_at is null
        and unit_code is not null
        and programme_code is not null
        and coalesce(nullif(reporter_name, ''), nullif(reporter_phone, '')) is not null
    group by
        programme_code,
        unit_code
),

shown as (
    select
        programme_code,
        unit_code,
        max(receipt_code) as receipt_code,
        count(*) as row_count,
    from mart.latest_reporter
    group by
        programme_code,
        unit_code
)

select
    reported.programme_code,
    reported.unit_code,
    reported.latest_receipt_code,
    shown.receipt_code,
    shown.row_count,
from reported
full outer join shown
    on
        reported.programme_code = shown.programme_code
        and reported.unit_code = shown.unit_code
where
    reported.latest_receipt_code is distinct from shown.receipt_code
    or shown.row_count <> 1
