-- One row per programme and task.
create table dim.task (
    programme_code varchar not null,
    task_code varchar not null,
    task_number integer not null,
    task_name_vi varchar not null,
    task_name_en varchar not null,
    task_short_vi varchar not null,
    task_short_en varchar not null,
    sheet_name varchar not null,
    page_code varchar
);
