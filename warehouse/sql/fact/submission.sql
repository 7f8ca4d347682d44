-- One row per programme, unit and period: the submission that stands, the latest accepted one not withdrawn.
with standing as (
    select
        *,
        row_number() over (
            partition by programme_code, unit_code, period_code
            order by revision_number desc
        ) as recency_number,
    from ops.submission
    where outcome_code = 'accepted' and withdrawn_at is null
)

select
    programme_code,
    unit_code,
    period_code,
    submission_code,
    revision_number,
    receipt_code,
    sha256,
    file_name,
    received_at,
    report_date,
    reporter_name,
    reporter_phone,
    has_lists,
from standing
where recency_number = 1
