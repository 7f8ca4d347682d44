-- What adds up over the year is the sum of its periods; women to date are part of the total to date.
with periods_so_far as (
    select
        later.programme_code,
        later.period_code,
        later.unit_code,
        later.indicator_code,
        sum(earlier.period_value) as sum_value,
    from mart.value_to_date as later
    inner join dim.period as period
        on
            later.programme_code = period.programme_code
            and later.period_code = period.period_code
    inner join mart.value_to_date as earlier
        on
            later.programme_code = earlier.programme_code
            and later.unit_code = earlier.unit_code
            and later.indicator_code = earlier.indicator_code
    inner join dim.period as earlier_period
        on
            earlier.programme_code = earlier_period.programme_code
            and earlier.period_code = earlier_period.period_code
            and period.period_number >= earlier_period.period_number
    group by
        later.programme_code,
        later.period_code,
        later.unit_code,
        later.indicator_code
)

select
    value_to_date.programme_code,
    value_to_date.period_code,
    value_to_date.unit_code,
    value_to_date.indicator_code,
    value_to_date.to_date_value,
    value_to_date.to_date_women_value,
    periods_so_far.sum_value,
from mart.value_to_date as value_to_date
inner join dim.indicator as indicator
    on
        value_to_date.programme_code = indicator.programme_code
        and value_to_date.indicator_code = indicator.indicator_code
inner join periods_so_far
    on
        value_to_date.programme_code = periods_so_far.programme_code
        and value_to_date.period_code = periods_so_far.period_code
        and value_to_date.unit_code = periods_so_far.unit_code
        and value_to_date.indicator_code = periods_so_far.indicator_code
where
    value_to_date.to_date_women_value > value_to_date.to_date_value
    or (
        indicator.indicator_kind = 'C'
        and abs(value_to_date.to_date_value - periods_so_far.sum_value) > 1e-6 * greatest(1, periods_so_far.sum_value)
    )
