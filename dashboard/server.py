"""The server: the dashboard, and a route for whoever watches it. `python dashboard/server.py` starts it."""

import os
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from dashboard.health import UNWELL, alarms, read_at_work, read_heartbeat
from warehouse.clock import now
from warehouse.home import Home, find_home
from warehouse.questions.publication import publication
from warehouse.scope import Scope
from warehouse.snapshot import current_snapshot_id, open_snapshot


def health_report(home: Home) -> tuple[int, dict[str, Any]]:
    """HTTP status and body of /healthz: 503 without a snapshot, or where nothing new will come by itself."""
    try:
        heartbeat = read_heartbeat(home)
    except ValueError:
        heartbeat = None
    snapshot_id = current_snapshot_id(home)
    published_at = None
    if snapshot_id is not None:
        facts = publication(open_snapshot(home, snapshot_id), Scope.everything())
        published_at = facts.published_at.iloc[0].tz_localize("UTC").isoformat()
    alarmed = alarms(heartbeat, read_at_work(home), now())
    is_well = snapshot_id is not None and not UNWELL.intersection(alarmed)
    return 200 if is_well else 503, {
        "status": "ok" if is_well else "unwell",
        "snapshot_id": snapshot_id,
        "published_at": published_at,
        "last_run_at": heartbeat.ended_at.isoformat() if heartbeat else None,
        "last_exit": heartbeat.exit_code if heartbeat else None,
        "alarms": alarmed,
    }


def healthz(_request: Request) -> JSONResponse:
    """Whether there is something to show and the ETL is alive."""
    status, report = health_report(find_home())
    return JSONResponse(report, status_code=status)


app = st.App(Path(__file__).resolve().parent / "app.py", routes=[Route("/healthz", healthz)])

if __name__ == "__main__":
    app.run(config={"server.port": int(os.environ.get("PORT", "8501"))})
