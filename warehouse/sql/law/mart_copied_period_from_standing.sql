-- A copied period is a report that stands, once, beside an earlier one of the unit; not more is equal than compared.
select
    copied_period.programme_code,
    copied_period.period_code,
    copied_period.unit_code,
    min(copied_period.equal_count) as equal_count,
    min(copied_period.compared_count) as compared_count,
    count(*) as row_count,
from mart.copied_period as copied_period
left join fact.submission as submission
    on
        copied_period.programme_code = submission.programme_code
        and copied_period.period_code = submission.period_code
        and copied_period.unit_code = submission.unit_code
        and copied_period.submission_code = submission.submission_code
left join fact.submission as earlier
    on
        copied_period.programme_code = earlier.programme_code
        and copied_period.earlier_period_code = earlier.period_code
        and copied_period.unit_code = earlier.unit_code
group by
    copied_period.programme_code,
    copied_period.period_code,
    copied_period.unit_code
having
    count(*) > 1
    or count(submission.unit_code) = 0
    or count(earlier.unit_code) = 0
    or max(copied_period.equal_count - copied_period.compared_count) > 0
