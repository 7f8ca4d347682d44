-- One row per programme, period, unit of that period and indicator that applies to it: what is asked and by when.
-- plan_ratio is the share of the target expected by then: the period's planned share for what adds up over the
-- year, all of it for a stock, a yes/no, a ratio and whatever has a due period.
with asked_indicator as (
    select
        unit_period.programme_code,
        unit_period.period_code,
        unit_period.unit_code,
        target.indicator_code,
        indicator.task_code,
        indicator.indicator_kind,
        indicator.weight,
        target.target_value,
        coalesce(indicator.due_period_number, 0) <= period.period_number as is_due,
        case
            when indicator.indicator_kind = 'C' and indicator.due_period_code is null then period.planned_share
            else 1.0
        end as plan_ratio,
    from dim.unit_period as unit_period
    inner join dim.period as period
        on
            unit_period.programme_code = period.programme_code
            and unit_period.period_code = period.period_code
    inner join dim.target as target
        on
            unit_period.programme_code = target.programme_code
            and unit_period.unit_code = target.unit_code
    inner join dim.indicator as indicator
        on
            target.programme_code = indicator.programme_code
            and target.indicator_code = indicator.indicator_code
)

select *, from asked_indicator
