-- One row per programme, period, group and indicator that applies to any member of the group.
-- Values sum all members; target, completion and attainment only the units that reported the task and have a target,
-- a blank of theirs counting as 0: counted_value is their part of the sum. A ratio comes from its summed halves.
with counted as (
    select
        indicator_by_unit.programme_code,
        indicator_by_unit.period_code,
        group_member.group_code,
        indicator_by_unit.indicator_code,
        sum(indicator_by_unit.target_value) as target_value,
        sum(coalesce(indicator_by_unit.to_date_value, 0)) as to_date_value,
    from mart.indicator_by_unit as indicator_by_unit
    inner join dim.group_member as group_member
        on
            indicator_by_unit.programme_code = group_member.programme_code
            and indicator_by_unit.unit_code = group_member.unit_code
    where
        indicator_by_unit.status_code <> 'no_report'
        and indicator_by_unit.target_value > 0
    group by
        indicator_by_unit.programme_code,
        indicator_by_unit.period_code,
        group_member.group_code,
        indicator_by_unit.indicator_code
),

valued as (
    select
        asked_group_indicator.*,
        group_sum.period_value,
        group_sum.period_women_value,
        group_sum.period_split_value,
        group_sum.to_date_women_value,
        group_sum.to_date_split_value,
        group_ratio.numerator_value,
        group_ratio.denominator_value,
        case
            when asked_group_indicator.indicator_kind = 'R'
                then group_ratio.numerator_value / nullif(group_ratio.denominator_value, 0)
            else group_sum.to_date_value
        end as to_date_value,
        case when asked_group_indicator.indicator_kind = 'R' then group_ratio.target_value else counted.target_value end
            as target_value,
        case
            when asked_group_indicator.indicator_kind = 'R'
                then group_ratio.numerator_value / nullif(group_ratio.denominator_value, 0)
            else counted.to_date_value
        end as counted_value,
        coalesce(group_sum.to_date_value, group_ratio.numerator_value) is null as is_never_filled,
    from mart.asked_group_indicator as asked_group_indicator
    left join mart.group_sum as group_sum
        on
            asked_group_indicator.programme_code = group_sum.programme_code
            and asked_group_indicator.period_code = group_sum.period_code
            and asked_group_indicator.group_code = group_sum.group_code
            and asked_group_indicator.indicator_code = group_sum.indicator_code
    left join mart.group_ratio as group_ratio
        on
            asked_group_indicator.programme_code = group_ratio.programme_code
            and asked_group_indicator.period_code = group_ratio.period_code
            and asked_group_indicator.group_code = group_ratio.group_code
            and asked_group_indicator.indicator_code = group_ratio.indicator_code
    left join counted
        on
            asked_group_indicator.programme_code = counted.programme_code
            and asked_group_indicator.period_code = counted.period_code
            and asked_group_indicator.group_code = counted.group_code
            and asked_group_indicator.indicator_code = counted.indicator_code
),

measured as (
    select
        *,
        has_report and is_due and coalesce(target_value > 0 and counted_value is not null, false) as is_assessed,
        case when target_value > 0 and (to_date_value is not null or is_due) then counted_value / target_value end
            as completion_ratio,
    from valued
),

indicator_by_group as (
    select
        measured.programme_code,
        measured.period_code,
        measured.group_code,
        measured.indicator_code,
        measured.task_code,
        case when measured.has_report then measured.period_value end as period_value,
        case when measured.has_report then measured.period_women_value end as period_women_value,
        case when measured.has_report then measured.period_split_value end as period_split_value,
        case when measured.has_report then measured.to_date_value end as to_date_value,
        case when measured.has_report then measured.to_date_women_value end as to_date_women_value,
        case when measured.has_report then measured.to_date_split_value end as to_date_split_value,
        case when measured.has_report then measured.counted_value end as counted_value,
        case when measured.has_report then measured.numerator_value end as numerator_value,
        case when measured.has_report then measured.denominator_value end as denominator_value,
        case when measured.has_report then measured.target_value end as target_value,
        case when measured.is_assessed then measured.plan_ratio end as expected_ratio,
        case when measured.has_report then measured.completion_ratio end as completion_ratio,
        case when measured.is_assessed then least(1.0, measured.completion_ratio / measured.plan_ratio) end
            as attainment_ratio,
        case
            when not measured.has_report then 'no_report'
            when not measured.is_assessed then 'not_assessed'
            when measured.completion_ratio / measured.plan_ratio + 1e-9 >= programme.on_track_min_ratio then 'on_track'
            when measured.completion_ratio / measured.plan_ratio + 1e-9 >= programme.at_risk_min_ratio then 'at_risk'
            else 'behind'
        end as status_code,
        measured.has_report and measured.is_never_filled as is_blank,
    from measured
    inner join dim.programme as programme
        on measured.programme_code = programme.programme_code
)

select *, from indicator_by_group
