"""Standing values that are odd beside others: to be asked about. By all that stands today."""

import pandas as pd

from warehouse.scope import Scope
from warehouse.snapshot import Snapshot


def odd_values(snapshot: Snapshot, scope: Scope, programme_code: str) -> pd.DataFrame:
    """One row per odd value of a unit within the scope, the furthest off first.

    Columns: period_code, unit_code, indicator_code, odd_code (far_above_history | stock_jump | far_above_peers),
    total_value, compared_value (in the indicator's unit), peer_count (of far_above_peers), odd_ratio (the larger by
    the smaller; missing beside a zero), sheet_name, cell_ref (a stranger's), indicator_name_vi, indicator_name_en,
    measure_unit_vi, measure_unit_en, indicator_kind, decimals.
    """
    return snapshot.ask(
        """
        select
            odd.period_code, odd.unit_code, odd.indicator_code, odd.odd_code, odd.total_value, odd.compared_value,
            odd.peer_count, odd.odd_ratio, odd.sheet_name, odd.cell_ref,
            indicator.indicator_name_vi, indicator.indicator_name_en, indicator.measure_unit_vi,
            indicator.measure_unit_en, indicator.indicator_kind, indicator.decimals
        from mart.odd_value as odd
        inner join dim.indicator as indicator
            on
                odd.programme_code = indicator.programme_code
                and odd.indicator_code = indicator.indicator_code
        where
            odd.programme_code = $programme_code
            and ($scope is null or list_contains($scope, odd.unit_code))
        order by odd.odd_ratio desc nulls first, odd.unit_code, indicator.indicator_number, odd.period_code
        """,
        {"programme_code": programme_code, "scope": scope.parameter},
    )


def copied_periods(snapshot: Snapshot, scope: Scope, programme_code: str) -> pd.DataFrame:
    """One row per report of a unit within the scope that nearly repeats the one before, the most alike first.

    Columns: period_code, unit_code, earlier_period_code, equal_count, compared_count.
    """
    return snapshot.ask(
        """
        select period_code, unit_code, earlier_period_code, equal_count, compared_count
        from mart.copied_period
        where
            programme_code = $programme_code
            and ($scope is null or list_contains($scope, unit_code))
        order by equal_count desc, unit_code, period_code
        """,
        {"programme_code": programme_code, "scope": scope.parameter},
    )


def summed_periods(snapshot: Snapshot, scope: Scope, programme_code: str) -> pd.DataFrame:
    """One row per report of a unit within the scope whose values look like totals to date, the surest first.

    Columns: period_code, unit_code, no_less_count (than the sum of the earlier reports), compared_count.
    """
    return snapshot.ask(
        """
        select period_code, unit_code, no_less_count, compared_count
        from mart.summed_period
        where
            programme_code = $programme_code
            and ($scope is null or list_contains($scope, unit_code))
        order by no_less_count desc, unit_code, period_code
        """,
        {"programme_code": programme_code, "scope": scope.parameter},
    )
