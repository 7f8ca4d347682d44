-- One row per row of an accepted submission's list of difficulties, of every revision.
create table if not exists accepted.difficulty (
    submission_code varchar not null,
    row_number integer not null,
    task_code varchar not null,
    difficulty_text varchar not null,
    proposal_text varchar,
    sheet_name varchar not null,
    cell_ref varchar not null
);
