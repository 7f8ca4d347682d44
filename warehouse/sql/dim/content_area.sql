-- One row per programme and content area of an inspection.
create table dim.content_area (
    programme_code varchar not null,
    area_code varchar not null,
    area_name_vi varchar not null,
    area_name_en varchar not null
);
