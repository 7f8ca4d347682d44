-- A task's progress lies between its worst and its best assessed indicator, and is there just where one is assessed.
with indicators as (
    select
        programme_code,
        period_code,
        task_code,
        unit_code,
        min(attainment_ratio) as worst_ratio,
        max(attainment_ratio) as best_ratio,
    from mart.indicator_by_unit
    group by
        programme_code,
        period_code,
        task_code,
        unit_code
)

select
    progress_by_unit.programme_code,
    progress_by_unit.period_code,
    progress_by_unit.unit_code,
    progress_by_unit.task_code,
    progress_by_unit.attainment_ratio,
    indicators.worst_ratio,
    indicators.best_ratio,
from mart.progress_by_unit as progress_by_unit
inner join indicators
    on
        progress_by_unit.programme_code = indicators.programme_code
        and progress_by_unit.period_code = indicators.period_code
        and progress_by_unit.task_code = indicators.task_code
        and progress_by_unit.unit_code = indicators.unit_code
where
    (progress_by_unit.attainment_ratio is null) <> (indicators.worst_ratio is null)
    or progress_by_unit.attainment_ratio < indicators.worst_ratio - 1e-9
    or progress_by_unit.attainment_ratio > indicators.best_ratio + 1e-9
    or progress_by_unit.completion_ratio > progress_by_unit.attainment_ratio + 1e-9
    or progress_by_unit.has_report <> (progress_by_unit.status_code <> 'no_report')
    or (progress_by_unit.has_report_in_period and not progress_by_unit.has_report)
    or (progress_by_unit.attainment_ratio is null)
    <> (progress_by_unit.status_code in ('no_report', 'not_assessed'))
