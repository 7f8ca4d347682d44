-- What looks like totals to date is a report that stands, once, and no copy; not more is counted than compared.
select
    summed_period.programme_code,
    summed_period.period_code,
    summed_period.unit_code,
    min(summed_period.no_less_count) as no_less_count,
    min(summed_period.compared_count) as compared_count,
    count(*) as row_count,
from mart.summed_period as summed_period
left join fact.submission as submission
    on
        summed_period.programme_code = submission.programme_code
        and summed_period.period_code = submission.period_code
        and summed_period.unit_code = submission.unit_code
        and summed_period.submission_code = submission.submission_code
left join mart.copied_period as copied_period
    on summed_period.submission_code = copied_period.submission_code
group by
    summed_period.programme_code,
    summed_period.period_code,
    summed_period.unit_code
having
    count(*) > 1
    or count(submission.unit_code) = 0
    or count(copied_period.unit_code) > 0
    or max(summed_period.no_less_count - summed_period.compared_count) > 0
