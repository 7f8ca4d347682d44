-- One row per programme, period but the first, task and unit of the period with a target in it: from where to where it
-- went since the period before. change_ratio is missing unless the task was assessed in both.
with ranked as (
    select
        progress_by_unit.*,
        period.period_number,
        case progress_by_unit.status_code
            when 'behind' then 1
            when 'at_risk' then 2
            when 'on_track' then 3
        end as status_rank,
    from mart.progress_by_unit as progress_by_unit
    inner join dim.period as period
        on
            progress_by_unit.programme_code = period.programme_code
            and progress_by_unit.period_code = period.period_code
),

period_pair as (
    select
        programme_code,
        period_code,
        lag(period_code) over (partition by programme_code order by period_number) as previous_period_code,
    from dim.period
),

compared as (
    select
        ranked.programme_code,
        ranked.period_code,
        ranked.task_code,
        ranked.unit_code,
        ranked.unit_type,
        period_pair.previous_period_code,
        ranked.has_report_in_period,
        before.attainment_ratio as previous_attainment_ratio,
        ranked.attainment_ratio,
        ranked.status_code,
        before.status_rank as previous_rank,
        ranked.status_rank,
        coalesce(before.has_report_in_period, false) as had_report_in_previous,
        coalesce(before.status_code, 'no_report') as previous_status_code,
    from ranked
    inner join period_pair
        on
            ranked.programme_code = period_pair.programme_code
            and ranked.period_code = period_pair.period_code
    left join ranked as before
        on
            period_pair.programme_code = before.programme_code
            and period_pair.previous_period_code = before.period_code
            and ranked.task_code = before.task_code
            and ranked.unit_code = before.unit_code
    where period_pair.previous_period_code is not null
),

progress_change as (
    select
        programme_code,
        period_code,
        task_code,
        unit_code,
        unit_type,
        previous_period_code,
        has_report_in_period,
        had_report_in_previous,
        previous_attainment_ratio,
        attainment_ratio,
        previous_status_code,
        status_code,
        attainment_ratio - previous_attainment_ratio as change_ratio,
        case
            when had_report_in_previous and not has_report_in_period then 'fell_silent'
            when status_code = previous_status_code then 'unchanged'
            when previous_status_code = 'no_report' then 'started'
            when previous_status_code = 'not_assessed' then 'assessed'
            when status_code = 'not_assessed' then 'unassessed'
            when status_rank > previous_rank then 'improved'
            else 'slipped'
        end as movement_code,
    from compared
)

select *, from progress_change
