"""A snapshot made by hand: few units, every status, and names that try to be markup."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from warehouse.home import Home

SQL = Path(__file__).resolve().parents[2] / "warehouse" / "sql"
HOSTILE = '<img src=x onerror="alert(1)"> **đậm** [liên kết](http://evil.example) $x^2$ :red[đỏ]'
TODAY = date(2022, 9, 25)

UNITS = [  # code, type, name_vi, name_en, reports_by
    ("SNV", "department", "Sở Nội vụ", "Home Affairs", "duty"),
    ("SYT", "department", HOSTILE, HOSTILE, "duty"),
    ("MTTQ", "department", "Ủy ban Mặt trận Tổ quốc", "Fatherland Front", "coordination"),
    ("303", "district", "Quận Hồng Bàng", "Hồng Bàng District", "duty"),
    ("305", "district", "Quận Lê Chân", "Lê Chân District", "duty"),
    ("BVSTBPN", "office", "Thường trực Ban", "Standing office", "duty"),
]
PERIODS = [
    (
        "2022-Q1",
        "Quý I năm 2022",
        "Quarter 1 of 2022",
        date(2021, 12, 15),
        date(2022, 3, 14),
        date(2022, 3, 21),
    ),
    (
        "2022-Q2",
        "Quý II năm 2022",
        "Quarter 2 of 2022",
        date(2022, 3, 15),
        date(2022, 6, 14),
        date(2022, 6, 20),
    ),
    (
        "2022-Q3",
        "Quý III năm 2022",
        "Quarter 3 of 2022",
        date(2022, 6, 15),
        date(2022, 9, 14),
        date(2022, 9, 20),
    ),
    (
        "2022-Q4",
        "Quý IV năm 2022",
        "Quarter 4 of 2022",
        date(2022, 9, 15),
        date(2022, 12, 14),
        date(2022, 12, 20),
    ),
]
TASKS = [("T1", "Tuyên truyền", "Communication"), ("T2", "Cán bộ nữ", "Cadres")]
ATTAINMENT = {  # unit → attainment on T1 and T2; None: no report
    "SNV": (0.9123, 1.0),
    "SYT": (0.5, 0.8),
    "MTTQ": (None, None),
    "303": (None, None),
    "305": (0.96, 0.7),
    "BVSTBPN": (None, 0.9),
}


@dataclass
class MadeHome:
    """What to make: the periods that have reports, and whether the numbers say they are made up."""

    reported_periods: tuple[str, ...] = ("2022-Q1", "2022-Q2")
    is_made_up: bool = False
    report_days: tuple[date | None, date | None] = (date(2022, 3, 18), None)  # received, and the report's own
    snapshot_id: str = "20220925T080000-abc123"
    heartbeat: dict[str, object] | None = field(
        default_factory=lambda: {
            "started_at": "2022-09-25T01:00:00+00:00",
            "ended_at": "2022-09-25T01:00:05+00:00",
            "exit_code": 0,
            "laws_broken": [],
            "max_age_hours": 26,
        }
    )


def _status(ratio: float | None) -> str:
    if ratio is None:
        return "no_report"
    return "on_track" if ratio >= 0.95 else "at_risk" if ratio >= 0.75 else "behind"


def _unit_rows(made: MadeHome) -> list[tuple[object, ...]]:
    rows = []
    for period_code, *_ in PERIODS:
        for unit_code, unit_type, *_ in UNITS:
            for (task_code, *_), ratio in zip(TASKS, ATTAINMENT[unit_code], strict=True):
                if unit_type == "office" and task_code == "T1":
                    continue
                given = ratio if period_code in made.reported_periods else None
                half = None if given is None else given / 2
                rows.append(
                    (
                        "2022",
                        period_code,
                        task_code,
                        unit_code,
                        unit_type,
                        given is not None,
                        given is not None,
                        given,
                        half,
                        None if given is None else 0.5,
                        _status(given),
                    )
                )
    return rows


def _group_rows(unit_rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    rows = []
    for period_code, *_ in PERIODS:
        for task_code, *_ in TASKS:
            for group in ("department", "district", "city"):
                of_group = [
                    row[7] for row in unit_rows if row[1:3] == (period_code, task_code) and group in (row[4], "city")
                ]
                given = [ratio for ratio in of_group if ratio is not None]
                mean = sum(given) / len(given) if given else None
                over_all = sum(given) / len(of_group) if given else None
                rows.append(
                    (
                        "2022",
                        period_code,
                        task_code,
                        group,
                        len(of_group),
                        len(given),
                        len(given),
                        mean,
                        over_all,
                        mean and mean / 2,
                        mean and 0.5,
                        _status(mean),
                        _status(over_all),
                    )
                )
    return rows


def _calendar_rows(made: MadeHome) -> list[tuple[object, ...]]:
    at = datetime(2022, 3, 18, 2, tzinfo=UTC)
    rows = []
    for period_code, *_, due_date in PERIODS:
        for unit_code, *_ in UNITS:
            has = period_code in made.reported_periods and any(ATTAINMENT[unit_code])
            days = made.report_days if has else (None, None)
            moment = at if has else None
            errors = 3 if unit_code == "303" else 0
            rows.append(("2022", period_code, unit_code, due_date, moment, *days, moment, int(has), errors))
    return rows


MARTS = """
create table mart.progress_by_unit (
    programme_code varchar, period_code varchar, task_code varchar, unit_code varchar,
    unit_type varchar, has_report boolean, has_report_in_period boolean, attainment_ratio double,
    completion_ratio double, expected_ratio double, status_code varchar);
create table mart.progress_by_group (programme_code varchar, period_code varchar, task_code varchar,
    group_code varchar, unit_count integer, reported_count integer, reported_in_period_count integer,
    attainment_ratio double, attainment_all_ratio double, completion_ratio double, expected_ratio double,
    status_code varchar, status_all_code varchar);
create table mart.submission_calendar (
    programme_code varchar, period_code varchar, unit_code varchar, due_date date,
    first_accepted_at timestamptz, received_date date, report_date date, latest_accepted_at timestamptz,
    revision_count integer, error_count integer);
create table ops.snapshot (
    snapshot_id varchar, published_at timestamptz, is_made_up boolean, made_up_date date);
"""


def make_snapshot(home: Home, made: MadeHome) -> None:
    """Publish a snapshot into a home, with the warehouse's own tables where they are plain ones."""
    home.published.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(home.published / f"{made.snapshot_id}.duckdb")) as connection:
        for schema in ("dim", "mart", "ops"):
            connection.execute(f"create schema {schema}")
        for table in ("programme", "task", "unit", "period"):
            connection.execute((SQL / "dim" / f"{table}.sql").read_text(encoding="utf-8"))
        connection.execute(MARTS)

        def fill(table: str, rows: list[tuple[object, ...]]) -> None:
            connection.executemany(f"insert into {table} values ({','.join('?' * len(rows[0]))})", rows)

        fill(
            "dim.programme",
            [
                (
                    "2022",
                    "Chương trình 2022",
                    "Programme 2022",
                    date(2021, 12, 15),
                    date(2022, 12, 14),
                    None,
                    None,
                    "received_at",
                    0.95,
                    0.75,
                )
            ],
        )
        fill(
            "dim.task",
            [("2022", c, n, f"{vi} dài", f"{en} long", vi, en, f"NV{n}") for n, (c, vi, en) in enumerate(TASKS, 1)],
        )
        fill(
            "dim.unit",
            [
                ("2022", c, n, kind, kind, vi, en, vi, en, by, 0, None, None, None, False)
                for n, (c, kind, vi, en, by) in enumerate(UNITS, 1)
            ],
        )
        fill(
            "dim.period",
            [
                ("2022", c, n, vi, en, start, end, due, n / 4, True)
                for n, (c, vi, en, start, end, due) in enumerate(PERIODS, 1)
            ],
        )
        unit_rows = _unit_rows(made)
        fill("mart.progress_by_unit", unit_rows)
        fill("mart.progress_by_group", _group_rows(unit_rows))
        fill("mart.submission_calendar", _calendar_rows(made))
        fill(
            "ops.snapshot",
            [
                (
                    made.snapshot_id,
                    datetime(2022, 9, 25, 1, tzinfo=UTC),
                    made.is_made_up,
                    TODAY if made.is_made_up else None,
                )
            ],
        )
    home.current.write_text(made.snapshot_id + "\n", encoding="utf-8")
