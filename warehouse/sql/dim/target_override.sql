-- One row per programme, unit and indicator for which the unit has a target of its own, or that does not apply to it.
create table dim.target_override (
    programme_code varchar not null,
    unit_code varchar not null,
    indicator_code varchar not null,
    has_indicator boolean not null,
    target_value double,
    reason_text varchar not null
);
