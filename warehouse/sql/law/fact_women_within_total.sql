-- Women are part of the total: never more, never without it, nothing negative.
select
    programme_code,
    period_code,
    unit_code,
    indicator_code,
    submission_code,
    total_value,
    women_value,
from fact.measurement
where
    total_value < 0
    or women_value < 0
    or women_value > total_value
    or (women_value is not null and total_value is null)
