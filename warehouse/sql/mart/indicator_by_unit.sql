-- One row per programme, period, unit of that period and indicator that applies to it, reported or not.
-- Without a report of the task only the target is set; what is not assessed has no attainment; blank is not zero.
with valued as (
    select
        asked_indicator.*,
        value_to_date.period_value,
        value_to_date.period_women_value,
        value_to_date.to_date_women_value,
        submission.submission_code,
        task_report.unit_code is not null as has_report,
        case
            when asked_indicator.indicator_kind <> 'R' then value_to_date.to_date_value
            when task_report.unit_code is not null
                then ratio_part.numerator_value / nullif(ratio_part.denominator_value, 0)
        end as to_date_value,
        case
            when asked_indicator.indicator_kind <> 'R' then value_to_date.to_date_value is null
            else ratio_part.numerator_value is null or ratio_part.denominator_value is null
        end as is_never_filled,
        asked_indicator.is_due
        and coalesce(asked_indicator.target_value > 0, false)
        and coalesce(ratio_part.denominator_value <> 0, true) as is_assessable,
    from mart.asked_indicator as asked_indicator
    left join mart.task_report as task_report
        on
            asked_indicator.programme_code = task_report.programme_code
            and asked_indicator.period_code = task_report.period_code
            and asked_indicator.task_code = task_report.task_code
            and asked_indicator.unit_code = task_report.unit_code
    left join mart.value_to_date as value_to_date
        on
            asked_indicator.programme_code = value_to_date.programme_code
            and asked_indicator.period_code = value_to_date.period_code
            and asked_indicator.unit_code = value_to_date.unit_code
            and asked_indicator.indicator_code = value_to_date.indicator_code
    left join mart.ratio_part as ratio_part
        on
            asked_indicator.programme_code = ratio_part.programme_code
            and asked_indicator.period_code = ratio_part.period_code
            and asked_indicator.unit_code = ratio_part.unit_code
            and asked_indicator.indicator_code = ratio_part.indicator_code
    left join fact.submission as submission
        on
            asked_indicator.programme_code = submission.programme_code
            and asked_indicator.period_code = submission.period_code
            and asked_indicator.unit_code = submission.unit_code
),

measured as (
    select
        *,
        has_report and is_assessable as is_assessed,
        case
            when has_report and is_assessable then coalesce(to_date_value, 0) / target_value
            when has_report and target_value > 0 then to_date_value / target_value
        end as completion_ratio,
    from valued
),

indicator_by_unit as (
    select
        measured.programme_code,
        measured.period_code,
        measured.unit_code,
        measured.indicator_code,
        measured.task_code,
        measured.period_value,
        measured.period_women_value,
        measured.to_date_value,
        measured.to_date_women_value,
        measured.target_value,
        measured.completion_ratio,
        measured.is_due,
        case when measured.is_assessed then measured.plan_ratio end as expected_ratio,
        case when measured.is_assessed then least(1.0, measured.completion_ratio / measured.plan_ratio) end
            as attainment_ratio,
        case
            when not measured.has_report then 'no_report'
            when not measured.is_assessed then 'not_assessed'
            when measured.completion_ratio / measured.plan_ratio + 1e-9 >= programme.on_track_min_ratio then 'on_track'
            when measured.completion_ratio / measured.plan_ratio + 1e-9 >= programme.at_risk_min_ratio then 'at_risk'
            else 'behind'
        end as status_code,
        measured.has_report and measured.is_never_filled as is_blank,
        case when measured.has_report then measured.submission_code end as submission_code,
    from measured
    inner join dim.programme as programme
        on measured.programme_code = programme.programme_code
)

select *, from indicator_by_unit
