-- One row per period, task and unit of the period with a target in the task: none missing, none twice.
with expected as (
    select
        programme_code,
        period_code,
        task_code,
        unit_code,
    from mart.indicator_by_unit
    where target_value is not null
    group by
        programme_code,
        period_code,
        task_code,
        unit_code
),

shown as (
    select
        programme_code,
        period_code,
        task_code,
        unit_code,
        count(*) as row_count,
    from mart.progress_by_unit
    group by
        programme_code,
        period_code,
        task_code,
        unit_code
)

select
    programme_code,
    period_code,
    unit_code,
    task_code,
    shown.row_count,
from expected
full join shown
    using (programme_code, period_code, task_code, unit_code)
where
    shown.row_count is distinct from 1
    or expected.unit_code is null
