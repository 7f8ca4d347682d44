-- One row per submission judged: a workbook holds one, a long CSV may hold many.
-- Only an accepted one has a submission_code and a revision_number; withdrawn ones keep theirs.
create table if not exists ops.submission (
    receipt_code varchar not null,
    submission_number integer not null,
    submission_code varchar,
    programme_code varchar,
    unit_code varchar,
    period_code varchar,
    outcome_code varchar not null check (outcome_code in ('accepted', 'returned', 'duplicate')),
    revision_number integer,
    sha256 varchar not null,
    file_name varchar not null,
    received_at timestamptz not null,
    received_date date not null,
    report_date date,
    reporter_name varchar,
    reporter_phone varchar,
    made_up_date date,
    has_lists boolean not null,
    withdrawn_at timestamptz,
    withdrawn_why varchar
);
