"""The one clock. TIENBO_NOW (ISO) sets it, for samples and tests."""

import os
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LOCAL_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """The moment, aware, in UTC. A TIENBO_NOW without an offset is local time."""
    fixed = os.environ.get("TIENBO_NOW")
    if not fixed:
        return datetime.now(UTC)
    moment = datetime.fromisoformat(fixed)
    return (moment if moment.tzinfo else moment.replace(tzinfo=LOCAL_ZONE)).astimezone(UTC)


def local_date(moment: datetime) -> date:
    """The calendar day in Hải Phòng at that moment."""
    return moment.astimezone(LOCAL_ZONE).date()
