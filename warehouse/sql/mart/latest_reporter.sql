-- One row per programme and unit that ever named a reporter or a telephone: the latest it named, in a file of the year.
-- A returned file counts (whom to ring is what it is for), a withdrawn submission does not.
with reported as (
    select
        programme_code,
        unit_code,
        period_code,
        receipt_code,
        received_at,
        reporter_name,
        reporter_phone,
        row_number() over (
            partition by programme_code, unit_code
            order by
                receipt_code desc,
                submission_number desc
        ) as recency_number,
    from ops.submission
    where
        programme_code is not null
        and unit_code is not null
        and withdrawn_at is null
        and coalesce(nullif(reporter_name, ''), nullif(reporter_phone, '')) is not null
),

latest_reporter as (
    select
        programme_code,
        unit_code,
        period_code,
        receipt_code,
        received_at,
        reporter_name,
        reporter_phone,
    from reported
    where recency_number = 1
)

select *, from latest_reporter
