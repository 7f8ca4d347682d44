-- One row per programme: a year's decision of the committee.
create table dim.programme (
    programme_code varchar not null,
    programme_name_vi varchar not null,
    programme_name_en varchar not null,
    from_date date not null,
    to_date date not null,
    source_vi varchar,
    source_en varchar,
    late_by_code varchar not null,
    on_track_min_ratio double not null,
    at_risk_min_ratio double not null
);
