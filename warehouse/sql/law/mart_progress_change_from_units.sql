-- Each task of a unit after the first period is compared once, and what it says of both periods is what they say.
with first_period as (
    select
        programme_code,
        min(period_number) as period_number,
    from dim.period
    group by programme_code
),

expected as (
    select
        progress_by_unit.programme_code,
        progress_by_unit.period_code,
        progress_by_unit.task_code,
        progress_by_unit.unit_code,
        progress_by_unit.attainment_ratio,
        progress_by_unit.status_code,
        before.period_code as previous_period_code,
    from mart.progress_by_unit as progress_by_unit
    inner join dim.period as period
        on
            progress_by_unit.programme_code = period.programme_code
            and progress_by_unit.period_code = period.period_code
    inner join first_period
        on
            period.programme_code = first_period.programme_code
            and period.period_number > first_period.period_number
    left join dim.period as before
        on
            period.programme_code = before.programme_code
            and period.period_number = before.period_number + 1
),

shown as (
    select
        *,
        count(*) over (partition by programme_code, period_code, task_code, unit_code) as row_count,
    from mart.progress_change
)

select
    programme_code,
    period_code,
    unit_code,
    task_code,
    shown.change_ratio,
    shown.movement_code,
from shown
full join expected
    using (programme_code, period_code, task_code, unit_code)
left join mart.progress_by_unit as before
    on
        shown.programme_code = before.programme_code
        and shown.previous_period_code = before.period_code
        and shown.task_code = before.task_code
        and shown.unit_code = before.unit_code
where
    shown.row_count is distinct from 1
    or expected.unit_code is null
    or shown.previous_period_code is distinct from expected.previous_period_code
    or shown.status_code is distinct from expected.status_code
    or shown.attainment_ratio is distinct from expected.attainment_ratio
    or shown.previous_attainment_ratio is distinct from before.attainment_ratio
    or shown.previous_status_code is distinct from coalesce(before.status_code, 'no_report')
    or abs(coalesce(before.attainment_ratio + shown.change_ratio - expected.attainment_ratio, 0)) > 1e-9
    or (shown.movement_code = 'unchanged' and shown.status_code <> shown.previous_status_code)
