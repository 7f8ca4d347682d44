-- One row per programme, unit, period and row of the inspection list that is current in the period.
select
    current_list.programme_code,
    current_list.unit_code,
    current_list.period_code,
    finding.row_number,
    finding.area_code,
    finding.rating_number,
    finding.finding_text,
    finding.recommendation_text,
    finding.due_date,
    finding.finding_status_code,
    finding.submission_code,
    finding.sheet_name,
    finding.cell_ref,
from fact.current_list as current_list
inner join store.accepted.finding as finding
    on current_list.submission_code = finding.submission_code
