-- One row per programme, unit, period and row of the list of difficulties that is current in the period.
select
    current_list.programme_code,
    current_list.unit_code,
    current_list.period_code,
    difficulty.row_number,
    difficulty.task_code,
    difficulty.difficulty_text,
    difficulty.proposal_text,
    difficulty.submission_code,
    difficulty.sheet_name,
    difficulty.cell_ref,
from fact.current_list as current_list
inner join store.accepted.difficulty as difficulty
    on current_list.submission_code = difficulty.submission_code
