-- One row per programme, period, unit, entered indicator and period up to it for which something was typed: its cell.
-- is_counted tells the rows that the value to date is made of: all of what adds up, the last one of what does not.
with typed as (
    select
        measurement.programme_code,
        measurement.unit_code,
        measurement.indicator_code,
        measurement.period_code as source_period_code,
        source_period.period_number as source_period_number,
        indicator.indicator_kind,
        measurement.total_value,
        measurement.note_text,
        measurement.submission_code,
        submission.revision_number,
        submission.file_name,
        submission.received_at,
        submission.reporter_name,
        measurement.sheet_name,
        measurement.cell_ref,
        measurement.women_cell_ref,
        measurement.found_text,
        measurement.women_found_text,
        case when indicator.has_women then measurement.women_value end as women_value,
    from fact.measurement as measurement
    inner join fact.submission as submission
        on measurement.submission_code = submission.submission_code
    inner join dim.target as target
        on
            measurement.programme_code = target.programme_code
            and measurement.unit_code = target.unit_code
            and measurement.indicator_code = target.indicator_code
    inner join dim.indicator as indicator
        on
            measurement.programme_code = indicator.programme_code
            and measurement.indicator_code = indicator.indicator_code
    inner join dim.period as source_period
        on
            measurement.programme_code = source_period.programme_code
            and measurement.period_code = source_period.period_code
),

reach as (
    select
        typed.*,
        period.period_code,
        max(case when typed.total_value is not null then typed.source_period_number end) over so_far as last_number,
        max(case when typed.women_value is not null then typed.source_period_number end) over so_far
            as last_women_number,
    from typed
    inner join dim.period as period
        on
            typed.programme_code = period.programme_code
            and typed.source_period_number <= period.period_number
    window so_far as (
        partition by typed.programme_code, period.period_code, typed.unit_code, typed.indicator_code
    )
),

value_source as (
    select
        programme_code,
        period_code,
        unit_code,
        indicator_code,
        source_period_code,
        source_period_number,
        total_value,
        women_value,
        note_text,
        submission_code,
        revision_number,
        file_name,
        received_at,
        reporter_name,
        sheet_name,
        cell_ref,
        women_cell_ref,
        found_text,
        women_found_text,
        total_value is not null
        and (indicator_kind = 'C' or source_period_number = coalesce(last_women_number, last_number)) as is_counted,
    from reach
)

select *, from value_source
