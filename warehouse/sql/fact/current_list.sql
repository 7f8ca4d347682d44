-- One row per programme, unit and period from the unit's first list on: the submission whose lists are current then.
-- A CSV carries no lists and leaves the earlier ones standing.
with reach as (
    select
        listed.programme_code,
        listed.unit_code,
        period.period_code,
        listed.submission_code,
        row_number() over (
            partition by listed.programme_code, listed.unit_code, period.period_code
            order by listed_period.period_number desc
        ) as recency_number,
    from fact.submission as listed
    inner join dim.period as listed_period
        on
            listed.programme_code = listed_period.programme_code
            and listed.period_code = listed_period.period_code
    inner join dim.period as period
        on
            listed.programme_code = period.programme_code
            and listed_period.period_number <= period.period_number
    where listed.has_lists
)

select
    programme_code,
    unit_code,
    period_code,
    submission_code,
from reach
where recency_number = 1
