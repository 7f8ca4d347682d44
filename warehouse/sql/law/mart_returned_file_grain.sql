-- Each returned file stands there, and nothing else: once for each unit and period, or once where that is not known.
with shown as (
    select
        receipt_code,
        count(*) as row_count,
        count(distinct concat(programme_code, ' ', period_code, ' ', unit_code)) as place_count,
        sum(case when is_placed then 0 else 1 end) as unplaced_count,
    from mart.returned_file
    group by receipt_code
)

select
    receipt.receipt_code,
    shown.receipt_code as shown_code,
    shown.row_count,
    shown.place_count,
from ops.receipt as receipt
full outer join shown
    on receipt.receipt_code = shown.receipt_code
where
    (coalesce(receipt.outcome_code, '') = 'returned') <> (shown.receipt_code is not null)
    or shown.row_count <> shown.place_count
    or (shown.unplaced_count > 0 and shown.row_count > 1)
