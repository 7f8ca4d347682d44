-- One row per programme and setting of its arithmetic and checks, as written in settings.csv.
create table dim.setting (
    programme_code varchar not null,
    setting_code varchar not null,
    setting_text varchar not null,
    is_default boolean not null,
    note_vi varchar,
    note_en varchar
);
