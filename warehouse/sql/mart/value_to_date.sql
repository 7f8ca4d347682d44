-- One row per programme, period, unit and entered indicator that has a value up to that period.
-- C adds up; S and B keep the last value; a stock with women takes both from the last period that has both.
-- A split value is the total of what was given with its women: total less split is not told by sex.
-- Only what the programme asks of the unit today counts. A unit that has ended keeps its rows.
with given as (
    select
        measurement.programme_code,
        measurement.unit_code,
        measurement.indicator_code,
        indicator.task_code,
        indicator.indicator_kind,
        period.period_number,
        measurement.total_value,
        case when indicator.has_women then measurement.women_value end as women_value,
        case when indicator.has_women and measurement.women_value is not null then measurement.total_value end
            as split_value,
    from fact.measurement as measurement
    inner join dim.target as target
        on
            measurement.programme_code = target.programme_code
            and measurement.unit_code = target.unit_code
            and measurement.indicator_code = target.indicator_code
    inner join dim.indicator as indicator
        on
            measurement.programme_code = indicator.programme_code
            and measurement.indicator_code = indicator.indicator_code
    inner join dim.period as period
        on
            measurement.programme_code = period.programme_code
            and measurement.period_code = period.period_code
    where
        measurement.total_value is not null
        and indicator.indicator_kind <> 'R'
),

reach as (
    select
        given.programme_code,
        period.period_code,
        given.unit_code,
        given.indicator_code,
        given.task_code,
        given.indicator_kind,
        sum(given.total_value) as sum_value,
        sum(given.women_value) as sum_women_value,
        sum(given.split_value) as sum_split_value,
        max(case when given.period_number = period.period_number then given.total_value end) as period_value,
        max(case when given.period_number = period.period_number then given.women_value end) as period_women_value,
        max(case when given.period_number = period.period_number then given.split_value end) as period_split_value,
        coalesce(
            max(case when given.women_value is not null then given.period_number end),
            max(given.period_number)
        ) as last_number,
    from given
    inner join dim.period as period
        on
            given.programme_code = period.programme_code
            and given.period_number <= period.period_number
    group by
        given.programme_code,
        period.period_code,
        given.unit_code,
        given.indicator_code,
        given.task_code,
        given.indicator_kind
),

value_to_date as (
    select
        reach.programme_code,
        reach.period_code,
        reach.unit_code,
        reach.task_code,
        reach.indicator_code,
        reach.period_value,
        reach.period_women_value,
        reach.period_split_value,
        case when reach.indicator_kind = 'C' then reach.sum_value else given.total_value end as to_date_value,
        case when reach.indicator_kind = 'C' then reach.sum_women_value else given.women_value end
            as to_date_women_value,
        case when reach.indicator_kind = 'C' then reach.sum_split_value else given.split_value end
            as to_date_split_value,
    from reach
    inner join given
        on
            reach.programme_code = given.programme_code
            and reach.unit_code = given.unit_code
            and reach.indicator_code = given.indicator_code
            and reach.last_number = given.period_number
)

select *, from value_to_date
