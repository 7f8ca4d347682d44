-- One row per value that stands but that the programme no longer asks for: kept as a fact, left out of all marts.
with unasked_value as (
    select
        measurement.programme_code,
        measurement.period_code,
        measurement.unit_code,
        measurement.indicator_code,
        measurement.total_value,
        measurement.submission_code,
        measurement.sheet_name,
        measurement.cell_ref,
    from fact.measurement as measurement
    left join dim.target as target
        on
            measurement.programme_code = target.programme_code
            and measurement.unit_code = target.unit_code
            and measurement.indicator_code = target.indicator_code
    left join dim.unit_period as unit_period
        on
            measurement.programme_code = unit_period.programme_code
            and measurement.period_code = unit_period.period_code
            and measurement.unit_code = unit_period.unit_code
    where
        target.unit_code is null
        or unit_period.unit_code is null
)

select *, from unasked_value
