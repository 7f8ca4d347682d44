-- A ratio is its numerator by its denominator, never a number of its own.
select
    indicator_by_unit.programme_code,
    indicator_by_unit.period_code,
    indicator_by_unit.unit_code,
    indicator_by_unit.indicator_code,
    indicator_by_unit.submission_code,
    indicator_by_unit.to_date_value,
from mart.indicator_by_unit as indicator_by_unit
inner join dim.indicator as indicator
    on
        indicator_by_unit.programme_code = indicator.programme_code
        and indicator_by_unit.indicator_code = indicator.indicator_code
left join mart.ratio_part as ratio_part
    on
        indicator_by_unit.programme_code = ratio_part.programme_code
        and indicator_by_unit.period_code = ratio_part.period_code
        and indicator_by_unit.unit_code = ratio_part.unit_code
        and indicator_by_unit.indicator_code = ratio_part.indicator_code
where
    indicator.indicator_kind = 'R'
    and indicator_by_unit.to_date_value is not null
    and coalesce(
        abs(indicator_by_unit.to_date_value * ratio_part.denominator_value - ratio_part.numerator_value), 1
    ) > 1e-6
