"""Women's share in Party committees, councils, leaders, the succession plan and new appointments, unit by unit."""

from dashboard.components.headings import show_heading
from dashboard.components.notices import show_note
from dashboard.components.share_section import show_shares
from dashboard.filters import pick_segment
from dashboard.shares import unit_shares
from dashboard.task_view import TaskView

_ROLES = ("party_share", "council_share", "leader_share", "succession_share", "appointment_share")


def show_women_shares(page: TaskView) -> None:
    """One share at a time, as the reader picks it; nothing where the programme watches none."""
    t = page.view.t
    known = set(page.indicators().role_code)
    names = {role: t(f"cadres.{role}") for role in _ROLES if role in known}
    if not names:
        return
    show_heading(t("cadres.shares"), t("cadres.shares_lead"))
    role = pick_segment("share", t("cadres.pick_share"), names)
    rows = unit_shares(page, role)
    if rows.empty:
        show_note(t("cadres.share_not_asked"))
        return
    show_shares(page, "shares", f"{t('cadres.shares')}: {names[role]}", rows, "dots")
