-- One row per group and unit in it: department, district, and city, which holds all.
create table dim.group_member (
    programme_code varchar not null,
    group_code varchar not null,
    unit_code varchar not null
);
