-- One row per problem of a returned file that no later one has replaced; problem_number is the order of reading.
-- found_text is what stands in the cell: null for a blank one, and where the problem is not one of a cell.
-- unit_code is null where the file is of several units, or of none that is known.
with waiting as (
    select
        receipt_code,
        case when count(distinct unit_code) = 1 then max(unit_code) end as unit_code,
    from mart.returned_file
    where not is_replaced
    group by receipt_code
),

returned_problem as (
    select
        waiting.receipt_code,
        waiting.unit_code,
        problem.problem_code,
        problem.severity_code,
        problem.message_vi,
        problem.message_en,
        problem.problem_number,
        nullif(problem.sheet_name, '') as sheet_name,
        nullif(problem.cell_ref, '') as cell_ref,
        -- What these two name is the indicator, which their message says.
        case
            when coalesce(problem.cell_ref, '') <> '' and problem.problem_code not in ('blank_value', 'duplicate_row')
                then nullif(problem.found_text, '')
        end as found_text,
    from waiting
    inner join ops.problem as problem
        on waiting.receipt_code = problem.receipt_code
)

select *, from returned_problem
