-- One row per programme, period and unit whose values that add up over the year are nearly all those of its report
-- before, women too. Two zeros tell nothing, and so few different numbers (fewer than four) may repeat honestly.
with in_order as (
    select
        submission.programme_code,
        submission.unit_code,
        submission.period_code,
        submission.submission_code,
        lag(submission.period_code) over (
            partition by submission.programme_code, submission.unit_code
            order by period.period_number
        ) as earlier_period_code,
    from fact.submission as submission
    inner join dim.period as period
        on
            submission.programme_code = period.programme_code
            and submission.period_code = period.period_code
),

pair as (
    select
        in_order.programme_code,
        in_order.period_code,
        in_order.unit_code,
        in_order.submission_code,
        in_order.earlier_period_code,
        case
            when
                measurement.total_value = earlier.total_value
                and coalesce(measurement.women_value, -1) = coalesce(earlier.women_value, -1)
                then measurement.total_value
        end as equal_value,
    from in_order
    inner join fact.measurement as measurement
        on in_order.submission_code = measurement.submission_code
    inner join fact.measurement as earlier
        on
            in_order.programme_code = earlier.programme_code
            and in_order.unit_code = earlier.unit_code
            and in_order.earlier_period_code = earlier.period_code
            and measurement.indicator_code = earlier.indicator_code
    inner join dim.target as target
        on
            measurement.programme_code = target.programme_code
            and measurement.unit_code = target.unit_code
            and measurement.indicator_code = target.indicator_code
    inner join dim.indicator as indicator
        on
            measurement.programme_code = indicator.programme_code
            and measurement.indicator_code = indicator.indicator_code
    where
        indicator.indicator_kind = 'C'
        and measurement.total_value is not null
        and earlier.total_value is not null
        and (measurement.total_value <> 0 or earlier.total_value <> 0)
),

counted as (
    select
        programme_code,
        period_code,
        unit_code,
        submission_code,
        earlier_period_code,
        cast(count(*) as integer) as compared_count,
        cast(count(equal_value) as integer) as equal_count,
        count(distinct equal_value) as different_count,
    from pair
    group by
        programme_code,
        period_code,
        unit_code,
        submission_code,
        earlier_period_code
),

copied_period as (
    select
        counted.programme_code,
        counted.period_code,
        counted.unit_code,
        counted.submission_code,
        counted.earlier_period_code,
        counted.compared_count,
        counted.equal_count,
    from counted
    inner join mart.threshold as threshold
        on counted.programme_code = threshold.programme_code
    where
        counted.compared_count >= threshold.least_compared
        and counted.equal_count >= threshold.copied_share * counted.compared_count
        and counted.different_count >= 4
)

select *, from copied_period
