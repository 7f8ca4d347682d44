"""What the numbers rest on: the catalogue's targets and settings, one unit's arithmetic, and what each column means."""

import pandas as pd

from warehouse.scope import Scope
from warehouse.snapshot import Snapshot


def indicator_catalogue(snapshot: Snapshot, _scope: Scope, programme_code: str) -> pd.DataFrame:
    """A programme's indicators in order.

    Columns: indicator_code, task_code, indicator_name_vi, indicator_name_en, measure_unit_vi, measure_unit_en,
    indicator_kind (C | S | B | R), has_women, decimals, due_period_code, weight, is_default, is_group_only,
    numerator_indicator_code, numerator_column, denominator_indicator_code, denominator_column.
    """
    return snapshot.ask(
        """
        select
            indicator_code, task_code, indicator_name_vi, indicator_name_en, measure_unit_vi, measure_unit_en,
            indicator_kind, has_women, decimals, due_period_code, weight, is_default, is_group_only,
            numerator_indicator_code, numerator_column, denominator_indicator_code, denominator_column
        from dim.indicator
        where programme_code = $programme_code
        order by indicator_number
        """,
        {"programme_code": programme_code},
    )


def target_rules(snapshot: Snapshot, _scope: Scope, programme_code: str) -> pd.DataFrame:
    """A programme's targets by type of unit.

    Columns: indicator_code, unit_type (department | district | office | group), target_value (missing: watched only),
    is_per_commune, is_default, source_text.
    """
    return snapshot.ask(
        """
        select indicator_code, unit_type, target_value, is_per_commune, is_default, source_text
        from dim.target_rule
        where programme_code = $programme_code
        order by indicator_code, unit_type
        """,
        {"programme_code": programme_code},
    )


def target_overrides(snapshot: Snapshot, scope: Scope, programme_code: str) -> pd.DataFrame:
    """What single units within the scope have instead of their type's target.

    Columns: unit_code, indicator_code, has_indicator, target_value, reason_text.
    """
    return snapshot.ask(
        """
        select unit_code, indicator_code, has_indicator, target_value, reason_text
        from dim.target_override
        where programme_code = $programme_code and ($scope is null or list_contains($scope, unit_code))
        order by unit_code, indicator_code
        """,
        {"programme_code": programme_code, "scope": scope.parameter},
    )


def programme_settings(snapshot: Snapshot, _scope: Scope, programme_code: str) -> pd.DataFrame:
    """A programme's settings as written. Columns: setting_code, setting_text, is_default, note_vi, note_en."""
    return snapshot.ask(
        """
        select setting_code, setting_text, is_default, note_vi, note_en
        from dim.setting
        where programme_code = $programme_code
        order by setting_code
        """,
        {"programme_code": programme_code},
    )


def check_rules(snapshot: Snapshot, _scope: Scope, programme_code: str) -> pd.DataFrame:
    """The rules that reports are held to, in their order.

    Columns: rule_code, severity_code (error | warning), rule_text_vi, rule_text_en, threshold_text.
    """
    return snapshot.ask(
        """
        select rule_code, severity_code, rule_text_vi, rule_text_en, threshold_text
        from dim.check_rule
        where programme_code = $programme_code
        order by rule_number
        """,
        {"programme_code": programme_code},
    )


def assessed_indicators(
    snapshot: Snapshot, scope: Scope, programme_code: str, period_code: str, unit_code: str
) -> pd.DataFrame:
    """What a unit's attainments in the period are the means of: one row per assessed indicator of the unit.

    Columns: indicator_code, to_date_value, target_value, expected_ratio, completion_ratio, attainment_ratio,
    status_code, is_blank. A unit outside the scope has no row.
    """
    return snapshot.ask(
        """
        select
            indicator_code, to_date_value, target_value, expected_ratio, completion_ratio, attainment_ratio,
            status_code, is_blank
        from mart.indicator_by_unit
        where
            programme_code = $programme_code
            and period_code = $period_code
            and unit_code = $unit_code
            and attainment_ratio is not null
            and ($scope is null or list_contains($scope, unit_code))
        order by indicator_code
        """,
        {
            "programme_code": programme_code,
            "period_code": period_code,
            "unit_code": unit_code,
            "scope": scope.parameter,
        },
    )


def data_dictionary(snapshot: Snapshot, _scope: Scope) -> pd.DataFrame:
    """Every column of the snapshot's tables with its meaning: one row a column, in the tables' order.

    Columns: table_name (with its schema), column_name, data_type, description_vi, description_en.
    """
    return snapshot.ask(
        """
        select
            columns.table_schema || '.' || columns.table_name as table_name,
            columns.column_name,
            lower(columns.data_type) as data_type,
            coalesce(own.description_vi, shared.description_vi) as description_vi,
            coalesce(own.description_en, shared.description_en) as description_en
        from information_schema.columns as columns
        left join ops.dictionary as own
            on
                own.table_name = columns.table_schema || '.' || columns.table_name
                and own.column_name = columns.column_name
        left join ops.dictionary as shared
            on shared.table_name = '' and shared.column_name = columns.column_name
        where columns.table_schema in ('dim', 'fact', 'mart', 'ops')
        order by columns.table_schema, columns.table_name, columns.ordinal_position
        """
    )
