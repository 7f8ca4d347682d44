-- One row per programme, unit and indicator that applies to the unit. A null target: watched, not assessed.
create table dim.target (
    programme_code varchar not null,
    unit_code varchar not null,
    indicator_code varchar not null,
    target_value double,
    is_default boolean not null,
    source_text varchar
);
