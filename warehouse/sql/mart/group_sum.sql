-- One row per programme, period, group and entered indicator of which any member has a value up to the period.
-- Values of units that have ended stay in the sums.
with group_sum as (
    select
        value_to_date.programme_code,
        value_to_date.period_code,
        group_member.group_code,
        value_to_date.indicator_code,
        cast(count(value_to_date.to_date_value) as double) as answered_count,
        sum(value_to_date.period_value) as period_value,
        sum(value_to_date.period_women_value) as period_women_value,
        sum(value_to_date.period_split_value) as period_split_value,
        sum(value_to_date.to_date_value) as to_date_value,
        sum(value_to_date.to_date_women_value) as to_date_women_value,
        sum(value_to_date.to_date_split_value) as to_date_split_value,
    from mart.value_to_date as value_to_date
    inner join dim.group_member as group_member
        on
            value_to_date.programme_code = group_member.programme_code
            and value_to_date.unit_code = group_member.unit_code
    group by
        value_to_date.programme_code,
        value_to_date.period_code,
        group_member.group_code,
        value_to_date.indicator_code
)

select *, from group_sum
