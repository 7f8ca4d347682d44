-- One row per returned file and unit and period that it reports for; one row where that cannot be told.
-- is_placed: unit and period are known and belong together. A row is_replaced by a later file of that unit and period,
-- accepted or returned; one that is not placed, by a later accepted file of its name or content, or one like itself.
with placed as (
    select distinct
        submission.receipt_code,
        submission.programme_code,
        submission.period_code,
        submission.unit_code,
    from ops.submission as submission
    inner join dim.unit_period as unit_period
        on
            submission.programme_code = unit_period.programme_code
            and submission.period_code = unit_period.period_code
            and submission.unit_code = unit_period.unit_code
    where submission.outcome_code = 'returned'
),

unplaced as (
    select
        receipt.receipt_code,
        case when count(distinct submission.programme_code) = 1 then max(submission.programme_code) end
            as programme_code,
        case when count(distinct submission.period_code) = 1 then max(submission.period_code) end as period_code,
        case when count(distinct submission.unit_code) = 1 then max(submission.unit_code) end as unit_code,
    from ops.receipt as receipt
    left join ops.submission as submission
        on receipt.receipt_code = submission.receipt_code
    left join placed
        on receipt.receipt_code = placed.receipt_code
    where receipt.outcome_code = 'returned' and placed.receipt_code is null
    group by receipt.receipt_code
),

returned as (
    select
        receipt_code,
        programme_code,
        period_code,
        unit_code,
        true as is_placed,
    from placed
    union all
    select
        receipt_code,
        programme_code,
        period_code,
        unit_code,
        false as is_placed,
    from unplaced
),

named as (
    select
        returned.*,
        receipt.sha256,
        receipt.file_name,
        receipt.received_at,
        receipt.received_date,
        regexp_replace(receipt.file_name, '^.*/', '') as base_name,
        count(*) over (partition by returned.receipt_code) as submission_count,
    from returned
    inner join ops.receipt as receipt
        on returned.receipt_code = receipt.receipt_code
),

accepted as (
    select
        receipt_code,
        programme_code,
        period_code,
        unit_code,
        sha256,
        regexp_replace(file_name, '^.*/', '') as base_name,
    from ops.submission
    where outcome_code = 'accepted' and withdrawn_at is null
),

accepted_place as (
    select
        programme_code,
        period_code,
        unit_code,
        max(receipt_code) as latest_receipt_code,
    from accepted
    group by
        programme_code,
        period_code,
        unit_code
),

accepted_name as (
    select
        base_name,
        max(receipt_code) as latest_receipt_code,
    from accepted
    group by base_name
),

accepted_content as (
    select
        sha256,
        max(receipt_code) as latest_receipt_code,
    from accepted
    group by sha256
),

answered as (
    select
        named.*,
        case
            when named.is_placed then accepted_place.latest_receipt_code
            else greatest(
                coalesce(accepted_name.latest_receipt_code, ''), coalesce(accepted_content.latest_receipt_code, '')
            )
        end as answer_code,
        case
            when named.is_placed
                then max(named.receipt_code) over (
                    partition by named.programme_code, named.period_code, named.unit_code, named.is_placed
                )
            else max(named.receipt_code) over (partition by named.base_name, named.is_placed)
        end as latest_returned_code,
    from named
    left join accepted_place
        on
            named.programme_code = accepted_place.programme_code
            and named.period_code = accepted_place.period_code
            and named.unit_code = accepted_place.unit_code
    left join accepted_name
        on named.base_name = accepted_name.base_name
    left join accepted_content
        on named.sha256 = accepted_content.sha256
),

problem_counted as (
    select
        receipt_code,
        sum(case when severity_code = 'error' then 1 else 0 end) as error_count,
        sum(case when severity_code = 'warning' then 1 else 0 end) as warning_count,
    from ops.problem
    group by receipt_code
),

returned_file as (
    select
        answered.receipt_code,
        answered.programme_code,
        answered.period_code,
        answered.unit_code,
        answered.is_placed,
        answered.sha256,
        answered.file_name,
        answered.received_at,
        answered.received_date,
        cast(answered.submission_count as integer) as submission_count,
        cast(coalesce(problem_counted.error_count, 0) as integer) as error_count,
        cast(coalesce(problem_counted.warning_count, 0) as integer) as warning_count,
        answered.receipt_code < answered.latest_returned_code
        or coalesce(answered.receipt_code < answered.answer_code, false) as is_replaced,
    from answered
    left join problem_counted
        on answered.receipt_code = problem_counted.receipt_code
)

select *, from returned_file
