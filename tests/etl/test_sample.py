"""Made-up submissions: plausible, marked as made-up, the same for the same seed."""

import csv
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from etl.programme.catalogue import Catalogue
from etl.programme.load import load_catalogue
from etl.sample import VALUES_HEADER, write_programme, write_samples

SHIPPED = Path(__file__).resolve().parents[2] / "programmes"
Values = dict[tuple[str, str, str], tuple[float | None, float | None]]  # by unit, period and indicator


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue(SHIPPED)


@pytest.fixture(scope="module")
def samples(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped samples and, beside them, their true values."""
    folder = tmp_path_factory.mktemp("samples")
    write_samples(catalogue, folder / "files", values_path=folder / "values.csv")
    return folder


def true_values(samples: Path) -> Values:
    def number(cell: str) -> float | None:
        return float(cell) if cell else None

    with (samples / "values.csv").open(encoding="utf-8") as file:
        reader = csv.DictReader(file)
        assert tuple(reader.fieldnames or ()) == VALUES_HEADER
        return {
            (row["unit_code"], row["period_code"], row["indicator_code"]): (
                number(row["total_value"]),
                number(row["women_value"]),
            )
            for row in reader
        }


def typed(path: Path) -> dict[str, tuple[object, object]]:
    """Total and women as they stand in the workbook, by indicator."""
    book = openpyxl.load_workbook(path)
    pages: list[Worksheet] = [book[name] for name in book.sheetnames if name.startswith("NV")]
    found = {}
    for page in pages:
        for code, _, _, total, women, *_ in page.iter_rows(min_row=5, values_only=True):
            if total is not None or women is not None:
                found[str(code)] = (total, women)
    return found


def info(path: Path) -> dict[object, object]:
    return {row[0].value: row[1].value for row in openpyxl.load_workbook(path)["Thông tin"].iter_rows()}


def names(samples: Path, period_code: str) -> list[str]:
    return sorted(path.name for path in (samples / "files" / period_code).iterdir())


def test_most_report_some_are_silent_one_resubmits(samples: Path) -> None:
    counts = {code: len(names(samples, code)) for code in ("2022-Q1", "2022-Q2", "2022-Q3")}
    assert counts == {"2022-Q1": 51, "2022-Q2": 47, "2022-Q3": 47}  # the 51st of Q1 is the second of one unit


def resubmitting_unit(samples: Path) -> str:
    (second,) = (samples / "files").rglob("*gui-lai.xlsx")
    return second.name.split("_")[0]


def test_a_second_file_sorts_after_the_first_and_changes_some_numbers(samples: Path) -> None:
    unit_code = resubmitting_unit(samples)
    both = [name for name in names(samples, "2022-Q1") if name.startswith(f"{unit_code}_")]
    assert both == [f"{unit_code}_2022-Q1.xlsx", f"{unit_code}_2022-Q1_gui-lai.xlsx"]
    first, second = (typed(samples / "files/2022-Q1" / name) for name in both)
    changed = [code for code in second if first[code] != second[code]]
    assert first.keys() == second.keys()
    assert 0 < len(changed) < len(second) / 2


def test_the_true_values_are_those_in_the_files(samples: Path) -> None:
    values = true_values(samples)
    for unit_code, period_code, suffix in (
        ("305", "2022-Q3", ""),
        (resubmitting_unit(samples), "2022-Q1", "_gui-lai"),
        ("BVSTBPN", "2022-Q2", ""),
    ):
        in_file = typed(samples / "files" / period_code / f"{unit_code}_{period_code}{suffix}.xlsx")
        yes_no = {"có": 1.0, "không": 0.0}
        as_numbers = {code: (yes_no.get(str(total), total), women) for code, (total, women) in in_file.items()}
        expected = {key[2]: pair for key, pair in values.items() if key[:2] == (unit_code, period_code)}
        assert as_numbers == expected


def test_one_file_of_the_last_period_is_full_of_errors(samples: Path, catalogue: Catalogue) -> None:
    accepted = {unit for unit, period, _ in true_values(samples) if period == "2022-Q3"}
    (returned,) = {name.split("_")[0] for name in names(samples, "2022-Q3")} - accepted
    in_file = typed(samples / "files/2022-Q3" / f"{returned}_2022-Q3.xlsx")
    totals = [total for total, _ in in_file.values()]
    assert "khoảng 40" in totals
    assert -3 in totals
    assert (20, 35) in in_file.values()  # more women than people
    assert in_file.keys() - catalogue.programmes["2022"].indicators.keys() == {"T9.99"}


def test_the_accepted_values_obey_the_programme(samples: Path, catalogue: Catalogue) -> None:
    programme = catalogue.programmes["2022"]
    for (unit_code, _, code), (total, women) in true_values(samples).items():
        indicator = programme.indicators[code]
        assert indicator in programme.asked(unit_code)
        assert total is not None
        assert total >= 0
        assert indicator.decimals or total == int(total)
        assert (women is not None) == indicator.has_women
        assert women is None or 0 <= women <= total
        if indicator.at_most == "commune_count":
            assert total <= programme.units[unit_code].commune_count


def test_every_file_says_that_it_is_made_up(samples: Path) -> None:
    for path in sorted((samples / "files").rglob("*.xlsx"))[::10]:
        meta = dict(openpyxl.load_workbook(path)["_meta"].iter_rows(values_only=True))
        assert meta["made_up_date"] == "2022-09-25"
        assert "SỐ LIỆU GIẢ ĐỊNH" in info(path)


def test_reports_are_dated_between_the_periods_end_and_today_and_some_are_late(
    samples: Path, catalogue: Catalogue
) -> None:
    lateness: Counter[bool] = Counter()
    for period in list(catalogue.programmes["2022"].periods.values())[:3]:
        for path in (samples / "files" / period.period_code).iterdir():
            reported = info(path)["Ngày báo cáo"]
            assert isinstance(reported, datetime)
            assert period.to_date < reported.date() <= date(2022, 9, 25)
            lateness[reported.date() > period.due_date] += 1
    assert lateness[True] > 5
    assert lateness[False] > 100


def test_what_the_files_show_to_date_is_the_sum_before(samples: Path) -> None:
    values = true_values(samples)
    page = openpyxl.load_workbook(samples / "files/2022-Q3/305_2022-Q3.xlsx")["NV1"]
    shown = {row[0]: row[6] for row in page.iter_rows(min_row=5, values_only=True)}
    before = [values.get(("305", period, "T1.02"), (None, None))[0] for period in ("2022-Q1", "2022-Q2")]
    assert shown["T1.02"] == sum(total for total in before if total is not None)


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(catalogue: Catalogue, tmp_path: Path) -> None:
    for name, seed in (("one", 7), ("two", 7), ("other", 8)):
        values = tmp_path / f"{name}.csv"
        write_samples(catalogue, tmp_path / name, unit_count=6, seed=seed, values_path=values)
    files = {
        name: [path.read_bytes() for path in sorted((tmp_path / name).rglob("*.xlsx"))]
        for name in ("one", "two", "other")
    }
    assert files["one"] == files["two"]
    assert files["one"] != files["other"]
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()


@pytest.mark.parametrize("unit_count", [1, 5, 53, 500])
def test_so_many_units_of_all_types(catalogue: Catalogue, tmp_path: Path, unit_count: int) -> None:
    write_samples(catalogue, tmp_path / "files", unit_count=unit_count, period_count=1)
    units = {path.name.split("_")[0] for path in (tmp_path / "files").rglob("*.xlsx")}
    programme = catalogue.programmes["2022"]
    types = {programme.units[code].unit_type for code in units}
    assert 0.6 * min(unit_count, 53) <= len(units) <= min(unit_count, 53)
    assert types == ({"office"} if unit_count == 1 else {"department", "district", "office"})


def test_a_larger_made_up_programme_loads_and_has_samples(tmp_path: Path) -> None:
    write_programme(tmp_path / "programmes", unit_count=120, seed=1)
    catalogue = load_catalogue(tmp_path / "programmes")
    assert len(catalogue.programmes["2022"].units) == 120
    write_samples(catalogue, tmp_path / "files", period_count=1, unit_count=20)
    assert len(list((tmp_path / "files").rglob("*.xlsx"))) > 10
