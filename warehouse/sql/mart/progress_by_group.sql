-- One row per programme, period, task and group (department, district, city).
-- Two readings side by side: the mean over units with a report, and over all with the silent counted as 0.
with silent as (
    -- Units without a report that already have something due: they count as 0 in the second reading.
    select
        indicator_by_unit.programme_code,
        indicator_by_unit.period_code,
        indicator_by_unit.task_code,
        indicator_by_unit.unit_code,
    from mart.indicator_by_unit as indicator_by_unit
    where
        indicator_by_unit.status_code = 'no_report'
        and indicator_by_unit.target_value > 0
        and indicator_by_unit.is_due
    group by
        indicator_by_unit.programme_code,
        indicator_by_unit.period_code,
        indicator_by_unit.task_code,
        indicator_by_unit.unit_code
),

counted as (
    -- On how many indicators the means rest: those assessed for some unit of the group, of those asked of some unit.
    select
        indicator_by_unit.programme_code,
        indicator_by_unit.period_code,
        indicator_by_unit.task_code,
        group_member.group_code,
        count(distinct indicator_by_unit.indicator_code) as indicator_count,
        count(
            distinct case when indicator_by_unit.attainment_ratio is not null then indicator_by_unit.indicator_code end
        ) as assessed_indicator_count,
    from mart.indicator_by_unit as indicator_by_unit
    inner join dim.group_member as group_member
        on
            indicator_by_unit.programme_code = group_member.programme_code
            and indicator_by_unit.unit_code = group_member.unit_code
    group by
        indicator_by_unit.programme_code,
        indicator_by_unit.period_code,
        indicator_by_unit.task_code,
        group_member.group_code
),

gathered as (
    select
        progress_by_unit.programme_code,
        progress_by_unit.period_code,
        progress_by_unit.task_code,
        group_member.group_code,
        count(*) as unit_count,
        sum(case when progress_by_unit.has_report then 1 else 0 end) as reported_count,
        sum(case when progress_by_unit.has_report_in_period then 1 else 0 end) as reported_in_period_count,
        avg(progress_by_unit.attainment_ratio) as attainment_ratio,
        sum(progress_by_unit.attainment_ratio) as attainment_sum,
        count(progress_by_unit.attainment_ratio) as assessed_count,
        count(silent.unit_code) as silent_count,
        avg(progress_by_unit.completion_ratio) as completion_ratio,
        avg(progress_by_unit.expected_ratio) as expected_ratio,
    from mart.progress_by_unit as progress_by_unit
    inner join dim.group_member as group_member
        on
            progress_by_unit.programme_code = group_member.programme_code
            and progress_by_unit.unit_code = group_member.unit_code
    left join silent
        on
            progress_by_unit.programme_code = silent.programme_code
            and progress_by_unit.period_code = silent.period_code
            and progress_by_unit.task_code = silent.task_code
            and progress_by_unit.unit_code = silent.unit_code
    group by
        progress_by_unit.programme_code,
        progress_by_unit.period_code,
        progress_by_unit.task_code,
        group_member.group_code
),

weighed as (
    select
        *,
        case
            when reported_count > 0
                then coalesce(attainment_sum, 0) / nullif(assessed_count + silent_count, 0)
        end as attainment_all_ratio,
    from gathered
),

progress_by_group as (
    select
        weighed.programme_code,
        weighed.period_code,
        weighed.task_code,
        weighed.group_code,
        cast(weighed.unit_count as integer) as unit_count,
        cast(weighed.reported_count as integer) as reported_count,
        cast(weighed.reported_in_period_count as integer) as reported_in_period_count,
        weighed.attainment_ratio,
        weighed.attainment_all_ratio,
        weighed.completion_ratio,
        weighed.expected_ratio,
        cast(counted.indicator_count as integer) as indicator_count,
        cast(counted.assessed_indicator_count as integer) as assessed_indicator_count,
        case
            when weighed.reported_count = 0 then 'no_report'
            when weighed.attainment_ratio is null then 'not_assessed'
            when weighed.attainment_ratio + 1e-9 >= programme.on_track_min_ratio then 'on_track'
            when weighed.attainment_ratio + 1e-9 >= programme.at_risk_min_ratio then 'at_risk'
            else 'behind'
        end as status_code,
        case
            when weighed.reported_count = 0 then 'no_report'
            when weighed.attainment_all_ratio is null then 'not_assessed'
            when weighed.attainment_all_ratio + 1e-9 >= programme.on_track_min_ratio then 'on_track'
            when weighed.attainment_all_ratio + 1e-9 >= programme.at_risk_min_ratio then 'at_risk'
            else 'behind'
        end as status_all_code,
    from weighed
    inner join dim.programme as programme
        on weighed.programme_code = programme.programme_code
    inner join counted
        on
            weighed.programme_code = counted.programme_code
            and weighed.period_code = counted.period_code
            and weighed.task_code = counted.task_code
            and weighed.group_code = counted.group_code
)

select *, from progress_by_group
