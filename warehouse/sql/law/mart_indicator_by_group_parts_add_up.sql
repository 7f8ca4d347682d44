-- Parts add up: the city's value is the sum over its units; there is one row a group and indicator.
with city as (
    select
        programme_code,
        period_code,
        indicator_code,
        sum(to_date_value) as to_date_value,
        sum(to_date_women_value) as to_date_women_value,
        count(*) as row_count,
    from mart.indicator_by_group
    where group_code = 'city'
    group by
        programme_code,
        period_code,
        indicator_code
),

units as (
    select
        programme_code,
        period_code,
        indicator_code,
        sum(to_date_value) as to_date_value,
        sum(to_date_women_value) as to_date_women_value,
    from mart.value_to_date
    group by
        programme_code,
        period_code,
        indicator_code
)

select
    city.programme_code,
    city.period_code,
    city.indicator_code,
    city.to_date_value,
    units.to_date_value as sum_value,
from city
left join units
    on
        city.programme_code = units.programme_code
        and city.period_code = units.period_code
        and city.indicator_code = units.indicator_code
inner join dim.indicator as indicator
    on
        city.programme_code = indicator.programme_code
        and city.indicator_code = indicator.indicator_code
where
    city.row_count <> 1
    or (
        indicator.indicator_kind <> 'R'
        and city.to_date_value is not null
        and (
            abs(city.to_date_value - coalesce(units.to_date_value, 0)) > 1e-6 * greatest(1, city.to_date_value)
            or city.to_date_women_value > city.to_date_value
        )
    )
