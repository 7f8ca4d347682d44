-- One row per accepted submission and indicator: what was typed, of every revision.
create table if not exists accepted.measurement (
    submission_code varchar not null,
    indicator_code varchar not null,
    total_value double,
    women_value double,
    note_text varchar,
    sheet_name varchar not null,
    cell_ref varchar not null,
    women_cell_ref varchar,
    found_text varchar not null,
    women_found_text varchar
);
