-- Each unit that belongs to a period has one row there, and just the units with a standing submission have a receipt.
with shown as (
    select
        programme_code,
        period_code,
        unit_code,
        max(first_accepted_at) as first_accepted_at,
        max(revision_count) as revision_count,
        count(*) as row_count,
    from mart.submission_calendar
    group by
        programme_code,
        period_code,
        unit_code
)

select
    unit_period.programme_code,
    unit_period.period_code,
    unit_period.unit_code,
    submission.submission_code,
    shown.row_count,
from dim.unit_period as unit_period
left join shown
    on
        unit_period.programme_code = shown.programme_code
        and unit_period.period_code = shown.period_code
        and unit_period.unit_code = shown.unit_code
left join fact.submission as submission
    on
        unit_period.programme_code = submission.programme_code
        and unit_period.period_code = submission.period_code
        and unit_period.unit_code = submission.unit_code
where
    shown.row_count is distinct from 1
    or (submission.submission_code is null) <> (shown.first_accepted_at is null)
    or (submission.submission_code is null) <> (shown.revision_count = 0)
