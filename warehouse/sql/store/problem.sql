-- One row per problem found in a received file, errors and warnings, in the order in which they were met.
create table if not exists ops.problem (
    receipt_code varchar not null,
    problem_number integer not null,
    problem_code varchar not null,
    severity_code varchar not null check (severity_code in ('error', 'warning')),
    sheet_name varchar,
    cell_ref varchar,
    found_text varchar,
    message_vi varchar not null,
    message_en varchar not null
);
