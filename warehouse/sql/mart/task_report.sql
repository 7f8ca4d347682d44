-- One row per programme, period, task and unit that has reported the task: some indicator has a value up to the period.
with task_report as (
    select
        programme_code,
        period_code,
        task_code,
        unit_code,
        max(case when period_value is not null then 1 else 0 end) = 1 as has_report_in_period,
    from mart.value_to_date
    group by
        programme_code,
        period_code,
        task_code,
        unit_code
)

select *, from task_report
