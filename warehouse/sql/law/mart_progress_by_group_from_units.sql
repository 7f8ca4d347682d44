-- A group is the mean of its units with a report, and counts them; there is one row a group.
with recomputed as (
    select
        progress_by_unit.programme_code,
        progress_by_unit.period_code,
        progress_by_unit.task_code,
        group_member.group_code,
        count(*) as unit_count,
        count(*) filter (where progress_by_unit.has_report) as reported_count,
        count(*) filter (where progress_by_unit.has_report_in_period) as reported_in_period_count,
        sum(progress_by_unit.attainment_ratio) / count(progress_by_unit.attainment_ratio) as attainment_ratio,
    from mart.progress_by_unit as progress_by_unit
    inner join dim.group_member as group_member
        on
            progress_by_unit.programme_code = group_member.programme_code
            and progress_by_unit.unit_code = group_member.unit_code
    group by
        progress_by_unit.programme_code,
        progress_by_unit.period_code,
        progress_by_unit.task_code,
        group_member.group_code
),

shown as (
    select
        *,
        count(*) over (partition by programme_code, period_code, task_code, group_code) as row_count,
    from mart.progress_by_group
)

select
    programme_code,
    period_code,
    task_code,
    group_code,
    shown.attainment_ratio,
    recomputed.attainment_ratio as recomputed_ratio,
from shown
full join recomputed
    using (programme_code, period_code, task_code, group_code)
where
    shown.row_count is distinct from 1
    or shown.unit_count is distinct from recomputed.unit_count
    or shown.reported_count is distinct from recomputed.reported_count
    or shown.reported_in_period_count is distinct from recomputed.reported_in_period_count
    or (shown.attainment_ratio is null) <> (recomputed.attainment_ratio is null)
    or abs(shown.attainment_ratio - recomputed.attainment_ratio) > 1e-9
    or shown.attainment_all_ratio > shown.attainment_ratio + 1e-9
