-- One row per programme, period and unit that belongs to it: when its report was due and came, no verdict on today.
-- error_count counts the errors of the latest returned file that no later accepted one has replaced.
with accepted as (
    select
        programme_code,
        period_code,
        unit_code,
        min(received_at) as first_accepted_at,
        max(received_at) as latest_accepted_at,
        min(revision_number) as first_revision_number,
        max(receipt_code) as latest_receipt_code,
        count(*) as revision_count,
    from ops.submission
    where outcome_code = 'accepted' and withdrawn_at is null
    group by
        programme_code,
        period_code,
        unit_code
),

first_revision as (
    select
        submission.programme_code,
        submission.period_code,
        submission.unit_code,
        submission.report_date,
        submission.received_date,
    from ops.submission as submission
    inner join accepted
        on
            submission.programme_code = accepted.programme_code
            and submission.period_code = accepted.period_code
            and submission.unit_code = accepted.unit_code
            and submission.revision_number = accepted.first_revision_number
    where submission.outcome_code = 'accepted'
),

returned as (
    select
        programme_code,
        period_code,
        unit_code,
        max(receipt_code) as latest_receipt_code,
    from ops.submission
    where outcome_code = 'returned'
    group by
        programme_code,
        period_code,
        unit_code
),

error_counted as (
    select
        receipt_code,
        count(*) as error_count,
    from ops.problem
    where severity_code = 'error'
    group by receipt_code
),

submission_calendar as (
    select
        unit_period.programme_code,
        unit_period.period_code,
        unit_period.unit_code,
        unit_period.due_date,
        accepted.first_accepted_at,
        first_revision.received_date,
        first_revision.report_date,
        accepted.latest_accepted_at,
        cast(coalesce(accepted.revision_count, 0) as integer) as revision_count,
        cast(coalesce(error_counted.error_count, 0) as integer) as error_count,
    from dim.unit_period as unit_period
    left join accepted
        on
            unit_period.programme_code = accepted.programme_code
            and unit_period.period_code = accepted.period_code
            and unit_period.unit_code = accepted.unit_code
    left join first_revision
        on
            unit_period.programme_code = first_revision.programme_code
            and unit_period.period_code = first_revision.period_code
            and unit_period.unit_code = first_revision.unit_code
    left join returned
        on
            unit_period.programme_code = returned.programme_code
            and unit_period.period_code = returned.period_code
            and unit_period.unit_code = returned.unit_code
            and (
                accepted.latest_receipt_code is null
                or accepted.latest_receipt_code < returned.latest_receipt_code
            )
    left join error_counted
        on returned.latest_receipt_code = error_counted.receipt_code
)

select *, from submission_calendar
