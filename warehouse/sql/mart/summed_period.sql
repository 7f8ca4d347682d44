-- One row per programme, period and unit whose values that add up over the year look like totals to date: hardly one is
-- below the sum of its earlier reports, and they grow by at least half of what such totals grow by each period.
-- A report that repeats the one before it is in copied_period and not here.
with in_order as (
    select
        submission.programme_code,
        submission.unit_code,
        submission.period_code,
        period.period_number,
        submission.submission_code,
        row_number() over (
            partition by submission.programme_code, submission.unit_code
            order by period.period_number
        ) - 1 as earlier_count,
    from fact.submission as submission
    inner join dim.period as period
        on
            submission.programme_code = period.programme_code
            and submission.period_code = period.period_code
),

summed as (
    select
        in_order.programme_code,
        in_order.period_code,
        in_order.unit_code,
        in_order.submission_code,
        in_order.earlier_count,
        measurement.indicator_code,
        measurement.total_value,
        sum(earlier.total_value) as earlier_value,
    from in_order
    inner join fact.measurement as measurement
        on in_order.submission_code = measurement.submission_code
    inner join dim.target as target
        on
            measurement.programme_code = target.programme_code
            and measurement.unit_code = target.unit_code
            and measurement.indicator_code = target.indicator_code
    inner join dim.indicator as indicator
        on
            measurement.programme_code = indicator.programme_code
            and measurement.indicator_code = indicator.indicator_code
    inner join fact.measurement as earlier
        on
            measurement.programme_code = earlier.programme_code
            and measurement.unit_code = earlier.unit_code
            and measurement.indicator_code = earlier.indicator_code
    inner join dim.period as earlier_period
        on
            earlier.programme_code = earlier_period.programme_code
            and earlier.period_code = earlier_period.period_code
            and in_order.period_number > earlier_period.period_number
    where
        indicator.indicator_kind = 'C'
        and measurement.total_value is not null
    group by
        in_order.programme_code,
        in_order.period_code,
        in_order.unit_code,
        in_order.submission_code,
        in_order.earlier_count,
        measurement.indicator_code,
        measurement.total_value
    having sum(earlier.total_value) > 0
),

ranked as (
    select
        *,
        total_value / earlier_value as growth_ratio,
        count(*) over (partition by submission_code) as value_count,
        row_number() over (
            partition by submission_code
            order by total_value / earlier_value
        ) as rank_number,
    from summed
),

counted as (
    select
        programme_code,
        period_code,
        unit_code,
        submission_code,
        earlier_count,
        cast(count(*) as integer) as compared_count,
        cast(sum(case when total_value >= earlier_value then 1 else 0 end) as integer) as no_less_count,
        avg(case when 2 * rank_number between value_count and value_count + 2 then growth_ratio end) as growth_ratio,
    from ranked
    group by
        programme_code,
        period_code,
        unit_code,
        submission_code,
        earlier_count
),

summed_period as (
    select
        counted.programme_code,
        counted.period_code,
        counted.unit_code,
        counted.submission_code,
        counted.compared_count,
        counted.no_less_count,
    from counted
    inner join mart.threshold as threshold
        on counted.programme_code = threshold.programme_code
    left join mart.copied_period as copied_period
        on counted.submission_code = copied_period.submission_code
    where
        copied_period.submission_code is null
        and counted.compared_count >= threshold.least_compared
        and counted.no_less_count >= threshold.year_to_date_share * counted.compared_count
        and counted.growth_ratio >= 1 + 0.5 / counted.earlier_count
)

select *, from summed_period
