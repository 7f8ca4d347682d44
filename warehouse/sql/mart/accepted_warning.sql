-- One row per warning that came along with a file of which a submission stands.
-- A file of several units or periods does not say whose a warning is: there unit_code or period_code is null.
-- found_text is what stands in the cell: null for a blank one, and where the warning is not one of a cell.
with standing as (
    select
        receipt_code,
        max(programme_code) as programme_code,
        max(file_name) as file_name,
        case when count(distinct period_code) = 1 then max(period_code) end as period_code,
        case when count(distinct unit_code) = 1 then max(unit_code) end as unit_code,
    from fact.submission
    group by receipt_code
),

accepted_warning as (
    select
        standing.receipt_code,
        standing.programme_code,
        standing.period_code,
        standing.unit_code,
        standing.file_name,
        problem.problem_number,
        problem.problem_code,
        problem.message_vi,
        problem.message_en,
        nullif(problem.sheet_name, '') as sheet_name,
        nullif(problem.cell_ref, '') as cell_ref,
        case
            when coalesce(problem.cell_ref, '') <> '' and problem.problem_code <> 'blank_value'
                then nullif(problem.found_text, '')
        end as found_text,
    from standing
    inner join ops.problem as problem
        on standing.receipt_code = problem.receipt_code
    where problem.severity_code = 'warning'
)

select *, from accepted_warning
