-- One row per programme, period, group and ratio: its summed halves, over the units whose own halves are all given.
-- The target is the mean of those units' targets, weighted by the denominator; a ratio that only groups have
-- (the share of the units that answered yes) takes the catalogue's.
with group_ratio as (
    select
        ratio_part.programme_code,
        ratio_part.period_code,
        group_member.group_code,
        ratio_part.indicator_code,
        sum(ratio_part.numerator_value) as numerator_value,
        sum(ratio_part.denominator_value) as denominator_value,
        sum(case when ratio_part.target_value > 0 then ratio_part.denominator_value * ratio_part.target_value end)
        / nullif(sum(case when ratio_part.target_value > 0 then ratio_part.denominator_value end), 0) as target_value,
    from mart.ratio_part as ratio_part
    inner join dim.group_member as group_member
        on
            ratio_part.programme_code = group_member.programme_code
            and ratio_part.unit_code = group_member.unit_code
    where
        ratio_part.numerator_value is not null
        and ratio_part.denominator_value is not null
    group by
        ratio_part.programme_code,
        ratio_part.period_code,
        group_member.group_code,
        ratio_part.indicator_code
    union all
    select
        group_sum.programme_code,
        group_sum.period_code,
        group_sum.group_code,
        indicator.indicator_code,
        group_sum.to_date_value as numerator_value,
        group_sum.answered_count as denominator_value,
        indicator.group_target_value as target_value,
    from mart.group_sum as group_sum
    inner join dim.indicator as indicator
        on
            group_sum.programme_code = indicator.programme_code
            and group_sum.indicator_code = indicator.numerator_indicator_code
    where indicator.is_group_only
)

select *, from group_ratio
