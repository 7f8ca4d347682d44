-- What is projected for a unit starts from the value to date and the target that its indicator has, once each.
select
    projection.programme_code,
    projection.period_code,
    projection.unit_code,
    projection.indicator_code,
    min(projection.to_date_value) as to_date_value,
    count(*) as row_count,
from mart.projection_by_unit as projection
left join mart.indicator_by_unit as indicator_by_unit
    on
        projection.programme_code = indicator_by_unit.programme_code
        and projection.period_code = indicator_by_unit.period_code
        and projection.unit_code = indicator_by_unit.unit_code
        and projection.indicator_code = indicator_by_unit.indicator_code
group by
    projection.programme_code,
    projection.period_code,
    projection.unit_code,
    projection.indicator_code
having
    count(*) > 1
    or count(indicator_by_unit.unit_code) = 0
    or max(abs(projection.to_date_value - indicator_by_unit.to_date_value)) > 1e-6
    or max(abs(projection.target_value - indicator_by_unit.target_value)) > 1e-9
