-- One row per standing value that is odd beside the unit's own earlier ones or beside what is usual among its peers,
-- by all that stands today: also a value taken before its peers reported. It is to be asked about, and may be right.
-- What is usual is the median of all values above zero that units of the type gave in the year.
with given as (
    select
        measurement.programme_code,
        measurement.period_code,
        period.period_number,
        measurement.unit_code,
        unit.unit_type,
        measurement.indicator_code,
        indicator.indicator_kind,
        measurement.total_value,
        measurement.submission_code,
        measurement.sheet_name,
        measurement.cell_ref,
    from fact.measurement as measurement
    inner join dim.target as target
        on
            measurement.programme_code = target.programme_code
            and measurement.unit_code = target.unit_code
            and measurement.indicator_code = target.indicator_code
    inner join dim.unit as unit
        on
            measurement.programme_code = unit.programme_code
            and measurement.unit_code = unit.unit_code
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
        and indicator.indicator_kind in ('C', 'S')
),

ranked as (
    select
        programme_code,
        unit_type,
        indicator_code,
        unit_code,
        total_value,
        count(*) over (partition by programme_code, unit_type, indicator_code) as value_count,
        row_number() over (
            partition by programme_code, unit_type, indicator_code
            order by total_value
        ) as rank_number,
    from given
    where total_value > 0
),

usual as (
    select
        programme_code,
        unit_type,
        indicator_code,
        count(distinct unit_code) as peer_count,
        avg(case when 2 * rank_number between value_count and value_count + 2 then total_value end) as median_value,
    from ranked
    group by
        programme_code,
        unit_type,
        indicator_code
),

beside as (
    select
        *,
        max(total_value) over (
            partition by programme_code, unit_code, indicator_code
            order by period_number
            rows between unbounded preceding and 1 preceding
        ) as own_most,
        lag(total_value) over (
            partition by programme_code, unit_code, indicator_code
            order by period_number
        ) as own_last,
    from given
),

judged as (
    select
        beside.*,
        usual.median_value,
        usual.peer_count,
        case
            when
                beside.indicator_kind = 'S'
                and abs(beside.total_value - beside.own_last) >= threshold.stock_jump_least
                and abs(beside.total_value - beside.own_last) >= threshold.stock_jump_share * beside.own_last
                then 'stock_jump'
            when
                beside.indicator_kind = 'C'
                and beside.own_most >= threshold.far_above_least_base
                and beside.total_value >= threshold.far_above_times * beside.own_most
                then 'far_above_history'
            when
                usual.peer_count >= threshold.least_compared
                and usual.median_value >= threshold.far_above_least_base
                and beside.total_value >= threshold.far_above_times * usual.median_value
                then 'far_above_peers'
        end as odd_code,
    from beside
    inner join mart.threshold as threshold
        on beside.programme_code = threshold.programme_code
    left join usual
        on
            beside.programme_code = usual.programme_code
            and beside.unit_type = usual.unit_type
            and beside.indicator_code = usual.indicator_code
),

compared as (
    select
        *,
        case odd_code
            when 'stock_jump' then own_last
            when 'far_above_history' then own_most
            else median_value
        end as compared_value,
    from judged
    where odd_code is not null
),

odd_value as (
    select
        programme_code,
        period_code,
        unit_code,
        indicator_code,
        odd_code,
        total_value,
        compared_value,
        submission_code,
        sheet_name,
        cell_ref,
        case when odd_code = 'far_above_peers' then cast(peer_count as integer) end as peer_count,
        case
            when total_value >= compared_value then total_value / nullif(compared_value, 0)
            else compared_value / nullif(total_value, 0)
        end as odd_ratio,
    from compared
)

select *, from odd_value
