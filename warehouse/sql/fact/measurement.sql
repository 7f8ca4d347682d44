-- One row per programme, unit, period and indicator of the submission that stands.
-- Values that the programme no longer asks for stay here; the marts leave them out.
select
    submission.programme_code,
    submission.unit_code,
    submission.period_code,
    measurement.indicator_code,
    measurement.total_value,
    measurement.women_value,
    measurement.note_text,
    measurement.submission_code,
    measurement.sheet_name,
    measurement.cell_ref,
    measurement.women_cell_ref,
    measurement.found_text,
    measurement.women_found_text,
from fact.submission as submission
inner join store.accepted.measurement as measurement
    on submission.submission_code = measurement.submission_code
