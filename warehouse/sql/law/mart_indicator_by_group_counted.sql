-- What counts is a part of the whole, and completion is what counts by the target; who is split by sex is a part too.
-- A ratio is its numerator by its denominator.
select
    indicator_by_group.programme_code,
    indicator_by_group.period_code,
    indicator_by_group.group_code,
    indicator_by_group.indicator_code,
    indicator_by_group.counted_value,
    indicator_by_group.to_date_value,
    indicator_by_group.target_value,
    indicator_by_group.completion_ratio,
from mart.indicator_by_group as indicator_by_group
where
    indicator_by_group.counted_value > coalesce(indicator_by_group.to_date_value, 0) + 1e-6
    or abs(indicator_by_group.counted_value / indicator_by_group.target_value - indicator_by_group.completion_ratio)
    > 1e-6
    or abs(
        indicator_by_group.numerator_value / nullif(indicator_by_group.denominator_value, 0)
        - indicator_by_group.to_date_value
    ) > 1e-9
    or indicator_by_group.to_date_women_value > coalesce(indicator_by_group.to_date_split_value, 0) + 1e-6
    or indicator_by_group.to_date_split_value > coalesce(indicator_by_group.to_date_value, 0) + 1e-6
    or indicator_by_group.period_split_value > coalesce(indicator_by_group.period_value, 0) + 1e-6
