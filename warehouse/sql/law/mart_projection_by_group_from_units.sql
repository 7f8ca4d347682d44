-- A group's projection adds, to what counts by its target, what its units' projections add.
with added as (
    select
        projection.programme_code,
        projection.period_code,
        group_member.group_code,
        projection.indicator_code,
        count(*) as projected_unit_count,
        sum(projection.low_value - projection.to_date_value) as low_added,
        sum(projection.projected_value - projection.to_date_value) as projected_added,
        sum(projection.high_value - projection.to_date_value) as high_added,
    from mart.projection_by_unit as projection
    inner join dim.group_member as group_member
        on
            projection.programme_code = group_member.programme_code
            and projection.unit_code = group_member.unit_code
    group by
        projection.programme_code,
        projection.period_code,
        group_member.group_code,
        projection.indicator_code
)

select
    projection.programme_code,
    projection.period_code,
    projection.group_code,
    projection.indicator_code,
    projection.projected_value,
    projection.counted_value,
    indicator_by_group.counted_value as group_counted_value,
from mart.projection_by_group as projection
left join added
    on
        projection.programme_code = added.programme_code
        and projection.period_code = added.period_code
        and projection.group_code = added.group_code
        and projection.indicator_code = added.indicator_code
left join mart.indicator_by_group as indicator_by_group
    on
        projection.programme_code = indicator_by_group.programme_code
        and projection.period_code = indicator_by_group.period_code
        and projection.group_code = indicator_by_group.group_code
        and projection.indicator_code = indicator_by_group.indicator_code
where
    added.projected_unit_count is distinct from projection.projected_unit_count
    or coalesce(abs(projection.counted_value - indicator_by_group.counted_value) > 1e-6, true)
    or coalesce(abs(projection.target_value - indicator_by_group.target_value) > 1e-6, true)
    or abs(projection.low_value - projection.counted_value - added.low_added) > 1e-6
    or abs(projection.projected_value - projection.counted_value - added.projected_added) > 1e-6
    or abs(projection.high_value - projection.counted_value - added.high_added) > 1e-6
