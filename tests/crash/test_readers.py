"""Who reads while others publish never fails, never sees two snapshots in one view, and sees the newest next time."""

from tests.crash.readers import READERS, read_while_publishing
from tests.house import House

PUBLISHES = 20


def test_eight_readers_query_without_pause_while_snapshots_come_and_go(house: House) -> None:
    told = read_while_publishing(house, PUBLISHES)
    assert len(told) == READERS
    for reader in told:
        assert (reader["errors"], reader["mixed"], reader["stale"]) == ([], 0, 0)
        assert reader["last"] == PUBLISHES + 1
        assert reader["interactions"] > 1
    assert max(reader["seen"] for reader in told) > 2
    kept = list((house.home / "published").glob("*.duckdb"))
    assert len(kept) <= 3  # two, and the last one of the month before
