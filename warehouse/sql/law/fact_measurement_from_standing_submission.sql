-- Each value comes from a submission that stands: no report without a unit and a period that the programme has.
select
    measurement.programme_code,
    measurement.period_code,
    measurement.unit_code,
    measurement.indicator_code,
    measurement.submission_code,
from fact.measurement as measurement
left join fact.submission as submission
    on
        measurement.programme_code = submission.programme_code
        and measurement.period_code = submission.period_code
        and measurement.unit_code = submission.unit_code
        and measurement.submission_code = submission.submission_code
left join dim.unit as unit
    on
        measurement.programme_code = unit.programme_code
        and measurement.unit_code = unit.unit_code
left join dim.period as period
    on
        measurement.programme_code = period.programme_code
        and measurement.period_code = period.period_code
where
    submission.submission_code is null
    or unit.unit_code is null
    or period.period_code is null
