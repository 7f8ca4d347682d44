-- The cells that a value to date is made of add up to it, women too; no value to date is without its cells.
with counted as (
    select
        programme_code,
        period_code,
        unit_code,
        indicator_code,
        max(submission_code) as submission_code,
        count(*) as cell_count,
        count(distinct source_period_code) as source_count,
        sum(total_value) as sum_value,
        sum(women_value) as sum_women_value,
    from mart.value_source
    where is_counted
    group by
        programme_code,
        period_code,
        unit_code,
        indicator_code
)

select
    programme_code,
    period_code,
    unit_code,
    indicator_code,
    counted.submission_code,
    counted.sum_value,
    counted.sum_women_value,
    value_to_date.to_date_value,
    value_to_date.to_date_women_value,
from counted
full join mart.value_to_date as value_to_date
    using (programme_code, period_code, unit_code, indicator_code)
where
    counted.cell_count is distinct from counted.source_count
    or (counted.sum_value is null) <> (value_to_date.to_date_value is null)
    or (counted.sum_women_value is null) <> (value_to_date.to_date_women_value is null)
    or abs(counted.sum_value - value_to_date.to_date_value) > 1e-6 * greatest(1, counted.sum_value)
    or abs(counted.sum_women_value - value_to_date.to_date_women_value) > 1e-6 * greatest(1, counted.sum_women_value)
