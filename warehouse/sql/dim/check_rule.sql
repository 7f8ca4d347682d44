-- One row per programme and rule that its reports are held to, with the programme's thresholds in its words.
create table dim.check_rule (
    programme_code varchar not null,
    rule_number integer not null,
    rule_code varchar not null,
    severity_code varchar not null,
    rule_text_vi varchar not null,
    rule_text_en varchar not null,
    threshold_text varchar
);
