"""A law that does not hold stops the publish; status names the submission, and withdrawing it is the way out."""

import json

import duckdb

from tests.house import House


def test_a_broken_law_stops_the_publish_until_the_submission_is_withdrawn(house: House) -> None:
    house.drop_csv("first.csv", [("305", "2022-Q1", "T1.02", 100.0, 60.0)])
    house.etl("run")
    snapshot_id = house.snapshot_id
    with duckdb.connect(str(house.home / "store.duckdb")) as store:
        store.execute("update accepted.measurement set women_value = 140")  # no check would let this through
    house.drop_csv("second.csv", [("306", "2022-Q1", "T1.01", 1.0, None)])

    said = house.etl("run", "--quiet", exit_code=2)
    assert "fact_women_within_total" in said
    assert len(said.strip().splitlines()) == 1
    assert house.snapshot_id == snapshot_id
    status = json.loads(house.etl("status", "--json"))
    broken = {law["law_code"]: law for law in status["last_run"]["laws_broken"]}
    assert broken["fact_women_within_total"]["examples"][0]["submission_code"] == "2022-Q1-305-r1"
    assert "withdraw 2022-Q1-305-r1" in house.etl("status")
    house.etl("run", exit_code=2)  # its news stands until it is published

    house.etl("withdraw", "2022-Q1-305-r1", "--why", "số nữ lớn hơn tổng số")
    assert house.snapshot_id != snapshot_id
    assert {row["unit_code"] for row in house.ask("select unit_code from fact.measurement")} == {"306"}
