-- One row per programme, period, group and indicator that applies to any member; whether anyone reported its task.
with applying as (
    select
        target.programme_code,
        group_member.group_code,
        target.indicator_code,
    from dim.target as target
    inner join dim.group_member as group_member
        on
            target.programme_code = group_member.programme_code
            and target.unit_code = group_member.unit_code
    group by
        target.programme_code,
        group_member.group_code,
        target.indicator_code
),

shown as (
    select *, from applying
    union all
    select
        applying.programme_code,
        applying.group_code,
        indicator.indicator_code,
    from applying
    inner join dim.indicator as indicator
        on
            applying.programme_code = indicator.programme_code
            and applying.indicator_code = indicator.numerator_indicator_code
    where indicator.is_group_only
),

reported as (
    select
        task_report.programme_code,
        task_report.period_code,
        task_report.task_code,
        group_member.group_code,
    from mart.task_report as task_report
    inner join dim.unit_period as unit_period
        on
            task_report.programme_code = unit_period.programme_code
            and task_report.period_code = unit_period.period_code
            and task_report.unit_code = unit_period.unit_code
    inner join dim.group_member as group_member
        on
            task_report.programme_code = group_member.programme_code
            and task_report.unit_code = group_member.unit_code
    group by
        task_report.programme_code,
        task_report.period_code,
        task_report.task_code,
        group_member.group_code
),

asked_group_indicator as (
    select
        shown.programme_code,
        period.period_code,
        shown.group_code,
        shown.indicator_code,
        indicator.task_code,
        indicator.indicator_kind,
        coalesce(indicator.due_period_number, 0) <= period.period_number as is_due,
        case
            when indicator.indicator_kind = 'C' and indicator.due_period_code is null then period.planned_share
            else 1.0
        end as plan_ratio,
        reported.group_code is not null as has_report,
    from shown
    inner join dim.indicator as indicator
        on
            shown.programme_code = indicator.programme_code
            and shown.indicator_code = indicator.indicator_code
    inner join dim.period as period
        on shown.programme_code = period.programme_code
    left join reported
        on
            shown.programme_code = reported.programme_code
            and period.period_code = reported.period_code
            and indicator.task_code = reported.task_code
            and shown.group_code = reported.group_code
)

select *, from asked_group_indicator
