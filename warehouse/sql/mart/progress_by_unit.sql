-- One row per programme, period, task and unit of that period that has a target in the task, reported or not.
-- Ratios are weighted means over the indicators that are assessed; a surplus on one never hides a gap in another.
with targeted as (
    select
        programme_code,
        period_code,
        task_code,
        unit_code,
    from mart.asked_indicator
    where target_value is not null
    group by
        programme_code,
        period_code,
        task_code,
        unit_code
),

assessed as (
    select
        indicator_by_unit.programme_code,
        indicator_by_unit.period_code,
        indicator_by_unit.task_code,
        indicator_by_unit.unit_code,
        sum(indicator.weight * indicator_by_unit.attainment_ratio) / sum(indicator.weight) as attainment_ratio,
        sum(indicator.weight * least(1.0, indicator_by_unit.completion_ratio)) / sum(indicator.weight)
            as completion_ratio,
        sum(indicator.weight * indicator_by_unit.expected_ratio) / sum(indicator.weight) as expected_ratio,
    from mart.indicator_by_unit as indicator_by_unit
    inner join dim.indicator as indicator
        on
            indicator_by_unit.programme_code = indicator.programme_code
            and indicator_by_unit.indicator_code = indicator.indicator_code
    where indicator_by_unit.attainment_ratio is not null
    group by
        indicator_by_unit.programme_code,
        indicator_by_unit.period_code,
        indicator_by_unit.task_code,
        indicator_by_unit.unit_code
),

progress_by_unit as (
    select
        targeted.programme_code,
        targeted.period_code,
        targeted.task_code,
        targeted.unit_code,
        unit.unit_type,
        assessed.attainment_ratio,
        assessed.completion_ratio,
        assessed.expected_ratio,
        task_report.unit_code is not null as has_report,
        coalesce(task_report.has_report_in_period, false) as has_report_in_period,
        case
            when task_report.unit_code is null then 'no_report'
            when assessed.attainment_ratio is null then 'not_assessed'
            when assessed.attainment_ratio + 1e-9 >= programme.on_track_min_ratio then 'on_track'
            when assessed.attainment_ratio + 1e-9 >= programme.at_risk_min_ratio then 'at_risk'
            else 'behind'
        end as status_code,
    from targeted
    inner join dim.unit as unit
        on
            targeted.programme_code = unit.programme_code
            and targeted.unit_code = unit.unit_code
    inner join dim.programme as programme
        on targeted.programme_code = programme.programme_code
    left join mart.task_report as task_report
        on
            targeted.programme_code = task_report.programme_code
            and targeted.period_code = task_report.period_code
            and targeted.task_code = task_report.task_code
            and targeted.unit_code = task_report.unit_code
    left join assessed
        on
            targeted.programme_code = assessed.programme_code
            and targeted.period_code = assessed.period_code
            and targeted.task_code = assessed.task_code
            and targeted.unit_code = assessed.unit_code
)

select *, from progress_by_unit
