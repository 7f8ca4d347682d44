-- One row per programme, period, unit and ratio that applies to the unit: its two halves to date.
-- A half that was never filled in is null. A unit that has ended keeps its rows,
-- without a target.
with asked as (
    select
        target.programme_code,
        period.period_code,
        target.unit_code,
        target.indicator_code,
        indicator.numerator_indicator_code,
        indicator.numerator_column,
        indicator.denominator_indicator_code,
        indicator.denominator_column,
        unit.commune_count,
        case when unit_period.unit_code is not null then target.target_value end as target_value,
    from dim.target as target
    inner join dim.indicator as indicator
        on
            target.programme_code = indicator.programme_code
            and target.indicator_code = indicator.indicator_code
    inner join dim.unit as unit
        on
            target.programme_code = unit.programme_code
            and target.unit_code = unit.unit_code
    inner join dim.period as period
        on target.programme_code = period.programme_code
    left join dim.unit_period as unit_period
        on
            target.programme_code = unit_period.programme_code
            and period.period_code = unit_period.period_code
            and target.unit_code = unit_period.unit_code
    where indicator.indicator_kind = 'R'
),

ratio_part as (
    select
        asked.programme_code,
        asked.period_code,
        asked.unit_code,
        asked.indicator_code,
        asked.target_value,
        case asked.numerator_column
            when 'women' then numerator.to_date_women_value
            else numerator.to_date_value
        end as numerator_value,
        case asked.denominator_column
            when 'commune_count' then cast(asked.commune_count as double)
            when 'women' then denominator.to_date_women_value
            else denominator.to_date_value
        end as denominator_value,
    from asked
    left join mart.value_to_date as numerator
        on
            asked.programme_code = numerator.programme_code
            and asked.period_code = numerator.period_code
            and asked.unit_code = numerator.unit_code
            and asked.numerator_indicator_code = numerator.indicator_code
    left join mart.value_to_date as denominator
        on
            asked.programme_code = denominator.programme_code
            and asked.period_code = denominator.period_code
            and asked.unit_code = denominator.unit_code
            and asked.denominator_indicator_code = denominator.indicator_code
)

select *, from ratio_part
