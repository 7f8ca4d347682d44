-- One value per programme, unit, period and indicator.
select
    programme_code,
    period_code,
    unit_code,
    indicator_code,
    max(submission_code) as submission_code,
    count(*) as row_count,
from fact.measurement
group by
    programme_code,
    period_code,
    unit_code,
    indicator_code
having count(*) > 1
