-- One row per indicator that a resubmission changed: old → new, between neighbouring revisions not withdrawn.
-- The cell is the new value's, or the old one's where the new revision leaves it blank.
with revisions as (
    select
        programme_code,
        unit_code,
        period_code,
        revision_number,
        submission_code,
        lag(submission_code) over (
            partition by programme_code, unit_code, period_code
            order by revision_number
        ) as previous_submission_code,
    from ops.submission
    where outcome_code = 'accepted' and withdrawn_at is null
),

typed as (
    select
        revisions.submission_code,
        measurement.indicator_code,
    from revisions
    inner join store.accepted.measurement as measurement
        on
            revisions.submission_code = measurement.submission_code
            or revisions.previous_submission_code = measurement.submission_code
    where revisions.previous_submission_code is not null
    group by
        revisions.submission_code,
        measurement.indicator_code
)

select
    revisions.programme_code,
    revisions.unit_code,
    revisions.period_code,
    typed.indicator_code,
    revisions.revision_number,
    revisions.submission_code,
    revisions.previous_submission_code,
    previous.total_value as old_total_value,
    latest.total_value as new_total_value,
    previous.women_value as old_women_value,
    latest.women_value as new_women_value,
    previous.note_text as old_note_text,
    latest.note_text as new_note_text,
    coalesce(latest.sheet_name, previous.sheet_name) as sheet_name,
    coalesce(latest.cell_ref, previous.cell_ref) as cell_ref,
    coalesce(latest.women_cell_ref, previous.women_cell_ref) as women_cell_ref,
from revisions
inner join typed
    on revisions.submission_code = typed.submission_code
left join store.accepted.measurement as latest
    on
        revisions.submission_code = latest.submission_code
        and typed.indicator_code = latest.indicator_code
left join store.accepted.measurement as previous
    on
        revisions.previous_submission_code = previous.submission_code
        and typed.indicator_code = previous.indicator_code
where
    latest.total_value is distinct from previous.total_value
    or latest.women_value is distinct from previous.women_value
    or latest.note_text is distinct from previous.note_text
