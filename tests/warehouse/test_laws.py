"""Each law holds on the samples, and fails on a row planted against it; the dictionary matches the tables."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from etl.programme.load import default_folder, load_catalogue
from etl.run import run
from etl.sample import write_samples
from warehouse.build import broken_laws, dictionary_rows
from warehouse.definitions import sql_of
from warehouse.dictionary import columns_of, dictionary_markdown
from warehouse.home import Home
from warehouse.scope import Scope
from warehouse.snapshot import current_snapshot_id, open_snapshot, snapshot_path

PROJECT_ROOT = Path(__file__).resolve().parents[2]

PLANTED = {
    "fact_measurement_unique": "insert into fact.measurement select * from fact.measurement limit 1",
    "fact_measurement_from_standing_submission": "update fact.measurement set unit_code = 'nobody'"
    " where rowid = (select min(rowid) from fact.measurement)",
    "fact_women_within_total": "update fact.measurement set women_value = total_value + 1"
    " where rowid = (select min(rowid) from fact.measurement where women_value is not null)",
    "mart_value_to_date_adds_up": "update mart.value_to_date set to_date_value = to_date_value + 1"
    " where indicator_code = 'T1.01' and unit_code = '305'",
    "mart_indicator_by_unit_grain": "delete from mart.indicator_by_unit"
    " where unit_code = '305' and indicator_code = 'T1.02'",
    "mart_indicator_by_unit_status": "update mart.indicator_by_unit set to_date_value = 0"
    " where status_code = 'no_report'",
    "mart_indicator_by_unit_ratio_from_parts": "update mart.indicator_by_unit set to_date_value = 0.5"
    " where indicator_code = 'T2.03' and to_date_value is not null",
    "mart_progress_change_from_units": "update mart.progress_change set change_ratio = change_ratio + 0.1"
    " where change_ratio is not null",
    "mart_progress_by_unit_grain": "insert into mart.progress_by_unit select * from mart.progress_by_unit limit 1",
    "mart_progress_by_unit_from_indicators": "update mart.progress_by_unit set attainment_ratio = 1.5"
    " where attainment_ratio is not null",
    "mart_progress_by_group_from_units": "update mart.progress_by_group set reported_count = reported_count + 1"
    " where group_code = 'city'",
    "mart_indicator_by_group_parts_add_up": "update mart.indicator_by_group set to_date_value = to_date_value + 1"
    " where group_code = 'city' and indicator_code = 'T1.01'",
    "mart_value_source_adds_up": "update mart.value_source set is_counted = false"
    " where unit_code = '305' and indicator_code = 'T1.02' and period_code <> source_period_code",
    "mart_value_change_ends_in_fact": "update mart.value_change set new_total_value = new_total_value + 1",
    "mart_indicator_by_group_counted": "update mart.indicator_by_group set counted_value = to_date_value + 1"
    " where group_code = 'city' and indicator_code = 'T1.05'",
    "mart_projection_range": "update mart.projection_by_unit set low_value = to_date_value - 1",
    "mart_projection_by_unit_from_values": "insert into mart.projection_by_unit"
    " select * from mart.projection_by_unit limit 1",
    "mart_projection_by_group_from_units": "update mart.projection_by_group set high_value = high_value + 1"
    " where group_code = 'city'",
    "mart_odd_value_from_standing": "insert into mart.odd_value by name select programme_code, period_code,"
    " unit_code, indicator_code, submission_code, total_value + 1 as total_value, 1.0 as compared_value"
    " from fact.measurement where total_value is not null limit 1",
    "mart_copied_period_from_standing": "insert into mart.copied_period by name select programme_code, period_code,"
    " unit_code, submission_code, period_code as earlier_period_code, 7 as equal_count, 6 as compared_count"
    " from fact.submission limit 1",
    "mart_summed_period_from_standing": "insert into mart.summed_period by name select programme_code, period_code,"
    " unit_code, submission_code, 7 as no_less_count, 6 as compared_count from fact.submission limit 1",
    "mart_returned_file_grain": "insert into mart.returned_file select * from mart.returned_file limit 1",
    "mart_returned_file_as_in_calendar": "update mart.submission_calendar set error_count = error_count + 1",
    "mart_returned_problem_all_told": "delete from mart.returned_problem where problem_number = 1",
    "mart_accepted_warning_from_standing": "update mart.accepted_warning set unit_code = 'nobody'",
    "mart_latest_reporter_grain": "insert into mart.latest_reporter select * from mart.latest_reporter limit 1",
    "mart_submission_calendar_grain": "update mart.submission_calendar set revision_count = 0 where revision_count > 0",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("home"))
    write_samples(load_catalogue(default_folder()), home.inbox, unit_count=12)
    assert run(home).exit_code == 0
    return home


@pytest.fixture
def open_copy(home: Home, tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A snapshot that may be spoilt."""
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(snapshot_path(home, current_snapshot_id(home) or "").read_bytes())
    connection = duckdb.connect(str(copy))
    yield connection
    connection.close()


def test_every_law_has_its_planted_row() -> None:
    assert set(PLANTED) == set(sql_of("law"))


def test_every_law_holds_on_the_samples(open_copy: duckdb.DuckDBPyConnection) -> None:
    assert broken_laws(open_copy) == []


@pytest.mark.parametrize("law_code", PLANTED)
def test_a_planted_row_breaks_its_law(law_code: str, open_copy: duckdb.DuckDBPyConnection) -> None:
    open_copy.execute(PLANTED[law_code])
    assert law_code in {law.law_code for law in broken_laws(open_copy)}


def test_the_dictionary_matches_the_tables(home: Home) -> None:
    snapshot = open_snapshot(home, current_snapshot_id(home) or "")
    assert (PROJECT_ROOT / "docs" / "dictionary.md").read_text(encoding="utf-8") == dictionary_markdown(snapshot)
    columns = columns_of(snapshot, Scope.everything())
    known = {column for _, column, _ in columns} | {(table, column) for table, column, _ in columns}
    described = [(row["table_name"], row["column_name"]) for row in dictionary_rows()]
    unknown = [(table, column) for table, column in described if ((table, column) if table else column) not in known]
    assert unknown == []
    assert len(described) == len(set(described))
