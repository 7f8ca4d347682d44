-- What the latest resubmission changed a value to is the value that stands.
select
    value_change.programme_code,
    value_change.period_code,
    value_change.unit_code,
    value_change.indicator_code,
    value_change.submission_code,
    value_change.new_total_value,
    measurement.total_value,
from mart.value_change as value_change
inner join fact.submission as submission
    on value_change.submission_code = submission.submission_code
left join fact.measurement as measurement
    on
        value_change.submission_code = measurement.submission_code
        and value_change.indicator_code = measurement.indicator_code
where
    value_change.new_total_value is distinct from measurement.total_value
    or value_change.new_women_value is distinct from measurement.women_value
    or value_change.new_note_text is distinct from measurement.note_text
