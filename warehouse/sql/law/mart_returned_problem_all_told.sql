-- Of a file that waits every problem is told, once, and no warning before an error.
with told as (
    select
        receipt_code,
        count(*) as row_count,
        count(distinct problem_number) as number_count,
        max(problem_number) as last_number,
        max(case when severity_code = 'error' and problem_code <> 'more_problems' then problem_number else 0 end)
            as last_error_number,
        sum(case when severity_code = 'error' and problem_code <> 'more_problems' then 1 else 0 end) as error_count,
    from mart.returned_problem
    group by receipt_code
),

found as (
    select
        receipt_code,
        max(error_count + warning_count) as problem_count,
    from mart.returned_file
    where not is_replaced
    group by receipt_code
)

select
    found.receipt_code,
    found.problem_count,
    told.row_count,
    told.number_count,
    told.error_count,
from found
left join told
    on found.receipt_code = told.receipt_code
where
    coalesce(told.row_count, 0) <> found.problem_count
    or told.number_count <> told.row_count
    or told.last_number <> told.row_count
    or told.last_error_number <> told.error_count
