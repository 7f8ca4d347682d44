-- A projection stands for a period that is not the last, and lies in its range: to date ≤ low ≤ projected ≤ high.
with projection as (
    select
        programme_code,
        period_code,
        unit_code as of_code,
        indicator_code,
        to_date_value,
        low_value,
        projected_value,
        high_value,
    from mart.projection_by_unit
    union all
    select
        programme_code,
        period_code,
        group_code as of_code,
        indicator_code,
        counted_value as to_date_value,
        low_value,
        projected_value,
        high_value,
    from mart.projection_by_group
),

last_period as (
    select
        programme_code,
        max(period_number) as last_number,
    from dim.period
    group by programme_code
)

select
    projection.*,
    period.period_number,
from projection
inner join dim.period as period
    on
        projection.programme_code = period.programme_code
        and projection.period_code = period.period_code
inner join last_period
    on projection.programme_code = last_period.programme_code
where
    period.period_number >= last_period.last_number
    or projection.to_date_value > projection.low_value + 1e-6
    or projection.low_value > projection.projected_value + 1e-6
    or projection.projected_value > projection.high_value + 1e-6
