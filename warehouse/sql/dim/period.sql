-- One row per programme and reporting period.
create table dim.period (
    programme_code varchar not null,
    period_code varchar not null,
    period_number integer not null,
    period_name_vi varchar not null,
    period_name_en varchar not null,
    from_date date not null,
    to_date date not null,
    due_date date not null,
    planned_share double not null,
    is_default boolean not null
);
