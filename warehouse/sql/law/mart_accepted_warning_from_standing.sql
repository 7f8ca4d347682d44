-- A warning is told once, and only of a file of which a submission stands; the unit named beside it sent that file.
with told as (
    select
        receipt_code,
        problem_number,
        max(unit_code) as unit_code,
        count(*) as row_count,
    from mart.accepted_warning
    group by
        receipt_code,
        problem_number
),

standing as (
    select
        receipt_code,
        min(unit_code) as first_unit_code,
        max(unit_code) as last_unit_code,
    from fact.submission
    group by receipt_code
)

select
    told.receipt_code,
    told.problem_number,
    told.unit_code,
    told.row_count,
from told
left join standing
    on told.receipt_code = standing.receipt_code
where
    told.row_count <> 1
    or standing.receipt_code is null
    or coalesce(told.unit_code, '') <> case
        when standing.first_unit_code = standing.last_unit_code then standing.first_unit_code else ''
    end
