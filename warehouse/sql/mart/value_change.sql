-- One row per indicator that a resubmission changed, old → new, with the file that changed it.
-- The cell is that of the new value; where the new file leaves it blank, that of the old one in the file before.
with value_change as (
    select
        revision_change.programme_code,
        revision_change.period_code,
        revision_change.unit_code,
        revision_change.indicator_code,
        revision_change.revision_number,
        revision_change.submission_code,
        submission.file_name,
        submission.received_at,
        revision_change.sheet_name,
        revision_change.cell_ref,
        revision_change.women_cell_ref,
        revision_change.old_total_value,
        revision_change.new_total_value,
        revision_change.old_women_value,
        revision_change.new_women_value,
        revision_change.old_note_text,
        revision_change.new_note_text,
    from fact.revision_change as revision_change
    inner join ops.submission as submission
        on revision_change.submission_code = submission.submission_code
    inner join dim.target as target
        on
            revision_change.programme_code = target.programme_code
            and revision_change.unit_code = target.unit_code
            and revision_change.indicator_code = target.indicator_code
)

select *, from value_change
