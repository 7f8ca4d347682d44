-- One row per programme and unit, with the dates between which it exists.
create table dim.unit (
    programme_code varchar not null,
    unit_code varchar not null,
    unit_number integer not null,
    unit_type varchar not null,
    unit_kind varchar not null,
    unit_name_vi varchar not null,
    unit_name_en varchar not null,
    unit_short_vi varchar not null,
    unit_short_en varchar not null,
    reports_by varchar not null,
    commune_count integer not null,
    valid_from date,
    valid_to date,
    successor_code varchar,
    is_default boolean not null,
    map_row integer,
    map_column integer
);
