"""Coordination made ready for the screen: activities by period, budgets, and the steps from violence to support."""

import pandas as pd

ACTIVITIES = (
    "annual_plan",
    "joint_plans",
    "committee_meetings",
    "joint_activities",
    "legal_documents",
    "trusted_addresses",
)
STEPS = ("violence_cases", "victims", "victims_supported")
EXTREMES = 5  # how many of the biggest and of the least spenders are shown


def activities_by_period(rows: pd.DataFrame, group_code: str, period_codes: list[str]) -> pd.DataFrame:
    """One row an activity of a group, that of the last period, with the amount of each period under its code.

    rows: as `TaskView.of_groups` gives them. An amount is what happened in the period; of a stock or a yes/no it is
    the value that stood at its end.
    """
    own = rows[(rows.group_code == group_code) & rows.role_code.isin(ACTIVITIES)]
    amounts = own.assign(amount=own.period_value.where(own.indicator_kind == "C", own.to_date_value))
    by_period = amounts.pivot(index="indicator_code", columns="period_code", values="amount")
    by_period = by_period.reindex(columns=period_codes).reset_index()
    now = own[own.period_code == period_codes[-1]]
    return now.merge(by_period, on="indicator_code", validate="one_to_one")


def budget_by_unit(rows: pd.DataFrame) -> pd.DataFrame:
    """The units whose budget has a plan and that have reported, the biggest spenders against it first.

    rows: as `TaskView.of_units` gives them. Adds bar_ratio and mark_ratio, as `budget_bars` takes them.
    """
    own = rows[(rows.role_code == "budget") & rows.completion_ratio.notna()]
    own = own.assign(bar_ratio=own.completion_ratio, mark_ratio=own.expected_ratio)
    return own.sort_values(["completion_ratio", "unit_code"], ascending=[False, True], ignore_index=True)


def extremes(rows: pd.DataFrame) -> pd.DataFrame:
    """The first and the last rows, as many as `EXTREMES` says of each; all of them where they are few."""
    return rows if len(rows) <= 2 * EXTREMES else pd.concat([rows[:EXTREMES], rows[-EXTREMES:]])


def support_by_unit(rows: pd.DataFrame) -> pd.DataFrame:
    """One row a unit that is asked about violence, the least supported first: more cases are not worse.

    rows: as `TaskView.of_units` gives them. Columns: those of the unit; cases, victims, victims_women, supported,
    supported_women (missing where not filled in), share_ratio, share_target, status_code and
    attainment_ratio (of the share).
    """
    own = rows[rows.role_code.isin([*STEPS, "victims_supported_share"])]
    units = own.drop_duplicates("unit_code")[["unit_code", "unit_type", "unit_name", "unit_short"]].set_index(
        "unit_code"
    )
    by_role = {role: part.set_index("unit_code") for role, part in own.groupby("role_code")}
    for role, column in zip(STEPS, ("cases", "victims", "supported"), strict=True):
        if role in by_role:
            units[column] = by_role[role].to_date_value
            units[f"{column}_women"] = by_role[role].to_date_women_value
    if "victims_supported_share" in by_role:
        share = by_role["victims_supported_share"]
        units["share_ratio"], units["share_target"] = share.to_date_value, share.target_value
        units["status_code"], units["attainment_ratio"] = share.status_code, share.attainment_ratio
    missing = [name for name in SUPPORT_COLUMNS if name not in units]
    units[missing] = float("nan")
    return units.reset_index().sort_values(["share_ratio", "unit_code"], na_position="last", ignore_index=True)


SUPPORT_COLUMNS = ("cases", "victims", "victims_women", "supported", "supported_women", "share_ratio", "share_target")
