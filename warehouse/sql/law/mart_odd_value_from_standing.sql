-- An odd value is one that stands, once, with what it was compared with: far off by its ratio, or from a zero.
select
    odd_value.programme_code,
    odd_value.period_code,
    odd_value.unit_code,
    odd_value.indicator_code,
    min(odd_value.total_value) as total_value,
    min(odd_value.compared_value) as compared_value,
    count(*) as row_count,
from mart.odd_value as odd_value
left join fact.measurement as measurement
    on
        odd_value.programme_code = measurement.programme_code
        and odd_value.period_code = measurement.period_code
        and odd_value.unit_code = measurement.unit_code
        and odd_value.indicator_code = measurement.indicator_code
        and odd_value.submission_code = measurement.submission_code
        and odd_value.total_value = measurement.total_value
group by
    odd_value.programme_code,
    odd_value.period_code,
    odd_value.unit_code,
    odd_value.indicator_code
having
    count(*) > 1
    or count(measurement.unit_code) = 0
    or count(odd_value.compared_value) = 0
    or min(odd_value.odd_ratio) < 1
