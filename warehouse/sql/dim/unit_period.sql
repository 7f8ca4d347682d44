-- One row per period and unit that belongs to it, with the unit's own due date.
create table dim.unit_period (
    programme_code varchar not null,
    period_code varchar not null,
    unit_code varchar not null,
    due_date date not null
);
