"""The news norm: of a district's communes, how many meet it."""

from dashboard.components.headings import show_heading
from dashboard.components.share_section import show_shares
from dashboard.shares import unit_shares
from dashboard.task_view import TaskView


def show_news_norm(page: TaskView) -> None:
    """A bar for each district; nothing where the programme has no such norm, or not for the chosen type of unit."""
    t, rows = page.view.t, unit_shares(page, "norm_commune_share")
    if rows.empty:
        return
    show_heading(t("communication.norm"), t("communication.norm_lead"))
    show_shares(page, "norm", t("communication.norm"), rows, "bars")
