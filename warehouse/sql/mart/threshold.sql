-- One row per programme: the settings that marts compare with, as numbers.
with threshold as (
    select
        programme_code,
        max(case when setting_code = 'far_above_times' then cast(setting_text as double) end) as far_above_times,
        max(case when setting_code = 'far_above_least_base' then cast(setting_text as double) end)
            as far_above_least_base,
        max(case when setting_code = 'stock_jump_share' then cast(setting_text as double) end) as stock_jump_share,
        max(case when setting_code = 'stock_jump_least' then cast(setting_text as double) end) as stock_jump_least,
        max(case when setting_code = 'copied_share' then cast(setting_text as double) end) as copied_share,
        max(case when setting_code = 'year_to_date_share' then cast(setting_text as double) end) as year_to_date_share,
        max(case when setting_code = 'least_compared' then cast(setting_text as double) end) as least_compared,
        max(case when setting_code = 'projection_least_periods' then cast(setting_text as double) end)
            as projection_least_periods,
        max(case when setting_code = 'projection_least_units' then cast(setting_text as double) end)
            as projection_least_units,
    from dim.setting
    group by programme_code
)

select *, from threshold
