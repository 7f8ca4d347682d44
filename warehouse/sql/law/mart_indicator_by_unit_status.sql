-- Missing is not zero: no report, no number. What is assessed has all its ratios, what is not has no attainment.
select
    programme_code,
    period_code,
    unit_code,
    indicator_code,
    submission_code,
    status_code,
from mart.indicator_by_unit
where
    (status_code = 'no_report' and coalesce(to_date_value, completion_ratio, attainment_ratio) is not null)
    or (status_code = 'no_report' and is_blank)
    or (status_code in ('no_report', 'not_assessed')) <> (attainment_ratio is null)
    or (attainment_ratio is null) <> (expected_ratio is null)
    or (attainment_ratio is not null and completion_ratio is null)
    or attainment_ratio not between 0 and 1
    or (is_blank and to_date_value is not null)
    or (is_blank and coalesce(attainment_ratio, 0) <> 0)
