-- One row per problem found in a received file.
select
    receipt_code,
    problem_number,
    problem_code,
    severity_code,
    sheet_name,
    cell_ref,
    found_text,
    message_vi,
    message_en,
from store.ops.problem
