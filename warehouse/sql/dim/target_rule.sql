-- One row per programme, indicator and type of unit (or group) that the programme gives a target, or says is watched.
create table dim.target_rule (
    programme_code varchar not null,
    indicator_code varchar not null,
    unit_type varchar not null,
    target_value double,
    is_per_commune boolean not null,
    is_default boolean not null,
    source_text varchar
);
