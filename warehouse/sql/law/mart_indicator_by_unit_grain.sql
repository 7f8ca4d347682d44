-- One row per period, unit of the period and indicator that applies to it: none missing, none twice.
with expected as (
    select
        unit_period.programme_code,
        unit_period.period_code,
        unit_period.unit_code,
        target.indicator_code,
    from dim.unit_period as unit_period
    inner join dim.target as target
        on
            unit_period.programme_code = target.programme_code
            and unit_period.unit_code = target.unit_code
),

shown as (
    select
        programme_code,
        period_code,
        unit_code,
        indicator_code,
        max(submission_code) as submission_code,
        count(*) as row_count,
    from mart.indicator_by_unit
    group by
        programme_code,
        period_code,
        unit_code,
        indicator_code
)

select
    programme_code,
    period_code,
    unit_code,
    indicator_code,
    shown.submission_code,
    shown.row_count,
from expected
full join shown
    using (programme_code, period_code, unit_code, indicator_code)
where
    shown.row_count is distinct from 1
    or expected.unit_code is null
