-- One row per row of an accepted submission's inspection list, of every revision.
create table if not exists accepted.finding (
    submission_code varchar not null,
    row_number integer not null,
    area_code varchar not null,
    rating_number integer,
    finding_text varchar,
    recommendation_text varchar,
    due_date date,
    finding_status_code varchar,
    sheet_name varchar not null,
    cell_ref varchar not null
);
