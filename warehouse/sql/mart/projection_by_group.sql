-- One row per programme, period, group and indicator whose total of the year is projected for enough of its units:
-- those that have reported the task and have a target above zero, as in the group's completion.
-- The sum of the units' projections; a unit without one brings its value to date and no more.
with counted as (
    select
        indicator_by_unit.programme_code,
        indicator_by_unit.period_code,
        group_member.group_code,
        indicator_by_unit.indicator_code,
        indicator_by_unit.task_code,
        cast(count(*) as integer) as counted_unit_count,
        cast(count(projection.unit_code) as integer) as projected_unit_count,
        sum(coalesce(indicator_by_unit.to_date_value, 0)) as counted_value,
        sum(indicator_by_unit.target_value) as target_value,
        sum(coalesce(projection.low_value, indicator_by_unit.to_date_value, 0)) as low_value,
        sum(coalesce(projection.projected_value, indicator_by_unit.to_date_value, 0)) as projected_value,
        sum(coalesce(projection.high_value, indicator_by_unit.to_date_value, 0)) as high_value,
    from mart.indicator_by_unit as indicator_by_unit
    inner join dim.group_member as group_member
        on
            indicator_by_unit.programme_code = group_member.programme_code
            and indicator_by_unit.unit_code = group_member.unit_code
    left join mart.projection_by_unit as projection
        on
            indicator_by_unit.programme_code = projection.programme_code
            and indicator_by_unit.period_code = projection.period_code
            and indicator_by_unit.unit_code = projection.unit_code
            and indicator_by_unit.indicator_code = projection.indicator_code
    where
        indicator_by_unit.status_code <> 'no_report'
        and indicator_by_unit.target_value > 0
    group by
        indicator_by_unit.programme_code,
        indicator_by_unit.period_code,
        group_member.group_code,
        indicator_by_unit.indicator_code,
        indicator_by_unit.task_code
),

projection_by_group as (
    select
        counted.programme_code,
        counted.period_code,
        counted.group_code,
        counted.indicator_code,
        counted.task_code,
        counted.counted_unit_count,
        counted.projected_unit_count,
        counted.counted_value,
        counted.target_value,
        counted.low_value,
        counted.projected_value,
        counted.high_value,
        case
            when counted.counted_value / counted.target_value + 1e-9 >= 1 then 'reached'
            when counted.low_value / counted.target_value + 1e-9 >= 1 then 'likely'
            when counted.high_value / counted.target_value + 1e-9 >= 1 then 'open'
            else 'unlikely'
        end as outlook_code,
    from counted
    inner join mart.threshold as threshold
        on counted.programme_code = threshold.programme_code
    where
        counted.projected_unit_count > 0
        and counted.projected_unit_count >= threshold.projection_least_units * counted.counted_unit_count
)

select *, from projection_by_group
