-- One row per programme, period, unit and indicator whose total of the year is projected: a count that adds up, with a
-- target above zero and no due period, given in that period and in enough periods so far; some are still to come.
-- Each period to come is taken to bring the mean of the periods given; the range: the smallest, the largest of them.
-- A period that was silent or left blank adds nothing. The last period has no row: its value to date is the result.
with remaining as (
    select
        period.programme_code,
        period.period_code,
        period.period_number,
        unit_period.unit_code,
        cast(count(*) as integer) as remaining_count,
    from dim.period as period
    inner join dim.period as later
        on
            period.programme_code = later.programme_code
            and period.period_number < later.period_number
    inner join dim.unit_period as unit_period
        on
            later.programme_code = unit_period.programme_code
            and later.period_code = unit_period.period_code
    group by
        period.programme_code,
        period.period_code,
        period.period_number,
        unit_period.unit_code
),

given as (
    select
        remaining.programme_code,
        remaining.period_code,
        remaining.unit_code,
        value_to_date.indicator_code,
        remaining.remaining_count,
        cast(count(*) as integer) as given_count,
        min(value_to_date.period_value) as least_value,
        avg(value_to_date.period_value) as mean_value,
        max(value_to_date.period_value) as most_value,
        sum(value_to_date.period_value) as to_date_value,
    from remaining
    inner join dim.period as so_far
        on
            remaining.programme_code = so_far.programme_code
            and remaining.period_number >= so_far.period_number
    inner join mart.value_to_date as value_to_date
        on
            remaining.programme_code = value_to_date.programme_code
            and so_far.period_code = value_to_date.period_code
            and remaining.unit_code = value_to_date.unit_code
    where value_to_date.period_value is not null
    group by
        remaining.programme_code,
        remaining.period_code,
        remaining.unit_code,
        value_to_date.indicator_code,
        remaining.remaining_count
    having max(case when so_far.period_code = remaining.period_code then 1 else 0 end) = 1
),

projected as (
    select
        given.*,
        asked_indicator.task_code,
        asked_indicator.target_value,
        given.to_date_value + given.remaining_count * given.least_value as low_value,
        given.to_date_value + given.remaining_count * given.mean_value as projected_value,
        given.to_date_value + given.remaining_count * given.most_value as high_value,
    from given
    inner join mart.asked_indicator as asked_indicator
        on
            given.programme_code = asked_indicator.programme_code
            and given.period_code = asked_indicator.period_code
            and given.unit_code = asked_indicator.unit_code
            and given.indicator_code = asked_indicator.indicator_code
    inner join dim.indicator as indicator
        on
            given.programme_code = indicator.programme_code
            and given.indicator_code = indicator.indicator_code
    inner join mart.threshold as threshold
        on given.programme_code = threshold.programme_code
    where
        indicator.indicator_kind = 'C'
        and indicator.due_period_code is null
        and asked_indicator.target_value > 0
        and given.given_count >= threshold.projection_least_periods
),

projection_by_unit as (
    select
        programme_code,
        period_code,
        unit_code,
        indicator_code,
        task_code,
        given_count,
        remaining_count,
        least_value,
        mean_value,
        most_value,
        to_date_value,
        target_value,
        low_value,
        projected_value,
        high_value,
        case
            when to_date_value / target_value + 1e-9 >= 1 then 'reached'
            when low_value / target_value + 1e-9 >= 1 then 'likely'
            when high_value / target_value + 1e-9 >= 1 then 'open'
            else 'unlikely'
        end as outlook_code,
    from projected
)

select *, from projection_by_unit
