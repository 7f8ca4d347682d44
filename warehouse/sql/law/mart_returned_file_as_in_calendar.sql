-- A unit's file waits in one list just where the calendar counts the errors of one, and with as many errors.
with waiting as (
    select
        programme_code,
        period_code,
        unit_code,
        sum(error_count) as error_count,
    from mart.returned_file
    where is_placed and not is_replaced
    group by
        programme_code,
        period_code,
        unit_code
)

select
    calendar.programme_code,
    calendar.period_code,
    calendar.unit_code,
    calendar.error_count,
    waiting.error_count as waiting_error_count,
from mart.submission_calendar as calendar
left join waiting
    on
        calendar.programme_code = waiting.programme_code
        and calendar.period_code = waiting.period_code
        and calendar.unit_code = waiting.unit_code
where calendar.error_count <> coalesce(waiting.error_count, 0)
